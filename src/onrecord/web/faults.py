"""One shape for everything that goes wrong: a page for people, JSON for programs, a line for a part of a page."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from onrecord.api.faults import problem
from onrecord.errors import InputError, LedgerReadOnly, OnrecordError

_LOG: Final = logging.getLogger("onrecord.web")

_UNROUTED: Final = {
    404: ("there is no such page", "The places at the top lead to all there is."),
    405: ("this address cannot be asked in this way", "Go back, and choose a link or a button of the page."),
}
"""What is said where no route answers, which else says no more than its status."""


class Fault(HTTPException):
    """A request that cannot be answered: the HTTP status, what is wrong, what to do about it."""

    def __init__(self, status: int, message: str, remedy: str = "") -> None:
        self.status, self.message, self.remedy = status, message, remedy
        super().__init__(status, message)


def missing(what: str, remedy: str = "") -> Fault:
    """The fault of asking for something that the ledger does not hold."""
    return Fault(404, f"the ledger holds no {what}", remedy)


def answer(request: Request, fault: Fault) -> Response:
    """The fault as whoever asked can use it."""
    if request.url.path.startswith("/api/"):
        return problem(fault.status, fault.message, fault.remedy)
    words = {"status": fault.status, "message": fault.message, "remedy": fault.remedy}
    if wants_json(request):
        return JSONResponse({"error": words}, fault.status)
    if request.headers.get("HX-Request"):
        return PlainTextResponse(" ".join(filter(None, (f"{fault.message}.", fault.remedy))), fault.status)
    from onrecord.web.rendering import page  # noqa: PLC0415 - rendering knows security, which knows faults

    return page(request, "error.html", status=fault.status, fault=fault, title=HTTPStatus(fault.status).phrase)


def wants_json(request: Request) -> bool:
    """Whether a program asks: by the address, or by what it accepts."""
    path, accepts = request.url.path, request.headers.get("accept", "")
    return path.startswith("/api/") or path.endswith((".json", ".csv")) or accepts.startswith("application/json")


def fault_of(error: Exception) -> Fault:
    """Any exception as a fault; what was not foreseen says nothing of its inside."""
    if isinstance(error, Fault):
        return error
    if isinstance(error, HTTPException):
        known = _UNROUTED.get(error.status_code) if error.detail == HTTPStatus(error.status_code).phrase else None
        return Fault(error.status_code, *(known or (str(error.detail), "")))
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        return Fault(422, f"{'.'.join(map(str, first['loc'][1:])) or 'the request'}: {first['msg']}")
    if isinstance(error, OnrecordError):
        status = 400 if isinstance(error, InputError) else 403 if isinstance(error, LedgerReadOnly) else 503
        # Whoever looks at a shared desk has no business with where its files lie.
        place = "" if set(error.place) & set("/\\") else error.place
        return Fault(status, f"{place}: {error.message}" if place else error.message, error.remedy)
    return Fault(500, "something went wrong inside onrecord", "Please report it with what you did; see the log.")


async def answered(request: Request, error: Exception) -> Response:
    """The answer to any exception; one that was not foreseen is logged, and says nothing of its inside."""
    fault = fault_of(error)
    if fault.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOG.error("unforeseen: %s %s", request.method, request.url.path, exc_info=error)
    return answer(request, fault)


def install(app: FastAPI) -> None:
    """Answer the exceptions that are foreseen in the one shape; ``security.Shield`` does so with all others."""
    for kind in (HTTPException, RequestValidationError, OnrecordError):
        app.add_exception_handler(kind, answered)
