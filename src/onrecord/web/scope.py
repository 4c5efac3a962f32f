"""What the pages of answers share: the part of the record that is asked about, what can be chosen, and their pages."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Request

from onrecord.errors import InputError
from onrecord.run.asked import Asked
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from onrecord.run.names import name_of
from onrecord.web.choices import Choice, dossiers
from onrecord.web.rendering import desk_of

AT_ONCE: Final = 40
Item = TypeVar("Item")
Kind = TypeVar("Kind", bound=str)


@dataclass(frozen=True, slots=True)
class Scope:
    """A snapshot and what the request wants of it."""

    snapshot: Snapshot
    wanted: Filters
    path: str
    given: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: Request) -> Scope:
        """The scope of a request.

        Raises:
            InputError: a filter has a value that it cannot use.
        """
        given = tuple((name, value) for name, value in request.query_params.multi_items() if value)
        return cls(desk_of(request).snapshot(), Filters.of(given), request.url.path, given)

    def asked(self) -> Asked:
        """The same for a function of ``run.ask``: actors by id, whatever was typed."""
        typed = {one.casefold() for one in self.wanted.actors}
        ids = [one for one in self.snapshot.by_holder if typed & {one.casefold(), name_of(one).casefold()}]
        # A name that nobody has finds nothing rather than everybody.
        return {**self.wanted.asked(), "actors": tuple(ids) or self.wanted.actors}

    def dossiers(self) -> list[Choice]:
        """The dossiers to choose from."""
        return dossiers(self.snapshot, self.wanted)

    def actors(self) -> list[Choice]:
        """The holders to choose from, by name."""
        named = self.snapshot.once("holders by name", self._by_name)
        chosen = set(self.asked()["actors"])
        return [Choice(one, name, one in chosen) for one, name in named]

    def _by_name(self) -> list[tuple[str, str]]:
        return sorted(((one, name_of(one)) for one in self.snapshot.by_holder), key=lambda one: one[1].casefold())

    def issues(self) -> list[Choice]:
        """The issues to choose from, of the dossier if one is wanted."""
        rows = self.snapshot.issues_of(self.wanted.dossier)
        questions = {row.issue.id: row.issue.question for row in rows}
        return [Choice(one, question, one in self.wanted.issues) for one, question in questions.items()]

    def others(self, *but: str) -> list[tuple[str, str]]:
        """The pairs of the query without these names: what a link to the same page keeps."""
        return [(name, value) for name, value in self.given if name not in but]

    def context(self) -> dict[str, Any]:
        """What the templates of these pages need."""
        return {"scope": self, "wanted": self.wanted, "query": urlencode(self.others("start"))}


@dataclass(frozen=True, slots=True)
class Shown(Generic[Item]):
    """Some items of a long list: those from ``start`` on, of ``total``."""

    items: Sequence[Item]
    start: int
    total: int
    at_once: int

    @property
    def previous(self) -> int | None:
        """Where the page before begins; None on the first."""
        return max(0, self.start - self.at_once) if self.start else None

    @property
    def next(self) -> int | None:
        """Where the next page begins; None on the last."""
        after = self.start + self.at_once
        return after if after < self.total else None


def kinds(found: Sequence[Kind], chosen: str, words: Mapping[Kind, str], what: str) -> list[Choice]:
    """The kinds of answers that occur, in the order of ``words``, with how many there are of each.

    Raises:
        InputError: ``chosen`` is none of them; ``what`` says of what it should be one.
    """
    if chosen and chosen not in words:
        raise InputError(f"{chosen!r} is no kind of {what}", place="kind", remedy=f"Give one of {', '.join(words)}.")
    counts = Counter(found)
    return [Choice(kind, f"{name} ({counts[kind]})", kind == chosen) for kind, name in words.items() if counts[kind]]


def shown(items: Sequence[Item], start: str, at_once: int = AT_ONCE) -> Shown[Item]:
    """The page of a list that begins at ``start``, as a query string gives it.

    Raises:
        InputError: it is no number of an item.
    """
    first = place_in_list(start)
    return Shown(items[first : first + at_once], first, len(items), at_once)


def place_in_list(start: str) -> int:
    """Where a page begins, as a query string gives it.

    Raises:
        InputError: it is no number of an item.
    """
    if start and not (start.isdecimal() and len(start) < 10):
        raise InputError(f"{start!r} is no place in a list", place="start", remedy="Give a number from 0 on.")
    return int(start or 0)


def columns_of(lines: Iterable[str]) -> tuple[str, ...]:
    """The headers of a file that ``export`` writes."""
    return tuple(next(csv.reader(lines)))


def rows_of(lines: Iterable[str]) -> Iterator[list[str]]:
    """The rows of such a file."""
    return islice(csv.reader(lines), 1, None)
