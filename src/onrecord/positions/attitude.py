"""An attitude to an act or a proposal, and what negation and possibility make of its level."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.parse.tree import Token
from onrecord.records import LADDER, Level, Vote

FLIP: dict[Level, Level] = {
    "rules_out": "pledges",
    "opposes": "supports",
    "doubts": "open",
    "neutral": "neutral",
    "open": "opposes",
    "supports": "opposes",
    "pledges": "rules_out",
    "delivers": "rules_out",
}

_NEUTRAL = LADDER.index("neutral")


@dataclass(frozen=True, slots=True)
class Stance:
    """An attitude: its level on action and on proposal issues, and where it was read.

    ``act`` heads what the attitude is about; ``own`` is True where that is an act of the holder itself
    (*plans to send*), False where it is a thing or another's act (*backs the plan*). ``impersonal`` stances
    belong to whoever utters them. ``certain`` in 0..1 says how sure the construction is.
    """

    action: Level | None
    proposal: Level | None
    head: Token
    act: Token
    own: bool
    negated: bool
    because: tuple[str, ...]
    impersonal: bool = False
    needs_act: bool = False
    vote: Vote | None = None
    deed: bool = False
    modal: str = ""
    certain: float = 1.0
    used: tuple[Token, ...] = ()


def side(level: Level) -> int:
    """Which side of neutral a level is on: 1 in favour, -1 against, 0 neither."""
    rank = LADDER.index(level)
    return (rank > _NEUTRAL) - (rank < _NEUTRAL)


def flip(found: Stance) -> Stance:
    """The stance with its act denied: *pledged not to send*."""
    action = FLIP[found.action] if found.action else None
    proposal = FLIP[found.proposal] if found.proposal else None
    return replace(found, action=action, proposal=proposal, negated=True, because=(*found.because, "negated:act"))


def cap(level: Level | None) -> Level | None:
    """The level at most ``open``: what only may be is no more than that."""
    if level is None or LADDER.index(level) <= LADDER.index("open"):
        return level
    return "open"


def counter(level: Level | None) -> Level | None:
    """What denying a stance leaves: *refuses to rule out* is open, *will not support* is against."""
    if level is None:
        return None
    return "open" if side(level) < 0 else FLIP[level]


def denied(outer: Level | None, inner: Level | None) -> Level | None:
    """*does not plan to sign* is as far as the outer cue goes; *refuses to rule out* what denying the inner leaves."""
    if outer is not None and inner is not None and side(inner) > 0:
        return outer
    return counter(inner)


def disbelieved(level: Level | None) -> Level | None:
    """*does not think that it will*: less than its own refusal."""
    if level is None:
        return None
    return "doubts" if side(level) > 0 else "open"
