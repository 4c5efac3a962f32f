"""Review for every face: corrections as people give them, who may be a holder, what is decided at once by filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from onrecord.analysis.review_queue import Queued, review_queue
from onrecord.errors import InputError
from onrecord.ledger import (
    Ledger,
    PositionFilter,
    PositionRow,
    Target,
    add,
    edit,
    holders,
    positions,
    reading_of,
    reject,
    rejected,
    review_log,
    target_of,
)
from onrecord.ledger.review import Change
from onrecord.records import LADDER, Condition, ConditionKind, Level, Position, Span
from onrecord.run.filters import Filters
from onrecord.run.names import names

KINDS: tuple[ConditionKind, ...] = get_args(ConditionKind)

Words = str | Span
"""Words of an article: as typed, to be found in it, or with their place."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a position; None leaves a field as it is.

    ``otherwise`` is cleared by ``"none"``, ``conditions`` (kind and words of each) by an empty tuple.
    """

    holder: str | None = None
    issue: str | None = None
    level: str | None = None
    otherwise: str | None = None
    evidence: Words | None = None
    conditions: tuple[tuple[str, Words], ...] | None = None
    superseded: bool | None = None


def correct(
    ledger: Ledger,
    target: Target,
    wanted: Correction,
    *,
    by: str,
    why: str = "",
    as_read: bool = False,
    settles: bool = False,
) -> int:
    """Append that a position is right once it is corrected; returns the entry's number.

    Raises:
        InputError: no such position, no such value, words that do not stand in the article, or nothing to correct.
    """
    if wanted == Correction():
        raise InputError(f"nothing of {target.position} is to be corrected", remedy="Accept it instead.")
    change = _change(ledger, target.reading, wanted)
    return edit(ledger, [target], change, by=by, why=why, as_read=as_read, settles=settles)


def correct_all(ledger: Ledger, rows: Sequence[PositionRow], wanted: Correction, *, by: str, why: str = "") -> int:
    """Append the same holder, issue or level for many positions, as one batch; what else they say stays as it is.

    Positions of which nothing would change are passed over.

    Raises:
        InputError: as ``correct``; a field that cannot be the same for many; none would change.
    """
    if wanted.evidence is not None or wanted.conditions is not None:
        raise InputError("words differ from one position to the next", remedy="Correct them one at a time.")
    if not rows:
        raise InputError("there is no position to decide on", remedy="Name at least one.")
    change = _change(ledger, rows[0].article.reading, wanted)
    targets = [target_of(row) for row in rows if change(row.position) != row.position]
    return edit(ledger, targets, change, by=by, why=why, whole=False)


def settle(ledger: Ledger, number: int, *, by: str, why: str = "") -> int:
    """Append that what an entry of the log says is right, as an adjudication; returns the new entry's number.

    Raises:
        InputError: there is no such entry, or it says nothing of a position.
    """
    log = review_log(ledger, batch=number)
    row = next((one for one in log if one.entry.number == number and one.entry.verdict != "undo"), None)
    if row is None:
        raise InputError(f"entry {number} judges no position", remedy="See their numbers: onrecord review log")
    target, record = Target(row.entry.reading, row.entry.position), row.record
    if record is None:
        return reject(ledger, [target], by=by, why=why, settles=True)
    return edit(ledger, [target], lambda _: record, by=by, why=why, settles=True)


def supply(ledger: Ledger, reading: int, wanted: Correction, *, by: str, why: str = "") -> str:
    """Append a position that the reader missed in an article; returns its id.

    Raises:
        InputError: as ``correct``; no holder, issue, level or evidence is given.
    """
    missing = [name for name in ("holder", "issue", "level", "evidence") if not getattr(wanted, name)]
    if missing:
        raise InputError(f"the position has no {missing[0]}", remedy=f"Give {', '.join(missing)}.")
    blank = Position("", "", "", "neutral", Span(0, 0, ""), 0.0, ())
    return add(ledger, reading, _change(ledger, reading, wanted)(blank), by=by, why=why)


def _change(ledger: Ledger, reading: int, wanted: Correction) -> Change:
    """The correction as a function, its values looked at first."""
    try:
        text = reading_of(ledger, reading, as_read=True).article.text
    except KeyError:
        raise InputError(f"the ledger has no reading {reading}", place=ledger.place) from None
    if wanted.holder is not None:
        _check_holder(ledger, wanted.holder)
    level, otherwise = _level(wanted.level), _level(None if wanted.otherwise == "none" else wanted.otherwise)

    def change(one: Position) -> Position:
        evidence = one.evidence if wanted.evidence is None else stands(text, wanted.evidence, one.evidence)
        return replace(
            one,
            holder=wanted.holder or one.holder,
            issue=wanted.issue or one.issue,
            level=level or one.level,
            otherwise=one.otherwise if wanted.otherwise is None else otherwise,
            evidence=evidence,
            conditions=one.conditions
            if wanted.conditions is None
            else _conditions(text, wanted.conditions, evidence, one),
            superseded=one.superseded if wanted.superseded is None else wanted.superseded,
        )

    return change


def _level(given: str | None) -> Level | None:
    if given is not None and given not in LADDER:
        raise InputError(f"{given!r} is no level", remedy=f"Give one of {', '.join(LADDER)}.")
    return given


def _check_holder(ledger: Ledger, holder: str) -> None:
    if holder not in names() and holder not in holders(ledger):
        raise InputError(f"no actor has the id {holder!r}", remedy="See ids: onrecord who WORDS")


def _conditions(text: str, given: Iterable[tuple[str, Words]], near: Span, known: Position) -> tuple[Condition, ...]:
    """Conditions in their words; the status of one that stands already is kept."""
    statuses = {(one.span.start, one.span.end): one.status for one in known.conditions}
    found = []
    for kind, words in given:
        if kind not in KINDS:
            raise InputError(f"{kind!r} is no kind of condition", remedy=f"Give one of {', '.join(KINDS)}.")
        span = stands(text, words, near)
        found.append(Condition(kind, span, statuses.get((span.start, span.end), "unknown")))
    return tuple(found)


def stands(text: str, words: Words, near: Span) -> Span:
    """Where words stand in a text: there where a span says, else nearest to ``near``.

    Raises:
        InputError: they do not.
    """
    if isinstance(words, Span):
        if not words.quote.strip() or text[words.start : words.end] != words.quote:
            raise _nowhere(words.quote)
        return words
    places, at = [], text.find(words) if words.strip() else -1
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    if not places:
        raise _nowhere(words)
    start = min(places, key=lambda place: abs(place - near.start))
    return Span(start, start + len(words), words)


def _nowhere(words: str) -> InputError:
    return InputError(
        f"the words {words!r} do not stand in the article", remedy="Copy them exactly, with their punctuation."
    )


def not_judged_by(ledger: Ledger, which: Filters, by: str) -> list[PositionRow]:
    """What the filters leave of the positions as they were read, where this person has not decided on them.

    What others made of a position, or that they rejected it, does not matter; what others added was never read.
    """
    log = review_log(ledger)
    mine = {row.entry.subject for row in log if row.entry.by == by and row.entry.counts and not row.entry.settles}
    subjects = {row.entry.number: row.entry.subject for row in log}
    known = [*positions(ledger, PositionFilter(dossier=which.dossier)), *rejected(ledger, which.dossier)]
    judged = {row.article.reading for row in known if row.judged is not None}
    read = {(key, one.id): one for key in judged for one in reading_of(ledger, key, as_read=True).positions}
    found = []
    for row in known:
        if row.judged is None:
            found.append(row)
        elif subjects.get(row.judged.number) not in mine and (one := read.get((row.article.reading, row.position.id))):
            found.append(replace(row, position=one))
    return [row for row in found if which.passes(row)]


def queue_of(rows: Iterable[PositionRow], wanted: Iterable[PositionRow], *, judged: bool = False) -> list[Queued]:
    """Of the queue that the whole record makes, those rows that are wanted."""
    keys = {(row.article.reading, row.position.id) for row in wanted}
    return [one for one in review_queue(rows, judged=judged) if (one.row.article.reading, one.row.position.id) in keys]
