"""The query commands: what they print, under which names, and how they fail."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onrecord.ledger import Ledger
from onrecord.records import Link, Problem
from tests.cli.conftest import Run
from tests.databases import Place
from tests.ledger.samples import DOSSIER, RUN, one_position, reading

POSITION_FIELDS = (
    "id holder issue level otherwise conditions contribution vote speaker speaker_role anonymous statement stated "
    "superseded reported_by confidence evidence because date article outlet title published credit url origin story "
    "dossier run judged"
).split()


@pytest.fixture
def ledger(new_place: Place) -> str:
    path = new_place("onrecord.db")
    with Ledger.open(path, create=True) as made:
        made.write_dossier(DOSSIER)
        made.write(RUN, reading())
        made.write(RUN, one_position("b1", "ALB", "supports", origin="o-2", outlet="Harbour Post"))
        made.write(RUN, one_position("b2", "GRC", "pledges", issue="mandate", said=date(2026, 2, 1)))
        made.write_problems(RUN, [Problem("unreadable", "permission denied", "news/locked.txt")])
    return path


def as_json(run: Run, *arguments: str) -> Any:
    code, out, err = run(*arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_matrix_shows_an_actor_a_row_and_an_issue_a_column(run: Run) -> None:
    code, out, err = run("positions")
    assert code == 0
    assert out.splitlines() == [
        "holder       send         mandate",
        "ALB Albania  rules_out !",
        "GRC Greece   former       pledges",
    ]
    assert "contested" in err
    assert "\x1b" not in out


def test_the_matrix_as_json(run: Run) -> None:
    found = as_json(run, "positions")
    assert list(found) == ["holders", "issues", "cells"]
    assert found["issues"] == ["send", "mandate"]
    assert found["cells"][0] == {
        "holder": "ALB",
        "issue": "send",
        "level": "rules_out",
        "position": "p-a1-refuses",
        "date": "2026-01-05",
        "positions": 2,
        "origins": 2,
        "agreeing": 1,
        "contested": True,
        "conditional": False,
        "anonymous_only": False,
    }


def test_positions_as_json_rows_have_the_names_of_the_contract(run: Run) -> None:
    found = as_json(run, "positions", "--list")
    assert [one["id"] for one in found] == ["p-b2", "p-a1-offers", "p-a1-refuses", "p-b1"]
    assert all(list(one) == POSITION_FIELDS for one in found)


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (("--actor", "alb"), ["p-a1-refuses", "p-b1"]),
        (("--actor", "Greece"), ["p-b2", "p-a1-offers"]),
        (("--actor", "GRC", "--actor", "ALB", "--issue", "MANDATE"), ["p-b2"]),
        (("--since", "2026-01-06"), ["p-b2", "p-a1-offers"]),
        (("--until", "2026-01-05"), ["p-a1-refuses", "p-b1"]),
        (("--level", "open", "--level", "supports"), ["p-a1-offers", "p-b1"]),
        (("--min-confidence", "0.9"), ["p-a1-refuses"]),
        (("--limit", "1"), ["p-b2"]),
        (("--dossier", "lake-force", "--limit", "0"), []),
    ],
)
def test_filters(run: Run, arguments: tuple[str, ...], ids: list[str]) -> None:
    assert [one["id"] for one in as_json(run, "positions", "--list", *arguments)] == ids


def test_the_list_for_people_has_the_evidence(run: Run) -> None:
    _, out, _ = run("positions", "--list")
    assert "single monitor 🛶 to the lake" in out
    assert len(out.splitlines()) == 5


def test_nothing_found_says_where_to_look(run: Run) -> None:
    code, out, err = run("positions", "--level", "delivers")
    assert (code, out) == (0, "")
    assert "onrecord articles" in err
    assert as_json(run, "positions", "--list", "--level", "delivers") == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("positions", "--actor", "Albanya"), ["no actor 'Albanya'", "ALB"]),
        (("positions", "--issue", "sent"), ["no issue 'sent'", "send"]),
        (("positions", "--issue", "zzzz"), ["It knows mandate, send"]),
        (("positions", "--dossier", "lakeforce"), ["no dossier", "lake-force"]),
        (("why", "p-a1"), ["2 positions", "p-a1-offers", "Give more"]),
        (("why", "nonsense"), ["neither an actor", "positions --list"]),
        (("why", "ALB", "mandate"), ["no position of ALB on mandate", "--actor ALB"]),
        (("positions", "--since", "yesterday"), ["write it as 2026-01-31"]),
        (("positions", "--level", "maybe"), ["maybe"]),
        (("positions", "--min-confidence", "2"), ["min-confidence"]),
        (("nonsense",), ["No such command"]),
    ],
)
def test_wrong_input_is_answered_with_code_2_and_a_way_on(
    run: Run, arguments: tuple[str, ...], words: list[str]
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert all(word in err for word in words), err


def test_why_shows_the_words_in_their_context_and_what_they_rest_on(run: Run) -> None:
    code, out, _ = run("why", "p-a1-refuses")
    assert code == 0
    assert ">>Albania “will not send” a single monitor 🛶 to the lake<<, Foreign Minister Ada Prifti told" in out
    for words in (
        "ALB Albania · send · rules_out",
        "Will it send monitors to the lake?",
        "The Ferryman · 2026-01-06 · Albania keeps its monitors at home",
        "Ada Prifti · foreign minister",
        "will not send · negated:send",
        "1 origin: o-1 (Lakeside Wire, The Ferryman)",
        "contradicted by      supports · 2026-01-05 · Harbour Post · o-2 · p-b1",
        "observers 1 monitors",
    ):
        assert words in out
    assert "\x1b" not in out


def test_why_of_an_actor_takes_what_prevails_on_each_issue(run: Run) -> None:
    found = as_json(run, "why", "Greece")
    assert [one["id"] for one in found] == ["p-b2", "p-a1-offers"]
    assert list(found[0]) == [
        *POSITION_FIELDS,
        "question",
        "context",
        "origins",
        "contradicted_by",
        "also_on_record",
        "linked",
        "decisions",
    ]
    (one,) = as_json(run, "why", "alb", "send")
    assert one["context"]["evidence"] == one["evidence"]["quote"]
    assert one["context"]["before"].startswith("TIRANA")
    assert [other["id"] for other in one["contradicted_by"]] == ["p-b1"]


def test_why_shows_conditions(run: Run) -> None:
    _, out, _ = run("why", "p-a1-o")
    assert "condition (if)" in out
    assert "the council agreed on a mandate (unknown)" in out
    assert "anonymous" in out
    assert "reported by          ALB" in out


def test_statements(run: Run) -> None:
    found = as_json(run, "statements")
    assert [one["id"] for one in found] == ["st-a1", "st-a1-2"]
    assert found[0]["content"]["quote"].startswith("Albania")
    assert as_json(run, "statements", "--speaker", "prifti")[0]["speaker"] == "Ada Prifti"
    assert as_json(run, "statements", "--for", "alb", "--article", "a1", "--until", "2026-01-05") == found[:1]
    assert as_json(run, "statements", "--speaker", "100%") == []
    assert "Ada Prifti" in run("statements")[1]


def test_articles(run: Run) -> None:
    found = as_json(run, "articles", "--outlet", "The Ferryman", "--until", "2026-01-31")
    assert [(one["id"], one["statements"], one["positions"], one["problems"]) for one in found] == [
        ("a1", 2, 2, 1),
        ("b2", 0, 1, 0),
    ]
    assert "Albania keeps its monitors at home" in run("articles")[1]


def test_problems_come_with_their_remedy(run: Run) -> None:
    found = as_json(run, "problems")
    assert [one["kind"] for one in found] == ["date-unresolved", "unreadable"]
    assert found[1]["remedy"].endswith("Check its permissions.")
    assert [one["kind"] for one in as_json(run, "problems", "--kind", "unreadable")] == ["unreadable"]
    assert "Check its permissions." in run("problems")[1]


def test_what_articles_say_cannot_steer_the_terminal(run: Run, ledger: str) -> None:
    with Ledger.open(ledger) as record:
        record.write(RUN, one_position("evil\x1b[2J\u202e", "ALB\x1b[31m", "open"))
        taught = reading("a9")
        persons = tuple(replace(one, person=f"{one.person}\x1b[2J\u202e") for one in taught.learned)
        record.write(RUN, replace(taught, learned=persons))
    for arguments in (("positions", "--list"), ("articles",), ("why", "p-evil"), ("actors", "learned"), ("network",)):
        _, out, _ = run(*arguments)
        assert "\N{REPLACEMENT CHARACTER}" in out
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_why_says_why_articles_go_back_to_one_report(run: Run, ledger: str) -> None:
    link = Link("a1", "copy", 0.9, "90% of the shorter text's phrases stand in the other; the same day", "this")
    with Ledger.open(ledger) as record:
        record.write(RUN, replace(reading("a2", outlet="Lakeside Post"), links=(link,)))
    (one,) = as_json(run, "why", "p-a1-refuses")
    assert one["linked"] == [
        {"article": "a2", "to": "a1", "kind": "copy", "score": 0.9, "why": link.why, "taker": "this"}
    ]
    _, out, _ = run("why", "p-a1-refuses")
    assert "a2 · a copy of a1: 90% of the shorter" in out
