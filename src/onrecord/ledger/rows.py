"""What queries take and give: frozen records, free of the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onrecord.ledger.review_match import ReviewVerdict
from onrecord.records import Issue, Level, Position, Problem, Statement


@dataclass(frozen=True, slots=True)
class PositionFilter:
    """Which positions are wanted; an empty tuple or None leaves a field open.

    ``since`` and ``until`` (both inclusive) look at the date of the position: when it was stated, else when the
    article was published; a position without either is then left out. ``superseded`` True or False asks for
    only those, None for both.
    """

    actors: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    dossier: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    levels: tuple[Level, ...] = ()
    min_confidence: float = 0.0
    superseded: bool | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as lists show it. ``reading`` is the ledger's key of what ``run`` made of it."""

    reading: int
    run: str
    dossier: str | None
    id: str
    outlet: str | None
    title: str | None
    published: dt.date | None
    credit: str | None
    url: str | None
    language: str
    source: str
    origin: str
    story: str


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article with how much was read out of it."""

    article: ArticleRow
    statements: int
    positions: int
    problems: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person decided last on a position: the entry of the log of review, by whom, when (UTC) and why."""

    number: int
    verdict: ReviewVerdict
    by: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position as it stands and the article that reports it; ``judged`` is None where nobody has decided on it."""

    position: Position
    article: ArticleRow
    judged: Judged | None = None

    @property
    def date(self) -> dt.date | None:
        """When it was stated, else when the article was published."""
        return self.position.stated or self.article.published

    @property
    def seen(self) -> dt.date | None:
        """When a reader could know of it: when the article was published, else when it was stated."""
        return self.article.published or self.position.stated


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement and the article that reports it."""

    statement: Statement
    article: ArticleRow

    @property
    def date(self) -> dt.date | None:
        """When it was said, else when the article was published."""
        return self.statement.said_on or self.article.published


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A fault in the data and the run that met it."""

    problem: Problem
    run: str
    dossier: str | None


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue of a dossier in the ledger; ``place`` is None once the dossier no longer lists it."""

    dossier: str
    issue: Issue
    place: int | None
