"""Dates as newspapers write them, read only where they can be told for sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# Tried in this order at each place: the longest reading of a date wins.
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("iso", r"(?<![\d/.-])" + _YEAR + r"([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)"),
        ("words", r"(?<![\d.-])" + _DAY + r"(?:\s+of)?[\s-]+" + _MONTH + r",?[\s-]+" + _YEAR + r"(?!\d)"),
        ("words", r"\b" + _MONTH + r"\s*" + _DAY + r"(?:,\s*|\s+)" + _YEAR + r"(?!\d)"),
        ("dotted", r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?" + _YEAR + r"(?!\d)"),
        ("slashed", r"(?<![\d/-])(?P<one>\d{1,2})([/-])(?P<two>\d{1,2})\2" + _YEAR + r"(?!\d)"),
        ("yearless", r"\b" + _MONTH + r"\s+" + _DAY + r"(?![\d:])(?!,?\s+(?:19|20)\d\d)"),
        ("yearless", r"(?<![\d:.])" + _DAY + r"\s+" + _MONTH + r"(?!,?\s+(?:19|20)\d\d)"),
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: ``day`` where it can be told, else ``fault`` says why not. ``yearless`` needs a year."""

    start: int
    end: int
    words: str
    day: date | None = None
    fault: str = ""
    yearless: tuple[int, int] | None = None

    def in_year(self, year: int | None) -> Found:
        """The same date with its year, if it lacks one and ``year`` is known."""
        if self.yearless is None or year is None:
            return self
        return _whole(self.start, self.end, self.words, (year, *self.yearless))


def find_dates(text: str) -> Iterator[Found]:
    """Every date in ``text``, in order, none overlapping another."""
    matches = [(match, name) for name, form in FORMS for match in form.finditer(text)]
    matches.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    end = 0
    for match, name in matches:
        if match.start() >= end:
            yield _read(match, name)
            end = match.end()


def first_date(text: str) -> Found | None:
    """The first date in ``text``; None if there is none."""
    return next(find_dates(text), None)


def _read(match: re.Match[str], name: str) -> Found:
    start, end, words = match.start(), match.end(), match.group()
    if name == "slashed":
        return _slashed(match)
    month, day = _month(match["month"]), int(match["day"])
    if name != "yearless":
        return _whole(start, end, words, (int(match["year"]), month, day))
    # 29 February exists in some years: a leap year tells whether the day can be at all.
    possible = _whole(start, end, words, (2000, month, day))
    fault = possible.fault or f"{words!r} gives no year"
    return Found(start, end, words, fault=fault, yearless=None if possible.fault else (month, day))


def _slashed(match: re.Match[str]) -> Found:
    """Day and month in figures: read only where the order cannot be mistaken."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    start, end, words = match.start(), match.end(), match.group()
    if one <= 12 and two <= 12 and one != two:
        return Found(start, end, words, fault=f"{words!r} may be day first or month first")
    month, day = (one, two) if one <= 12 else (two, one)
    return _whole(start, end, words, (year, month, day))


def _whole(start: int, end: int, words: str, parts: tuple[int, int, int]) -> Found:
    try:
        return Found(start, end, words, day=date(*parts))
    except ValueError:
        return Found(start, end, words, fault=f"{words!r} is no day of the calendar")


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS.index(word[:3].lower()) + 1
