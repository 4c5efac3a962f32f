"""Positions as they stand: what was read, with what people decided applied.

All queries see the latest reading of each article and dossier; ``position`` also finds what earlier runs recorded, so
that an id once cited keeps leading to its evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select, union

from onrecord.errors import InputError
from onrecord.ledger import coding, schema
from onrecord.ledger.coding import Row
from onrecord.ledger.joined import between, to_article, with_article
from onrecord.ledger.judgements import merged, read
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.review_tables import (
    judged_conditions,
    judged_positions,
    review_log,
    standing_conditions,
    standing_positions,
)
from onrecord.ledger.rows import ArticleRow, Judged, PositionFilter, PositionRow

KEYS_AT_ONCE = 500
"""How many keys one query names: SQLite takes a limited number of parameters."""

_article, _run, _latest = schema.articles, schema.runs, schema.current_readings
_position, _judged = standing_positions, judged_positions
_JUDGED: Final = tuple(
    getattr(review_log.c, name).label(f"j_{name}") for name in ("number", "verdict", "by", "at", "why")
)


def _wanted(which: PositionFilter, shown: dict[str, str]) -> list[ColumnElement[bool]]:
    when = func.coalesce(_position.c.stated, _article.c.published)
    limits = between(when, which.since, which.until)
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
            _rows_of(_position)
            .join(_latest, _latest.c.reading == _position.c.reading)
            .where(*_wanted(which, merged(read(connection))))
            .order_by(when.is_(None), when.desc(), _position.c.reading, _position.c.place)
            .limit(which.limit)
        )
        return _to_positions(connection, query)


def rejected(ledger: Ledger, dossier: str | None = None) -> list[PositionRow]:
    """The positions of the latest readings that people rejected, as they were read, the last rejected first."""
    query = _rows_of(_judged).join(_latest, _latest.c.reading == _judged.c.reading).where(_judged.c.rejected)
    if dossier is not None:
        query = query.where(_run.c.dossier == dossier)
    with ledger.reading() as connection:
        return _to_positions(connection, query.order_by(_judged.c.judged.desc()), judged_conditions)


def positions_of(ledger: Ledger, readings: Iterable[int]) -> list[PositionRow]:
    """The positions of these readings (by key) as they stand, by reading and place."""
    keys = sorted(set(readings))
    found: list[PositionRow] = []
    with ledger.reading() as connection:
        for start in range(0, len(keys), KEYS_AT_ONCE):
            query = _rows_of(_position).where(_position.c.reading.in_(keys[start : start + KEYS_AT_ONCE]))
            found += _to_positions(connection, query.order_by(_position.c.reading, _position.c.place))
    return found


def _rows_of(table: Table) -> Select[Any]:
    """Positions of a table or view that has ``judged``, with their article and what was decided last."""
    return (
        with_article(table).add_columns(*_JUDGED).join(review_log, review_log.c.number == table.c.judged, isouter=True)
    )


def _to_positions(connection: Connection, query: Select[Any], hung: Table = standing_conditions) -> list[PositionRow]:
    rows = list(connection.execute(query).mappings())
    conditions = _conditions(connection, hung, {row["reading"] for row in rows})
    shown = merged(read(connection))
    articles: dict[int, ArticleRow] = {}
    found: list[PositionRow] = []
    for row in rows:
        reading = row["reading"]
        article = articles.get(reading) or articles.setdefault(reading, to_article(row))
        one = coding.to_position(row, conditions.get((reading, row["id"]), ()))
        if one.holder in shown:
            one = replace(one, holder=shown[one.holder])
        found.append(PositionRow(one, article, _to_judged(row)))
    return found


def _to_judged(row: Row) -> Judged | None:
    if row["j_number"] is None:
        return None
    return Judged(row["j_number"], row["j_verdict"], row["j_by"], row["j_at"], row["j_why"])


def _conditions(connection: Connection, table: Table, readings: set[int]) -> dict[tuple[int, str], list[Row]]:
    found: dict[tuple[int, str], list[Row]] = defaultdict(list)
    keys = sorted(readings)
    for start in range(0, len(keys), KEYS_AT_ONCE):
        some = keys[start : start + KEYS_AT_ONCE]
        query = select(table).where(table.c.reading.in_(some)).order_by(table.c.place)
        for row in connection.execute(query).mappings():
            found[row["reading"], row["position"]].append(row)
    return found


def position_ids(ledger: Ledger, prefix: str) -> list[str]:
    """The ids of positions that start so, of any run, rejected ones too; none for an empty prefix."""
    # LIKE folds case on SQLite alone, and looks at every row.
    query = union(
        *(
            select(table.c.id).where(table.c.id >= prefix, table.c.id < f"{prefix}\U0010ffff")
            for table in (schema.positions, _judged)
        )
    )
    with ledger.reading() as connection:
        return sorted(connection.execute(query).scalars()) if prefix else []


def position(ledger: Ledger, id_prefix: str) -> PositionRow:
    """The position whose id is this, or else starts so; of several readings of it, the latest.

    One that people rejected is found as well: ``judged`` says so.

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
    wanted = id_prefix if id_prefix in ids else ids[0]
    with ledger.reading() as connection:
        for table, hung in ((_position, standing_conditions), (_judged, judged_conditions)):
            query = _rows_of(table).where(table.c.id == wanted).order_by(table.c.reading.desc()).limit(1)
            found = _to_positions(connection, query, hung)
            if found:
                break
    return found[0]
