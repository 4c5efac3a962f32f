"""The dateline that opens a report: place, date, agency, and the dash or colon that ends it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.clean.dates import Found, first_date
from onrecord.clean.lexicon import named_in, names

# Words in capitals that open a line and are no place.
_LABELS = frozenset(
    "live file update updated breaking watch exclusive analysis opinion explainer factbox video photos photo read"
    " factcheck nato eu un q a note notes editorial comment review interview correction timeline breakingviews"
    " profile column newsnight who us usa uk isf imf wto advertisement related developing feature letters sport"
    " quotes graphic poll".split()
)
_UPPER = r"[A-ZÀ-ÞŁŚŠŽČİ][A-ZÀ-ÞŁŚŠŽČİ.’'-]*[A-ZÀ-ÞŁŚŠŽČİ.]"
_PLACES = rf"{_UPPER}(?: (?:{_UPPER}|de|del|al-{_UPPER}|of|on|la)){{0,4}}"
_UPPER_PLACE = rf"{_PLACES}(?:\s*(?:/|,| and |-)\s*{_PLACES}){{0,4}}"
_WORD = r"[A-ZÀ-ÞŁŚŠŽČİ][\w.’'-]+"
_TITLE_PLACE = rf"{_WORD}(?: {_WORD}){{0,2}}"
_REGION = rf"(?:,\s(?:{_WORD}|U\.S\.|D\.C\.)(?:\s{_WORD}){{0,2}})"
_MONTH_DAY = r"(?:[A-Za-z]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\s[A-Za-z]{3,9}\.?)"
_DATE = rf"(?:(?:[A-Z][a-z]{{2,8}}\.?,?\s)?{_MONTH_DAY}(?:,?\s\d{{4}})?|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})"
_BRACKET = r"[(\[/](?P<bracket>[^()\[\]/\n]{2,60}(?:/[^()\[\]/\n]{2,40})?)[)\]/]"
_DASH = r"(?:--+|[-–—―]|\.\s?[-–—])"

_OPENING = re.compile(
    rf"(?:(?P<upper>{_UPPER_PLACE})(?P<region>{_REGION}{{1,2}})??|(?P<title>{_TITLE_PLACE})(?P<region2>{_REGION})??)"
    rf"(?:[,.]\s*(?P<date>{_DATE})[.,]?)?"
    rf"(?:\s*{_BRACKET})?\.?\s*"
    rf"(?:(?P<dash>{_DASH})(?:\s+|(?=[“\"])|(?<=[—―]))|(?P<colon>:)\s+|(?P<none>(?<=[)\]/.])\s*))(?=\S)"
)
_LEAD_BRACKET = re.compile(rf"\((?P<bracket>[A-Z][\w .&/-]{{1,30}})\)\s*(?:{_DASH}\s*)?(?=\S)")
_DATE_PREFIX = re.compile(
    rf"(?:(?:date|dated|published|posted|updated)\s*:?\s+)(?:on\s+)?{_DATE}(?:\s*[-–—|:]\s*|\s+)(?=[A-ZÀ-Þ“\"‘'])",
    re.IGNORECASE,
)
_PERSON = re.compile(rf"{_WORD}(?: (?:{_WORD}|[a-z]{{2,3}})){{1,3}}")
_DESK = re.compile(
    r"\b(?:desk|staff|bureau|agenc(?:y|ies)|news|service|correspondent|reporter|monitoring|web|team|media)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says. ``end`` is where reporting starts, counted from the line's start."""

    end: int
    place: str | None = None
    day: Found | None = None
    agency: str | None = None
    byline: str | None = None
    is_tag: bool = False


def read_dateline(line: str) -> Dateline | None:
    """The dateline at the start of a line of reporting; None if it has none."""
    prefix = _DATE_PREFIX.match(line)
    if prefix:
        return Dateline(prefix.end(), day=first_date(prefix.group()))
    match = _OPENING.match(line[:240])
    if match and _is_place(match):
        place = match["upper"] or match["title"]
        agency, byline = _bracket(match["bracket"])
        day = first_date(match["date"]) if match["date"] else None
        return Dateline(match.end(), place.strip(" .,-"), day, agency, byline)
    tag = _LEAD_BRACKET.match(line)
    if tag and (named_in(tag["bracket"]) or _is_token(tag["bracket"])):
        return Dateline(tag.end(), agency=named_in(tag["bracket"]), is_tag=True)
    return None


def _is_place(match: re.Match[str]) -> bool:
    """Weigh the parts: capitals and a dash are enough, a place in small letters needs a date or an agency as well."""
    words = match["upper"] or match["title"]
    if any(len(place.split()) > 3 for place in re.split("[/,]| and | - ", words)):
        return False
    if words.split()[0].strip(".:-").lower() in _LABELS or words in names():
        return False
    bracket = match["bracket"]
    if match["none"] is not None:
        return bool(bracket and named_in(bracket) and (match["date"] or match["upper"]))
    if match["upper"]:
        letters = sum(char.isalpha() for char in words)
        return letters >= 3 and not (match["colon"] and match["date"] is None and bracket is None and letters < 4)
    return bool(match["date"] and first_date(match["date"])) or bool(bracket and named_in(bracket))


def _bracket(words: str | None) -> tuple[str | None, str | None]:
    """Agency and byline out of the brackets; either may be None."""
    if not words:
        return None, None
    agency = named_in(words)
    if agency:
        return agency, None
    is_person = _PERSON.fullmatch(words) and not _DESK.search(words)
    return None, words if is_person else None


def _is_token(words: str) -> bool:
    """True for one word as agencies and sites write themselves: ``AllGulf``, ``XYZ``."""
    return re.fullmatch(r"(?:[A-Z]{2,12}|[A-Z][a-z]+[A-Z]\w+)", words) is not None
