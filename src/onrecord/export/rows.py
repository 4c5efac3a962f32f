"""Ledger rows and the matrix as JSON, under the names of the contract."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.analysis.matrix import Cell, Matrix
from onrecord.analysis.stance import origin_of
from onrecord.export.contract import Json, day, position_to_json, problem_to_json, statement_to_json
from onrecord.ledger.linked import LinkRow
from onrecord.ledger.rows import ArticleRow, ArticleSummary, Judged, PositionRow, ProblemRow, StatementRow


def article_fields(article: ArticleRow) -> Json:
    """What every row says of its article; ``article`` is the article's id."""
    return {
        "article": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "published": day(article.published),
        "credit": article.credit,
        "url": article.url,
        "origin": article.origin,
        "story": article.story,
        "dossier": article.dossier,
        "run": article.run,
    }


def position_row(row: PositionRow) -> Json:
    """A position as the contract has it, with its date and article, and what a person decided last on it."""
    return {
        **position_to_json(row.position),
        "date": day(row.date),
        **article_fields(row.article),
        "judged": judged_to_json(row.judged) if row.judged else None,
    }


def judged_to_json(judged: Judged) -> Json:
    """What a person decided last on a position; ``number`` is its entry's in the log of review."""
    return {
        "number": judged.number,
        "verdict": judged.verdict,
        "by": judged.by,
        "at": judged.at,
        "why": judged.why,
    }


def statement_row(row: StatementRow) -> Json:
    """A statement as the contract has it, with its date and article."""
    return {**statement_to_json(row.statement), "date": day(row.date), **article_fields(row.article)}


def article_row(row: ArticleSummary) -> Json:
    """An article with how many statements, positions and problems were read out of it."""
    fields = article_fields(row.article)
    return {
        "id": fields.pop("article"),
        **fields,
        "language": row.article.language,
        "source": row.article.source,
        "statements": row.statements,
        "positions": row.positions,
        "problems": row.problems,
    }


def problem_row(row: ProblemRow, remedy: str) -> Json:
    """A fault in the data, where it was met and what to do about it."""
    return {
        **problem_to_json(row.problem),
        "remedy": remedy,
        "source": row.problem.source,
        "article": row.problem.article,
        "dossier": row.dossier,
        "run": row.run,
    }


def cell_to_json(cell: Cell) -> Json:
    """A cell of the matrix; ``position`` is the id of the position that decided its level."""
    return {
        "holder": cell.actor,
        "issue": cell.issue,
        "level": cell.level,
        "position": cell.decided_by,
        "date": day(cell.date),
        "positions": cell.positions,
        "origins": cell.origins,
        "agreeing": cell.agreeing,
        "contested": cell.contested,
        "conditional": cell.conditional,
        "anonymous_only": cell.anonymous_only,
    }


def matrix_to_json(matrix: Matrix) -> Json:
    """The matrix: its holders and issues in order, and every cell that holds anything."""
    return {
        "holders": list(matrix.actors),
        "issues": list(matrix.issues),
        "cells": [cell_to_json(cell) for cell in matrix.cells],
    }


def origins_to_json(rows: Iterable[PositionRow]) -> list[Json]:
    """The origins that these rows go back to, each with the positions and outlets that report it."""
    grouped: dict[str, list[PositionRow]] = {}
    for row in rows:
        grouped.setdefault(origin_of(row), []).append(row)
    return [
        {
            "origin": origin,
            "articles": sorted({row.article.id for row in group}),
            "outlets": sorted({row.article.outlet for row in group if row.article.outlet}),
            "credit": next((row.article.credit for row in group if row.article.credit), None),
        }
        for origin, group in sorted(grouped.items())
    ]


def link_row(row: LinkRow) -> Json:
    """Why an article is linked to an earlier one (``to``)."""
    link = row.link
    return {
        "article": row.article,
        "to": link.to,
        "kind": link.kind,
        "score": link.score,
        "why": link.why,
        "taker": link.taker,
    }
