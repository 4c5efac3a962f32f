"""What queries see: the latest reading, and by its id also what earlier runs recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from onrecord.errors import InputError
from onrecord.ledger import (
    Ledger,
    PositionFilter,
    articles,
    holders,
    position,
    positions,
    problems,
    reading_of,
    standing,
    statements,
)
from onrecord.records import Problem
from tests.databases import Place
from tests.ledger.samples import LATER, RUN, one_position, reading


@pytest.fixture
def ledger(new_place: Place) -> Iterator[Ledger]:
    with Ledger.open(new_place("ledger.db"), create=True) as opened:
        yield opened


def test_a_position_of_an_earlier_run_is_still_found_by_its_id(ledger: Ledger) -> None:
    ledger.write(RUN, reading())
    emptied = one_position("a1", "MKD")
    ledger.write(LATER, emptied)
    assert [row.position.id for row in positions(ledger)] == ["p-a1"]
    assert position(ledger, "p-a1-refuses").position == reading().positions[0]
    assert position(ledger, "p-a1-refuses").article.run == RUN.id


def test_a_whole_id_wins_over_longer_ones_that_start_so(ledger: Ledger) -> None:
    ledger.write(RUN, one_position("a"))
    ledger.write(RUN, one_position("ab"))
    assert position(ledger, "p-a").position.id == "p-a"
    for unclear in ("p-", "", "p_a"):
        with pytest.raises(InputError):
            position(ledger, unclear)


def test_positions_come_latest_first_and_undated_last(ledger: Ledger) -> None:
    ledger.write(RUN, one_position("undated", said=None, published=None))
    ledger.write(RUN, one_position("published", said=None, published=date(2026, 1, 6)))
    ledger.write(RUN, one_position("old", said=date(2025, 1, 1)))
    ledger.write(RUN, one_position("new", said=date(2026, 2, 1)))
    found = positions(ledger)
    assert [row.position.id for row in found] == ["p-new", "p-published", "p-old", "p-undated"]
    assert found[1].date == date(2026, 1, 6)
    dated = positions(ledger, PositionFilter(since=date(2020, 1, 1)))
    assert [row.position.id for row in dated] == ["p-new", "p-published", "p-old"]


def test_superseded_positions_can_be_asked_for_or_left_out(ledger: Ledger) -> None:
    ledger.write(RUN, reading())
    assert [row.position.holder for row in positions(ledger, PositionFilter(superseded=True))] == ["GRC"]
    assert [row.position.holder for row in positions(ledger, PositionFilter(superseded=False))] == ["ALB"]
    assert positions(ledger, PositionFilter(superseded=True))[0].position == reading().positions[1]


def test_a_fault_that_several_runs_met_shows_once(ledger: Ledger) -> None:
    fault = Problem("unreadable", "permission denied", "news/locked.txt")
    for run in (RUN, LATER):
        ledger.write_problems(run, [fault])
        ledger.write(run, reading())
    assert [row.problem.kind for row in problems(ledger)] == ["date-unresolved", "unreadable"]


def test_an_article_of_two_dossiers_is_listed_once_unless_one_is_asked_for(ledger: Ledger) -> None:
    other = type(RUN)("run-9", "harbour", "0.1.0", "lex-1", "w-1", "{}")
    ledger.write(RUN, reading())
    ledger.write(other, reading())
    assert len(articles(ledger)) == 1
    assert len(statements(ledger)) == 2
    assert articles(ledger, dossier="lake-force")[0].article.run == RUN.id
    assert len(statements(ledger, dossier="lake-force")) == 2


def test_holders_are_those_of_the_latest_readings(ledger: Ledger) -> None:
    ledger.write(RUN, one_position("a1", "ALB"))
    ledger.write(LATER, one_position("a1", "GRC"))
    assert holders(ledger) == ["GRC"]


def test_a_row_leads_to_the_whole_reading(ledger: Ledger) -> None:
    ledger.write(RUN, reading())
    assert reading_of(ledger, positions(ledger)[0].article.reading) == reading()
    with pytest.raises(KeyError):
        reading_of(ledger, 99)


def test_many_positions_with_conditions_are_read_whole(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "KEYS_AT_ONCE", 3)
    for number in range(10):
        ledger.write(RUN, one_position(f"a{number}", condition="if"))
    found = positions(ledger)
    assert len(found) == 10
    assert all(len(row.position.conditions) == 1 for row in found)
