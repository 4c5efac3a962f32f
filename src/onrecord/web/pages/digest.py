"""The digest of some days: what a desk officer reads in the morning, and prints."""

from __future__ import annotations

import datetime as dt
from typing import Final

from fastapi import APIRouter, Request

from onrecord.analysis.digest import Digest
from onrecord.errors import InputError
from onrecord.export.answers import digest_to_json
from onrecord.export.answers_csv import digest_csv
from onrecord.export.digest_text import sections
from onrecord.run import ask
from onrecord.run.asked import Asked
from onrecord.run.desk import Snapshot
from onrecord.run.names import name_of
from onrecord.web.scope import Scope, columns_of, rows_of
from onrecord.web.twins import Listed, View, cut, longest, paged

router = APIRouter()

DAYS: Final = 7
"""How many days the digest looks at where nobody says since when: the last ones that hold anything."""


MOST: Final = 60
"""Items of a section that are printed; the data has them all."""


@paged(router, "/digest")
def digest(request: Request) -> View:
    """The news of the days from ``since`` to ``until``; without them, of the last week on record."""
    scope = Scope.of(request)
    since, until = _days(scope.snapshot, scope.wanted.since, scope.wanted.until)
    if since > until:
        raise InputError("the digest would end before it begins", place="since", remedy="Give an earlier day.")
    found = _digest(scope.snapshot, since, until, scope.asked())
    total = longest(found.positions, found.shifts, found.conditions, found.conflicts, found.pledges)
    return View(
        "digest.html",
        {
            "title": f"Digest, {since} to {until}",
            **scope.context(),
            "digest": found,
            "sections": sections(found, name_of),
            "most": MOST,
            "since": since,
            "until": until,
            "total": total,
        },
        data=Listed(total, lambda part: digest_to_json(cut(found, part))),
        columns=_COLUMNS,
        rows=lambda: rows_of(digest_csv(found)),
    )


def of_last_days(snapshot: Snapshot) -> Digest:
    """The digest that the page shows where nothing is asked for; kept with the snapshot."""
    return _digest(snapshot, *_days(snapshot, None, None), Asked(actors=(), issues=(), dossier=None))


def _digest(snapshot: Snapshot, since: dt.date, until: dt.date, asked: Asked) -> Digest:
    return snapshot.once(
        ("digest", since, until, *asked.values()), lambda: ask.digest(snapshot, since=since, until=until, **asked)
    )


def _days(snapshot: Snapshot, since: dt.date | None, until: dt.date | None) -> tuple[dt.date, dt.date]:
    """The days that are asked for, or the last week on record, or of what was until a day."""
    last = until or snapshot.once("last day", lambda: _last_day(snapshot))
    return since or last - dt.timedelta(DAYS - 1), last


def _last_day(snapshot: Snapshot) -> dt.date:
    days = (row.seen for row in snapshot.rows)
    today = dt.date.today()
    return min(max((day for day in days if day), default=today), today)


_NOTHING: Final = Digest(dt.date.min, dt.date.min, 0, (), (), (), (), ())
_COLUMNS: Final = columns_of(digest_csv(_NOTHING))
