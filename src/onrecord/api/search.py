"""The route that searches what was read."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi import Query as Asked
from pydantic import Field

from onrecord.api.asking import Listed, OfDossier, TheDesk, Turning, Word
from onrecord.api.faults import documented
from onrecord.export.contract import Json
from onrecord.export.shapes.found import ArticleHit, FacetName, FacetValue, StatementHit
from onrecord.run import lists
from onrecord.run.filters import Filters
from onrecord.run.known import resolved
from onrecord.run.search import Question

router = APIRouter(responses=documented(304, 400, 422, 503), tags=["reading"])


class Found(Listed[ArticleHit | StatementHit]):
    """What was found, best first, with counts over all of it."""

    query: str
    any_of: bool = Field(description="Nothing has all words, so what has one of them is shown.")
    facets: dict[FacetName, list[FacetValue]]


class SearchQuery(OfDossier, Turning):
    """What is wanted, and which page."""

    text: str = Field(min_length=1, max_length=500, description='Words, "phrases", -not, OR, begin*.')
    kind: Literal["article", "statement"] = Field("article", description="What is searched.")
    outlet: Word | None = Field(None, description="Only of this outlet.")
    actor: Word | None = Field(None, description="Only with a stance of, or words for, this actor, by its id.")
    month: str | None = Field(None, pattern=r"^\d{4}-\d{2}$", description="Only published in this month (2026-01).")
    story: Word | None = Field(None, description="Only of this story, by its id.")


@router.get("/search", response_model=Found)
def search(desk: TheDesk, asked: Annotated[SearchQuery, Asked()]) -> Json:
    """Articles or statements that have these words, with the words marked and counts by outlet, actor, month, story."""
    question = Question(
        text=asked.text,
        kind=asked.kind,
        outlet=asked.outlet or "",
        dossier=resolved(desk, Filters(dossier=asked.dossier)).dossier or "",
        actor=asked.actor or "",
        month=asked.month or "",
        story=asked.story or "",
    )
    answer, after = lists.found(desk, question, limit=asked.limit, cursor=asked.cursor)
    found = answer.to_json()
    return {"items": found.pop("hits"), "next": after, **found}
