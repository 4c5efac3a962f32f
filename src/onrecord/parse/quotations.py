"""Pairs quotation marks: straight, curly, single, low and guillemets, over sentences and paragraphs.

A quotation that runs over paragraphs opens again at each and closes once, or never (the convention of English
newspapers); such a piece is returned with ``closed=False`` and the next with ``continues=True``. Apostrophes are told
from single quotation marks by what stands on each side.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.parse.tree import Quotation
from onrecord.records import Span, cut

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "'": "'", "‚": "‘’", "‹": "›"}
_SINGLE = frozenset("'‘‚")
_OPENING_CONTEXT = frozenset(' \t\n\r\u00a0([{—–-:;,/"“„«')
_MAX_SINGLE = 600
"""A single-marked quotation longer than this is an apostrophe that found a partner by accident."""


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Every quotation in these paragraphs of ``text``, in order; marks within a quotation belong to it."""
    found: list[Quotation] = []
    carried = ""
    for paragraph in paragraphs:
        pieces = _in_paragraph(text, paragraph, carried)
        found.extend(pieces)
        carried = ""
        if pieces and not pieces[-1].closed:
            carried = text[pieces[-1].outer.start]
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span, carried: str) -> list[Quotation]:
    found: list[Quotation] = []
    at = paragraph.start
    while at < paragraph.end:
        mark = text[at]
        if mark not in _CLOSERS or not _opens(text, at, paragraph):
            at += 1
            continue
        continues = bool(carried) and mark == carried and not found and at == paragraph.start
        close = _closing(text, at, paragraph)
        if close is None:
            if mark in _SINGLE or not _may_run_on(text, at, paragraph):
                at += 1
                continue
            found.append(_quotation(text, at, paragraph.end, closed=False, continues=continues))
            break
        found.append(_quotation(text, at, close + 1, closed=True, continues=continues))
        at = close + 1
    return found


def _quotation(text: str, start: int, end: int, *, closed: bool, continues: bool) -> Quotation:
    inner = cut(text, start + 1, end - 1 if closed else end)
    return Quotation(cut(text, start, end), inner, closed, continues)


def _opens(text: str, at: int, paragraph: Span) -> bool:
    """True where a mark can open: something follows it at once and nothing but a gap or a bracket precedes it."""
    if at + 1 >= paragraph.end or text[at + 1].isspace():
        return False
    if text[at] in "“„«":
        return True
    before = text[at - 1] if at > paragraph.start else " "
    return before in _OPENING_CONTEXT


def _closing(text: str, at: int, paragraph: Span) -> int | None:
    """Where the quotation opened at ``at`` closes, or None. Marks of the same kind within it are counted."""
    mark, closers = text[at], _CLOSERS[text[at]]
    limit = min(paragraph.end, at + _MAX_SINGLE) if mark in _SINGLE else paragraph.end
    depth = 0
    for i in range(at + 1, limit):
        char = text[i]
        if char == mark and mark not in closers:
            depth += 1
        elif char in closers and _closes(text, i, mark, paragraph):
            if depth == 0:
                return i
            depth -= 1
    return None


def _closes(text: str, at: int, mark: str, paragraph: Span) -> bool:
    """True where this mark can close: a word or stop before it, and for ambiguous marks no letter after it."""
    if mark not in _SINGLE and mark != '"':
        return True
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if after.isalnum():
        return False
    before = text[at - 1]
    if before.isspace():
        return False
    return not (mark in _SINGLE and before == "s" and after == " " and _closes_later(text, at, mark, paragraph))


def _closes_later(text: str, at: int, mark: str, paragraph: Span) -> bool:
    """True where another closing mark follows: then ``states' `` is a possessive inside the quotation."""
    rest = text[at + 1 : min(paragraph.end, at + _MAX_SINGLE)]
    closers = _CLOSERS[mark]
    return any(
        char in closers and i > 0 and not rest[i - 1].isspace() and (i + 1 == len(rest) or not rest[i + 1].isalnum())
        for i, char in enumerate(rest)
    )


def _may_run_on(text: str, at: int, paragraph: Span) -> bool:
    """True where an unclosed double mark is a quotation that runs on, not a stray mark: it starts a sentence."""
    if text[at] == '"' and text[at + 1 : paragraph.end].count('"') > 0:
        return False
    before = text[paragraph.start : at].rstrip()
    return not before or before[-1] in '.,:;!?)”"—–' or before.split()[-1].lower() in {"said", "that", "says", "added"}
