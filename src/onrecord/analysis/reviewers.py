"""Two reviewers side by side: what each made of the positions that both judged, where they differ, how far they agree.

What counts of a reviewer is the latest judgement on a position that is neither undone nor an adjudication: an
adjudication settles a dispute, and would make two reviewers look as if they had agreed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.analysis.agreement import SpanAgreement, alpha, spans_f1
from onrecord.analysis.field import RANK
from onrecord.ledger import ReviewRow
from onrecord.records import Position, Span

COMPARED = ("holder", "issue", "level", "otherwise", "conditions", "evidence", "contribution", "vote", "superseded")
"""The fields in which two reviewers' records are held side by side."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One position with what two reviewers made of it.

    ``differs`` names the fields in which they differ, ``("verdict",)`` where one of them keeps it and the other does
    not; it is empty where they agree. ``settled`` is the adjudication, None where there is none.
    """

    subject: int
    article: str
    one: ReviewRow
    other: ReviewRow
    differs: tuple[str, ...]
    settled: ReviewRow | None

    @property
    def read(self) -> Position | None:
        """The position as it was read; None where a person added it."""
        return self.one.read or self.other.read


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree on the positions that both judged.

    ``kept`` is Krippendorff's alpha (nominal) on whether it is a position, ``levels`` the same (ordinal) on the levels
    of those that both keep, None where it is not defined. ``spans`` compares the evidence of what each keeps, those
    that one of them added in an article that both judged included.
    """

    one: str
    other: str
    pairs: tuple[Pair, ...]
    kept: float | None
    levels: float | None
    spans: SpanAgreement | None

    @property
    def disputes(self) -> tuple[Pair, ...]:
        """The pairs on which the two differ and that nobody has settled."""
        return tuple(pair for pair in self.pairs if pair.differs and pair.settled is None)


def reviewers(log: Iterable[ReviewRow]) -> tuple[str, ...]:
    """Who has judged positions, those with the most first."""
    found = Counter(row.entry.by for rows in _by_subject(log).values() for row in _codings(rows).values())
    return tuple(sorted(found, key=lambda name: (-found[name], name)))


def agreement(log: Iterable[ReviewRow], one: str, other: str) -> Agreement:
    """How far two reviewers agree, by the log of review."""
    subjects = _by_subject(log)
    codings = {number: _codings(rows) for number, rows in subjects.items()}
    pairs = tuple(
        _pair(number, subjects[number], both[one], both[other])
        for number, both in codings.items()
        if one in both and other in both
    )
    ranks = [[_rank(pair.one), _rank(pair.other)] for pair in pairs]
    return Agreement(
        one,
        other,
        pairs,
        kept=alpha(([int(rank is not None) for rank in both] for both in ranks), "nominal"),
        levels=alpha((both for both in ranks if None not in both), "ordinal"),
        spans=spans_f1(_spans(codings.values(), pairs, one), _spans(codings.values(), pairs, other)),
    )


def _by_subject(log: Iterable[ReviewRow]) -> Mapping[int, list[ReviewRow]]:
    found: dict[int, list[ReviewRow]] = defaultdict(list)
    for row in log:
        if row.entry.counts:
            found[row.entry.subject].append(row)
    return found


def _codings(rows: Sequence[ReviewRow]) -> dict[str, ReviewRow]:
    """The latest judgement of each reviewer on one position."""
    return {row.entry.by: row for row in rows if not row.entry.settles}


def _pair(subject: int, rows: Sequence[ReviewRow], one: ReviewRow, other: ReviewRow) -> Pair:
    settled = next((row for row in reversed(rows) if row.entry.settles), None)
    return Pair(subject, one.article, one, other, _differs(one.record, other.record), settled)


def _differs(one: Position | None, other: Position | None) -> tuple[str, ...]:
    if one is None or other is None:
        return () if one is other else ("verdict",)
    return tuple(name for name in COMPARED if getattr(one, name) != getattr(other, name))


def _rank(row: ReviewRow) -> int | None:
    return RANK[row.record.level] if row.record is not None else None


def _spans(codings: Iterable[Mapping[str, ReviewRow]], pairs: Sequence[Pair], by: str) -> Iterable[tuple[str, Span]]:
    """The evidence of what a reviewer keeps, among the positions that both judged and those added beside them."""
    shared, articles = {pair.subject for pair in pairs}, {pair.article for pair in pairs}
    for both in codings:
        row = both.get(by)
        if row is None or row.record is None:
            continue
        if row.entry.subject in shared or (row.entry.verdict == "add" and row.article in articles):
            yield row.article, row.record.evidence
