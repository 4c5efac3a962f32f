"""The nouns: frozen, typed records that every room hands to the next.

This file imports nothing of ours. Offsets count Unicode code points of ``Article.text``,
so ``article.text[span.start:span.end]`` is always the evidence. Labels follow the codebook
(``docs/codebook.md``): ids of holders, the ladder of levels, the kinds of conditions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

Level = Literal["rules_out", "opposes", "doubts", "neutral", "open", "supports", "pledges", "delivers"]
IssueKind = Literal["action", "proposal"]
ConditionKind = Literal["if", "only_if", "unless", "until", "provided"]
ConditionStatus = Literal["unknown", "met", "unmet"]
StatementKind = Literal["direct", "indirect", "mixed"]
Vote = Literal["for", "against", "abstain"]
ActorKind = Literal["state", "organisation", "office", "person", "armed-group", "party", "media", "unnamed"]
MediaType = Literal["text", "html"]

LinkKind = Literal["copy", "excerpt", "rewrite", "facts", "credit", "story"]
"""How one article hangs together with an earlier one.

``copy``     most of the shorter text stands word for word in the other
``excerpt``  a part of it does
``rewrite``  other words for the same content, with an agency credited that says where it came from: a weaker link
``facts``    other words for the same content and the same figures, with nobody credited: the weakest that can join
``credit``   the same agency and much the same content, yet too little to say that one report lies behind both
``story``    the same development
"""

Taker = Literal["this", "other", "unknown"]
"""Which of two linked articles took from the other, where dates or credits tell."""

LADDER: tuple[Level, ...] = get_args(Level)
"""The ordinal ladder of levels, least to most favourable."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch ``[start, end)`` of an article's text, in code points, with its words."""

    start: int
    end: int
    quote: str

    def overlaps(self, other: Span) -> bool:
        """True where the two stretches share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where ``other`` lies wholly within this stretch."""
        return self.start <= other.start and other.end <= self.end


def cut(text: str, start: int, end: int) -> Span:
    """The span ``[start, end)`` of ``text`` without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Page:
    """One raw page as a reader found it, before anything is judged.

    ``text`` is what was read (decoded characters, or markup when ``media`` is ``html``).
    ``source`` names the file, or ``file:line`` of a feed. The other fields are what the container
    said of the page (a JSONL row's keys); they are None where it said nothing.
    """

    source: str
    text: str
    media: MediaType = "text"
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A stretch of an article that is not reporting, and why it was judged so."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text as published. ``body`` holds the paragraphs of reporting, in order and apart from boilerplate."""

    id: str
    text: str
    body: tuple[Span, ...]
    source: str = ""
    media: MediaType = "text"
    boilerplate: tuple[Boilerplate, ...] = ()
    headline: Span | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: date | None = None
    credit: str | None = None
    url: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor, and how it was resolved.

    ``actor`` is the canonical id of what is named (``AZE``, ``EU``, ``AZE/president``), None if it cannot be told.
    ``speaks_for`` is the holder whose stance the actor's words are (``AZE``); None for analysts,
    opposition, lawmakers, ex-officials, media and everyone who speaks for no state or organisation.
    ``person`` is the full name that stands in the text; ``how`` the step that resolved it; ``confidence`` in 0..1.
    """

    span: Span
    kind: ActorKind
    actor: str | None = None
    speaks_for: str | None = None
    person: str | None = None
    role: str | None = None
    anonymous: bool = False
    how: str = "name"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed utterance: who (``speaker_text`` as it stands), the cue, and what is said."""

    id: str
    content: Span
    kind: StatementKind
    speaker_text: str | None = None
    speaker: str | None = None
    speaker_role: str | None = None
    on_behalf_of: str | None = None
    anonymous: bool = False
    cue: Span | None = None
    nested_in: str | None = None
    said_on: date | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One question of a dossier: ``action`` (will it do X itself?) or ``proposal`` (is it for X?)."""

    id: str
    kind: IssueKind
    question: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a user tracks: a title and issues. ``expire`` is after how many days a pledge is no longer fresh.

    It changes what is answered, never what is read: it is left out of the ``repr`` that a run's id is made of.
    """

    id: str
    title: str
    issues: tuple[Issue, ...]
    expire: int | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """What must happen, without the cue; ``kind`` follows the cue."""

    kind: ConditionKind
    span: Span
    status: ConditionStatus = "unknown"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What is offered or refused: a kind of the codebook, a plain number and its unit where the text gives them."""

    kind: str
    quantity: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where one holder stands on one issue, by one piece of evidence. ``because`` says what decided it."""

    id: str
    holder: str
    issue: str
    level: Level
    evidence: Span
    confidence: float
    because: tuple[str, ...]
    otherwise: Level | None = None
    conditions: tuple[Condition, ...] = ()
    contribution: Contribution | None = None
    vote: Vote | None = None
    speaker: str | None = None
    speaker_role: str | None = None
    anonymous: bool = False
    statement: str | None = None
    stated: date | None = None
    superseded: bool = False
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """An office that a title or apposition gives a named person whom the lexicons do not know, with the words."""

    person: str
    actor: str
    office: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate that a step looked at and refused, with the reason: shown by ``--explain``."""

    span: Span
    step: str
    why: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in the data, kept as a row: what kind, where, and what to do about it."""

    kind: str
    detail: str
    source: str = ""
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A reason to group an article with an earlier one.

    ``to`` is the other article's id; ``score`` is in 0..1 and compares with scores of the same kind only;
    ``why`` is one line for a human, its signs parted by semicolons. Only a link whose ``to`` has the same origin
    decided the origin.
    """

    to: str
    kind: LinkKind
    score: float
    why: str
    taker: Taker = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one run reads out of one article, in text order; links to earlier articles strongest first."""

    article: Article
    origin: str = ""
    story: str = ""
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()
    learned: tuple[Learned, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What produced a set of readings: versions of code, lexicons and weights, and the dossier it was read with."""

    id: str
    dossier: str | None
    code: str
    lexicons: str
    weights: str
    settings: str
