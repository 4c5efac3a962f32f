"""The append-only store of what was read: one SQLite file, or another database by URL.

It knows records and nothing of how they were extracted.
"""

from onrecord.ledger.condition_log import (
    ConditionEntry,
    Told,
    condition_log,
    join_conditions,
    set_condition,
    undo_condition,
)
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
    PositionFilter,
    PositionRow,
    ProblemRow,
    StatementRow,
)
from onrecord.ledger.settled import HangingRow, SettledRow, hanging, settle

__all__ = [
    "ArticleRow",
    "ArticleSummary",
    "ConditionEntry",
    "HangingRow",
    "IssueRow",
    "Judgement",
    "LearnedRow",
    "Ledger",
    "PositionFilter",
    "PositionRow",
    "ProblemRow",
    "SettledRow",
    "StatementRow",
    "Told",
    "articles",
    "condition_log",
    "dossiers",
    "hanging",
    "holders",
    "issues",
    "join_conditions",
    "judge",
    "judgements",
    "learned_actors",
    "merged",
    "position",
    "position_ids",
    "positions",
    "problems",
    "reading_of",
    "set_condition",
    "settle",
    "statements",
    "undo",
    "undo_condition",
]
