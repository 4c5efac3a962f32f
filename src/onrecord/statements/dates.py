"""When something was said: from the words beside it ("late on Monday", "on Nov 7") and the article's own date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = "january february march april june july august september sept october november december".split()
_MONTH = "|".join(sorted([*_MONTHS, *_LONG], key=len, reverse=True))
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\b\s?\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:\s*,?\s*(\d{{4}}))?", re.IGNORECASE)
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\b(?:\s?\.)?(?:\s*,?\s*(\d{{4}}))?", re.IGNORECASE
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_RELATIVE = re.compile(r"\b(today|tonight|yesterday|earlier in the day)\b", re.IGNORECASE)
_FAR = re.compile(
    r"\b(?:last|a|one) week (?:earlier|before|ago)|\bweeks? (?:earlier|ago|before)\b|\blast week\b", re.IGNORECASE
)
_NEXT = re.compile(r"\b(?:next|coming|until|by|before|from|after|since)\s+(?:\w+\s+)?$", re.IGNORECASE)


def resolve(words: str | Sequence[str], published: date | None) -> date | None:
    """The day on which an utterance fell, never later than ``published``; None where it cannot be told.

    ``words`` is the attribution clause ("said on Monday"). A weekday is the latest one on or before ``published``,
    a day and month without a year the latest such day. A bare month, "last week" or "recently" tell no day.
    """
    text = words if isinstance(words, str) else " ".join(words)
    found = _full_date(text, published)
    if found is None and published is not None:
        found = _relative(text, published) or _weekday(text, published)
    if found is None or (published is not None and found > published):
        return None
    return found


def _full_date(text: str, published: date | None) -> date | None:
    match = _ISO.search(text)
    if match:
        return _made(int(match[1]), int(match[2]), int(match[3]))
    for pattern, month, day in ((_MONTH_DAY, 1, 2), (_DAY_MONTH, 2, 1)):
        match = pattern.search(text)
        if match and not _NEXT.search(text[: match.start()]):
            return _of_parts(match[month], match[day], match[3], published)
    return None


def _of_parts(month: str, day: str, year: str | None, published: date | None) -> date | None:
    number = _MONTHS.index(month[:3].lower()) + 1
    if year is not None:
        return _made(int(year), number, int(day))
    if published is None:
        return None
    found = _made(published.year, number, int(day))
    if found is not None and found > published:
        found = _made(published.year - 1, number, int(day))
    return found


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative(text: str, published: date) -> date | None:
    match = _RELATIVE.search(text)
    if match is None:
        return None
    return published - timedelta(days=1) if match[1].lower() == "yesterday" else published


def _weekday(text: str, published: date) -> date | None:
    if _FAR.search(text):
        return None
    for match in _WEEKDAY.finditer(text):
        if not _NEXT.search(text[: match.start()]):
            return published - timedelta(days=(published.weekday() - _DAYS.index(match[1].lower())) % 7)
    return None
