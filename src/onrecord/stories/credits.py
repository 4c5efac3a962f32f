"""Whom an article credits, in one spelling, and whether that is an agency: agencies write in order to be re-used."""

from __future__ import annotations

from functools import cache

from onrecord.lexicons import table

_NAME, _KIND, _ALIASES = 0, 1, 3


def spelt(written: str | None) -> str | None:
    """A name of an agency or outlet as this room compares it: lower case, its aliases made one; None for none."""
    name = _plain(written or "")
    return _aliases().get(name, name) or None


def is_agency(name: str | None) -> bool:
    """True where a name from ``spelt`` is a news agency of the lexicon, false for newspapers and broadcasters."""
    return name in _agencies()


@cache
def _aliases() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("agencies"):
        for alias in (row[_NAME], *(row[_ALIASES].split(";") if len(row) > _ALIASES else ())):
            if alias:
                found.setdefault(_plain(alias), _plain(row[_NAME]))
    return found


@cache
def _agencies() -> frozenset[str]:
    return frozenset(_plain(row[_NAME]) for row in table("agencies") if row[_KIND] == "agency")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")
