"""Who contradicts whom: two reports, two speakers, another's claim against a holder's own words."""

from __future__ import annotations

import datetime as dt
from typing import Final

from fastapi import APIRouter, Request

from onrecord.analysis.conflicts import Conflict, ConflictKind
from onrecord.export.answers import conflict_to_json
from onrecord.export.answers_csv import conflicts_csv
from onrecord.export.answers_table import CONFLICT_WORDS
from onrecord.run import ask
from onrecord.web.scope import Scope, columns_of, kinds, rows_of, shown
from onrecord.web.twins import Listed, View, paged

router = APIRouter()

MEANING: Final[dict[ConflictKind, str]] = {
    "claim": "Somebody else says of the holder what its own side contradicts.",
    "speakers": "Two named voices of the holder say what cannot both hold.",
    "origins": "Two reports of what the holder said cannot both be right.",
}


@paged(router, "/conflicts")
def conflicts(request: Request, kind: str = "", start: str = "") -> View:
    """Contradictions in these days, the latest first; ``kind`` asks for one kind alone."""
    scope = Scope.of(request)
    every = ask.conflicts(scope.snapshot, since=scope.wanted.since, until=scope.wanted.until, **scope.asked())
    found = sorted((one for one in every if kind in ("", one.kind)), key=_day, reverse=True)
    return View(
        "conflicts.html",
        {
            "title": "Conflicts",
            **scope.context(),
            "page": shown(found, start),
            "kinds": kinds([one.kind for one in every], kind, CONFLICT_WORDS, "conflict"),
            "words": CONFLICT_WORDS,
            "meaning": MEANING,
        },
        data=Listed(len(found), lambda part: [conflict_to_json(one) for one in found[part]]),
        columns=columns_of(conflicts_csv(())),
        rows=lambda: rows_of(conflicts_csv(found)),
    )


def _day(one: Conflict) -> dt.date:
    return one.seen or dt.date.min
