"""The tables of what people decided, made of the log and the readings; each function works in its caller's transaction.

Readings of the same words, or of one article, are one *family*: what is judged in one of them bears on the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, select

from onrecord.ledger import coding, schema
from onrecord.ledger.coding import Row, Values
from onrecord.ledger.review_coding import outcome_values, to_entry
from onrecord.ledger.review_match import Outcome, ReadText, ReviewEntry, Subject, found_in, outcomes, subjects
from onrecord.ledger.review_tables import judged_conditions, judged_positions, review_log
from onrecord.ledger.undone import no_longer_counting
from onrecord.records import Position

AT_ONCE: Final = 400
"""How many keys one query names, and how many readings are worked on at a time."""

_article, _run = schema.articles, schema.runs


@dataclass(frozen=True, slots=True)
class Family:
    """Readings that bear on each other, by key, and texts by key where an article has several.

    ``subjects`` are those judged in a text or an article, under ``("text", key)`` and ``("article", id)``.
    """

    readings: Mapping[int, ReadText]
    subjects: Mapping[tuple[str, str], Sequence[Subject]]
    words: Mapping[str, str]

    def outcomes(self, reading: int) -> list[Outcome]:
        """What people made of one of these readings."""
        return outcomes(self.readings[reading], self.bearing_on(reading), self.words)

    def known_in(self, reading: int) -> dict[str, int]:
        """The subject (its number) of each position of a reading that was judged before, by the position's id."""
        among = self.bearing_on(reading)
        found = {id_: one.number for id_, one in found_in(self.readings[reading], among, self.words).items()}
        return {one.position.id: one.decided_by.subject for one in self.outcomes(reading)} | found

    def bearing_on(self, reading: int) -> list[Subject]:
        """The subjects that were judged in the words or the article of a reading."""
        into = self.readings[reading]
        near = (*self.subjects.get(("text", into.text), ()), *self.subjects.get(("article", into.article), ()))
        return sorted({one.number: one for one in near}.values(), key=lambda one: one.number)


def families(connection: Connection, keys: Collection[int]) -> Iterator[tuple[Sequence[int], Family]]:
    """These readings in portions, each with all that bears on its own."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), AT_ONCE):
        some = ordered[start : start + AT_ONCE]
        yield some, family(connection, some)


def family(connection: Connection, keys: Iterable[int]) -> Family:
    """What bears on these readings."""
    related = relatives(connection, keys)
    log = entries(connection, related)
    judged = {one.reading for one in log}
    readings = _readings(connection, judged | set(keys))
    by_key: dict[tuple[str, str], list[Subject]] = defaultdict(list)
    for one in subjects(log, readings):
        for key in {key for where, _ in one.faces for key in (("text", where.text), ("article", where.article))}:
            by_key[key].append(one)
    return Family(readings, by_key, _words(connection, readings.values()))


def relatives(connection: Connection, keys: Iterable[int]) -> set[int]:
    """These readings and all that share words or an article with them, or with those, and so on."""
    found: set[int] = set()
    new = set(keys)
    while new:
        found |= new
        near: set[int] = set()
        for some in _portions(new):
            ours = _article.alias()
            for same in (_article.c.text == ours.c.text, _article.c.id == ours.c.id):
                query = select(_article.c.reading).join(ours, same).where(ours.c.reading.in_(some))
                near.update(connection.execute(query).scalars())
        new = near - found
    return found


def entries(connection: Connection, readings: Iterable[int]) -> list[ReviewEntry]:
    """The log's entries on these readings (whole families), in order."""
    rows: list[Row] = []
    for some in _portions(readings):
        rows += connection.execute(select(review_log).where(review_log.c.reading.in_(some))).mappings()
    rows.sort(key=lambda row: row["number"])
    undone = no_longer_counting(rows)
    return [to_entry(row, undone) for row in rows]


def _readings(connection: Connection, keys: Iterable[int]) -> dict[int, ReadText]:
    ordered = sorted(keys)
    positions = positions_read(connection, ordered)
    columns = (_article.c.reading, _article.c.id, _run.c.dossier, _article.c.text)
    found: dict[int, ReadText] = {}
    for some in _portions(ordered):
        query = select(*columns).join(_run, _run.c.id == _article.c.run).where(_article.c.reading.in_(some))
        for reading, article, dossier, text in connection.execute(query):
            found[reading] = ReadText(reading, article, dossier, text, tuple(positions[reading]))
    return found


def positions_read(
    connection: Connection, readings: Iterable[int], only: Container[tuple[int, str]] | None = None
) -> dict[int, list[Position]]:
    """The positions of these readings as they were read, in order; ``only`` those with such a reading and id."""
    conditions: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in _rows(connection, schema.conditions, readings):
        conditions[row["reading"], row["position"]].append(row)
    found: dict[int, list[Position]] = defaultdict(list)
    for row in _rows(connection, schema.positions, readings):
        if only is None or (row["reading"], row["id"]) in only:
            found[row["reading"]].append(coding.to_position(row, conditions[row["reading"], row["id"]]))
    return found


def _rows(connection: Connection, table: Table, readings: Iterable[int]) -> Iterator[Row]:
    for some in _portions(readings):
        query = select(table).where(table.c.reading.in_(some)).order_by(table.c.reading, table.c.place)
        yield from connection.execute(query).mappings()


def _words(connection: Connection, readings: Iterable[ReadText]) -> dict[str, str]:
    """The texts of articles that have several."""
    texts: dict[str, set[str]] = defaultdict(set)
    for one in readings:
        texts[one.article].add(one.text)
    wanted = {text for some in texts.values() if len(some) > 1 for text in some}
    found: dict[str, str] = {}
    for some in _portions(wanted):
        query = select(schema.texts).where(schema.texts.c.sha256.in_(some))
        found.update((row["sha256"], row["text"]) for row in connection.execute(query).mappings())
    return found


def _portions(keys: Iterable[Any]) -> Iterator[list[Any]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


def refresh(connection: Connection, keys: Collection[int]) -> None:
    """Make anew what people decided for these readings."""
    if connection.execute(select(review_log.c.number).limit(1)).first() is None:
        return
    for some, known in families(connection, keys):
        for table in (judged_conditions, judged_positions):
            connection.execute(delete(table).where(table.c.reading.in_(some)))
        made = [(reading, one) for reading in some for one in known.outcomes(reading)]
        _insert(connection, judged_positions, [outcome_values(reading, one) for reading, one in made])
        _insert(connection, judged_conditions, [row for reading, one in made for row in _conditions(reading, one)])


def _conditions(reading: int, outcome: Outcome) -> list[Values]:
    rows = coding.condition_values(outcome.position)
    return [{**row, "reading": reading, "place": place} for place, row in enumerate(rows)]


def _insert(connection: Connection, table: Table, rows: list[Values]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def append(connection: Connection, rows: Sequence[Values], batch: int | None) -> int:
    """Append entries to the log, as a batch of their own where none is given; returns the batch's number."""
    if batch is None:
        first, rows = rows[0], rows[1:]
        query = insert(review_log).returning(review_log.c.number)
        batch = int(connection.execute(query, {**first, "batch": None}).scalar_one())
    if rows:
        connection.execute(insert(review_log), [{**row, "batch": batch} for row in rows])
    return batch
