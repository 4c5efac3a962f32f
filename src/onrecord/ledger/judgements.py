"""What people decided on who is who: appended, never changed, undone by another judgement.

"Same" merges two holders wherever positions are asked for; nothing stored is touched. Of several judgements on one
pair the latest counts, and "not same" holds two apart however others would join them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, cast

from sqlalchemy import Connection, select

from onrecord.errors import InputError
from onrecord.ledger import schema
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.logs import append, check_undoable
from onrecord.ledger.undone import no_longer_counting

Verdict = Literal["same", "not-same", "undo"]
_table: Final = schema.judgements


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry of the log. ``one`` and ``other`` are ids (empty for an undo); ``undone`` says whether it still counts.

    ``at`` is the moment in UTC, ISO 8601.
    """

    number: int
    verdict: Verdict
    one: str
    other: str
    undoes: int | None
    by: str
    at: str
    why: str
    undone: bool = False


def judge(ledger: Ledger, verdict: Literal["same", "not-same"], one: str, other: str, *, by: str, why: str) -> int:
    """Append that two ids are the same actor, or are not; returns the judgement's number.

    Of the same, ``one`` is the id that is shown.

    Raises:
        InputError: both ids are one. LedgerError: the ledger cannot be written.
    """
    if one == other:
        raise InputError(f"{one!r} is one id, not two", remedy="Give two different ids.")
    return append(ledger, _table, verdict=verdict, one=one, other=other, undoes=None, by=by, why=why)


def undo(ledger: Ledger, number: int, *, by: str, why: str) -> int:
    """Append that a judgement no longer counts (an undo of an undo brings it back); returns the new number.

    Raises:
        InputError: there is no such judgement, or it is undone already.
    """
    undone = {entry.number: entry.undone for entry in judgements(ledger)}
    check_undoable(ledger, undone, number, what="judgement", listed="onrecord actors list")
    return append(ledger, _table, verdict="undo", one=None, other=None, undoes=number, by=by, why=why)


def judgements(ledger: Ledger) -> list[Judgement]:
    """The whole log, in order."""
    with ledger.reading() as connection:
        return read(connection)


def read(connection: Connection) -> list[Judgement]:
    """The whole log, in order, over an open connection."""
    rows = connection.execute(select(_table).order_by(_table.c.number)).mappings().all()
    undone = no_longer_counting(rows)
    return [
        Judgement(
            row["number"],
            cast(Verdict, row["verdict"]),
            row["one"] or "",
            row["other"] or "",
            row["undoes"],
            row["by"],
            row["at"],
            row["why"],
            row["number"] in undone,
        )
        for row in rows
    ]


def merged(log: Iterable[Judgement]) -> dict[str, str]:
    """The id that is shown for each id that was judged the same as another; others are left out.

    The first id of the earliest judgement that counts names its group.
    """
    verdicts: dict[frozenset[str], Judgement] = {}
    for entry in log:
        if not entry.undone and entry.verdict != "undo":
            pair = frozenset((entry.one, entry.other))
            verdicts.pop(pair, None)
            verdicts[pair] = entry
    apart = [pair for pair, entry in verdicts.items() if entry.verdict == "not-same"]
    groups: list[list[str]] = []
    for entry in verdicts.values():
        if entry.verdict == "same":
            _join(groups, entry, apart)
    return {member: group[0] for group in groups for member in group[1:]}


def _join(groups: list[list[str]], entry: Judgement, apart: list[frozenset[str]]) -> None:
    touched = [group for group in groups if entry.one in group or entry.other in group]
    members = [entry.one, entry.other]
    for group in touched:
        members = [*group, *(one for one in members if one not in group)]
    if any(pair <= set(members) for pair in apart):
        return
    for group in touched:
        groups.remove(group)
    groups.append(members)
