"""The two lexicons of this room, loaded once: furniture's patterns and the names of agencies and outlets."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to call a stretch furniture, with its patterns; None where the lexicon gives none."""

    why: str
    line: re.Pattern[str] | None
    ending: re.Pattern[str] | None
    opening: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    heading: re.Pattern[str] | None

    def fits_line(self, text: str) -> bool:
        """True if the rule speaks for the whole line."""
        if self.line and self.line.match(text):
            return True
        return bool(self.ending and self.ending.search(text, max(0, len(text) - 120)))

    def fits_sentence(self, text: str) -> bool:
        """True if the rule speaks for the sentence."""
        if self.opening and self.opening.match(text):
            return True
        return bool(self.inside and self.inside.search(text))


@cache
def rules() -> tuple[Rule, ...]:
    """Furniture's rules in the order of the file, which is the order they are tried in."""
    table = tomllib.loads(_read("furniture.toml"))
    return tuple(
        Rule(
            why,
            _either(patterns.get("line")),
            _either(patterns.get("ending")),
            # Kept apart for speed: what must stand first is tried at one place, not at all.
            _either([pattern[1:] for pattern in patterns.get("sentence", ()) if pattern.startswith("^")]),
            _either([pattern for pattern in patterns.get("sentence", ()) if not pattern.startswith("^")]),
            _either(patterns.get("heading"), r"\W*(?:%s)\W*"),
        )
        for why, patterns in table.items()
    )


@cache
def names() -> dict[str, str]:
    """Every name and alias of an agency or outlet, and the name that records use for it."""
    found: dict[str, str] = {}
    for row in _rows("agencies.tsv"):
        name, aliases = row[0], row[3].split(";") if len(row) > 3 else []
        for alias in (name, *aliases):
            if alias:
                found.setdefault(alias, name)
    return found


@cache
def name_pattern() -> str:
    """A pattern for any of those names, longest first, as a whole word."""
    return (
        r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in sorted(names(), key=len, reverse=True)) + r")(?![\w-])"
    )


def named_in(text: str) -> str | None:
    """The first agency or outlet that ``text`` names, in the name that records use."""
    found = _finder().search(text)
    return names()[found.group()] if found else None


@cache
def _finder() -> re.Pattern[str]:
    return re.compile(name_pattern())


def _rows(name: str) -> list[list[str]]:
    lines = [line for line in _read(name).splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def _read(name: str) -> str:
    return files("onrecord").joinpath("lexicons", name).read_text(encoding="utf-8")


def _either(patterns: list[str] | None, frame: str = "(?:%s)") -> re.Pattern[str] | None:
    if not patterns:
        return None
    return re.compile(frame % "|".join(patterns), re.IGNORECASE)
