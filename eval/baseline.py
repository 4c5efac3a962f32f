"""The stored figures that later ones are held against: they rise freely and are lowered only with a written reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eval.scoring import NAMES, ZEROES, Figure

TOLERANCE = 0.005
"""How far a figure may lie below its baseline before it has dropped."""

MIN_CASES = 5
"""A figure over fewer cases is printed and not held: one flip would move it by a fifth or more."""

_FEW_ARE_ENOUGH = frozenset({"origin"})  # few pairs share one, but any of all pairs could be joined wrongly

_ROUNDING = 1e-9  # of the subtraction: .800 to .795 is no drop

Figures = dict[str, dict[str, float]]
"""Set -> figure -> value."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A figure of a set that fell; ``new`` is None where too few cases are left to measure it."""

    of: str
    figure: str
    old: float
    new: float | None

    def __str__(self) -> str:
        new = "nothing to measure" if self.new is None else f"{self.new:.4f}"
        return f"{self.of}: {self.figure} fell from {self.old:.4f} to {new}"


@dataclass(frozen=True, slots=True)
class Lowering:
    """When and why figures were lowered, and from what to what."""

    on: str
    reason: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The stored figures, and every lowering there has been."""

    figures: Figures
    lowered: tuple[Lowering, ...] = ()


class Refused(Exception):
    """An update would lower figures and no reason was given."""

    def __init__(self, drops: list[Drop]) -> None:
        super().__init__("; ".join(str(drop) for drop in drops))
        self.drops = drops


def load(path: Path) -> Baseline:
    """The baseline of a file; an empty one where there is none yet."""
    if not path.exists():
        return Baseline({})
    stored = json.loads(path.read_text(encoding="utf-8"))
    lowered = (Lowering(one["on"], one["reason"], tuple(one["figures"])) for one in stored["lowered"])
    return Baseline(stored["figures"], tuple(lowered))


def save(baseline: Baseline, path: Path) -> None:
    """Writes a baseline, figures in a stable order so that a change shows as a short diff."""
    lowered = [{"on": one.on, "reason": one.reason, "figures": list(one.figures)} for one in baseline.lowered]
    stored = {"figures": baseline.figures, "lowered": lowered}
    path.write_text(json.dumps(stored, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def measured(scores: Mapping[str, Mapping[str, Figure]]) -> Figures:
    """The figures of each set that are held against a baseline; those over fewer than ``MIN_CASES`` are left out."""
    return {of: {name: round(value, 4) for name, value in _held(figures)} for of, figures in scores.items()}


def _held(figures: Mapping[str, Figure]) -> Iterator[tuple[str, float]]:
    for name in NAMES:
        value, least = figures[name].value, 1 if name in _FEW_ARE_ENOUGH else MIN_CASES
        if value is not None and figures[name].n >= least:
            yield name, value


def drops(baseline: Baseline, new: Figures, tolerance: float = TOLERANCE) -> list[Drop]:
    """Every figure of the sets in ``new`` that lies more than ``tolerance`` below its baseline, or is gone."""
    return [
        Drop(of, name, old, figures.get(name))
        for of, figures in new.items()
        for name, old in baseline.figures.get(of, {}).items()
        if figures.get(name, 0.0) < old - tolerance - _ROUNDING
    ]


def faults(scores: Mapping[str, Mapping[str, Figure]]) -> list[str]:
    """What must be zero and is not."""
    return [
        f"{of}: {name} is {value:g}, must be 0"
        for of, figures in scores.items()
        for name in ZEROES
        if (value := figures[name].value)
    ]


def updated(baseline: Baseline, new: Figures, reason: str | None, today: date) -> Baseline:
    """The baseline after this measurement: figures that rose are raised, new ones added.

    Without a reason, one that slipped within the tolerance keeps its old floor, so that many small slips cannot add up.

    Raises:
        Refused: figures dropped and there is no reason.
    """
    fallen = drops(baseline, new, tolerance=0.0 if reason else TOLERANCE)
    if fallen and not reason:
        raise Refused(fallen)
    kept = {of: _merged(baseline.figures.get(of, {}), figures, lower=bool(reason)) for of, figures in new.items()}
    lowered = baseline.lowered
    if fallen and reason:
        lowered += (Lowering(today.isoformat(), reason, tuple(str(drop) for drop in fallen)),)
    return Baseline(baseline.figures | kept, lowered)


def _merged(old: dict[str, float], new: dict[str, float], *, lower: bool) -> dict[str, float]:
    if lower:
        return new
    return {name: max(value, old.get(name, value)) for name, value in new.items()}
