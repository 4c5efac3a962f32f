"""A changed mind is told apart from a changed reporter, old words, denials, and from what nobody can tell."""

from __future__ import annotations

from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analysis.changes import changes
from onrecord.analysis.shift import Shift
from onrecord.ledger.rows import PositionRow
from onrecord.records import LADDER, Level
from tests.analysis.rows import after, told


def only(*rows: PositionRow) -> Shift:
    (shift,) = changes(rows)
    return shift


def kinds(*rows: PositionRow) -> list[str]:
    return [shift.kind for shift in changes(rows)]


def test_later_own_words_are_a_change_of_mind() -> None:
    shift = only(told("no", "rules_out", said=0), told("yes", "open", said=30, seen=31))
    assert (shift.kind, shift.basis, shift.steps, shift.date) == ("changed_mind", "dates", 4, after(30))
    assert (shift.earlier.position.id, shift.later.position.id) == ("p-no", "p-yes")


def test_an_article_bounds_what_it_reports() -> None:
    assert only(told("no", "rules_out", said=None, seen=0), told("yes", "open", said=5, seen=6)).kind == "changed_mind"


def test_without_its_day_a_later_article_is_no_change_of_mind() -> None:
    shift = only(told("no", "rules_out", said=0), told("yes", "open", said=None, seen=30))
    assert (shift.kind, shift.date) == ("order_unknown", after(30))
    assert kinds(told("no", "rules_out", said=None, seen=None), told("yes", "open", said=3, seen=3)) != ["changed_mind"]


def test_one_step_is_other_words_and_a_branch_is_no_change() -> None:
    assert kinds(told("a", "opposes", said=0), told("b", "rules_out", said=9, seen=9)) == []
    unless = told("b", "open", said=9, seen=9, otherwise="rules_out", conditions=(("unless", "the council asks"),))
    assert kinds(told("a", "rules_out", said=0), unless) == []


def test_one_day_told_in_two_ways_is_a_changed_reporter() -> None:
    other = told("yes", "supports", said=0, seen=1, speaker=None, outlet="The Toll House")
    shift = only(told("no", "rules_out", said=0), other)
    assert (shift.kind, shift.basis) == ("changed_reporter", "voices")


def test_an_outlet_that_tells_the_same_words_otherwise_later_corrects_itself() -> None:
    first, corrected = told("first", "pledges", said=0), told("corrected", "opposes", said=0, seen=3)
    shift = only(first, corrected)
    assert (shift.kind, shift.earlier, shift.later) == ("denied", first, corrected)
    assert kinds(first, corrected, told("again", "opposes", said=9, seen=9)) == ["denied"]


def test_a_copy_that_says_otherwise_is_a_changed_reporter_and_no_news_of_the_holder() -> None:
    same: dict[str, Any] = {"said": 0, "origin": "o-wire"}
    copied = (told("no", "rules_out", **same), told("copy", "supports", seen=2, **same))
    assert kinds(*copied) == ["changed_reporter"]
    assert kinds(*copied, told("still", "rules_out", said=9, seen=9)) == ["changed_reporter"]
    assert kinds(told("a", "rules_out", article="one", **same), told("b", "supports", article="one", **same)) == []
    claims = [told(name, level, reported_by="USA", seen=0, origin="o-wire") for name, level in TWO_CLAIMS]
    assert kinds(*claims) == ["changed_reporter"]


TWO_CLAIMS: tuple[tuple[str, Level], ...] = (("a", "open"), ("b", "pledges"))


def test_a_promise_kept_and_a_condition_gone_are_steps_of_their_own() -> None:
    promise = told("p", "pledges", said=0)
    deed = told("d", "delivers", said=9, seen=9)
    assert kinds(promise, deed) == ["changed_mind"]
    assert kinds(
        promise, deed, told("more", "pledges", said=12, seen=12), told("d2", "delivers", said=15, seen=15)
    ) == ["changed_mind"]
    hanging = told("o", "open", said=0, conditions=(("if", "the council asks"),))
    assert kinds(hanging, told("s", "supports", said=9, seen=9)) == ["changed_mind"]
    assert kinds(told("o", "open", said=0), told("s", "supports", said=9, seen=9)) == []
    assert kinds(told("o", "open", said=0), told("s", "supports", said=9, seen=9, vote="for")) == ["changed_mind"]


def test_two_voices_of_a_few_days_are_no_change_of_mind() -> None:
    minister = told("no", "rules_out", said=0)
    general = told("yes", "open", said=1, seen=1, speaker="Ilir Deda")
    assert kinds(minister, general) == []
    assert kinds(minister, general, told("then", "open", said=9, seen=9)) == ["changed_mind"]


def test_old_words_that_nobody_knew_tell_of_a_change() -> None:
    no = told("no", "rules_out", said=0)
    old = told("old", "pledges", said=-900, seen=5)
    shifts = changes([no, old])
    assert [(one.kind, one.earlier.position.id, one.later.position.id) for one in shifts] == [
        ("changed_mind", "p-old", "p-no"),
        ("resurfaced", "p-no", "p-old"),
    ]
    former = told("old", "pledges", said=-900, seen=5, superseded=True)
    assert [one.kind for one in changes([no, former])] == ["changed_mind", "resurfaced"]


