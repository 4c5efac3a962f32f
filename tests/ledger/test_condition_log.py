"""What people decide on conditions: appended, signed, undone by another entry, resting on an article's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from onrecord.errors import InputError, LedgerReadOnly
from onrecord.ledger import Ledger, Told, condition_log, dossiers, join_conditions, set_condition, undo_condition
from onrecord.records import Dossier
from tests.databases import Place
from tests.ledger.samples import DOSSIER, RUN, TEXT, reading

WIND = Told("the wind turns", "ALB")


@pytest.fixture
def ledger(new_place: Place) -> Iterator[Ledger]:
    with Ledger.open(new_place("ledger.db"), create=True) as record:
        record.write(RUN, reading())
        yield record


def test_a_status_keeps_who_when_why_and_the_words(ledger: Ledger) -> None:
    quote = "a single monitor 🛶"
    number = set_condition(ledger, WIND, "met", by="ada", why="seen", until=date(2026, 5, 1), article="a1", quote=quote)
    (entry,) = condition_log(ledger)
    assert (entry.number, entry.verdict, entry.one, entry.by, entry.why) == (number, "met", WIND, "ada", "seen")
    assert entry.until == date(2026, 5, 1)
    assert entry.quote is not None
    assert TEXT[entry.quote.start : entry.quote.end] == quote
    assert entry.at


def test_evidence_must_stand_in_an_article_of_the_ledger(ledger: Ledger) -> None:
    for article, quote in (("a1", "no such words"), ("a9", "Albania"), ("a1", None), (None, "Albania")):
        with pytest.raises(InputError):
            set_condition(ledger, WIND, "met", by="ada", article=article, quote=quote)
    assert condition_log(ledger) == []


def test_an_undo_can_be_undone(ledger: Ledger) -> None:
    first = set_condition(ledger, WIND, "met", by="ada")
    second = undo_condition(ledger, first, by="ben")
    assert [one.undone for one in condition_log(ledger)] == [True, False]
    undo_condition(ledger, second, by="ada")
    assert [one.undone for one in condition_log(ledger)] == [False, True, False]
    with pytest.raises(InputError, match="undone already"):
        undo_condition(ledger, second, by="ada")
    with pytest.raises(InputError, match="not there"):
        undo_condition(ledger, 99, by="ada")


def test_joining_needs_two(ledger: Ledger) -> None:
    join_conditions(ledger, "same", WIND, Told("it blows"), by="ada")
    (entry,) = condition_log(ledger)
    assert (entry.verdict, entry.other) == ("same", Told("it blows"))
    with pytest.raises(InputError, match="one condition, not two"):
        join_conditions(ledger, "same", WIND, WIND, by="ada")


def test_a_reader_cannot_decide(ledger: Ledger, new_place: Place) -> None:
    with Ledger.open(new_place("ledger.db"), readonly=True) as record, pytest.raises(LedgerReadOnly):
        set_condition(record, WIND, "met", by="ada")


def test_a_dossier_keeps_how_long_its_pledges_are_fresh(ledger: Ledger) -> None:
    fresh = Dossier(DOSSIER.id, DOSSIER.title, DOSSIER.issues, expire=180)
    assert repr(fresh) == repr(DOSSIER)  # a run's id is made of it, and reading does not depend on it
    ledger.write_dossier(fresh)
    assert dossiers(ledger) == [fresh]
