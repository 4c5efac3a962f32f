"""What a person decides in the queue of review: one position, or all that a filter leaves; undone, adjudicated, added.

Answers are JSON: the page's script shows what happened and goes on to the next position.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from onrecord.export.contract import Json
from onrecord.ledger import (
    Ledger,
    PositionRow,
    Target,
    accept,
    latest_of,
    positions_of,
    reject,
    review_log,
    target_of,
    touched_by,
    undo_review,
)
from onrecord.records import Span
from onrecord.run.review import Correction, Words, correct, correct_all, settle, supply
from onrecord.web.faults import Fault
from onrecord.web.pages.review import asked_of, queue
from onrecord.web.rendering import desk_of
from onrecord.web.reviewing import COOKIE, as_cookie, is_name, reviewer, target_from
from onrecord.web.security import Guard, form_of

router = APIRouter()

YEAR: Final = 365 * 24 * 3600
VERDICTS: Final = {"accept": "accepted", "reject": "rejected"}


@router.post("/review/name")
async def name_reviewer(request: Request) -> Response:
    """Keep in this browser the name that signs what is decided here."""
    form = await form_of(request)
    name = str(form.get("name", ""))
    if not is_name(name):
        raise Fault(422, "this is no name to sign with", "Give one line of at most 80 characters.")
    guard: Guard = request.app.state.guard
    answer = RedirectResponse(_back(form), 303)
    answer.set_cookie(
        COOKIE, as_cookie(name), max_age=YEAR, path="/", secure=guard.secure, httponly=True, samesite="strict"
    )
    return answer


def _back(form: FormData) -> str:
    """Where a form came from, within the pages of review."""
    query = str(form.get("query", ""))
    page = "/review/log" if form.get("log") == "yes" else "/review"
    return f"{page}?{query}" if query and query.isprintable() else page


@router.post("/review/decide")
async def decide(request: Request) -> Response:
    """Accept or reject the positions that ``target`` names, once or more."""
    return await run_in_threadpool(_decide, request, await form_of(request))


def _decide(request: Request, form: FormData) -> Response:
    verdict = _verdict(form)
    targets = [target_from(str(one)) for one in form.getlist("target")]
    by, why, settles = _signed(request), _why(form), form.get("settles") == "yes"
    with desk_of(request).writing() as ledger:
        if verdict == "reject":
            number = reject(ledger, targets, by=by, why=why, settles=settles)
        else:
            number = accept(ledger, targets, by=by, why=why, as_read=form.get("as_read") == "yes", settles=settles)
        return _done(ledger, number, VERDICTS[verdict])


@router.post("/review/edit")
async def edit(request: Request) -> Response:
    """Correct the position that ``target`` names."""
    return await run_in_threadpool(_edit, request, await form_of(request))


def _edit(request: Request, form: FormData) -> Response:
    target, as_read = target_from(str(form.get("target", ""))), form.get("as_read") == "yes"
    wanted, by, why = _correction(form), _signed(request), _why(form)
    with desk_of(request).writing() as ledger:
        settles = form.get("settles") == "yes"
        number = correct(ledger, target, wanted, by=by, why=why, as_read=as_read, settles=settles)
        return _done(ledger, number, "corrected")


@router.post("/review/add")
async def add(request: Request) -> Response:
    """Add a position that the reader missed in the article of ``target``."""
    return await run_in_threadpool(_add, request, await form_of(request))


def _add(request: Request, form: FormData) -> Response:
    reading, by = target_from(str(form.get("target", ""))).reading, _signed(request)
    with desk_of(request).writing() as ledger:
        made = supply(ledger, reading, _correction(form), by=by, why=_why(form))
        number = review_log(ledger, position=made)[-1].entry.number
        return _done(ledger, number, "added")


@router.post("/review/undo")
async def undo(request: Request) -> Response:
    """Undo the decision of this ``number``, or without one the reviewer's latest; a form of the ``log`` leads back."""
    return await run_in_threadpool(_undo, request, await form_of(request))


def _undo(request: Request, form: FormData) -> Response:
    by, given = _signed(request), str(form.get("number", ""))
    if given and not (given.isascii() and given.isdecimal() and len(given) < 16):
        raise Fault(422, f"{given!r} is no number of a decision", "The log of review has them.")
    with desk_of(request).writing() as ledger:
        number = int(given) if given else latest_of(ledger, by)
        if number is None:
            raise Fault(409, f"{by} has decided nothing that could be undone", "The log of review has all decisions.")
        targets = [Target(row.entry.reading, row.entry.position) for row in review_log(ledger, batch=number)]
        made = undo_review(ledger, number, by=by, why=_why(form))
        if form.get("log") == "yes":  # a form of the log, sent without script
            return RedirectResponse(_back(form), 303)
        return JSONResponse(_told(made, f"Decision {number} is undone", targets, _rows(ledger, targets)))


@router.post("/review/bulk")
async def bulk(request: Request) -> Response:
    """Decide alike on every position that the page's filters leave, if there are still as many as the page said."""
    return await run_in_threadpool(_bulk, request, await form_of(request))


