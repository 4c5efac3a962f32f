"""The actors: every holder on record, with where it stands on each issue at a glance."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter, Request

from onrecord.export.contract import Json, day
from onrecord.ledger import PositionRow
from onrecord.records import LADDER
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from onrecord.run.names import name_of
from onrecord.web import links
from onrecord.web.choices import choices
from onrecord.web.prevailing import stances
from onrecord.web.rendering import desk_of
from onrecord.web.twins import View, paged

router = APIRouter()

COLUMNS = ("holder", "name", "issues", "positions", "conditional", "latest", *LADDER)

MOST: Final = 20
"""Up to so many issues each have a place of their own in the list; of more, an actor's first so many are shown."""
Slot = tuple[str | None, str]
SORTS = ("name", "issues", "positions", "latest")


@dataclass(frozen=True, slots=True)
class Listed:
    """A holder with the rows that decide its stances, by issue, and how many positions these rest on."""

    holder: str
    stances: tuple[PositionRow, ...]
    positions: int
    latest: dt.date | None

    def pips(self, slots: Sequence[Slot]) -> list[PositionRow | None]:
        """The stances in the order of ``slots``, None where it has none; without slots those that there are."""
        by_slot = {(row.article.dossier, row.position.issue): row for row in self.stances}
        return [by_slot.get(slot) for slot in slots] if slots else list(self.stances[:MOST])

    @property
    def conditional(self) -> int:
        """How many of the stances are under conditions."""
        return sum(bool(row.position.conditions) for row in self.stances)

    def to_json(self) -> Json:
        """The line as data."""
        return {
            "holder": self.holder,
            "name": name_of(self.holder),
            "issues": len(self.stances),
            "positions": self.positions,
            "conditional": self.conditional,
            "latest": day(self.latest),
            "stances": [
                {"dossier": row.article.dossier, "issue": row.position.issue, "level": row.position.level}
                for row in self.stances
            ],
        }

    def cells(self) -> list[object]:
        """The line as cells of a table under ``COLUMNS``: how many issues at each level."""
        made = self.to_json()
        counts = {level: sum(row.position.level == level for row in self.stances) for level in LADDER}
        return [counts[name] if name in counts else made[name] for name in COLUMNS]


@paged(router, "/actors")
def actors_page(request: Request, find: str = "", sort: str = "name") -> View:
    """The list of actors; ``find`` is part of a name or an id, ``sort`` is name, positions, issues or latest."""
    snapshot = desk_of(request).snapshot()
    wanted = replace(Filters.of(request.query_params.multi_items()), levels=())
    listed = snapshot.once(("actors", wanted), lambda: _listed(snapshot, wanted))
    words = find.strip().casefold()
    order = _order(sort)
    found = [one for one in listed if words in name_of(one.holder).casefold() or words in one.holder.casefold()]
    found.sort(key=order)
    kept = [*([("find", find)] if find else []), *([("sort", sort)] if sort != "name" else [])]
    context = {
        "title": "Actors",
        "listed": found,
        "slots": _slots(snapshot, wanted),
        "find": find,
        "sort": sort,
        "sorts": _sorts(wanted, find),
        "wanted": wanted,
        "kept": kept,
        "choices": choices(snapshot, wanted, snapshot.by_holder, "all"),
        "query": request.url.query,
    }
    return View(
        "actors.html",
        context,
        data=lambda: [one.to_json() for one in found],
        columns=COLUMNS,
        rows=lambda: (one.cells() for one in found),
        fragment="actors_part.html",
    )


def _order(sort: str) -> Callable[[Listed], tuple[int, str]]:
    """The key of an order: by name where ``sort`` is none of those known."""
    ranks: dict[str, Callable[[Listed], int]] = {
        "name": lambda _: 0,
        "positions": lambda one: -one.positions,
        "issues": lambda one: -len(one.stances),
        "latest": lambda one: -(one.latest or dt.date.min).toordinal(),
    }
    rank = ranks.get(sort, ranks["name"])
    return lambda one: (rank(one), name_of(one.holder).casefold())


def _slots(snapshot: Snapshot, wanted: Filters) -> list[Slot]:
    """The issues in scope, where they are few enough for each to have its place."""
    found: list[Slot] = [(row.dossier, row.issue.id) for row in snapshot.issues_of(wanted.dossier)]
    return found if len(found) <= MOST else []


def _sorts(wanted: Filters, find: str) -> dict[str, str]:
    """The address of each order."""
    pairs = [*wanted.query(), ("find", find)]
    return {one: links.with_query("/actors", [*pairs, ("sort", one)]) for one in SORTS}


def _listed(snapshot: Snapshot, wanted: Filters) -> list[Listed]:
    deciding: dict[str, list[PositionRow]] = defaultdict(list)
    for row in stances(snapshot, wanted):
        deciding[row.position.holder].append(row)
    counts: dict[str, int] = defaultdict(int)
    latest: dict[str, dt.date] = {}
    for row in wanted.rows(snapshot):
        holder = row.position.holder
        counts[holder] += 1
        if row.date is not None and row.date > latest.get(holder, dt.date.min):
            latest[holder] = row.date
    return [Listed(one, tuple(deciding[one]), counts[one], latest.get(one)) for one in sorted(counts)]
