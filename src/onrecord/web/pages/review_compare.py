"""What was decided, by whom and why; and two reviewers side by side, how far they agree and who was right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fastapi import APIRouter, Request

from onrecord.analysis.reviewers import Agreement, Pair, agreement, reviewers
from onrecord.export.review import agreement_to_json, pair_to_json, review_to_json, what_changed
from onrecord.ledger import ReviewRow, review_log
from onrecord.ledger.passages import passages
from onrecord.ledger.review_history import counting
from onrecord.web.faults import missing
from onrecord.web.marking import Mark, Piece, pieces
from onrecord.web.rendering import desk_of
from onrecord.web.reviewing import decisions, reviewer
from onrecord.web.twins import Listed, View, paged

router = APIRouter()

LOG_COLUMNS: Final = ("number", "batch", "verdict", "position", "article", "what", "undone", "by", "at", "why")
PAIR_COLUMNS: Final = ("position", "article", "differs", "one", "other", "settled")
LATEST: Final = 500
"""How many entries of the log, and disputes, a page shows."""


@paged(router, "/review/log")
def log_page(request: Request, position: str = "") -> View:
    """The log of review, the latest first; or that of one ``position``."""
    desk, only = desk_of(request), position or None
    with desk.reading() as ledger:
        shown = review_log(ledger, position=only, latest=LATEST)[::-1]
        total, left = counting(ledger, position=only)

    def whole() -> list[ReviewRow]:
        with desk.reading() as ledger:
            return review_log(ledger, position=only)

    return View(
        "review_log.html",
        {
            "title": "What was decided",
            "rows": shown,
            "undoable": _undoable(shown, left),
            "named": reviewer(request)[1],
            "count": total,
            "position": position,
            "what_changed": what_changed,
            "query": request.url.query,
            "latest": LATEST,
        },
        data=Listed(total, lambda part: [review_to_json(row) for row in whole()[part]]),
        columns=LOG_COLUMNS,
        rows=lambda: (_log_cells(row) for row in whole()),
    )


def _undoable(shown: Sequence[ReviewRow], left: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """At which entries a batch is offered to be undone: its first that is shown, with its number and how many count."""
    first = {row.entry.batch: row.entry.number for row in reversed(shown)}
    return {number: (batch, left[batch]) for batch, number in first.items() if left.get(batch)}


def _log_cells(row: ReviewRow) -> tuple[object, ...]:
    one = row.entry
    found = (one.number, one.batch, one.verdict, one.position, row.article, what_changed(row), one.undone)
    return (*found, one.by, one.at, one.why)


@paged(router, "/review/compare")
def compare_page(request: Request, one: str = "", other: str = "") -> View:
    """Two reviewers (by default those who judged most) on the positions that both judged."""
    desk = desk_of(request)
    log = decisions(desk, desk.snapshot())
    known = reviewers(log)
    names = _names(known, one, other)
    found = agreement(log, *names) if names else None
    shown = found.disputes[:LATEST] if found else ()
    with desk.reading() as ledger:
        texts = passages(ledger, [pair.one.entry.reading for pair in shown])
    context = {
        "title": "Reviewers side by side",
        "reviewers": known,
        "found": found,
        "disputes": [(pair, _context(pair, texts[pair.one.entry.reading].text)) for pair in shown],
        "name": reviewer(request)[0],
        "named": reviewer(request)[1],
        "query": request.url.query,
    }
    return View(
        "review_compare.html",
        context,
        data=Listed(len(found.pairs) if found else 0, lambda part: _data(found, part)),
        columns=PAIR_COLUMNS,
        rows=lambda: (_pair_cells(pair) for pair in (found.pairs if found else ())),
    )


def _data(found: Agreement | None, part: slice) -> dict[str, object]:
    if found is None:
        return {"reviewers": [], "positions": 0, "pairs": []}
    return {**agreement_to_json(found), "pairs": [pair_to_json(pair) for pair in found.pairs[part]]}


def _names(known: Sequence[str], one: str, other: str) -> tuple[str, str] | None:
    for name in (one, other):
        if name and name not in known:
            raise missing(f"reviewer {name!r}", "The page without names shows who has judged.")
    left = one or next((name for name in known if name != other), "")
    right = other or next((name for name in known if name != left), "")
    return (left, right) if left and right and left != right else None


def _pair_cells(pair: Pair) -> tuple[object, ...]:
    settled = what_changed(pair.settled) if pair.settled else ""
    both = (f"{row.entry.verdict}: {what_changed(row)}" for row in (pair.one, pair.other))
    return (pair.one.entry.position, pair.article, " ".join(pair.differs), *both, settled)


def _context(pair: Pair, text: str) -> list[Piece]:
    """The lines around what the two marked, each one's evidence marked."""
    records = [row.record or row.read for row in (pair.one, pair.other)]
    marks = [
        Mark(one.evidence.start, one.evidence.end, "position", note=f"evidence of {row.entry.by}")
        for row, one in zip((pair.one, pair.other), records, strict=True)
        if one is not None
    ]
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    start = max(text.rfind("\n", 0, first) + 1, first - 400)
    end = min(last + len(text[last:].partition("\n")[0]), last + 400)
    return pieces(text, marks, start, end)
