"""What people decided, found again in every reading of the same words: pure functions of the log and of readings.

A *subject* is one position under all the ids that readings gave it. In a reading it is the position with one of these
ids, or else one of the same holder and issue (as read, or as a person corrected them) whose evidence overlaps; no two
subjects are the same position of one reading. Of what people decided the later counts, an adjudication above all else;
an undone entry counts nothing. What people affirmed stands also in a reading of the article that misses it.

The result depends on the log and on the readings alone, not on the order in which readings and judgements came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final, Literal

from onrecord.records import LADDER, Position, Span

ReviewVerdict = Literal["accept", "reject", "edit", "add", "undo"]

FIELDS: Final = tuple(
    one.name for one in fields(Position) if one.name not in ("id", "confidence", "because", "statement")
)
"""The fields of a position that a person can vouch for."""


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """One entry of the log of review.

    ``batch`` is the number of the entry that began the decision (its own where it stands alone), ``subject`` that of
    the first entry on the same position. ``reading`` and ``position`` say where the person met it. ``becomes`` is the
    record as the person wants it, None where it is as read; ``fields`` are those that the person vouches for.
    ``settles`` marks an adjudication between reviewers. ``at`` is the moment in UTC, ISO 8601.
    """

    number: int
    batch: int
    verdict: ReviewVerdict
    subject: int
    reading: int
    position: str
    becomes: Position | None
    fields: tuple[str, ...]
    settles: bool
    undoes: int | None
    by: str
    at: str
    why: str
    undone: bool = False

    @property
    def counts(self) -> bool:
        """True where the entry says something of a position and nobody has undone it."""
        return self.verdict != "undo" and not self.undone


@dataclass(frozen=True, slots=True)
class ReadText:
    """One reading as judgements look at it: its article's id and words (``text`` is their key), and what was read."""

    reading: int
    article: str
    dossier: str | None
    text: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A position of a reading as people left it, and the entry that decided last; ``place`` is among its positions."""

    position: Position
    rejected: bool
    decided_by: ReviewEntry
    place: int


@dataclass(frozen=True, slots=True)
class Subject:
    """All entries on one position, in order, and each form that it had: as read or as a person wanted it, and where."""

    number: int
    entries: tuple[ReviewEntry, ...]
    faces: tuple[tuple[ReadText, Position], ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids under which it was judged."""
        return frozenset(one.position for one in self.entries)


def subjects(log: Iterable[ReviewEntry], readings: Mapping[int, ReadText]) -> list[Subject]:
    """The subjects of the log, in order; ``readings`` holds at least those in which something was judged."""
    grouped: dict[int, list[ReviewEntry]] = defaultdict(list)
    for entry in log:
        grouped[entry.subject].append(entry)
    return [
        Subject(number, tuple(grouped[number]), tuple(_faces(grouped[number], readings))) for number in sorted(grouped)
    ]


def _faces(entries: Iterable[ReviewEntry], readings: Mapping[int, ReadText]) -> Iterator[tuple[ReadText, Position]]:
    for entry in entries:
        where = readings[entry.reading]
        yield from ((where, one) for one in where.positions if one.id == entry.position)
        if entry.becomes is not None:
            yield where, entry.becomes


def found_in(into: ReadText, among: Sequence[Subject], words: Mapping[str, str]) -> dict[str, Subject]:
    """Which of a reading's positions (by id) is which subject. ``words`` holds texts by key, where several differ."""
    found: dict[str, Subject] = {}
    taken: set[int] = set()
    for subject in among:
        known = next((one for one in into.positions if _is_by_id(subject, one)), None)
        if known is not None and known.id not in found:
            found[known.id] = subject
            taken.add(subject.number)
    left = [one for one in among if one.number not in taken]
    for _, number, at in sorted(_likely(into, left, words), key=lambda one: (*(-part for part in one[0]), *one[1:])):
        position = into.positions[at]
        if position.id not in found and number not in taken:
            found[position.id] = next(one for one in left if one.number == number)
            taken.add(number)
    return found


def _is_by_id(subject: Subject, position: Position) -> bool:
    # A corrected article may have other words under the same id.
    return position.id in subject.ids and any(
        form.id == position.id and form.evidence.quote == position.evidence.quote for _, form in subject.faces
    )


Likeness = tuple[float, ...]


def _likely(into: ReadText, among: Iterable[Subject], words: Mapping[str, str]) -> Iterator[tuple[Likeness, int, int]]:
    """How alike each subject is to each position that it could be, with the one's number and the other's place."""
    for subject in among:
        beside = _beside(subject)
        for at, position in enumerate(into.positions):
            alike = [
                _likeness(face, position)
                for where, form in subject.faces
                if position.id not in beside and (face := moved(form, where, into, words)) is not None
            ]
            best = max((one for one in alike if one is not None), default=None)
            if best is not None:
                yield best, subject.number, at


