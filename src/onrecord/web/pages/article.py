"""One article: its text as published with everything that was read out of it, and what was not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fastapi import APIRouter, Request

from onrecord.export.contract import reading_to_json
from onrecord.export.csv_file import COLUMNS, position_cells
from onrecord.ledger import ArticleRow, PositionRow, reading_of
from onrecord.ledger.pages import ArticleFilter, article_page
from onrecord.records import Position, Reading
from onrecord.run.desk import Desk, Snapshot
from onrecord.web.faults import missing
from onrecord.web.marking import of_reading, pieces
from onrecord.web.pages.articles import listed
from onrecord.web.rendering import desk_of
from onrecord.web.twins import View, paged

router = APIRouter()


@paged(router, "/articles/{article_id:path}")
def article(request: Request, article_id: str) -> View:
    """An article as it was last read; the positions are those that stand, of every dossier that it was read for."""
    desk = desk_of(request)
    snapshot = desk.snapshot()
    row, stored, as_read = _reading(desk, article_id)
    rows = _standing(snapshot, stored)
    reading = replace(stored, positions=tuple(one.position for one in rows))
    same = [one for one in listed(desk, snapshot) if one.story == row.story and one.id != row.id and row.story]
    context = {
        "title": row.title or row.id,
        "article": reading.article,
        "row": row,
        "reading": reading,
        "pieces": pieces(reading.article.text, of_reading(reading)),
        "rows": rows,
        "taken_off": _taken_off(as_read, rows),
        "copies": [one for one in same if one.origin == row.origin],
        "story": [one for one in same if one.origin != row.origin],
        "dossiers": list(dict.fromkeys(one.article.dossier for one in rows if one.article.dossier)),
    }
    return View(
        "article.html",
        context,
        data=lambda: reading_to_json(reading),
        columns=COLUMNS,
        rows=lambda: (position_cells(one) for one in rows),
    )


def _reading(desk: Desk, article_id: str) -> tuple[ArticleRow, Reading, tuple[Position, ...]]:
    """The article's newest reading, and its positions as they were read, before anyone decided on them."""
    with desk.reading() as ledger:
        found = article_page(ledger, ArticleFilter(article=article_id), limit=1)
        if not found:
            raise missing(f"article {article_id!r}", "The list of articles names all that it holds.")
        row = found[0].article
        as_read = reading_of(ledger, row.reading, as_read=True)
        return row, reading_of(ledger, row.reading), as_read.positions


def _standing(snapshot: Snapshot, reading: Reading) -> list[PositionRow]:
    """The article's positions in text order; those of another dossier's reading only where their words stand here."""
    text = reading.article.text
    rows = {
        row.position.id: row
        for row in snapshot.by_article.get(reading.article.id, ())
        if text[row.position.evidence.start : row.position.evidence.end] == row.position.evidence.quote
    }
    return sorted(rows.values(), key=lambda row: (row.position.evidence.start, row.position.id))


def _taken_off(as_read: Sequence[Position], standing: Sequence[PositionRow]) -> list[Position]:
    """What was read and stands no more, since people rejected it or put something else in its place."""
    kept = {row.position.id for row in standing}
    return [one for one in as_read if one.id not in kept]
