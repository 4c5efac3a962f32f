"""What the pages of review share: who judges, what is asked to be judged, and one position as a person judges it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, unquote

from fastapi import Request
from markupsafe import Markup, escape

from onrecord.analysis.stance import opposing
from onrecord.ledger import (
    Ledger,
    PositionFilter,
    PositionRow,
    ReviewRow,
    Target,
    position,
    position_ids,
    positions,
    positions_of,
    review_log,
)
from onrecord.ledger.passages import Passage, passages
from onrecord.records import Position
from onrecord.run.desk import Desk, Snapshot
from onrecord.web.access import signer, user_of
from onrecord.web.faults import Fault, missing
from onrecord.web.marking import Mark, Piece, pieces

COOKIE: Final = "onrecord_reviewer"
REACH: Final = 2_500
"""How many characters of the article are shown on either side of the evidence, at most: to select words in."""
AGAINST: Final = 5
"""How many contradicting reports are shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A position to be judged, in as much of its article as is shown.

    ``start`` is where the first piece stands in the article (code points). ``read`` is what the reader read, None for
    what a person added; ``as_read`` says that this is what is shown, whatever others made of it.
    """

    row: PositionRow
    read: Position | None
    as_read: bool
    start: int
    text: tuple[Piece, ...]
    before: bool
    after: bool
    against: tuple[PositionRow, ...]
    log: tuple[ReviewRow, ...]


def reviewer(request: Request) -> tuple[str, bool]:
    """The name that signs, and whether it is settled: the account's, or the one that this browser was given."""
    user = user_of(request)
    if user is not None:
        return user.name, True
    kept = unquote(request.cookies.get(COOKIE, ""))
    return (kept, True) if is_name(kept) else (signer(request), False)


def is_name(name: str) -> bool:
    """Whether a name can sign: one line of 1 to 80 printable characters."""
    return 0 < len(name.strip()) <= 80 and name.isprintable()


def as_cookie(name: str) -> str:
    """The name as a cookie holds it."""
    return quote(name.strip(), safe="")


def target_from(value: str) -> Target:
    """The target that an address or a form names: ``READING:POSITION``.

    Raises:
        Fault: it is none.
    """
    reading, _, id_ = value.partition(":")
    if not (reading.isascii() and reading.isdecimal() and id_ and len(reading) < 16):
        raise Fault(422, f"{value!r} names no position", "It is written READING:POSITION.")
    return Target(int(reading), id_)


def name_of(row: PositionRow) -> str:
    """A row as ``target_from`` reads it."""
    return f"{row.article.reading}:{row.position.id}"


def target_by_id(ledger: Ledger, id_: str) -> Target:
    """Where the position with this very id stands.

    Raises:
        Fault: nowhere.
    """
    if id_ not in position_ids(ledger, id_):
        raise missing(f"position {id_!r}", "Ids of positions stand in the evidence of a matrix's cells.")
    row = position(ledger, id_)
    return Target(row.article.reading, row.position.id)


def shown(ledger: Ledger, target: Target, *, as_read: bool) -> Shown:
    """One position with its words, what contradicts it and what was decided on it.

    Raises:
        Fault: the ledger does not hold it.
    """
    row = _row(ledger, target)
    log = tuple(review_log(ledger, position=target.position))
    read = _read(row, log)
    if as_read and read is not None:
        row = replace(row, position=read)
    passage = passages(ledger, [row.article.reading])[row.article.reading]
    start, end = _window(passage, row.position)
    return Shown(
        row=row,
        read=read,
        as_read=as_read and read is not None,
        start=start,
        text=tuple(pieces(passage.text, _marks(row.position), start, end)),
        before=start > 0,
        after=end < len(passage.text),
        against=() if as_read else _against(ledger, row),
        log=() if as_read else log,
    )


def _row(ledger: Ledger, target: Target) -> PositionRow:
    standing = positions_of(ledger, [target.reading])
    found = next((row for row in standing if row.position.id == target.position), None)
    if found is not None:
        return found
    if target.position not in position_ids(ledger, target.position):
        raise missing(f"position {target.position!r}", "It may have been undone: load the queue again.")
    return position(ledger, target.position)


def _read(row: PositionRow, log: Iterable[ReviewRow]) -> Position | None:
    if row.judged is None:
        return row.position
    return next((one.read for one in reversed(list(log)) if one.read is not None), None)


def _window(passage: Passage, one: Position) -> tuple[int, int]:
    """The paragraphs around a position that are shown: whole ones, as far as they are within reach."""
    start, end = passage.around(one.evidence.start, one.evidence.end)
    start = max(start, one.evidence.start - REACH)
    end = min(end, one.evidence.end + REACH)
    for first, last in passage.paragraphs:
        if one.evidence.start - REACH <= first < start:
            start = first
        if end < last <= one.evidence.end + REACH:
            end = last
    return start, end


def _marks(one: Position) -> list[Mark]:
    found = [Mark(one.evidence.start, one.evidence.end, "position", note="evidence")]
    conditions = (each for each in one.conditions)
    return found + [Mark(c.span.start, c.span.end, "condition", note=f"condition ({c.kind})") for c in conditions]


def _against(ledger: Ledger, row: PositionRow) -> tuple[PositionRow, ...]:
    one = row.position
    which = PositionFilter(actors=(one.holder,), issues=(one.issue,), dossier=row.article.dossier)
    return tuple(opposing(row, positions(ledger, which))[:AGAINST])


def exactly(text: str) -> Markup:
    """Text whose carriage returns reach the browser: markup would turn each, with its line feed, into one character."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))


def undecided(rows: Sequence[PositionRow]) -> int:
    """How many rows nobody has decided on."""
    return sum(row.judged is None for row in rows)


def decisions(desk: Desk, snapshot: Snapshot) -> Sequence[ReviewRow]:
    """The whole log; kept with the snapshot."""

    def make() -> Sequence[ReviewRow]:
        with desk.reading() as ledger:
            return review_log(ledger)

    return snapshot.once("review log", make)
