"""What lists show: records of the contract, each with its article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pydantic import Field

from onrecord.export.shapes.base import Shape
from onrecord.export.shapes.contract import Position, Problem, Statement
from onrecord.ledger.review_match import ReviewVerdict
from onrecord.records import IssueKind, Level, LinkKind, Taker


class InArticle(Shape):
    """What a row says of its article."""

    date: dt.date | None = Field(description="When it was said, else when the article was published.")
    article: str = Field(description="Id of the article.")
    outlet: str | None
    title: str | None
    published: dt.date | None
    credit: str | None
    url: str | None
    origin: str
    story: str
    dossier: str | None
    run: str = Field(description="Id of the run that read it.")


class Judged(Shape):
    """What a person decided last on a position."""

    number: int = Field(description="The entry's number in the log of review.")
    verdict: ReviewVerdict
    by: str
    at: str = Field(description="The moment in UTC, ISO 8601.")
    why: str


class PositionRow(InArticle, Position):
    """A position as it stands, with its date and article; ``judged`` is null where nobody has decided on it."""

    judged: Judged | None


class StatementRow(InArticle, Statement):
    """A statement with its date and article."""


class ArticleRow(Shape):
    """An article with how many statements, positions and problems were read out of it."""

    id: str
    outlet: str | None
    title: str | None
    published: dt.date | None
    credit: str | None
    url: str | None
    origin: str
    story: str
    dossier: str | None
    run: str
    language: str
    source: str
    statements: int
    positions: int
    problems: int


class ProblemRow(Problem):
    """A fault in the data, where it was met and what to do about it."""

    remedy: str
    source: str
    article: str | None
    dossier: str | None
    run: str


class Cell(Shape):
    """Where one holder stands on one issue; ``position`` is the id of the position that decided its level."""

    holder: str
    issue: str
    level: Level | None
    position: str | None
    date: dt.date | None
    positions: int
    origins: int
    agreeing: int
    contested: bool
    conditional: bool
    anonymous_only: bool


class Matrix(Shape):
    """Who stands where: holders and issues in order, and every cell that holds anything."""

    holders: list[str]
    issues: list[str]
    cells: list[Cell]


class OriginRow(Shape):
    """An original report, with the articles and outlets that carry it."""

    origin: str
    articles: list[str]
    outlets: list[str]
    credit: str | None


class Context(Shape):
    """The paragraph around the evidence, in three pieces; long ones are cut at a word."""

    before: str
    evidence: str
    after: str


class LinkRow(Shape):
    """Why an article is linked to an earlier one (``to``), and which of the two took from the other."""

    article: str
    to: str
    kind: LinkKind
    score: float
    why: str
    taker: Taker


class LoggedDecision(Judged):
    """What a person decided on a position, or undid; ``what`` says it in a few words."""

    what: str
    undone: bool
    settles: bool = Field(description="An adjudication between reviewers, which counts above what they said.")


class Why(PositionRow):
    """A position with its question, the words around it, what it rests on and what speaks against it."""

    question: str
    context: Context
    origins: list[OriginRow]
    contradicted_by: Sequence[PositionRow]
    also_on_record: Sequence[PositionRow]
    linked: list[LinkRow]
    decisions: list[LoggedDecision]


class Issue(Shape):
    """One question of a dossier."""

    id: str
    kind: IssueKind
    question: str
    aliases: list[str]


class IssueRow(Issue):
    """A question with its dossier; ``listed`` is false once the dossier no longer asks it."""

    dossier: str
    listed: bool
    holders: int = Field(description="How many holders have a position on it.")
    positions: int


class Dossier(Shape):
    """What a user tracks; ``expire`` is after how many days a pledge is no longer fresh."""

    id: str
    title: str
    expire: int | None
    issues: list[Issue]


class ActorRow(Shape):
    """A holder, with how much is on record of it; ``latest`` is the date of its latest position."""

    id: str
    name: str
    positions: int
    issues: int
    latest: dt.date | None


class StoryRow(Shape):
    """Articles about one development: the title of the first, and on how many origins they rest."""

    id: str
    title: str | None
    first: dt.date | None
    latest: dt.date | None
    articles: int
    origins: int
    outlets: list[str]
