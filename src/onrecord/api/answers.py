"""Routes on what the analysis says: what changed, who contradicts whom, on what it rests and hangs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi import Query as Asked
from pydantic import Field

from onrecord.analysis.pledges import Pledge
from onrecord.analysis.timeline import Entry
from onrecord.api.asking import Chosen, Days, Listed, OfDossier, TheDesk, Turning, Word, Words, chosen, turned
from onrecord.api.faults import documented
from onrecord.export import answers as written
from onrecord.export.contract import Json
from onrecord.export.shapes import answers as shapes
from onrecord.export.shapes.base import Day
from onrecord.read.weights_file import parse_weights
from onrecord.run import ask
from onrecord.run.keys import conflict_key, position_key, shift_key

router = APIRouter(responses=documented(304, 400, 422, 503), tags=["answers"])

MOST_DAYS = 36_500
Expire = Annotated[int | None, Field(ge=0, le=MOST_DAYS, description="After how many days a pledge is old.")]
On = Annotated[Day | None, Field(description="As of this day; without it, today.")]


class Over(Chosen, Days, Turning):
    """Whose stances, on what, in which time, and which page."""


class Standing(Chosen, Turning):
    """Whose stances, on what, and which page."""


class AsOf(Standing):
    """The same, as of a day."""

    on: On = None


class Promised(AsOf):
    """The same, with when a pledge is old."""

    expire: Expire = None


class TimelineQuery(OfDossier, Turning):
    """Whose record."""

    actor: Word = Field(description="The holder, by id or name.")
    issue: Word | None = Field(None, description="On this issue only.")
    on: On = None
    expire: Expire = None


class WhatIfQuery(Chosen):
    """What is supposed: conditions by their words or by their ids."""

    met: Words = Field([], description="These conditions are met.")
    unmet: Words = Field([], description="These are not.")
    unknown: Words = Field([], description="These are taken as unknown, whatever the ledger keeps.")
    contribution: Word | None = Field(None, description="Only this kind: troops, funds, …")
    only_given: bool = Field(False, description="Leave out what people and articles have settled.")
    weights: str | None = Field(
        None, max_length=20_000, description="Your weights for median and mean: lines `holder,weight`, as CSV."
    )
    on: On = None


class DigestQuery(Chosen):
    """Which days: articles published from ``since`` to ``until`` (today)."""

    since: Day = Field(description="Articles published from this day on.")
    until: Day | None = Field(None, description="Up to and with this day; without it, today.")
    expire: Expire = None


@router.get("/changes", response_model=Listed[shapes.Shift])
def changes(desk: TheDesk, asked: Annotated[Over, Asked()]) -> Json:
    """What changed: a changed mind apart from a changed reporter, old words again, and denials."""
    which = chosen(desk, asked)
    found = ask.changes(desk.snapshot(), since=asked.since, until=asked.until, **which)
    question = ("changes", *which.values(), asked.since, asked.until)
    return turned(found, written.shift_to_json, key=shift_key, question=question, asked=asked)


@router.get("/conflicts", response_model=Listed[shapes.Conflict])
def conflicts(desk: TheDesk, asked: Annotated[Over, Asked()]) -> Json:
    """Who contradicts whom: two reports, two speakers, or another's claim against a holder's own words."""
    which = chosen(desk, asked)
    found = ask.conflicts(desk.snapshot(), since=asked.since, until=asked.until, **which)
    question = ("conflicts", *which.values(), asked.since, asked.until)
    return turned(found, written.conflict_to_json, key=conflict_key, question=question, asked=asked)


@router.get("/corroboration", response_model=Listed[shapes.Corroboration])
def corroboration(desk: TheDesk, asked: Annotated[Standing, Asked()]) -> Json:
    """On how many origins each present stance rests, whose words they are, and where it was first seen."""
    which = chosen(desk, asked)
    found = ask.corroboration(desk.snapshot(), **which)
    question = ("corroboration", *which.values())
    return turned(
        found, written.corroboration_to_json, key=lambda one: position_key(one.row), question=question, asked=asked
    )


@router.get("/timeline", response_model=Listed[shapes.TimelineEntry])
def timeline(desk: TheDesk, asked: Annotated[TimelineQuery, Asked()]) -> Json:
    """One holder's record in order of time: each report once, with what it changed and how old a pledge is."""
    issues = [asked.issue] if asked.issue else []
    which = chosen(desk, Chosen(actor=[asked.actor], issue=issues, dossier=asked.dossier))
    found = ask.timeline(
        desk.snapshot(),
        which["actors"][0],
        next(iter(which["issues"]), None),
        dossier=which["dossier"],
        on=asked.on,
        expire=asked.expire,
    )
    question = ("timeline", *which.values(), asked.on, asked.expire)
    return turned(found, written.entry_of_timeline, key=_entry, question=question, asked=asked)


@router.get("/pledges", response_model=Listed[shapes.Pledge])
def pledges(desk: TheDesk, asked: Annotated[Promised, Asked()]) -> Json:
    """Every promise with its age: standing, expired, taken back, or kept by a deed that is reported."""
    which = chosen(desk, asked)
    found = ask.pledges(desk.snapshot(), on=asked.on, expire=asked.expire, **which)
    question = ("pledges", *which.values(), asked.on, asked.expire)
    return turned(found, written.pledge_to_json, key=_pledge, question=question, asked=asked)


@router.get("/conditions", response_model=Listed[shapes.Proposition])
def conditions(desk: TheDesk, asked: Annotated[AsOf, Asked()]) -> Json:
    """On what stances hang: each condition in all its wordings, with its status and who says so."""
    which = chosen(desk, asked)
    found = ask.conditions(desk.snapshot(), on=asked.on, **which)
    return turned(
        found,
        lambda row: written.proposition_to_json(row.proposition, row.status),
        key=lambda row: row.proposition.id,
        question=("conditions", *which.values(), asked.on),
        asked=asked,
    )


@router.get("/whatif", response_model=shapes.WhatIf)
def whatif(desk: TheDesk, asked: Annotated[WhatIfQuery, Asked()]) -> Json:
    """Suppose that conditions are met or not: who moves, what still blocks the others, the field before and after."""
    answer = ask.whatif(
        desk.snapshot(),
        met=asked.met,
        unmet=asked.unmet,
        unknown=asked.unknown,
        weights=None if asked.weights is None else parse_weights(asked.weights, "weights"),
        contribution=asked.contribution,
        only_given=asked.only_given,
        on=asked.on,
        **chosen(desk, asked),
    )
    return written.whatif_to_json(answer)


@router.get("/digest", response_model=shapes.Digest)
def digest(desk: TheDesk, asked: Annotated[DigestQuery, Asked()]) -> Json:
    """What articles published since a day added to the record."""
    found = ask.digest(
        desk.snapshot(), since=asked.since, until=asked.until, expire=asked.expire, **chosen(desk, asked)
    )
    return written.digest_to_json(found)


def _entry(one: Entry) -> str:
    return position_key(one.row)


def _pledge(one: Pledge) -> str:
    return f"{position_key(one.first)} {position_key(one.row)}"
