"""What people decide on positions: the log, what follows from it for each reading, and views that apply it."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from onrecord.ledger.words import Words

revision: Final = "0005"
down_revision: Final = "0004"
branch_labels: Final = None
depends_on: Final = None

POSITION: Final = (
    *("reading", "id", "place", "holder", "issue", "level", "otherwise", "stated", "superseded", "speaker"),
    *("speaker_role", "anonymous", "reported_by", "contribution_kind", "contribution_quantity", "contribution_unit"),
    *("vote", "confidence", "evidence", "evidence_start", "evidence_end", "because", "statement"),
)
CONDITION: Final = ("reading", "position", "place", "kind", "text", "text_start", "text_end", "status")

STANDING_POSITIONS: Final = f"""
CREATE VIEW standing_positions AS
SELECT {", ".join(f"p.{one}" for one in POSITION)}, CAST(NULL AS INTEGER) AS judged FROM positions p
WHERE NOT EXISTS (SELECT 1 FROM judged_positions j WHERE j.reading = p.reading AND j.id = p.id)
UNION ALL
SELECT {", ".join(f"q.{one}" for one in POSITION)}, q.judged FROM judged_positions q WHERE NOT q.rejected
"""

STANDING_CONDITIONS: Final = f"""
CREATE VIEW standing_conditions AS
SELECT {", ".join(f"c.{one}" for one in CONDITION)} FROM conditions c
WHERE NOT EXISTS (SELECT 1 FROM judged_positions j WHERE j.reading = c.reading AND j.id = c.position)
UNION ALL
SELECT {", ".join(f"d.{one}" for one in CONDITION)} FROM judged_conditions d
JOIN judged_positions q ON q.reading = d.reading AND q.id = d.position WHERE NOT q.rejected
"""

CURRENT_POSITIONS: Final = """
CREATE VIEW current_positions AS
SELECT p.*, c.article, c.dossier, c.run
FROM current_readings c JOIN standing_positions p ON p.reading = c.reading
"""

POSITIONS_READABLE: Final = """
CREATE VIEW positions_readable AS
SELECT coalesce(p.stated, a.published) AS date, p.holder, i.question, p.level, p.otherwise,
       (SELECT {join}(k.kind || ': ' || k.text, '; ') FROM standing_conditions k
        WHERE k.reading = p.reading AND k.position = p.id) AS conditions,
       p.evidence, p.speaker, p.speaker_role, p.anonymous, p.reported_by, p.superseded, p.confidence,
       a.outlet, a.title, a.published, a.url, a.origin, c.dossier, p.issue, a.id AS article, p.id, p.judged
FROM current_readings c
JOIN articles a ON a.reading = c.reading
JOIN standing_positions p ON p.reading = c.reading
LEFT JOIN issues i ON i.dossier = c.dossier AND i.id = p.issue
"""


def upgrade() -> None:
    """Add the tables; make the views over what stands."""
    _log()
    _judged_positions()
    _judged_conditions()
    for view in ("positions_readable", "current_positions"):
        op.execute(f"DROP VIEW {view}")
    join = "group_concat" if op.get_context().dialect.name == "sqlite" else "string_agg"
    for made in (STANDING_POSITIONS, STANDING_CONDITIONS, CURRENT_POSITIONS, POSITIONS_READABLE):
        op.execute(made.format(join=join))


def _log() -> None:
    op.create_table(
        "review_log",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("verdict", Words(), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=True),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("position", Words(), nullable=False),
        sa.Column("becomes", Words(), nullable=True),
        sa.Column("fields", Words(), nullable=True),
        sa.Column("settles", sa.Boolean(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("by", Words(), nullable=False),
        sa.Column("at", Words(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["review_log.number"]),
        sa.ForeignKeyConstraint(["subject"], ["review_log.number"]),
        sa.ForeignKeyConstraint(["reading"], ["articles.reading"]),
        sa.ForeignKeyConstraint(["undoes"], ["review_log.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("review_log_reading", "review_log", ["reading"], unique=False)
    op.create_index("review_log_batch", "review_log", ["batch"], unique=False)


def _judged_positions() -> None:
    op.create_table(
        "judged_positions",
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
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["judged"], ["review_log.number"]),
        sa.ForeignKeyConstraint(["reading"], ["articles.reading"]),
        sa.PrimaryKeyConstraint("reading", "id"),
    )
    op.create_index("judged_positions_holder_issue", "judged_positions", ["holder", "issue"], unique=False)
    op.create_index("judged_positions_id", "judged_positions", ["id"], unique=False)
    op.create_index("judged_positions_issue", "judged_positions", ["issue"], unique=False)


def _judged_conditions() -> None:
    op.create_table(
        "judged_conditions",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("position", Words(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("text_start", sa.Integer(), nullable=False),
        sa.Column("text_end", sa.Integer(), nullable=False),
        sa.Column("status", Words(), nullable=False),
        sa.ForeignKeyConstraint(["reading", "position"], ["judged_positions.reading", "judged_positions.id"]),
        sa.PrimaryKeyConstraint("reading", "position", "place"),
    )
