"""Judgements on who is who: a log that merges holders wherever positions are asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.errors import InputError, LedgerReadOnly
from onrecord.ledger import Ledger, PositionFilter, holders, judge, judgements, merged, positions, undo
from tests.databases import Place
from tests.ledger.samples import RUN, one_position

ME = {"by": "ada", "why": "one body under two names"}


@pytest.fixture
def ledger(new_place: Place) -> Iterator[Ledger]:
    with Ledger.open(new_place("ledger.db"), create=True) as record:
        for number, holder in enumerate(("GRC", "MKD", "ALB")):
            record.write(RUN, one_position(f"a{number}", holder=holder))
        yield record


def test_the_same_show_as_one(ledger: Ledger) -> None:
    judge(ledger, "same", "GRC", "MKD", **ME)
    assert holders(ledger) == ["ALB", "GRC"]
    for asked in ("GRC", "MKD"):
        found = positions(ledger, PositionFilter(actors=(asked,)))
        assert [row.position.holder for row in found] == ["GRC", "GRC"]


def test_an_undo_brings_back_what_was(ledger: Ledger) -> None:
    first = judge(ledger, "same", "GRC", "MKD", **ME)
    second = undo(ledger, first, **ME)
    assert holders(ledger) == ["ALB", "GRC", "MKD"]
    undo(ledger, second, **ME)
    assert holders(ledger) == ["ALB", "GRC"]
    assert [(one.verdict, one.undone) for one in judgements(ledger)] == [
        ("same", False),
        ("undo", True),
        ("undo", False),
    ]


def test_not_same_holds_apart(ledger: Ledger) -> None:
    judge(ledger, "not-same", "ALB", "GRC", **ME)
    judge(ledger, "same", "GRC", "MKD", **ME)
    judge(ledger, "same", "MKD", "ALB", **ME)
    assert merged(judgements(ledger)) == {"MKD": "GRC"}


def test_the_latest_on_a_pair_counts(ledger: Ledger) -> None:
    judge(ledger, "same", "GRC", "MKD", **ME)
    judge(ledger, "not-same", "MKD", "GRC", **ME)
    assert merged(judgements(ledger)) == {}
    judge(ledger, "same", "MKD", "GRC", **ME)
    assert merged(judgements(ledger)) == {"GRC": "MKD"}


def test_groups_grow(ledger: Ledger) -> None:
    judge(ledger, "same", "GRC", "MKD", **ME)
    judge(ledger, "same", "ALB", "MKD", **ME)
    assert merged(judgements(ledger)) == {"MKD": "GRC", "ALB": "GRC"}


def test_what_makes_no_sense_is_refused(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="one id, not two"):
        judge(ledger, "same", "GRC", "GRC", **ME)
    with pytest.raises(InputError, match="judgement 7 is not there"):
        undo(ledger, 7, **ME)
    number = judge(ledger, "same", "GRC", "MKD", **ME)
    undo(ledger, number, **ME)
    with pytest.raises(InputError, match="undone already"):
        undo(ledger, number, **ME)


def test_a_reader_cannot_judge(new_place: Place) -> None:
    file = new_place("ledger.db")
    Ledger.open(file, create=True).close()
    with Ledger.open(file, readonly=True) as record, pytest.raises(LedgerReadOnly):
        judge(record, "same", "GRC", "MKD", **ME)
