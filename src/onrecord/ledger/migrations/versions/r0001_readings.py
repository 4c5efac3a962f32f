"""The first schema: readings of articles, and the views that show the latest of them.

Tables are written out here rather than taken from ``schema.py``: a migration says what was, and never changes.
"""

from typing import Final

import sqlalchemy as sa
from alembic import op

from onrecord.ledger.words import Words

revision: Final = "0001"
down_revision: Final = None
branch_labels: Final = None
depends_on: Final = None

# A reading without a dossier holds nothing that one with a dossier lacks, so it counts only where there is no other.
CURRENT_READINGS: Final = """
CREATE VIEW current_readings AS
SELECT a.reading, a.id AS article, a.run, r.dossier,
       NOT EXISTS (
           SELECT 1 FROM articles c JOIN runs t ON t.id = c.run
           WHERE c.id = a.id AND c.reading > a.reading AND (t.dossier IS NOT NULL OR r.dossier IS NULL)) AS newest
FROM articles a JOIN runs r ON r.id = a.run
WHERE NOT EXISTS (
    SELECT 1 FROM articles b JOIN runs s ON s.id = b.run
    WHERE b.id = a.id AND (
        (b.reading > a.reading AND coalesce(s.dossier, '') = coalesce(r.dossier, ''))
        OR (r.dossier IS NULL AND s.dossier IS NOT NULL)))
"""

CURRENT_ARTICLES: Final = """
CREATE VIEW current_articles AS
SELECT a.id, a.outlet, a.title, a.published, a.byline, a.dateline, a.credit, a.url, a.language, a.origin, a.story,
       a.source, c.dossier, a.run, a.reading, t.text
FROM current_readings c JOIN articles a ON a.reading = c.reading JOIN texts t ON t.sha256 = a.text
"""

CURRENT_STATEMENTS: Final = """
CREATE VIEW current_statements AS
SELECT s.*, c.article, c.dossier, c.run, c.newest
FROM current_readings c JOIN statements s ON s.reading = c.reading
"""

CURRENT_POSITIONS: Final = """
CREATE VIEW current_positions AS
SELECT p.*, c.article, c.dossier, c.run
FROM current_readings c JOIN positions p ON p.reading = c.reading
"""

POSITIONS_READABLE: Final = """
CREATE VIEW positions_readable AS
SELECT coalesce(p.stated, a.published) AS date, p.holder, i.question, p.level, p.otherwise,
       (SELECT {join}(k.kind || ': ' || k.text, '; ') FROM conditions k
        WHERE k.reading = p.reading AND k.position = p.id) AS conditions,
       p.evidence, p.speaker, p.speaker_role, p.anonymous, p.reported_by, p.superseded, p.confidence,
       a.outlet, a.title, a.published, a.url, a.origin, c.dossier, p.issue, a.id AS article, p.id
FROM current_readings c
JOIN articles a ON a.reading = c.reading
JOIN positions p ON p.reading = c.reading
LEFT JOIN issues i ON i.dossier = c.dossier AND i.id = p.issue
"""

VIEWS: Final = (CURRENT_READINGS, CURRENT_ARTICLES, CURRENT_STATEMENTS, CURRENT_POSITIONS, POSITIONS_READABLE)


def upgrade() -> None:
    """Build every table, then the views over them."""
    _reference_tables()
    _articles()
    _stretches()
    _statements()
    _positions()
    _conditions_and_problems()
    _views()


