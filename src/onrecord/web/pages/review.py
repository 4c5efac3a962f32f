"""The queue of review: what to look at first and why, one position at a time with its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.analysis.review_queue import Queued, Reason
from onrecord.export.contract import Json
from onrecord.export.csv_file import COLUMNS, position_cells
from onrecord.export.review import queued_to_json
from onrecord.ledger import PositionRow, Target, rejected
from onrecord.records import LADDER, ConditionKind
from onrecord.run.desk import Desk, Rows, Snapshot
from onrecord.run.filters import Filters
from onrecord.run.review_order import review_order
from onrecord.web.choices import Choice, dossiers
from onrecord.web.faults import Fault
from onrecord.web.rendering import desk_of, page
from onrecord.web.reviewing import decisions, exactly, name_of, reviewer, shown, target_by_id, target_from
from onrecord.web.twins import Listed, View, paged

router = APIRouter()

State = Literal["open", "second", "decided", "rejected"]
STATES: Final[dict[State, str]] = {
    "open": "Nobody has decided",
    "second": "Others have, I have not: as it was read",
    "decided": "Accepted, corrected or added",
    "rejected": "Rejected",
}
SHOWN: Final = 50
"""How many rows the list shows at once."""

WORDS: Final[dict[Reason, str]] = {
    "uncertain": "unsure",
    "contested": "contested",
    "single-origin": "1 origin",
    "new": "new",
    "decides": "decides",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the queue is asked for: filters, and which decisions."""

    wanted: Filters
    state: State

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The query that asks for this."""
        return [*self.wanted.query(), *([("state", self.state)] if self.state != "open" else [])]


def asked_of(request: Request) -> Asked:
    """What a request asks for.

    Raises:
        Fault: there is no such state.
    """
    state = request.query_params.get("state") or "open"
    if state not in STATES:
        raise Fault(400, f"{state!r} is no state", f"Give one of {', '.join(STATES)}.")
    return Asked(Filters.of(request.query_params.multi_items()), state)


@paged(router, "/review")
def review_page(request: Request, at: str = "", position: str = "") -> View:
    """The queue, with the position that is ``at`` (or has the id ``position``), or else the first, beside it."""
    desk = desk_of(request)
    asked = asked_of(request)
    name, settled = reviewer(request)
    found = queue(desk, asked, name)
    chosen = _chosen(desk, at, position) or (_target(found[0].row) if found else None)
    as_read = asked.state == "second"
    with desk.reading() as ledger:
        item = shown(ledger, chosen, as_read=as_read) if chosen else None
    snapshot = desk.snapshot()
    context = {
        "title": "Review",
        "rows": found[:SHOWN],
        "count": len(found),
        "asked": asked,
        "states": STATES,
        "reason_words": WORDS,
        "item": item,
        "chosen": chosen,
        "name": name,
        "named": settled,
        "choices": _choices(snapshot, asked.wanted),
        "query": request.url.query,
        **_form(snapshot, item.row if item else None),
    }
    return View(
        "review.html",
        _with_helpers(context),
        data=Listed(len(found), lambda part: _data(asked, len(found), found[part])),
        columns=(*COLUMNS, "weight", "reasons"),
        rows=lambda: ([*position_cells(one.row), round(one.weight, 4), "; ".join(one.reasons)] for one in found),
        fragment="review_list.html",
    )


def _data(asked: Asked, count: int, some: list[Queued]) -> Json:
    return {"state": asked.state, "count": count, "queue": [queued_to_json(one) for one in some]}


@router.get("/review/item")
def item_part(request: Request, at: str, state: str = Query(default="open")) -> HTMLResponse:
    """One position as a person judges it: the part of the page beside the queue."""
    desk = desk_of(request)
    with desk.reading() as ledger:
        item = shown(ledger, target_from(at), as_read=state == "second")
    context = {"item": item, **_form(desk.snapshot(), item.row)}
    return page(request, "review_item.html", **_with_helpers(context))


def _with_helpers(context: Json) -> Json:
    return context | {"target": name_of, "exactly": exactly}


def _chosen(desk: Desk, at: str, position: str) -> Target | None:
    if at:
        return target_from(at)
    if not position:
        return None
    with desk.reading() as ledger:
        return target_by_id(ledger, position)


def _target(row: PositionRow) -> Target:
    return Target(row.article.reading, row.position.id)


def queue(desk: Desk, asked: Asked, name: str) -> list[Queued]:
    """The rows that are asked for, in the order in which they should be looked at."""
    snapshot = desk.snapshot()
    if asked.state == "rejected":
        with desk.reading() as ledger:
            rows = rejected(ledger, asked.wanted.dossier)
        return [Queued(row, 0.0, ()) for row in _fitting(snapshot, rows, asked.wanted)]
    still_open, decided = snapshot.once(("review", asked.wanted), lambda: _sorted(snapshot, asked.wanted))
    if asked.state == "open":
        return still_open
    if asked.state == "decided":
        return decided
    return snapshot.once(("second", asked.wanted, name), lambda: _second(desk, snapshot, decided, asked, name))


def _sorted(snapshot: Snapshot, wanted: Filters) -> tuple[list[Queued], list[Queued]]:
    """The rows that pass the filters: those that nobody has decided on, and the others."""
    fitting: Iterable[Queued] = review_order(snapshot)
    if wanted != Filters():
        keys = {(row.article.reading, row.position.id) for row in wanted.rows(snapshot)}
        fitting = [one for one in fitting if (one.row.article.reading, one.row.position.id) in keys]
    still_open: list[Queued] = []
    decided: list[Queued] = []
    for one in fitting:
        (still_open if one.row.judged is None else decided).append(one)
    return still_open, decided


def _fitting(snapshot: Snapshot, rows: Iterable[PositionRow], wanted: Filters) -> Rows:
    """Of rows that are no part of the record, those that pass the filters."""
    few = Snapshot(snapshot.version, tuple(rows), snapshot.dossiers, snapshot.issues, snapshot.condition_log)
    return wanted.rows(few)


def _second(desk: Desk, snapshot: Snapshot, decided: list[Queued], asked: Asked, name: str) -> list[Queued]:
    """What others decided on and this person has not, those rejected too."""
    with desk.reading() as ledger:
        gone = _fitting(snapshot, rejected(ledger, asked.wanted.dossier), asked.wanted)
    log = [row.entry for row in decisions(desk, snapshot)]
    mine = {one.subject for one in log if one.by == name and one.counts and not one.settles}
    numbers = {one.number: one.subject for one in log}
    found = [*decided, *(Queued(row, 0.0, ()) for row in gone)]
    return [one for one in found if one.row.judged and numbers.get(one.row.judged.number) not in mine]


def _choices(snapshot: Snapshot, wanted: Filters) -> dict[str, list[Choice]]:
    issues = dict.fromkeys(row.issue.id for row in snapshot.issues_of(wanted.dossier))
    return {
        "dossier": dossiers(snapshot, wanted),
        "issue": [Choice(one, one, one in wanted.issues) for one in issues],
        "level": [Choice(one, one, one in wanted.levels) for one in LADDER],
    }


def _form(snapshot: Snapshot, row: PositionRow | None) -> Json:
    """What the form to correct a position offers."""
    dossier = row.article.dossier if row else None
    listed = [one.issue.id for one in snapshot.issues if one.dossier == dossier]
    if row is not None and row.position.issue not in listed:
        listed.append(row.position.issue)
    return {"issues": listed, "ladder": LADDER, "kinds": get_args(ConditionKind), "holders": sorted(snapshot.by_holder)}
