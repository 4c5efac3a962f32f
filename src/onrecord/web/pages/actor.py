"""An actor: where it stands on everything, how it came there, what it promised, who speaks for it, who is with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, TypeVar

from fastapi import APIRouter, Request
from markupsafe import Markup

from onrecord.analysis.company import Company, company
from onrecord.analysis.corroboration import Corroboration, corroboration
from onrecord.analysis.course import Course, course
from onrecord.analysis.pledges import Pledge
from onrecord.analysis.stance import prevailing
from onrecord.analysis.timeline import Entry
from onrecord.export.answers import corroboration_to_json, pledge_to_json, timeline_to_json
from onrecord.export.contract import Json, day
from onrecord.export.rows import statement_row
from onrecord.ledger import PositionRow, StatementRow, statements
from onrecord.lexicons import places
from onrecord.run import ask
from onrecord.run.desk import Desk, Rows, Snapshot
from onrecord.run.filters import Filters
from onrecord.run.names import name_of
from onrecord.web.charts.steps import Panel, steps
from onrecord.web.faults import missing
from onrecord.web.prevailing import stances
from onrecord.web.rendering import desk_of
from onrecord.web.spokespeople import Speaker, speakers
from onrecord.web.twins import Listed, View, cut, longest, paged

router = APIRouter()

STATEMENTS: Final = 15
"""How many statements are shown, the latest ones."""
ENTRIES: Final = 150
"""How many lines the table of the timeline shows, the latest ones; the data beside the page has them all."""
LARGE: Final = 1_000
"""From how many rows on a portrait is drawn before anybody asks."""
AHEAD: Final = 12
"""How many of them."""
NEIGHBOURS: Final = 10
"""How many others are shown of those that are with it, and of those that are against it."""

Issues = dict[tuple[str | None, str], list[PositionRow]]
"""A holder's rows by dossier and issue."""
Made = TypeVar("Made")

COLUMNS = (
    "dossier",
    "issue",
    "level",
    "otherwise",
    "conditional",
    "date",
    "origins",
    "official",
    "standing",
    "contested",
    "positions",
    "position",
    "speaker",
    "quote",
    "article",
)


