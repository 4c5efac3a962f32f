"""Questions to the ledger: plain functions that return frozen records.

All of them see the latest reading of each article and dossier; ``position`` also finds what earlier runs recorded,
so that an id once cited keeps leading to its evidence.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from onrecord.errors import InputError
from onrecord.ledger import coding, schema, store
from onrecord.ledger.coding import Row
from onrecord.ledger.judgements import merged, read
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import (
    ArticleRow,
    ArticleSummary,
    IssueRow,
    PositionFilter,
    PositionRow,
    ProblemRow,
    StatementRow,
)
from onrecord.records import Dossier, Problem, Reading

KEYS_AT_ONCE = 500
"""How many keys one query names: SQLite takes a limited number of parameters."""

_article, _run, _latest = schema.articles, schema.runs, schema.current_readings
_position, _statement = schema.positions, schema.statements

_ARTICLE_COLUMNS = (
    _article.c.reading.label("a_reading"),
    _article.c.run.label("a_run"),
    _run.c.dossier.label("a_dossier"),
    _article.c.id.label("a_id"),
    _article.c.outlet.label("a_outlet"),
    _article.c.title.label("a_title"),
    _article.c.published.label("a_published"),
    _article.c.credit.label("a_credit"),
    _article.c.url.label("a_url"),
    _article.c.language.label("a_language"),
    _article.c.source.label("a_source"),
    _article.c.origin.label("a_origin"),
    _article.c.story.label("a_story"),
)
_ARTICLE_FIELDS = tuple(column.name.removeprefix("a_") for column in _ARTICLE_COLUMNS)


def _to_article(row: Row) -> ArticleRow:
    return ArticleRow(**{name: row[f"a_{name}"] for name in _ARTICLE_FIELDS})


def _with_article(table: Any) -> Select[Any]:
    """Rows of a table that hangs on readings, with their article's columns."""
    return (
        select(table, *_ARTICLE_COLUMNS)
        .join(_article, _article.c.reading == table.c.reading)
        .join(_run, _run.c.id == _article.c.run)
    )


def _between(
    when: ColumnElement[dt.date | None], since: dt.date | None, until: dt.date | None
) -> list[ColumnElement[bool]]:
    limits: list[ColumnElement[bool]] = []
    if since is not None:
        limits.append(when >= since)
    if until is not None:
        limits.append(when <= until)
    return limits


def _wanted(which: PositionFilter, shown: dict[str, str]) -> list[ColumnElement[bool]]:
    when = func.coalesce(_position.c.stated, _article.c.published)
    limits = _between(when, which.since, which.until)
    if which.actors:
        asked = {shown.get(actor, actor) for actor in which.actors}
        limits.append(_position.c.holder.in_([*asked, *(one for one, as_ in shown.items() if as_ in asked)]))
    if which.issues:
        limits.append(_position.c.issue.in_(which.issues))
    if which.levels:
        limits.append(_position.c.level.in_(which.levels))
    if which.dossier is not None:
        limits.append(_run.c.dossier == which.dossier)
    if which.min_confidence > 0:
        limits.append(_position.c.confidence >= which.min_confidence)
    if which.superseded is not None:
        limits.append(_position.c.superseded == which.superseded)
    return limits


def positions(ledger: Ledger, which: PositionFilter | None = None) -> list[PositionRow]:
    """Positions that the filter wants, latest first (undated last), then by article and place in it.

    Holders that were judged the same show as one.
    """
    which = which or PositionFilter()
    when = func.coalesce(_position.c.stated, _article.c.published)
    with ledger.reading() as connection:
        query = (
            _with_article(_position)
            .join(_latest, _latest.c.reading == _position.c.reading)
            .where(*_wanted(which, merged(read(connection))))
            .order_by(when.is_(None), when.desc(), _position.c.reading, _position.c.place)
            .limit(which.limit)
        )
        return _to_positions(connection, query)


def _to_positions(connection: Connection, query: Select[Any]) -> list[PositionRow]:
    rows = list(connection.execute(query).mappings())
    conditions = _conditions(connection, {row["reading"] for row in rows})
    shown = merged(read(connection))
    found = [(coding.to_position(row, conditions[row["reading"], row["id"]]), _to_article(row)) for row in rows]
    return [PositionRow(replace(one, holder=shown.get(one.holder, one.holder)), article) for one, article in found]


