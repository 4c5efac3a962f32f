"""Why a position is on record: its words, what decided it, what it rests on and what speaks against it."""

from __future__ import annotations

from fastapi import APIRouter, Request

from onrecord.export.because import reasons
from onrecord.export.csv_file import COLUMNS, position_cells
from onrecord.export.rows import origins_to_json
from onrecord.export.why import why_to_json
from onrecord.ledger.passages import passages
from onrecord.run.reasons import position_row, why
from onrecord.web.faults import missing
from onrecord.web.pages.cell import in_context
from onrecord.web.pages.stories import stories_by_id
from onrecord.web.rendering import desk_of
from onrecord.web.twins import View, paged

router = APIRouter()


@paged(router, "/positions/{position_id}")
def position_page(request: Request, position_id: str) -> View:
    """One position, current or recorded by an earlier reading."""
    desk = desk_of(request)
    row = position_row(desk, position_id)
    if row is None:
        raise missing(f"position {position_id!r}", "Ids of positions stand in the evidence of a matrix's cells.")
    answer = why(desk, row)
    with desk.reading() as ledger:
        words = passages(ledger, [row.article.reading])
    snapshot = desk.snapshot()
    context = {
        "title": f"Why {row.position.holder} on {row.position.issue}",
        "row": row,
        "position": row.position,
        "why": answer,
        "context": in_context(row, words[row.article.reading]),
        "reasons": reasons(row.position.because),
        "origins": origins_to_json(answer.supporting),
        "current": row.position.id in snapshot.by_id,
        "dossier": snapshot.dossier(row.article.dossier) if row.article.dossier else None,
        "story": stories_by_id(desk, snapshot).get(row.article.story or ""),
    }
    related = (row, *answer.supporting[1:], *answer.opposing, *answer.others)
    return View(
        "position.html",
        context,
        data=lambda: why_to_json(answer),
        columns=COLUMNS,
        rows=lambda: (position_cells(one) for one in related),
    )
