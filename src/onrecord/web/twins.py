"""Beside each page its data: the same address ending in ``.json`` or ``.csv`` gives what the page shows.

A page's function returns a ``View``; ``paged`` makes routes of it. Its address with ``.html`` at the end is the page
too, for ids that themselves end in one of these.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from onrecord.export.contract import Json
from onrecord.export.csv_file import csv_line, guarded
from onrecord.web.rendering import page

Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class View:
    """A page and its data: ``data`` for JSON; ``columns`` and ``rows`` (made when asked for) for CSV.

    ``fragment`` is the template of the part that htmx asks for, where the page has one. ``partial`` alone decides
    whether the request wants it.
    """

    template: str
    context: Mapping[str, Any]
    data: Callable[[], Json | list[Json]]
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


def _json(_request: Request, view: View) -> Response:
    return JSONResponse(view.data())


def _csv(request: Request, view: View) -> Response:
    lines = (csv_line(guarded(cell) for cell in row) for row in (view.columns, *view.rows()))
    name = request.url.path.removesuffix(".csv").strip("/").replace("/", "-")
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in name)
    headers = {"Content-Disposition": f'attachment; filename="{plain}.csv"'}
    return Response("".join(lines), media_type="text/csv; charset=utf-8", headers=headers)
