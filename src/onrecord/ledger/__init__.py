"""The append-only store of what was read: one SQLite file, or another database by URL.

It knows records and nothing of how they were extracted.
"""

from onrecord.ledger.judgements import Judgement, judge, judgements, merged, undo
from onrecord.ledger.learned import LearnedRow, learned_actors
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.queries import (
    articles,
    dossiers,
    holders,
    issues,
    position,
    position_ids,
    positions,
    problems,
    reading_of,
    statements,
)
from onrecord.ledger.rows import (
    ArticleRow,
    ArticleSummary,
    IssueRow,
    KnownArticle,
    PositionFilter,
    PositionRow,
    ProblemRow,
    StatementRow,
)

__all__ = [
    "ArticleRow",
    "ArticleSummary",
    "IssueRow",
    "Judgement",
    "KnownArticle",
    "LearnedRow",
    "Ledger",
    "PositionFilter",
    "PositionRow",
    "ProblemRow",
    "StatementRow",
    "articles",
    "dossiers",
    "holders",
    "issues",
    "judge",
    "judgements",
    "learned_actors",
    "merged",
    "position",
    "position_ids",
    "positions",
    "problems",
    "reading_of",
    "statements",
    "undo",
]
