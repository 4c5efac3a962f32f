"""The issues: what is asked in every dossier, and how the field on each looks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from markupsafe import Markup

from onrecord.export.contract import Json, day
from onrecord.ledger import IssueRow, PositionRow
from onrecord.records import LADDER, Level
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from onrecord.web.charts.bars import bar, parts
from onrecord.web.choices import choices
from onrecord.web.prevailing import stances
from onrecord.web.rendering import desk_of
from onrecord.web.twins import View, paged

router = APIRouter()

COLUMNS = ("dossier", "issue", "kind", "question", "holders", *LADDER, "conditional", "latest")


@dataclass(frozen=True, slots=True)
class Listed:
    """An issue with its field: how many stand at each level, how many of them under conditions, and the latest date."""

    row: IssueRow
    counts: tuple[tuple[Level, int], ...]
    conditional: int
    latest: dt.date | None

    @property
    def holders(self) -> int:
        """How many have a stance."""
        return sum(number for _, number in self.counts)

    @property
    def bar(self) -> Markup:
        """The field as a bar."""
        return bar(f"The field on {self.row.issue.id}", parts(self.counts), height=22) if self.holders else Markup("")

    def to_json(self) -> Json:
        """The line as data."""
        issue = self.row.issue
        return {
            "dossier": self.row.dossier,
            "issue": issue.id,
            "kind": issue.kind,
            "question": issue.question,
            "holders": self.holders,
            "counts": dict(self.counts),
            "conditional": self.conditional,
            "latest": day(self.latest),
        }

    def cells(self) -> list[object]:
        """The line as cells of a table under ``COLUMNS``."""
        made = self.to_json()
        made |= made.pop("counts")
        return [made[name] for name in COLUMNS]


@paged(router, "/issues")
def issues_page(request: Request) -> View:
    """The list of issues, by dossier."""
    snapshot = desk_of(request).snapshot()
    wanted = replace(Filters.of(request.query_params.multi_items()), levels=())
    listed = snapshot.once(("issues", wanted), lambda: _listed(snapshot, wanted))
    context = {
        "title": "Issues",
        "groups": _groups(snapshot, listed),
        "wanted": wanted,
        "choices": choices(snapshot, wanted, snapshot.by_holder, "all"),
        "query": request.url.query,
    }
    return View(
        "issues.html",
        context,
        data=lambda: [one.to_json() for one in listed],
        columns=COLUMNS,
        rows=lambda: (one.cells() for one in listed),
    )


def _listed(snapshot: Snapshot, wanted: Filters) -> list[Listed]:
    by_issue: dict[tuple[str | None, str], list[PositionRow]] = {}
    for row in stances(snapshot, wanted):
        by_issue.setdefault((row.article.dossier, row.position.issue), []).append(row)
    return [_one(row, by_issue.get((row.dossier, row.issue.id), [])) for row in snapshot.issues_of(wanted.dossier)]


def _one(row: IssueRow, some: list[PositionRow]) -> Listed:
    counts = Counter(one.position.level for one in some)
    return Listed(
        row=row,
        counts=tuple((level, counts[level]) for level in LADDER),
        conditional=sum(bool(one.position.conditions) for one in some),
        latest=max((one.date for one in some if one.date), default=None),
    )


def _groups(snapshot: Snapshot, listed: list[Listed]) -> list[tuple[str, str, list[Listed]]]:
    """Dossiers that have issues: id, title, issues in order; those that are no longer listed last."""
    titles = {one.id: one.title for one in snapshot.dossiers}
    found: dict[str, list[Listed]] = {}
    for one in listed:
        found.setdefault(one.row.dossier, []).append(one)
    return [(key, titles.get(key, key), some) for key, some in found.items()]
