"""The baseline rises freely, and falls only with a reason that is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from eval.baseline import Baseline, Drop, Refused, drops, faults, load, measured, save, updated
from eval.scoring import NAMES, ZEROES, Figure

TODAY = date(2026, 2, 1)
OLD = Baseline({"set": {"position": 0.8, "speaker": 0.9}})


def scores(value: float | None, n: int, fault: float = 0) -> dict[str, dict[str, Figure]]:
    figures = {name: Figure(value, n) for name in NAMES} | {name: Figure(fault, 1) for name in ZEROES}
    return {"set": figures}


def test_a_drop_beyond_the_tolerance_is_named() -> None:
    found = drops(OLD, {"set": {"position": 0.79, "speaker": 0.895}})
    assert [str(one) for one in found] == ["set: position fell from 0.8000 to 0.7900"]


def test_a_figure_that_can_no_longer_be_measured_has_dropped() -> None:
    assert drops(OLD, {"set": {"position": 0.8}}) == [Drop("set", "speaker", 0.9, None)]
    assert "nothing to measure" in str(Drop("set", "speaker", 0.9, None))


def test_only_sets_that_were_read_are_compared() -> None:
    assert drops(OLD, {"other": {"position": 0.1}}) == []


def test_figures_over_few_cases_are_not_held() -> None:
    assert measured(scores(0.5, n=4)) == {"set": {"origin": 0.5}}  # a wrong join shows among all pairs
    assert measured(scores(None, n=0)) == {"set": {}}
    assert measured(scores(0.123456, n=5))["set"]["position"] == 0.1235


def test_faults_are_never_excused() -> None:
    assert faults(scores(1.0, n=9)) == []
    assert "set: boilerplate is 2, must be 0" in faults(scores(1.0, n=9, fault=2))


def test_an_update_raises_and_adds() -> None:
    new = updated(OLD, {"set": {"position": 0.85, "speaker": 0.9, "credit": 1.0}}, None, TODAY)
    assert new.figures == {"set": {"position": 0.85, "speaker": 0.9, "credit": 1.0}}
    assert new.lowered == ()


def test_small_slips_do_not_add_up() -> None:
    new = updated(OLD, {"set": {"position": 0.85, "speaker": 0.897}}, None, TODAY)
    assert new.figures["set"] == {"position": 0.85, "speaker": 0.9}


def test_an_update_that_lowers_is_refused_without_a_reason() -> None:
    with pytest.raises(Refused, match="position fell"):
        updated(OLD, {"set": {"position": 0.5, "speaker": 0.9}}, None, TODAY)


def test_a_lowering_is_kept_with_its_reason() -> None:
    new = updated(OLD, {"set": {"position": 0.5, "speaker": 0.95}}, "labels corrected", TODAY)
    assert new.figures["set"] == {"position": 0.5, "speaker": 0.95}
    (one,) = new.lowered
    assert (one.on, one.reason) == ("2026-02-01", "labels corrected")
    assert one.figures == ("set: position fell from 0.8000 to 0.5000",)


def test_a_baseline_comes_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert load(path) == Baseline({})
    new = updated(OLD, {"set": {"position": 0.5}}, "a reason", TODAY)
    save(new, path)
    assert load(path) == new
