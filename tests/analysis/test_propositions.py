"""The same condition in other words is one; what differs in who, how many or which sign is not."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from onrecord.analysis.propositions import propositions
from onrecord.analysis.statuses import look_up, recorded, settings
from onrecord.analysis.wording import clauses, wording
from onrecord.errors import InputError
from onrecord.ledger.condition_log import ConditionEntry, ConditionVerdict, Told
from onrecord.ledger.rows import PositionRow
from onrecord.records import ConditionStatus
from tests.analysis.rows import DAY, after, told


def row(name: str, words: str, holder: str = "ALB", **fields: Any) -> PositionRow:
    return told(name, "open", holder=holder, conditions=(("if", words),), **fields)


def entry(number: int, verdict: ConditionVerdict, one: str, other: str | None = None, **fields: Any) -> ConditionEntry:
    values: dict[str, Any] = {
        "until": None,
        "article": None,
        "quote": None,
        "undoes": None,
        "by": "ada",
        "at": "",
        "why": "",
    }
    second = Told(other, "ALB") if other else None
    return ConditionEntry(number, verdict, Told(one, "ALB"), second, **{**values, **fields})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the truce holds", "a ceasefire is in place"),
        ("the fighting stops for good", "the guns fall silent"),
        ("the Security Council gives a mandate", "a UN mandate"),
        ("the French agree", "France's agreement"),
        ("the harbours are opened", "the harbour opens"),
        ("Norway’s withdrawal", "Norwegian soldiers withdraw"),
        ("Oslo gives its consent", "the Norwegians say yes"),
        ("the bridge is guarded for a month", "the bridge is guarded for thirty days"),
        ("a quarter of the toll goes to ferries", "25% of the toll goes to ferries"),
        ("one boat in three is inspected", "a third of the boats is checked"),
        ("the toll is put off", "the toll is postponed"),
        ("Portugal's government asks for them", "an invitation from Portugal"),
        ("guards give up their arms", "the guards disarm"),
    ],
)
def test_other_words_are_one_condition(one: str, other: str) -> None:
    found = propositions([row("a", one), row("b", other, "GRC")])
    (proposition,) = found.all
    assert proposition.wordings == (one, other)
    assert proposition.holders == ("ALB", "GRC")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("France agrees", "Spain agrees"),
        ("two harbours are opened", "the harbour is cleared of mines"),
        ("300 police are trained", "500 police are trained"),
        ("parliament agrees", "parliament agrees"),
        ("we are asked", "we are asked"),
        ("it is asked", "it is asked"),
        ("Norway signs", "Norway and Iceland sign"),
        ("no state can veto it", "every state agrees to it"),
        ("the bridge is guarded for a month", "the bridge is guarded for a year"),
    ],
)
def test_what_differs_is_two(one: str, other: str) -> None:
    assert len(propositions([row("a", one), row("b", other, "GRC")]).all) == 2


def test_a_negation_is_the_other_sign_of_one_condition() -> None:
    found = propositions([row("a", "the truce holds"), row("b", "the ceasefire collapses"), row("c", "no truce holds")])
    (proposition,) = found.all
    assert [use.positive for use in proposition.uses] == [True, False, False]
    assert wording("the truce isn’t broken").positive


@pytest.mark.parametrize(
    ("so", "not_so"),
    [
        ("Norway agrees", "Norway objects"),
        ("the ferry runs to Bergen", "the ferry to Bergen no longer runs"),
        ("shells go on falling on the lighthouse", "the shelling of the lighthouse stops"),
        ("the harbour is open", "the harbour stays shut"),
        ("the guns are silent", "the shooting resumes"),
    ],
)
def test_what_ends_or_is_refused_is_the_other_sign(so: str, not_so: str) -> None:
    (proposition,) = propositions([row("a", so), row("b", not_so, "GRC")]).all
    assert [use.positive for use in sorted(proposition.uses, key=lambda use: use.told.words == not_so)] in (
        [True, False],
        [False, True],
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a mandate and the consent of parliament", ("a mandate", "the consent of parliament")),
        ("the truce holds and if the council asks", ("the truce holds", "the council asks")),
        ("the king and the parliament agree", ("the king and the parliament agree",)),
        ("Norway and Peru agree", ("Norway and Peru agree",)),
        ("", ()),
    ],
)
def test_what_must_all_happen_is_parted_only_where_it_is_plain(text: str, parts: tuple[str, ...]) -> None:
    assert clauses(text) == parts


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [row("a", "the truce holds", seen=3), row("b", "a lake truce holds"), row("c", "a lake truce this week")]
    made = {tuple((one.id, one.keys) for one in propositions(order).all) for order in permutations(rows)}
    assert len(made) == 1


def test_a_person_joins_and_parts() -> None:
    rows = [row("a", "the truce holds"), row("b", "the ceasefire holds"), row("c", "the ferries sail")]
    join = entry(1, "same", "the truce holds", "the ferries sail")
    assert len(propositions(rows, [join]).all) == 1
    assert len(propositions(rows, [replace(join, undone=True)]).all) == 2
    lake = [row("a", "the lake council votes in spring"), row("b", "the lake council votes in late spring")]
    part = entry(1, "not-same", "the lake council votes in spring", "the lake council votes in late spring")
    assert len(propositions(lake).all) == 1
    assert len(propositions(lake, [part]).all) == 2
    assert (
        len(propositions(lake, [part, entry(2, "same", part.one.words, part.other.words if part.other else "")]).all)
        == 1
    )


def test_words_mean_one_condition_or_none() -> None:
    known = propositions(
        [
            row("a", "the truce holds"),
            row("b", "the truce holds for six months"),
            row("c", "we are asked"),
            row("d", "we are asked", "GRC"),
            row("e", "the ferries sail again"),
        ]
    )
    assert look_up(known, "ceasefire")[0].words == "the truce holds"
    assert look_up(known, "the ceasefire collapses")[1] is False
    assert look_up(known, "ferries")[0].words == "the ferries sail again"
    first = known.all[0]
    assert look_up(known, first.id[:8]) == (first, True)
    with pytest.raises(InputError, match="can mean 2 conditions"):
        look_up(known, "asked")
    for words in ("the moon", "c-nothing", "the of"):
        with pytest.raises(InputError, match="no condition on record"):
            look_up(known, words)
    with pytest.raises(InputError, match="two statuses"):
        settings(known, {"met": ["ceasefire"], "unmet": ["truce"]})
    (one,) = settings(known, {"met": ["the ceasefire collapses"]})
    assert one.status == "unmet"


def status_of(rows: list[PositionRow], *log: ConditionEntry, on: int = 0) -> ConditionStatus:
    known = propositions(rows, log)
    return recorded(known, log, after(on))[known.all[0].id].status


def test_the_last_word_on_a_status_counts() -> None:
    rows = [row("a", "the truce holds")]
    met = entry(1, "met", "the truce holds")
    assert status_of(rows) == "unknown"
    assert status_of(rows, met) == "met"
    assert status_of(rows, met, entry(2, "unmet", "the ceasefire is in place")) == "unmet"
    assert status_of(rows, met, entry(2, "unknown", "the truce holds")) == "unknown"
    assert status_of(rows, replace(met, undone=True)) == "unknown"
    assert status_of(rows, entry(1, "met", "the truce collapses")) == "unmet"
    assert status_of(rows, entry(1, "met", "the moon rises")) == "unknown"


def test_a_status_may_end_and_may_come_from_the_record() -> None:
    rows = [row("a", "the truce holds")]
    until = entry(1, "met", "the truce holds", until=DAY)
    assert status_of(rows, until, on=0) == "met"
    assert status_of(rows, until, on=1) == "unknown"
    read = [row("a", "the truce holds", seen=0, status="met"), row("b", "the truce collapses", seen=5, status="met")]
    assert status_of(read) == "unmet"
