"""Two stances and two questions in one sentence: each question gets its own clause.

*No soldiers will go, but bases are on offer* says no to one question and yes to another. Where the grammar takes both
clauses for one question, and the other question is left with none, the clause that the trained reader believes less
for the first is the second's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from onrecord.positions.attitude import side
from onrecord.positions.readings import Read
from onrecord.positions.sights import Sighting
from onrecord.positions.weighing import Balance, told_level


def shared_out(seen: Sequence[Sighting], sure: Sequence[float], balance: Balance) -> Iterator[Sighting]:
    """The sightings, each with the clauses that are left to it; ``sure`` says how sure each is, in 0..1."""
    taken = {id(one) for one, share in zip(seen, sure, strict=True) if share >= balance.limit}
    for _, group in groupby(seen, key=lambda one: (one.sentence.index, one.holder.id)):
        held = list(group)
        both = [one for one in held if id(one) in taken and one.chance is not None and _opposed(one)]
        bare = [one for one in held if id(one) in taken and one.chance is not None and not one.about]
        if len(both) == 1 and len(bare) == 1:
            first, second = _parted(both[0], balance)
            held = [first if one is both[0] else replace(one, about=second) if one is bare[0] else one for one in held]
        yield from held


def _opposed(one: Sighting) -> bool:
    """True for just two clauses about the question, one for it and one against."""
    return len(one.about) == 2 and sorted(_side(read, one) for read in one.about) == [-1, 1]


def _side(read: Read, one: Sighting) -> int:
    level = told_level(read.clause, one.profile.issue)
    return side(level) if level is not None else 0


def _parted(one: Sighting, balance: Balance) -> tuple[Sighting, list[Read]]:
    """The question with the clause that fits it best, and the clause for the other one."""
    chance = one.chance
    if chance is None:
        return one, []
    ranked = sorted(one.about, key=lambda read: balance.likely(read.clause, one.profile.issue, chance))
    return replace(one, about=ranked[1:]), ranked[:1]
