"""Conditions grouped into propositions: the same condition in other words is one, and a person has the last word.

Two wordings are one where they have the same scope, differ in no number and in no two names, and share at least
``ALIKE`` of their stems (Jaccard). A wording joins the earliest proposition that it is most like; it is compared with
that proposition's first wording only, so that likeness cannot drift along a chain. The result does not depend on the
order of the rows.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from onrecord.analysis.voices import said_by_then
from onrecord.analysis.wording import Wording, clauses, wording
from onrecord.ledger.condition_log import ConditionEntry, Told
from onrecord.ledger.rows import PositionRow
from onrecord.records import Condition

ALIKE: Final = 0.5
"""The share of stems from which two wordings are taken for one condition."""


@dataclass(frozen=True, slots=True)
class Use:
    """One condition of one position, or a part of one; ``positive`` is False where it is the proposition's negation."""

    row: PositionRow
    condition: Condition
    told: Told
    positive: bool


@dataclass(frozen=True, slots=True)
class Proposition:
    """What must happen, with everything on record that hangs on it.

    ``id`` and ``words`` are those of its first wording; ``keys`` the contents that were taken for one, first to last.
    """

    id: str
    words: str
    keys: tuple[str, ...]
    uses: tuple[Use, ...] = field(repr=False)

    @property
    def wordings(self) -> tuple[str, ...]:
        """The different words in which it was said, the first ones first."""
        return tuple(dict.fromkeys(use.told.words for use in self.uses))

    @property
    def holders(self) -> tuple[str, ...]:
        """Whose stances hang on it, sorted."""
        return tuple(sorted({use.row.position.holder for use in self.uses}))


@dataclass(frozen=True, slots=True)
class Propositions:
    """All propositions, and where each content belongs."""

    all: tuple[Proposition, ...]
    by_key: dict[str, Proposition]

    def of(self, told: Told) -> tuple[Proposition, bool] | None:
        """The proposition that these words of this holder speak of, and whether they affirm it."""
        found = wording(told.words, told.holder)
        proposition = self.by_key.get(found.key)
        return None if proposition is None else (proposition, found.positive)


def proposition_id(key: str) -> str:
    """The id of a content."""
    return "c-" + hashlib.sha256(key.encode()).hexdigest()[:8]


def content(key: str) -> tuple[frozenset[str], str]:
    """The stems and the scope that a wording's key is made of."""
    stems, _, scope = key.partition(" @")
    return frozenset(stems.split()), scope


def parts(row: PositionRow, condition: Condition) -> list[Told]:
    """What must all happen for a condition, each with the holder whose words it is."""
    return [Told(clause, row.position.holder) for clause in clauses(condition.span.quote)]


def propositions(rows: Iterable[PositionRow], log: Sequence[ConditionEntry] = ()) -> Propositions:
    """Every condition of these rows as propositions, with what ``log`` joins and parts."""
    uses: dict[str, list[Use]] = defaultdict(list)
    forms: dict[str, Wording] = {}
    for row in rows:
        for condition in row.position.conditions:
            for told in parts(row, condition):
                found = wording(told.words, told.holder)
                if found.stems:
                    forms[found.key] = found
                    uses[found.key].append(Use(row, condition, told, found.positive))
    for key, some in uses.items():
        uses[key] = sorted(some, key=_order)
    ordered = sorted(forms, key=lambda key: (_order(uses[key][0]), key))
    groups = _joined(_alike([forms[key] for key in ordered], _parted(log)), log)
    made = [_proposition(group, uses) for group in groups]
    return Propositions(tuple(made), {key: one for one in made for key in one.keys})


def _order(use: Use) -> tuple[date, str, str, str]:
    return said_by_then(use.row) or date.max, use.row.article.id, use.row.position.id, use.told.words


def _proposition(keys: list[str], uses: dict[str, list[Use]]) -> Proposition:
    first = uses[keys[0]][0]
    return Proposition(
        id=proposition_id(keys[0]),
        words=first.told.words,
        keys=tuple(keys),
        uses=tuple(use for key in keys for use in uses[key]),
    )


def _alike(forms: Sequence[Wording], apart: set[frozenset[str]]) -> list[list[str]]:
    """Groups of keys, by likeness alone."""
    common = Counter(stem for form in forms for stem in form.stems)
    groups: list[list[str]] = []
    firsts: list[Wording] = []
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for form in forms:
        # Two sets that share so much share one of their rarest stems (the prefix filter of set-similarity joins).
        rare = _leading(form, common)
        near = {number for stem in rare for number in having[form.scope, stem]}
        like = ((likeness(form, firsts[number]), -number) for number in near if _may_join(form, groups[number], apart))
        best = max(like, default=(0.0, 0))
        if best[0] >= ALIKE:
            groups[-best[1]].append(form.key)
            continue
        for stem in rare:
            having[form.scope, stem].append(len(groups))
        groups.append([form.key])
        firsts.append(form)
    return groups


def _leading(form: Wording, common: Mapping[str, int]) -> list[str]:
    """The rarest stems of a wording, so many that all the others together weigh too little to make it like another."""
    rare = sorted(form.stems, key=lambda stem: (common[stem], stem))
    spare = ALIKE * form.mass(form.stems) - 1e-9
    while rare and (spare := spare - form.weight(rare[-1])) > 0:
        rare.pop()
    return rare


def _may_join(form: Wording, group: Sequence[str], apart: set[frozenset[str]]) -> bool:
    return not apart or not any(frozenset((form.key, key)) in apart for key in group)


def likeness(one: Wording, other: Wording) -> float:
    """How much two wordings share, 0 to 1; 0 where their scope, a number or a name on either side sets them apart."""
    if one.scope != other.scope or one.numbers != other.numbers:
        return 0.0
    if one.names - other.stems and other.names - one.stems:
        return 0.0
    shared = sum(min(one.weight(stem), other.weight(stem)) for stem in one.stems & other.stems)
    apart = one.mass(one.stems - other.stems) + other.mass(other.stems - one.stems)
    if one.names and other.names:
        apart += len(one.names ^ other.names)  # "A signs" is not "A and B sign"
    return shared / (shared + apart)


def _key(told: Told) -> str:
    return wording(told.words, told.holder).key


def _verdicts(log: Sequence[ConditionEntry]) -> dict[frozenset[str], ConditionEntry]:
    """The last word on each pair, in order."""
    found: dict[frozenset[str], ConditionEntry] = {}
    for entry in log:
        if entry.other is not None and not entry.undone:
            pair = frozenset((_key(entry.one), _key(entry.other)))
            found.pop(pair, None)
            found[pair] = entry
    return found


def _parted(log: Sequence[ConditionEntry]) -> set[frozenset[str]]:
    return {pair for pair, entry in _verdicts(log).items() if entry.verdict == "not-same"}


def _joined(groups: list[list[str]], log: Sequence[ConditionEntry]) -> list[list[str]]:
    """The groups with those put together that a person joined, unless a person parted two of their members."""
    apart = _parted(log)
    for pair, entry in _verdicts(log).items():
        if entry.verdict != "same":
            continue
        touched = [group for group in groups if not pair.isdisjoint(group)]
        together = [key for group in touched for key in group]
        if len(touched) == 2 and not any(two <= set(together) for two in apart):
            groups = [together if group is touched[0] else group for group in groups if group is not touched[1]]
    return groups
