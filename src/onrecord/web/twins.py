"""Beside each page its data: the same address ending in ``.json`` or ``.csv`` gives what the page shows.

A long list comes in parts as JSON: ``limit`` items (``AT_ONCE``, unless asked otherwise, and ``MOST`` at most) from
``start`` on, with the address of the next part as a ``Link``, and as ``next`` where the data is an object. CSV is sent
whole, line by line; with ``limit`` or ``start`` it is the same part. An object of several lists has each of them cut at
the same place, and goes on as long as the longest: see ``cut`` and ``longest``.

A page's function returns a ``View``; ``paged`` makes routes of it. Its address with ``.html`` at the end is the page
too, for ids that themselves end in one of these.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass, fields, replace
from functools import wraps
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from onrecord.errors import InputError
from onrecord.export.contract import Json
from onrecord.export.csv_file import csv_line, guarded
from onrecord.web.links import AT_ONCE
from onrecord.web.rendering import page
from onrecord.web.scope import place_in_list

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Given = ParamSpec("Given")
Record = TypeVar("Record", bound="DataclassInstance")
_PLAIN: Final = "%/:@!$()*+,;=~?&"
"""What may stand in an address that is linked to; its path may hold anything."""


MOST: Final = 5000
LINES: Final = 500
"""How many lines of CSV are sent at a time."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Data that is a long list, or an object around one: ``part`` makes it of the items in a slice, of ``total``."""

    total: int
    part: Callable[[slice], Json | list[Json]]


def cut(found: Record, part: slice) -> Record:
    """A record with each of its tuples cut to the items in a slice."""
    held = ((one.name, getattr(found, one.name)) for one in fields(found))
    return replace(found, **{name: value[part] for name, value in held if isinstance(value, tuple)})


def longest(*lists: Sized) -> int:
    """How many items there are to give of several lists that are cut at the same place."""
    return max(map(len, lists))


@dataclass(frozen=True, slots=True)
class View:
    """A page and its data: ``data`` for JSON; ``columns`` and ``rows`` (made when asked for) for CSV.

    ``fragment`` is the template of the part that htmx asks for, where the page has one. ``partial`` alone decides
    whether the request wants it.
    """

    template: str
    context: Mapping[str, Any]
    data: Callable[[], Json | list[Json]] | Listed
    columns: Sequence[str]
    rows: Callable[[], Iterable[Iterable[Any]]]
    fragment: str | None = None


def paged(router: APIRouter, path: str) -> Callable[[Callable[Given, View]], Callable[Given, View]]:
    """Route a function that takes ``request`` (and what else FastAPI should give it) under ``path``, with twins."""

    def route(view: Callable[Given, View]) -> Callable[Given, View]:
        root = "/index" if path == "/" else path
        for suffix, form in ((".json", _json), (".csv", _csv), (".html", _page)):
            router.add_api_route(root + suffix, _answering(view, form), methods=["GET"], include_in_schema=False)
        router.add_api_route(path, _answering(view, _page), methods=["GET"], include_in_schema=False)
        return view

    return route


def _answering(view: Callable[..., View], form: Callable[[Request, View], Response]) -> Callable[..., Response]:
    signature = inspect.signature(view, eval_str=True)
    if "request" not in signature.parameters:
        raise TypeError(f"{view.__name__} must take the request")

    @wraps(view)
    def answer(**given: Any) -> Response:
        return form(given["request"], view(**given))

    answer.__dict__["__signature__"] = signature.replace(return_annotation=Response)
    del answer.__dict__["__wrapped__"]  # FastAPI would look at the view itself, whose annotations are strings
    return answer


def _page(request: Request, view: View) -> Response:
    wanted = view.fragment if view.fragment and partial(request) else view.template
    return page(request, wanted, **view.context)


def partial(request: Request) -> bool:
    """Whether htmx asks for a part of a page; not where it goes back in history and needs the whole."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def _json(request: Request, view: View) -> Response:
    if not isinstance(view.data, Listed):
        return JSONResponse(view.data())
    first, limit = _place(request), _limit(request) or AT_ONCE
    body, following = view.data.part(slice(first, first + limit)), None
    headers = {"X-Total-Count": str(view.data.total)}
    if first + limit < view.data.total:
        query = [pair for pair in request.query_params.multi_items() if pair[0] != "start"]
        following = f"{request.url.path}?{urlencode([*query, ('start', str(first + limit))])}"
        headers["Link"] = f'<{quote(following, safe=_PLAIN)}>; rel="next"'
    return JSONResponse({**body, "next": following} if isinstance(body, dict) else body, headers=headers)


def _place(request: Request) -> int:
    return place_in_list(request.query_params.get("start", ""))


def _limit(request: Request) -> int | None:
    """How many items are asked for; None where all, or as many as there are at once.

    Raises:
        InputError: it is no number from 1 to ``MOST``.
    """
    value = request.query_params.get("limit", "")
    if value and not (value.isdecimal() and len(value) < 10 and 1 <= int(value) <= MOST):
        raise InputError(f"{value!r} is no number of items", place="limit", remedy=f"Give one from 1 to {MOST}.")
    return int(value) if value else None


def _csv(request: Request, view: View) -> Response:
    rows = iter(view.rows())
    if isinstance(view.data, Listed):
        first, limit = _place(request), _limit(request)
        rows = islice(rows, first, None if limit is None else first + limit)
    lines = (csv_line(guarded(cell) for cell in row) for row in chain([view.columns], rows))
    name = request.url.path.removesuffix(".csv").strip("/").replace("/", "-")
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in name)
    headers = {"Content-Disposition": f'attachment; filename="{plain}.csv"'}
    sent = iter(lambda: "".join(islice(lines, LINES)), "")
    return StreamingResponse(chain([next(sent)], sent), media_type="text/csv; charset=utf-8", headers=headers)
