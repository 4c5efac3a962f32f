"""The digest as lines of a table: an item each, under the name of its section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.analysis.digest import Digest
from onrecord.ledger.rows import PositionRow

SectionName = Literal["position", "shift", "condition", "conflict", "warning", "pledge"]


@dataclass(frozen=True, slots=True)
class Line:
    """One item: its section, what is said in a few words, and the row that supports it (of a shift the later one)."""

    section: SectionName
    what: str
    row: PositionRow


def lines(digest: Digest) -> Iterator[Line]:
    """All items, section by section, as ``digest_to_json`` orders them."""
    for new in digest.positions:
        yield Line("position", f"{new.standing}, origins: {len(new.sources)}", new.row)
    for shift in digest.shifts:
        steps = f"{shift.earlier.position.level} → {shift.later.position.level}"
        yield Line("shift", f"{shift.kind}: {steps}", shift.later)
    for condition in digest.conditions:
        use = condition.use
        yield Line("condition", f"{use.condition.kind}: {use.told.words} ({condition.proposition.id})", use.row)
    for conflict in digest.conflicts:
        yield Line("conflict", f"{conflict.kind}: against {conflict.other.level}", conflict.one.row)
    for warned in digest.warnings:
        yield Line("warning", ", ".join(warned.cautions), warned.row)
    for pledge in digest.pledges:
        yield Line("pledge", f"{pledge.state} {pledge.expires}", pledge.row)
