"""What changed: a changed mind apart from a changed reporter, old words again, denials."""

from __future__ import annotations

import datetime as dt
from typing import Final

from fastapi import APIRouter, Request

from onrecord.analysis.shift import Shift, ShiftKind
from onrecord.export.answers import shift_to_json
from onrecord.export.answers_csv import shifts_csv
from onrecord.export.answers_table import SHIFT_WORDS
from onrecord.run import ask
from onrecord.web.scope import Scope, columns_of, kinds, rows_of, shown
from onrecord.web.twins import Listed, View, paged

router = APIRouter()

MEANING: Final[dict[ShiftKind, str]] = {
    "changed_mind": "The holder itself said something else later.",
    "changed_reporter": "Only who tells of it changed, not what the holder said.",
    "resurfaced": "Words said before a stance already on record came up again.",
    "denied": "The holder turned down what had been reported of it.",
    "order_unknown": "The two differ, and the dates do not tell which was said first.",
}


@paged(router, "/changes")
def changes(request: Request, kind: str = "", start: str = "") -> View:
    """Shifts in these days, the latest first and undated ones last; ``kind`` asks for one kind alone."""
    scope = Scope.of(request)
    every = ask.changes(scope.snapshot, since=scope.wanted.since, until=scope.wanted.until, **scope.asked())
    found = sorted((one for one in every if kind in ("", one.kind)), key=_day, reverse=True)
    return View(
        "changes.html",
        {
            "title": "Changes",
            **scope.context(),
            "page": shown(found, start),
            "kinds": kinds([one.kind for one in every], kind, SHIFT_WORDS, "change"),
            "words": SHIFT_WORDS,
            "meaning": MEANING,
        },
        data=Listed(len(found), lambda part: [shift_to_json(one) for one in found[part]]),
        columns=columns_of(shifts_csv(())),
        rows=lambda: rows_of(shifts_csv(found)),
    )


def _day(one: Shift) -> dt.date:
    return one.date or dt.date.min
