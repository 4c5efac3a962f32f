"""What people decide on positions: accepted, rejected, edited, added; appended, never changed, undone by a later entry.

Several decisions of one moment are one batch, which is undone as one. A decision is about a position where a person met
it (a ``Target``); ``review_match`` says how it is found again in other readings.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from onrecord.errors import InputError
from onrecord.ledger import coding
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.review_check import check
from onrecord.ledger.review_coding import record_to_text
from onrecord.ledger.review_match import FIELDS, ReviewVerdict
from onrecord.ledger.review_store import Family, append, families, family, refresh, relatives
from onrecord.ledger.review_tables import judged_conditions, judged_positions
from onrecord.ledger.rows import PositionRow
from onrecord.records import Position

Change = Callable[[Position], Position]


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """A position where a person met it: the key of the reading, and the position's id."""

    reading: int
    position: str


def target_of(row: PositionRow) -> Target:
    """What a decision on this row is about."""
    return Target(row.article.reading, row.position.id)


@dataclass(frozen=True, slots=True)
class _Decision:
    target: Target
    verdict: ReviewVerdict
    becomes: Position | None = None
    fields: tuple[str, ...] = ()


def accept(
    ledger: Ledger, targets: Iterable[Target], *, by: str, why: str = "", as_read: bool = False, settles: bool = False
) -> int:
    """Append that these positions are right as they stand, or ``as_read``; returns the batch's number.

    Args:
        as_read: affirm what the reader read, whatever others made of it.
        settles: an adjudication between reviewers, which counts above what they said.

    Raises:
        InputError: no target, or one that the ledger does not have.
    """

    def decide(target: Target, read: Position | None, judged: tuple[Position, bool] | None) -> _Decision:
        meant = read if judged is None or (as_read and read is not None) else judged[0]
        return _Decision(target, "accept", None if meant == read else meant, FIELDS)

    return _decide(ledger, targets, decide, by=by, why=why, settles=settles)


def reject(ledger: Ledger, targets: Iterable[Target], *, by: str, why: str = "", settles: bool = False) -> int:
    """Append that these are no positions, or not these holders' on these issues; returns the batch's number.

    Raises:
        InputError: no target, or one that the ledger does not have.
    """
    return _decide(
        ledger, targets, lambda target, _read, _judged: _Decision(target, "reject"), by=by, why=why, settles=settles
    )


def edit(
    ledger: Ledger,
    targets: Iterable[Target],
    change: Change,
    *,
    by: str,
    why: str = "",
    whole: bool = True,
    as_read: bool = False,
    settles: bool = False,
) -> int:
    """Append that these positions are right once ``change`` is made; returns the batch's number.

    Args:
        change: gives the position as it should be for the one that stands.
        whole: the person vouches for the whole record, and accepts it where nothing changes; otherwise for the
            fields that change alone.
        as_read: what is changed is what the reader read, whatever others made of it.

    Raises:
        InputError: no target, or one that the ledger does not have; words that do not stand in the article; a value
            that is none; where not ``whole``, a change that changes nothing.
    """

    def decide(target: Target, read: Position | None, judged: tuple[Position, bool] | None) -> _Decision:
        known = read if judged is None or (as_read and read is not None) else judged[0]
        assert known is not None  # one of the two is there
        becomes = replace(change(known), id=known.id)
        changed = tuple(name for name in FIELDS if getattr(becomes, name) != getattr(known, name))
        if whole and becomes == read:
            return _Decision(target, "accept", None, FIELDS)
        if not changed and not whole:
            raise InputError(f"nothing of {target.position} would change", remedy="Accept it instead.")
        return _Decision(target, "edit" if changed else "accept", becomes, FIELDS if whole else changed)

    return _decide(ledger, targets, decide, by=by, why=why, settles=settles)


