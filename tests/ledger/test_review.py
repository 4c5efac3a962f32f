"""What people decide on positions: it changes what is shown, it can be undone, and it survives re-reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, cast

import pytest

from onrecord.errors import InputError, LedgerReadOnly
from onrecord.ledger import (
    Ledger,
    PositionFilter,
    Target,
    accept,
    add,
    edit,
    holders,
    judge,
    latest_of,
    position,
    positions,
    positions_of,
    reading_of,
    reject,
    rejected,
    review_log,
    target_of,
    undo,
    undo_review,
)
from onrecord.ledger.review import Change
from onrecord.ledger.review_history import counting
from onrecord.records import Condition, Level, Position, Reading, RunInfo, Span
from tests.databases import Place
from tests.ledger.samples import DOSSIER, LATER, RUN, TEXT, one_position, reading, span


class Signed(TypedDict):
    by: str
    why: str


ME: Signed = {"by": "ada", "why": "looked at it"}
REFUSES, OFFERS = "p-a1-refuses", "p-a1-offers"


@pytest.fixture
def ledger(new_place: Place) -> Iterator[Ledger]:
    with Ledger.open(new_place("ledger.db"), create=True) as record:
        record.write_dossier(DOSSIER)
        record.write(RUN, reading())
        yield record


def shown(ledger: Ledger) -> dict[str, tuple[str, str]]:
    return {row.position.id: (row.position.holder, row.position.level) for row in positions(ledger)}


def at(ledger: Ledger, id_: str) -> Target:
    return target_of(position(ledger, id_))


def to(level: Level) -> Change:
    return lambda one: replace(one, level=level)


def again(*found: Position, run: RunInfo = LATER) -> tuple[RunInfo, Reading]:
    """The same article, as a newer run reads it."""
    return run, replace(reading(), positions=found)


def newer(old: Position, id_: str, **changes: object) -> Position:
    return replace(old, id=id_, **changes)  # type: ignore[arg-type]


REFUSAL, OFFER = reading().positions


def test_an_accepted_position_stands_and_is_sure(ledger: Ledger) -> None:
    accept(ledger, [at(ledger, REFUSES)], **ME)
    row = position(ledger, REFUSES)
    assert replace(row.position, confidence=0, because=()) == replace(REFUSAL, confidence=0, because=())
    assert row.position.confidence == 1
    assert row.position.because == (*REFUSAL.because, "person:accept by ada")
    assert row.judged is not None
    assert (row.judged.verdict, row.judged.by, row.judged.why) == ("accept", "ada", "looked at it")
    assert position(ledger, OFFERS).judged is None


def test_a_rejected_position_goes_out_of_sight_and_can_be_listed(ledger: Ledger) -> None:
    reject(ledger, [at(ledger, REFUSES)], **ME)
    assert set(shown(ledger)) == {OFFERS}
    assert holders(ledger) == ["GRC"]
    (row,) = rejected(ledger)
    assert row.position == REFUSAL
    assert row.judged is not None
    assert row.judged.verdict == "reject"
    assert position(ledger, REFUSES) == row
    assert rejected(ledger, "another") == []


def test_an_edit_changes_every_query(ledger: Ledger) -> None:
    words = span(TEXT, "“will not send” a single monitor")
    edit(
        ledger,
        [at(ledger, REFUSES)],
        lambda one: replace(one, holder="MKD", level="opposes", issue="mandate", evidence=words, otherwise="open"),
        **ME,
    )
    (row,) = positions(ledger, PositionFilter(actors=("MKD",), levels=("opposes",), issues=("mandate",)))
    assert (row.position.id, row.position.evidence, row.position.otherwise) == (REFUSES, words, "open")
    assert positions(ledger, PositionFilter(actors=("ALB",))) == []
    assert holders(ledger) == ["GRC", "MKD"]
    assert row in positions_of(ledger, [row.article.reading])
    whole = reading_of(ledger, row.article.reading)
    assert row.position in whole.positions
    assert reading_of(ledger, row.article.reading, as_read=True) == reading()
    assert [next(ledger.readings()), next(ledger.readings(as_read=False))] == [reading(), whole]


def test_conditions_are_changed_with_a_position(ledger: Ledger) -> None:
    hung = Condition("unless", span(TEXT, "the council agreed"))
    edit(ledger, [at(ledger, OFFERS)], lambda one: replace(one, conditions=(hung,)), **ME)
    assert position(ledger, OFFERS).position.conditions == (hung,)
    edit(ledger, [at(ledger, OFFERS)], lambda one: replace(one, conditions=()), **ME)
    assert position(ledger, OFFERS).position.conditions == ()
    reject(ledger, [at(ledger, OFFERS)], **ME)
    assert rejected(ledger)[0].position.conditions == ()


def test_undo_of_undo(ledger: Ledger) -> None:
    before = shown(ledger)
    first = edit(ledger, [at(ledger, REFUSES)], to("doubts"), **ME)
    after = shown(ledger)
    second = undo_review(ledger, first, **ME)
    assert shown(ledger) == before
    assert position(ledger, REFUSES).position == REFUSAL
    third = undo_review(ledger, second, **ME)
    assert shown(ledger) == after
    log = review_log(ledger)
    assert [(one.entry.verdict, one.entry.undoes, one.entry.undone) for one in log] == [
        ("edit", None, False),
        ("undo", first, True),
        ("undo", second, False),
    ]
    assert [one.entry.number for one in log] == [first, second, third]
    with pytest.raises(InputError, match="undone already"):
        undo_review(ledger, second, **ME)
    with pytest.raises(InputError, match="is not there"):
        undo_review(ledger, 99, **ME)


def test_many_decisions_are_one_batch_and_undone_as_one(ledger: Ledger) -> None:
    for number in range(5):
        ledger.write(RUN, one_position(f"b{number}"))
    everything = [target_of(row) for row in positions(ledger)]
    before = shown(ledger)
    batch = reject(ledger, everything, **ME)
    assert positions(ledger) == []
    assert len(rejected(ledger)) == 7
    assert {one.entry.batch for one in review_log(ledger)} == {batch}
    assert latest_of(ledger, "ada") == batch
    back = undo_review(ledger, batch, **ME)
    assert shown(ledger) == before
    assert latest_of(ledger, "ada") is None
    undo_review(ledger, back, **ME)
    assert positions(ledger) == []


def test_the_log_is_asked_in_parts(ledger: Ledger) -> None:
    one = reject(ledger, [at(ledger, REFUSES), at(ledger, OFFERS)], **ME)
    two = undo_review(ledger, review_log(ledger)[1].entry.number, **ME)
    three = accept(ledger, [at(ledger, REFUSES)], **ME)
    whole = review_log(ledger)
    assert [row.read is not None for row in whole] == [True] * len(whole)
    assert review_log(ledger, latest=2) == whole[-2:]
    assert review_log(ledger, batch=one) == [row for row in whole if row.entry.batch == one]
    assert review_log(ledger, batch=whole[1].entry.number) == whole[1:2]
    assert review_log(ledger, batch=99) == []
    assert counting(ledger) == (4, {one: 1, two: 1, three: 1})
    assert counting(ledger, position=OFFERS)[0] == len(review_log(ledger, position=OFFERS))


def test_one_of_a_batch_can_be_undone_alone(ledger: Ledger) -> None:
    batch = reject(ledger, [at(ledger, REFUSES), at(ledger, OFFERS)], **ME)
    second = next(one.entry.number for one in review_log(ledger) if one.entry.number != batch)
    undo_review(ledger, second, **ME)
    assert len(positions(ledger)) == 1
    undo_review(ledger, batch, **ME)
    assert len(positions(ledger)) == 2


def test_a_bulk_edit_vouches_only_for_what_it_changes(ledger: Ledger) -> None:
    edit(ledger, [at(ledger, REFUSES)], lambda one: replace(one, holder="MKD"), whole=False, **ME)
    ledger.write(*again(newer(REFUSAL, "new", level="doubts")))
    assert shown(ledger)["new"] == ("MKD", "doubts")


@pytest.mark.parametrize("id_", [REFUSES, "new-id"])
def test_an_edit_survives_a_newer_reading(ledger: Ledger, id_: str) -> None:
    edit(ledger, [at(ledger, REFUSES)], to("opposes"), **ME)
    wider = span(TEXT, "single monitor 🛶 to the lake, Foreign Minister\u00a0Ada Prifti")
    ledger.write(*again(newer(REFUSAL, id_, level="delivers", evidence=REFUSAL.evidence if id_ == REFUSES else wider)))
    row = position(ledger, id_)
    assert (row.article.run, row.position.level, row.position.evidence) == (LATER.id, "opposes", REFUSAL.evidence)
    assert shown(ledger) == {id_: ("ALB", "opposes")}
    assert review_log(ledger, position=id_) == review_log(ledger)


def test_a_rejection_survives_and_does_not_spread(ledger: Ledger) -> None:
    reject(ledger, [at(ledger, REFUSES)], **ME)
    other = newer(REFUSAL, "funds", holder="GRC")
    ledger.write(*again(newer(REFUSAL, "new", level="doubts"), other, OFFER))
    assert set(shown(ledger)) == {"funds", OFFERS}
    assert [row.position.id for row in rejected(ledger)] == ["new"]


def test_what_stood_beside_is_not_taken_for_what_was_judged(ledger: Ledger) -> None:
    beside = newer(REFUSAL, "beside", superseded=True)
    ledger.write(*again(REFUSAL, beside))
    reject(ledger, [at(ledger, REFUSES)], **ME)
    third = RunInfo("run-3", "lake-force", "0.3.0", "lex-2", "w-1", "{}")
    ledger.write(*again(beside, run=third))
    assert set(shown(ledger)) == {"beside"}


def test_two_that_were_judged_find_two(ledger: Ledger) -> None:
    twin = newer(REFUSAL, "twin", superseded=True)
    ledger.write(*again(REFUSAL, twin))
    reject(ledger, [at(ledger, "twin")], **ME)
    accept(ledger, [at(ledger, REFUSES)], **ME)
    third = RunInfo("run-3", "lake-force", "0.3.0", "lex-2", "w-1", "{}")
    ledger.write(*again(newer(REFUSAL, "x"), newer(twin, "y"), run=third))
    assert set(shown(ledger)) == {"x"}


def test_what_people_affirmed_stands_where_a_newer_reading_misses_it(ledger: Ledger) -> None:
    accept(ledger, [at(ledger, REFUSES)], **ME)
    reject(ledger, [at(ledger, OFFERS)], **ME)
    ledger.write(*again())
    (row,) = positions(ledger)
    assert (row.position.id, row.article.run) == (REFUSES, LATER.id)
    reject(ledger, [target_of(row)], by="bo", why="no")
    assert positions(ledger) == []
    assert {one.entry.subject for one in review_log(ledger, position=REFUSES)} == {1}


def test_a_corrected_holder_is_found_when_the_reader_learns_it(ledger: Ledger) -> None:
    edit(ledger, [at(ledger, REFUSES)], lambda one: replace(one, holder="MKD"), **ME)
    ledger.write(*again(newer(REFUSAL, "right", holder="MKD")))
    assert shown(ledger) == {"right": ("MKD", "rules_out")}


def test_it_is_found_again_in_a_corrected_article(ledger: Ledger) -> None:
    edit(ledger, [at(ledger, REFUSES)], to("opposes"), **ME)
    head = "Corrected. "
    article = reading().article
    moved = replace(
        article, text=head + TEXT, body=(Span(0, len(head + TEXT), head + TEXT),), boilerplate=(), headline=None
    )
    there = span(head + TEXT, REFUSAL.evidence.quote)
    ledger.write(LATER, Reading(moved, positions=(newer(REFUSAL, "moved", evidence=there),)))
    assert shown(ledger) == {"moved": ("ALB", "opposes")}
    assert position(ledger, "moved").position.evidence == there


def test_it_does_not_reach_other_words(ledger: Ledger) -> None:
    ledger.write(RUN, one_position("b1"))
    ledger.write(RUN, one_position("b2"))
    reject(ledger, [at(ledger, "p-b1")], **ME)
    assert "p-b2" in shown(ledger)
    other = replace(one_position("b1"), article=replace(one_position("b1").article, text="ALB now opposes nothing."))
    other = replace(other, article=replace(other.article, body=()))
    short = replace(other.positions[0], id="p-b1", evidence=span(other.article.text, "ALB now opposes"))
    ledger.write(LATER, replace(other, positions=(short,)))
    assert shown(ledger)["p-b1"] == ("ALB", "opposes")


def test_the_same_words_under_another_id_are_the_same(ledger: Ledger) -> None:
    reject(ledger, [at(ledger, REFUSES)], **ME)
    ledger.write(LATER, reading("a2"))
    assert set(shown(ledger)) == {OFFERS, "p-a2-offers"}


def test_a_missed_position_is_added(ledger: Ledger) -> None:
    key = position(ledger, REFUSES).article.reading
    words = span(TEXT, "Greece would join")
    missed = Position("", "GRC", "mandate", "supports", words, 0.0, ())
    id_ = add(ledger, key, missed, **ME)
    assert shown(ledger)[id_] == ("GRC", "supports")
    with pytest.raises(InputError, match="on record already"):
        add(ledger, key, missed, **ME)
    ledger.write(*again(REFUSAL, newer(OFFER, "machine", issue="mandate")))
    assert shown(ledger) == {REFUSES: ("ALB", "rules_out"), "machine": ("GRC", "supports")}
    reject(ledger, [at(ledger, "machine")], **ME)
    assert {row.position.id for row in rejected(ledger)} == {"machine"}
    edit(ledger, [at(ledger, "machine")], to("open"), **ME)
    assert shown(ledger)["machine"] == ("GRC", "open")
    reject(ledger, [at(ledger, "machine")], **ME)
    edit(ledger, [at(ledger, "machine")], to("open"), **ME)
    assert shown(ledger)["machine"] == ("GRC", "open")


def test_the_later_counts_and_an_adjudication_above_it(ledger: Ledger) -> None:
    where = [at(ledger, REFUSES)]
    edit(ledger, where, to("opposes"), by="ada")
    edit(ledger, where, to("doubts"), by="bo", as_read=True)
    assert shown(ledger)[REFUSES][1] == "doubts"
    settled = edit(ledger, where, to("neutral"), by="cy", settles=True)
    reject(ledger, where, by="ada")
    assert shown(ledger)[REFUSES][1] == "neutral"
    undo_review(ledger, settled, by="cy")
    assert REFUSES not in shown(ledger)


def test_what_cannot_be_is_refused(ledger: Ledger) -> None:
    where = [at(ledger, REFUSES)]
    with pytest.raises(InputError, match="no position"):
        accept(ledger, [], **ME)
    with pytest.raises(InputError, match="no position 'nothing'"):
        accept(ledger, [Target(1, "nothing")], **ME)
    with pytest.raises(InputError, match="no position 'nothing'"):
        reject(ledger, [Target(9, "nothing")], **ME)
    changes: tuple[tuple[Change, str], ...] = (
        (lambda one: replace(one, evidence=Span(0, 4, "never")), "do not stand"),
        (lambda one: replace(one, evidence=Span(0, 0, "")), "do not stand"),
        (lambda one: replace(one, level=cast(Level, "maybe")), "no level"),
        (lambda one: replace(one, issue="nowhere"), "asks no 'nowhere'"),
        (lambda one: replace(one, holder=" "), "has a holder"),
    )
    for change, words in changes:
        with pytest.raises(InputError, match=words):
            edit(ledger, where, change, **ME)
    with pytest.raises(InputError, match="nothing of"):
        edit(ledger, where, lambda one: one, whole=False, **ME)
    with pytest.raises(InputError, match="no reading 77"):
        add(ledger, 77, REFUSAL, **ME)
    assert review_log(ledger) == []


def test_a_reader_cannot_decide(new_place: Place) -> None:
    file = new_place("ledger.db")
    with Ledger.open(file, create=True) as record:
        record.write(RUN, reading())
    with Ledger.open(file, readonly=True) as record, pytest.raises(LedgerReadOnly):
        accept(record, [at(record, REFUSES)], **ME)


@pytest.mark.sqlite_file("reads its views without us, as Datasette does")
def test_the_views_apply_it(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    with Ledger.open(file, create=True) as record:
        record.write(RUN, reading())
        edit(record, [at(record, OFFERS)], to("supports"), **ME)
        reject(record, [at(record, REFUSES)], **ME)
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT holder, level, conditions, judged FROM positions_readable").fetchall()
        current = connection.execute("SELECT id, level FROM current_positions").fetchall()
    assert found == [("GRC", "supports", "if: the council agreed on a mandate; only_if: on a mandate", 1)]
    assert current == [(OFFERS, "supports")]


def test_who_is_who_is_kept_apart_from_what_was_decided(ledger: Ledger) -> None:
    number = judge(ledger, "same", "MKD", "ALB", by="ada", why="")
    accept(ledger, [at(ledger, REFUSES)], **ME)
    assert shown(ledger)[REFUSES][0] == "MKD"
    undo(ledger, number, by="ada", why="")
    assert shown(ledger)[REFUSES][0] == "ALB"


def test_the_log_says_what_was_and_what_became_of_it(ledger: Ledger) -> None:
    edit(ledger, [at(ledger, REFUSES)], to("opposes"), **ME)
    reject(ledger, [at(ledger, OFFERS)], by="bo")
    first, second = review_log(ledger)
    assert (first.read, first.article) == (REFUSAL, "a1")
    assert first.record is not None
    assert first.record.level == "opposes"
    assert second.record is None
    assert review_log(ledger, by="bo") == [second]
    assert review_log(ledger, position=OFFERS) == [second]
