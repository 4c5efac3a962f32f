"""The evidence behind one cell: every report of a holder on an issue, newest first, each in its context."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter, Query, Request

from onrecord.analysis.corroboration import Corroboration, corroboration
from onrecord.analysis.matrix import cell as cell_of
from onrecord.analysis.stance import origin_of, prevailing
from onrecord.export.contract import Json
from onrecord.export.csv_file import COLUMNS, position_cells
from onrecord.export.rows import cell_to_json, position_row
from onrecord.ledger import PositionRow
from onrecord.ledger.passages import Passage, passages
from onrecord.run.desk import Desk, Snapshot
from onrecord.run.filters import Filters
from onrecord.run.names import name_of
from onrecord.web.faults import missing
from onrecord.web.marking import Mark, Piece, pieces
from onrecord.web.rendering import desk_of
from onrecord.web.twins import View, paged

router = APIRouter()

SHOWN: Final = 40
"""How many reports are shown at first, copies of one report counting once."""
REACH: Final = 400
"""How many characters of a paragraph are shown on either side of the evidence, at most."""


@dataclass(frozen=True, slots=True)
class Report:
    """A row with its words in context, copies of these words from the same origin, and how it fits the stance."""

    row: PositionRow
    context: tuple[Piece, ...]
    copies: tuple[PositionRow, ...]
    decides: bool
    against: bool


@paged(router, "/cell")
def cell_page(
    request: Request, holder: str, issue: str, dossier: str = "", whole: bool = Query(default=False, alias="all")
) -> View:
    """The reports of a holder on an issue; all of them with ``all``, else the newest."""
    desk = desk_of(request)
    snapshot = desk.snapshot()
    wanted = Filters.of(request.query_params.multi_items())
    scope = replace(wanted, dossier=dossier or None, actors=(holder,), issues=(issue,))
    rows = scope.rows(snapshot)
    if not rows:
        raise missing(f"position of {holder} on {issue}", "The matrix of the dossier shows where it holds some.")
    asked = next((row for row in snapshot.issues if row.issue.id == issue and dossier in ("", row.dossier)), None)
    decided = prevailing(rows)
    held = corroboration(decided, rows) if decided else None
    grouped = _without_copies(rows)
    context = {
        "title": f"{name_of(holder)} on {issue}",
        "holder": holder,
        "issue": issue,
        "question": asked.issue.question if asked else "",
        "dossier": asked.dossier if asked else dossier,
        "dossier_title": _titled(snapshot, asked.dossier if asked else dossier),
        "cell": cell_of(holder, issue, rows),
        "held": held,
        "reports": reports(desk, grouped if whole else grouped[:SHOWN], decided, held),
        "left": 0 if whole else max(0, len(grouped) - SHOWN),
        "asked": [(name, value) for name, value in request.query_params.multi_items() if name != "all"],
    }
    return View(
        "cell.html",
        context,
        data=lambda: _data(holder, issue, rows),
        columns=COLUMNS,
        rows=lambda: (position_cells(row) for row in rows),
        fragment="cell_part.html",
    )


def _data(holder: str, issue: str, rows: Sequence[PositionRow]) -> Json:
    return {**cell_to_json(cell_of(holder, issue, rows)), "evidence": [position_row(row) for row in rows]}


def _titled(snapshot: Snapshot, dossier: str) -> str:
    found = snapshot.dossier(dossier)
    return dossier if found is None else found.title


def _without_copies(rows: Iterable[PositionRow]) -> list[list[PositionRow]]:
    """The rows, those together that say one thing in the same words from one origin."""
    found: dict[tuple[object, ...], list[PositionRow]] = {}
    for row in rows:
        one = row.position
        key = (origin_of(row), one.level, one.otherwise, one.superseded, one.evidence.quote)
        found.setdefault(key, []).append(row)
    return list(found.values())


def reports(
    desk: Desk, groups: Iterable[Sequence[PositionRow]], decided: PositionRow | None, held: Corroboration | None
) -> list[Report]:
    """What is shown of each group of copies: its first row in context."""
    chosen = list(groups)
    with desk.reading() as ledger:
        words = passages(ledger, [group[0].article.reading for group in chosen])
    against = {id(row) for row in held.against} if held else set()
    return [
        Report(
            row=group[0],
            context=in_context(group[0], words[group[0].article.reading]),
            copies=tuple(group[1:]),
            decides=decided is not None and any(row is decided for row in group),
            against=any(id(row) in against for row in group),
        )
        for group in chosen
    ]


def in_context(row: PositionRow, passage: Passage) -> tuple[Piece, ...]:
    """The paragraph around a row's evidence, with its evidence and conditions marked; long ones cut at a word."""
    evidence = row.position.evidence
    start, end = passage.around(evidence.start, evidence.end)
    spans = [evidence, *(one.span for one in row.position.conditions)]
    first = max(start, min(one.start for one in spans if one.end > start) - REACH)
    last = min(end, max(evidence.end, *(one.end for one in spans)) + REACH)
    if first > start:
        first = passage.text.find(" ", first, evidence.start) + 1 or evidence.start
    if last < end:
        cut = passage.text.rfind(" ", evidence.end, last)
        last = last if cut < 0 else cut
    marks = [Mark(evidence.start, evidence.end, "position", note=row.position.level.replace("_", " "))]
    marks += [
        Mark(one.span.start, one.span.end, "condition", note=f"condition ({one.kind.replace('_', ' ')})")
        for one in row.position.conditions
    ]
    found = pieces(passage.text, marks, first, last)
    before = [Piece("… ", ())] if first > start else []
    after = [Piece(" …", ())] if last < end else []
    return (*before, *found, *after)
