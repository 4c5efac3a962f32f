"""Routes on what was read: articles and their copies, statements, faults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi import Query as Asked
from pydantic import Field

from onrecord.api.asking import Days, Listed, OfDossier, Query, TheDesk, Turning, Word, listed, turned
from onrecord.api.faults import Missing, documented
from onrecord.export.contract import Json, day, reading_to_json
from onrecord.export.rows import article_row, problem_row, statement_row
from onrecord.export.shapes import contract
from onrecord.export.shapes import rows as shapes
from onrecord.ledger import ArticleFilter, ArticleRow, StatementFilter, reading_of
from onrecord.ledger import problems as found_problems
from onrecord.ledger.article_list import article_rows
from onrecord.problems import remedy
from onrecord.run import lists
from onrecord.run.desk import Desk
from onrecord.run.filters import Filters
from onrecord.run.known import resolved

router = APIRouter(responses=documented(304, 400, 422, 503), tags=["reading"])


class StatementQuery(OfDossier, Days, Turning):
    """Which statements, and which page."""

    speaker: Word | None = Field(None, description="Part of the speaker's name.")
    on_behalf_of: Word | None = Field(None, alias="for", description="Only words spoken for this actor, by its id.")
    article: Word | None = Field(None, description="Only of this article, by its id.")


class ArticleQuery(OfDossier, Days, Turning):
    """Which articles, and which page."""

    outlet: Word | None = Field(None, description="Only of this outlet.")
    origin: Word | None = Field(None, description="Only copies of this original report, by its id.")
    story: Word | None = Field(None, description="Only of this story, by its id.")


class ProblemQuery(Turning):
    """Which faults, and which page."""

    kind: Word | None = Field(None, description="Only of this kind.")


class ReadFor(Query):
    """Which reading of an article."""

    dossier: Word | None = Field(None, description="As read for this dossier; without it, as read last.")


@router.get("/statements", response_model=Listed[shapes.StatementRow])
def statements(desk: TheDesk, asked: Annotated[StatementQuery, Asked()]) -> Json:
    """Who said what: attributed utterances, in the order of the ledger."""
    which = StatementFilter(
        speaker=asked.speaker,
        on_behalf_of=asked.on_behalf_of.upper() if asked.on_behalf_of else None,
        article=asked.article,
        dossier=_dossier(desk, asked),
        since=asked.since,
        until=asked.until,
    )
    return listed(lists.statements(desk, which, limit=asked.limit, cursor=asked.cursor), statement_row)


@router.get("/articles", response_model=Listed[shapes.ArticleRow])
def articles(desk: TheDesk, asked: Annotated[ArticleQuery, Asked()]) -> Json:
    """The articles that were read, in the order of the ledger, with how much was read out of each."""
    which = ArticleFilter(
        origin=asked.origin,
        story=asked.story,
        outlet=asked.outlet,
        dossier=_dossier(desk, asked),
        since=asked.since,
        until=asked.until,
    )
    return listed(lists.articles(desk, which, limit=asked.limit, cursor=asked.cursor), article_row)


@router.get(
    "/articles/{article:path}",
    response_model=contract.Reading,
    response_model_exclude_unset=True,
    responses=documented(404),
)
def article(
    desk: TheDesk, article: Annotated[str, Path(description="The article's id.")], asked: Annotated[ReadFor, Asked()]
) -> Json:
    """One article and what was read out of it: the object that `onrecord read --format jsonl` prints."""
    found = lists.article(desk, article, _dossier(desk, asked))
    if found is None:
        raise Missing(f"article {article!r}", "/articles lists them with their ids.")
    with desk.reading() as ledger:
        return reading_to_json(reading_of(ledger, found.article.reading))


@router.get("/stories", response_model=Listed[shapes.StoryRow])
def stories(desk: TheDesk, asked: Annotated[Turning, Asked()]) -> Json:
    """Stories: articles about one development, with how many origins they go back to."""
    found = _grouped(desk, "stories", lambda row: row.story)
    return turned(found, lambda one: _story(*one), key=lambda one: one[0], question="stories", asked=asked)


@router.get("/origins", response_model=Listed[shapes.OriginRow])
def origins(desk: TheDesk, asked: Annotated[Turning, Asked()]) -> Json:
    """Original reports, with the articles and outlets that carry each."""
    found = _grouped(desk, "origins", lambda row: row.origin)
    return turned(found, lambda one: _origin(*one), key=lambda one: one[0], question="origins", asked=asked)


@router.get("/problems", response_model=Listed[shapes.ProblemRow])
def problems(desk: TheDesk, asked: Annotated[ProblemQuery, Asked()]) -> Json:
    """What could not be read or resolved, each with what to do about it."""
    with desk.reading() as ledger:
        found = desk.snapshot().once(("problems", asked.kind), lambda: found_problems(ledger, kind=asked.kind))
    return turned(
        found,
        lambda row: problem_row(row, remedy(row.problem.kind)),
        key=repr,
        question=("problems", asked.kind),
        asked=asked,
    )


def _dossier(desk: Desk, asked: OfDossier | ReadFor) -> str | None:
    return resolved(desk, Filters(dossier=asked.dossier)).dossier


def _grouped(desk: Desk, name: str, key: Callable[[ArticleRow], str]) -> Sequence[tuple[str, Sequence[ArticleRow]]]:
    """The articles by what they share, as last read; those that share nothing are left out."""

    def made() -> list[tuple[str, list[ArticleRow]]]:
        groups: dict[str, list[ArticleRow]] = {}
        with desk.reading() as ledger:
            for row in reversed(article_rows(ledger)):
                groups.setdefault(key(row), []).append(row)
        return sorted((one, some) for one, some in groups.items() if one)

    return desk.snapshot().once(f"articles by {name}", made)


def _story(story: str, rows: Sequence[ArticleRow]) -> Json:
    dated = [row for row in rows if row.published]
    first = min(dated, key=lambda row: (row.published, row.reading), default=rows[0])
    return {
        "id": story,
        "title": first.title,
        "first": day(first.published),
        "latest": day(max((row.published for row in dated if row.published), default=None)),
        "articles": len(rows),
        "origins": len({row.origin or row.id for row in rows}),
        "outlets": sorted({row.outlet for row in rows if row.outlet}),
    }


def _origin(origin: str, rows: Sequence[ArticleRow]) -> Json:
    return {
        "origin": origin,
        "articles": sorted({row.id for row in rows}),
        "outlets": sorted({row.outlet for row in rows if row.outlet}),
        "credit": next((row.credit for row in rows if row.credit), None),
    }
