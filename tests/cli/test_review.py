"""``onrecord review``: what it prints, what it changes in every other command, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from eval.sheets import NOWHERE, labelled
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.errors import InputError
from onrecord.ledger import Ledger
from tests.databases import Place
from tests.ledger.samples import DOSSIER, RUN, TEXT, one_position, reading

RUNNER = CliRunner()
REFUSES, OFFERS = "p-a1-refuses", "p-a1-offers"


@pytest.fixture
def ledger(new_place: Place) -> str:
    file = new_place("ledger.db")
    with Ledger.open(file, create=True) as record:
        record.write_dossier(DOSSIER)
        record.write(RUN, reading())
        for number in range(3):
            record.write(RUN, one_position(f"b{number}", confidence=0.3 + number / 10))
    return str(file)


def run(ledger: str, *words: str) -> str:
    done = RUNNER.invoke(app, [*words, "--ledger", ledger])
    assert done.exit_code == 0, done.output
    return done.output


def data(ledger: str, *words: str) -> Any:
    return json.loads(run(ledger, *words, "--json"))


def levels(ledger: str) -> dict[str, str]:
    return {row["id"]: row["level"] for row in data(ledger, "positions", "--list")}


def test_the_queue_says_why(ledger: str) -> None:
    rows = data(ledger, "review", "list")
    assert rows[0]["id"] == "p-b0"
    assert "uncertain" in rows[0]["reasons"]
    assert rows == sorted(rows, key=lambda row: -row["weight"])
    shown = run(ledger, "review", "list", "--limit", "2")
    assert "uncertain" in shown
    assert "3 more" in shown


def test_a_decision_changes_every_command(ledger: str) -> None:
    said = run(ledger, "review", "reject", REFUSES, "--by", "ada", "--why", "no refusal")
    assert "1 position rejected. Undo: onrecord review undo 1" in said
    assert REFUSES not in levels(ledger)
    assert REFUSES not in run(ledger, "export", "--format", "csv")
    assert REFUSES not in run(ledger, "export")
    assert "no refusal" in run(ledger, "review", "log")
    (row,) = data(ledger, "review", "list", "--rejected")
    assert (row["id"], row["judged"]["by"]) == (REFUSES, "ada")
    run(ledger, "review", "undo", "--by", "ada")
    assert REFUSES in levels(ledger)


def test_a_second_reviewer_accepts_by_filters_what_was_read(ledger: str) -> None:
    run(ledger, "review", "edit", REFUSES, "--level", "opposes", "--by", "ada")
    run(ledger, "review", "reject", OFFERS, "--by", "ada")
    run(ledger, "review", "reject", "p-b0", "--by", "bo")
    before = levels(ledger)
    said = run(ledger, "review", "accept", "--dossier", DOSSIER.id, "--as-read", "--by", "bo")
    assert "4 positions accepted" in said
    mine = {row["position"]: row["verdict"] for row in data(ledger, "review", "log") if row["by"] == "bo"}
    assert mine == {"p-b0": "reject", REFUSES: "accept", OFFERS: "accept", "p-b1": "accept", "p-b2": "accept"}
    assert levels(ledger)[REFUSES] == "rules_out"
    assert OFFERS in levels(ledger)
    run(ledger, "review", "undo", "--by", "bo")
    assert levels(ledger) == before


def test_why_tells_what_was_decided(ledger: str) -> None:
    run(ledger, "review", "edit", REFUSES, "--level", "opposes", "--by", "ada", "--why", "too strong")
    run(ledger, "review", "reject", OFFERS, "--by", "bo")
    shown = run(ledger, "why", REFUSES)
    assert "edit by ada · level rules_out → opposes" in shown
    assert "too strong" in shown
    assert "reject by bo" in run(ledger, "why", OFFERS)
    (answer,) = data(ledger, "why", REFUSES)
    assert [(one["verdict"], one["by"]) for one in answer["decisions"]] == [("edit", "ada")]


def test_a_correction_in_words(ledger: str) -> None:
    options = ("--level", "supports", "--holder", "ITA", "--evidence", "Greece would join if the council")
    run(ledger, "review", "edit", OFFERS, *options, "--condition", "unless:the council agreed", "--standing")
    (row,) = data(ledger, "positions", "--list", "--actor", "Italy")
    assert (row["id"], row["level"], row["superseded"]) == (OFFERS, "supports", False)
    assert row["evidence"]["quote"] == "Greece would join if the council"
    assert row["conditions"] == [
        {"kind": "unless", "text": "the council agreed", "start": TEXT.index("the council"), "end": TEXT.index(" on a")}
    ]
    run(ledger, "review", "edit", OFFERS, "--no-conditions", "--otherwise", "none")
    (row,) = data(ledger, "positions", "--list", "--actor", "ITA")
    assert (row["conditions"], row["otherwise"]) == ([], None)
    assert "holder GRC → ITA" in run(ledger, "review", "log", OFFERS)


def test_filters_decide_as_one_batch(ledger: str) -> None:
    run(ledger, "review", "accept", REFUSES)
    said = run(ledger, "review", "reject", "--actor", "ALB")
    assert "3 positions rejected" in said
    assert set(levels(ledger)) == {REFUSES, OFFERS}
    run(ledger, "review", "undo")
    assert len(levels(ledger)) == 5
    assert len({entry["batch"] for entry in data(ledger, "review", "log")}) == 3


def test_what_was_rejected_is_filtered_too(ledger: str) -> None:
    run(ledger, "review", "reject", "--actor", "ALB")

    def listed(*options: str) -> set[str]:
        return {row["holder"] for row in data(ledger, "review", "list", "--rejected", *options)}

    assert listed() == listed("--actor", "albania") == listed("--issue", "SEND") == listed("--dossier", "Lake-Force")
    assert listed() == {"ALB"}
    assert listed("--actor", "GRC") == set()
    assert listed("--level", "delivers") == set()


def test_a_missed_position_is_added(ledger: str) -> None:
    words = ("--holder", "GRC", "--issue", "mandate", "--level", "open", "--evidence", "Greece would join")
    run(ledger, "review", "add", "a1", *words, "--by", "bo")
    rows = data(ledger, "positions", "--list", "--issue", "mandate")
    assert [(row["holder"], row["judged"]["verdict"]) for row in rows] == [("GRC", "add")]
    run(ledger, "review", "undo", "--by", "bo")
    assert data(ledger, "positions", "--list", "--issue", "mandate") == []


def test_labels_are_those_of_the_labelled_sets(ledger: str) -> None:
    assert run(ledger, "review", "export") == ""
    run(ledger, "review", "accept", REFUSES, "--by", "ada")
    run(ledger, "review", "reject", "p-b0", "--by", "ada")
    (empty,) = map(json.loads, run(ledger, "review", "export").splitlines())
    assert (empty["id"], empty["positions"]) == ("b0", [])
    run(ledger, "review", "edit", OFFERS, "--level", "supports", "--by", "bo")
    rows = [json.loads(line) for line in run(ledger, "review", "export").splitlines()]
    sheets = {row["id"]: labelled(row) for row in rows}
    assert [(one.holder, one.level) for one in sheets["a1"].positions] == [("ALB", "rules_out"), ("GRC", "supports")]
    assert all(one.evidence != NOWHERE for one in sheets["a1"].positions)
    assert sheets["a1"].statements is None
    assert next(row for row in rows if row["id"] == "a1")["reviewers"] == ["ada", "bo"]


def test_labels_of_half_reviewed_articles_are_left_out_unless_asked_for(ledger: str, tmp_path: Path) -> None:
    run(ledger, "review", "accept", REFUSES)
    out = tmp_path / "labels.jsonl"
    run(ledger, "review", "export", "--partial", "--out", str(out), "--dossier", "lake-force")
    (row,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert [one["holder"] for one in row["positions"]] == ["ALB"]


def test_two_reviewers_and_a_settlement(ledger: str) -> None:
    run(ledger, "review", "accept", REFUSES, OFFERS, "--by", "ada")
    run(ledger, "review", "edit", REFUSES, "--level", "opposes", "--as-read", "--by", "bo")
    run(ledger, "review", "accept", OFFERS, "--as-read", "--by", "bo")
    found = data(ledger, "review", "agreement")
    assert (found["reviewers"], found["positions"]) == (["ada", "bo"], 2)
    assert found["disputes"][0]["differs"] == ["level"]
    assert found["alpha_levels"] is not None
    shown = run(ledger, "review", "agreement", "bo", "ada")
    assert "alpha" in shown
    assert "accept: ALB send rules_out" in shown
    run(ledger, "review", "edit", REFUSES, "--level", "doubts", "--settle", "--by", "cy")
    assert data(ledger, "review", "agreement")["disputes"] == []
    assert levels(ledger)[REFUSES] == "doubts"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("accept",), "name positions, or give filters"),
        (("reject", REFUSES, "--actor", "ALB"), "name positions, or give filters"),
        (("accept", "nothing"), "no position has an id"),
        (("edit", REFUSES), "nothing of"),
        (("edit", REFUSES, "--holder", "NOWHERE"), "no actor has the id"),
        (("edit", REFUSES, "--evidence", "never said"), "do not stand in the article"),
        (("edit", REFUSES, "--condition", "perhaps:the lake"), "no kind of condition"),
        (("edit", REFUSES, "--issue", "elsewhere"), "asks no 'elsewhere'"),
        (("edit", REFUSES, "--otherwise", "often"), "no level"),
        (("add", "a9"), "no article"),
        (("add", "a1", "--holder", "ALB"), "has no issue"),
        (("undo", "7"), "is not there"),
        (("undo", "--by", "nobody"), "nobody has decided nothing"),
        (("agreement",), "two reviewers"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger: str, words: tuple[str, ...], told: str) -> None:
    done = RUNNER.invoke(app, ["review", *words, "--ledger", ledger])
    assert isinstance(done.exception, InputError)
    assert told in str(done.exception)
    assert data(ledger, "review", "log") == []
