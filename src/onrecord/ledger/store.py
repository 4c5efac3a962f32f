"""What goes into the ledger and comes back out whole, each function within its caller's transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from onrecord.ledger import coding, review_store, schema
from onrecord.ledger.coding import Row, Values
from onrecord.ledger.numbering import add_numbered
from onrecord.ledger.review_tables import standing_conditions, standing_positions
from onrecord.records import Dossier, Problem, Reading, RunInfo


def _insert_missing(connection: Connection, table: Table, row: Values) -> None:
    """Insert one row unless its primary key is there already."""
    keys = list(table.primary_key)
    found = select(keys[0]).where(*(column == row[column.name] for column in keys))
    if connection.execute(found).first() is None:
        connection.execute(insert(table), row)


def _insert_all(connection: Connection, table: Table, reading: int, rows: Iterable[Values]) -> None:
    """Insert rows of one reading, numbered in their order."""
    numbered = [{"place": place, **row, "reading": reading} for place, row in enumerate(rows)]
    if numbered:
        connection.execute(insert(table), numbered)


def register(connection: Connection, run: RunInfo) -> None:
    """Know a run, with the moment at which it was first seen; again changes nothing."""
    if run.dossier is not None:
        _insert_missing(connection, schema.dossiers, {"id": run.dossier, "title": None})
    row = {
        "id": run.id,
        "dossier": run.dossier,
        "code": run.code,
        "lexicons": run.lexicons,
        "weights": run.weights,
        "settings": run.settings,
        "first_seen": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    _insert_missing(connection, schema.runs, row)


def add_dossier(connection: Connection, dossier: Dossier) -> None:
    """Store a dossier's title and questions as they are now; issues that it no longer lists stay, without a place."""
    _insert_missing(connection, schema.dossiers, {"id": dossier.id, "title": None})
    table, values = schema.issues, {"title": dossier.title, "expire_days": dossier.expire}
    connection.execute(update(schema.dossiers).where(schema.dossiers.c.id == dossier.id).values(values))
    connection.execute(update(table).where(table.c.dossier == dossier.id).values(place=None))
    for place, issue in enumerate(dossier.issues):
        connection.execute(delete(table).where(table.c.dossier == dossier.id, table.c.id == issue.id))
        row = {
            "dossier": dossier.id,
            "id": issue.id,
            "place": place,
            "kind": issue.kind,
            "question": issue.question,
            "aliases": json.dumps(issue.aliases, ensure_ascii=False),
        }
        connection.execute(insert(table), row)


def add_problems(connection: Connection, run: RunInfo, problems: Iterable[Problem]) -> int:
    """Store faults that belong to no article; returns how many were new."""
    register(connection, run)
    rows = {row["id"]: row for row in coding.problem_values(run.id, problems)}
    known = schema.problems.c.id
    new = 0
    for row in rows.values():
        if connection.execute(select(known).where(known == row["id"])).first() is None:
            connection.execute(insert(schema.problems), {**row, "reading": None, "place": 0})
            new += 1
    return new


def key_of(connection: Connection, run_id: str, article_id: str, content: str | None) -> int | None:
    """The key of the run's reading of the article (with ``content``: of this version of it), None if there is none."""
    table = schema.articles
    query = select(table.c.reading).where(table.c.run == run_id, table.c.id == article_id)
    if content is not None:
        query = query.where(table.c.content == content)
    return connection.execute(query.limit(1)).scalar()


def add_reading(connection: Connection, run: RunInfo, reading: Reading) -> None:
    """Store all that a run read out of an article, under a new key."""
    article = reading.article
    register(connection, run)
    _insert_missing(connection, schema.texts, {"sha256": coding.text_key(article.text), "text": article.text})
    key = add_numbered(connection, schema.articles, coding.article_values(run.id, reading))
    rows: list[tuple[Table, list[Values]]] = [
        (schema.paragraphs, coding.paragraph_values(article)),
        (schema.boilerplate, coding.boilerplate_values(article)),
        (schema.statements, coding.statement_values(reading.statements)),
        (schema.positions, coding.position_values(reading.positions)),
        (schema.dropped, coding.dropped_values(reading.dropped)),
        (schema.learned_actors, coding.learned_values(reading.learned)),
        (schema.links, coding.link_values(reading.links)),
        (
            schema.problems,
            coding.problem_values(run.id, reading.problems, within=coding.content_key(article)),
        ),
    ]
    for table, values in rows:
        _insert_all(connection, table, key, values)
    for position in reading.positions:
        _insert_all(connection, schema.conditions, key, coding.condition_values(position))
    review_store.refresh(connection, [key])


def _rows_of(table: Table) -> Any:
    return (
        select(table)
        .where(table.c.reading.in_(bindparam("readings", expanding=True)))
        .order_by(table.c.reading, table.c.place)
    )


_AS_READ = {table.name: _rows_of(table) for table in schema.PER_READING}
_AS_IT_STANDS = _AS_READ | {"positions": _rows_of(standing_positions), "conditions": _rows_of(standing_conditions)}


def _children(connection: Connection, keys: Sequence[int], as_read: bool) -> dict[str, dict[int, list[Row]]]:
    found: dict[str, dict[int, list[Row]]] = {}
    for name, query in (_AS_READ if as_read else _AS_IT_STANDS).items():
        of_reading: dict[int, list[Row]] = defaultdict(list)
        for row in connection.execute(query, {"readings": list(keys)}).mappings():
            of_reading[row["reading"]].append(row)
        found[name] = of_reading
    return found


def _assemble(row: Row, children: dict[str, dict[int, list[Row]]]) -> Reading:
    def of(name: str) -> list[Row]:
        return children[name][row["reading"]]

    conditions: dict[str, list[Row]] = defaultdict(list)
    for condition in of("conditions"):
        conditions[condition["position"]].append(condition)
    return Reading(
        article=coding.to_article(row, row["words"], of("paragraphs"), of("boilerplate")),
        origin=row["origin"],
        story=row["story"],
        statements=tuple(coding.to_statement(one) for one in of("statements")),
        positions=tuple(coding.to_position(one, conditions[one["id"]]) for one in of("positions")),
        dropped=tuple(coding.to_dropped(one) for one in of("dropped")),
        problems=tuple(coding.to_problem(one) for one in of("problems")),
        learned=tuple(coding.to_learned(one) for one in of("learned_actors")),
        links=tuple(coding.to_link(one) for one in of("links")),
    )


def load(connection: Connection, keys: Sequence[int], *, as_read: bool = True) -> list[Reading]:
    """The readings under these keys, in the keys' order: as they were read, or else with people's decisions applied."""
    table = schema.articles
    query = select(table, schema.texts.c.text.label("words")).join(schema.texts)
    rows: dict[int, Any] = {
        row["reading"]: row for row in connection.execute(query.where(table.c.reading.in_(keys))).mappings()
    }
    children = _children(connection, keys, as_read)
    return [_assemble(rows[key], children) for key in keys]
