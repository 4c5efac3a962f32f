"""Where actors belong: regions of the world, and organisations with their members on a day.

The tables lie in ``geography/``. They change what is answered, never what is read: the version of the lexicons that a
run is known by leaves them out.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.lexicons import parts, sectors, table

FOLDER = "geography"


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the UN's geoscheme; ``members`` holds the states and territories of all its sub-regions too."""

    id: str
    name: str
    m49: str
    within: str
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which a member belongs to an organisation, both inclusive; None where that end is open."""

    member: str
    first: date | None
    last: date | None

    def holds(self, on: date | None) -> bool:
        """Whether this is a day of the term; without a day, whether the term is open."""
        if on is None:
            return self.last is None
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@functools.cache
def regions() -> dict[str, Region]:
    """Every region by its id, each continent before what is within it."""
    rows = [(*row, "", "")[:5] for row in table(f"{FOLDER}/regions")]
    members: dict[str, set[str]] = defaultdict(set)
    within = {row[0]: row[3] for row in rows}
    for id_, _, _, _, cell in rows:
        region = id_
        while region:
            members[region] |= set(parts(cell))
            region = within[region]
    return {id_: Region(id_, name, m49, up, frozenset(members[id_])) for id_, name, m49, up, _ in rows}


@functools.cache
def names() -> dict[str, str]:
    """The name of every state and territory by its id."""
    return {row[0]: row[1] for row in table("territories")}


@functools.cache
def memberships() -> dict[str, tuple[Term, ...]]:
    """The terms of all members, by the organisation's id."""
    return {code: tuple(_terms(cell)) for code, cell in table(f"{FOLDER}/memberships")}


def _terms(cell: str) -> Iterator[Term]:
    for part in parts(cell):
        member, _, days = part.partition("@")
        first, _, last = days.partition("..")
        yield Term(member, date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


@functools.lru_cache(maxsize=1024)
def members(organisation: str, on: date | None = None) -> frozenset[str]:
    """Who belongs to an organisation on a day (without one: as last known); empty where its members are not known."""
    return frozenset(term.member for term in memberships().get(organisation, ()) if term.holds(on))


@functools.lru_cache(maxsize=10_000)
def home(actor: str) -> str:
    """The state or territory that an actor belongs to, itself where it is one: ``HAMAS`` and ``PSE/president``: PSE.

    Empty for what belongs to none, such as an international organisation.
    """
    first = actor.partition("/")[0]
    known = sectors.homes().get(first)
    found = known.home if known is not None else first
    return found if found in names() else ""


def in_region(actor: str, region: str) -> bool:
    """True where the actor, or the state that it belongs to, lies in the region."""
    found = regions().get(region)
    return found is not None and home(actor) in found.members


def belongs(actor: str, organisation: str, on: date | None = None) -> bool:
    """True where the actor is the organisation itself, or it or its state is a member on that day.

    An armed group or a party is no member because its state is one.
    """
    found = members(organisation, on)
    first = actor.partition("/")[0]
    return bool(found) and (first == organisation or first in found)
