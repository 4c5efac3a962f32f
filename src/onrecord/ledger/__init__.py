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
from onrecord.ledger.pages import (
    ArticleFilter,
    StatementFilter,
    article_count,
    article_page,
    statement_count,
    statement_page,
)
from onrecord.ledger.queries import articles, dossiers, holders, issues, problems, reading_of, statements
from onrecord.ledger.review import Target, accept, add, edit, reject, target_of
from onrecord.ledger.review_history import ReviewRow, latest_of, review_log, touched_by, touched_since, undo_review
from onrecord.ledger.review_match import ReviewEntry, ReviewVerdict
from onrecord.ledger.rows import (
    ArticleRow,
    ArticleSummary,
    IssueRow,
    Judged,
    PositionFilter,
    PositionRow,
    ProblemRow,
    StatementRow,
)
from onrecord.ledger.settled import HangingRow, SettledRow, hanging, settle
from onrecord.ledger.standing import position, position_ids, positions, positions_of, rejected

__all__ = [
    "ArticleFilter",
    "ArticleRow",
    "ArticleSummary",
    "ConditionEntry",
    "HangingRow",
    "IssueRow",
    "Judged",
    "Judgement",
    "LearnedRow",
    "Ledger",
    "PositionFilter",
    "PositionRow",
    "ProblemRow",
    "ReviewEntry",
    "ReviewRow",
    "ReviewVerdict",
    "SettledRow",
    "StatementFilter",
    "StatementRow",
    "Target",
    "Told",
    "accept",
    "add",
    "article_count",
    "article_page",
    "articles",
    "condition_log",
    "dossiers",
    "edit",
    "hanging",
    "holders",
    "issues",
    "join_conditions",
    "judge",
    "judgements",
    "latest_of",
    "learned_actors",
    "merged",
    "position",
    "position_ids",
    "positions",
    "positions_of",
    "problems",
    "reading_of",
    "reject",
    "rejected",
    "review_log",
    "set_condition",
    "settle",
    "statement_count",
    "statement_page",
    "statements",
    "target_of",
    "touched_by",
    "touched_since",
    "undo",
    "undo_condition",
    "undo_review",
]
