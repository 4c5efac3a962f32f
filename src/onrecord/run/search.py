"""Search for every face: what was typed against articles or statements, narrowed by facets that are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Literal, get_args

from onrecord.errors import InputError
from onrecord.export.contract import Json
from onrecord.export.found import article_hit_row, article_hit_to_json, statement_hit_row, statement_hit_to_json
from onrecord.ledger import Ledger, positions
from onrecord.ledger.fulltext import (
    ArticleHit,
    FoundIn,
    Kind,
    Latest,
    Match,
    StatementHit,
    article_hits,
    latest_readings,
    matches,
    statement_hits,
)
from onrecord.ledger.search_query import parse
from onrecord.run.desk import Desk, Snapshot

FacetName = Literal["outlet", "dossier", "actor", "month", "story"]
FACETS: Final[tuple[FacetName, ...]] = get_args(FacetName)
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

Holders = Mapping[str, frozenset[str]]
"""Whose stances each article reports, by its id."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is wanted: words as typed, articles or statements, and the facets that narrow it (empty: not narrowed).

    ``month`` is written 2026-01. An actor is a holder of a position in the article, or for whom a statement speaks.
    """

    text: str
    kind: Kind = "article"
    outlet: str = ""
    dossier: str = ""
    actor: str = ""
    month: str = ""
    story: str = ""

    def chosen(self) -> list[tuple[FacetName, str]]:
        """The facets that narrow it."""
        return [(name, value) for name in FACETS if (value := getattr(self, name))]


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet's values with how many hits each has, most first (months latest first)."""

    name: FacetName
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found. ``any_of``: nothing has all words, so what has one of them is shown."""

    question: Question
    articles: tuple[ArticleHit, ...]
    statements: tuple[StatementHit, ...]
    total: int
    facets: tuple[Facet, ...]
    any_of: bool

    def to_json(self) -> Json:
        """The answer as data."""
        hits = [*map(article_hit_to_json, self.articles), *map(statement_hit_to_json, self.statements)]
        facets = {one.name: [{"value": value, "count": count} for value, count in one.values] for one in self.facets}
        return {"query": self.question.text, "total": self.total, "any_of": self.any_of, "facets": facets, "hits": hits}

    def rows(self) -> list[list[object]]:
        """The hits as cells under ``export.found.COLUMNS``."""
        return [*map(article_hit_row, self.articles), *map(statement_hit_row, self.statements)]


@dataclass(frozen=True, slots=True)
class _Everything:
    matches: tuple[Match, ...]
    any_of: bool


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """What is left of everything when facets narrow it, with how many hits each facet then has."""

    matches: tuple[Match, ...]
    facets: tuple[Facet, ...]
    any_of: bool


def kind_of(name: str) -> Kind:
    """The kind of this name.

    Raises:
        InputError: there is none.
    """
    found = next((kind for kind in KINDS if kind == name), None)
    if found is None:
        raise InputError(f"{name!r} cannot be searched", place="kind", remedy=f"Give one of {', '.join(KINDS)}.")
    return found


def search(ledger: Ledger, question: Question, *, start: int = 0, limit: int = 20) -> Found:
    """What a ledger holds of it, best first: ``limit`` hits from ``start`` on, with counts over all of them."""
    narrowed = _narrowed(_everything(ledger, question), question, lambda: _holders_in(ledger))
    return _answer(ledger, question, narrowed, (start, limit))


def search_desk(desk: Desk, question: Question, *, start: int = 0, limit: int = 20) -> Found:
    """The same at a desk, which keeps what it found for the next page or facet."""
    snapshot = desk.snapshot()
    with desk.reading() as ledger:

        def every() -> _Everything:
            key = ("search", question.text, question.kind)
            return snapshot.once(key, lambda: _everything(ledger, question, lambda: latest_at(snapshot, ledger)))

        narrowed = snapshot.once(question, lambda: _narrowed(every(), question, lambda: holders_of_articles(snapshot)))
        return _answer(ledger, question, narrowed, (start, limit))


def ahead(desk: Desk, snapshot: Snapshot) -> None:
    """Look up what every search for a common word needs."""
    holders_of_articles(snapshot)
    with desk.reading() as ledger:
        latest_at(snapshot, ledger)


def latest_at(snapshot: Snapshot, ledger: Ledger) -> Latest:
    """The latest readings, kept with the snapshot."""
    return snapshot.once("latest readings", lambda: latest_readings(ledger))


def _everything(ledger: Ledger, question: Question, known: Callable[[], Latest] | None = None) -> _Everything:
    query = parse(question.text)
    found = matches(ledger, query, question.kind, known)
    if found or len(query.groups) < 2:
        return _Everything(tuple(found), False)
    return _Everything(tuple(matches(ledger, query.any_of(), question.kind, known)), True)


def _narrowed(every: _Everything, question: Question, holders: Callable[[], Holders]) -> _Narrowed:
    known = holders() if every.matches else {}
    chosen = question.chosen()
    fitting = every.matches
    if chosen:
        fitting = tuple(one for one in fitting if all(value in _values(one, name, known) for name, value in chosen))
    found = fitting if question.dossier else tuple(one for one in fitting if one.of.newest)
    articles = Counter(map(attrgetter("of"), fitting))
    shown = {one: count for one, count in articles.items() if question.dossier or one.newest}
    facets = tuple(_facet(name, found, articles if name == "dossier" else shown, known) for name in FACETS)
    return _Narrowed(found, facets, every.any_of)


def _answer(ledger: Ledger, question: Question, narrowed: _Narrowed, part: tuple[int, int]) -> Found:
    found, facets, any_of = narrowed.matches, narrowed.facets, narrowed.any_of
    page = found[part[0] : part[0] + part[1]]
    query = parse(question.text)
    articles: Sequence[ArticleHit] = ()
    statements: Sequence[StatementHit] = ()
    if question.kind == "article":
        articles = article_hits(ledger, [one.of.key for one in page], query)
    else:
        statements = statement_hits(ledger, [(one.of.key, one.statement or "") for one in page], query)
    return Found(question, tuple(articles), tuple(statements), len(found), facets, any_of and bool(found))


def _values(one: Match, name: FacetName, holders: Holders) -> Iterable[str]:
    """The values that it has of a facet."""
    if name == "actor" and one.statement is not None:
        return (one.on_behalf_of,) if one.on_behalf_of else ()
    return _of_article(one.of, name, holders)


def _of_article(one: FoundIn, name: FacetName, holders: Holders) -> Iterable[str]:
    if name == "actor":
        return holders.get(one.article, ())
    if name == "month":
        return (one.published.isoformat()[:7],) if one.published else ()
    value: str | None = getattr(one, name)
    return (value,) if value else ()


def _facet(name: FacetName, found: Sequence[Match], articles: Mapping[FoundIn, int], holders: Holders) -> Facet:
    """How many of these have each value; an article's is looked up once, and counts for all that was found in it."""
    counts: Counter[str] = Counter()
    if name == "actor" and found and found[0].statement is not None:
        counts.update(one.on_behalf_of for one in found if one.on_behalf_of)
    else:
        for article, count in articles.items():
            for value in _of_article(article, name, holders):
                counts[value] += count
    if name == "month":
        return Facet(name, tuple(sorted(counts.items(), reverse=True)))
    return Facet(name, tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))))


def holders_of_articles(snapshot: Snapshot) -> Holders:
    """Whose stances each article reports; kept with the snapshot."""

    def make() -> Holders:
        rows = snapshot.by_article.items()
        return {article: frozenset(row.position.holder for row in some) for article, some in rows}

    return snapshot.once("holders of articles", make)


def _holders_in(ledger: Ledger) -> Holders:
    found: dict[str, set[str]] = {}
    for row in positions(ledger):
        found.setdefault(row.article.id, set()).add(row.position.holder)
    return {article: frozenset(some) for article, some in found.items()}
