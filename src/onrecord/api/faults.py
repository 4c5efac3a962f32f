"""One shape for everything that goes wrong: problem details (RFC 9457), with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.routing import iter_route_contexts
from pydantic import Field
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.routing import Match

from onrecord.errors import InputError, LedgerReadOnly, OnrecordError
from onrecord.export.shapes.base import Shape

MEDIA: Final = "application/problem+json"


class WrongField(Shape):
    """One field of a request that cannot be used, and why."""

    field: str
    detail: str


class ProblemDetails(Shape):
    """What went wrong, and what to do about it (RFC 9457)."""

    type: str = Field(description="Always about:blank: the status says what sort of problem it is.")
    title: str
    status: int
    detail: str
    remedy: str
    errors: list[WrongField]


class Missing(HTTPException):
    """What was asked for is not in the ledger."""

    def __init__(self, what: str, remedy: str = "") -> None:
        self.remedy = remedy
        super().__init__(404, f"the ledger holds no {what}")


class Unchanged(Exception):
    """Whoever asks has the answer already; its ETag is the exception's words."""


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The statuses beside 200 that a route answers with, for the description; 304 has no body."""
    body = {"content": {MEDIA: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}}
    found: dict[int | str, dict[str, Any]] = {}
    for one in statuses:
        described = {"description": HTTPStatus(one).phrase}
        found[one] = described if one == HTTPStatus.NOT_MODIFIED else {**described, **body}
    return found


def problem(
    status: int,
    detail: str,
    remedy: str = "",
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem as an answer."""
    words = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "remedy": remedy,
        "errors": list(errors),
    }
    return JSONResponse(words, status, headers=headers, media_type=MEDIA)


def install(app: FastAPI) -> None:
    """Answer every exception as a problem; one that was not foreseen goes on to the server, which logs it."""
    app.add_exception_handler(StarletteHTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(OnrecordError, _failed)
    app.add_exception_handler(Unchanged, _unchanged)
    app.add_exception_handler(Exception, _unforeseen)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    headers = {"Allow": _allowed(request)} if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED else error.headers
    return problem(error.status_code, str(error.detail), getattr(error, "remedy", ""), headers=headers)


def _allowed(request: Request) -> str:
    """The methods of all routes at this address: each route knows its own only."""
    every = (one.original_route for one in iter_route_contexts(request.app.routes))
    routes = [one for one in every if one.matches(request.scope)[0] is not Match.NONE]
    return ", ".join(sorted({method for one in routes for method in getattr(one, "methods", None) or ()}))


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [{"field": ".".join(map(str, one["loc"][1:])), "detail": one["msg"]} for one in error.errors()]
    words = "; ".join(f"{one['field']}: {one['detail']}" for one in wrong)
    return problem(422, words, "The description of the API says what each field takes.", wrong)


async def _failed(_request: Request, error: Exception) -> Response:
    assert isinstance(error, OnrecordError)
    if isinstance(error, InputError):
        return problem(400, error.message, error.remedy)
    return problem(403 if isinstance(error, LedgerReadOnly) else 503, error.message, error.remedy)


async def _unchanged(_request: Request, error: Exception) -> Response:
    return Response(status_code=304, headers={"ETag": str(error)})


async def _unforeseen(_request: Request, _error: Exception) -> Response:
    return problem(500, "something went wrong inside onrecord", "Please report it with what you asked; see the log.")
