"""What a model says is looked at value by value."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.llm.answers import Answer, Broken, Claim, answer
from onrecord.llm.form import CONDITION_KINDS, VOTES, contributions, form
from onrecord.records import LADDER, Contribution, Dossier, Issue
from tests.llm.scripted import position

ISSUES = ["send", "mission"]
DOSSIER = Dossier("d", "Ships", (Issue("send", "action", "Will it send?"), Issue("mission", "proposal", "For it?")))


def read(*positions: Any) -> Answer:
    got = answer(json.dumps({"positions": list(positions)}), ISSUES)
    assert isinstance(got, Answer)
    return got


def test_a_full_record_is_read_and_fits_the_form() -> None:
    row = position(
        "Norway will send two ships",
        level="pledges",
        conditions=[{"kind": "if", "text": "the king agrees"}],
        otherwise="rules_out",
        contribution={"kind": "equipment", "quantity": 2, "unit": "ships"},
        vote="for",
        speaker="Ola Nordmann",
        speaker_role="minister",
        stated="2026-02-03",
        reported_by="SWE",
        confidence=0.95,
    )
    jsonschema.validate({"positions": [row]}, form(DOSSIER))
    claim = read(row).claims[0]
    assert claim.conditions == (("if", "the king agrees"),)
    assert claim.contribution == Contribution("equipment", 2.0, "ships")
    assert (claim.stated, claim.otherwise, claim.vote) == (date(2026, 2, 3), "rules_out", "for")
    assert claim.confidence == 0.95


def test_the_form_is_strict_throughout() -> None:
    def look(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert node["required"] == list(node["properties"])
            for inner in node.values():
                look(inner)
        elif isinstance(node, list):
            for inner in node:
                look(inner)

    look(form(DOSSIER))


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": "strongly_supports"},
        {"level": None},
        {"level": ["open"]},
        {"issue": "other"},
        {"holder": 7},
        {"holder": ""},
        {"holder": "x" * 500},
        {"evidence": None},
        {"evidence": ["Norway"]},
        {"otherwise": "no"},
        {"vote": "yes"},
        {"conditions": "if it rains"},
        {"conditions": ["if it rains"]},
        {"conditions": [{"kind": "when", "text": "it rains"}]},
        {"conditions": [{"kind": "if", "text": ""}]},
        {"conditions": [{"kind": "if", "text": "it rains"}] * 20},
        {"contribution": "troops"},
        {"contribution": {"kind": "magic", "quantity": None, "unit": None}},
        {"contribution": {"kind": "troops", "quantity": "two", "unit": None}},
        {"contribution": {"kind": "troops", "quantity": True, "unit": None}},
        {"contribution": {"kind": "troops", "quantity": 10**400, "unit": None}},
        {"anonymous": "yes"},
        {"superseded": 1},
        {"stated": 20260203},
        {"confidence": None},
        {"confidence": 80},
        {"confidence": float("nan")},
        {"confidence": "high"},
    ],
    ids=str,
)
def test_a_value_that_cannot_be_costs_its_record_and_no_other(wrong: dict[str, Any]) -> None:
    got = read(position("Norway will not send"), position("Norway will not send") | wrong)
    assert len(got.claims) == 1
    assert len(got.refused) == 1
    assert got.refused[0].startswith((next(iter(wrong)).rstrip("s"), "quantity"))


def test_a_number_or_a_day_that_is_none_is_left_out() -> None:
    troops = {"kind": "troops", "quantity": -1, "unit": None}
    (claim,) = read(position("x y", contribution=troops, stated="on Tuesday")).claims
    assert claim.contribution == Contribution("troops")
    assert claim.stated is None


def test_records_that_are_none_are_refused_one_by_one() -> None:
    got = read(None, 3, [], "x", position("Norway will not send"))
    assert (len(got.claims), len(got.refused)) == (1, 4)


def test_a_flood_is_cut() -> None:
    got = read(*[position("Norway will not send")] * 400)
    assert len(got.claims) == 300
    assert got.refused == ("100 records beyond the first 300",)


def test_words_around_the_object_are_passed_over() -> None:
    assert answer('```json\n{"positions": []}\n```', ISSUES) == Answer((), ())


@pytest.mark.parametrize("text", ["", "no", '{"positions": [{"evid', "[]", '{"positions": 3}', "{" * 100_000 + "}"])
def test_what_is_not_in_the_form_at_all_is_broken(text: str) -> None:
    got = answer(text, ISSUES)
    assert isinstance(got, Broken)
    assert got.text == text


KEYS = st.sampled_from(list(position("")))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=8),
    max_leaves=12,
)
FIELDS = st.dictionaries(KEYS, JSON, max_size=2)


def fits(claim: Claim) -> bool:
    """All that is promised of a claim, whatever the model said."""
    words = (claim.evidence, claim.holder, *(condition for _, condition in claim.conditions))
    amount = claim.contribution.quantity if claim.contribution else None
    return (
        all(one and one == one.strip() for one in words)
        and claim.issue in ISSUES
        and claim.level in LADDER
        and claim.otherwise in (None, *LADDER)
        and claim.vote in (None, *VOTES)
        and {kind for kind, _ in claim.conditions} <= set(CONDITION_KINDS)
        and (claim.contribution is None or claim.contribution.kind in contributions())
        and (amount is None or 0 <= amount < math.inf)
        and 0 <= claim.confidence <= 0.99
        and isinstance(claim.anonymous, bool)
        and isinstance(claim.superseded, bool)
    )


@given(st.text() | JSON.map(json.dumps))
def test_nothing_that_is_said_breaks_it(text: str) -> None:
    got = answer(text, ISSUES)
    if isinstance(got, Broken):
        assert (got.text, bool(got.why)) == (text, True)
    else:
        assert all(map(fits, got.claims))
        assert all(got.refused)


ROWS = st.lists(JSON | FIELDS.map(lambda fields: position("Norway will not send") | fields), max_size=3)


@given(ROWS)
def test_every_record_is_a_claim_that_fits_or_a_refusal(rows: list[Any]) -> None:
    got = read(*rows)
    assert len(got.claims) + len(got.refused) == len(rows)
    assert all(map(fits, got.claims))
    assert all(got.refused)
