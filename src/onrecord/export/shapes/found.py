"""What a search finds."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from onrecord.export.shapes.base import Shape
from onrecord.export.shapes.contract import Span
from onrecord.export.shapes.rows import StatementRow

FacetName = Literal["outlet", "dossier", "actor", "month", "story"]


class Excerpt(Span):
    """A stretch of an article's text, and where the wanted words stand in it."""

    marks: list[Span]


class ArticleHit(Shape):
    """An article that was found, with the best stretch of its reporting."""

    hit: Literal["article"]
    article: str = Field(description="Id of the article.")
    outlet: str | None
    title: str | None
    published: dt.date | None
    credit: str | None
    url: str | None
    origin: str
    story: str
    dossier: str | None
    run: str
    excerpt: Excerpt


class StatementHit(StatementRow):
    """A statement that was found, with its words; ``kind`` is the statement's own, as everywhere."""

    hit: Literal["statement"]
    excerpt: Excerpt


class FacetValue(Shape):
    """One value of a facet, and how many hits have it."""

    value: str
    count: int
