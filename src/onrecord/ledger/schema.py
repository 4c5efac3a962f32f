"""The ledger's tables. ``migrations/`` builds them; a test holds the two together.

A *reading* is what one run made of one article; every extracted row hangs on one. A span named ``x`` is three
columns: ``x`` (its words), ``x_start`` and ``x_end`` (code points of the article's text). ``place`` counts rows
within a reading, from 0, in the order in which they were read.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from onrecord.ledger.words import Words

HEAD: Final = "0007"
"""The schema version that this code writes."""

VERSION_TABLE: Final = "onrecord_version"
"""Where the version stands; by its name a ledger is told from any other database."""

metadata = MetaData()


def _span(name: str, *, nullable: bool = False) -> tuple[Column[Any], ...]:
    return (
        Column(name, Words, nullable=nullable),
        Column(f"{name}_start", Integer, nullable=nullable),
        Column(f"{name}_end", Integer, nullable=nullable),
    )


def _reading() -> Column[Any]:
    return Column("reading", Integer, ForeignKey("articles.reading"), nullable=False)


def _place() -> Column[Any]:
    return Column("place", Integer, nullable=False)


dossiers = Table(
    "dossiers",
    metadata,
    Column("id", Words, primary_key=True),
    Column("title", Words),
    Column("expire_days", Integer),
)

# ``place`` is null once the dossier no longer lists the issue: positions read earlier still need its question.
issues = Table(
    "issues",
    metadata,
    Column("dossier", Words, ForeignKey("dossiers.id"), nullable=False),
    Column("id", Words, nullable=False),
    Column("place", Integer),
    Column("kind", Words, nullable=False),
    Column("question", Words, nullable=False),
    Column("aliases", Words, nullable=False),
    PrimaryKeyConstraint("dossier", "id"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Words, primary_key=True),
    Column("dossier", Words, ForeignKey("dossiers.id")),
    Column("code", Words, nullable=False),
    Column("lexicons", Words, nullable=False),
    Column("weights", Words, nullable=False),
    Column("settings", Words, nullable=False),
    Column("first_seen", Words, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    Column("sha256", Words, primary_key=True),
    Column("text", Words, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("run", Words, ForeignKey("runs.id"), nullable=False),
    Column("id", Words, nullable=False),
    Column("outlet", Words),
    Column("title", Words),
    Column("published", Date),
    Column("byline", Words),
    Column("dateline", Words),
    Column("credit", Words),
    Column("url", Words),
    Column("language", Words, nullable=False),
    Column("origin", Words, nullable=False),
    Column("story", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("media", Words, nullable=False),
    *_span("headline", nullable=True),
    Column("text", Words, ForeignKey("texts.sha256"), nullable=False),
    Column("content", Words, nullable=False),
    UniqueConstraint("run", "id", "content"),
    Index("articles_id", "id", "reading"),
    Index("articles_published", "published"),
    Index("articles_origin", "origin"),
    Index("articles_text", "text"),
    Index("articles_content", "content"),
    Index("articles_story", "story"),
)

paragraphs = Table(
    "paragraphs",
    metadata,
    _reading(),
    _place(),
    Column("text_start", Integer, nullable=False),
    Column("text_end", Integer, nullable=False),
    PrimaryKeyConstraint("reading", "place"),
)

boilerplate = Table(
    "boilerplate",
    metadata,
    _reading(),
    _place(),
    Column("why", Words, nullable=False),
    *_span("quote"),
    PrimaryKeyConstraint("reading", "place"),
)

statements = Table(
    "statements",
    metadata,
    _reading(),
    Column("id", Words, nullable=False),
    _place(),
    Column("speaker", Words),
    Column("speaker_role", Words),
    Column("speaker_text", Words),
    Column("on_behalf_of", Words),
    Column("anonymous", Boolean, nullable=False),
    Column("kind", Words, nullable=False),
    Column("said_on", Date),
    *_span("content"),
    *_span("cue", nullable=True),
    Column("nested_in", Words),
    Column("how", Words, nullable=False),
    PrimaryKeyConstraint("reading", "id"),
    Index("statements_id", "id"),
    Index("statements_on_behalf_of", "on_behalf_of"),
)

positions = Table(
    "positions",
    metadata,
    _reading(),
    Column("id", Words, nullable=False),
    _place(),
    Column("holder", Words, nullable=False),
    Column("issue", Words, nullable=False),
    Column("level", Words, nullable=False),
    Column("otherwise", Words),
    Column("stated", Date),
    Column("superseded", Boolean, nullable=False),
    Column("speaker", Words),
    Column("speaker_role", Words),
    Column("anonymous", Boolean, nullable=False),
    Column("reported_by", Words),
    Column("contribution_kind", Words),
    Column("contribution_quantity", Double),
    Column("contribution_unit", Words),
    Column("vote", Words),
    Column("confidence", Double, nullable=False),
    *_span("evidence"),
    Column("because", Words, nullable=False),
    Column("statement", Words),
    PrimaryKeyConstraint("reading", "id"),
    Index("positions_id", "id"),
    Index("positions_holder_issue", "holder", "issue"),
    Index("positions_issue", "issue"),
)

conditions = Table(
    "conditions",
    metadata,
    _reading(),
    Column("position", Words, nullable=False),
    _place(),
    Column("kind", Words, nullable=False),
    *_span("text"),
    Column("status", Words, nullable=False),
    PrimaryKeyConstraint("reading", "position", "place"),
    ForeignKeyConstraint(["reading", "position"], ["positions.reading", "positions.id"]),
)

dropped = Table(
    "dropped",
    metadata,
    _reading(),
    _place(),
    Column("step", Words, nullable=False),
    Column("why", Words, nullable=False),
    *_span("quote"),
    PrimaryKeyConstraint("reading", "place"),
)

problems = Table(
    "problems",
    metadata,
    Column("id", Words, primary_key=True),
    Column("run", Words, ForeignKey("runs.id"), nullable=False),
    Column("reading", Integer, ForeignKey("articles.reading")),
    Column("place", Integer, nullable=False),
    Column("kind", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("article", Words),
    Index("problems_reading", "reading"),
    Index("problems_run", "run"),
)

learned_actors = Table(
    "learned_actors",
    metadata,
    _reading(),
    _place(),
    Column("person", Words, nullable=False),
    Column("actor", Words, nullable=False),
    Column("office", Words, nullable=False),
    *_span("evidence"),
    PrimaryKeyConstraint("reading", "place"),
    Index("learned_actors_person", "person"),
)

# Why an article is linked to an earlier one (``article``, its id): evidence of the reading, as its origin is.
links = Table(
    "links",
    metadata,
    _reading(),
    _place(),
    Column("article", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("score", Double, nullable=False),
    Column("why", Words, nullable=False),
    Column("taker", Words, nullable=False),
    PrimaryKeyConstraint("reading", "place"),
    Index("links_article", "article"),
)

# Append-only: a judgement that no longer counts is undone by a later row that names it.
judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("verdict", Words, nullable=False),
    Column("one", Words),
    Column("other", Words),
    Column("undoes", Integer, ForeignKey("judgements.number")),
    Column("by", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("why", Words, nullable=False),
)

# Append-only, as judgements are. A status is about the words of a condition; ``holder`` is whose "we" they say.
# ``run`` is the run that read the status in an article, whose day is ``seen``; both are null for what people decide.
condition_log = Table(
    "condition_log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("verdict", Words, nullable=False),
    Column("words", Words),
    Column("holder", Words),
    Column("other_words", Words),
    Column("other_holder", Words),
    Column("until", Date),
    Column("article", Words),
    *_span("quote", nullable=True),
    Column("undoes", Integer, ForeignKey("condition_log.number")),
    Column("by", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("run", Words),
    Column("seen", Date),
)

PER_READING: Final = (
    *(paragraphs, boilerplate, statements, positions, conditions),
    *(dropped, problems, learned_actors, links),
)
"""Every table whose rows hang on a reading, parents before children."""

current_readings = Table(
    "current_readings",
    MetaData(),
    Column("reading", Integer),
    Column("article", Words),
    Column("run", Words),
    Column("dossier", Words),
    Column("newest", Boolean),
)
"""A view: the latest reading of each article and dossier; ``newest`` marks the latest over all dossiers.

A reading without a dossier counts only where its article has no other.
"""
