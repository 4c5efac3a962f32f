"""Who stands with whom: the picture, why two are tied, and every tie as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.analysis.camps import Polarization
from onrecord.analysis.discourse import Normalisation
from onrecord.analysis.layout import Places, layout, strongest
from onrecord.analysis.network import Measure, Network, Scale, network, polarization, stances, why
from onrecord.errors import InputError
from onrecord.export.gexf import gexf
from onrecord.export.graphml import graphml
from onrecord.export.network import COLUMNS, network_to_json, tie_rows
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from onrecord.run.names import name_of
from onrecord.run.warm import Step
from onrecord.web import links
from onrecord.web.charts.network import picture
from onrecord.web.choices import choices
from onrecord.web.rendering import page
from onrecord.web.scope import Scope, shown
from onrecord.web.twins import View, paged

router = APIRouter()

EACH: Final = 5
"""Ties that are drawn of each holder, the strongest; more cannot be told apart."""

ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """Which network is wanted: of what part of the record, and by what its ties are weighed."""

    wanted: Filters
    scale: Scale
    measure: Measure
    normalisation: Normalisation


@paged(router, "/network")
def who_with_whom(request: Request, one: str = "", other: str = "", start: str = "") -> View:
    """The network of what the filters leave; ``one`` and ``other`` name a tie to be explained."""
    scope = Scope.of(request)
    asked = _asked(request, scope)
    found = _network(scope.snapshot, asked)
    context: dict[str, Any] = {
        "title": "Network",
        **scope.context(),
        "found": found,
        "drawn": strongest(found, each=EACH),
        "picture": lambda: _picture(scope, asked, found, (one, other)),
        "page": shown(found.ties, start, ROWS),
        "one": one,
        "other": other,
        "reasons": why(found, one, other) if one and other else (),
        "options": {"scale": get_args(Scale), "measure": get_args(Measure), "normalise": get_args(Normalisation)},
        "places": choices(scope.snapshot, scope.wanted, scope.snapshot.by_holder, "everybody"),
        "tie_link": lambda first, second: _tie_link(scope, first, second),
        "isolated": _isolated(found),
        "graph_query": urlencode(scope.others("start", "one", "other")),
    }
    return View(
        "network.html",
        context,
        data=lambda: network_to_json(found),
        columns=COLUMNS,
        rows=lambda: tie_rows(found),
        fragment="network_why.html",
    )


@router.get("/network/camps", include_in_schema=False)
def camps(request: Request) -> HTMLResponse:
    """Whether the field falls into two camps, against chance: some seconds of work, so asked for apart."""
    scope = Scope.of(request)
    asked = _asked(request, scope)
    found = _network(scope.snapshot, asked)
    told = _camps(scope.snapshot, asked)
    sides: list[list[str]] = [[], []]
    for member, side in zip(found.members, told.camps.of if told else (), strict=told is not None):
        sides[side].append(member.holder)
    named = [sorted(side, key=name_of) for side in sides]
    back = links.with_query("/network", scope.others())
    return page(request, "network_camps.html", title="Two camps?", told=told, sides=named, back=back)


@router.get("/network/file.{form}", include_in_schema=False)
def graph_file(request: Request, form: str) -> Response:
    """The network as a graph for other programs: ``graphml`` or ``gexf``."""
    write = {"graphml": graphml, "gexf": gexf}.get(form)
    if write is None:
        raise InputError(f"{form!r} is no form of a graph", place="form", remedy="Ask for graphml or gexf.")
    scope = Scope.of(request)
    body = "".join(write(_network(scope.snapshot, _asked(request, scope)), name_of))
    headers = {"Content-Disposition": f'attachment; filename="network.{form}"'}
    return Response(body, media_type="application/xml", headers=headers)


def _asked(request: Request, scope: Scope) -> Asked:
    return Asked(
        scope.wanted.without("text"),
        _one_of(get_args(Scale), request, "scale"),
        _one_of(get_args(Measure), request, "measure"),
        _one_of(get_args(Normalisation), request, "normalise"),
    )


def _one_of(known: tuple[Any, ...], request: Request, name: str) -> Any:
    value = request.query_params.get(name, "")
    if value and value not in known:
        raise InputError(f"{value!r} is no {name}", place=name, remedy=f"Give one of {', '.join(known)}.")
    return value or known[0]


def _network(snapshot: Snapshot, asked: Asked) -> Network:
    def make() -> Network:
        known = snapshot.once(("stances", asked.wanted), lambda: stances(asked.wanted.rows(snapshot)))
        return network(known, scale=asked.scale, measure=asked.measure, normalisation=asked.normalisation)

    return snapshot.once(asked, make)


def _layout(snapshot: Snapshot, asked: Asked, found: Network) -> Places:
    return snapshot.once(("layout", asked), lambda: layout(found, strongest(found, each=EACH)))


def _camps(snapshot: Snapshot, asked: Asked) -> Polarization | None:
    found = _network(snapshot, asked)
    return snapshot.once(("camps", asked), lambda: polarization(found))


def steps(snapshot: Snapshot) -> Iterator[Step]:
    """What the page works out where nothing is asked for: the network and its picture, and the camps in it."""
    asked = Asked(Filters(), get_args(Scale)[0], get_args(Measure)[0], get_args(Normalisation)[0])
    yield lambda: _layout(snapshot, asked, _network(snapshot, asked))
    yield lambda: _camps(snapshot, asked)


def _picture(scope: Scope, asked: Asked, found: Network, chosen: tuple[str, str]) -> str:
    drawn, places = strongest(found, each=EACH), _layout(scope.snapshot, asked, found)
    return picture(found, places, drawn, lambda one, other: _tie_link(scope, one, other), chosen=chosen)


def _tie_link(scope: Scope, one: str, other: str) -> str:
    return links.with_query(scope.path, [*scope.others("one", "other", "start"), ("one", one), ("other", other)])


def _isolated(found: Network) -> list[str]:
    """Members that nobody shares an issue with."""
    tied = {name for tie in found.ties for name in (tie.one, tie.other)}
    return [member.holder for member in found.members if member.holder not in tied]
