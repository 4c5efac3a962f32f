"""The commands that answer: tables, JSON and CSV, wrong input, and the log of conditions."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.ledger import Ledger
from tests.cli.conftest import Run
from tests.databases import Place
from tests.ledger.samples import DOSSIER, RUN, one_position, reading


@pytest.fixture
def ledger(new_place: Place) -> str:
    path = new_place("onrecord.db")
    with Ledger.open(path, create=True) as made:
        made.write_dossier(DOSSIER)
        made.write(RUN, reading())
        made.write(RUN, one_position("b1", "ALB", "supports", said=date(2026, 2, 1), published=date(2026, 2, 2)))
        made.write(RUN, one_position("b2", "ALB", "pledges", said=date(2026, 1, 6), reported_by="USA"))
        made.write(RUN, one_position("c1", "GRC", "open", otherwise="rules_out", condition="unless"))
        made.write(RUN, one_position("c2", "MKD", "pledges", condition="if", contribution="funds"))
    return path


def as_json(run: Run, *arguments: str) -> Any:
    code, out, _ = run(*arguments, "--json")
    assert code == 0
    return json.loads(out)


ANSWERS = [
    ("changes",),
    ("conflicts",),
    ("corroboration",),
    ("pledges", "--on", "2026-04-01", "--expire", "30d"),
    ("timeline", "Albania", "send"),
    ("whatif", "--met", "the wind turns"),
    ("conditions", "list"),
]


@pytest.mark.parametrize("arguments", ANSWERS, ids=lambda one: one[0])
def test_every_answer_is_a_table_json_and_csv(run: Run, arguments: tuple[str, ...]) -> None:
    code, table, _ = run(*arguments)
    assert code == 0
    assert table.strip()
    assert as_json(run, *arguments) == json.loads(run(*arguments, "--format", "json")[1])
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv")[1])))
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)


def test_changes_carry_both_rows_with_article_and_quote(run: Run) -> None:
    found = as_json(run, "changes", "--since", "2026-01-20")
    assert [(one["kind"], one["from"], one["to"], one["date"]) for one in found] == [
        ("changed_mind", "rules_out", "supports", "2026-02-01")
    ]
    assert {"evidence", "outlet", "url", "article", "voice"} <= set(found[0]["later"])
    assert as_json(run, "changes", "--until", "2025-01-01") == []


def test_whatif_shows_moves_blocks_and_the_field(run: Run, tmp_path: Path) -> None:
    weights = tmp_path / "weights.csv"
    weights.write_text("holder,weight\nGRC,3\nMKD,1\n", "utf-8")
    code, out, err = run("whatif", "--met", "wind turns", "--issue", "send", "--weights", str(weights))
    assert code == 0
    assert "undecided: open or rules_out" in out
    assert "the wind turns" in err
    assert "no weight: ALB" in err
    found = as_json(run, "whatif", "--unmet", "wind turns", "--weights", str(weights))
    assert {one["holder"]: one["after"]["level"] for one in found["moved"]} == {"GRC": "rules_out", "MKD": None}
    assert as_json(run, "whatif", "--met", "wind turns", "--contribution", "funds")["moved"][0]["holder"] == "MKD"


def test_a_condition_is_set_listed_undone(run: Run) -> None:
    words = ("--article", "a1", "--quote", "the council agreed on a mandate")
    code, out, err = run("conditions", "set", "wind turns", "met", "--by", "ada", "--why", "seen", *words)
    assert (code, out) == (0, "")
    assert "conditions undo 1" in err
    listed = {one["words"]: one for one in as_json(run, "conditions", "list")}
    assert (listed["the wind turns"]["status"], listed["the wind turns"]["entry"]["by"]) == ("met", "ada")
    assert as_json(run, "whatif", "--unknown", "wind turns")["blocked"]
    assert run("conditions", "undo", "1")[0] == 0
    assert [one["undone"] for one in as_json(run, "conditions", "log")] == [True, False]
    assert "seen" in run("conditions", "log")[1]


def test_merges_can_be_overridden(run: Run) -> None:
    first, second = "the wind turns", "the council agreed on a mandate"
    assert run("conditions", "same", first, second)[0] == 0
    assert any({first, second} <= set(one["wordings"]) for one in as_json(run, "conditions", "list"))
    assert run("conditions", "not-same", first, second)[0] == 0
    assert not any({first, second} <= set(one["wordings"]) for one in as_json(run, "conditions", "list"))


def test_setting_the_opposite_sets_the_opposite(run: Run) -> None:
    assert run("conditions", "set", "the wind never turns", "met")[0] == 0
    statuses = {one["words"]: one["status"] for one in as_json(run, "conditions", "list")}
    assert statuses["the wind turns"] == "unmet"


def test_the_digest_in_its_formats(run: Run, tmp_path: Path) -> None:
    assert run("digest", "--since", "2026-01-20", "--until", "2026-03-01")[1].startswith("# Digest, 2026-01-20")
    assert run("digest", "--since", "2026-01-20", "--format", "html")[1].startswith("<!DOCTYPE html>")
    found = as_json(run, "digest", "--since", "2026-01-20")
    assert [one["evidence"]["id"] for one in found["positions"]] == ["p-b1"]
    items = list(csv.DictReader(StringIO(run("digest", "--since", "2026-01-20", "--format", "csv")[1])))
    told = [("position", "ALB", "p-b1"), ("shift", "ALB", "p-b1")]
    assert [(one["section"], one["holder"], one["position"]) for one in items if one["position"] == "p-b1"] == told
    table = run("digest", "--since", "2026-01-20", "--format", "table")[1].splitlines()
    assert table[0].split() == ["new", "holder", "issue", "level", "what", "in", "evidence"]
    assert len(table) == len(items) + 1
    assert run("digest", "--since", "2031-01-20", "--format", "table")[1:] == ("", "Nothing is new.\n")
    text = tmp_path / "morning.txt"
    assert run("digest", "--since", "2026-01-20", "--format", "table", "--out", str(text))[0] == 0
    assert text.read_text("utf-8").splitlines() == table
    out = tmp_path / "morning.html"
    assert run("digest", "--since", "2026-01-20", "--format", "html", "--out", str(out))[0] == 0
    assert "</html>" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("whatif", "--met", "moonrise"), "no condition on record says"),
        (("conditions", "set", "moonrise", "met"), "no condition on record says"),
        (("conditions", "set", "wind turns", "perhaps"), "perhaps"),
        (("conditions", "undo", "7"), "not there"),
        (("digest",), "--since"),
        (("timeline", "Albanya"), "no actor"),
        (("pledges", "--expire", "soon"), "no span of time"),
        (("whatif", "--weights", "/no/such/file"), "cannot be read"),
    ],
)
def test_wrong_input_is_code_2(run: Run, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert words in err


def test_python_answers_under_the_same_names(ledger: str) -> None:
    assert [one.kind for one in onrecord.changes(ledger, since=date(2026, 1, 20))] == ["changed_mind"]
    with onrecord.Ledger.open(ledger, readonly=True) as record:
        assert onrecord.conflicts(record) == onrecord.conflicts(ledger)
        assert onrecord.timeline(record, "ALB", "send")
        assert onrecord.corroboration(record, actors="GRC")[0].row.position.holder == "GRC"
        assert len(onrecord.conditions(record, actors=["GRC"])) == len(onrecord.conditions(record, actors="GRC"))
        assert onrecord.whatif(record, met=["wind turns"], issues="send").moved
        assert onrecord.pledges(record, on=date(2026, 4, 1))
        assert onrecord.digest(record, since=date(2026, 1, 20)).positions
    with pytest.raises(AttributeError):
        _ = onrecord.nothing  # type: ignore[attr-defined]
    assert all(hasattr(onrecord, name) for name in onrecord.__all__)
