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
    Text,
    UniqueConstraint,
)

HEAD: Final = "0004"
"""The schema version that this code writes."""

VERSION_TABLE: Final = "onrecord_version"
"""Where the version stands; by its name a ledger is told from any other database."""

metadata = MetaData()


def _span(name: str, *, nullable: bool = False) -> tuple[Column[Any], ...]:
    return (
        Column(name, Text, nullable=nullable),
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
    Column("id", Text, primary_key=True),
    Column("title", Text),
    Column("expire_days", Integer),
)

# ``place`` is null once the dossier no longer lists the issue: positions read earlier still need its question.
issues = Table(
    "issues",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("place", Integer),
    Column("kind", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("aliases", Text, nullable=False),
    PrimaryKeyConstraint("dossier", "id"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("dossier", Text, ForeignKey("dossiers.id")),
    Column("code", Text, nullable=False),
    Column("lexicons", Text, nullable=False),
    Column("weights", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("first_seen", Text, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("run", Text, ForeignKey("runs.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", Date),
    Column("byline", Text),
    Column("dateline", Text),
    Column("credit", Text),
    Column("url", Text),
    Column("language", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("media", Text, nullable=False),
    *_span("headline", nullable=True),
    Column("text", Text, ForeignKey("texts.sha256"), nullable=False),
    Column("content", Text, nullable=False),
    UniqueConstraint("run", "id", "content"),
    Index("articles_id", "id", "reading"),
    Index("articles_published", "published"),
    Index("articles_origin", "origin"),
    Index("articles_text", "text"),
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
    Column("why", Text, nullable=False),
    *_span("quote"),
    PrimaryKeyConstraint("reading", "place"),
)

statements = Table(
    "statements",
    metadata,
    _reading(),
    Column("id", Text, nullable=False),
    _place(),
    Column("speaker", Text),
    Column("speaker_role", Text),
    Column("speaker_text", Text),
    Column("on_behalf_of", Text),
    Column("anonymous", Boolean, nullable=False),
    Column("kind", Text, nullable=False),
    Column("said_on", Date),
    *_span("content"),
    *_span("cue", nullable=True),
    Column("nested_in", Text),
    Column("how", Text, nullable=False),
    PrimaryKeyConstraint("reading", "id"),
    Index("statements_id", "id"),
    Index("statements_on_behalf_of", "on_behalf_of"),
)

positions = Table(
    "positions",
    metadata,
    _reading(),
    Column("id", Text, nullable=False),
    _place(),
    Column("holder", Text, nullable=False),
    Column("issue", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("otherwise", Text),
    Column("stated", Date),
    Column("superseded", Boolean, nullable=False),
    Column("speaker", Text),
    Column("speaker_role", Text),
    Column("anonymous", Boolean, nullable=False),
    Column("reported_by", Text),
    Column("contribution_kind", Text),
    Column("contribution_quantity", Double),
    Column("contribution_unit", Text),
    Column("vote", Text),
    Column("confidence", Double, nullable=False),
    *_span("evidence"),
    Column("because", Text, nullable=False),
    Column("statement", Text),
    PrimaryKeyConstraint("reading", "id"),
    Index("positions_id", "id"),
    Index("positions_holder_issue", "holder", "issue"),
    Index("positions_issue", "issue"),
)

conditions = Table(
    "conditions",
    metadata,
    _reading(),
    Column("position", Text, nullable=False),
    _place(),
    Column("kind", Text, nullable=False),
    *_span("text"),
    Column("status", Text, nullable=False),
    PrimaryKeyConstraint("reading", "position", "place"),
    ForeignKeyConstraint(["reading", "position"], ["positions.reading", "positions.id"]),
)

dropped = Table(
    "dropped",
    metadata,
    _reading(),
    _place(),
    Column("step", Text, nullable=False),
    Column("why", Text, nullable=False),
    *_span("quote"),
    PrimaryKeyConstraint("reading", "place"),
)

problems = Table(
    "problems",
    metadata,
    Column("id", Text, primary_key=True),
    Column("run", Text, ForeignKey("runs.id"), nullable=False),
    Column("reading", Integer, ForeignKey("articles.reading")),
    Column("place", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("article", Text),
    Index("problems_reading", "reading"),
    Index("problems_run", "run"),
)

learned_actors = Table(
    "learned_actors",
    metadata,
    _reading(),
    _place(),
    Column("person", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("office", Text, nullable=False),
    *_span("evidence"),
    PrimaryKeyConstraint("reading", "place"),
    Index("learned_actors_person", "person"),
)

# Append-only: a judgement that no longer counts is undone by a later row that names it.
judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("one", Text),
    Column("other", Text),
    Column("undoes", Integer, ForeignKey("judgements.number")),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
)

# Append-only, as judgements are. A status is about the words of a condition; ``holder`` is whose "we" they say.
# ``run`` is the run that read the status in an article, whose day is ``seen``; both are null for what people decide.
condition_log = Table(
    "condition_log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("words", Text),
    Column("holder", Text),
    Column("other_words", Text),
    Column("other_holder", Text),
    Column("until", Date),
    Column("article", Text),
    *_span("quote", nullable=True),
    Column("undoes", Integer, ForeignKey("condition_log.number")),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("run", Text),
    Column("seen", Date),
)

PER_READING: Final = (paragraphs, boilerplate, statements, positions, conditions, dropped, problems, learned_actors)
"""Every table whose rows hang on a reading, parents before children."""

current_readings = Table(
    "current_readings",
    MetaData(),
    Column("reading", Integer),
    Column("article", Text),
    Column("run", Text),
    Column("dossier", Text),
    Column("newest", Boolean),
)
"""A view: the latest reading of each article and dossier; ``newest`` marks the latest over all dossiers.

A reading without a dossier counts only where its article has no other.
"""
