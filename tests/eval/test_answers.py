"""The gate of what a ledger concludes: it holds, falls where a figure fell, and rises only upwards."""

from __future__ import annotations

from collections import Counter

import pytest
from eval.sheets import rows

from eval import answers, settling_score


@pytest.mark.sqlite_file("what is scored is a file of the scorer's own")
def test_conclusions_from_labelled_positions_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert answers.main([]) == 0
    assert "unsure" in capsys.readouterr().out


@pytest.mark.sqlite_file("what is scored is a file of the scorer's own")
def test_what_articles_settle_holds_and_has_near_misses() -> None:
    cases = Counter(row["status"] for row in rows(settling_score.CASES))
    assert sum(cases.values()) >= 30
    assert cases["unknown"] >= cases["met"] >= 10
    assert settling_score.main([]) == 0


def test_a_fallen_figure_is_a_drop_and_a_risen_one_a_new_floor() -> None:
    floors = {"shifts": {"all": 0.9, "gone": 0.5}}
    assert answers.drops(floors, {"shifts": {"all": 0.896}}) == ["shifts: gone fell from 0.5000 to 0.0000"]
    assert answers.drops(floors, {"shifts": {"all": 0.89, "gone": 0.5}}) == ["shifts: all fell from 0.9000 to 0.8900"]
    assert answers.raised(floors, {"shifts": {"all": 0.95, "gone": 0.4}}) == {"shifts": {"all": 0.95, "gone": 0.5}}


def test_nobody_tunes_on_what_extraction_does_there() -> None:
    with pytest.raises(SystemExit):
        answers.main(["--read", "--show"])
