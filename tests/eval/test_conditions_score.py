"""The composed wordings of conditions: what is one stands together, what is not stands apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import conditions_score


def test_the_floors_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert conditions_score.main([]) == 0
    assert "pairs, sign right in" in capsys.readouterr().out


def test_below_a_floor_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"dev": {"recall": 1.01}}')
    monkeypatch.setattr(conditions_score, "FLOORS", floors)
    assert conditions_score.main(["--show"]) == 1
    said = capsys.readouterr()
    assert "FAILED dev: recall is below 1.01" in said.err
    assert "- river-mission:" in said.out
