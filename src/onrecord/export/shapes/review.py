"""What people decided on positions."""

from __future__ import annotations

from onrecord.export.shapes.base import Shape
from onrecord.export.shapes.contract import Position
from onrecord.ledger.review_match import ReviewVerdict


class Judgement(Shape):
    """An entry of the log of review; ``read`` is the position as it was read, ``record`` as the person left it."""

    number: int
    batch: int
    verdict: ReviewVerdict
    position: str
    article: str
    read: Position | None
    record: Position | None
    fields: list[str]
    settles: bool
    undoes: int | None
    undone: bool
    by: str
    at: str
    why: str


class Decision(Shape):
    """What was just kept: the number of the decision, to undo it by, and its entries."""

    number: int
    entries: list[Judgement]
