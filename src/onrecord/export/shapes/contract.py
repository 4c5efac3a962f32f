"""One article and what was read out of it, as ``contract.schema.json`` has it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from onrecord.export.shapes.base import Shape
from onrecord.records import ConditionKind, Level, StatementKind, Vote

Offset = Annotated[int, Field(ge=0, description="In code points of the article's text.")]


class Span(Shape):
    """A half-open stretch of the text in code points; quote == text[start:end]."""

    start: Offset
    end: Offset
    quote: str


class Boilerplate(Shape):
    """A stretch that is no reporting, and why it was judged so."""

    start: Offset
    end: Offset
    quote: str
    why: str


class Condition(Shape):
    """A condition of a position: what must happen, without the cue."""

    kind: ConditionKind
    text: str
    start: Offset
    end: Offset


class Contribution(Shape):
    """What is offered or refused."""

    kind: str
    quantity: int | float | None
    unit: str | None


class Statement(Shape):
    """One attributed utterance."""

    id: str
    speaker: str | None = Field(description="Resolved full name that stands in the text.")
    speaker_text: str | None = Field(description="The mention that stands as source, as it stands.")
    speaker_role: str | None
    on_behalf_of: str | None = Field(description="Id of the actor whose words these are.")
    anonymous: bool
    cue: Span | None
    content: Span
    kind: StatementKind
    nested_in: str | None = Field(description="Id of the statement that holds this one.")
    said_on: dt.date | None


class Position(Shape):
    """Where one holder stands on one issue, by one piece of evidence."""

    id: str
    holder: str = Field(description="ISO 3166-1 alpha-3 for states, an acronym for organisations.")
    issue: str = Field(description="Id of an issue of the dossier.")
    level: Level = Field(description="On the ordinal ladder, least to most favourable.")
    otherwise: Level | None = Field(description="The level in the other branch of the condition.")
    conditions: list[Condition]
    contribution: Contribution | None
    vote: Vote | None
    speaker: str | None
    speaker_role: str | None
    anonymous: bool
    statement: str | None = Field(description="Id of the statement it rests on.")
    stated: dt.date | None = Field(description="Date of the utterance or act; null if the text does not tell.")
    superseded: bool = Field(description="The text itself sets it against a later stance of the same holder.")
    reported_by: str | None = Field(description="Id of the political actor who reports it.")
    confidence: float = Field(ge=0, le=1)
    evidence: Span
    because: list[str] = Field(description="What decided it: cue words and rules.")


class Event(Shape):
    """An event in a coding scheme of event data. This version records none."""

    source: str
    target: str | None
    plover: str
    cameo: str | None
    mode: str | None
    negated: bool
    hypothetical: bool
    evidence: Span


class Problem(Shape):
    """A fault in the data that was met on the way."""

    kind: str
    detail: str


class Reading(Shape):
    """One article and what was read out of it, as ``onrecord read --format jsonl`` prints it."""

    id: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    dateline: str | None
    published: dt.date | None
    credit: str | None = Field(description="The agency or outlet that the text credits.")
    language: str
    origin: str = Field(description="The original report it goes back to, shared by re-writes of it.")
    story: str = Field(description="Articles on the same development share it.")
    boilerplate: list[Boilerplate]
    statements: list[Statement]
    positions: list[Position]
    events: list[Event]
    problems: list[Problem]
    text: str = Field(default="", description="Only for HTML input: the extracted text, which the offsets count.")
