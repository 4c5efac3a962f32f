"""The figures: how well positions, statements, credits and origins were read, against labels made by hand.

``score`` takes pairs of sheets (labelled, read) and gives one ``Figure`` a name. F1 figures carry precision and
recall; ``n`` is what was wanted. From ``conditional`` to ``evidence`` they are taken over matched pairs only: they say
how well a position is described once it is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from eval.matching import match, same_name, statements_right, steps, token_f1, touching
from eval.sheets import Sheet, Stance

Pair = tuple[Sheet, Sheet | None]
"""An article's labels and what was read out of it; None where nothing came back."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value (None where there was nothing to measure) over ``n`` cases."""

    value: float | None
    n: int
    precision: float | None = None
    recall: float | None = None


@dataclass(slots=True)
class Count:
    """Right, found and wanted, for F1."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, wanted: int, found: int, right: int) -> None:
        """Counts one more article or pair."""
        self.wanted += wanted
        self.found += found
        self.right += right

    def figure(self) -> Figure:
        """F1 with precision and recall; each is 0 where its base is empty."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        both = precision + recall
        return Figure(2 * precision * recall / both if both else 0.0, self.wanted, precision, recall)


@dataclass(slots=True)
class Mean:
    """Collects values, for their mean."""

    total: float = 0.0
    n: int = 0

    def add(self, value: float) -> None:
        """Counts one more value; a truth counts as 1."""
        self.total += value
        self.n += 1

    def figure(self) -> Figure:
        """The mean, or None of nothing."""
        return Figure(self.total / self.n if self.n else None, self.n)


def _counts(*names: str) -> dict[str, Count]:
    return {name: Count() for name in names}


def _means(*names: str) -> dict[str, Mean]:
    return {name: Mean() for name in names}


@dataclass(slots=True)
class _Tally:
    counts: dict[str, Count] = field(
        default_factory=lambda: _counts(
            "holder+issue", "position", "within one", "conditional", "superseded", "anonymous", "statements"
        )
    )
    means: dict[str, Mean] = field(
        default_factory=lambda: _means(
            "condition text",
            "otherwise",
            "speaker",
            "contribution kind",
            "contribution quantity",
            "evidence",
            "credit",
        )
    )
    absent: int = 0
    boilerplate: int = 0
    bad_quotes: int = 0


ZEROES = ("absent", "boilerplate", "bad quotes")
"""Figures that count faults: anything but 0 fails."""

NAMES = (
    "holder+issue",
    "position",
    "within one",
    "conditional",
    "condition text",
    "otherwise",
    "superseded",
    "speaker",
    "anonymous",
    "contribution kind",
    "contribution quantity",
    "evidence",
    "statements",
    "credit",
    "origin",
)
"""Figures where more is better, in the order of printing."""


def score(pairs: Iterable[Pair]) -> dict[str, Figure]:
    """Every figure of ``NAMES`` and ``ZEROES`` over these articles."""
    pairs = list(pairs)
    tally = _Tally()
    for gold, guess in pairs:
        tally.absent += guess is None
        _article(tally, gold, guess or Sheet(gold.id, gold.text))
    measured = {name: one.figure() for name, one in (tally.counts | tally.means).items()}
    measured["origin"] = origins(pairs).figure()
    faults = {"absent": tally.absent, "boilerplate": tally.boilerplate, "bad quotes": tally.bad_quotes}
    return {name: measured[name] for name in NAMES} | {
        name: Figure(float(times), len(pairs)) for name, times in faults.items()
    }


def _article(tally: _Tally, gold: Sheet, guess: Sheet) -> None:
    _faults(tally, gold, guess)
    _positions(tally, gold.positions, guess.positions)
    if gold.statements is not None:
        found = guess.statements or ()
        right = statements_right(gold.statements, found)
        tally.counts["statements"].add(len(gold.statements), len(found), right)
    if gold.credit:
        tally.means["credit"].add(same_name(gold.credit, guess.credit))


def _faults(tally: _Tally, gold: Sheet, guess: Sheet) -> None:
    for span in [one.evidence for one in guess.positions] + [one.content for one in guess.statements or ()]:
        if span is None or gold.text[span.start : span.end] != span.quote:
            tally.bad_quotes += 1
        tally.boilerplate += span is not None and any(noise.contains(span) for noise in gold.noise)


def _positions(tally: _Tally, labels: Sequence[Stance], guesses: Sequence[Stance]) -> None:
    pairs = match(labels, guesses).pairs
    apart = [steps(label.level, guess.level) for label, guess in pairs]
    rights = {"holder+issue": len(pairs), "position": apart.count(0), "within one": sum(a <= 1 for a in apart)}
    for name, right in rights.items():
        tally.counts[name].add(len(labels), len(guesses), right)
    for label, guess in pairs:
        _flags(tally, label, guess)
        _details(tally, label, guess)


def _flags(tally: _Tally, label: Stance, guess: Stance) -> None:
    flags = {
        "conditional": (bool(label.conditions), bool(guess.conditions)),
        "superseded": (label.superseded, guess.superseded),
        "anonymous": (label.anonymous, guess.anonymous),
    }
    for name, (want, got) in flags.items():
        tally.counts[name].add(want, got, want and got)


def _details(tally: _Tally, label: Stance, guess: Stance) -> None:
    means = tally.means
    if guess.conditions:
        for wanted in label.conditions:
            means["condition text"].add(max(token_f1(wanted, got) for got in guess.conditions))
    if label.otherwise:
        means["otherwise"].add(guess.otherwise == label.otherwise)
    if label.speaker:
        means["speaker"].add(same_name(label.speaker, guess.speaker))
    if label.contribution:
        means["contribution kind"].add(guess.contribution == label.contribution)
        if label.quantity is not None:
            means["contribution quantity"].add(guess.quantity == label.quantity)
    means["evidence"].add(touching(label, guess))


def origins(pairs: Sequence[Pair]) -> Count:
    """Pairs of articles of one dossier that share an origin: wanted, found, right."""
    count = Count()
    for (one, one_read), (other, other_read) in combinations(pairs, 2):
        if one.dossier == other.dossier:
            want = one.origin is not None and one.origin == other.origin
            got = bool(one_read and other_read and one_read.origin and one_read.origin == other_read.origin)
            count.add(want, got, want and got)
    return count
