"""Tools on what was read: statements, articles and their words."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from onrecord.errors import InputError
from onrecord.export.contract import Json, reading_to_json
from onrecord.export.rows import article_row, statement_row
from onrecord.ledger import ArticleFilter, StatementFilter, reading_of
from onrecord.mcp import arguments as ask
from onrecord.mcp.shapes import Article, ArticlePart, Found, Listed, Statement
from onrecord.mcp.tools import Tools, told
from onrecord.records import Reading
from onrecord.run import lists
from onrecord.run.paging import Page
from onrecord.run.search import Question

PART: Final = 8_000
"""How many characters of an article one answer holds."""

Speaker = Annotated[str | None, Field(max_length=200, description="Part of the speaker's name.")]
Behalf = Annotated[str | None, Field(max_length=200, description="Only words spoken for this actor, by its id (JPN).")]
ArticleId = Annotated[str | None, Field(max_length=500, description="Only of this article, by its id.")]
Outlet = Annotated[str | None, Field(max_length=200, description="Only of this outlet, by its name in full.")]
Story = Annotated[str | None, Field(max_length=200, description="Only of this story, by its id: one development.")]
Origin = Annotated[str | None, Field(max_length=200, description="Only copies of this original report, by its id.")]
Wanted = Annotated[str, Field(min_length=1, max_length=500, description='Words, "a phrase", -not, OR, begin*.')]
Kind = Annotated[Literal["article", "statement"], Field(description="What is searched: what people said, or articles.")]
WithActor = Annotated[
    str | None, Field(max_length=200, description="Only words spoken for this actor, or articles with its stance: JPN.")
]
TheArticle = Annotated[str, Field(min_length=1, max_length=500, description="The article's id.")]
Start = Annotated[int, Field(ge=0, description="Where the part begins: 0, or `next_start` of the part before.")]


class ReadingTools(Tools):
    """The tools on articles."""

    @told
    def statements(
        self,
        *,
        speaker: Speaker = None,
        on_behalf_of: Behalf = None,
        article: ArticleId = None,
        dossier: ask.DossierId = None,
        since: ask.Since = None,
        until: ask.Until = None,
        limit: ask.Limit = ask.LIMIT,
        cursor: ask.Cursor = None,
    ) -> Listed[Statement]:
        """Who said what, also where it bears on no tracked question: attributed utterances, with speaker and cue."""
        which = StatementFilter(
            speaker=speaker,
            on_behalf_of=on_behalf_of.upper() if on_behalf_of else None,
            article=article,
            dossier=self.filters(dossier=dossier).dossier,
            since=since,
            until=until,
        )
        return self.turned(
            Listed[Statement],
            lambda some: lists.statements(self.desk, which, limit=some, cursor=cursor),
            statement_row,
            limit=limit,
        )

    @told
    def articles(
        self,
        *,
        outlet: Outlet = None,
        story: Story = None,
        origin: Origin = None,
        dossier: ask.DossierId = None,
        since: ask.Since = None,
        until: ask.Until = None,
        limit: ask.Limit = ask.LIMIT,
        cursor: ask.Cursor = None,
    ) -> Listed[Article]:
        """The articles that were read, with how much was read out of each; `article` gives the words of one."""
        which = ArticleFilter(
            origin=origin,
            story=story,
            outlet=outlet,
            dossier=self.filters(dossier=dossier).dossier,
            since=since,
            until=until,
        )
        return self.turned(
            Listed[Article],
            lambda some: lists.articles(self.desk, which, limit=some, cursor=cursor),
            article_row,
            limit=limit,
        )

    @told
    def search(
        self,
        *,
        text: Wanted,
        kind: Kind = "statement",
        outlet: Outlet = None,
        actor: WithActor = None,
        dossier: ask.DossierId = None,
        limit: ask.Limit = 10,
        cursor: ask.Cursor = None,
    ) -> Found:
        """What articles say in these words, best first: statements with their speakers, or stretches of articles."""
        question = Question(
            text=text,
            kind=kind,
            outlet=outlet or "",
            actor=(actor or "").upper(),
            dossier=self.filters(dossier=dossier).dossier or "",
        )
        any_of = lists.found(self.desk, question, limit=1)[0].any_of
        return self.turned(Found, lambda some: self._found(question, some, cursor), dict, limit=limit, any_of=any_of)

    def _found(self, question: Question, limit: int, cursor: str | None) -> Page[Json]:
        answer, after = lists.found(self.desk, question, limit=limit, cursor=cursor)
        return Page(tuple(answer.to_json()["hits"]), answer.total, after)

    @told
    def article(self, *, article: TheArticle, start: Start = 0) -> ArticlePart:
        """The words of an article, in parts, with the statements and positions that were read out of each part."""
        found = lists.article(self.desk, article)
        if found is None:
            raise InputError(f"the ledger holds no article {article!r}", remedy="`articles` lists their ids.")
        with self.desk.reading() as ledger:
            reading = reading_of(ledger, found.article.reading)
        return self.made(ArticlePart, _part(reading, start))


def _part(reading: Reading, start: int) -> Json:
    text = reading.article.text
    begin = min(start, len(text))
    end = min(begin + PART, len(text))
    whole = reading_to_json(reading)
    within: dict[str, list[Any]] = {
        name: [one for one in whole[name] if begin <= _place(one) < end]
        for name in ("boilerplate", "statements", "positions")
    }
    return {
        **whole,
        **within,
        "text": text[begin:end],
        "start": begin,
        "end": end,
        "length": len(text),
        "next_start": end if end < len(text) else None,
    }


def _place(record: Json) -> int:
    """Where a record begins in the text."""
    span = record.get("evidence") or record.get("content") or record
    return int(span["start"])