def test_anothers_claim_is_a_changed_reporter_once() -> None:
    rows = [
        told("own", "rules_out", said=0),
        told("claim", "pledges", said=9, seen=9, reported_by="USA"),
        told("again", "pledges", said=10, seen=11, reported_by="USA"),
    ]
    assert kinds(*rows) == ["changed_reporter"]


def test_own_words_soon_after_a_claim_turn_it_down() -> None:
    claim = told("claim", "pledges", reported_by="USA", said=0)
    assert only(claim, told("own", "opposes", said=4, seen=4)).kind == "denied"
    assert only(claim, told("own", "opposes", said=40, seen=40)).kind == "changed_reporter"
    assert only(claim, told("own", "opposes", said=4, seen=4, speaker=None)).kind == "changed_reporter"
    before = told("own", "opposes", said=-4, seen=-4)
    assert kinds(before, claim) == ["changed_reporter"]
    assert kinds(before, claim, told("again", "opposes", said=2, seen=2)) == ["denied"]


@pytest.mark.parametrize(
    "denial",
    [
        {"words": "Ada Prifti denied that her country had promised monitors"},
        {"words": "We never promised that", "level": "neutral"},
        {"because": ("cue:deny",), "level": "neutral"},
    ],
)
def test_a_mistaken_report_is_denied(denial: dict[str, Any]) -> None:
    fields: dict[str, Any] = {"level": "opposes", "said": 4, "seen": 4, **denial}
    shift = only(told("claim", "pledges", reported_by="USA", said=0), told("own", **fields))
    assert (shift.kind, shift.basis, shift.earlier.position.id) == ("denied", "words", "p-claim")


def test_a_denial_is_no_stance_against_a_refusal() -> None:
    denial = told("denial", "neutral", words="We have not agreed to it", said=4, seen=4)
    assert kinds(told("no", "rules_out", said=0), denial) == []


def test_an_old_statement_that_comes_up_again() -> None:
    rows = [
        told("yes", "supports", said=-40, seen=-40),
        told("no", "rules_out", said=0),
        told("old", "supports", said=-38, seen=5),
    ]
    assert kinds(*rows) == ["changed_mind", "resurfaced"]
    assert changes(rows)[1].later.position.id == "p-old"


def test_the_text_itself_may_call_a_stance_former() -> None:
    rows = [
        told("had", "open", superseded=True, article="one"),
        told("now", "rules_out", article="one"),
        told("recalled", "open", superseded=True, article="two", seen=9),
        told("still", "rules_out", article="two", seen=9),
    ]
    shift = only(*rows)
    assert (shift.kind, shift.basis, shift.earlier.position.id) == ("changed_mind", "text", "p-had")


def test_contributions_are_tracks_of_their_own() -> None:
    assert (
        kinds(told("t", "rules_out", said=0, kind="troops"), told("f", "pledges", said=9, seen=9, kind="funds")) == []
    )
    assert kinds(told("t", "rules_out", said=0, kind="troops"), told("any", "pledges", said=9, seen=9)) == [
        "changed_mind"
    ]


def test_limits_look_at_the_day_of_the_change() -> None:
    rows = [told("no", "rules_out", said=0), told("yes", "open", said=30, seen=31)]
    assert len(changes(rows, since=after(30), until=after(30))) == 1
    assert changes(rows, since=after(31)) == ()
    assert changes(rows, until=after(29)) == ()


levels = st.sampled_from(LADDER)
days = st.none() | st.integers(0, 40)


@st.composite
def records(draw: st.DrawFn) -> list[PositionRow]:
    """Rows of one holder on one issue, of every sort."""
    made = []
    for number in range(draw(st.integers(0, 6))):
        said = draw(days)
        seen = draw(st.integers(said or 0, 45)) if draw(st.booleans()) else None
        made.append(
            told(
                f"n{number}",
                draw(levels),
                said=said,
                seen=seen,
                origin=draw(st.sampled_from(("", "o-1"))),
                reported_by=draw(st.sampled_from((None, None, "USA"))),
                superseded=draw(st.booleans()) and draw(st.booleans()),
                words=draw(st.sampled_from(("", "It denied the report"))),
                kind=draw(st.sampled_from((None, None, "troops", "funds"))),
            )
        )
    return made


@settings(max_examples=150, deadline=None)
@given(records())
def test_a_change_of_mind_is_always_certain(rows: list[PositionRow]) -> None:
    for shift in changes(rows):
        earlier, later = shift.earlier.position, shift.later.position
        if shift.kind == "changed_mind" and shift.basis == "dates":
            latest = earlier.stated or shift.earlier.article.published
            assert later.stated is not None
            assert latest is not None
            assert latest < later.stated
            assert later.reported_by is None
            assert earlier.reported_by is None


@settings(max_examples=60, deadline=None)
@given(records(), st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[PositionRow], shuffler: Random) -> None:
    mixed = list(rows)
    shuffler.shuffle(mixed)
    assert changes(mixed) == changes(rows)


def test_the_order_of_a_few_rows_does_not_matter() -> None:
    rows = [told("a", "rules_out", said=0), told("b", "open", said=9, seen=9), told("c", "doubts", said=None, seen=20)]
    assert len({changes(order) for order in permutations(rows)}) == 1
