"""How the ladder looks: a sign, a name and a CSS class for each level, so that colour is never the only carrier."""

from __future__ import annotations

from typing import Final

from onrecord.records import LADDER, Level

SIGNS: Final[dict[Level, str]] = {
    "rules_out": "✕",
    "opposes": "−",
    "doubts": "?",
    "neutral": "○",
    "open": "◔",
    "supports": "+",
    "pledges": "◆",
    "delivers": "★",
}
MEANING: Final[dict[Level, str]] = {
    "rules_out": "says that it will not",
    "opposes": "is against it",
    "doubts": "has doubts about it",
    "neutral": "takes no side, or has not decided",
    "open": "may, under some circumstances",
    "supports": "is for it",
    "pledges": "promises to do it",
    "delivers": "has done it, or is doing it",
}
ALL: Final = LADDER


def sign(level: Level) -> str:
    """The level's sign."""
    return SIGNS[level]


def name(level: Level) -> str:
    """The level in words: ``rules out``."""
    return level.replace("_", " ")


def css(level: Level | None) -> str:
    """The level's CSS class; that of a stance that is only former where there is none."""
    return f"level-{level}" if level else "level-former"
