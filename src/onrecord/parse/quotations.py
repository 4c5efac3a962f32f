"""Pairs quotation marks: straight, curly, single, doubled, low and guillemets, over sentences and paragraphs.

A quotation that runs over paragraphs opens again at each and closes once, or never (the convention of English
newspapers); such a piece is returned with ``closed=False`` and the next with ``continues=True``. Apostrophes are told
from single quotation marks by what stands on each side; two single marks in a row are one double mark, as old wires
write it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.parse.tree import Quotation
from onrecord.records import Span, cut

_CLOSERS: dict[str, tuple[str, ...]] = {
    "``": ("''", "``", '"'),
    "''": ("''",),
    "“": ("”",),
    "„": ("“", "”"),
    "«": ("»",),
    "»": ("«",),
    '"': ('"',),
    "‘": ("’",),
    "'": ("'",),
    "‚": ("‘", "’"),
    "‹": ("›",),
}
_SINGLE = frozenset("'‘‚")
_OPENING_CONTEXT = frozenset(" \t\n\r\u00a0\u202f([{—–―-:;,/\"“„«'‘`")
_LEADING = frozenset({"said", "that", "says", "added", "wrote"})
_MAX_SINGLE = 600
"""A single-marked quotation longer than this is an apostrophe that found a partner by accident."""

_MAX_QUOTATION = 5_000
"""Nor is any closed further off: a page of marks that never close must not take for ever."""


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Every quotation in these paragraphs of ``text``, in order; marks within a quotation belong to it."""
    found: list[Quotation] = []
    carried = ""
    for paragraph in paragraphs:
        pieces = _in_paragraph(text, paragraph, carried)
        found.extend(pieces)
        carried = ""
        if pieces and not pieces[-1].closed:
            carried = _mark(text, pieces[-1].outer.start, paragraph)
    return tuple(found)


def _mark(text: str, at: int, paragraph: Span) -> str:
    """The quotation mark at this place, two characters long for a doubled one; empty where none stands."""
    two = text[at : min(at + 2, paragraph.end)]
    if two in _CLOSERS:
        return two
    return text[at] if text[at] in _CLOSERS else ""


def _in_paragraph(text: str, paragraph: Span, carried: str) -> list[Quotation]:
    found: list[Quotation] = []
    at = paragraph.start
    while at < paragraph.end:
        mark = _mark(text, at, paragraph)
        if not mark or not _opens(text, at, mark, paragraph):
            at += max(1, len(mark))
            continue
        continues = bool(carried) and mark == carried and not found and at == paragraph.start
        closing = _closing(text, at, mark, paragraph)
        if closing is not None and not text[at + len(mark) : closing[0]].strip():
            at = closing[1]
        elif closing is not None:
            found.append(_quotation(text, at, mark, closing, continues=continues))
            at = found[-1].outer.end
        elif not _may_run_on(text, at, mark, paragraph):
            at += len(mark)
        else:
            found.append(_quotation(text, at, mark, (paragraph.end, paragraph.end), continues=continues, closed=False))
            break
    return found


def _quotation(
    text: str, start: int, mark: str, closing: tuple[int, int], *, continues: bool, closed: bool = True
) -> Quotation:
    inner = cut(text, start + len(mark), closing[0])
    return Quotation(cut(text, start, closing[1]), inner, closed, continues)


def _opens(text: str, at: int, mark: str, paragraph: Span) -> bool:
    """True where a mark can open: something follows it at once and nothing but a gap or a bracket precedes it."""
    behind = at + len(mark)
    if behind >= paragraph.end or text[behind].isspace():
        return False
    if mark in {"“", "„", "«", "``"}:
        return True
    before = text[at - 1] if at > paragraph.start else " "
    return before in _OPENING_CONTEXT


def _closing(text: str, at: int, mark: str, paragraph: Span) -> tuple[int, int] | None:
    """Where the closing mark of the quotation opened at ``at`` stands. Marks of the same kind within it are counted."""
    limit = min(paragraph.end, at + (_MAX_SINGLE if mark in _SINGLE else _MAX_QUOTATION))
    depth = 0
    for found in _marks_of(mark).finditer(text, at + len(mark), limit):
        if found.group() not in _CLOSERS[mark]:
            depth += 1
        elif _closes(text, found.start(), found.group(), mark, paragraph):
            if depth == 0:
                return found.span()
            depth -= 1
    return None


@cache
def _marks_of(mark: str) -> re.Pattern[str]:
    """The marks that count after this one has opened: those that close it, and itself where it nests."""
    again = () if mark in _SINGLE or mark in _CLOSERS[mark] else (mark,)
    return re.compile("|".join(map(re.escape, (*_CLOSERS[mark], *again))))


def _closes(text: str, at: int, closer: str, mark: str, paragraph: Span) -> bool:
    """True where this mark can close: a word or stop before it, and for ambiguous marks no letter after it."""
    if mark not in _SINGLE and mark not in {'"', "''", "``"}:
        return True
    behind = at + len(closer)
    after = text[behind] if behind < paragraph.end else " "
    if after.isalnum() or text[at - 1].isspace():
        return False
    possessive = mark in _SINGLE and text[at - 1] == "s" and after == " "
    return not (possessive and _closes_later(text, at, mark, paragraph))


def _closes_later(text: str, at: int, mark: str, paragraph: Span) -> bool:
    """True where another closing mark follows before one opens: ``states' `` is a possessive inside the quotation."""
    closers = _CLOSERS[mark]
    rest = text[at + 1 : min(paragraph.end, at + _MAX_SINGLE)]
    for i, char in enumerate(rest):
        gap = i == 0 or rest[i - 1].isspace()
        if char == mark and gap and i + 1 < len(rest) and not rest[i + 1].isspace():
            return False
        if char in closers and not gap and (i + 1 == len(rest) or not rest[i + 1].isalnum()):
            return True
    return False


def _may_run_on(text: str, at: int, mark: str, paragraph: Span) -> bool:
    """True where an unclosed mark is a quotation that runs on, not a stray one: it starts a sentence.

    A single mark may be an apostrophe (" 'twas"): it must open the paragraph before a capital.
    """
    if mark in _SINGLE:
        return at == paragraph.start and text[at + 1].isupper()
    if mark in _CLOSERS[mark] and mark in text[at + len(mark) : paragraph.end]:
        return False
    before = text[paragraph.start : at].rstrip()
    return not before or before[-1] in '.,:;!?)”"—–' or before.split()[-1].lower() in _LEADING