def _reference_tables() -> None:
    op.create_table(
        "dossiers",
        sa.Column("id", Words(), nullable=False),
        sa.Column("title", Words(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "issues",
        sa.Column("dossier", Words(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("question", Words(), nullable=False),
        sa.Column("aliases", Words(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"]),
        sa.PrimaryKeyConstraint("dossier", "id"),
    )
    op.create_table(
        "runs",
        sa.Column("id", Words(), nullable=False),
        sa.Column("dossier", Words(), nullable=True),
        sa.Column("code", Words(), nullable=False),
        sa.Column("lexicons", Words(), nullable=False),
        sa.Column("weights", Words(), nullable=False),
        sa.Column("settings", Words(), nullable=False),
        sa.Column("first_seen", Words(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "texts",
        sa.Column("sha256", Words(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("run", Words(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("outlet", Words(), nullable=True),
        sa.Column("title", Words(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("byline", Words(), nullable=True),
        sa.Column("dateline", Words(), nullable=True),
        sa.Column("credit", Words(), nullable=True),
        sa.Column("url", Words(), nullable=True),
        sa.Column("language", Words(), nullable=False),
        sa.Column("origin", Words(), nullable=False),
        sa.Column("story", Words(), nullable=False),
        sa.Column("source", Words(), nullable=False),
        sa.Column("media", Words(), nullable=False),
        sa.Column("headline", Words(), nullable=True),
        sa.Column("headline_start", sa.Integer(), nullable=True),
        sa.Column("headline_end", sa.Integer(), nullable=True),
        sa.Column("text", Words(), nullable=False),
        sa.Column("content", Words(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.id"]),
        sa.ForeignKeyConstraint(["text"], ["texts.sha256"]),
        sa.PrimaryKeyConstraint("reading"),
        sa.UniqueConstraint("run", "id", "content"),
    )
    op.create_index("articles_id", "articles", ["id", "reading"], unique=False)
    op.create_index("articles_origin", "articles", ["origin"], unique=False)
    op.create_index("articles_published", "articles", ["published"], unique=False)
    op.create_index("articles_text", "articles", ["text"], unique=False)


def _stretches() -> None:
    op.create_table(
        "paragraphs",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text_start", sa.Integer(), nullable=False),
        sa.Column("text_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["articles.reading"]),
        sa.PrimaryKeyConstraint("reading", "place"),
    )
    op.create_table(
        "boilerplate",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.Column("quote", Words(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["articles.reading"]),
        sa.PrimaryKeyConstraint("reading", "place"),
    )
    op.create_table(
        "dropped",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("step", Words(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.Column("quote", Words(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["articles.reading"]),
        sa.PrimaryKeyConstraint("reading", "place"),
    )


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("speaker", Words(), nullable=True),
        sa.Column("speaker_role", Words(), nullable=True),
        sa.Column("speaker_text", Words(), nullable=True),
        sa.Column("on_behalf_of", Words(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("content", Words(), nullable=False),
        sa.Column("content_start", sa.Integer(), nullable=False),
        sa.Column("content_end", sa.Integer(), nullable=False),
        sa.Column("cue", Words(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("nested_in", Words(), nullable=True),
        sa.Column("how", Words(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["articles.reading"]),
        sa.PrimaryKeyConstraint("reading", "id"),
    )
    op.create_index("statements_id", "statements", ["id"], unique=False)
    op.create_index("statements_on_behalf_of", "statements", ["on_behalf_of"], unique=False)


def _positions() -> None:
    op.create_table(
        "positions",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", Words(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("holder", Words(), nullable=False),
        sa.Column("issue", Words(), nullable=False),
        sa.Column("level", Words(), nullable=False),
        sa.Column("otherwise", Words(), nullable=True),
        sa.Column("stated", sa.Date(), nullable=True),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("speaker", Words(), nullable=True),
        sa.Column("speaker_role", Words(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("reported_by", Words(), nullable=True),
        sa.Column("contribution_kind", Words(), nullable=True),
        sa.Column("contribution_quantity", sa.Double(), nullable=True),
        sa.Column("contribution_unit", Words(), nullable=True),
        sa.Column("vote", Words(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("evidence", Words(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("because", Words(), nullable=False),
        sa.Column("statement", Words(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["articles.reading"]),
        sa.PrimaryKeyConstraint("reading", "id"),
    )
    op.create_index("positions_holder_issue", "positions", ["holder", "issue"], unique=False)
    op.create_index("positions_id", "positions", ["id"], unique=False)
    op.create_index("positions_issue", "positions", ["issue"], unique=False)


def _conditions_and_problems() -> None:
    op.create_table(
        "conditions",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("position", Words(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("text_start", sa.Integer(), nullable=False),
        sa.Column("text_end", sa.Integer(), nullable=False),
        sa.Column("status", Words(), nullable=False),
        sa.ForeignKeyConstraint(["reading", "position"], ["positions.reading", "positions.id"]),
        sa.ForeignKeyConstraint(["reading"], ["articles.reading"]),
        sa.PrimaryKeyConstraint("reading", "position", "place"),
    )
    op.create_table(
        "problems",
        sa.Column("id", Words(), nullable=False),
        sa.Column("run", Words(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("detail", Words(), nullable=False),
        sa.Column("source", Words(), nullable=False),
        sa.Column("article", Words(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["articles.reading"]),
        sa.ForeignKeyConstraint(["run"], ["runs.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("problems_reading", "problems", ["reading"], unique=False)
    op.create_index("problems_run", "problems", ["run"], unique=False)


def _views() -> None:
    join = "group_concat" if op.get_context().dialect.name == "sqlite" else "string_agg"
    for view in VIEWS:
        op.execute(view.format(join=join))
