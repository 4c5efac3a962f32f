"""Which propositions are met, by whose word: the question's, a person's entry in the log, or the record's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from onrecord.analysis.kleene import negated
from onrecord.analysis.propositions import Proposition, Propositions, content
from onrecord.analysis.voices import said_by_then
from onrecord.analysis.wording import wording
from onrecord.errors import InputError
from onrecord.ledger.condition_log import ConditionEntry
from onrecord.records import ConditionStatus

By = Literal["question", "log", "article", "record", "nobody"]


@dataclass(frozen=True, slots=True)
class Status:
    """A proposition's status and who says so; ``entry`` is the log's entry where it is a person's or an article's."""

    status: ConditionStatus
    by: By
    entry: ConditionEntry | None = None

    @property
    def source(self) -> str:
        """Who says so, with the article's id where it is an article."""
        return self.entry.by if self.by == "article" and self.entry is not None else self.by


UNKNOWN = Status("unknown", "nobody")


def recorded(known: Propositions, log: Sequence[ConditionEntry], today: date) -> dict[str, Status]:
    """The status of every proposition by its id: the latest entry of a person that still counts, else what the latest
    article reports, else what was read with the condition, else unknown.

    An entry whose last day is over no longer counts. Articles of one day that differ settle nothing, nor does one
    older than words that set the condition anew.
    """
    found = {one.id: _as_read(one) for one in known.all}
    for entry in sorted((one for one in log if one.run), key=lambda one: (one.seen or date.min, one.number)):
        about, status = known.of(entry.one), _counting(entry)
        if status and about and entry.seen is not None and entry.seen <= today and not _anew(about[0], entry.seen):
            found[about[0].id] = _reported(found[about[0].id], _signed(status, about[1]), entry)
    for entry in (one for one in log if not one.run):
        about, status = known.of(entry.one), _counting(entry)
        if status and about and (entry.until is None or entry.until >= today):
            found[about[0].id] = Status(_signed(status, about[1]), "log", entry)
    return found


def _counting(entry: ConditionEntry) -> ConditionStatus | None:
    """The status that an entry gives, if it is one that counts."""
    return None if entry.undone else _STATUSES.get(entry.verdict)


_STATUSES: Final[dict[str, ConditionStatus]] = {"met": "met", "unmet": "unmet", "unknown": "unknown"}


def _reported(before: Status, status: ConditionStatus, entry: ConditionEntry) -> Status:
    same_day = before.entry is not None and before.entry.seen == entry.seen
    return Status("unknown" if same_day and before.status != status else status, "article", entry)


def _anew(proposition: Proposition, seen: date) -> bool:
    """True where some holder sets the condition, with a stated day, after the article came out."""
    days = (use.row.position.stated for use in proposition.uses)
    return any(day is not None and day > seen for day in days)


def _as_read(proposition: Proposition) -> Status:
    """What the latest article that settles it says."""
    settled = [use for use in proposition.uses if use.condition.status != "unknown"]
    if not settled:
        return UNKNOWN
    last = max(settled, key=lambda use: (said_by_then(use.row) or date.min, use.row.position.id))
    return Status(_signed(last.condition.status, last.positive), "record")


def _signed(status: ConditionStatus, positive: bool) -> ConditionStatus:
    return status if positive else negated(status)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a question sets: the words that were typed, the status, and the proposition that they were taken for."""

    words: str
    status: ConditionStatus
    proposition: Proposition
    positive: bool


def settings(known: Propositions, asked: Mapping[ConditionStatus, Iterable[str]]) -> tuple[Setting, ...]:
    """The propositions that a question's words mean.

    Raises:
        InputError: words that mean none or several, or one proposition that is set to two statuses.
    """
    made = []
    for status in ("met", "unmet", "unknown"):
        for words in asked.get(status, ()):
            proposition, positive = look_up(known, words)
            made.append(Setting(words, _signed(status, positive), proposition, positive))
    for one in made:
        if any(other.proposition.id == one.proposition.id and other.status != one.status for other in made):
            raise InputError(f"{one.proposition.words!r} is given two statuses", remedy="Give it one of them.")
    return tuple(made)


def applied(statuses: Mapping[str, Status], set_: Iterable[Setting]) -> dict[str, Status]:
    """The statuses with those that a question sets in their place."""
    return {**statuses, **{one.proposition.id: Status(one.status, "question") for one in set_}}


def look_up(known: Propositions, typed: str) -> tuple[Proposition, bool]:
    """The one proposition that these words mean, and whether they affirm it.

    An id, or its start; else the words themselves; else a proposition that says more than the words, if it is alone.

    Raises:
        InputError: none is meant, or several are; the remedy lists them.
    """
    by_id = [one for one in known.all if typed.startswith("c-") and one.id.startswith(typed)]
    if len(by_id) == 1:
        return by_id[0], True
    asked = wording(typed)
    found = _saying(known, asked.stems) if asked.stems else []
    if len(found) == 1:
        return found[0], asked.positive
    if found:
        listed = "; ".join(f"{one.id} {', '.join(one.holders)}: {one.words}" for one in found[:6])
        raise InputError(f"{typed!r} can mean {len(found)} conditions", remedy=f"Give the id of one of them: {listed}")
    raise InputError(f"no condition on record says {typed!r}", remedy="See what is on record: onrecord conditions list")


def _saying(known: Propositions, stems: frozenset[str]) -> list[Proposition]:
    """Those that say just this of nobody in particular; else just this of someone; else more than this."""
    alone = [one for one in known.all if any(content(key) == (stems, "") for key in one.keys)]
    exact = alone or [one for one in known.all if any(content(key)[0] == stems for key in one.keys)]
    return exact or [one for one in known.all if any(stems <= content(key)[0] for key in one.keys)]
