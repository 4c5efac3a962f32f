"""An answer's JSON becomes claims: every value looked at, none believed because a schema was asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from onrecord.llm.form import CONDITION_KINDS, VOTES, contributions
from onrecord.records import LADDER, ConditionKind, Contribution, Level, Vote

_LONGEST = 1_500
_LONGEST_NAME = 120
_MOST = 300
_MOST_OF_ANYTHING = 1e15
_LARGEST = 1e300
_MOST_CONDITIONS = 8


@dataclass(frozen=True, slots=True)
class Claim:
    """One position as the model states it: values of the codebook, words not yet looked up in the article."""

    evidence: str
    words: str
    holder: str
    issue: str
    level: Level
    otherwise: Level | None
    conditions: tuple[tuple[ConditionKind, str], ...]
    contribution: Contribution | None
    vote: Vote | None
    speaker: str | None
    speaker_role: str | None
    anonymous: bool
    stated: date | None
    superseded: bool
    reported_by: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The claims of an answer, and what was wrong with those that hold a value which the codebook does not know."""

    claims: tuple[Claim, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """An answer that is not in the form at all: why, its words, and whether it only ends too early."""

    why: str
    text: str
    cut: bool = False


class _Unknown(ValueError):
    """A value that the form does not allow; never leaves this module."""


def answer(text: str, issues: Sequence[str]) -> Answer | Broken:
    """What a model's words hold on these issues. Words around the JSON object, such as a fence, are passed over."""
    try:
        found = json.loads(text[text.find("{") : text.rfind("}") + 1])
    except (ValueError, RecursionError) as error:
        return Broken(f"it is no JSON ({type(error).__name__})", text)
    rows = found.get("positions") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        return Broken("it has no list 'positions'", text)
    claims, refused = [], []
    for row in rows[:_MOST]:
        try:
            claims.append(_claim(row, issues))
        except _Unknown as unknown:
            refused.append(str(unknown))
    if len(rows) > _MOST:
        refused.append(f"{len(rows) - _MOST} records beyond the first {_MOST}")
    return Answer(tuple(claims), tuple(refused))


def _claim(row: object, issues: Sequence[str]) -> Claim:
    if not isinstance(row, dict):
        raise _Unknown(f"a record is no object: {_shown(row)}")
    given = row.get("conditions") or []
    if not isinstance(given, list) or len(given) > _MOST_CONDITIONS:
        raise _Unknown(f"conditions: {_shown(given)}")
    confidence = _number(row, "confidence")
    if confidence is None or not 0 <= confidence <= 1:
        raise _Unknown(f"confidence: {_shown(row.get('confidence'))} is not between 0 and 1")
    return Claim(
        evidence=_words(row, "evidence", _LONGEST) or _missing("evidence"),
        words=_words(row, "words", _LONGEST) or "",
        holder=_words(row, "holder") or _missing("holder"),
        issue=_choice(row, "issue", issues) or _missing("issue"),
        level=cast(Level, _choice(row, "level", LADDER) or _missing("level")),
        otherwise=cast("Level | None", _choice(row, "otherwise", LADDER)),
        conditions=tuple(_condition(one) for one in given),
        contribution=_contribution(row.get("contribution")),
        vote=cast("Vote | None", _choice(row, "vote", VOTES)),
        speaker=_words(row, "speaker"),
        speaker_role=_words(row, "speaker_role"),
        anonymous=_flag(row, "anonymous"),
        stated=_day(row),
        superseded=_flag(row, "superseded"),
        reported_by=_words(row, "reported_by"),
        confidence=round(min(confidence, 0.99), 2),
    )


def _condition(row: object) -> tuple[ConditionKind, str]:
    if not isinstance(row, dict):
        raise _Unknown(f"condition: no object: {_shown(row)}")
    kind = _choice(row, "kind", CONDITION_KINDS, "condition: ") or _missing("condition: kind")
    return cast(ConditionKind, kind), _words(row, "text", _LONGEST) or _missing("condition: text")


def _contribution(row: object) -> Contribution | None:
    if row is None:
        return None
    if not isinstance(row, dict):
        raise _Unknown(f"contribution: no object: {_shown(row)}")
    kind = _choice(row, "kind", contributions(), "contribution: ") or _missing("contribution: kind")
    quantity = _number(row, "quantity")
    possible = quantity is not None and 0 <= quantity < _MOST_OF_ANYTHING  # -1 is how some say that there is none
    return Contribution(kind, quantity if possible else None, _words(row, "unit"))


def _words(row: dict[str, Any], name: str, longest: int = _LONGEST_NAME) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > longest:
        raise _Unknown(f"{name}: {_shown(value)}")
    return value.strip() or None


def _choice(row: dict[str, Any], name: str, known: Sequence[str], of: str = "") -> str | None:
    value = row.get(name)
    if value is not None and (not isinstance(value, str) or value not in known):
        raise _Unknown(f"{of}{name}: {_shown(value)} is none of {', '.join(known)}")
    return value


def _flag(row: dict[str, Any], name: str) -> bool:
    value = row.get(name)
    if value is not None and not isinstance(value, bool):
        raise _Unknown(f"{name}: {_shown(value)} is neither true nor false")
    return bool(value)


def _number(row: dict[str, Any], name: str) -> float | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= _LARGEST:
        raise _Unknown(f"{name}: {_shown(value)} is no number that can be")
    return float(value)


def _day(row: dict[str, Any]) -> date | None:
    """The day, None for words that are none: what cannot be told is left out."""
    value = _words(row, "stated")
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        return None


def _missing(name: str) -> Any:
    raise _Unknown(f"{name} is missing")


def _shown(value: object) -> str:
    return repr(value)[:80]
