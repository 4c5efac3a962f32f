"""The network of a page: which is asked for, who stands with whom in it, and how it is drawn.

Apart from its page, since it takes numpy, which nobody should wait for when the desk starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, get_args

from fastapi import Request

from onrecord.analysis.camps import Polarization
from onrecord.analysis.discourse import Normalisation
from onrecord.analysis.layout import Places, layout, strongest
from onrecord.analysis.network import Measure, Network, Scale, Tie, network, polarization, stances
from onrecord.errors import InputError
from onrecord.export.gexf import gexf
from onrecord.export.graphml import graphml
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from onrecord.run.warm import Step
from onrecord.web import links
from onrecord.web.charts.network import picture
from onrecord.web.scope import Scope

EACH: Final = 5
"""Ties that are drawn of each holder, the strongest; more cannot be told apart."""

OPTIONS: Final = {"scale": get_args(Scale), "measure": get_args(Measure), "normalise": get_args(Normalisation)}
"""What the page lets choose, by the names of the query."""

FORMS: Final[dict[str, Callable[[Network, Callable[[str], str]], Iterator[str]]]] = {"graphml": graphml, "gexf": gexf}
"""How a network is written for other programs."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which network is wanted: of what part of the record, and by what its ties are weighed."""

    wanted: Filters
    scale: Scale
    measure: Measure
    normalisation: Normalisation


def asked_of(request: Request, scope: Scope) -> Asked:
    """The network that a request wants.

    Raises:
        InputError: a choice that there is not.
    """
    chosen = (_one_of(known, request, name) for name, known in OPTIONS.items())
    return Asked(scope.wanted.without("text"), *chosen)


def _one_of(known: tuple[Any, ...], request: Request, name: str) -> Any:
    value = request.query_params.get(name, "")
    if value and value not in known:
        raise InputError(f"{value!r} is no {name}", place=name, remedy=f"Give one of {', '.join(known)}.")
    return value or known[0]


def network_of(snapshot: Snapshot, asked: Asked) -> Network:
    """The network that is asked for; kept with the snapshot, as what follows from it is."""

    def make() -> Network:
        known = snapshot.once(("stances", asked.wanted), lambda: stances(asked.wanted.rows(snapshot)))
        return network(known, scale=asked.scale, measure=asked.measure, normalisation=asked.normalisation)

    return snapshot.once(asked, make)


def _layout(snapshot: Snapshot, asked: Asked, found: Network) -> Places:
    return snapshot.once(("layout", asked), lambda: layout(found, ties_drawn(found)))


def camps_of(snapshot: Snapshot, asked: Asked) -> Polarization | None:
    """Whether it falls into two camps; None where it is too small to tell."""
    found = network_of(snapshot, asked)
    return snapshot.once(("camps", asked), lambda: polarization(found))


def steps(snapshot: Snapshot) -> Iterator[Step]:
    """What the page works out where nothing is asked for: the network and its picture, and the camps in it."""
    asked = Asked(Filters(), get_args(Scale)[0], get_args(Measure)[0], get_args(Normalisation)[0])
    yield lambda: _layout(snapshot, asked, network_of(snapshot, asked))
    yield lambda: camps_of(snapshot, asked)


def ties_drawn(found: Network) -> tuple[Tie, ...]:
    """The ties that the picture shows."""
    return strongest(found, each=EACH)


def drawn(scope: Scope, asked: Asked, found: Network, chosen: tuple[str, str]) -> str:
    """The picture, as SVG, in which the two that are ``chosen`` stand out."""
    places = _layout(scope.snapshot, asked, found)
    return picture(found, places, ties_drawn(found), lambda one, other: tie_link(scope, one, other), chosen=chosen)


def tie_link(scope: Scope, one: str, other: str) -> str:
    """Where the page tells why two are tied."""
    return links.with_query(scope.path, [*scope.others("one", "other", "start"), ("one", one), ("other", other)])


def isolated(found: Network) -> list[str]:
    """Members that nobody shares an issue with."""
    tied = {name for tie in found.ties for name in (tie.one, tie.other)}
    return [member.holder for member in found.members if member.holder not in tied]
