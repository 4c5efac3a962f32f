"""Who stands with whom: the picture, why two are tied, and every tie as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.errors import InputError
from onrecord.run.desk import Snapshot
from onrecord.run.names import name_of
from onrecord.run.warm import Step
from onrecord.web import links
from onrecord.web.choices import choices
from onrecord.web.rendering import page
from onrecord.web.scope import Scope, shown
from onrecord.web.twins import Listed, View, longest, paged

router = APIRouter()

ROWS: Final = 50


@paged(router, "/network")
def who_with_whom(request: Request, one: str = "", other: str = "", start: str = "") -> View:
    """The network of what the filters leave; ``one`` and ``other`` name a tie to be explained."""
    from onrecord.analysis.network import why  # noqa: PLC0415 - takes numpy, a sixth of a second of the desk's start
    from onrecord.export.network import COLUMNS, network_to_json, tie_rows  # noqa: PLC0415
    from onrecord.web import relating  # noqa: PLC0415

    scope = Scope.of(request)
    asked = relating.asked_of(request, scope)
    found = relating.network_of(scope.snapshot, asked)
    context: dict[str, Any] = {
        "title": "Network",
        **scope.context(),
        "found": found,
        "drawn": relating.ties_drawn(found),
        "picture": lambda: relating.drawn(scope, asked, found, (one, other)),
        "page": shown(found.ties, start, ROWS),
        "one": one,
        "other": other,
        "reasons": why(found, one, other) if one and other else (),
        "options": relating.OPTIONS,
        "places": choices(scope.snapshot, scope.wanted, scope.snapshot.by_holder, "everybody"),
        "tie_link": lambda first, second: relating.tie_link(scope, first, second),
        "isolated": relating.isolated(found),
        "graph_query": urlencode(scope.others("start", "one", "other")),
    }
    return View(
        "network.html",
        context,
        data=Listed(
            longest(found.members, found.issues, found.ties, found.left_out),
            lambda part: network_to_json(found, part=part),
        ),
        columns=COLUMNS,
        rows=lambda: tie_rows(found),
        fragment="network_why.html",
    )


@router.get("/network/camps", include_in_schema=False)
def camps(request: Request) -> HTMLResponse:
    """Whether the field falls into two camps, against chance: some seconds of work, so asked for apart."""
    from onrecord.web import relating  # noqa: PLC0415

    scope = Scope.of(request)
    asked = relating.asked_of(request, scope)
    found = relating.network_of(scope.snapshot, asked)
    told = relating.camps_of(scope.snapshot, asked)
    sides: list[list[str]] = [[], []]
    for member, side in zip(found.members, told.camps.of if told else (), strict=told is not None):
        sides[side].append(member.holder)
    named = [sorted(side, key=name_of) for side in sides]
    back = links.with_query("/network", scope.others())
    return page(request, "network_camps.html", title="Two camps?", told=told, sides=named, back=back)


@router.get("/network/file.{form}", include_in_schema=False)
def graph_file(request: Request, form: str) -> Response:
    """The network as a graph for other programs: ``graphml`` or ``gexf``."""
    from onrecord.web import relating  # noqa: PLC0415

    write = relating.FORMS.get(form)
    if write is None:
        raise InputError(f"{form!r} is no form of a graph", place="form", remedy="Ask for graphml or gexf.")
    scope = Scope.of(request)
    body = "".join(write(relating.network_of(scope.snapshot, relating.asked_of(request, scope)), name_of))
    headers = {"Content-Disposition": f'attachment; filename="network.{form}"'}
    return Response(body, media_type="application/xml", headers=headers)


def steps(snapshot: Snapshot) -> Iterator[Step]:
    """What the page works out where nothing is asked for."""
    from onrecord.web import relating  # noqa: PLC0415

    yield from relating.steps(snapshot)
