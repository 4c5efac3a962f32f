"""The stories of the ledger: articles about one development, and on how many origins each rests."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Final

from fastapi import APIRouter, Request

from onrecord.export.contract import Json, day
from onrecord.ledger import ArticleRow
from onrecord.run.desk import Desk, Snapshot
from onrecord.run.filters import Filters
from onrecord.web.pages.articles import listed
from onrecord.web.rendering import desk_of
from onrecord.web.scope import Scope, shown
from onrecord.web.twins import Listed, View, paged

router = APIRouter()

COLUMNS: Final = ("id", "title", "first", "latest", "articles", "origins", "outlets", "positions", "holders")


@dataclass(frozen=True, slots=True)
class Story:
    """A story: the title of its first article, its days, of what it is made, and whose stances it tells."""

    id: str
    title: str
    first: dt.date | None
    latest: dt.date | None
    articles: int
    origins: int
    outlets: int
    positions: int
    holders: tuple[str, ...]

    def to_json(self) -> Json:
        """The story as data."""
        return {**asdict(self), "first": day(self.first), "latest": day(self.latest), "holders": list(self.holders)}


@paged(router, "/stories")
def stories(request: Request, text: str = "", copied: bool = False, start: str = "") -> View:
    """Stories, the latest first; ``copied`` asks for those with fewer origins than articles."""
    scope, desk = Scope.of(request), desk_of(request)
    every = stories_by_id(desk, scope.snapshot)
    words, actors = text.casefold(), frozenset(scope.asked()["actors"])
    found = [one for one in every.values() if _fits(one, scope.wanted, actors, words, copied)]
    return View(
        "stories.html",
        {
            "title": "Stories",
            **scope.context(),
            "page": shown(found, start),
            "text": text,
            "copied": copied,
        },
        data=Listed(len(found), lambda part: [one.to_json() for one in found[part]]),
        columns=COLUMNS,
        rows=lambda: ([*list(one.to_json().values())[:-1], " ".join(one.holders)] for one in found),
    )


def stories_by_id(desk: Desk, snapshot: Snapshot) -> dict[str, Story]:
    """Every story by its id, the latest first; kept with the snapshot."""

    def make() -> dict[str, Story]:
        return {one.id: one for one in _stories(listed(desk, snapshot), snapshot)}

    return snapshot.once("stories", make)


def _fits(one: Story, wanted: Filters, actors: frozenset[str], text: str, copied: bool) -> bool:
    return (
        (not text or text in one.title.casefold())
        and (not copied or one.origins < one.articles)
        and (not actors or not actors.isdisjoint(one.holders))
        and (wanted.since is None or (one.latest is not None and one.latest >= wanted.since))
        and (wanted.until is None or (one.first is not None and one.first <= wanted.until))
    )


def _stories(rows: Iterable[ArticleRow], snapshot: Snapshot) -> Iterator[Story]:
    groups: dict[str, list[ArticleRow]] = defaultdict(list)
    for row in rows:
        if row.story:
            groups[row.story].append(row)
    made = [_story(name, group, snapshot) for name, group in groups.items()]
    return iter(sorted(made, key=lambda one: (one.latest or dt.date.min, one.articles, one.id), reverse=True))


def _story(name: str, group: list[ArticleRow], snapshot: Snapshot) -> Story:
    days = [row.published for row in group if row.published]
    first = min(group, key=lambda row: (row.published is None, row.published or dt.date.max, row.reading))
    reports = [row for article in group for row in snapshot.by_article.get(article.id, ())]
    return Story(
        id=name,
        title=first.title or first.id,
        first=min(days, default=None),
        latest=max(days, default=None),
        articles=len(group),
        origins=len({row.origin or f"article:{row.id}" for row in group}),
        outlets=len({row.outlet for row in group if row.outlet}),
        positions=len(reports),
        holders=tuple(sorted({row.position.holder for row in reports})),
    )
