"""The dossiers: what is tracked in this ledger, and how many stand where on each of its issues."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from markupsafe import Markup

from onrecord.analysis.matrix import Matrix
from onrecord.export.contract import Json, day
from onrecord.records import LADDER, Dossier, Issue
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from onrecord.web.charts.bars import bar, in_words, parts
from onrecord.web.rendering import desk_of
from onrecord.web.twins import View, paged

router = APIRouter()

BAR: Final = 420.0
"""How wide a bar is drawn, in the units of its labels."""
COLUMNS: Final = ("id", "title", "issues", "holders", "positions", "latest")


@dataclass(frozen=True, slots=True)
class Asked:
    """An issue with how many actors stand at each level, as a bar and in words."""

    issue: Issue
    bar: Markup
    words: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier with how much is on record for it; ``latest`` is the date of its latest position."""

    dossier: Dossier
    holders: int
    positions: int
    latest: dt.date | None
    asked: tuple[Asked, ...]

    def to_json(self) -> Json:
        """The line as data."""
        return {
            "id": self.dossier.id,
            "title": self.dossier.title,
            "issues": len(self.dossier.issues),
            "holders": self.holders,
            "positions": self.positions,
            "latest": day(self.latest),
        }


@paged(router, "/")
def dossiers(request: Request) -> View:
    """The list of dossiers."""
    snapshot = desk_of(request).snapshot()
    listed = [_listed(snapshot, one) for one in snapshot.dossiers]
    return View(
        "dossiers.html",
        {"title": "Dossiers", "listed": listed},
        data=lambda: [one.to_json() for one in listed],
        columns=COLUMNS,
        rows=lambda: (one.to_json().values() for one in listed),
    )


def _listed(snapshot: Snapshot, dossier: Dossier) -> Listed:
    rows = snapshot.by_dossier.get(dossier.id, ())
    made = Filters(dossier=dossier.id).field(snapshot)
    return Listed(
        dossier=dossier,
        holders=len(made.actors),
        positions=len(rows),
        latest=next((row.date for row in rows), None),
        asked=tuple(_asked(made, issue) for issue in dossier.issues),
    )


def _asked(made: Matrix, issue: Issue) -> Asked:
    counts = Counter(cell.level for cell in made.cells if cell.issue == issue.id and cell.level)
    some = parts((level, counts[level]) for level in LADDER)
    drawn = bar(f"Who stands where on {issue.id}", some, width=BAR, height=22) if some else Markup("")
    return Asked(issue, drawn, in_words(some))
