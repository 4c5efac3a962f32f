"""Guards against shortcuts: ``python training/reader/guards.py``.

The trained reader is asked again about the sentences of labelled articles that did not train it: once with every state
exchanged for another, when nothing may change, and once with the predicate negated (*will send*, *will not send*), when
the level must. Prints the shares, and fails where one is under its floor in ``guards.json``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from negations import negated
from rows import Row, labelled, rows
from swaps import swapped

from onrecord.positions.reader import Chance, Chances, Reader
from onrecord.records import LADDER

ARTICLES = Path(__file__).resolve().parents[1] / "articles"
FLOORS = Path(__file__).with_name("guards.json")
SURE = 0.5
"""A pair counts where the reader gives it at least this chance of a stance."""

_STEP = LADDER.index("neutral")


@dataclass(frozen=True, slots=True)
class Guard:
    """How often the reader did as it should, of how many times."""

    right: int
    asked: int

    @property
    def share(self) -> float:
        """Of the times asked; 1 where it never was."""
        return self.right / self.asked if self.asked else 1.0


def held_back() -> Iterator[tuple[Reader, list[Row]]]:
    """The rows of each dossier that did not train the reader, with the reader for its issues."""
    for path, articles in labelled(ARTICLES):
        found, _ = rows(path, articles)
        yield Reader(found[0].issues), found


def names(reader: Reader, found: Iterable[Row], random: Random) -> Guard:
    """Exchanged names: the pairs with a stance whose level, or whose having one, stays the same."""
    kept = list(found)
    before = reader.read([row.view for row in kept])
    after = reader.read([swapped(row.view, row.issues, random, 1.0) for row in kept])
    pairs = [(one, other[key]) for was, other in zip(before, after, strict=True) for key, one in _sure(was)]
    return Guard(sum(other.stance >= SURE / 2 and other.level == one.level for one, other in pairs), len(pairs))


def negation(reader: Reader, found: Iterable[Row]) -> Guard:
    """Negated predicates: the favourable pairs of a single holder that no longer are."""
    turned = [(row.view, view) for row in found if (view := negated(row.view)) is not None]
    before = reader.read([view for view, _ in turned])
    after = reader.read([view for _, view in turned])
    pairs = [
        (one, other[key])
        for was, other in zip(before, after, strict=True)
        for key, one in _sure(was)
        if _favourable(one)
    ]
    return Guard(sum(other.stance < SURE or not _favourable(other) for _, other in pairs), len(pairs))


def _sure(chances: Chances) -> Iterator[tuple[tuple[str, str], Chance]]:
    return ((key, one) for key, one in chances.items() if one.stance >= SURE)


def _favourable(chance: Chance) -> bool:
    return LADDER.index(chance.level) > _STEP


def measured() -> dict[str, Guard]:
    """Both guards over all dossiers held back from training."""
    found = {"names": Guard(0, 0), "negation": Guard(0, 0)}
    for reader, kept in held_back():
        for name, one in (("names", names(reader, kept, Random(1))), ("negation", negation(reader, kept))):
            found[name] = Guard(found[name].right + one.right, found[name].asked + one.asked)
    return found


def main() -> int:
    """Measures, prints, compares; the exit code."""
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    failed = False
    for name, guard in measured().items():
        low = guard.share < floors[name]
        failed |= low
        print(f"{name:10} {guard.share:.3f} of {guard.asked} (floor {floors[name]:.3f}){'  FAILED' if low else ''}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
