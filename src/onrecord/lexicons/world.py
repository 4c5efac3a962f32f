"""Typed views on the tables that name actors: forms of names, roles, bodies, dated office holders."""

from __future__ import annotations

import calendar
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from onrecord.lexicons import parts, table, tables
from onrecord.lexicons.sectors import institutions
from onrecord.records import ActorKind

Sort = Literal["name", "adjective", "people", "capital", "city", "seat", "organisation", "blocked"]


SILENT = frozenset(
    "opposition-leader lawmaker speaker judge chief-justice prosecutor party-leader activist artist athlete "
    "businessman cleric governor mayor dissident rebel-leader academic journalist first-lady candidate "
    "regional-leader central-banker".split()
)
"""Offices whose holders speak for no state."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form of words names: ``actor`` is an id, ``speaks`` whose stance it is, ``office`` what sits in a seat.

    ``candidates`` holds the other ids where the form names several territories.
    """

    sort: Sort
    kind: ActorKind
    actor: str | None
    speaks: str | None
    office: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A role or title. ``speaks`` is ``holder``, ``none`` or ``unnamed`` ; ``home`` is the only one that has it."""

    role: str
    office: str
    speaks: str
    sex: str
    home: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a state: the office it is, and whether its words are the state's."""

    name: str
    office: str
    speaks: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """One term of office. ``last`` is None where the holder was still in office when the table was last checked."""

    actor: str
    office: str
    person: str
    first: date
    last: date | None
    spellings: tuple[str, ...]
    by_surname: bool = True  # whether the news names this person by the surname alone from the first

    @property
    def speaks(self) -> bool:
        """Whether this office's words are the state's or organisation's: an opposition leader's are not."""
        return self.office not in SILENT

    def serves(self, on: date | None) -> bool:
        """Whether the person holds the office on this day; without a day, whether the term is open."""
        if on is None:
            return self.last is None
        return self.first <= on and (self.last is None or on <= self.last)


def _state(sort: Sort, code: str) -> Form:
    speaks = code if sort in {"name", "adjective", "capital", "people"} else None
    return Form(sort, "state", code, speaks)


def _plurals(adjectives: tuple[str, ...], given: tuple[str, ...]) -> Iterator[str]:
    yield from given
    yield from (f"{form}s" for form in adjectives if form.endswith(("n", "i")))


def _territory_forms() -> Iterator[tuple[str, Form]]:
    for code, name, others, adjectives, people, capitals in table("territories"):
        for form in (name, *parts(others)):
            yield form, _state("name", code)
        for form in parts(adjectives):
            yield form, _state("adjective", code)
        for form in _plurals(parts(adjectives), parts(people)):
            if form not in parts(adjectives):  # "the French": the adjective does for both
                yield form, _state("people", code)
        for form in parts(capitals):
            yield form, _state("capital", code)
    for code, cities in table("cities"):
        for form in parts(cities):
            yield form, _state("city", code)


def _ambiguous_forms() -> Iterator[tuple[str, Form]]:
    for form, sort, candidates, default in table("ambiguous"):
        code = default or None
        yield form, Form(cast(Sort, sort), "state", code, code, candidates=parts(candidates))


def _organisation_forms() -> Iterator[tuple[str, Form]]:
    for code, (_, _, names) in institutions().items():
        for form in names:
            yield form, Form("organisation", "organisation", code, None)
    for row in table("organisations"):
        code, kind, name, others, speaks = (*row, "", "")[:5]
        voice = None if speaks == "-" else speaks or code
        for form in (name, *parts(others)):
            yield form, Form("organisation", cast(ActorKind, kind), code, voice)
    for form, code, office, strength in table("metonyms"):
        speaks_for = None if office == "parliament" else code
        kind_: ActorKind = "office" if strength == "seat" else "organisation"
        actor = code if office == "government" else f"{code}/{office}"
        yield form, Form("capital" if strength == "city" else "seat", kind_, actor, speaks_for, office)
    for form, what in table("blocked"):
        yield form, Form("blocked", "media" if what == "media" else "unnamed", None, None, what)


@functools.cache
def forms() -> tuple[tuple[str, Form], ...]:
    """Every form of words that names a territory, an organisation or a seat; a later row wins over an earlier one."""
    return (*_territory_forms(), *_ambiguous_forms(), *_organisation_forms())


@functools.cache
def roles() -> dict[str, Role]:
    """Roles by their form in lower case, with regular plurals."""
    found: dict[str, Role] = {}
    for row in table("roles"):
        form, role, office, speaks, sex, home = (*row, "", "", "")[:6]
        found[form] = Role(role, office, speaks, sex, home)
    plurals = {f"{form}s": role for form, role in found.items() if f"{form}s" not in found}
    return plurals | found


@functools.cache
def unheld() -> frozenset[str]:
    """Roles whose words are no state's and no organisation's stance: analysts, editors, single members."""
    return frozenset(role.role for role in roles().values() if role.speaks == "none")


@functools.cache
def bodies() -> dict[str, Body]:
    """Bodies by their form in lower case."""
    return {form: Body(form, office, speaks == "state") for form, office, speaks in table("bodies")}


@functools.cache
def anaphors() -> dict[str, tuple[str, ...]]:
    """Nouns that stand for something named before, with the kinds they can stand for."""
    return {row[0]: parts(row[1]) for row in table("anaphors")}


@functools.cache
def anaphor_actors() -> dict[str, frozenset[str]]:
    """Of such nouns those that few actors can be called by, with the ids: not every state is a kingdom."""
    return {row[0]: frozenset(parts(row[2])) for row in table("anaphors") if len(row) > 2}


@functools.cache
def modifiers() -> dict[str, str]:
    """Words that change what a role is worth, and titles of courtesy, with their effect."""
    return {row[0]: row[1] for row in table("modifiers")}


@functools.cache
def given_names() -> dict[str, str]:
    """Given names of one sex, in lower case: ``f`` or ``m``."""
    return {name.lower(): sex for sex, names in table("given_names") for name in parts(names)}


def _month(cell: str, *, end: bool) -> date:
    year, month = int(cell[:4]), int(cell[5:7])
    return date(year, month, calendar.monthrange(year, month)[1] if end else 1)


def _holder(row: tuple[str, ...], *, by_surname: bool = True) -> Holder:
    actor, office, person, first, last, others = (*row, "", "")[:6]
    until = _month(last, end=True) if last else None
    return Holder(actor, office, person, _month(first, end=False), until, (person, *parts(others)), by_surname)


@functools.cache
def holders() -> tuple[Holder, ...]:
    """Every dated term of office: the files of ``holders/``, then ``people.tsv``."""
    offices = (_holder(row) for name in tables("holders") for row in table(name))
    people = (_holder(row, by_surname=False) for row in table("people"))
    return (*offices, *people)
