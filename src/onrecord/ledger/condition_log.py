"""What people decided on conditions, and what articles report of them: appended, undone by a later entry.

A status (met, unmet, unknown) is about the words of a condition, so that it outlives a re-reading; it may rest on
words of an article and may end on a day. "Same" and "not same" join and part conditions that were told apart or taken
for one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal, cast

from sqlalchemy import select

from onrecord.errors import InputError
from onrecord.ledger import schema
from onrecord.ledger.coding import Row
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.logs import append, check_undoable
from onrecord.ledger.undone import no_longer_counting
from onrecord.records import ConditionStatus, Span

ConditionVerdict = Literal["met", "unmet", "unknown", "same", "not-same", "undo"]
_table: Final = schema.condition_log


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a condition, and whose they are: "parliament agrees" is another thing for another holder."""

    words: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class ConditionEntry:
    """One entry of the log. ``until`` is the last day on which a status holds; ``at`` is in UTC, ISO 8601.

    ``run`` is the run that read the status in ``article``, which came out on the day ``seen``; None where a person
    decided.
    """

    number: int
    verdict: ConditionVerdict
    one: Told
    other: Told | None
    until: dt.date | None
    article: str | None
    quote: Span | None
    undoes: int | None
    by: str
    at: str
    why: str
    run: str | None = None
    seen: dt.date | None = None
    undone: bool = False


def set_condition(
    ledger: Ledger,
    told: Told,
    status: ConditionStatus,
    *,
    by: str,
    why: str = "",
    until: dt.date | None = None,
    article: str | None = None,
    quote: str | None = None,
) -> int:
    """Append that a condition is met, unmet or unknown; returns the entry's number.

    Args:
        until: the last day on which this holds; afterwards the condition is unknown again.
        article: the id of the article that says so, with its words in ``quote``.

    Raises:
        InputError: the ledger has no such article, or the words do not stand in it.
    """
    span = _quoted(ledger, article, quote)
    return append(
        ledger,
        _table,
        verdict=status,
        words=told.words,
        holder=told.holder,
        until=until,
        article=article,
        quote=span.quote if span else None,
        quote_start=span.start if span else None,
        quote_end=span.end if span else None,
        by=by,
        why=why,
    )


def join_conditions(
    ledger: Ledger, verdict: Literal["same", "not-same"], one: Told, other: Told, *, by: str, why: str = ""
) -> int:
    """Append that two conditions are one, or are not; returns the entry's number.

    Raises:
        InputError: both are the same words of the same holder.
    """
    if one == other:
        raise InputError(f"{one.words!r} is one condition, not two", remedy="Give two different conditions.")
    return append(
        ledger,
        _table,
        verdict=verdict,
        words=one.words,
        holder=one.holder,
        other_words=other.words,
        other_holder=other.holder,
        by=by,
        why=why,
    )


def undo_condition(ledger: Ledger, number: int, *, by: str, why: str = "") -> int:
    """Append that an entry no longer counts (an undo of an undo brings it back); returns the new number.

    Raises:
        InputError: there is no such entry, or it is undone already.
    """
    undone = {entry.number: entry.undone for entry in condition_log(ledger)}
    check_undoable(ledger, undone, number, what="entry", listed="onrecord conditions log")
    return append(ledger, _table, verdict="undo", undoes=number, by=by, why=why)


def condition_log(ledger: Ledger) -> list[ConditionEntry]:
    """The whole log, in order."""
    with ledger.reading() as connection:
        rows = connection.execute(select(_table).order_by(_table.c.number)).mappings().all()
    undone = no_longer_counting(rows)
    return [_entry(row, row["number"] in undone) for row in rows]


def _entry(row: Row, undone: bool) -> ConditionEntry:
    quote = None if row["quote"] is None else Span(row["quote_start"], row["quote_end"], row["quote"])
    other = None if row["other_words"] is None else Told(row["other_words"], row["other_holder"] or "")
    return ConditionEntry(
        row["number"],
        cast(ConditionVerdict, row["verdict"]),
        Told(row["words"] or "", row["holder"] or ""),
        other,
        row["until"],
        row["article"],
        quote,
        row["undoes"],
        row["by"],
        row["at"],
        row["why"],
        row["run"],
        row["seen"],
        undone,
    )


def _quoted(ledger: Ledger, article: str | None, quote: str | None) -> Span | None:
    if article is None and quote is None:
        return None
    if article is None or not quote:
        raise InputError("evidence is an article and its words", remedy="Give both --article ID and --quote WORDS.")
    text = article_text(ledger, article)
    if text is None:
        raise InputError(
            f"the ledger holds no article {article!r}", place=ledger.place, remedy="See ids: onrecord articles"
        )
    start = text.find(quote)
    if start < 0:
        raise InputError(
            f"these words do not stand in article {article}", remedy="Copy them exactly, with their punctuation."
        )
    return Span(start, start + len(quote), quote)


def article_text(ledger: Ledger, article: str) -> str | None:
    """The words of an article by its id, in the latest reading; None where the ledger has no such article."""
    table = schema.articles
    query = (
        select(schema.texts.c.text)
        .join(table, table.c.text == schema.texts.c.sha256)
        .where(table.c.id == article)
        .order_by(table.c.reading.desc())
    )
    with ledger.reading() as connection:
        return connection.execute(query).scalars().first()
