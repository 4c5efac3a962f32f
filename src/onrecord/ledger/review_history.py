"""The log of review: what was decided, by whom, when and why; and how it is undone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, func, select

from onrecord.errors import InputError
from onrecord.ledger import coding, schema
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.review import Target
from onrecord.ledger.review_coding import to_entry
from onrecord.ledger.review_match import ReviewEntry
from onrecord.ledger.review_store import append, positions_read, refresh, relatives
from onrecord.ledger.review_tables import judged_positions
from onrecord.ledger.review_tables import review_log as _log
from onrecord.ledger.undone import no_longer_counting
from onrecord.records import Position

_SUBJECT: Final[ColumnElement[int]] = func.coalesce(_log.c.subject, _log.c.number)
_BATCH: Final[ColumnElement[int]] = func.coalesce(_log.c.batch, _log.c.number)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An entry with the id of its article, and the position as it was read (None where a person added it)."""

    entry: ReviewEntry
    article: str
    read: Position | None

    @property
    def record(self) -> Position | None:
        """The position as the person left it; None for what was rejected, or undone by this entry."""
        if self.entry.verdict in ("reject", "undo"):
            return None
        return self.entry.becomes or self.read


def review_log(
    ledger: Ledger,
    *,
    position: str | None = None,
    by: str | None = None,
    batch: int | None = None,
    latest: int | None = None,
) -> list[ReviewRow]:
    """The log in order; only of one position (under all the ids that readings gave it), or of one person.

    Args:
        batch: only what was decided together under this number, or the entry that has it.
        latest: only so many, counted from the end.
    """
    query = select(_log, schema.articles.c.id.label("article")).join(
        schema.articles, schema.articles.c.reading == _log.c.reading
    )
    with ledger.reading() as connection:
        if position is not None:
            query = query.where(_SUBJECT.in_(_subjects(connection, position)))
        if by is not None:
            query = query.where(_log.c.by == by)
        if batch is not None:
            query = query.where((_log.c.number == batch) | (batch == _BATCH))
        rows = connection.execute(query.order_by(_log.c.number.desc()).limit(latest)).mappings().all()
        return _with_positions(connection, rows[::-1], _undone(connection))


def counting(ledger: Ledger, *, position: str | None = None) -> tuple[int, Counter[int]]:
    """How many entries the log has, or has of one position; and how many of each batch are not undone."""
    with ledger.reading() as connection:
        undone = _undone(connection)
        batches = connection.execute(select(_log.c.number, _BATCH))
        left = Counter(batch for number, batch in batches if number not in undone)
        query = select(func.count()).select_from(_log)
        if position is not None:
            query = query.where(_SUBJECT.in_(_subjects(connection, position)))
        return connection.execute(query).scalar_one(), left


def _subjects(connection: Connection, position: str) -> set[int]:
    """The subjects that a position is, by its id where it was judged or where it was found again."""
    found = set(connection.execute(select(_SUBJECT).where(_log.c.position == position)).scalars())
    again = select(_SUBJECT).join(judged_positions, judged_positions.c.judged == _log.c.number)
    return found | set(connection.execute(again.where(judged_positions.c.id == position)).scalars())


def touched_since(ledger: Ledger, number: int) -> set[int]:
    """The readings (by key) whose positions the entries after this one may have changed."""
    query = select(_log.c.reading).where(_log.c.number > number).distinct()
    with ledger.reading() as connection:
        return relatives(connection, connection.execute(query).scalars())


def touched_by(ledger: Ledger, batch: int) -> list[Target]:
    """The positions on which a batch decided last, those of other readings of the same words too."""
    table = judged_positions
    query = select(table.c.reading, table.c.id).join(_log, _log.c.number == table.c.judged).where(_BATCH.in_([batch]))
    with ledger.reading() as connection:
        return sorted(Target(reading, position) for reading, position in connection.execute(query))


def _with_positions(connection: Connection, rows: Collection[coding.Row], undone: Collection[int]) -> list[ReviewRow]:
    judged = {(row["reading"], row["position"]) for row in rows}
    read = positions_read(connection, {reading for reading, _ in judged}, judged)
    by_id = {(reading, one.id): one for reading, some in read.items() for one in some}
    return [
        ReviewRow(to_entry(row, undone), row["article"], by_id.get((row["reading"], row["position"]))) for row in rows
    ]


def undo_review(ledger: Ledger, number: int, *, by: str, why: str = "") -> int:
    """Append that a batch, or one entry of it, no longer counts (an undo of an undo brings it back); the new number.

    Raises:
        InputError: there is no such entry, or it is undone already.
    """
    with ledger.writing() as connection:
        meant = _log.c.number == number
        rows = connection.execute(select(_log).where(meant | (_log.c.batch == number)).order_by(_log.c.number))
        undone = _undone(connection)
        counting = [row for row in rows.mappings() if row["number"] not in undone]
        if not counting:
            there = connection.execute(select(_log.c.number).where(meant)).first() is not None
            state = "is undone already" if there else "is not there"
            raise InputError(
                f"entry {number} {state}", place=ledger.place, remedy="See their numbers: onrecord review log"
            )
        values = {"verdict": "undo", "becomes": None, "fields": None, "settles": False, "by": by, "why": why}
        values["at"] = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        undoing = [
            {
                **values,
                "subject": row["number"] if row["subject"] is None else row["subject"],
                "reading": row["reading"],
                "position": row["position"],
                "undoes": row["number"],
            }
            for row in counting
        ]
        made = append(connection, undoing, None)
        refresh(connection, relatives(connection, {row["reading"] for row in counting}))
    return made


def _undone(connection: Connection) -> set[int]:
    columns = (_log.c.number, _log.c.verdict, _log.c.undoes)
    undoing = select(*columns).where(_log.c.verdict == "undo").order_by(_log.c.number)
    return no_longer_counting(connection.execute(undoing).mappings().all())


def latest_of(ledger: Ledger, by: str) -> int | None:
    """The batch that a person decided last and that still counts; None where there is none."""
    with ledger.reading() as connection:
        undone = _undone(connection)
        query = select(_log.c.number, _BATCH).where(_log.c.by == by, _log.c.verdict != "undo")
        return next(
            (
                found
                for number, found in connection.execute(query.order_by(_log.c.number.desc()))
                if number not in undone
            ),
            None,
        )