def _conditions(connection: Connection, readings: set[int]) -> dict[tuple[int, str], list[Row]]:
    table = schema.conditions
    found: dict[tuple[int, str], list[Row]] = defaultdict(list)
    keys = sorted(readings)
    for start in range(0, len(keys), KEYS_AT_ONCE):
        some = keys[start : start + KEYS_AT_ONCE]
        query = select(table).where(table.c.reading.in_(some)).order_by(table.c.place)
        for row in connection.execute(query).mappings():
            found[row["reading"], row["position"]].append(row)
    return found


def position_ids(ledger: Ledger, prefix: str) -> list[str]:
    """The ids of positions that start so, of any run; none for an empty prefix."""
    # LIKE folds case on SQLite alone, and looks at every row.
    within = (_position.c.id >= prefix, _position.c.id < f"{prefix}\U0010ffff")
    query = select(_position.c.id).where(*within).distinct()
    with ledger.reading() as connection:
        return sorted(connection.execute(query).scalars()) if prefix else []


def position(ledger: Ledger, id_prefix: str) -> PositionRow:
    """The position whose id is this, or else starts so; of several readings of it, the latest.

    Raises:
        InputError: no position's id starts so, or the ids of several do.
    """
    ids = position_ids(ledger, id_prefix)
    if not ids:
        raise InputError(
            f"no position has an id that starts with {id_prefix!r}",
            place=ledger.place,
            remedy="List the positions with their ids: onrecord positions --list",
        )
    if len(ids) > 1 and id_prefix not in ids:
        shown = ", ".join(ids[:5]) + (" …" if len(ids) > 5 else "")
        raise InputError(
            f"{len(ids)} positions have an id that starts with {id_prefix!r}: {shown}", remedy="Give more of the id."
        )
    query = _with_article(_position).where(_position.c.id == (id_prefix if id_prefix in ids else ids[0]))
    with ledger.reading() as connection:
        return _to_positions(connection, query.order_by(_position.c.reading.desc()).limit(1))[0]


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
    when = func.coalesce(_statement.c.said_on, _article.c.published)
    limits = _between(when, since, until)
    limits.append(_run.c.dossier == dossier if dossier is not None else _latest.c.newest)
    if speaker is not None:
        limits.append(
            or_(
                _statement.c.speaker.icontains(speaker, autoescape=True),
                _statement.c.speaker_text.icontains(speaker, autoescape=True),
            )
        )
    if on_behalf_of is not None:
        limits.append(_statement.c.on_behalf_of == on_behalf_of)
    if article is not None:
        limits.append(_article.c.id == article)
    query = (
        _with_article(_statement)
        .join(_latest, _latest.c.reading == _statement.c.reading)
        .where(*limits)
        .order_by(_statement.c.reading, _statement.c.place)
        .limit(limit)
    )
    with ledger.reading() as connection:
        rows = connection.execute(query).mappings()
        return [StatementRow(coding.to_statement(row), _to_article(row)) for row in rows]


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
    counts = [
        select(func.count())
        .select_from(table)
        .where(table.c.reading == _article.c.reading)
        .scalar_subquery()
        .label(f"n_{table.name}")
        for table in (_statement, _position, schema.problems)
    ]
    limits = _between(_article.c.published, since, until)
    limits.append(_run.c.dossier == dossier if dossier is not None else _latest.c.newest)
    if outlet is not None:
        limits.append(_article.c.outlet == outlet)
    query = (
        select(*_ARTICLE_COLUMNS, *counts)
        .join(_run, _run.c.id == _article.c.run)
        .join(_latest, _latest.c.reading == _article.c.reading)
        .where(*limits)
        .order_by(_article.c.reading)
        .limit(limit)
    )
    with ledger.reading() as connection:
        return [
            ArticleSummary(_to_article(row), row["n_statements"], row["n_positions"], row["n_problems"])
            for row in connection.execute(query).mappings()
        ]


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


def reading_of(ledger: Ledger, key: int) -> Reading:
    """The whole reading under a key, as ``ArticleRow.reading`` gives it.

    Raises:
        KeyError: there is no such reading.
    """
    with ledger.reading() as connection:
        return store.load(connection, [key])[0]