@dataclass(frozen=True, slots=True)
class Held:
    """A stance that prevails, what it rests on, and how many rows there are of it."""

    dossier: str | None
    issue: str
    question: str
    rests: Corroboration
    positions: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that the page says of a holder, made once while the ledger stays as it is."""

    held: tuple[Held, ...]
    former: tuple[tuple[str | None, str], ...]
    timeline: tuple[Entry, ...]
    pledges: tuple[Pledge, ...]
    speakers: tuple[Speaker, ...]
    company: tuple[Company, ...]
    chart: Markup


@paged(router, "/actors/{actor:path}")
def actor_page(request: Request, actor: str) -> View:
    """The page of a holder, as of a day if one is asked for."""
    desk = desk_of(request)
    snapshot = desk.snapshot()
    wanted = replace(Filters.of(request.query_params.multi_items()), actors=(), levels=(), issues=())
    said = _statements(desk, actor, wanted)
    if actor not in snapshot.by_holder and not said:
        raise missing(f"actor {actor!r}", "The list of actors names all that a position on record is of.")
    made = _drawn(snapshot, actor, wanted)
    lists = (made.held, made.former, made.timeline, made.pledges, made.speakers, made.company)
    total = longest(*lists, said[:STATEMENTS])
    context = {
        "title": name_of(actor),
        "actor": actor,
        "wanted": wanted,
        "made": made,
        "entries": made.timeline[::-1][:ENTRIES],
        "statements": _once_each(said)[:STATEMENTS],
        "belongs": _belongs(actor, wanted.on),
        "near": _first(made.company, lambda one: len(one.together), lambda one: one.share > 0.5),
        "far": _first(made.company, lambda one: len(one.apart), lambda one: bool(one.apart)),
        "undated": sum(one.date is None for one in made.timeline),
        "query": request.url.query,
        "total": total,
    }
    return View(
        "actor.html",
        context,
        data=Listed(total, lambda part: _data(actor, cut(made, part), said[:STATEMENTS][part])),
        columns=COLUMNS,
        rows=lambda: (_cells(one) for one in made.held),
    )


def ahead(snapshot: Snapshot) -> Iterator[Callable[[], object]]:
    """The portraits of those holders of whom so much is on record that a first visit would wait for it."""
    large = sorted(
        ((len(rows), holder) for holder, rows in snapshot.by_holder.items() if len(rows) >= LARGE), reverse=True
    )
    for _, holder in large[:AHEAD]:
        yield partial(_drawn, snapshot, holder, Filters())


def _drawn(snapshot: Snapshot, actor: str, wanted: Filters) -> Portrait:
    return snapshot.once(("portrait", actor, wanted), lambda: _portrait(snapshot, actor, wanted))


def _first(others: Sequence[Company], rank: Callable[[Company], int], fits: Callable[[Company], bool]) -> list[Company]:
    """Those who fit, by how many issues say so; such as share one issue alone only where nobody shares more."""
    found = sorted(filter(fits, others), key=lambda one: -rank(one))
    return ([one for one in found if one.issues > 1] or found)[:NEIGHBOURS]


def _statements(desk: Desk, actor: str, wanted: Filters) -> list[StatementRow]:
    with desk.reading() as ledger:
        found = statements(ledger, on_behalf_of=actor, dossier=wanted.dossier, until=wanted.on)
    return sorted(found, key=lambda row: row.date or dt.date.min, reverse=True)


def _once_each(said: Sequence[StatementRow]) -> list[tuple[StatementRow, int]]:
    """Statements in the same words once, with how many articles have them, the latest first."""
    found: dict[str, list[StatementRow]] = {}
    for row in said:
        found.setdefault(row.statement.content.quote.casefold(), []).append(row)
    return [(some[0], len({row.article.id for row in some})) for some in found.values()]


def _portrait(snapshot: Snapshot, actor: str, wanted: Filters) -> Portrait:
    plain = not wanted.query()
    inside = snapshot.by_holder.get(actor, ()) if plain else wanted.rows(snapshot)
    rows = tuple(row for row in inside if row.position.holder == actor)
    by_issue: Issues = {}
    for row in rows:
        by_issue.setdefault((row.article.dossier, row.position.issue), []).append(row)
    questions: dict[tuple[str | None, str], str] = {}
    for one in snapshot.issues:
        questions[one.dossier, one.issue.id] = one.issue.question
    place = {key: number for number, key in enumerate(questions)}
    ordered = sorted(by_issue, key=lambda key: place.get(key, len(place)))
    entries, promised = _over_time(snapshot, actor, rows, wanted)
    decided = _of_issues(snapshot, actor, by_issue, "prevailing", prevailing, plain=plain)
    courses = _of_issues(snapshot, actor, by_issue, "course", course, plain=plain)
    return Portrait(
        held=tuple(
            Held(*key, questions.get(key, ""), corroboration(ruling, by_issue[key]), len(by_issue[key]))
            for key in ordered
            if (ruling := decided[key]) is not None
        ),
        former=tuple(key for key in ordered if decided[key] is None),
        timeline=entries,
        pledges=promised,
        speakers=speakers(rows),
        company=company(actor, stances(snapshot, wanted)),
        chart=_chart(actor, {key: courses[key] for key in ordered}, entries),
    )


def _over_time(
    snapshot: Snapshot, actor: str, rows: Rows, wanted: Filters
) -> tuple[tuple[Entry, ...], tuple[Pledge, ...]]:
    """The timeline of these rows, and the pledges that are in it."""
    known = {(row.article.reading, row.position.id) for row in rows}
    entries = tuple(
        one
        for one in ask.timeline(snapshot, actor, dossier=wanted.dossier, on=wanted.on)
        if (one.row.article.reading, one.row.position.id) in known
    )
    promised = {id(one.pledge): one.pledge for one in entries if one.pledge is not None}
    return entries, tuple(sorted(promised.values(), key=lambda one: one.row.position.issue))


def _of_issues(
    snapshot: Snapshot,
    actor: str,
    by_issue: Issues,
    question: str,
    make: Callable[[Sequence[PositionRow]], Made],
    *,
    plain: bool,
) -> dict[tuple[str | None, str], Made]:
    """The answer on each issue: what the snapshot knows of the whole cell, where no filter looks into it."""
    if not plain:
        return {key: make(some) for key, some in by_issue.items()}
    known = snapshot.each_cell(question, make)
    return {(dossier, issue): known[dossier, actor, issue] for dossier, issue in by_issue}


def _chart(actor: str, courses: Mapping[tuple[str | None, str], Course], entries: Sequence[Entry]) -> Markup:
    of_issue: dict[tuple[str | None, str], list[Entry]] = {key: [] for key in courses}
    for one in entries:
        of_issue[one.row.article.dossier, one.row.position.issue].append(one)
    panels = [Panel(key[1], tuple(of_issue[key]), one) for key, one in courses.items()]
    return steps(f"{name_of(actor)} over time", panels)


def _belongs(actor: str, on: dt.date | None) -> dict[str, list[tuple[str, str]]]:
    """The regions that it lies in and the organisations that it is a member of: ids and names."""
    inside = [(one.id, one.name) for one in places.regions().values() if places.in_region(actor, one.id)]
    groups = [one for one in places.memberships() if one != actor and places.belongs(actor, one, on)]
    return {"regions": inside[::-1], "organisations": sorted((one, name_of(one)) for one in groups)}


def _cells(one: Held) -> list[object]:
    row = one.rests.row
    return [
        one.dossier,
        one.issue,
        row.position.level,
        row.position.otherwise,
        bool(row.position.conditions),
        day(row.date),
        one.rests.origins,
        one.rests.official,
        one.rests.standing,
        one.rests.contested,
        one.positions,
        row.position.id,
        row.position.speaker or row.position.speaker_role,
        row.position.evidence.quote,
        row.article.id,
    ]


def _data(actor: str, made: Portrait, said: Sequence[StatementRow]) -> Json:
    return {
        "holder": actor,
        "name": name_of(actor),
        "stances": [{"dossier": one.dossier, **corroboration_to_json(one.rests)} for one in made.held],
        "former": [{"dossier": dossier, "issue": issue} for dossier, issue in made.former],
        "timeline": timeline_to_json(made.timeline),
        "pledges": [pledge_to_json(one) for one in made.pledges],
        "speakers": [one.to_json() for one in made.speakers],
        "company": [_company_to_json(one) for one in made.company],
        "statements": [statement_row(row) for row in said],
    }


def _company_to_json(one: Company) -> dict[str, Any]:
    return {
        "holder": one.holder,
        "issues": one.issues,
        "share": round(one.share, 3),
        "together": [own.position.issue for own, _ in one.together],
        "apart": [own.position.issue for own, _ in one.apart],
    }
