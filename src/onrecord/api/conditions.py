"""Routes on what people decided on conditions: the log, and new entries, which only add to it."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Request
from fastapi import Query as Asked
from pydantic import Field

from onrecord.api.asking import Listed, Query, Quote, Reason, TheDesk, Turning, as_json, signer, turned
from onrecord.api.faults import documented
from onrecord.errors import InputError
from onrecord.export.answers import entry_to_json
from onrecord.export.contract import Json
from onrecord.export.shapes.answers import LogEntry
from onrecord.export.shapes.base import Day
from onrecord.ledger import ConditionEntry, Ledger, condition_log, undo_condition
from onrecord.run import ask

router = APIRouter(tags=["conditions"])

_NEEDED: Final = {
    "undo": frozenset({"number"}),
    "same": frozenset({"words", "other"}),
    "not-same": frozenset({"words", "other"}),
}
_OF_A_STATUS: Final = frozenset({"words"})
_BESIDE_A_STATUS: Final = frozenset({"until", "article", "quote"})
"""What a verdict needs; those not named set a status, and may have a last day and evidence."""


class NewEntry(Query):
    """A decision: on a condition, on two of them (same, not-same), or (undo) on an entry by its number."""

    verdict: Literal["met", "unmet", "unknown", "same", "not-same", "undo"]
    words: Quote | None = Field(None, description="The condition: its words, or its id.")
    other: Quote | None = Field(None, description="same, not-same: the other condition.")
    number: int | None = Field(None, ge=1, lt=2**63, description="undo: the entry that no longer counts.")
    until: Day | None = Field(None, description="met, unmet, unknown: the last day on which it counts.")
    article: Quote | None = Field(None, description="met, unmet, unknown: the id of the article that says so.")
    quote: Quote | None = Field(None, description="Its words, exactly as they stand there.")
    why: Reason = ""


@router.get("/conditions/log", response_model=Listed[LogEntry], responses=documented(304, 400, 422, 503))
def log(desk: TheDesk, asked: Annotated[Turning, Asked()]) -> Json:
    """What people decided on conditions and articles report of them, in order; undone entries stay in the log."""
    found = desk.snapshot().condition_log
    return turned(found, entry_to_json, key=lambda one: str(one.number), question="condition log", asked=asked)


@router.post(
    "/conditions",
    status_code=201,
    response_model=LogEntry,
    responses=documented(400, 403, 415, 422, 503),
    dependencies=[Depends(as_json)],
)
def decide(request: Request, desk: TheDesk, made: NewEntry) -> Json:
    """Keep that a condition is met, unmet or unknown, that two are one or are not, or undo an entry. It is signed."""
    with desk.writing() as ledger:
        return entry_to_json(_kept(ledger, made, signer(request)))


def _kept(ledger: Ledger, made: NewEntry, by: str) -> ConditionEntry:
    _check(made)
    words, other = made.words or "", made.other or ""
    if made.verdict == "undo":
        number = undo_condition(ledger, made.number or 0, by=by, why=made.why)
        return next(one for one in condition_log(ledger) if one.number == number)
    if made.verdict == "same" or made.verdict == "not-same":  # noqa: PLR1714 - mypy narrows no `in`
        return ask.join_conditions(ledger, made.verdict, words, other, by=by, why=made.why)
    return ask.set_condition(
        ledger, words, made.verdict, by=by, why=made.why, until=made.until, article=made.article, quote=made.quote
    )


def _check(made: NewEntry) -> None:
    """Refuse what a verdict lacks, and what it has no use for: it was meant for another."""
    needed = _NEEDED.get(made.verdict, _OF_A_STATUS)
    allowed = needed if made.verdict in _NEEDED else needed | _BESIDE_A_STATUS
    given = set(made.model_dump(exclude_none=True, exclude={"verdict", "why"}))
    remedy = f"Give {' and '.join(sorted(needed))}."
    if missing := sorted(needed - given):
        raise InputError(f"{made.verdict} needs `{missing[0]}`", remedy=remedy)
    if extra := sorted(given - allowed):
        raise InputError(f"{made.verdict} takes no `{extra[0]}`", remedy=remedy)
