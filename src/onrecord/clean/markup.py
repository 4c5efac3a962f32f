"""Markup that the HTML parser should not be given: how deep it is, and its text without a tree.

Both are one pass over the characters, in linear time on any input.
"""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})")
# Elements that hold nothing, or that browsers close by themselves, do not add depth.
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr"
    " p li dt dd option tr td th thead tbody tfoot".split()
)
_DROPPED = ("script", "style", "noscript", "template", "svg", "head", "nav", "footer", "form", "aside")
_BREAKS = frozenset(
    "p div br li tr h1 h2 h3 h4 h5 h6 article section blockquote td ul ol table main header figure".split()
)
_SPACE = re.compile(r"[^\S\n]+")
_MIN_WORDS = 8


def depth(markup: str, enough: int) -> int:
    """How deep the elements are nested at most, as the tags stand; stops counting at ``enough``."""
    now = deepest = 0
    for match in _TAG.finditer(markup):
        if match.group(2).lower() in _FLAT:
            continue
        now = max(0, now - 1) if match.group(1) else now + 1
        deepest = max(deepest, now)
        if deepest >= enough:
            break
    return deepest


def bare_text(markup: str) -> str:
    """The paragraphs of eight words and more, without parsing a tree: for markup that no parser should meet."""
    pieces: list[str] = []
    place, size = 0, len(markup)
    hidden: set[str] = set()
    while place < size:
        opening = markup.find("<", place)
        if opening < 0:
            pieces.append(markup[place:])
            break
        pieces.append(markup[place:opening])
        place = _after_tag(markup, opening, pieces, hidden)
    lines = (_SPACE.sub(" ", line).strip() for line in html.unescape("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if len(line.split()) >= _MIN_WORDS)


def _after_tag(markup: str, opening: int, pieces: list[str], unclosed: set[str]) -> int:
    """Where text goes on after the tag, comment or dropped element at ``opening``.

    ``unclosed`` holds the elements known to have no end tag further on, so that each is looked for once.
    """
    if markup.startswith("<!--", opening):
        end = -1 if "!--" in unclosed else markup.find("-->", opening)
        if end < 0:
            unclosed.add("!--")
        return end + 3 if end >= 0 else opening + 4
    match = _TAG.match(markup, opening)
    if match is None:
        pieces.append("<")
        return opening + 1
    name = match.group(2).lower()
    if name in _BREAKS:
        pieces.append("\n")
    if name in _DROPPED and not match.group(1) and name not in unclosed:
        end = _find_end(markup, name, opening)
        if end >= 0:
            return end
        unclosed.add(name)
    end = markup.find(">", opening)
    return end + 1 if end >= 0 else len(markup)


def _find_end(markup: str, name: str, start: int) -> int:
    found = re.compile(rf"</{name}\b[^>]{{0,200}}>", re.IGNORECASE).search(markup, start)
    return found.end() if found else -1