def _bulk(request: Request, form: FormData) -> Response:
    by, asked = _signed(request), asked_of(request)
    rows = [one.row for one in queue(desk_of(request), asked, by)]
    if str(len(rows)) != str(form.get("count", "")):
        raise Fault(409, f"there are now {len(rows)} positions, not as many as the page said", "Load the page again.")
    with desk_of(request).writing() as ledger:
        number = _decided_alike(ledger, rows, form, by, as_read=asked.state == "second")
        count = len(review_log(ledger, batch=number))
    noun = "position" if count == 1 else "positions"
    done = VERDICTS.get(str(form.get("verdict", "")), "corrected")
    return JSONResponse({"number": number, "count": count, "words": f"{count} {noun} {done}", "decided": []})


def _decided_alike(ledger: Ledger, rows: Sequence[PositionRow], form: FormData, by: str, *, as_read: bool) -> int:
    why, targets = _why(form), [target_of(row) for row in rows]
    if form.get("verdict") == "edit" and not as_read:
        wanted = Correction(_given(form, "holder"), _given(form, "issue"), _given(form, "level"))
        return correct_all(ledger, rows, wanted, by=by, why=why)
    if _verdict(form) == "reject":
        return reject(ledger, targets, by=by, why=why)
    return accept(ledger, targets, by=by, why=why, as_read=as_read)


@router.post("/review/settle")
async def settle_dispute(request: Request) -> Response:
    """Adjudicate: the record of the entry ``number`` is right."""
    return await run_in_threadpool(_settle, request, await form_of(request))


def _settle(request: Request, form: FormData) -> Response:
    given = str(form.get("number", ""))
    if not (given.isascii() and given.isdecimal() and len(given) < 16):
        raise Fault(422, f"{given!r} is no number of a decision", "Load the page again.")
    by = _signed(request)
    with desk_of(request).writing() as ledger:
        return _done(ledger, settle(ledger, int(given), by=by, why=_why(form)), "settled")


def _verdict(form: FormData) -> str:
    verdict = str(form.get("verdict", ""))
    if verdict not in VERDICTS:
        raise Fault(422, f"{verdict!r} is no verdict", f"Give one of {', '.join(VERDICTS)}.")
    return verdict


def _why(form: FormData) -> str:
    return str(form.get("why", "")).strip()


def _given(form: FormData, name: str) -> str | None:
    return str(form.get(name, "")).strip() or None


def _signed(request: Request) -> str:
    """The name that signs.

    Raises:
        Fault: nobody has said yet who judges here.
    """
    name, settled = reviewer(request)
    if not settled:
        raise Fault(
            409, "nobody has said yet who judges here", "Give your name on the page of review; it is asked once."
        )
    return name


def _correction(form: FormData) -> Correction:
    """What the form says of a position: all of it, so that what it leaves empty is empty."""
    starts, ends = form.getlist("condition_start"), form.getlist("condition_end")
    kinds, words = form.getlist("condition_kind"), form.getlist("condition")
    if not len(kinds) == len(words) == len(starts) == len(ends):
        raise Fault(422, "each condition has a kind and words", "Load the page again.")
    conditions = zip(kinds, words, starts, ends, strict=True)
    return Correction(
        holder=_given(form, "holder"),
        issue=_given(form, "issue"),
        level=_given(form, "level"),
        otherwise=_given(form, "otherwise") or "none",
        evidence=_placed(form.get("evidence", ""), form.get("evidence_start", ""), form.get("evidence_end", "")),
        conditions=tuple((str(kind), _placed(*rest)) for kind, *rest in conditions if str(rest[0]).strip()),
        superseded=form.get("superseded") == "yes",
    )


def _placed(words: object, start: object, end: object) -> Words:
    """The words with their place, where the form has one that is as long; else as typed, to be looked for."""
    # A form's line ends are CR LF whatever they were in the field.
    text, places = str(words), [str(start), str(end)]
    if all(one.isascii() and one.isdecimal() and len(one) < 12 for one in places):
        first, last = map(int, places)
        if last - first == len(text):
            return Span(first, last, text)
    return text.strip()


def _done(ledger: Ledger, number: int, what: str) -> Response:
    targets = touched_by(ledger, number)
    rows = _rows(ledger, targets)
    words = f"{what.capitalize()} as decision {number}"
    return JSONResponse(_told(number, words, targets, rows))


def _rows(ledger: Ledger, targets: Iterable[Target]) -> dict[Target, PositionRow]:
    wanted = set(targets)
    return {
        target_of(row): row for row in positions_of(ledger, {one.reading for one in wanted}) if target_of(row) in wanted
    }


def _told(number: int, words: str, targets: Sequence[Target], rows: dict[Target, PositionRow]) -> Json:
    """What happened, and how each position that it touched stands now (null: rejected)."""
    decided = []
    for one in targets:
        row = rows.get(one)
        judged = row.judged.verdict if row and row.judged else None
        decided.append(
            {
                "target": f"{one.reading}:{one.position}",
                "verdict": "reject" if row is None else judged,
                "level": row.position.level if row else None,
            }
        )
    return {"number": number, "count": len(targets), "words": words, "decided": decided}
