"""What articles say of conditions: those on record to look for, and the statuses read, appended to the log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import insert, select

from onrecord.ledger import schema
from onrecord.ledger.condition_log import Told
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.review_tables import standing_conditions, standing_positions
from onrecord.records import ConditionStatus, Span


@dataclass(frozen=True, slots=True)
class HangingRow:
    """Words on which a stance hangs, the day by which they had been said, and the article that has them."""

    told: Told
    day: dt.date
    article: str


@dataclass(frozen=True, slots=True)
class SettledRow:
    """That an article of the day ``seen`` reports a condition met or unmet, in the words of ``quote``."""

    told: Told
    status: ConditionStatus
    article: str
    seen: dt.date
    quote: Span
    why: str


def hanging(ledger: Ledger, dossier: str) -> list[HangingRow]:
    """Every condition of a dossier's present readings whose day is known, the earliest first."""
    condition, position, article = standing_conditions, standing_positions, schema.articles
    of_position = (position.c.reading == condition.c.reading) & (position.c.id == condition.c.position)
    query = (
        select(condition.c.text, position.c.holder, position.c.stated, article.c.published, article.c.id)
        .join(position, of_position)
        .join(article, article.c.reading == condition.c.reading)
        .join(schema.runs, schema.runs.c.id == article.c.run)
        .where(schema.runs.c.dossier == dossier, position.c.superseded.is_(False))
        .order_by(article.c.reading, condition.c.position, condition.c.place)
    )
    with ledger.reading() as connection:
        rows = connection.execute(query).all()
    found = [
        HangingRow(Told(words, holder), stated or published, name)
        for words, holder, stated, published, name in rows
        if stated or published
    ]
    return sorted(found, key=lambda row: row.day)


def settle(ledger: Ledger, run: str, rows: list[SettledRow]) -> int:
    """Append what a run read; what stands there already, undone or not, is passed over. Returns how many are new."""
    table = schema.condition_log
    columns = (table.c.words, table.c.holder, table.c.verdict, table.c.quote_start)
    new = 0
    with ledger.writing() as connection:
        for row in rows:
            known = select(*columns).where(table.c.article == row.article, table.c.run.is_not(None))
            key = (row.told.words, row.told.holder, row.status, row.quote.start)
            if key in {tuple(one) for one in connection.execute(known)}:
                continue
            connection.execute(insert(table), _values(run, row))
            new += 1
    return new


def _values(run: str, row: SettledRow) -> dict[str, object]:
    return {
        "verdict": row.status,
        "words": row.told.words,
        "holder": row.told.holder,
        "article": row.article,
        "quote": row.quote.quote,
        "quote_start": row.quote.start,
        "quote_end": row.quote.end,
        "run": run,
        "seen": row.seen,
        "by": f"article {row.article}",
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "why": row.why,
    }
