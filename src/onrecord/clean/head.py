"""The head of an article: headline, byline, date line, dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.clean.dateline import Dateline, read_dateline
from onrecord.clean.dates import Found, find_dates
from onrecord.clean.lexicon import named_in
from onrecord.clean.lines import Line, ends_in_stop, folded, opens_quote

_HEAD_LINES = 8
_MAX_HEADLINE_WORDS = 25
_MAX_META_CHARS = 250
_BY = re.compile(r"(?:story |report |written |reported |posted |published )?by\s*:?\s+(?=\S)", re.IGNORECASE)
_BY_NAME = re.compile(r"(?:[A-ZÀ-Þ@]|our\b|the\b|staff\b|a staff\b|an?\b|de\b|van\b|von\b)")
_PARTS = re.compile(
    r"\s*[|·•▪]\s*|\s+[-–—]\s+|\s*,?\s+(?=(?:published|updated|posted)\b)|(?<=\d)\s+(?=by\s[A-Z])", re.IGNORECASE
)
_DATE_LABEL = re.compile(
    r"(?:first |last |originally )?(?:published|updated|posted|dated?|created|modified|issued|on)\b(?: on| at)?\s*:?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?\b|\b(?:a\.?m|p\.?m|gmt|utc|est|edt|bst|cet|ist|et|am|pm|at|z)\b\.?", re.IGNORECASE
)
# "Haifa Telegraph", "The Liffey Examiner", "Kyushu Herald / Politics": up to five words, all in capitals but for "of".
_TITLED = re.compile(r"[A-ZÀ-Þ][^,.]{2,50}, (?:\w+ ){0,3}(?:correspondent|editor|reporter|writer)\b\W*$", re.IGNORECASE)
_MASTHEAD = re.compile(
    r"(?P<name>(?:[A-ZÀ-Þ][\w’'-]*|&|of|the|and|del|de|la)(?: (?:[A-ZÀ-Þ][\w’'.-]*|&|of|the|and|del|de|la)){0,4})"
    r"(?:\s*[/·|•—–-]\s*.{0,30})?$"
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """What the head says: ``outlet`` by its masthead, ``dates`` of date lines, first published before updated."""

    headline: Line | None = None
    outlet: str | None = None
    byline: str | None = None
    credit: str | None = None
    dateline: Dateline | None = None
    dates: list[Found] = field(default_factory=list)


def read_head(lines: list[Line], title: str | None) -> Head:
    """Find the parts of the head among the lines and give those lines their role."""
    head = Head()
    _find_masthead(lines, title, head)
    _find_headline(lines, title, head)
    _find_meta(lines, head)
    _find_dateline(lines, head)
    return head


def _find_masthead(lines: list[Line], title: str | None, head: Head) -> None:
    """A first line that is a name, with the headline below it: the outlet's."""
    top = [line for line in lines[:_HEAD_LINES] if not line.why]
    if len(top) < 3 or (title and folded(title) == folded(top[0].text)):
        return
    name = _MASTHEAD.match(top[0].text)
    below = [line for line in top[1:5] if _may_be_headline(line, lines) and line.words > 3]
    if name is not None and below and (len(below) == 1 or below[0].words > top[0].words):
        top[0].role = "masthead"
        head.outlet = name.group("name")


def _find_headline(lines: list[Line], title: str | None, head: Head) -> None:
    wanted = folded(title) if title else ""
    # A line that is the title is the headline even if it opens like a link ("Opinion: …").
    chosen = next((line for line in lines[:_HEAD_LINES] if wanted and folded(line.text) == wanted), None)
    top = [line for line in lines[:_HEAD_LINES] if not line.why and line.role == "body" and _meta(line.text) is None]
    if head.outlet is not None:  # below a masthead, a section's name may come before the headline
        top = [line for line in top if line.words > 3]
    if chosen is None and top and _may_be_headline(top[0], lines) and (not wanted or _alike(top[0].text, wanted)):
        chosen = top[0]
    if chosen is not None:
        chosen.role, chosen.why = "headline", ""
        head.headline = chosen


def _may_be_headline(line: Line, lines: list[Line]) -> bool:
    """A short first line without a final stop, with prose below it."""
    text = line.text
    if not 2 <= line.words <= _MAX_HEADLINE_WORDS or ends_in_stop(text) or text.endswith((":", ",", ";")):
        return False
    if _meta(text) is not None or read_dateline(text):
        return False
    return any(ends_in_stop(other.text) for other in lines if other is not line)


def _alike(text: str, wanted: str) -> bool:
    """True where half the longer words of the shorter one stand in the other: a title cut or set anew."""
    one, two = ({word for word in words.split() if len(word) > 3} for words in (folded(text), wanted))
    return bool(one and two) and len(one & two) >= 0.5 * min(len(one), len(two))


def _find_meta(lines: list[Line], head: Head) -> None:
    """Lines above the reporting that say who wrote it and when."""
    seen = 0
    for line in lines[: _HEAD_LINES + 4]:
        if line.role in {"headline", "masthead"}:
            continue
        meta = _meta(line.text)
        if meta is None:
            seen += line.is_body
            if seen >= 2:
                break
            continue
        byline, credit, dates = meta
        head.byline, head.credit = head.byline or byline, head.credit or credit
        head.dates.extend(dates)
        if not line.why:
            line.role = "byline"


def _meta(text: str) -> tuple[str | None, str | None, list[Found]] | None:
    """Byline, agency and dates of a line that holds nothing else; None for any other line."""
    if (
        len(text) > _MAX_META_CHARS
        or len(text.split()) > 22
        or opens_quote(text)
        or (ends_in_stop(text) and not re.search(r"\b[ap]\.m\.$", text))
    ):
        return None
    byline, credit, dates, known = None, None, [], 0
    parts = [part for part in _PARTS.split(text) if part.strip()]
    for part in parts:
        found = list(find_dates(part))
        by = _BY.match(part)
        if found and _is_only_date(part, found):
            dates.extend(found)
            known += 1
        elif by and _BY_NAME.match(part[by.end() :]) and len(part.split()) <= 12:
            name = part[by.end() :]
            byline, known = (name[: name.find(found[0].words)] if found else name).strip(" ,.—–-"), known + 1
            credit = credit or named_in(byline)
            dates.extend(found)
        elif _TITLED.match(part):
            byline, known = part.strip(" ,."), known + 1
        elif named_in(part) and len(part.split()) <= 4:
            credit, known = named_in(part), known + 1
    if known == 0 or (byline is None and not dates) or len(parts) - known > 2:
        return None
    return byline, credit, dates


def _is_only_date(part: str, found: list[Found]) -> bool:
    """True if nothing but labels, weekdays and clock times stands beside the dates."""
    for date in found:
        part = part.replace(date.words, " ")
    for noise in (_DATE_LABEL, _WEEKDAY, _CLOCK):
        part = noise.sub(" ", part)
    return len(re.findall(r"[^\W\d_]{2,}", part)) <= 1


def _find_dateline(lines: list[Line], head: Head) -> None:
    """The dateline of the first paragraphs of reporting; body starts behind it."""
    for line in [line for line in lines if line.is_body][:3]:
        found = read_dateline(line.text)
        if found is None:
            continue
        line.cut_from = line.start + found.end
        if found.place is None and found.day is not None:
            head.dates.append(found.day)
            continue
        if found.is_tag:
            line.tag_to = line.cut_from
        head.dateline = found
        head.byline = head.byline or found.byline
        return
