"""How a ledger is told from what it was a moment ago: the ends of its logs, and what it replaces in place."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from onrecord.ledger import schema
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.review_tables import review_log


@dataclass(frozen=True, slots=True)
class Version:
    """What has been written so far: the highest numbers of the logs, and every dossier with its issues as they are.

    Two versions that are equal are of one state of the ledger.
    """

    readings: int
    problems: int
    judgements: int
    conditions: int
    reviews: int
    dossiers: tuple[tuple[object, ...], ...]


def version(ledger: Ledger) -> Version:
    """The ledger's version as it is now: a handful of look-ups, whatever the ledger's size."""
    highest = (
        func.max(schema.articles.c.reading),
        func.max(schema.judgements.c.number),
        func.max(schema.condition_log.c.number),
        func.max(review_log.c.number),
    )
    issues = schema.issues
    with ledger.reading() as connection:
        readings, judgements, conditions, reviews = (connection.execute(select(one)).scalar() or 0 for one in highest)
        problems = connection.execute(select(func.count()).select_from(schema.problems)).scalar() or 0
        listed = connection.execute(select(schema.dossiers).order_by(schema.dossiers.c.id)).all()
        asked = connection.execute(select(issues).order_by(issues.c.dossier, issues.c.id)).all()
    return Version(readings, problems, judgements, conditions, reviews, tuple(tuple(row) for row in (*listed, *asked)))


def current_readings(ledger: Ledger) -> frozenset[int]:
    """The keys of the readings that queries see: the latest of each article and dossier."""
    with ledger.reading() as connection:
        return frozenset(connection.execute(select(schema.current_readings.c.reading)).scalars())
