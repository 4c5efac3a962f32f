"""Where the figures come from: levels confused, F1 a phenomenon, confidence against truth, and the single mistakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.matching import match, steps
from eval.scoring import Count, Pair
from eval.sheets import Sheet, Stance

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Edges of the confidence bins, each but the last without its upper edge."""

_SEVERITY = {"invented": 5, "missed": 3}


def confusion(pairs: Iterable[Pair]) -> Counter[tuple[str, str]]:
    """(labelled level, read level) of matched positions; ``missed`` and ``invented`` stand for the absent side."""
    found: Counter[tuple[str, str]] = Counter()
    for gold, guess in pairs:
        matched = match(gold.positions, guess.positions if guess else ())
        found.update((label.level, answer.level) for label, answer in matched.pairs)
        found.update((label.level, "missed") for label in matched.missed)
        found.update(("invented", answer.level) for answer in matched.extra)
    return found


@dataclass(frozen=True, slots=True)
class Phenomenon:
    """How well positions are read in the articles that have a phenomenon."""

    name: str
    articles: int
    pairs: Count
    exact: Count


def phenomena(pairs: Sequence[Pair]) -> list[Phenomenon]:
    """One row a phenomenon, most articles first; an article counts under each that it is labelled with."""
    names = Counter(name for gold, _ in pairs for name in gold.phenomena)
    return [_phenomenon(name, [pair for pair in pairs if name in pair[0].phenomena]) for name, _ in names.most_common()]


def _phenomenon(name: str, pairs: Sequence[Pair]) -> Phenomenon:
    row = Phenomenon(name, len(pairs), Count(), Count())
    for gold, guess in pairs:
        answers = guess.positions if guess else ()
        matched = match(gold.positions, answers).pairs
        wanted, found = len(gold.positions), len(answers)
        row.pairs.add(wanted, found, len(matched))
        row.exact.add(wanted, found, sum(label.level == answer.level for label, answer in matched))
    return row


@dataclass(frozen=True, slots=True)
class Reliability:
    """The positions read with a confidence from ``low`` up to ``high``: how sure they were, how many were right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float
    exact: float


def reliability(pairs: Iterable[Pair]) -> list[Reliability]:
    """One row a bin that is not empty: ``right`` is holder and issue, ``exact`` the level too."""
    judged = [one for pair in pairs for one in _judged(*pair)]
    rows = []
    for low, high in pairwise(BINS):
        inside = [one for one in judged if low <= one[0] < high or one[0] == high == BINS[-1]]
        if inside:
            means = [sum(column) / len(inside) for column in zip(*inside, strict=True)]
            rows.append(Reliability(low, high, len(inside), *means))
    return rows


def calibration_error(rows: Sequence[Reliability]) -> float:
    """Mean distance between confidence and share of exact positions, weighted by bin (expected calibration error)."""
    n = sum(row.n for row in rows)
    return sum(row.n * abs(row.confidence - row.exact) for row in rows) / n if n else 0.0


def _judged(gold: Sheet, guess: Sheet | None) -> Iterator[tuple[float, bool, bool]]:
    matched = match(gold.positions, guess.positions if guess else ())
    for label, answer in matched.pairs:
        yield answer.confidence, True, label.level == answer.level
    for answer in matched.extra:
        yield answer.confidence, False, False


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: ``severity`` is the steps between two levels; an invented position weighs more than a missed one."""

    severity: int
    article: str
    kind: str
    what: str
    quote: str


def mistakes(pairs: Iterable[Pair]) -> list[Mistake]:
    """Every mistake on positions, worst first."""
    found = [mistake for gold, guess in pairs for mistake in _mistakes(gold, guess)]
    return sorted(found, key=lambda one: (-one.severity, one.article, one.what))


def _mistakes(gold: Sheet, guess: Sheet | None) -> Iterator[Mistake]:
    matched = match(gold.positions, guess.positions if guess else ())
    for label, answer in matched.pairs:
        if label.level != answer.level:
            what = f"{label.holder} {label.issue}: want {label.level}, got {answer.level}"
            yield Mistake(steps(label.level, answer.level), gold.id, "level", what, _quote(label))
    for kind, left in (("missed", matched.missed), ("invented", matched.extra)):
        for one in left:
            yield Mistake(_SEVERITY[kind], gold.id, kind, f"{one.holder} {one.issue} {one.level}", _quote(one))
    for one in guess.positions if guess else ():
        if any(one.evidence and noise.contains(one.evidence) for noise in gold.noise):
            yield Mistake(99, gold.id, "boilerplate", f"{one.holder} {one.issue}", _quote(one))
    yield from _statement_mistakes(gold, guess)


def _statement_mistakes(gold: Sheet, guess: Sheet | None) -> Iterator[Mistake]:
    """Statements out of boilerplate only: those fail the gate; the others have a scorer of their own."""
    for said in (guess.statements or ()) if guess else ():
        if said.content and any(noise.contains(said.content) for noise in gold.noise):
            yield Mistake(99, gold.id, "boilerplate", f"statement of {said.speaker_text}", said.content.quote)


def _quote(one: Stance) -> str:
    return one.evidence.quote if one.evidence else ""
