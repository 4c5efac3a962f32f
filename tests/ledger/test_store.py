"""What goes in comes out, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, dossiers, issues, store
from onrecord.ledger.placed import placed, readings_of
from onrecord.records import LADDER, Article, Dropped, Position, Problem, Reading, Span, cut
from tests.databases import Place
from tests.ledger.samples import DOSSIER, LATER, RUN, one_position, reading, span


@pytest.fixture
def ledger(new_place: Place) -> Iterator[Ledger]:
    with Ledger.open(new_place("ledger.db"), create=True) as opened:
        yield opened


def test_a_reading_comes_back_as_it_was(ledger: Ledger) -> None:
    assert ledger.write(RUN, reading())
    assert list(ledger.readings()) == [reading()]


def test_writing_again_adds_nothing(ledger: Ledger) -> None:
    assert ledger.write(RUN, reading())
    assert not ledger.write(RUN, reading())
    assert list(ledger.readings()) == [reading()]


def test_what_an_interrupt_takes_back_leaves_no_gap(ledger: Ledger) -> None:
    ledger.write(RUN, reading("a1"))
    with pytest.raises(KeyboardInterrupt), ledger.writing() as connection:
        store.add_reading(connection, RUN, reading("a2"))
        raise KeyboardInterrupt
    ledger.write(RUN, reading("a3"))
    with ledger.reading() as connection:
        assert list(connection.execute(text("SELECT reading FROM articles ORDER BY 1")).scalars()) == [1, 2]


def test_the_same_article_from_another_file_adds_nothing(ledger: Ledger) -> None:
    ledger.write(RUN, reading())
    moved = replace(reading(), article=replace(reading().article, source="elsewhere.txt"))
    assert not ledger.write(RUN, moved)


def test_a_corrected_article_stands_beside_the_earlier_one_and_is_shown(ledger: Ledger) -> None:
    corrected = replace(reading(), article=replace(reading().article, published=date(2026, 1, 7)))
    ledger.write(RUN, reading())
    assert ledger.has(RUN.id, "a1")
    assert not ledger.has(RUN.id, corrected.article)
    assert ledger.write(RUN, corrected)
    assert list(ledger.readings()) == [reading(), corrected]
    assert ledger.stored(RUN.id, corrected.article) == corrected
    assert ledger.stored(RUN.id, reading().article) == reading()
    with pytest.raises(KeyError):
        ledger.stored(LATER.id, corrected.article)
    assert list(ledger.readings(current=True)) == [corrected]


def test_a_newer_run_adds_beside_the_old(ledger: Ledger) -> None:
    ledger.write(RUN, reading())
    assert not ledger.has(LATER.id, "a1")
    assert ledger.write(LATER, reading(origin="o-2"))
    assert list(ledger.readings(RUN.id)) == [reading()]
    assert list(ledger.readings(LATER.id)) == [reading(origin="o-2")]
    assert list(ledger.readings(current=True)) == [reading(origin="o-2")]


def test_another_dossier_does_not_hide_the_first(ledger: Ledger) -> None:
    other = replace(LATER, dossier="harbour")
    ledger.write(RUN, reading())
    ledger.write(other, reading())
    assert len(list(ledger.readings(current=True))) == 2
    assert len(list(ledger.readings(current=True, dossier="harbour"))) == 1


def test_a_reading_without_a_dossier_counts_only_where_there_is_no_other(ledger: Ledger) -> None:
    bare = replace(LATER, dossier=None)
    ledger.write(bare, one_position("a2"))
    for order in ((RUN, bare), (bare, RUN)):
        for run in order:
            ledger.write(run, reading())
    assert [one.article.id for one in ledger.readings(current=True)] == ["a2", "a1"]


def test_each_article_is_placed_once_in_the_order_of_its_first_reading(ledger: Ledger) -> None:
    for number in range(120):  # more than one page
        ledger.write(RUN, one_position(f"a{number}"))
    ledger.write(LATER, one_position("a7", origin="o-new"))
    rows = placed(ledger)
    assert [row.article for row in rows] == [f"a{number}" for number in range(120)]
    assert rows[7].origin == one_position("a7").origin
    again = list(readings_of(ledger, [row.reading for row in rows]))
    assert again == [one_position(f"a{number}") for number in range(120)]


def test_the_ledger_can_be_written_while_it_is_walked(ledger: Ledger) -> None:
    for number in range(60):
        ledger.write(RUN, one_position(f"a{number}"))
    for number, _ in enumerate(ledger.readings(RUN.id)):
        ledger.write(LATER, one_position(f"a{number}"))
    assert len(list(ledger.readings(LATER.id))) == 60


def test_problems_without_an_article_are_kept_once(ledger: Ledger) -> None:
    fault = Problem("unreadable", "permission denied", "news/locked.txt")
    assert ledger.write_problems(RUN, [fault, fault]) == 1
    assert ledger.write_problems(RUN, [fault]) == 0
    assert ledger.write_problems(LATER, [fault]) == 1


def test_a_dossier_is_stored_as_it_is_now(ledger: Ledger) -> None:
    ledger.write(RUN, reading())
    assert dossiers(ledger)[0].title == "lake-force"
    ledger.write_dossier(DOSSIER)
    ledger.write_dossier(DOSSIER)
    assert dossiers(ledger) == [DOSSIER]
    shorter = replace(DOSSIER, title="Lake", issues=DOSSIER.issues[1:])
    ledger.write_dossier(shorter)
    assert dossiers(ledger) == [shorter]
    assert [(one.issue.id, one.place) for one in issues(ledger)] == [("mandate", 0), ("send", None)]


def test_words_that_do_not_stand_there_are_refused(ledger: Ledger) -> None:
    good = reading()
    bad = replace(good, dropped=(Dropped(Span(0, 5, "Tirana"), "positions", "no"),))
    with pytest.raises(LedgerError, match="do not stand at"):
        ledger.write(RUN, bad)
    assert list(ledger.readings()) == []


def test_two_records_with_one_id_store_nothing(ledger: Ledger) -> None:
    good = reading()
    with pytest.raises(LedgerError):
        ledger.write(RUN, replace(good, positions=(good.positions[0], good.positions[0])))
    assert list(ledger.readings()) == []
    assert ledger.write(RUN, good)


_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=60)


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    text = draw(_TEXT)
    offsets = st.integers(0, len(text))

    def stretch() -> Span:
        start, end = sorted((draw(offsets), draw(offsets)))
        return cut(text, start, end)

    optional = st.none() | _TEXT
    position = Position(
        id="p",
        holder=draw(_TEXT),
        issue=draw(_TEXT),
        level=draw(st.sampled_from(LADDER)),
        evidence=stretch(),
        confidence=draw(st.floats(0, 1)),
        because=tuple(draw(st.lists(_TEXT, max_size=3))),
        otherwise=draw(st.none() | st.sampled_from(LADDER)),
        speaker=draw(optional),
        stated=draw(st.none() | st.dates()),
        anonymous=draw(st.booleans()),
    )
    article = Article(draw(_TEXT), text, (stretch(),), outlet=draw(optional), published=draw(st.none() | st.dates()))
    return Reading(article, draw(_TEXT), draw(_TEXT), positions=(position,))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=_readings())
def test_any_reading_comes_back(ledger: Ledger, written: Reading) -> None:
    run = replace(RUN, id=str(uuid4()))
    ledger.write(run, written)
    assert list(ledger.readings(run.id)) == [written]


def test_offsets_survive_characters_outside_the_basic_plane(ledger: Ledger) -> None:
    ledger.write(RUN, reading())
    (found,) = ledger.readings()
    assert found.positions[0].evidence == span(
        found.article.text, "Albania “will not send” a single monitor 🛶 to the lake"
    )
