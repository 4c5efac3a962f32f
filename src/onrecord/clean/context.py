"""Which lines are furniture by their place: repeated ones, lists under a heading, headlines after the end."""

from __future__ import annotations

import re
from collections import Counter

from onrecord.clean.furniture import heading_reason
from onrecord.clean.lines import Line, ends_in_stop, ends_sentence, folded, opens_quote

_BULLET = re.compile(r"^(?:[»►▶▸•●▪◦*·–—-]|\d{1,2}[.)])\s*")
_SMALL = frozenset(
    "a an the and or but of in on at to for from by with as over after amid is are be not vs via into up".split()
)
_MIN_TRAIL = 3
_MIN_TRAIL_WORDS = 6.5
_TITLED = 0.7
_MAX_SLOGANS = 2
_MAX_REPEATED = 0.25
# A line of a programme or a table: it opens with a day or a figure, or holds a sign that headlines do not.
_TABULAR = re.compile(
    r"^[(\[]|^\d|^(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|@|:\s*\d",
    re.IGNORECASE,
)
_DASHES = ("-", "–", "—", "•", "*", "·")


def mark_context(lines: list[Line], title: str | None) -> None:
    """Mark what only its surroundings tell; runs after headline and furniture are known."""
    _mark_lists(lines)
    _mark_repeats(lines, title)
    _mark_trailing(lines)
    _mark_slogans(lines)


def is_title_case(text: str) -> bool:
    """True where nearly all words that headlines capitalise are capitalised."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word.lower() not in _SMALL]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= _TITLED * len(words)


def _mark_lists(lines: list[Line]) -> None:
    """A heading such as MOST READ, and the links under it: to the first line that reads as prose."""
    why, bulleted, since = "", False, 0
    for line in lines:
        heading = heading_reason(line.text) if line.role == "body" and not opens_quote(line.text) else ""
        if heading:
            why, bulleted, since = heading, False, 0
            line.why = line.why or heading
        elif why and line.is_body:
            bullet = _BULLET.match(line.text) is not None
            is_link = bullet or (not bulleted and line.words <= 25 and not ends_in_stop(line.text))
            about = why == "author-note" and since == 0
            if not (is_link or about):
                why = ""
                continue
            line.why, bulleted, since = why, bulleted or bullet, since + 1


def _mark_repeats(lines: list[Line], title: str | None) -> None:
    """A line without a final stop that returns is a banner or caption; prose that returns is read once."""
    keys = [folded(line.text) for line in lines]
    counts = Counter(keys)
    headlines = {folded(line.text) for line in lines if line.role == "headline"}
    if title:
        headlines.add(folded(title))
    seen: set[str] = set()
    # A page on which much returns is a table, a recipe or a list: there repetition says nothing.
    steady = sum(count for count in counts.values() if count > 1) <= max(4, _MAX_REPEATED * len(lines))
    for line, key in zip(lines, keys, strict=True):
        again, known = key in seen, key in headlines
        seen.add(key)
        if not line.is_body or not key or line.text.endswith("?"):
            continue
        if known or _adds_photo_note(key, headlines):
            line.why = "repeated"
        elif steady and counts[key] > 1 and line.words >= 3 and not line.text.startswith(_DASHES):
            banner = not ends_sentence(line.text) and not opens_quote(line.text)
            if banner or (again and line.words >= 8):
                line.why = "repeated"


def _adds_photo_note(key: str, headlines: set[str]) -> bool:
    """True for the headline with a few words on a picture after it."""
    return any(head and key.startswith(head + " ") and len(key.split()) - len(head.split()) <= 3 for head in headlines)


def _mark_trailing(lines: list[Line]) -> None:
    """A run of headlines after the last paragraph: no final stop on any, and reporting before them."""
    end = len(lines)
    while end and not lines[end - 1].is_body:
        end -= 1
    start = end
    while start and (not lines[start - 1].is_body or _is_headline_like(lines[start - 1])):
        start -= 1
    run = [line for line in lines[start:end] if line.is_body]
    before = [line for line in lines[:start] if line.is_body]
    if len(run) < _MIN_TRAIL or not before or before[-1].text.endswith(":"):
        return
    if sum(line.words for line in run) < _MIN_TRAIL_WORDS * len(run):
        return
    titled = sum(is_title_case(line.text) for line in run) >= 0.6 * len(run)
    enough = len(run) >= _MIN_TRAIL + 1 and len(run) <= 3 * len(before)
    plain = not any(_BULLET.match(line.text) for line in run)
    if sum(bool(_TABULAR.search(line.text)) for line in run) > 0.3 * len(run):
        return
    if titled or (enough and plain):
        for line in run:
            line.why = "trailing-headlines"


def _is_headline_like(line: Line) -> bool:
    text = line.text
    return line.role == "body" and 3 <= line.words <= 30 and not ends_sentence(text) and not opens_quote(text)


def _mark_slogans(lines: list[Line]) -> None:
    """A short line without a stop that stands among furniture at the end, below the last paragraph."""
    after, found = False, 0
    for line in reversed(lines):
        if not line.is_body:
            after = after or bool(line.why)
            continue
        plain = not (opens_quote(line.text) or _BULLET.match(line.text) or _TABULAR.search(line.text))
        if not (after and plain and line.words <= 15 and found < _MAX_SLOGANS) or ends_sentence(line.text):
            return
        line.why = "slogan"
        found += 1
