"""Reviewed positions as labels: one JSON object an article, in the shape of the project's labelled sets.

Statements are not reviewed, so an article has no ``statements`` at all: unlabelled, which is not none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from onrecord.export.contract import Json, day, position_to_json
from onrecord.ledger.rows import ArticleRow
from onrecord.records import Article, Position

LEFT_OUT = ("id", "statement", "confidence", "because")
"""What a reader knows of a position, and a label does not say."""


def label_line(row: ArticleRow, article: Article, positions: Iterable[Position], reviewers: Iterable[str]) -> str:
    """The labels of one article on one line: its reviewed positions in the order of the text, maybe none."""
    ordered = sorted(positions, key=lambda one: (one.evidence.start, one.holder, one.issue))
    found: Json = {
        "id": article.id,
        "dossier": row.dossier,
        "outlet": article.outlet,
        "published": day(article.published),
        "title": article.title,
        "text": article.text,
        "credit": article.credit,
        "origin": row.origin,
        "boilerplate": [one.span.quote for one in article.boilerplate],
        "positions": [_position(one) for one in ordered],
        "reviewers": sorted(set(reviewers)),
    }
    return json.dumps(found, ensure_ascii=False) + "\n"


def _position(position: Position) -> Json:
    found = {name: value for name, value in position_to_json(position).items() if name not in LEFT_OUT}
    found["conditions"] = [{"kind": one.kind, "text": one.span.quote} for one in position.conditions]
    return {**found, "evidence": position.evidence.quote}
