"""What people decide on conditions, in the page: met, not met or not known, with a reason; undone by a later entry."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, cast, get_args
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from onrecord.api.asking import LONGEST_WORDS
from onrecord.export.answers import entry_to_json
from onrecord.ledger import ConditionEntry, undo_condition
from onrecord.records import ConditionStatus
from onrecord.run import ask
from onrecord.web.faults import Fault
from onrecord.web.rendering import desk_of
from onrecord.web.reviewing import reviewer
from onrecord.web.security import form_of
from onrecord.web.twins import View, paged

router = APIRouter()

LOG: Final = "/conditions/log"
LATEST: Final = 500
"""How many entries of the log the page shows; the data beside it has them all."""

COLUMNS: Final = (
    "number",
    "verdict",
    "words",
    "holder",
    "other_words",
    "other_holder",
    "until",
    "article",
    "quote",
    "undoes",
    "undone",
    "by",
    "at",
    "why",
)

_STATUSES: Final = get_args(ConditionStatus)
_PAGES: Final = re.compile(r"/whatif(\.html)?|/issues/.+|/conditions/log(\.html)?")
_ID: Final = re.compile(r"c-[0-9a-f]{1,64}")


@paged(router, LOG)
def log_page(request: Request) -> View:
    """What people decided on conditions and articles report of them, the latest first."""
    log = desk_of(request).snapshot().condition_log
    return View(
        "conditions_log.html",
        {
            "title": "What was decided on conditions",
            "entries": log[::-1][:LATEST],
            "count": len(log),
            "signed": reviewer(request)[0],
        },
        data=lambda: [entry_to_json(one) for one in log],
        columns=COLUMNS,
        rows=lambda: (_cells(one) for one in log),
    )


def _cells(one: ConditionEntry) -> tuple[object, ...]:
    found = entry_to_json(one) | {"quote": one.quote.quote if one.quote else None}
    return tuple(found[name] for name in COLUMNS)


@router.post("/conditions")
async def decide(request: Request) -> Response:
    """Keep that a ``condition`` is met, unmet or unknown, and why; leads back to the page that asked."""
    return await run_in_threadpool(_decide, request, await form_of(request))


def _decide(request: Request, form: FormData) -> Response:
    condition, status, why = _given(form, "condition"), _given(form, "status"), _given(form, "why")
    if status not in _STATUSES:
        raise Fault(422, "it is not said what the condition is", f"Choose one of {', '.join(_STATUSES)}.")
    if not why:
        raise Fault(422, "it is not said why", "Give the reason: it is kept with what you decide.")
    with desk_of(request).writing() as ledger:
        ask.set_condition(
            ledger,
            condition,
            cast(ConditionStatus, status),
            by=reviewer(request)[0],
            why=why,
            until=_until(form),
            article=_given(form, "article") or None,
            quote=_given(form, "quote") or None,
        )
    return RedirectResponse(_back(request, condition), 303)


@router.post("/conditions/undo")
async def undo(request: Request) -> Response:
    """Undo the entry of this ``number``; leads back to the page that asked."""
    return await run_in_threadpool(_undo, request, await form_of(request))


def _undo(request: Request, form: FormData) -> Response:
    number = _given(form, "number")
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        raise Fault(422, f"{number!r} is no number of an entry", "The log of conditions has them.")
    with desk_of(request).writing() as ledger:
        undo_condition(ledger, int(number), by=reviewer(request)[0], why=_given(form, "why"))
    return RedirectResponse(_back(request, _given(form, "condition")), 303)


def _given(form: FormData, name: str) -> str:
    found = str(form.get(name, "")).strip()
    if len(found) > LONGEST_WORDS:
        raise Fault(422, f"{name} is too long", f"Give at most {LONGEST_WORDS:,} characters.")
    return found


def _until(form: FormData) -> dt.date | None:
    given = _given(form, "until")
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError:
        raise Fault(422, f"{given!r} is no day", "Write it as 2026-12-31.") from None


def _back(request: Request, condition: str) -> str:
    """The page that the form stood on, at the condition; its address may have changed since the page came (what-if)."""
    came = urlsplit(request.headers.get("referer", ""))
    place = came.path + (f"?{came.query}" if came.query else "") if _PAGES.fullmatch(came.path) else LOG
    return f"{place}#{condition}" if _ID.fullmatch(condition) else place
