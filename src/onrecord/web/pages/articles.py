"""The articles of the ledger, latest first, with how much was read out of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request

from onrecord.export.contract import Json, day
from onrecord.ledger import ArticleRow
from onrecord.ledger.article_list import Counts, article_rows, counts
from onrecord.run.desk import Desk, Snapshot
from onrecord.run.filters import Filters
from onrecord.web.rendering import desk_of
from onrecord.web.twins import Listed, View, paged

router = APIRouter()

AT_ONCE: Final = 50
COLUMNS: Final = (
    "id",
    "published",
    "outlet",
    "title",
    "credit",
    "url",
    "language",
    "origin",
    "story",
    "dossier",
    "positions",
    "statements",
    "dropped",
    "problems",
)


@paged(router, "/articles")
def articles(
    request: Request, outlet: str = "", origin: str = "", start: int = Query(default=0, ge=0, le=10_000_000)
) -> View:
    """A page of articles; ``start`` counts from 0. Of the common filters it knows since, until, dossier and text."""
    desk = desk_of(request)
    snapshot = desk.snapshot()
    everything = listed(desk, snapshot)
    wanted = Filters.of(request.query_params.multi_items())
    chosen = list(_chosen(everything, wanted, outlet, origin))
    shown = chosen[start : start + AT_ONCE]
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "start"]
    context = {
        "title": "Articles",
        "shown": list(zip(shown, _counts(desk, shown), strict=True)),
        "positions": {row.id: len(snapshot.by_article.get(row.id, ())) for row in shown},
        "total": len(chosen),
        "start": start,
        "next": start + AT_ONCE if start + AT_ONCE < len(chosen) else None,
        "previous": max(0, start - AT_ONCE) if start else None,
        "asked": asked,
        "wanted": wanted,
        "outlet": outlet,
        "outlets": snapshot.once("outlets", lambda: sorted({row.outlet for row in everything if row.outlet})),
        "query": urlencode(asked),
    }
    return View(
        "articles.html",
        context,
        data=Listed(len(chosen), lambda part: [_to_json(*one, snapshot) for one in _all(desk, chosen[part])]),
        columns=COLUMNS,
        rows=lambda: ([_to_json(*one, snapshot)[name] for name in COLUMNS] for one in _all(desk, chosen)),
        fragment="articles_part.html",
    )


def listed(desk: Desk, snapshot: Snapshot) -> tuple[ArticleRow, ...]:
    """Every article as last read, the latest published first; kept with the snapshot."""

    def load() -> tuple[ArticleRow, ...]:
        with desk.reading() as ledger:
            return tuple(article_rows(ledger))

    return snapshot.once("articles", load)


def _chosen(rows: Iterable[ArticleRow], wanted: Filters, outlet: str, origin: str) -> Iterator[ArticleRow]:
    words, since, until = wanted.text.casefold(), wanted.since, wanted.until
    tests: list[tuple[object, Callable[[ArticleRow], bool]]] = [
        (outlet, lambda row: row.outlet == outlet),
        (origin, lambda row: row.origin == origin),
        (wanted.dossier, lambda row: row.dossier == wanted.dossier),
        (since or until, lambda row: _between(row.published, since, until)),
        (words, lambda row: words in f"{row.title or ''} {row.id}".casefold()),
    ]
    active = [test for value, test in tests if value]
    return (row for row in rows if all(test(row) for test in active))


def _between(day: dt.date | None, since: dt.date | None, until: dt.date | None) -> bool:
    return day is not None and (since is None or day >= since) and (until is None or day <= until)


def _counts(desk: Desk, rows: Sequence[ArticleRow]) -> list[Counts]:
    with desk.reading() as ledger:
        found = counts(ledger, [row.reading for row in rows])
    return [found[row.reading] for row in rows]


def _all(desk: Desk, rows: Sequence[ArticleRow]) -> Iterator[tuple[ArticleRow, Counts]]:
    return zip(rows, _counts(desk, rows), strict=True)


def _to_json(row: ArticleRow, held: Counts, snapshot: Snapshot) -> Json:
    values: dict[str, Any] = {
        "positions": len(snapshot.by_article.get(row.id, ())),
        "statements": held.statements,
        "dropped": held.dropped,
        "problems": held.problems,
        "published": day(row.published),
    }
    return {name: values.get(name) if name in values else getattr(row, name) for name in COLUMNS}
