"""Typed views on what actors are and where they belong: sectors of offices and nouns, homes of organisations."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from onrecord.lexicons import parts, table

Strength = Literal["strong", "weak", "junk"]
_BY_KIND = {"armed-group": "REB", "party": "PTY"}


@dataclass(frozen=True, slots=True)
class Word:
    """A noun with its sector; ``weak`` ones yield to any other word of the phrase that has one."""

    code: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Home:
    """Where an organisation belongs (a state, or the UN or EU whose organ it is; empty: nowhere) and its sectors.

    ``sectors`` holds (from, code), the earliest first; the first counts from ever.
    """

    home: str
    sectors: tuple[tuple[date, str], ...]

    def sector(self, on: date | None) -> str:
        """The code on this day; without a day, the latest."""
        fits = [code for first, code in self.sectors if on is None or first <= on]
        return fits[-1] if fits else ""


def _plurals(form: str) -> tuple[str, ...]:
    if form.endswith("y") and form[-2] not in "aeiou":
        return form, f"{form[:-1]}ies"
    return form, f"{form}es" if form.endswith(("s", "ch", "sh", "x")) else f"{form}s"


@functools.cache
def words() -> dict[str, Word]:
    """Nouns by their form in lower case, with regular plurals; a form of its own wins over a derived one."""
    own: dict[str, Word] = {}
    for strength, code, forms in table("sectors"):
        if strength != "office":
            own |= {form: Word(code, cast(Strength, strength)) for form in parts(forms)}
    return {plural: word for form, word in own.items() for plural in _plurals(form)} | own


@functools.cache
def offices() -> dict[str, str]:
    """The code of every office and body by its id."""
    rows = [row for row in table("sectors") if row[0] == "office"]
    return {office: code for _, code, ids in rows for office in parts(ids)}


def _dated(cell: str) -> tuple[tuple[date, str], ...]:
    found = []
    for part in parts(cell):
        code, _, month = part.partition("@")
        found.append((date(int(month[:4]), int(month[5:7]), 1) if month else date.min, code))
    return tuple(found)


@functools.cache
def homes() -> dict[str, Home]:
    """Home and sectors of every organisation by its id."""
    found: dict[str, Home] = {}
    for row in table("organisations"):
        code, kind, _, _, _, home, sector = (*row, "", "", "", "")[:7]
        found[code] = Home(home, _dated(sector or _BY_KIND.get(kind, "")))
    for code, (home, sector, _) in institutions().items():
        found[code] = Home(home, _dated(sector))
    return found


@functools.cache
def institutions() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Home, sector and names of every company, university, outlet and charity by its id (``USA/harvard``)."""
    found: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for home, sector, groups in table("institutions"):
        for group in parts(groups):
            names = tuple(group.split("/"))
            slug = "-".join(word.strip(".,'’") for word in names[0].lower().split())
            found[f"{home}/{slug}" if home != "-" else slug] = ("" if home == "-" else home, sector, names)
    return found
