"""A dossier: who stands where on its issues, as a table of actors and issues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request

from onrecord.analysis.matrix import Cell, Matrix
from onrecord.analysis.shift import Shift
from onrecord.export.contract import Json, day
from onrecord.export.rows import cell_to_json
from onrecord.lexicons.places import regions
from onrecord.records import LADDER, Dossier, Issue
from onrecord.run import ask
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from onrecord.run.names import name_of
from onrecord.run.warm import Step
from onrecord.web.choices import Choices, choices
from onrecord.web.faults import missing
from onrecord.web.rendering import desk_of
from onrecord.web.twins import View, paged

router = APIRouter()

LATELY: Final = timedelta(days=30)
"""A change of mind is marked in the matrix for so long, counted back from the last day on record."""

COLUMNS: Final = (
    "holder",
    "name",
    "issue",
    "level",
    "date",
    "positions",
    "origins",
    "agreeing",
    "contested",
    "conditional",
    "anonymous_only",
    "changed",
    "position",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell with the change of mind that made it what it is, where there was one lately."""

    cell: Cell
    shift: Shift | None

    def to_json(self) -> Json:
        """The cell as data, ``changed`` being the day of its change."""
        return {
            **cell_to_json(self.cell),
            "name": name_of(self.cell.actor),
            "changed": day(self.shift.date) if self.shift else None,
        }


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: an actor and what is known of it on each issue, None where nothing is."""

    actor: str
    cells: tuple[Shown | None, ...]


@paged(router, "/dossiers/{dossier_id:path}")
def matrix_page(request: Request, dossier_id: str, sort: str = "name") -> View:
    """The matrix of a dossier, as the filters of the query want it."""
    snapshot = desk_of(request).snapshot()
    dossier = snapshot.dossier(dossier_id)
    if dossier is None:
        raise missing(f"dossier {dossier_id!r}", "The list of dossiers names all that it holds.")
    wanted = replace(Filters.of(request.query_params.multi_items()), dossier=dossier_id)
    made = wanted.field(snapshot)
    shifts = _lately(snapshot, wanted)
    shown = {(cell.actor, cell.issue): Shown(cell, shifts.get((cell.actor, cell.issue))) for cell in made.cells}
    columns = _columns(snapshot, dossier, made)
    lines = _lines(made, columns, shown, sort)
    context = {
        "title": dossier.title,
        "dossier": dossier,
        "columns": columns,
        "lines": lines,
        "sort": sort,
        "wanted": wanted,
        "active": _active(wanted),
        "choices": _choices(snapshot, wanted),
        "query": request.url.query,
        "last": _last_day(snapshot, wanted),
        "within": _within(wanted),
    }
    return View(
        "matrix.html",
        context,
        data=lambda: {
            "dossier": dossier_id,
            "title": dossier.title,
            "filters": dict(wanted.query()),
            "holders": [line.actor for line in lines],
            "issues": [issue.id for issue in columns],
            "cells": [one.to_json() for one in _in_order(lines)],
        },
        columns=COLUMNS,
        rows=lambda: ([one.to_json()[name] for name in COLUMNS] for one in _in_order(lines)),
        fragment="matrix_part.html",
    )


def ahead(snapshot: Snapshot) -> Iterator[Step]:
    """What the matrix of each dossier takes beside its cells."""
    for one in snapshot.dossiers:
        yield partial(_lately, snapshot, Filters(dossier=one.id))
        yield partial(_choices, snapshot, Filters(dossier=one.id))


def _in_order(lines: list[Line]) -> Iterator[Shown]:
    return (one for line in lines for one in line.cells if one is not None)


def _columns(snapshot: Snapshot, dossier: Dossier, made: Matrix) -> list[Issue]:
    """The issues that the dossier lists, and those that it once listed where something stands on them."""
    listed = {one.id for one in dossier.issues}
    former = [row.issue for row in snapshot.issues if row.dossier == dossier.id and row.issue.id not in listed]
    return [*dossier.issues, *(one for one in former if one.id in made.issues)]


def _lines(made: Matrix, columns: list[Issue], shown: dict[tuple[str, str], Shown], sort: str) -> list[Line]:
    lines = [Line(actor, tuple(shown.get((actor, issue.id)) for issue in columns)) for actor in made.actors]
    lines.sort(key=lambda line: name_of(line.actor).casefold())
    if sort == "reports":
        lines.sort(key=lambda line: -sum(one.cell.positions for one in line.cells if one))
    else:
        place = next((number for number, issue in enumerate(columns) if issue.id == sort), None)
        if place is not None:
            lines.sort(key=lambda line: _rank(line.cells[place]))
    return lines


def _rank(shown: Shown | None) -> int:
    """The most favourable first, what is not known last."""
    if shown is None or shown.cell.level is None:
        return len(LADDER) + (shown is None)
    return -LADDER.index(shown.cell.level)


def _last_day(snapshot: Snapshot, wanted: Filters) -> dt.date | None:
    """The day that "lately" counts back from: the one asked for, else the last one on which anything was published."""
    rows = snapshot.by_dossier.get(wanted.dossier, ())
    published = snapshot.once(
        ("last day", wanted.dossier), lambda: max((day for row in rows if (day := row.article.published)), default=None)
    )
    return wanted.on or published


def _lately(snapshot: Snapshot, wanted: Filters) -> dict[tuple[str, str], Shift]:
    last = _last_day(snapshot, wanted)
    return snapshot.once(("lately", wanted.dossier, last), lambda: _minds(snapshot, wanted, last)) if last else {}


def _minds(snapshot: Snapshot, wanted: Filters, last: dt.date) -> dict[tuple[str, str], Shift]:
    found = ask.changes(snapshot, since=last - LATELY, until=last, dossier=wanted.dossier)
    return {(one.holder, one.issue): one for one in found if one.kind == "changed_mind"}


def _choices(snapshot: Snapshot, wanted: Filters) -> Choices:
    rows = snapshot.by_dossier.get(wanted.dossier, ())
    return choices(snapshot, wanted, (row.position.holder for row in rows), ("dossier", wanted.dossier))


def _active(wanted: Filters) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each filter that is on, in words, and the query without it."""
    found = []
    pairs = [pair for pair in wanted.query() if pair[0] != "dossier"]
    for name, value in pairs:
        rest = [pair for pair in pairs if pair != (name, value)]
        found.append((_in_words(name, value), rest))
    return found


def _within(wanted: Filters) -> str:
    """What the filters that look into a cell add to its address, so that the evidence is that of what is shown."""
    names = ("since", "until", "on", "min_confidence", "text")
    query = urlencode([pair for pair in wanted.query() if pair[0] in names])
    return f"&{query}" if query else ""


def _in_words(name: str, value: str) -> str:
    if name == "region":
        return regions()[value].name
    if name == "member_of":
        return f"members of {name_of(value)}"
    if name in ("contested", "anonymous"):
        what = {"contested": "contested", "anonymous": "from unnamed sources only"}[name]
        return what if value == "true" else f"not {what}"
    words = {"on": "as of", "min_origins": "origins at least", "min_confidence": "confidence at least"}
    return f"{words.get(name, name.replace('_', ' '))} {value.replace('_', ' ') if name == 'level' else value}"
