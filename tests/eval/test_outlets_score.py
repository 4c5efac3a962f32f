"""Origins, stories, shifts, conflicts and conditions are scored as a hand scores them on small cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from eval.clusters import bcubed, pairs
from eval.outlets import gold
from eval.outlets_score import CONFLICT_KINDS, SHIFT_KINDS, changes, conditions, conflict, given, groups, main, shift
from eval.outlets_score import positions as score_positions


def moved(holder: str, kind: str, before: str, after: str) -> dict[str, Any]:
    return {"holder": holder, "issue": "force", "kind": kind, "from": before, "to": after}


def clash(holder: str, kind: str, *levels: str) -> dict[str, Any]:
    return {"holder": holder, "issue": "force", "kind": kind, "levels": list(levels)}


SHIFTS = [
    moved("RUR", "changed_mind", "opposes", "open"),
    moved("RUR", "changed_mind", "open", "pledges"),
    moved("FRE", "denied_report", "pledges", "neutral"),
    moved("SYL", "resurfaced", "supports", "doubts"),
]


def test_shifts_are_scored_by_kind_with_and_without_levels() -> None:
    read = [
        moved("RUR", "changed_mind", "opposes", "open"),
        moved("RUR", "changed_mind", "opposes", "pledges"),
        moved("FRE", "changed_mind", "pledges", "neutral"),
        moved("SYL", "resurfaced", "supports", "doubts"),
        moved("SYL", "resurfaced", "supports", "doubts"),
    ]
    got = changes(map(shift, SHIFTS), map(shift, read), SHIFT_KINDS)
    assert (got["all"].precision, got["all"].recall, got["all"].n) == (0.5, 0.5, 4)
    assert (got["whatever kind"].precision, got["whatever kind"].recall) == (0.75, 0.75)
    assert got["whatever levels"].recall == pytest.approx(2 / 3)
    assert got["changed_mind"].precision == pytest.approx(1 / 3)
    assert got["changed_mind"].recall == 0.5
    assert (got["changed_mind, whatever levels"].precision, got["changed_mind, whatever levels"].recall) == (0.5, 1.0)
    assert got["denied_report"].value == 0.0
    assert got["resurfaced"].value == 1.0
    assert got["changed_reporter"].n == 0


def test_the_order_of_levels_matters_to_shifts_and_not_to_conflicts() -> None:
    assert shift(moved("RUR", "changed_mind", "open", "doubts")) != shift(
        moved("RUR", "changed_mind", "doubts", "open")
    )
    assert shift({**clash("RUR", "changed_mind", "open", "doubts")}) == shift(
        moved("RUR", "changed_mind", "open", "doubts")
    )
    got = changes(
        [conflict(clash("RUR", "speakers", "open", "rules_out"))],
        [conflict(clash("RUR", "speakers", "rules_out", "open")), conflict(clash("FRE", "origins", "open", "doubts"))],
        CONFLICT_KINDS,
    )
    assert (got["all"].precision, got["all"].recall) == (0.5, 1.0)
    assert got["speakers"].value == 1.0
    assert got["origins"].precision == 0.0


def article(name: str, origin: str, copied_from: str | None = None, reuse: str | None = None) -> dict[str, Any]:
    return {"id": name, "origin": origin, "story": "s", "copied_from": copied_from, "reuse": reuse}


def test_origins_and_stories_are_scored_as_clusters_and_copies_by_kind() -> None:
    labels = [
        article("a", "one"),
        article("b", "one", "a", "cut"),
        article("c", "one", "a", "free"),
        article("d", "two"),
    ]
    read = {
        "a": {"origin": "x", "story": "t"},
        "b": {"origin": "x", "story": "t"},
        "d": {"origin": "x", "story": "t"},
    }
    got = groups(labels, read)
    # wanted ab ac bc, found ab ad bd; BCubed precision (2/3 + 2/3 + 1 + 1/3) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4
    assert got["origin, pairs"].precision == pytest.approx(1 / 3)
    assert got["origin, pairs"].recall == pytest.approx(1 / 3)
    assert got["origin, BCubed"].precision == pytest.approx(2 / 3)
    assert got["origin, BCubed"].recall == pytest.approx(2 / 3)
    assert (got["story, pairs"].precision, got["story, pairs"].recall) == (1.0, 0.5)
    assert (got["copies, cut"].value, got["copies, free"].value) == (1.0, 0.0)


def test_clusters_of_single_things_are_perfect_in_bcubed_and_hold_no_pairs() -> None:
    alone = {"a": "1", "b": "2"}
    assert bcubed(alone, alone).value == 1.0
    assert pairs(alone, alone).n == 0


def test_conditions_are_scored_by_grouping_and_by_what_settled_them() -> None:
    words = [{"article": "a", "text": "the guns fall silent"}, {"article": "b", "text": "the firing stops"}]
    other = {"article": "c", "text": "London pays"}
    labels = [{"wordings": words, "status": "met"}, {"wordings": [other], "status": "unknown"}]
    assert {name: one.value for name, one in conditions(labels, labels).items()} == {"grouping, pairs": 1, "status": 1}
    apart = [{"wordings": [words[0]], "status": "met"}, {"wordings": [other], "status": "unmet"}]
    got = conditions(labels, apart)
    assert got["grouping, pairs"].recall == 0.0
    assert (got["status"].precision, got["status"].recall) == (0.5, 0.5)


def test_readings_made_of_the_labels_score_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold.main(["--dossier", "border-truce"])
    read = tmp_path / "read.jsonl"
    read.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["--read", str(read), "--dossier", "border-truce"]) == 0
    printed = capsys.readouterr().out
    for name in ("holder+issue", "position", "origin, BCubed", "story, pairs", "copies, free"):
        line = next(line for line in printed.splitlines() if line.startswith(f"  {name} "))
        assert "1.000" in line, line


def test_an_article_that_did_not_come_back_counts_as_missed() -> None:
    labels = [{**article("a", "one"), "text": "Ruritania refuses.", "positions": []}]
    assert score_positions(labels, {})["absent"].value == 1


def test_lists_are_read_from_arrays_and_from_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, array = tmp_path / "a.jsonl", tmp_path / "b.json"
    lines.write_text("".join(json.dumps(one) + "\n" for one in SHIFTS), encoding="utf-8")
    array.write_text(json.dumps(SHIFTS, indent=2), encoding="utf-8")
    assert given(lines) == given(array) == SHIFTS
    labels = gold.HERE
    files = [f"--{name}={labels / name}.jsonl" for name in ("shifts", "conflicts", "conditions")]
    assert main(files) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert all("1.000" in row for row in rows)


def test_nothing_to_score_is_wrong_use() -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
