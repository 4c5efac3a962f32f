"""The desk's snapshot of a ledger: renewed only by a change, and equal to what the ledger itself answers."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest

from onrecord.analysis.review_queue import review_queue
from onrecord.analysis.stance import prevailing
from onrecord.analysis.whatif import decided
from onrecord.errors import InputError
from onrecord.ledger import Ledger, PositionRow, judge, positions
from onrecord.ledger.review import reject, target_of
from onrecord.records import Dossier
from onrecord.run import ask
from onrecord.run.desk import Desk, Rows, Snapshot
from onrecord.run.filters import Filters
from onrecord.run.review_order import review_order
from onrecord.run.warm import keep_warm, warm
from onrecord.web.prevailing import stances
from onrecord.web.supposing import Question, suppose
from tests.databases import Place
from tests.ledger.samples import DOSSIER, LATER, RUN, one_position, reading


@pytest.fixture
def desk(new_place: Place) -> Desk:
    """A desk over a few articles."""
    with Ledger.open(new_place("desk.db"), create=True) as ledger:
        ledger.write_dossier(DOSSIER)
        for one in (
            reading("a1"),
            one_position("b1", "ALB", "pledges", said=dt.date(2026, 1, 20), published=dt.date(2026, 1, 20)),
            one_position("b2", "GRC", "supports", issue="mandate", condition="if", otherwise="opposes"),
            one_position("b3", "BRA", "opposes", issue="mandate", anonymous=True, confidence=0.3),
        ):
            ledger.write(RUN, one)
    return Desk(new_place("desk.db"))


def test_a_snapshot_is_kept_until_the_ledger_changes(desk: Desk) -> None:
    first = desk.snapshot()
    assert desk.snapshot() is first
    with desk.writing() as ledger:
        ledger.write(RUN, one_position("b4", "GRC", "delivers"))
    second = desk.snapshot()
    assert len(second.rows) == len(first.rows) + 1
    with desk.writing() as ledger:
        judge(ledger, "same", "ALB", "GRC", by="me", why="a test")
    assert "GRC" not in desk.snapshot().by_holder
    with desk.writing() as ledger:
        ledger.write_dossier(Dossier(DOSSIER.id, "Another title", DOSSIER.issues))
    assert [one.title for one in desk.snapshot().dossiers] == ["Another title"]


def test_the_snapshot_holds_what_the_ledger_answers(desk: Desk) -> None:
    with desk.reading() as ledger:
        assert desk.snapshot().rows == tuple(positions(ledger))


def test_questions_have_one_answer_from_file_and_snapshot(desk: Desk) -> None:
    snapshot, place = desk.snapshot(), str(desk.place)
    assert ask.changes(snapshot) == ask.changes(place)
    assert ask.conflicts(snapshot, issues="send") == ask.conflicts(place, issues="send")
    assert ask.corroboration(snapshot, actors="ALB") == ask.corroboration(place, actors="ALB")
    assert ask.conditions(snapshot) == ask.conditions(place)
    assert ask.whatif(snapshot, met=["the wind turns"]) == ask.whatif(place, met=["the wind turns"])
    assert ask.timeline(snapshot, "ALB") == ask.timeline(place, "ALB")
    since = dt.date(2026, 1, 1)
    assert ask.digest(snapshot, since=since) == ask.digest(place, since=since)


def found(desk: Desk, **query: str) -> set[str]:
    """The ids of the positions that these filters leave."""
    wanted = Filters.of(list(query.items()))
    assert Filters.of(wanted.query()) == wanted
    return {row.position.id for row in wanted.rows(desk.snapshot())}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"actor": "Albania"}, {"p-a1-refuses", "p-b1"}),
        ({"issue": "mandate"}, {"p-b2", "p-b3"}),
        ({"level": "pledges"}, {"p-b1"}),
        ({"since": "2026-01-10"}, {"p-b1"}),
        ({"on": "2026-01-10", "actor": "ALB"}, {"p-a1-refuses"}),
        ({"region": "southern-europe", "issue": "mandate"}, {"p-b2"}),
        ({"member_of": "NATO", "issue": "mandate"}, {"p-b2"}),
        ({"min-confidence": "0.9"}, {"p-a1-refuses"}),
        ({"anonymous": "yes"}, {"p-b3"}),
        ({"text": "GRC SUPP"}, {"p-b2"}),
        ({"dossier": "none"}, set()),
        ({"unheard-of": "x", "actor": " "}, {"p-a1-refuses", "p-a1-offers", "p-b1", "p-b2", "p-b3"}),
    ],
)
def test_filters(desk: Desk, query: dict[str, str], ids: set[str]) -> None:
    assert found(desk, **query) == ids


def test_filters_on_stances_look_at_cells(desk: Desk) -> None:
    snapshot = desk.snapshot()
    assert {cell.actor for cell in Filters(levels=("pledges",)).field(snapshot).cells} == {"ALB"}
    assert {cell.actor for cell in Filters(on=dt.date(2026, 1, 10), levels=("rules_out",)).field(snapshot).cells} == {
        "ALB"
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("since", "yesterday"),
        ("level", "maybe"),
        ("min_confidence", "nan"),
        ("min_origins", "-1"),
        ("anonymous", "perhaps"),
        ("region", "atlantis"),
    ],
)
def test_a_value_that_a_filter_cannot_use_is_refused(name: str, value: str) -> None:
    with pytest.raises(InputError) as refused:
        Filters.of([(name, value)])
    assert refused.value.place == name


def test_what_is_loaded_after_a_change_is_what_a_fresh_desk_loads(desk: Desk) -> None:
    desk.snapshot()
    edited = one_position("b1", "ALB", "delivers", said=dt.date(2026, 1, 21), published=dt.date(2026, 1, 21))
    with desk.writing() as ledger:
        ledger.write(RUN, one_position("c1", "DEU", "open", said=dt.date(2026, 1, 20), published=None))
        ledger.write(LATER, edited)
        rows = {row.position.id: row for row in positions(ledger)}
    assert desk.snapshot().rows == Desk(desk.place).snapshot().rows
    assert {row.position.level for row in desk.snapshot().by_article["b1"]} == {"delivers"}
    with desk.writing() as ledger:
        reject(ledger, [target_of(rows["p-a1-refuses"])], by="me", why="a test")
    assert desk.snapshot().rows == Desk(desk.place).snapshot().rows
    assert "p-a1-refuses" not in desk.snapshot().by_id


def test_answers_on_cells_hold_as_long_as_their_rows(desk: Desk) -> None:
    asked: list[str] = []

    def count(rows: Rows) -> int:
        asked.append(rows[0].position.holder)
        return len(rows)

    before = desk.snapshot().each_cell("count", count)
    with desk.writing() as ledger:
        ledger.write(RUN, one_position("c1", "BRA", "open", issue="mandate"))
    after = desk.snapshot().each_cell("count", count)
    assert asked.count("BRA") == 2
    assert asked.count("GRC") == len([key for key in before if key[1] == "GRC"])
    assert after["lake-force", "BRA", "mandate"] == before["lake-force", "BRA", "mandate"] + 1


def test_a_desk_is_warmed_after_each_change(desk: Desk) -> None:
    told: list[Snapshot] = []
    desk.renewed = told.append
    first = desk.snapshot()
    warm(first)
    answer = ask.changes(first, dossier="lake-force")
    assert ask.changes(first, dossier="lake-force") == answer
    with desk.writing() as ledger:
        ledger.write(RUN, one_position("c2", "ALB", "opposes", said=dt.date(2026, 2, 2)))
    assert told == [first, desk.snapshot()]
    warm(desk.snapshot())


def test_rows_of_one_issue_in_two_dossiers_are_seen_as_one(desk: Desk) -> None:
    with desk.writing() as ledger:
        ledger.write_dossier(Dossier("other", "Another", DOSSIER.issues))
        ledger.write(replace(RUN, id="run-o", dossier="other"), one_position("d1", "ALB", "delivers"))
    snapshot, place = desk.snapshot(), str(desk.place)
    assert ask.changes(snapshot) == ask.changes(place)
    assert ask.conflicts(snapshot) == ask.conflicts(place)
    assert ask.corroboration(snapshot, dossier="other") == ask.corroboration(place, dossier="other")


def test_warming_takes_each_step_in_order_until_the_ledger_changes(desk: Desk) -> None:
    taken: list[int] = []

    def more(_: Snapshot) -> Iterator[Callable[[], object]]:
        yield from (partial(taken.append, number) for number in range(4))

    warm(desk.snapshot(), more, lambda: len(taken) < 3)
    assert taken == [0, 1, 2]


def test_a_kept_warm_desk_knows_the_answers_of_a_new_state(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    warmed = threading.Event()
    seen: list[Snapshot] = []
    monkeypatch.setattr("onrecord.run.warm.settle", warmed.set)

    def more(snapshot: Snapshot) -> Iterator[Callable[[], object]]:
        yield partial(seen.append, snapshot)

    keep_warm(desk, more)
    assert warmed.wait(30)
    warmed.clear()
    with desk.writing() as ledger:
        ledger.write(RUN, one_position("c3", "ALB", "opposes", said=dt.date(2026, 2, 3)))
    now = desk.snapshot()
    assert warmed.wait(30)
    assert seen[-1] is now


def test_days_that_pass_leave_no_old_answers_behind(desk: Desk) -> None:
    for day in range(1, 5):
        with desk.writing() as ledger:
            ledger.write(RUN, one_position(f"d{day}", "ALB", "supports", published=dt.date(2026, 3, day)))
        snapshot = desk.snapshot()
        assert review_order(snapshot) == review_queue(snapshot.rows, judged=True)
    assert len(snapshot._answers.of_cells) == len(snapshot.by_cell)


@pytest.mark.parametrize(
    "wanted",
    [
        Filters(),
        Filters(dossier="lake-force"),
        Filters(dossier="lake-force", issues=("mandate",)),
        Filters(dossier="lake-force", actors=("ALB",)),
        Filters(dossier="lake-force", since=dt.date(2026, 1, 1)),
        Filters(dossier="lake-force", levels=("supports",), min_origins=2),
    ],
)
def test_answers_from_cells_are_those_from_rows(desk: Desk, wanted: Filters) -> None:
    snapshot = desk.snapshot()
    rows = wanted.rows(snapshot)
    assert list(rows) == [row for row in snapshot.rows if row in rows]
    leading = tuple(one.row for one in suppose(snapshot, wanted, Question()).answer.leading)
    assert leading == tuple(one.row for one in decided(rows) if one.leads)
    by_cell: dict[tuple[str, str], list[PositionRow]] = {}
    for row in rows:
        by_cell.setdefault((row.position.holder, row.position.issue), []).append(row)
    assert stances(snapshot, wanted) == tuple(filter(None, (prevailing(by_cell[key]) for key in sorted(by_cell))))


def test_the_timeline_of_a_desk_is_that_of_its_ledger(desk: Desk) -> None:
    snapshot = desk.snapshot()
    for holder in snapshot.by_holder:
        assert ask.timeline(snapshot, holder) == ask.timeline(str(desk.place), holder)
