"""Search: articles or statements by their words, narrowed by facets, every hit with its words marked in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fastapi import APIRouter, Request

from onrecord.export.found import COLUMNS
from onrecord.ledger.fulltext import ArticleHit, StatementHit
from onrecord.run.desk import Desk, Snapshot
from onrecord.run.names import name_of
from onrecord.run.search import FACETS, Facet, FacetName, Found, Question, kind_of, search_desk
from onrecord.web.pages.stories import stories_by_id
from onrecord.web.rendering import desk_of
from onrecord.web.scope import Scope, Shown, place_in_list
from onrecord.web.twins import View, paged

router = APIRouter()

AT_ONCE: Final = 20
MOST: Final = 1000
"""Hits that the data beside a page holds."""

VALUES: Final = 12
NAMES: Final[dict[FacetName, str]] = {
    "outlet": "Outlet",
    "dossier": "Dossier",
    "actor": "Actor",
    "month": "Month",
    "story": "Story",
}


@paged(router, "/search")
def search(request: Request, text: str = "", q: str = "", kind: str = "article", start: str = "") -> View:
    """What is found for ``text`` (``q`` says the same, as in links of before); beside it each facet by its name."""
    words = text.strip() or q.strip()
    desk, scope = desk_of(request), Scope.of(request)
    facets: dict[str, str] = {name: request.query_params.get(name, "") for name in FACETS}
    question = Question(words, kind_of(kind), **facets)
    first = place_in_list(start)
    found = search_desk(desk, question, start=first, limit=AT_ONCE)
    hits: Sequence[ArticleHit | StatementHit] = found.articles or found.statements
    page = Shown(hits, first, found.total, AT_ONCE)
    context: dict[str, Any] = {
        "title": f"Search: {words}" if words else "Search",
        **scope.context(),
        "question": question,
        "found": found,
        "page": page,
        "facets": [(NAMES[one.name], one.name, _offered(one, question)) for one in found.facets],
        "chosen": [(NAMES[name], name, value) for name, value in question.chosen()],
        "label": lambda name, value: _label(desk, scope.snapshot, name, value),
    }
    return View(
        "search.html",
        context,
        data=lambda: _whole(request, question).to_json(),
        columns=COLUMNS,
        rows=lambda: _whole(request, question).rows(),
    )


def _whole(request: Request, question: Question) -> Found:
    return search_desk(desk_of(request), question, limit=MOST)


def _offered(facet: Facet, question: Question) -> list[tuple[str, int]]:
    """The values that still narrow what was found; a story of one article does not."""
    if getattr(question, facet.name):
        return []
    least = 2 if facet.name == "story" else 1
    return [one for one in facet.values if one[1] >= least][:VALUES]


def _label(desk: Desk, snapshot: Snapshot, name: FacetName, value: str) -> str:
    """What a value is called."""
    if name == "actor":
        return name_of(value)
    if name == "dossier":
        dossier = snapshot.dossier(value)
        return dossier.title if dossier else value
    if name == "story":
        story = stories_by_id(desk, snapshot).get(value)
        return story.title if story else value
    return value
