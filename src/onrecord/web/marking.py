"""A text with its records marked: cut at every boundary, so that spans that overlap stay legible.

Offsets count code points, as everywhere; nothing is left for the browser to count. Each piece says what covers it; a
template prints it as one element with a class for each kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from onrecord.records import Reading, Span
from onrecord.run.names import name_of

KINDS: Final = ("boilerplate", "headline", "dropped", "statement", "speaker", "cue", "position", "condition")
"""What a stretch can be, from the widest to the finest; a piece's classes come in this order."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text to be marked: what it is, the id of its record, and words that say more."""

    start: int
    end: int
    kind: str
    record: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that the same marks cover. ``opens`` are the records whose first piece this is."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[str, ...] = ()

    @property
    def kinds(self) -> str:
        """The CSS classes of the piece: each kind once, and twice the kind where two records of it overlap."""
        found = [mark.kind for mark in self.marks]
        names = [kind for kind in KINDS if kind in found]
        return " ".join(names + [f"{kind}-twice" for kind in names if found.count(kind) > 1])

    @property
    def note(self) -> str:
        """What the marks say, each once."""
        return " · ".join(dict.fromkeys(mark.note for mark in self.marks if mark.note))

    @property
    def records(self) -> str:
        """The ids of the records that cover the piece, apart by spaces."""
        return " ".join(dict.fromkeys(mark.record for mark in self.marks if mark.record))


def pieces(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Piece]:
    """The text from ``start`` to ``end``, whole and in order, cut wherever a mark begins or ends."""
    last = len(text) if end is None else end
    kept = sorted((one for one in marks if one.start < last and one.end > start), key=lambda one: (one.start, -one.end))
    edges = sorted({start, last, *(min(max(edge, start), last) for one in kept for edge in (one.start, one.end))})
    found, opened, waiting, covering = [], set[str](), 0, list[Mark]()
    for first, then in pairwise(edges):
        while waiting < len(kept) and kept[waiting].start <= first:
            covering.append(kept[waiting])
            waiting += 1
        covering = [one for one in covering if one.end > first]
        fresh = tuple(dict.fromkeys(one.record for one in covering if one.record and one.record not in opened))
        opened.update(fresh)
        found.append(Piece(text[first:then], tuple(covering), fresh))
    return found


def of_reading(reading: Reading) -> list[Mark]:
    """Every record of a reading as marks: boilerplate, statements with their cues, positions, conditions, dropped."""
    found = [_mark(one.span, "boilerplate", note=f"not read: {one.why}") for one in reading.article.boilerplate]
    if reading.article.headline is not None:
        found.append(_mark(reading.article.headline, "headline"))
    found += (_mark(one.span, "dropped", note=f"dropped: {one.why}") for one in reading.dropped)
    for said in reading.statements:
        who = said.speaker or said.speaker_text or ("unnamed" if said.anonymous else "")
        found.append(_mark(said.content, "statement", said.id, f"said by {who}" if who else "statement"))
        if said.cue is not None:
            found.append(_mark(said.cue, "cue", note="the word that tells it is said"))
        speaker = speaker_span(reading.article.text, said.speaker_text, said.cue or said.content)
        if speaker is not None:
            found.append(_mark(speaker, "speaker", note=f"speaker{f': {said.speaker}' if said.speaker else ''}"))
    for one in reading.positions:
        found.append(
            _mark(
                one.evidence, "position", one.id, f"{name_of(one.holder)} on {one.issue}: {one.level.replace('_', ' ')}"
            )
        )
        found += (_mark(each.span, "condition", note=f"condition ({each.kind})") for each in one.conditions)
    return found


def _mark(span: Span, kind: str, record: str = "", note: str = "") -> Mark:
    return Mark(span.start, span.end, kind, record, note)


def speaker_span(text: str, words: str | None, near: Span) -> Span | None:
    """Where the speaker's words stand nearest to the cue, which is all that the record says of their place."""
    if not words:
        return None
    places = [found for found in (text.rfind(words, 0, near.start), text.find(words, near.end)) if found >= 0]
    if not places:
        return None
    start = min(places, key=lambda place: min(abs(place + len(words) - near.start), abs(place - near.end)))
    return Span(start, start + len(words), words)
