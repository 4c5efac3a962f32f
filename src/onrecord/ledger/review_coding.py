"""Entries of the log of review to rows and back; a record as people left it is JSON in one column."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from onrecord.ledger import coding
from onrecord.ledger.coding import Row, Values
from onrecord.ledger.review_match import Outcome, ReviewEntry
from onrecord.records import Condition, Contribution, Position, Span


def record_to_text(position: Position) -> str:
    """A position as JSON, all of it."""
    return json.dumps(asdict(position), ensure_ascii=False, default=lambda day: day.isoformat())


def record_from_text(text: str) -> Position:
    """The position that ``record_to_text`` wrote."""
    found: dict[str, Any] = json.loads(text)
    given, stated = found["contribution"], found["stated"]
    found |= {
        "evidence": Span(**found["evidence"]),
        "because": tuple(found["because"]),
        "conditions": tuple(_condition(one) for one in found["conditions"]),
        "contribution": None if given is None else Contribution(**given),
        "stated": None if stated is None else dt.date.fromisoformat(stated),
    }
    return Position(**found)


def _condition(found: dict[str, Any]) -> Condition:
    return Condition(found["kind"], Span(**found["span"]), found["status"])


def to_entry(row: Row, undone: Collection[int]) -> ReviewEntry:
    """The entry of a row of ``review_log``; ``undone`` are the numbers of entries that no longer count."""
    number = row["number"]
    return ReviewEntry(
        number=number,
        batch=number if row["batch"] is None else row["batch"],
        verdict=row["verdict"],
        subject=number if row["subject"] is None else row["subject"],
        reading=row["reading"],
        position=row["position"],
        becomes=None if row["becomes"] is None else record_from_text(row["becomes"]),
        fields=() if row["fields"] is None else tuple(json.loads(row["fields"])),
        settles=bool(row["settles"]),
        undoes=row["undoes"],
        by=row["by"],
        at=row["at"],
        why=row["why"],
        undone=number in undone,
    )


def outcome_values(reading: int, outcome: Outcome) -> Values:
    """The row of ``judged_positions``."""
    (values,) = coding.position_values([outcome.position])
    return {
        **values,
        "reading": reading,
        "place": outcome.place,
        "judged": outcome.decided_by.number,
        "rejected": outcome.rejected,
    }