def _beside(subject: Subject) -> frozenset[str]:
    """Positions that stood beside the subject where it was judged: surely others."""
    return frozenset(one.id for where, _ in subject.faces for one in where.positions) - subject.ids


def _likeness(face: Position, position: Position) -> Likeness | None:
    if (face.holder, face.issue) != (position.holder, position.issue) or not face.evidence.overlaps(position.evidence):
        return None
    shared = min(face.evidence.end, position.evidence.end) - max(face.evidence.start, position.evidence.start)
    both = max(face.evidence.end, position.evidence.end) - min(face.evidence.start, position.evidence.start)
    kinds = [one.contribution.kind if one.contribution else None for one in (face, position)]
    return (
        float(kinds[0] == kinds[1]),
        float(face.superseded == position.superseded),
        float(face.reported_by == position.reported_by),
        shared / both,
        -abs(LADDER.index(face.level) - LADDER.index(position.level)),
    )


def moved(position: Position, where: ReadText, into: ReadText, words: Mapping[str, str]) -> Position | None:
    """A position with its spans where they stand in another reading's text; None where its words do not, or twice."""
    if where.text == into.text:
        return position
    if where.article != into.article:
        return None
    text = words[into.text]
    spans = [position.evidence, *(one.span for one in position.conditions)]
    placed = [again for one in spans if (again := _again(one, text)) is not None]
    if len(placed) < len(spans):
        return None
    conditions = tuple(replace(one, span=span) for one, span in zip(position.conditions, placed[1:], strict=True))
    return replace(position, evidence=placed[0], conditions=conditions)


def _again(span: Span, text: str) -> Span | None:
    if text[span.start : span.end] == span.quote:
        return span
    if text.count(span.quote) != 1:
        return None
    start = text.index(span.quote)
    return Span(start, start + len(span.quote), span.quote)


def outcomes(into: ReadText, among: Sequence[Subject], words: Mapping[str, str]) -> list[Outcome]:
    """What people made of a reading: each position that was judged, and those affirmed that the reading misses."""
    found = found_in(into, among, words)
    known = {subject.number: id_ for id_, subject in found.items()}
    by_id = {one.id: (place, one) for place, one in enumerate(into.positions)}
    made: list[Outcome] = []
    for subject in among:
        if subject.number in known:
            place, position = by_id[known[subject.number]]
            outcome = _decided(subject, into, position, words)
        elif any((one.article, one.dossier) == (into.article, into.dossier) for one, _ in subject.faces):
            outcome, place = _decided(subject, into, None, words), -1
        else:
            continue
        if outcome is not None and not (place < 0 and outcome.position.id in by_id):
            made.append(replace(outcome, place=place if place >= 0 else _place_of(outcome.position, into)))
    return made


def _place_of(position: Position, into: ReadText) -> int:
    return sum(one.evidence.start <= position.evidence.start for one in into.positions)


def _decided(subject: Subject, into: ReadText, read: Position | None, words: Mapping[str, str]) -> Outcome | None:
    """What the entries that count make of a position, or of none where the reading misses it."""
    counting = sorted((one for one in subject.entries if one.counts), key=lambda one: (one.settles, one.number))
    position, last = read, None
    for entry in counting:
        record = _record(subject, entry, into, words)
        if entry.verdict != "reject":
            if record is None:
                continue
            position = _taken(position, record, entry)
        last = entry
    if last is None or position is None:
        return None
    if read is None and last.verdict == "reject" and subject.entries[0].verdict != "add":
        return None  # what was rejected and is no longer read needs no row
    return Outcome(position, last.verdict == "reject", last, 0)


def _record(subject: Subject, entry: ReviewEntry, into: ReadText, words: Mapping[str, str]) -> Position | None:
    """What the person affirmed in an entry, where it stands in this reading."""
    where = [face for face in subject.faces if face[0].reading == entry.reading]
    meant = entry.becomes or next((form for _, form in where if form.id == entry.position), None)
    return moved(meant, where[0][0], into, words) if meant is not None else None


def _taken(position: Position | None, record: Position, entry: ReviewEntry) -> Position:
    whole = position is None or entry.verdict != "edit"
    names = FIELDS if whole else entry.fields
    values = {name: getattr(record, name) for name in names}
    base = position if position is not None else record
    because = tuple(one for one in base.because if not one.startswith("person:"))
    signed = (*because, f"person:{entry.verdict} by {entry.by}")
    return replace(base, **values, confidence=1.0, because=signed)
