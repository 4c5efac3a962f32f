"""Whose words a row is, when at the earliest and latest it was said, and what its words deny or override."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Literal

from onrecord.ledger.rows import PositionRow
from onrecord.records import Condition, Position

Voice = Literal["own", "narrated", "unnamed", "other"]
"""``own``: a named person or office of the holder, or its vote. ``narrated``: the article says so in its own words.
``unnamed``: an unnamed official of the holder. ``other``: someone else tells of the holder's stance."""


def voice(position: Position) -> Voice:
    """Whose words these are."""
    if position.reported_by is not None:
        return "other"
    if position.anonymous:
        return "unnamed"
    return "own" if position.speaker or position.speaker_role or position.vote else "narrated"


def holders_side(row: PositionRow) -> bool:
    """True where the stance comes from the holder, openly: its words, its vote, or what the article saw it do."""
    return voice(row.position) in ("own", "narrated")


def said_by_then(row: PositionRow) -> date | None:
    """The day by which it had been said: the day it was stated, else the day the article came out."""
    return row.position.stated or row.article.published


def surely_before(one: PositionRow, other: PositionRow) -> bool:
    """True where ``one`` was stated before ``other``, whatever the missing dates are.

    An article cannot report what is said later, so its date is the latest day of what it reports; nothing bounds
    an undated statement from below.
    """
    latest = said_by_then(one)
    return latest is not None and other.position.stated is not None and latest < other.position.stated


def same_day(one: PositionRow, other: PositionRow) -> bool:
    """True where both were stated, on one day."""
    return one.position.stated is not None and one.position.stated == other.position.stated


def came_out_later(row: PositionRow, one: PositionRow) -> bool:
    """True where both articles are dated and that of ``row`` is the later one."""
    later, earlier = row.article.published, one.article.published
    return later is not None and earlier is not None and earlier < later


@dataclass(frozen=True, slots=True)
class _Words:
    denial: re.Pattern[str]
    because: frozenset[str]
    before: re.Pattern[str]
    anywhere: re.Pattern[str]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@functools.cache
def _words() -> _Words:
    found = tomllib.loads(files("onrecord.lexicons").joinpath("cues/answers.toml").read_text("utf-8"))
    denial, override = found["denial"], found["override"]
    return _Words(
        re.compile(rf"\b(?:{_any([*denial['words'], *denial['phrases']])})\b", re.IGNORECASE),
        frozenset(denial["because"]),
        re.compile(rf"\b(?:{_any(override['before'])})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{_any(override['anywhere'])})\b", re.IGNORECASE),
    )


def denies(position: Position) -> bool:
    """True where the words turn down what was said of the holder ("denied a report that …", "have not agreed")."""
    return _denies(position.because, position.evidence.quote)


@functools.lru_cache(maxsize=100_000)
def _denies(because: tuple[str, ...], quote: str) -> bool:
    words = _words()
    return not words.because.isdisjoint(because) or words.denial.search(quote) is not None


def concessive(position: Position, condition: Condition) -> bool:
    """True where the condition makes no difference: "even if C, we will not"; an aside may stand between the two."""
    if _words().before.match(condition.span.quote):
        return True
    start = condition.span.start - position.evidence.start
    if not 0 <= start <= len(position.evidence.quote):
        return False
    # The cue ("if") stands between "even" and the condition's words; both lie in the words before it.
    ahead = position.evidence.quote[max(0, start - _REACH) : start]
    found = list(_words().before.finditer(ahead))
    return bool(found) and len(_ASIDE.sub(" ", ahead[found[-1].end() :]).split()) <= 2


_REACH = 100
_ASIDE = re.compile(r"\s*(?:,[^,;.]*,|[-–—]+[^-–—;.]*[-–—]+|\([^()]*\))\s*")


def overrides(position: Position) -> bool:
    """True where the stance stands whatever happens: "even then not", "under no circumstances".

    "Even if" counts unless the stance hangs on something else as well.
    """
    quote = position.evidence.quote
    if _words().anywhere.search(quote) is not None:
        return True
    return _words().before.search(quote) is not None and all(concessive(position, one) for one in position.conditions)
