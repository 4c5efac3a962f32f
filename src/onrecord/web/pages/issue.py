"""An issue: the field by level, the map, what-if switches that move both, conditions and history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from fastapi import APIRouter, Request

from onrecord.analysis.course import Course, Tally, course, spread, tallies
from onrecord.analysis.field import Field
from onrecord.export.answers import use_to_json, whatif_to_json, wordings_to_json
from onrecord.export.contract import Json, day
from onrecord.ledger import IssueRow, PositionRow
from onrecord.lexicons.places import regions
from onrecord.run.desk import Rows, Snapshot
from onrecord.run.filters import Filters
from onrecord.web import links
from onrecord.web.charts.bars import bar, parts_of
from onrecord.web.charts.borders import borders
from onrecord.web.charts.history import history
from onrecord.web.charts.worldmap import Spot, on_map, outlines, worldmap
from onrecord.web.choices import choices
from onrecord.web.faults import missing
from onrecord.web.fields import COLUMNS, Standing, cells_of, css_of, in_words, ladder, outcome_in_words, standings
from onrecord.web.rendering import desk_of
from onrecord.web.reviewing import reviewer
from onrecord.web.supposing import Question, Supposed, in_sight, suppose
from onrecord.web.twins import Listed, View, cut, longest, paged

router = APIRouter()

FIRST: Final = 8
MOST: Final = 40
"""How many switches are shown at once, and how many are folded away below; those that are set always come along."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request asks of one issue."""

    row: IssueRow
    wanted: Filters
    question: Question
    view: str

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The query string that asks for just this."""
        return [*self.filters, *self.question.pairs()]

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The pairs of the filters alone, with the part of the map that is looked at."""
        some = [pair for pair in self.wanted.query() if pair[0] not in ("dossier", "issue")]
        return [*some, ("view", self.view)] if self.view else some

    @property
    def part_of_map(self) -> str:
        """The region that the map shows: the one asked for, else the one that the filters are about."""
        return self.view or (self.wanted.regions[0] if len(self.wanted.regions) == 1 else "")

    def views(self) -> list[tuple[str, str, bool]]:
        """The parts of the map to choose from: name, query, and whether it is shown."""
        pairs = [pair for pair in self.pairs if pair[0] != "view"]
        parts = [("world", "World"), *((one.id, one.name) for one in regions().values() if not one.within)]
        now = self.part_of_map or "world"
        return [(name, links.with_query("", [*pairs, ("view", key)]), key == now) for key, name in parts]


@paged(router, "/issues/{dossier}/{issue}")
def issue_page(request: Request, dossier: str, issue: str) -> View:
    """The field on an issue, under the conditions that the address supposes."""
    desk = desk_of(request)
    snapshot = desk.snapshot()
    asked = _asked(snapshot, request, dossier, issue)
    supposed = suppose(snapshot, asked.wanted, asked.question)
    cells = {cell.actor: cell for cell in asked.wanted.field(snapshot).cells}
    lines = standings(supposed.answer.leading, cells)
    past = snapshot.once(("history", asked.wanted), lambda: _history(snapshot, asked.wanted))
    total = _longest(supposed, lines, past)
    context = {
        **_frame(snapshot, asked, supposed),
        **_picture(asked, supposed, lines, desk.settings.map),
        "history": history(f"How the field on {issue} went", past),
        "past": past,
        "outlines": outlines(desk.settings.map),
        "signed": reviewer(request)[0],
        "total": total,
        "former": sorted(holder for holder, cell in cells.items() if cell.level is None),
    }
    return View(
        "issue.html",
        context,
        data=Listed(total, lambda part: _data(asked, supposed, lines, past, part)),
        columns=COLUMNS,
        rows=lambda: (cells_of(one) for one in lines),
        fragment="issue_swap.html",
    )


def _asked(snapshot: Snapshot, request: Request, dossier: str, issue: str) -> Asked:
    row = next((one for one in snapshot.issues if (one.dossier, one.issue.id) == (dossier, issue)), None)
    if row is None:
        raise missing(f"issue {issue!r} in dossier {dossier!r}", "The list of issues names all that the ledger knows.")
    pairs = request.query_params.multi_items()
    wanted = replace(Filters.of(pairs), dossier=dossier, issues=(issue,), levels=())
    return Asked(row, wanted, Question.of(pairs), next((value for name, value in pairs if name == "view"), ""))


