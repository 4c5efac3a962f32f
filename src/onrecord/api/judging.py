"""Routes on what people decide on positions: the log, and new decisions, which only add to it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi import Query as Asked
from pydantic import Field

from onrecord.api.asking import Listed, Query, Quote, Reason, TheDesk, Turning, Word, as_json, signer, turned
from onrecord.api.faults import documented
from onrecord.errors import InputError
from onrecord.export.contract import Json
from onrecord.export.review import review_to_json
from onrecord.export.shapes.review import Decision, Judgement
from onrecord.ledger import Ledger, PositionRow, accept, reject, review_log, target_of, undo_review
from onrecord.records import ConditionKind, Level, Span
from onrecord.run.desk import Desk
from onrecord.run.reasons import position_row
from onrecord.run.review import Correction, correct, correct_all

router = APIRouter(tags=["review"])


class JudgementQuery(Turning):
    """Which decisions, and which page."""

    position: Word | None = Field(None, description="Only on this position, by its id.")
    by: Word | None = Field(None, description="Only of this person.")


class Stretch(Query):
    """Words of the article with their place, in code points."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: Quote


class NewCondition(Query):
    """A condition as it should be."""

    kind: ConditionKind
    words: Quote | Stretch


class Corrected(Query):
    """What should be otherwise; what is left out stays as it is."""

    holder: Word | None = None
    issue: Word | None = None
    level: Level | None = None
    otherwise: Level | Literal["none"] | None = None
    evidence: Quote | Stretch | None = None
    conditions: Annotated[list[NewCondition], Field(max_length=50)] | None = None
    superseded: bool | None = None


class NewJudgement(Query):
    """A decision: on positions by their ids, or (undo) on a decision by its number."""

    verdict: Literal["accept", "reject", "edit", "undo"]
    positions: list[Word] = Field([], max_length=1_000, description="The ids of the positions that are meant.")
    number: int | None = Field(None, ge=1, lt=2**63, description="undo: the decision that no longer counts.")
    correction: Corrected | None = Field(None, description="edit: what should be otherwise.")
    why: Reason = ""


@router.get("/judgements", response_model=Listed[Judgement], responses=documented(304, 400, 422, 503))
def judgements(desk: TheDesk, asked: Annotated[JudgementQuery, Asked()]) -> Json:
    """What people decided on positions, in order: who, when, why; undone decisions stay in the log."""
    with desk.reading() as ledger:
        found = review_log(ledger, position=asked.position, by=asked.by)
    question = ("judgements", asked.position, asked.by)
    return turned(found, review_to_json, key=lambda row: str(row.entry.number), question=question, asked=asked)


@router.post(
    "/judgements",
    status_code=201,
    response_model=Decision,
    responses=documented(400, 403, 415, 422, 503),
    dependencies=[Depends(as_json)],
)
def judge(request: Request, desk: TheDesk, made: NewJudgement) -> Json:
    """Keep a decision: accept, reject or edit positions, or undo a decision. It is signed by whoever asks."""
    rows = [_row(desk, one) for one in dict.fromkeys(made.positions)]
    with desk.writing() as ledger:
        number = _kept(ledger, made, rows, signer(request))
        entries = review_log(ledger, batch=number)
    return {"number": number, "entries": [review_to_json(row) for row in entries]}


def _row(desk: Desk, position: str) -> PositionRow:
    row = position_row(desk, position)
    if row is None:
        raise InputError(f"the ledger holds no position {position!r}", remedy="/positions lists them with their ids.")
    return row


def _kept(ledger: Ledger, made: NewJudgement, rows: list[PositionRow], by: str) -> int:
    if made.verdict == "undo":
        if made.number is None or rows:
            raise InputError("an undo names no decision", remedy="Give its `number`, and no positions.")
        return undo_review(ledger, made.number, by=by, why=made.why)
    if made.number is not None or (made.verdict == "edit") != (made.correction is not None):
        raise InputError("the decision is not clear", remedy="Give `correction` with edit, `number` with undo only.")
    targets = [target_of(row) for row in rows]
    if made.verdict == "accept":
        return accept(ledger, targets, by=by, why=made.why)
    if made.verdict == "reject":
        return reject(ledger, targets, by=by, why=made.why)
    wanted = _correction(made.correction or Corrected())
    if len(rows) == 1:
        return correct(ledger, targets[0], wanted, by=by, why=made.why)
    return correct_all(ledger, rows, wanted, by=by, why=made.why)


def _correction(given: Corrected) -> Correction:
    conditions = given.conditions
    return Correction(
        holder=given.holder,
        issue=given.issue,
        level=given.level,
        otherwise=given.otherwise,
        evidence=None if given.evidence is None else _words(given.evidence),
        conditions=None if conditions is None else tuple((one.kind, _words(one.words)) for one in conditions),
        superseded=given.superseded,
    )


def _words(given: str | Stretch) -> str | Span:
    return given if isinstance(given, str) else Span(given.start, given.end, given.quote)
