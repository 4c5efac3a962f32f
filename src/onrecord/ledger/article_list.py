"""Every article as last read, for lists that sort and sift it in memory; what was read out of some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from onrecord.ledger import schema
from onrecord.ledger.joined import ARTICLE_COLUMNS, to_article
from onrecord.ledger.ledger import PAGE, Ledger
from onrecord.ledger.rows import ArticleRow


@dataclass(frozen=True, slots=True)
class Counts:
    """How many statements, dropped candidates and problems a reading holds."""

    statements: int = 0
    dropped: int = 0
    problems: int = 0


def article_rows(ledger: Ledger) -> list[ArticleRow]:
    """The newest reading of every article, the latest published first, undated ones last."""
    table, latest = schema.articles, schema.current_readings
    query = (
        select(*ARTICLE_COLUMNS)
        .join(schema.runs, schema.runs.c.id == table.c.run)
        .join(latest, latest.c.reading == table.c.reading)
        .where(latest.c.newest)
        .order_by(table.c.published.is_(None), table.c.published.desc(), table.c.reading.desc())
    )
    with ledger.reading() as connection:
        return [to_article(row) for row in connection.execute(query).mappings()]


def counts(ledger: Ledger, readings: Sequence[int]) -> dict[int, Counts]:
    """What each of these readings holds."""
    found: list[dict[int, int]] = []
    with ledger.reading() as connection:
        for table in (schema.statements, schema.dropped, schema.problems):
            some: dict[int, int] = {}
            for start in range(0, len(readings), PAGE):
                wanted = table.c.reading.in_(readings[start : start + PAGE])
                query = select(table.c.reading, func.count()).where(wanted).group_by(table.c.reading)
                some.update((reading, number) for reading, number in connection.execute(query))
            found.append(some)
    return {one: Counts(*(some.get(one, 0) for some in found)) for one in readings}
