"""Whatever people decide and however often articles are read: the record follows from the log and the readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ledger import (
    Ledger,
    Target,
    accept,
    edit,
    positions,
    reject,
    rejected,
    review_log,
    target_of,
    undo_review,
)
from onrecord.ledger.review_store import refresh
from onrecord.records import LADDER, Article, Level, Position, Reading, RunInfo, Span
from tests.databases import Place

Anew = Callable[[], AbstractContextManager[str]]
TEXT = "Malta will not send boats 🛶, and Cyprus may.\n\nMalta, it was said, would rather wait for spring."
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

Shown = list[tuple[str, str, str, int, int]]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a person does: a verdict on one of the positions that stand, or an undo of an entry."""

    verdict: str
    which: int
    level: Level
    by: str


places = (
    st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 30))
    .map(lambda pair: (pair[0], min(pair[0] + pair[1], len(TEXT))))
    .filter(lambda pair: bool(TEXT[pair[0] : pair[1]].strip()))  # no reader takes blank space for evidence
)
found = st.builds(
    lambda holder, level, place, former: (holder, level, place, former),
    st.sampled_from(["MLT", "CYP"]),
    st.sampled_from(LADDER),
    places,
    st.booleans(),
)
reads = st.lists(found, max_size=4, unique=True)
steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(["accept", "reject", "edit", "undo"]),
        st.integers(0, 9),
        st.sampled_from(LADDER),
        st.sampled_from(["ada", "bo"]),
    ),
    max_size=6,
)


def reading(run: int, made: Sequence[tuple[str, Level, tuple[int, int], bool]]) -> tuple[RunInfo, Reading]:
    """What a run reads out of the one article."""
    article = Article("a", TEXT, (Span(0, len(TEXT), TEXT),))
    some = [
        Position(f"p-{hash(one) & 0xFFFFFF:x}", one[0], "send", one[1], _span(*one[2]), 0.5, (), superseded=one[3])
        for one in made
    ]
    return RunInfo(f"run-{run}", "boats", "1", "1", "1", "{}"), Reading(article, positions=tuple(some))


def _span(start: int, end: int) -> Span:
    return Span(start, end, TEXT[start:end])


@pytest.fixture(scope="module")
def anew(lasting_place: Place) -> Anew:
    """Gives an empty ledger, again and again."""
    empty = lasting_place("empty.db")
    Ledger.open(empty, create=True).close()
    return lambda: lasting_place.passing(empty)


def within(anew: Anew, act: Callable[[Ledger], Shown]) -> Shown:
    """What an act leaves in a new ledger."""
    with anew() as place, Ledger.open(place) as ledger:
        return act(ledger)


def shown(ledger: Ledger) -> Shown:
    rows = [*positions(ledger), *rejected(ledger)]
    return sorted(
        (
            row.position.id,
            f"{row.position.holder} {row.position.level}",
            row.judged.verdict if row.judged else "",
            row.position.evidence.start,
            row.position.evidence.end,
        )
        for row in rows
    )


def take(ledger: Ledger, step: Step) -> None:
    """Do what a step says, where there is something to do it to."""
    if step.verdict == "undo":
        open_ = [row.entry.number for row in review_log(ledger) if not row.entry.undone]
        if open_:
            undo_review(ledger, open_[step.which % len(open_)], by=step.by)
        return
    rows = sorted((*positions(ledger), *rejected(ledger)), key=lambda row: row.position.id)
    if not rows:
        return
    target = target_of(rows[step.which % len(rows)])
    if step.verdict == "edit":
        edit(ledger, [target], lambda one: replace(one, level=step.level), by=step.by)
    elif step.verdict == "accept":
        accept(ledger, [target], by=step.by)
    else:
        reject(ledger, [target], by=step.by)


@QUICK
@given(reads, reads, steps)
def test_reading_again_before_or_after_a_judgement_is_the_same(
    anew: Anew, first: list[object], second: list[object], made: list[Step]
) -> None:
    ids = [one.id for one in reading(1, first)[1].positions]  # type: ignore[arg-type]

    def judged(ledger: Ledger) -> None:
        for step in made if ids else ():
            target = [Target(1, ids[step.which % len(ids)])]
            if step.verdict == "edit":
                edit(ledger, target, lambda one, step=step: replace(one, level=step.level), by=step.by)  # type: ignore[misc]
            elif step.verdict == "reject":
                reject(ledger, target, by=step.by)
            else:
                accept(ledger, target, by=step.by)

    def before(ledger: Ledger) -> Shown:
        ledger.write(*reading(1, first))  # type: ignore[arg-type]
        judged(ledger)
        ledger.write(*reading(2, second))  # type: ignore[arg-type]
        return shown(ledger)

    def after(ledger: Ledger) -> Shown:
        ledger.write(*reading(1, first))  # type: ignore[arg-type]
        ledger.write(*reading(2, second))  # type: ignore[arg-type]
        judged(ledger)
        return shown(ledger)

    assert within(anew, before) == within(anew, after)


@QUICK
@given(reads, reads, steps)
def test_making_it_anew_changes_nothing(
    anew: Anew, first: list[object], second: list[object], made: list[Step]
) -> None:
    def act(ledger: Ledger) -> Shown:
        ledger.write(*reading(1, first))  # type: ignore[arg-type]
        for step in made:
            take(ledger, step)
        ledger.write(*reading(2, second))  # type: ignore[arg-type]
        once = shown(ledger)
        with ledger.writing() as connection:
            refresh(connection, [1, 2])
        assert shown(ledger) == once
        return once

    within(anew, act)


@QUICK
@given(reads, reads, steps)
def test_what_all_is_undone_leaves_no_trace(
    anew: Anew, first: list[object], second: list[object], made: list[Step]
) -> None:
    def act(ledger: Ledger) -> Shown:
        ledger.write(*reading(1, first))  # type: ignore[arg-type]
        ledger.write(*reading(2, second))  # type: ignore[arg-type]
        before = shown(ledger)
        for step in made:
            take(ledger, step)
        done = shown(ledger)
        counting = [row.entry.number for row in review_log(ledger) if row.entry.counts]
        back = [undo_review(ledger, number, by="ada") for number in reversed(counting)]
        assert shown(ledger) == before
        for number in reversed(back):
            undo_review(ledger, number, by="ada")
        assert shown(ledger) == done
        return before

    within(anew, act)


@QUICK
@given(reads, reads, st.integers(0, 9), st.sampled_from(LADDER))
def test_what_a_person_affirmed_is_shown_whatever_is_read_later(
    anew: Anew, first: list[object], second: list[object], which: int, level: Level
) -> None:
    def act(ledger: Ledger) -> Shown:
        ledger.write(*reading(1, first))  # type: ignore[arg-type]
        rows = positions(ledger)
        if not rows:
            return []
        chosen = rows[which % len(rows)]
        edit(ledger, [target_of(chosen)], lambda one: replace(one, level=level), by="ada")
        ledger.write(*reading(2, second))  # type: ignore[arg-type]
        kept = [row.position for row in positions(ledger) if row.judged]
        assert [(one.holder, one.level, one.evidence) for one in kept] == [
            (chosen.position.holder, level, chosen.position.evidence)
        ]
        return shown(ledger)

    within(anew, act)
