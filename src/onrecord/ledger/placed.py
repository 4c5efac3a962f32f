"""Where each article was placed when it was first read: what an index of origins and stories goes on from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from onrecord.ledger import schema, store
from onrecord.ledger.ledger import PAGE, Ledger
from onrecord.records import Reading


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """An article's first reading (the ledger's key) with the origin and story that it was given."""

    reading: int
    article: str
    origin: str
    story: str


def placed(ledger: Ledger) -> list[PlacedRow]:
    """Every article once, in the order in which the ledger came to know them."""
    table = schema.articles
    first = select(func.min(table.c.reading)).group_by(table.c.id)
    columns = (table.c.reading, table.c.id, table.c.origin, table.c.story)
    query = select(*columns).where(table.c.reading.in_(first)).order_by(table.c.reading)
    with ledger.reading() as connection:
        return [PlacedRow(*row) for row in connection.execute(query)]


def readings_of(ledger: Ledger, keys: Sequence[int]) -> Iterator[Reading]:
    """The readings under these keys, in their order, fetched a page at a time."""
    for start in range(0, len(keys), PAGE):
        with ledger.reading() as connection:
            found = store.load(connection, keys[start : start + PAGE])
        yield from found
