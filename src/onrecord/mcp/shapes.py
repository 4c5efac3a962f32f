"""What tools answer: the shapes of the other faces, and for each thing that has a page its links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, Literal, TypeVar

from pydantic import Field, ValidationInfo, model_validator

from onrecord.export.shapes import answers, contract, found, rows
from onrecord.export.shapes.base import Shape
from onrecord.mcp.links import page_of
from onrecord.records import ConditionKind, Level
from onrecord.run import links as paths

Item = TypeVar("Item")
Path = Callable[[Mapping[str, Any]], str]


class Listed(Shape, Generic[Item]):
    """A page of an answer: some items, how many there are in all, and what to ask the next page with."""

    items: list[Item]
    total: int
    next_cursor: str | None = Field(description="Give it as `cursor` for the next page; null on the last one.")


class Links(Shape):
    """Where to look: the article as it was published, and the desk's page, where there are such."""

    article: str | None
    desk: str | None


class Linked(Shape):
    """A thing with links. The desk's address comes with the context of the validation; ``page`` is its path there."""

    links: Links
    page: ClassVar[Path]

    @model_validator(mode="before")
    @classmethod
    def _link(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, Mapping) or "links" in value:
            return value
        desk = (info.context or {}).get("desk")
        own = f"{desk}{cls.page(value)}" if desk else None
        return {**value, "links": {"article": page_of(value.get("url")), "desk": own}}


class Reported(rows.PositionRow, Linked):
    """A position with its evidence, its article, and links."""

    page: ClassVar[Path] = lambda value: paths.position(value["id"])


class Position(answers.VoicedPosition, Linked):
    """The same with whose words they are."""

    page: ClassVar[Path] = lambda value: paths.position(value["id"])


class Statement(rows.StatementRow, Linked):
    """A statement with its words, its article, and links."""

    page: ClassVar[Path] = lambda value: paths.article(value["article"], value["id"])


class Article(rows.ArticleRow, Linked):
    """An article with how much was read out of it, and links."""

    page: ClassVar[Path] = lambda value: paths.article(value["id"])


class ArticleHit(found.ArticleHit, Linked):
    """An article that was found, with the best stretch of its reporting."""

    page: ClassVar[Path] = lambda value: paths.article(value["article"])


class StatementHit(found.StatementHit, Linked):
    """A statement that was found, with its words."""

    page: ClassVar[Path] = lambda value: paths.article(value["article"], value.get("id", ""))


class Found(Listed[ArticleHit | StatementHit]):
    """What was found, best first."""

    any_of: bool = Field(description="Nothing has all words, so what has one of them is shown.")


class ArticlePart(contract.Reading, Linked):
    """A part of an article: ``text`` is ``[start:end]`` of its words, with the records that lie in it.

    Offsets count from the start of the whole text, of ``length`` code points.
    """

    start: int
    end: int
    length: int
    next_start: int | None = Field(description="Where the next part begins; null at the end.")
    page: ClassVar[Path] = lambda value: paths.article(value["id"])


class Stance(rows.Cell):
    """Where a holder stands on an issue, its name, and the position that says so (none where all are superseded)."""

    name: str
    evidence: Position | None


class Why(rows.Why, Linked):
    """A position with the words around it, what it rests on and what speaks against it."""

    contradicted_by: Sequence[Reported]
    also_on_record: Sequence[Reported]
    page: ClassVar[Path] = lambda value: paths.position(value["id"])


class Shift(answers.Shift):
    """What changed, with both positions."""

    earlier: Position
    later: Position


class Side(answers.Side):
    """One of two stances that cannot both hold; ``rows`` are ids of positions."""

    evidence: Position


class Conflict(answers.Conflict):
    """A contradiction with both of its sides."""

    one: Side
    other: Side


class Use(Linked):
    """A position that hangs on a condition, in short; ``positive`` is false where it is the condition's negation."""

    kind: ConditionKind
    words: str
    positive: bool
    position: str
    holder: str
    issue: str
    level: Level
    otherwise: Level | None
    date: dt.date | None
    article: str
    outlet: str | None
    url: str | None
    page: ClassVar[Path] = lambda value: paths.position(value["position"])


class Condition(answers.Proposition):
    """A condition in all its wordings, with its status and everything that hangs on it."""

    uses: list[Use]  # type: ignore[assignment]  # in short: twenty positions in full would fill an answer


class Moved(answers.Stance):
    """A holder's stance before and after; ``how`` says what the question does to it."""

    how: list[Literal["moved", "blocked", "overridden"]]
    evidence: Position
    overridden: Position | None


class WhatIf(Listed[Moved]):
    """The answer to a what-if question; its items are the stances that it touches."""

    settings: list[answers.Setting]
    unconditional: int = Field(description="How many stances hang on nothing.")
    also_say: list[answers.AlsoSay]
    before: list[answers.FieldOfIssue]
    after: list[answers.FieldOfIssue]


class Dossiers(Shape):
    """What is tracked: dossiers with their questions."""

    items: list[rows.Dossier]
