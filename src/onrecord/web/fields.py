"""The field on an issue as a page shows it: who stands on which rung, who moved there, and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.analysis.branches import Outcome
from onrecord.analysis.field import RANK
from onrecord.analysis.matrix import Cell
from onrecord.analysis.whatif import Stance
from onrecord.export.contract import Json, day
from onrecord.export.rows import position_row
from onrecord.records import LADDER
from onrecord.run.names import name_of
from onrecord.web import levels, links

Direction = Literal["up", "down", "across"]
_ARROWS: dict[Direction, str] = {"up": "↑", "down": "↓", "across": "→"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a holder stands on the issue, before and after the question, and what its cell says of the evidence."""

    stance: Stance
    cell: Cell

    @property
    def direction(self) -> Direction | None:
        """Which way the question moves it; None where it does not."""
        if not self.stance.moves:
            return None
        before, after = self.stance.before.level, self.stance.after.level
        if before is None or after is None or before == after:
            return "across"
        return "up" if RANK[after] > RANK[before] else "down"

    def to_json(self) -> Json:
        """The line as data."""
        after = self.stance.after
        return {
            "holder": self.stance.holder,
            "name": name_of(self.stance.holder),
            "level": after.level,
            "branch": after.branch,
            "before": self.stance.before.level,
            "before_branch": self.stance.before.branch,
            "moved": self.stance.moves,
            "contested": self.cell.contested,
            "anonymous_only": self.cell.anonymous_only,
            "origins": self.cell.origins,
            "agreeing": self.cell.agreeing,
            "blocked_by": [need.words for need in after.blocked_by],
            "evidence": position_row(self.stance.row),
        }


COLUMNS = (
    "holder",
    "name",
    "level",
    "branch",
    "before",
    "before_branch",
    "moved",
    "contested",
    "anonymous_only",
    "origins",
    "agreeing",
    "blocked_by",
    "position",
    "date",
    "quote",
    "article",
)


def cells_of(one: Standing) -> list[object]:
    """The line as cells of a table under ``COLUMNS``."""
    made = one.to_json()
    row = one.stance.row
    made["blocked_by"] = "; ".join(made["blocked_by"])
    made |= {"position": row.position.id, "date": day(row.date), "quote": row.position.evidence.quote}
    made["article"] = row.article.id
    return [made[name] for name in COLUMNS]


def standings(stances: Iterable[Stance], cells: Mapping[str, Cell]) -> list[Standing]:
    """A line for each stance, the most favourable first, those without a level last, by name."""
    found = [Standing(one, cells[one.holder]) for one in stances if one.holder in cells]
    return sorted(found, key=lambda one: (_place(one.stance.after), name_of(one.stance.holder).casefold()))


def _place(outcome: Outcome) -> int:
    if outcome.level is not None:
        return -RANK[outcome.level]
    return 1 if outcome.branch == "undecided" else 2


@dataclass(frozen=True, slots=True)
class Chip:
    """A holder on a rung. A ``ghost`` stands where it stood before it was moved."""

    holder: str
    name: str
    css: str
    words: str
    link: str
    sign: str = ""
    marks: tuple[str, ...] = ()
    ghost: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of the ladder, or a place beside it, with those who stand there."""

    css: str
    sign: str
    name: str
    meaning: str
    chips: tuple[Chip, ...]

    @property
    def count(self) -> int:
        """How many stand there now."""
        return sum(not chip.ghost for chip in self.chips)


_BESIDE = (
    ("undecided", "…", "hangs on a condition", "which way is open while it is not known whether the condition is met"),
    ("unstated", "·", "not stated", "nothing is on record for the case that the condition is not met"),
)


def ladder(lines: Sequence[Standing], dossier: str | None) -> list[Rung]:
    """The rungs, the most favourable first; places beside the ladder only where somebody stands there."""
    chips: dict[str, list[Chip]] = defaultdict(list)
    for one in sorted(lines, key=lambda line: name_of(line.stance.holder).casefold()):
        chips[_key(one.stance.after)].append(_chip(one, dossier))
        if one.stance.moves:
            chips[_key(one.stance.before)].append(_ghost(one, dossier))
    found = [
        Rung(levels.css(one), levels.sign(one), levels.name(one), levels.MEANING[one], tuple(chips[one]))
        for one in reversed(LADDER)
    ]
    beside = (Rung(f"level-{key}", sign, name, meaning, tuple(chips[key])) for key, sign, name, meaning in _BESIDE)
    return found + [one for one in beside if one.chips]


def _key(outcome: Outcome) -> str:
    return outcome.level or outcome.branch


def css_of(outcome: Outcome, stance: Stance) -> str:
    """The class of what holds; of an undecided stance that of the level that its condition would bring, made pale."""
    if outcome.branch == "undecided":
        return f"{levels.css(stance.row.position.level)} conditional"
    return levels.css(outcome.level) if outcome.level else "level-unstated"


def in_words(one: Standing) -> str:
    """Where the holder stands, in a line."""
    stance = one.stance
    said = f"{name_of(stance.holder)}: {outcome_in_words(stance.after, stance)}"
    moved = f"; before: {outcome_in_words(stance.before, stance)}" if stance.moves else ""
    return (
        f"{said}{moved}; {one.cell.agreeing} of {one.cell.origins} origins{'; contested' if one.cell.contested else ''}"
    )


def outcome_in_words(outcome: Outcome, stance: Stance) -> str:
    """What holds: ``open``, ``open if a condition is met``, ``not stated``."""
    if outcome.level is not None:
        return levels.name(outcome.level)
    if outcome.branch == "unstated":
        return "not stated"
    position = stance.row.position
    other = f", else {levels.name(position.otherwise)}" if position.otherwise else ""
    return f"{levels.name(position.level)} on a condition{other}"


def _chip(one: Standing, dossier: str | None) -> Chip:
    stance, cell = one.stance, one.cell
    position = stance.row.position
    marks = [
        *(["if"] if stance.after.needs else []),
        *(["anon"] if cell.anonymous_only else []),
        *(["contested"] if cell.contested else []),
    ]
    sign = _ARROWS[one.direction] if one.direction else ""
    undecided = stance.after.branch == "undecided"
    return Chip(
        holder=stance.holder,
        name=short_name(stance.holder),
        css=css_of(stance.after, stance) + (" moved" if stance.moves else ""),
        words=in_words(one),
        link=links.cell(stance.holder, stance.issue, dossier),
        sign=sign or (levels.sign(position.level) if undecided else ""),
        marks=tuple(marks),
    )


def _ghost(one: Standing, dossier: str | None) -> Chip:
    stance = one.stance
    name = short_name(stance.holder)
    words = f"{name_of(stance.holder)} stood here: now {outcome_in_words(stance.after, stance)}"
    return Chip(stance.holder, name, "ghost", words, links.cell(stance.holder, stance.issue, dossier), ghost=True)


def short_name(holder: str) -> str:
    """The name where it is short, else the id."""
    name = name_of(holder)
    return name if len(name) <= 22 else holder
