"""What changed: a changed mind apart from a changed reporter, old words again, denials."""

from __future__ import annotations

from typing import Final, get_args

from fastapi import APIRouter, Request

from onrecord.analysis.shift import Shift, ShiftKind
from onrecord.errors import InputError
from onrecord.export.answers import shift_to_json
from onrecord.export.answers_csv import shifts_csv
from onrecord.export.answers_table import SHIFT_WORDS
from onrecord.run import ask
from onrecord.web.choices import Choice
from onrecord.web.scope import Scope, columns_of, rows_of, shown
from onrecord.web.twins import View, paged

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
    """Shifts in these days, the latest first; ``kind`` asks for one kind alone."""
    scope = Scope.of(request)
    every = ask.changes(scope.snapshot, since=scope.wanted.since, until=scope.wanted.until, **scope.asked())
    found = [one for one in reversed(every) if kind in ("", one.kind)]
    return View(
        "changes.html",
        {
            "title": "Changes",
            **scope.context(),
            "page": shown(found, start),
            "kinds": _kinds(every, kind),
            "words": SHIFT_WORDS,
            "meaning": MEANING,
        },
        data=lambda: [shift_to_json(one) for one in found],
        columns=columns_of(shifts_csv(())),
        rows=lambda: rows_of(shifts_csv(found)),
    )


def _kinds(found: tuple[Shift, ...], chosen: str) -> list[Choice]:
    """The kinds that occur, with how many of each."""
    kinds: tuple[ShiftKind, ...] = get_args(ShiftKind)
    if chosen and chosen not in kinds:
        raise InputError(f"{chosen!r} is no kind of change", place="kind", remedy=f"Give one of {', '.join(kinds)}.")
    counts = {kind: sum(one.kind == kind for one in found) for kind in kinds}
    return [Choice(kind, f"{SHIFT_WORDS[kind]} ({counts[kind]})", kind == chosen) for kind in kinds if counts[kind]]
