"""A story: its articles as a tree of origins, each with why it hangs there, and whose stances it tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request

from onrecord.analysis.descent import Bond, Descent, Direction, Node, descent
from onrecord.export.contract import Json, day
from onrecord.ledger import PositionRow
from onrecord.ledger.linked import links, newest_articles
from onrecord.records import Link, LinkKind
from onrecord.run.desk import Desk, Snapshot
from onrecord.web.faults import missing
from onrecord.web.rendering import desk_of
from onrecord.web.twins import View, paged

router = APIRouter()

KIND_WORDS: Final[dict[LinkKind, str]] = {
    "copy": "word for word",
    "excerpt": "a part word for word",
    "rewrite": "the same report in other words",
    "facts": "the same facts in other words",
    "credit": "the same agency, not surely the same report",
    "story": "the same development",
}
COLUMNS: Final = (
    *("origin", "depth", "article", "published", "outlet", "title", "credit", "url"),
    *("linked_to", "kind", "score", "direction", "why"),
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the tree with those that hang on it."""

    node: Node
    below: tuple[Branch, ...]

    @property
    def reasons(self) -> list[str]:
        """Why it hangs there, a reason a line."""
        return self.node.link.why.split("; ") if self.node.link else []


@paged(router, "/stories/{story}")
def story(request: Request, story: str) -> View:
    """One story."""
    desk = desk_of(request)
    snapshot = desk.snapshot()
    found = snapshot.once(("story", story), lambda: _loaded(desk, story))
    if found is None:
        raise missing(f"story {story!r}", "See the stories: /stories")
    nodes = [(origin.id, node) for origin in found.origins for node in origin.nodes]
    first = found.origins[0].root
    days = [node.article.published for _, node in nodes if node.article.published]
    return View(
        "story.html",
        {
            "title": first.title or first.id,
            "story": story,
            "descent": found,
            "trees": [(origin, _branches(origin.nodes)[0], _limited(origin.nodes)) for origin in found.origins],
            "articles": len(nodes),
            "outlets": len({node.article.outlet for _, node in nodes if node.article.outlet}),
            "first": min(days, default=None),
            "latest": max(days, default=None),
            "stances": _stances(snapshot, [node.article.id for _, node in nodes]),
            "kinds": KIND_WORDS,
            "unexplained": any(node.link is None and node.depth for _, node in nodes),
        },
        data=lambda: _to_json(story, found),
        columns=COLUMNS,
        rows=lambda: ([row[name] for name in COLUMNS] for row in (_line(*one) for one in nodes)),
    )


def _loaded(desk: Desk, story: str) -> Descent | None:
    with desk.reading() as ledger:
        articles = newest_articles(ledger, story=story)
        return descent(articles, links(ledger, [one.id for one in articles])) if articles else None


DEEPEST: Final = 12
"""How deep a tree is drawn as one; what hangs deeper is drawn at this depth."""


def _limited(nodes: Sequence[Node]) -> bool:
    return max(node.depth for node in nodes) > DEEPEST


def _branches(nodes: Sequence[Node], start: int = 0, depth: int = 0) -> tuple[tuple[Branch, ...], int]:
    """The nodes from ``start`` on that lie at this depth, each with those below; and where the next higher one is."""
    found: list[Branch] = []
    place = start
    while place < len(nodes) and nodes[place].depth >= depth:
        node, place = nodes[place], place + 1
        below: tuple[Branch, ...] = ()
        if depth < DEEPEST:
            below, place = _branches(nodes, place, depth + 1)
        found.append(Branch(node, below))
    return tuple(found), place


def _stances(snapshot: Snapshot, articles: Sequence[str]) -> list[PositionRow]:
    """One row for each holder, issue and level that the story's articles report, by issue and holder."""
    found: dict[tuple[str, str, str], PositionRow] = {}
    for row in (row for name in articles for row in snapshot.by_article.get(name, ())):
        one = row.position
        known = found.setdefault((one.issue, one.holder, one.level), row)
        if one.confidence > known.position.confidence:
            found[one.issue, one.holder, one.level] = row
    return [found[key] for key in sorted(found)]


def _line(origin: str, node: Node) -> Json:
    article = node.article
    return {
        "origin": origin,
        "depth": node.depth,
        "article": article.id,
        "published": day(article.published),
        "outlet": article.outlet,
        "title": article.title,
        "credit": article.credit,
        "url": article.url,
        **_link(node.link, node.direction),
    }


def _link(link: Link | None, direction: Direction | None) -> Json:
    return {
        "linked_to": link.to if link else None,
        "kind": link.kind if link else None,
        "score": link.score if link else None,
        "direction": direction if link else None,
        "why": link.why if link else None,
    }


def _bond(bond: Bond) -> Json:
    return {"article": bond.article.id, **_link(bond.link, None), "taker": bond.link.taker}


def _to_json(story: str, found: Descent) -> Json:
    def lines(origin: str, nodes: Sequence[Node]) -> Iterator[Json]:
        return (_line(origin, node) for node in nodes)

    days = [one.root.published for one in found.origins if one.root.published]
    return {
        "id": story,
        "first": day(min(days, default=dt.date.min)) if days else None,
        "origins": [{"id": one.id, "articles": list(lines(one.id, one.nodes))} for one in found.origins],
        "links": [_bond(one) for one in found.bonds],
    }
