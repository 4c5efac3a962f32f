"""The offices that earlier articles gave to persons whom no lexicon knows, each with its date and words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from onrecord.ledger import coding, schema
from onrecord.ledger.ledger import Ledger
from onrecord.records import Learned


@dataclass(frozen=True, slots=True)
class LearnedRow:
    """An office with the article that says so and its day."""

    learned: Learned
    article: str
    published: dt.date | None


def learned_actors(ledger: Ledger) -> list[LearnedRow]:
    """All of them, in the order in which the ledger came to know them."""
    table, article = schema.learned_actors, schema.articles
    query = (
        select(table, article.c.id, article.c.published)
        .join(article, article.c.reading == table.c.reading)
        .order_by(table.c.reading, table.c.place)
    )
    with ledger.reading() as connection:
        rows = connection.execute(query).mappings()
        return [LearnedRow(coding.to_learned(row), row["id"], row["published"]) for row in rows]
