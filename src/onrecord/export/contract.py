"""The published shape of a reading (``contract.schema.json`` beside this file), one JSON object an article.

Field names and their order are those of every other face. Offsets count code points of the text as given; for an HTML
page they count the characters of the extracted text, which is then part of the object as ``text``.
"""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any

from onrecord.records import Boilerplate, Condition, Contribution, Position, Problem, Reading, Span, Statement

Json = dict[str, Any]


def schema() -> Json:
    """The JSON Schema (draft 2020-12) of one reading."""
    loaded: Json = json.loads(files("onrecord.export").joinpath("contract.schema.json").read_text("utf-8"))
    return loaded


def reading_to_json(reading: Reading) -> Json:
    """A reading as the contract has it, ready for ``json.dumps``."""
    article = reading.article
    found: Json = {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "dateline": article.dateline,
        "published": day(article.published),
        "credit": article.credit,
        "language": article.language,
        "origin": reading.origin,
        "story": reading.story,
        "boilerplate": [boilerplate_to_json(one) for one in article.boilerplate],
        "statements": [statement_to_json(one) for one in reading.statements],
        "positions": [position_to_json(one) for one in reading.positions],
        "events": [],
        "problems": [problem_to_json(one) for one in reading.problems],
    }
    if article.media == "html":
        found["text"] = article.text
    return found


def day(value: date | None) -> str | None:
    """A date as ISO 8601 writes it."""
    return value.isoformat() if value else None


def span_to_json(span: Span) -> Json:
    """A stretch of the text with its words."""
    return {"start": span.start, "end": span.end, "quote": span.quote}


def boilerplate_to_json(item: Boilerplate) -> Json:
    """A stretch that is no reporting, and why."""
    return {**span_to_json(item.span), "why": item.why}


def statement_to_json(statement: Statement) -> Json:
    """An attributed utterance."""
    return {
        "id": statement.id,
        "speaker": statement.speaker,
        "speaker_text": statement.speaker_text,
        "speaker_role": statement.speaker_role,
        "on_behalf_of": statement.on_behalf_of,
        "anonymous": statement.anonymous,
        "cue": span_to_json(statement.cue) if statement.cue else None,
        "content": span_to_json(statement.content),
        "kind": statement.kind,
        "nested_in": statement.nested_in,
        "said_on": day(statement.said_on),
    }


def condition_to_json(condition: Condition) -> Json:
    """What must happen, without the cue."""
    return {
        "kind": condition.kind,
        "text": condition.span.quote,
        "start": condition.span.start,
        "end": condition.span.end,
    }


def contribution_to_json(contribution: Contribution) -> Json:
    """What is offered or refused; whole quantities are whole numbers."""
    quantity = contribution.quantity
    if quantity is not None and float(quantity).is_integer():
        quantity = int(quantity)
    return {"kind": contribution.kind, "quantity": quantity, "unit": contribution.unit}


def position_to_json(position: Position) -> Json:
    """Where a holder stands on an issue."""
    return {
        "id": position.id,
        "holder": position.holder,
        "issue": position.issue,
        "level": position.level,
        "otherwise": position.otherwise,
        "conditions": [condition_to_json(one) for one in position.conditions],
        "contribution": contribution_to_json(position.contribution) if position.contribution else None,
        "vote": position.vote,
        "speaker": position.speaker,
        "speaker_role": position.speaker_role,
        "anonymous": position.anonymous,
        "statement": position.statement,
        "stated": day(position.stated),
        "superseded": position.superseded,
        "reported_by": position.reported_by,
        "confidence": position.confidence,
        "evidence": span_to_json(position.evidence),
        "because": list(position.because),
    }


def problem_to_json(problem: Problem) -> Json:
    """A fault in the data."""
    return {"kind": problem.kind, "detail": problem.detail}
