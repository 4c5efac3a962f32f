"""A story as a tree of origins: which article goes back to which, and why.

Each article of an origin hangs on the earlier one that decided so (see ``records.Link``). These links make a tree; it
is turned so that the article that came out first is its root, whichever of the two came into the ledger first.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.ledger.linked import LinkRow
from onrecord.ledger.rows import ArticleRow
from onrecord.records import Link

Direction = Literal["took", "gave", "unknown"]
"""Seen from the article below: it took from the one above, the one above took from it, or nothing tells."""


@dataclass(frozen=True, slots=True)
class Node:
    """An article in the tree; ``link`` ties it to the one above, and is None at the root.

    It is None below it too where the ledger kept no link: then only the origin says that they belong together.
    """

    article: ArticleRow
    depth: int
    link: Link | None
    direction: Direction


@dataclass(frozen=True, slots=True)
class Bond:
    """A link between two articles that does not make them one origin."""

    article: ArticleRow
    other: ArticleRow | None
    link: Link


@dataclass(frozen=True, slots=True)
class Origin:
    """One original report: its articles from the root down, each under the one that it hangs on."""

    id: str
    nodes: tuple[Node, ...]

    @property
    def root(self) -> ArticleRow:
        """The article that came out first."""
        return self.nodes[0].article


@dataclass(frozen=True, slots=True)
class Descent:
    """A story's origins, the earliest first, and what else links its articles."""

    origins: tuple[Origin, ...]
    bonds: tuple[Bond, ...]


def descent(articles: Sequence[ArticleRow], links: Iterable[LinkRow]) -> Descent:
    """The tree of these articles; links to articles that are not among them are bonds without the other article."""
    of = {article.id: article for article in articles}
    groups: dict[str, list[ArticleRow]] = defaultdict(list)
    for article in articles:
        groups[article.origin or f"article:{article.id}"].append(article)
    known = [row for row in links if row.article in of]
    deciding = _deciding(known, of)
    origins = [Origin(name, tuple(_tree(group, deciding))) for name, group in groups.items()]
    bonds = [Bond(of[row.article], of.get(row.link.to), row.link) for row in known if not _is_one(row, of)]
    return Descent(tuple(sorted(origins, key=lambda one: _age(one.root))), tuple(bonds))


def _is_one(row: LinkRow, of: Mapping[str, ArticleRow]) -> bool:
    other = of.get(row.link.to)
    return other is not None and other.origin == of[row.article].origin


def _deciding(links: Iterable[LinkRow], of: Mapping[str, ArticleRow]) -> dict[str, Link]:
    """Of each article the strongest link to one of the same origin, which made it so."""
    found: dict[str, Link] = {}
    for row in links:
        if _is_one(row, of) and row.link.to != row.article:
            found.setdefault(row.article, row.link)
    return found


def _tree(group: Sequence[ArticleRow], deciding: Mapping[str, Link]) -> Iterator[Node]:
    """The group's articles in order of reading the tree: each before those that hang on it."""
    ordered = sorted(group, key=_age)
    beside: dict[str, list[tuple[ArticleRow, Link, Direction]]] = defaultdict(list)
    of = {article.id: article for article in group}
    for article in ordered:
        link = deciding.get(article.id)
        if link is not None:
            below, above = _directions(link)
            beside[link.to].append((article, link, below))
            beside[article.id].append((of[link.to], link, above))
    seen: set[str] = set()
    for number, article in enumerate(ordered):
        if article.id not in seen:
            # Later ones that nothing ties to the root hang on it all the same: their origin says so.
            yield from _below(Node(article, int(number > 0), None, "unknown"), beside, seen)


def _below(
    start: Node, beside: Mapping[str, Sequence[tuple[ArticleRow, Link, Direction]]], seen: set[str]
) -> Iterator[Node]:
    """A node and all that hang on it, without recursion: a chain of copies may be long."""
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node.article.id in seen:
            continue
        seen.add(node.article.id)
        yield node
        near = sorted(beside.get(node.article.id, ()), key=lambda one: _age(one[0]), reverse=True)
        waiting += [Node(one, node.depth + 1, link, way) for one, link, way in near if one.id not in seen]


def _directions(link: Link) -> tuple[Direction, Direction]:
    """What the link says where the one that has it stands below, and where it stands above."""
    if link.taker == "unknown":
        return "unknown", "unknown"
    return ("took", "gave") if link.taker == "this" else ("gave", "took")


def _age(article: ArticleRow) -> tuple[bool, dt.date, int, str]:
    """The earlier first, the undated last; on one day as the ledger came to know them."""
    return article.published is None, article.published or dt.date.max, article.reading, article.id
