"""Questions to the ledger about all but positions: plain functions that return frozen records.

All of them see the latest reading of each article and dossier. Positions are asked for in ``standing``.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select

from onrecord.ledger import coding, schema, store
from onrecord.ledger.judgements import merged, read
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.pages import ArticleFilter, StatementFilter, article_page, statement_page
from onrecord.ledger.review_tables import standing_positions
from onrecord.ledger.rows import ArticleSummary, IssueRow, ProblemRow, StatementRow
from onrecord.records import Dossier, Problem, Reading

_run, _latest, _position = schema.runs, schema.current_readings, standing_positions


def statements(
    ledger: Ledger,
    *,
    speaker: str | None = None,
    on_behalf_of: str | None = None,
    article: str | None = None,
    dossier: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    limit: int | None = None,
) -> list[StatementRow]:
    """Statements in the order of the ledger; ``speaker`` is part of a name, as written or resolved.

    The letters A to Z match in either case. An article that was read for two dossiers shows its statements once,
    unless one ``dossier`` is asked for.
    """
    which = StatementFilter(speaker, on_behalf_of, article, dossier, since, until)
    return statement_page(ledger, which, limit=limit)


def articles(
    ledger: Ledger,
    *,
    dossier: str | None = None,
    outlet: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    limit: int | None = None,
) -> list[ArticleSummary]:
    """Articles as last read, in the order of the ledger, with how much was read out of each."""
    which = ArticleFilter(dossier=dossier, outlet=outlet, since=since, until=until)
    return article_page(ledger, which, limit=limit)


def problems(ledger: Ledger, *, kind: str | None = None, limit: int | None = None) -> list[ProblemRow]:
    """Faults of the latest readings, and those that belong to no reading; a fault met by several runs shows once."""
    table = schema.problems
    limits = [or_(table.c.reading.is_(None), table.c.reading.in_(select(_latest.c.reading)))]
    if kind is not None:
        limits.append(table.c.kind == kind)
    query = (
        select(table, _run.c.dossier)
        .join(_run, _run.c.id == table.c.run)
        .where(*limits)
        .order_by(
            table.c.source,
            table.c.article.nulls_first(),
            table.c.reading.desc().nulls_last(),
            table.c.place,
            table.c.id,
        )
    )
    with ledger.reading() as connection:
        rows = connection.execute(query).mappings().all()
    seen: dict[Problem, ProblemRow] = {}
    for row in rows:
        fault = coding.to_problem(row)
        seen.setdefault(fault, ProblemRow(fault, row["run"], row["dossier"]))
    return list(seen.values())[:limit]


def holders(ledger: Ledger) -> list[str]:
    """Every holder that some current position names; of those judged the same, the one that is shown."""
    query = (
        select(_position.c.holder)
        .join(_latest, _latest.c.reading == _position.c.reading)
        .distinct()
        .order_by(_position.c.holder)
    )
    with ledger.reading() as connection:
        shown = merged(read(connection))
        return sorted({shown.get(one, one) for one in connection.execute(query).scalars()})


def issues(ledger: Ledger, dossier: str | None = None) -> list[IssueRow]:
    """The issues of the dossiers that were read with, as each dossier orders them; those it dropped come last."""
    table = schema.issues
    query = select(table).order_by(table.c.dossier, table.c.place.is_(None), table.c.place, table.c.id)
    if dossier is not None:
        query = query.where(table.c.dossier == dossier)
    with ledger.reading() as connection:
        rows = connection.execute(query).mappings()
        return [IssueRow(row["dossier"], coding.to_issue(row), row["place"]) for row in rows]


def dossiers(ledger: Ledger) -> list[Dossier]:
    """The dossiers that were read with, each with the issues that it lists now."""
    listed = issues(ledger)
    query = select(schema.dossiers).order_by(schema.dossiers.c.id)
    with ledger.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return [
        Dossier(
            row["id"],
            row["title"] or row["id"],
            tuple(one.issue for one in listed if one.dossier == row["id"] and one.place is not None),
            row["expire_days"],
        )
        for row in rows
    ]


def reading_of(ledger: Ledger, key: int, *, as_read: bool = False) -> Reading:
    """The whole reading under a key (``ArticleRow.reading``), its positions as they stand, or else ``as_read``.

    Raises:
        KeyError: there is no such reading.
    """
    with ledger.reading() as connection:
        return store.load(connection, [key], as_read=as_read)[0]
