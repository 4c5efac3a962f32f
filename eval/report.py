"""Prints figures as tables: plain text, one figure or one dossier a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from eval.breakdowns import Mistake, Phenomenon, Reliability, calibration_error
from eval.scoring import NAMES, ZEROES, Figure

from onrecord.records import LADDER

Scores = Mapping[str, Figure]


def number(value: float | None) -> str:
    """A figure to three decimals, a dash for none."""
    return "-" if value is None else f"{value:.3f}"


def table(title: str, figures: Scores, baseline: Mapping[str, float]) -> Iterator[str]:
    """All figures of a set, with what they are held against."""
    yield f"{title:24}{'value':>7}{'P':>8}{'R':>8}{'n':>6}{'baseline':>10}{'change':>9}"
    for name in NAMES:
        one, old = figures[name], baseline.get(name)
        change = "" if old is None or one.value is None else f"{one.value - old:+.3f}"
        sides = "".join(f"{'' if side is None else number(side):>8}" for side in (one.precision, one.recall))
        yield f"  {name:22}{number(one.value):>7}{sides}{one.n:>6}{number(old):>10}{change:>9}"
    for name in ZEROES:
        yield f"  {name:22}{figures[name].value:>7g}"


_SHORT = {
    "holder+issue": "hold+iss",
    "position": "position",
    "within one": "near",
    "conditional": "cond",
    "condition text": "condtext",
    "speaker": "speaker",
    "anonymous": "anon",
    "contribution kind": "kind",
    "contribution quantity": "quantity",
    "evidence": "evidence",
    "statements": "stmts",
    "credit": "credit",
    "origin": "origin",
}


def dossiers(title: str, rows: Mapping[str, Scores]) -> Iterator[str]:
    """One line a dossier: the main figures, then what must be zero."""
    faults = {"boilerplate": "boiler", "bad quotes": "badquote"}
    yield f"{title:24}" + "".join(f"{short:>9}" for short in (*_SHORT.values(), *faults.values()))
    for name, figures in rows.items():
        cells = [number(figures[one].value if figures[one].n else None) for one in _SHORT] + [
            f"{figures[one].value:g}" for one in faults
        ]
        yield f"  {name:22}" + "".join(f"{cell:>9}" for cell in cells)


def levels(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """The confusion of levels: labelled in rows, read in columns."""
    columns = (*LADDER, "missed")
    yield f"  {'labelled / read':16}" + "".join(f"{column:>10}" for column in columns)
    for row in (*LADDER, "invented"):
        cells = "".join(f"{counts[row, column] or '.':>10}" for column in columns)
        yield f"  {row:16}{cells}"


def phenomena(rows: Sequence[Phenomenon]) -> Iterator[str]:
    """F1 of holder+issue and of position in the articles that have each phenomenon; those of one article are left out.

    Where no position is wanted there is no F1: ``invented`` says how many were read all the same.
    """
    if rows:
        yield f"  {'phenomenon':30}{'articles':>9}{'n':>6}{'hold+iss':>10}{'position':>10}{'invented':>10}"
    for row in rows:
        if row.articles > 1:
            cells = (number(one.figure().value if one.wanted else None) for one in (row.pairs, row.exact))
            invented = row.pairs.found - row.pairs.right
            f1 = "".join(f"{cell:>10}" for cell in cells)
            yield f"  {row.name:30}{row.articles:>9}{row.pairs.wanted:>6}{f1}{invented:>10}"


def reliability(title: str, rows: Sequence[Reliability]) -> Iterator[str]:
    """Confidence against truth, a line a bin."""
    yield f"{title:24}{'n':>6}{'confidence':>12}{'pair right':>12}{'level too':>12}"
    for row in rows:
        name = f"{row.low:.1f} to {row.high:.1f}"
        yield f"  {name:22}{row.n:>6}{row.confidence:>12.3f}{row.right:>12.3f}{row.exact:>12.3f}"
    yield f"  calibration error: {calibration_error(rows):.3f}"


def mistakes(rows: Sequence[Mistake]) -> Iterator[str]:
    """One line a mistake."""
    for row in rows:
        yield f"  {row.kind:12}{row.article:24} {row.what}: {row.quote[:120]!r}"
