"""What if: three-valued branches, overrides, who moves, what blocks, and the field before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from onrecord.analysis.branches import Outcome, needs, outcome
from onrecord.analysis.field import field
from onrecord.analysis.kleene import conjunction, negated
from onrecord.analysis.propositions import Propositions, propositions
from onrecord.analysis.statuses import Status, recorded, settings
from onrecord.analysis.voices import overrides
from onrecord.analysis.whatif import WhatIf, whatif
from onrecord.ledger.rows import PositionRow
from onrecord.records import LADDER, ConditionKind, ConditionStatus, Level
from tests.analysis.rows import DAY, told

VALUES: tuple[ConditionStatus, ...] = ("unmet", "unknown", "met")
TRUCE, FERRIES = "the truce holds", "the ferries sail"


def asked(rows: list[PositionRow], *, weights: Mapping[str, float] | None = None, **words: list[str]) -> WhatIf:
    known = propositions(rows)
    return whatif(rows, known, recorded(known, (), DAY), settings(known, words), weights=weights)  # type: ignore[arg-type]


def level(row: PositionRow, **statuses: ConditionStatus) -> tuple[str, Level | None]:
    """The branch and level of a row, given ``truce`` and ``ferries``."""
    known = propositions([row, told("x", "open", conditions=(("if", TRUCE), ("if", FERRIES)))])
    found = outcome(row.position, needs(row, known, _given(known, statuses)))
    return found.branch, found.level


def _given(known: Propositions, statuses: Mapping[str, ConditionStatus]) -> dict[str, Status]:
    by_word = {"truce": TRUCE, "ferries": FERRIES}
    return {
        one.id: Status(statuses[word], "question")
        for word, words in by_word.items()
        for one in known.all
        if words in one.wordings and word in statuses
    }


def test_the_tables_of_kleene() -> None:
    table = [[conjunction((one, other)) for other in VALUES] for one in VALUES]
    assert table == [["unmet"] * 3, ["unmet", "unknown", "unknown"], ["unmet", "unknown", "met"]]
    assert [negated(one) for one in VALUES] == ["met", "unknown", "unmet"]
    assert conjunction(()) == "met"


@pytest.mark.parametrize(
    ("kind", "given_level", "otherwise", "when_met", "when_unmet"),
    [
        ("if", "pledges", None, ("holds", "pledges"), ("unstated", None)),
        ("if", "pledges", "doubts", ("holds", "pledges"), ("otherwise", "doubts")),
        ("only_if", "open", "rules_out", ("holds", "open"), ("otherwise", "rules_out")),
        ("provided", "rules_out", None, ("holds", "rules_out"), ("unstated", None)),
        ("unless", "open", "rules_out", ("holds", "open"), ("otherwise", "rules_out")),
        ("until", "open", "rules_out", ("holds", "open"), ("otherwise", "rules_out")),
        ("unless", "pledges", None, ("unstated", None), ("holds", "pledges")),
        ("unless", "pledges", "rules_out", ("otherwise", "rules_out"), ("holds", "pledges")),
        ("until", "delivers", None, ("unstated", None), ("holds", "delivers")),
    ],
)
def test_each_kind_of_condition(
    kind: ConditionKind,
    given_level: Level,
    otherwise: Level | None,
    when_met: tuple[str, Level | None],
    when_unmet: tuple[str, Level | None],
) -> None:
    row = told("a", given_level, otherwise=otherwise, conditions=((kind, TRUCE),))
    assert level(row, truce="met") == when_met
    assert level(row, truce="unmet") == when_unmet
    assert level(row) == ("undecided", None)


def test_all_conditions_must_be_met_and_one_unmet_is_enough() -> None:
    row = told("a", "pledges", otherwise="neutral", conditions=(("if", TRUCE), ("only_if", FERRIES)))
    assert level(row, truce="met") == ("undecided", None)
    assert level(row, ferries="unmet") == ("otherwise", "neutral")
    assert level(row, truce="met", ferries="met") == ("holds", "pledges")


def test_two_branches_that_say_the_same_are_decided() -> None:
    assert level(told("a", "open", otherwise="open", conditions=(("if", TRUCE),))) == ("holds", "open")


def test_the_negation_of_a_condition_is_the_other_value() -> None:
    row = told("a", "pledges", conditions=(("if", "the ceasefire collapses"),))
    assert level(row, truce="unmet") == ("holds", "pledges")


def test_even_if_makes_no_difference() -> None:
    row = told("a", "rules_out", words=f"We will not go even if {TRUCE}", conditions=(("if", TRUCE),))
    assert level(row) == level(row, truce="met") == level(row, truce="unmet") == ("holds", "rules_out")


@pytest.mark.parametrize(
    "words",
    [
        f"Even if, as some expect, {TRUCE}, we will not go",
        f"We will not go, even in the unlikely event that {TRUCE}",
        f"Not even if {TRUCE} will we go",
    ],
)
def test_even_if_is_seen_wherever_it_stands(words: str) -> None:
    row = told("a", "rules_out", words=words, conditions=(("if", TRUCE),))
    assert level(row) == level(row, truce="met") == ("holds", "rules_out")
    assert overrides(row.position)


def test_even_if_is_no_override_where_the_stance_hangs_on_something_else() -> None:
    words = f"We go only if {FERRIES}, even if {TRUCE}"
    row = told("a", "open", words=words, conditions=(("only_if", FERRIES), ("if", TRUCE)))
    assert not overrides(row.position)
    assert level(row, ferries="met") == ("holds", "open")
    assert level(row, truce="met") == ("undecided", None)


kinds_of_condition = st.sampled_from(("if", "only_if", "unless", "until", "provided"))
statuses = st.fixed_dictionaries({"truce": st.sampled_from(VALUES), "ferries": st.sampled_from(VALUES)})


@profile(max_examples=200, deadline=None)
@given(
    st.sampled_from(LADDER),
    st.none() | st.sampled_from(LADDER),
    st.lists(st.tuples(kinds_of_condition, st.sampled_from((TRUCE, FERRIES, "no truce holds"))), max_size=3),
    statuses,
    statuses,
)
def test_what_is_decided_stays_so_when_more_is_known(
    given_level: Level,
    otherwise: Level | None,
    conditions: list[tuple[ConditionKind, str]],
    before: dict[str, ConditionStatus],
    more: dict[str, ConditionStatus],
) -> None:
    row = told("a", given_level, otherwise=otherwise, conditions=tuple(conditions))
    after = {name: more[name] if value == "unknown" else value for name, value in before.items()}
    known_before = level(row, **before)
    if known_before[0] != "undecided":
        assert level(row, **after) == known_before


def field_of(answer: WhatIf, when: str) -> dict[str, int]:
    found = answer.before[0] if when == "before" else answer.after[0]
    return {name: count for name, count in found.counts if count}


def test_who_moves_and_what_blocks_the_others() -> None:
    rows = [
        told("alb", "open", otherwise="rules_out", conditions=(("unless", TRUCE),)),
        told("grc", "pledges", holder="GRC", conditions=(("if", "a ceasefire is in place"), ("if", FERRIES))),
        told("mkd", "supports", holder="MKD"),
    ]
    answer = asked(rows, met=["ceasefire"])
    assert [(one.holder, one.before.branch, one.after.level) for one in answer.moved] == [("ALB", "undecided", "open")]
    (blocked,) = answer.blocked
    assert (blocked.holder, [need.words for need in blocked.after.blocked_by]) == ("GRC", [FERRIES])
    assert answer.unconditional == 1
    assert (field_of(answer, "before"), answer.before[0].undecided) == ({"supports": 1}, 2)
    assert (field_of(answer, "after"), answer.after[0].undecided) == ({"open": 1, "supports": 1}, 1)
    assert answer.settings[0].proposition.wordings == (TRUCE, "a ceasefire is in place")


def test_both_branches_move() -> None:
    rows = [told("alb", "open", otherwise="rules_out", conditions=(("unless", TRUCE),))]
    assert asked(rows, unmet=["truce"]).moved[0].after == replace(
        asked(rows, unmet=["truce"]).moved[0].after, branch="otherwise", level="rules_out"
    )
    assert asked(rows, unknown=["truce"]).moved == ()


def test_even_then_not_wins() -> None:
    rows = [
        told("if", "pledges", said=0, conditions=(("if", TRUCE),)),
        told("never", "rules_out", said=-3, seen=-3, words="Even then not one monitor will leave, Prifti said"),
    ]
    answer = asked(rows, met=["truce"])
    assert (len(answer.moved), answer.overridden) == (1, ())  # the promise was surely made later
    rows[1] = told("never", "rules_out", said=None, words="Even then not one monitor will leave, Prifti said")
    (stance,) = asked(rows, met=["truce"]).overridden
    assert (stance.after.level, stance.row.position.id) == ("rules_out", "p-never")
    assert stance.overridden is not None
    assert stance.overridden.position.id == "p-if"


def test_contributions_are_judged_apart_and_a_holder_counts_once() -> None:
    rows = [
        told("t", "rules_out", said=5, seen=5, kind="troops"),
        told("f", "pledges", said=0, kind="funds", conditions=(("if", TRUCE),)),
    ]
    answer = asked(rows, met=["truce"])
    assert [one.contribution for one in answer.moved] == ["funds"]
    assert field_of(answer, "after") == {"rules_out": 1}


def test_what_says_more_is_shown_and_not_set() -> None:
    rows = [
        told("a", "open", conditions=(("if", TRUCE),)),
        told("b", "open", holder="GRC", conditions=(("if", "the truce holds for six whole months"),)),
    ]
    answer = asked(rows, met=["ceasefire"])
    assert [one.holders for one in answer.also_say] == [("GRC",)]
    assert len(answer.moved) == 1


def outcomes(**levels: Level | None) -> dict[str, Outcome]:
    return {name: Outcome("holds" if one else "unstated", one) for name, one in levels.items()}


def test_the_field_with_the_users_own_weights() -> None:
    found = field("send", outcomes(A="rules_out", B="open", C="pledges", D=None), {"A": 6, "B": 1, "C": 1, "E": 9})
    assert (found.median_low, found.median_high, found.weight) == ("rules_out", "rules_out", 8)
    assert found.mean == pytest.approx((0 * 6 + 4 + 6) / 8)
    assert (found.unstated, found.without_weight) == (1, ("D",))


def test_without_weights_everyone_counts_once_and_the_middle_may_fall_between() -> None:
    found = field("send", outcomes(A="rules_out", B="pledges"))
    assert (found.median_low, found.median_high, found.mean) == ("rules_out", "pledges", 3.0)
    empty = field("send", outcomes(A=None))
    assert (empty.mean, empty.median_low, empty.weight) == (None, None, 0)
    nobody = field("send", outcomes(A="open"), {"A": 0})
    assert (nobody.mean, nobody.without_weight) == (None, ())


@profile(deadline=None)
@given(st.dictionaries(st.sampled_from("ABCDEF"), st.tuples(st.sampled_from(LADDER), st.integers(1, 9)), min_size=1))
def test_the_weighted_median_is_that_of_the_holders_repeated(given_: dict[str, tuple[Level, int]]) -> None:
    found = field(
        "send", {one: Outcome("holds", it) for one, (it, _) in given_.items()}, {a: n for a, (_, n) in given_.items()}
    )
    ranks = sorted(LADDER.index(it) for it, count in given_.values() for _ in range(count))
    middle = len(ranks) // 2
    assert found.median_high == LADDER[ranks[middle]]
    assert found.median_low == LADDER[ranks[middle - 1] if len(ranks) % 2 == 0 else ranks[middle]]