def add(ledger: Ledger, reading: int, position: Position, *, by: str, why: str = "") -> str:
    """Append a position that the reader missed in an article; returns the id that it is given.

    Raises:
        InputError: no such reading; words that do not stand in the article; a value that is none; it is there already.
    """
    with ledger.writing() as connection:
        near = family(connection, [reading])
        if reading not in near.readings:
            raise InputError(f"the ledger has no reading {reading}", place=ledger.place)
        signed = replace(position, id=_new_id(near.readings[reading].article, position), confidence=1.0)
        target = Target(reading, signed.id)
        if signed.id in near.known_in(reading) or signed.id in {one.id for one in near.readings[reading].positions}:
            raise InputError("this position is on record already", place=signed.id, remedy="Edit or accept that one.")
        check(connection, signed, reading)
        _append(connection, [_Decision(target, "add", signed, FIELDS)], near, by=by, why=why, settles=False)
        refresh(connection, relatives(connection, [reading]))
    return signed.id


def _new_id(article: str, one: Position) -> str:
    key = (article, "added", one.holder, one.issue, one.level, one.evidence.start, one.evidence.end, one.reported_by)
    return "po-" + hashlib.sha256(repr(key).encode()).hexdigest()[:12]


Judgings = dict[tuple[int, str], tuple[Position, bool]]
Decide = Callable[[Target, Position | None, tuple[Position, bool] | None], _Decision]


def _decide(ledger: Ledger, targets: Iterable[Target], decide: Decide, *, by: str, why: str, settles: bool) -> int:
    wanted = sorted(set(targets))
    if not wanted:
        raise InputError("there is no position to decide on", remedy="Name at least one.")
    batch: int | None = None
    with ledger.writing() as connection:
        for keys, near in families(connection, {one.reading for one in wanted}):
            judged = _judged(connection, keys)
            portion = [one for one in wanted if one.reading in set(keys)]
            decisions = [_made(ledger, decide, one, near, judged) for one in portion]
            for one in decisions:
                if one.verdict == "edit" and one.becomes is not None:
                    check(connection, one.becomes, one.target.reading)
            batch = _append(connection, decisions, near, by=by, why=why, settles=settles, batch=batch)
        refresh(connection, relatives(connection, {one.reading for one in wanted}))
    assert batch is not None  # there was a target
    return batch


def _made(ledger: Ledger, decide: Decide, target: Target, near: Family, judged: Judgings) -> _Decision:
    known = near.readings.get(target.reading)
    read = next((one for one in known.positions if one.id == target.position), None) if known else None
    now = judged.get((target.reading, target.position))
    if read is None and now is None:
        remedy = "List the positions with their ids: onrecord positions --list"
        raise InputError(f"there is no position {target.position!r} to decide on", place=ledger.place, remedy=remedy)
    return decide(target, read, now)


def _judged(connection: Connection, keys: Sequence[int]) -> Judgings:
    """What people made of positions of these readings, with whether they rejected them."""
    hung: dict[tuple[int, str], list[coding.Row]] = {}
    query = select(judged_conditions).where(judged_conditions.c.reading.in_(keys)).order_by(judged_conditions.c.place)
    for row in connection.execute(query).mappings():
        hung.setdefault((row["reading"], row["position"]), []).append(row)
    rows = connection.execute(select(judged_positions).where(judged_positions.c.reading.in_(keys))).mappings()
    return {
        (row["reading"], row["id"]): (
            coding.to_position(row, hung.get((row["reading"], row["id"]), ())),
            row["rejected"],
        )
        for row in rows
    }


def _append(
    connection: Connection,
    decisions: Sequence[_Decision],
    near: Family,
    *,
    by: str,
    why: str,
    settles: bool,
    batch: int | None = None,
) -> int:
    """Append decisions, one after the other where the first begins a batch; returns the batch's number."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    known = {reading: near.known_in(reading) for reading in {one.target.reading for one in decisions}}
    rows = [
        {
            "verdict": one.verdict,
            "subject": known[one.target.reading].get(one.target.position),
            "reading": one.target.reading,
            "position": one.target.position,
            "becomes": None if one.becomes is None else record_to_text(one.becomes),
            "fields": json.dumps(one.fields) if one.fields else None,
            "settles": settles,
            "undoes": None,
            "by": by,
            "at": at,
            "why": why,
        }
        for one in decisions
    ]
    return append(connection, rows, batch)
