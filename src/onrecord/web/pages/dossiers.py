"""The dossiers: what is tracked in this ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from fastapi import APIRouter, Request

from onrecord.export.contract import Json, day
from onrecord.records import Dossier
from onrecord.run.desk import Snapshot
from onrecord.web.rendering import desk_of
from onrecord.web.twins import View, paged

router = APIRouter()

COLUMNS = ("id", "title", "issues", "holders", "positions", "latest")


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier with how much is on record for it; ``latest`` is the date of its latest position."""

    id: str
    title: str
    issues: int
    holders: int
    positions: int
    latest: dt.date | None

    def to_json(self) -> Json:
        """The line as data."""
        return {**asdict(self), "latest": day(self.latest)}


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
    return Listed(
        id=dossier.id,
        title=dossier.title,
        issues=len(dossier.issues),
        holders=len({row.position.holder for row in rows}),
        positions=len(rows),
        latest=max((row.date for row in rows if row.date), default=None),
    )
