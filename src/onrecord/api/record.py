"""Routes on what is tracked and who stands where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query as Asked

from onrecord.api.asking import Filtering, Listed, OfDossier, TheDesk, Turning, turned
from onrecord.api.faults import Missing, documented
from onrecord.export.contract import Json, day
from onrecord.export.rows import matrix_to_json, position_row
from onrecord.export.shapes import rows as shapes
from onrecord.export.why import why_to_json
from onrecord.ledger import IssueRow, PositionRow
from onrecord.records import Dossier, Issue
from onrecord.run import reasons
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from onrecord.run.keys import position_key
from onrecord.run.known import resolved
from onrecord.run.names import name_of

router = APIRouter(responses=documented(304, 400, 422, 503))


class PositionQuery(Filtering, Turning):
    """The filters on positions, and which page."""


class DossierQuery(OfDossier, Turning):
    """Which dossier, and which page."""


@router.get("/dossiers", response_model=Listed[shapes.Dossier], tags=["record"])
def dossiers(desk: TheDesk, asked: Annotated[Turning, Asked()]) -> Json:
    """The dossiers, with the issues that each asks now."""
    return turned(desk.snapshot().dossiers, dossier_to_json, key=lambda one: one.id, question="dossiers", asked=asked)


@router.get("/dossiers/{dossier}", response_model=shapes.Dossier, responses=documented(404), tags=["record"])
def dossier(desk: TheDesk, dossier: str) -> Json:
    """One dossier."""
    found = desk.snapshot().dossier(dossier)
    if found is None:
        raise Missing(f"dossier {dossier!r}", "/dossiers lists them.")
    return dossier_to_json(found)


@router.get("/issues", response_model=Listed[shapes.IssueRow], tags=["record"])
def issues(desk: TheDesk, asked: Annotated[DossierQuery, Asked()]) -> Json:
    """The issues, as each dossier orders them; those that it no longer asks come last."""
    which, snapshot = resolved(desk, Filters(dossier=asked.dossier)), desk.snapshot()
    return turned(
        snapshot.issues_of(which.dossier),
        lambda row: _issue_row(row, snapshot),
        key=lambda row: f"{row.dossier} {row.issue.id}",
        question=("issues", which),
        asked=asked,
    )


@router.get("/matrix", response_model=shapes.Matrix, tags=["record"])
def matrix(desk: TheDesk, asked: Annotated[Filtering, Asked()]) -> Json:
    """Who stands where: a cell for each holder and issue, with the position that decides its level."""
    return matrix_to_json(asked.filters(desk).field(desk.snapshot()))


@router.get("/positions", response_model=Listed[shapes.PositionRow], tags=["record"])
def positions(desk: TheDesk, asked: Annotated[PositionQuery, Asked()]) -> Json:
    """Positions with their evidence, latest first."""
    which = asked.filters(desk)
    return turned(
        which.rows(desk.snapshot()), position_row, key=position_key, question=("positions", which), asked=asked
    )


@router.get("/positions/{position:path}", response_model=shapes.Why, responses=documented(404), tags=["record"])
def why(desk: TheDesk, position: str) -> Json:
    """Why a position is on record: its words in their context, what it rests on, and what speaks against it."""
    row = reasons.position_row(desk, position)
    if row is None:
        raise Missing(f"position {position!r}", "/positions lists them with their ids.")
    return why_to_json(reasons.why(desk, row))


@router.get("/actors", response_model=Listed[shapes.ActorRow], tags=["record"])
def actors(desk: TheDesk, asked: Annotated[PositionQuery, Asked()]) -> Json:
    """The holders of the positions that pass the filters, by their ids."""
    which = asked.filters(desk)
    snapshot = desk.snapshot()
    found = snapshot.once(("actors", which), lambda: _actors(which.rows(snapshot)))
    return turned(found, dict, key=lambda one: str(one["id"]), question=("actors", which), asked=asked)


def dossier_to_json(one: Dossier) -> Json:
    """A dossier with its issues."""
    return {"id": one.id, "title": one.title, "expire": one.expire, "issues": [_issue(each) for each in one.issues]}


def _issue(one: Issue) -> Json:
    return {"id": one.id, "kind": one.kind, "question": one.question, "aliases": list(one.aliases)}


def _issue_row(row: IssueRow, snapshot: Snapshot) -> Json:
    rows = snapshot.by_issue.get((row.dossier, row.issue.id), ())
    return {
        **_issue(row.issue),
        "dossier": row.dossier,
        "listed": row.place is not None,
        "holders": len({one.position.holder for one in rows}),
        "positions": len(rows),
    }


def _actors(rows: Iterable[PositionRow]) -> Sequence[Json]:
    groups: dict[str, list[PositionRow]] = {}
    for row in rows:
        groups.setdefault(row.position.holder, []).append(row)
    return [
        {
            "id": holder,
            "name": name_of(holder),
            "positions": len(some),
            "issues": len({one.position.issue for one in some}),
            "latest": day(max((one.date for one in some if one.date), default=None)),
        }
        for holder, some in sorted(groups.items())
    ]