def _frame(snapshot: Snapshot, asked: Asked, supposed: Supposed) -> dict[str, Any]:
    """What stays as it is while the switches move: the head, the filters, the switches."""
    issue, dossier = asked.row.issue, asked.row.dossier
    holders = (row.position.holder for row in snapshot.by_issue.get((dossier, issue.id), ()))
    tracked = snapshot.dossier(dossier)
    return {
        "title": f"{issue.id}: {issue.question}",
        "issue": issue,
        "dossier": dossier,
        "dossier_title": tracked.title if tracked else dossier,
        "wanted": asked.wanted,
        "filters": asked.filters,
        "choices": choices(snapshot, asked.wanted, holders, ("issue", dossier, issue.id)),
        "switches": in_sight(supposed.switches, FIRST + MOST),
        "left": max(0, len(supposed.switches) - FIRST - MOST),
        "elsewhere": links.with_query("/whatif", [("dossier", dossier), ("issue", issue.id), *asked.question.pairs()]),
        "first": FIRST,
        "query": links.with_query("", asked.pairs)[1:],
    }


def _picture(asked: Asked, supposed: Supposed, lines: Sequence[Standing], file: str) -> dict[str, Any]:
    """What the switches move: bars, ladder, map, and who is moved or blocked."""
    answer = supposed.answer
    nothing = Field(asked.row.issue.id, (), 0, 0, None, None, None, 0, ())
    before, after = (next(iter(some), nothing) for some in (answer.before, answer.after))
    return {
        "question": supposed.question,
        "answer": answer,
        "before": before,
        "after": after,
        "bar_before": bar("As it is on record", parts_of(before)),
        "bar_after": bar("With what is supposed", parts_of(after)),
        "lines": lines,
        "moved": [one for one in lines if one.stance.moves],
        "also_moved": _also(lines, supposed),
        "ladder": ladder(lines, asked.row.dossier),
        "said": outcome_in_words,
        "map": _map(asked, lines, file),
        "off_map": on_map((one.stance.holder for one in lines), file)[1],
        "views": asked.views(),
        "credit": borders(file).credit,
    }


def _also(lines: Sequence[Standing], supposed: Supposed) -> list[Any]:
    """Stances with one kind of contribution that move beside what leads."""
    leading = {id(one.stance) for one in lines}
    return [one for one in supposed.answer.moved if id(one) not in leading]


def _map(asked: Asked, lines: Sequence[Standing], file: str) -> str:
    issue, dossier = asked.row.issue.id, asked.row.dossier
    spots = [
        Spot(
            one.stance.holder,
            css_of(one.stance.after, one.stance),
            in_words(one),
            links.cell(one.stance.holder, issue, dossier),
        )
        for one in lines
    ]
    shown = len(on_map((spot.holder for spot in spots), file)[0])
    return worldmap(
        f"Who stands where on {issue}",
        f"{shown} of {len(spots)} holders have a territory here.",
        spots,
        region=asked.part_of_map,
        file=file,
    )


def _history(snapshot: Snapshot, wanted: Filters) -> tuple[Tally, ...]:
    known = wanted.of_cells(snapshot, "course", course) if wanted.whole else None
    courses = _courses(wanted.rows(snapshot)) if known is None else list(known.values())
    return tallies(courses, spread(courses))


def _courses(rows: Rows) -> list[Course]:
    by_holder: dict[str, list[PositionRow]] = {}
    for row in rows:
        by_holder.setdefault(row.position.holder, []).append(row)
    return [course(some) for some in by_holder.values()]


def _longest(supposed: Supposed, lines: Sequence[Standing], past: Sequence[Tally]) -> int:
    uses = [use for one in supposed.switches for use in one.proposition.uses]
    return max(supposed.items, longest(lines, supposed.switches, uses, past))


def _data(asked: Asked, supposed: Supposed, lines: Sequence[Standing], past: Sequence[Tally], part: slice) -> Json:
    """What the page shows; what hangs on a condition is a list of its own, since of one there may be thousands."""
    issue = asked.row.issue
    uses = [(one.proposition.id, use) for one in supposed.switches for use in one.proposition.uses]
    return {
        "dossier": asked.row.dossier,
        "issue": issue.id,
        "kind": issue.kind,
        "question": issue.question,
        "filters": dict(asked.filters),
        **whatif_to_json(cut(supposed.answer, part)),
        "holders": [one.to_json() for one in lines[part]],
        "conditions": [wordings_to_json(one.proposition, one.status) for one in supposed.switches[part]],
        "uses": [{"condition": id_, **use_to_json(use)} for id_, use in uses[part]],
        "history": [{"day": day(one.day), "counts": dict(one.counts)} for one in past[part]],
    }
