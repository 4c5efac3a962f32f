"""A small ledger of everything, in our own wording: what the tests of the faces look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from onrecord.ledger import Ledger
from onrecord.records import Reading
from tests.ledger.samples import DOSSIER, RUN, one_position, reading


def _on(day: int) -> dict[str, Any]:
    return {"said": date(2026, 1, day), "published": date(2026, 1, day)}


def readings() -> tuple[Reading, ...]:
    """What the small ledger holds: every field of every record, a change, a contradiction, a condition, a copy."""
    return (
        reading("a1"),
        reading("a2", outlet="Lakeside Post"),
        one_position("b1", "ALB", "opposes", **_on(8), origin="o-b"),
        one_position("b2", "ALB", "pledges", **_on(9), contribution="observers"),
        one_position("b3", "ITA", "supports", issue="mandate", condition="if", otherwise="opposes"),
        one_position("b4", "ITA", "open", issue="send", said=date(2026, 1, 2), published=date(2026, 1, 3)),
        one_position("b5", "EU", "supports", issue="mandate", anonymous=True, origin="o-eu"),
        one_position("b6", "DEU", "delivers", contribution="money", **_on(12)),
        one_position("b7", "FRA", "doubts", issue="mandate", **_on(4)),
        one_position("b8", "FRA", "supports", issue="mandate", **_on(15)),
    )


Where = TypeVar("Where", str, Path)


def write_small(path: Where) -> Where:
    """Write the small ledger to a file or database, and give its place."""
    with Ledger.open(path, create=True) as ledger:
        ledger.write_dossier(DOSSIER)
        for one in readings():
            ledger.write(RUN, one)
    return path
