"""Positions as CSV (RFC 4180, UTF-8): one row a position, for spreadsheets and statistics.

A cell that a spreadsheet would run as a formula (it starts with ``=``, ``+``, ``-``, ``@``, one of these in full width,
a tab or a line's end) gets an apostrophe before it; text from articles is never to be executed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from onrecord.export.contract import Json
from onrecord.export.rows import position_row
from onrecord.ledger.rows import PositionRow

COLUMNS = (
    "id",
    "date",
    "holder",
    "issue",
    "level",
    "otherwise",
    "conditions",
    "contribution_kind",
    "contribution_quantity",
    "contribution_unit",
    "vote",
    "speaker",
    "speaker_role",
    "anonymous",
    "reported_by",
    "superseded",
    "stated",
    "confidence",
    "evidence",
    "evidence_start",
    "evidence_end",
    "because",
    "statement",
    "article",
    "outlet",
    "title",
    "published",
    "credit",
    "url",
    "origin",
    "story",
    "dossier",
    "run",
    "judged",
)


def positions_csv(rows: Iterable[PositionRow]) -> Iterator[str]:
    """The file's lines, the header first."""
    yield csv_line(COLUMNS)
    for row in rows:
        yield csv_line(map(guarded, position_cells(row)))


def position_cells(row: PositionRow) -> list[Any]:
    """A position's cells in the order of ``COLUMNS``, not yet guarded."""
    flat = _flat(position_row(row))
    return [flat[name] for name in COLUMNS]


def _flat(found: Json) -> Json:
    contribution = found["contribution"] or {}
    return {
        **found,
        "conditions": "; ".join(f"{one['kind']}: {one['text']}" for one in found["conditions"]),
        "contribution_kind": contribution.get("kind"),
        "contribution_quantity": contribution.get("quantity"),
        "contribution_unit": contribution.get("unit"),
        "evidence": found["evidence"]["quote"],
        "evidence_start": found["evidence"]["start"],
        "evidence_end": found["evidence"]["end"],
        "because": "; ".join(found["because"]),
        "judged": f"{found['judged']['verdict']} by {found['judged']['by']}" if found["judged"] else None,
    }


_RUNS: Final = (
    "=",
    "+",
    "-",
    "@",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
    "\t",
    "\r",
    "\n",
)


def guarded(value: Any) -> Any:
    """The value as a cell that no spreadsheet runs."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_RUNS):
        return f"'{value}"
    return value


def csv_line(cells: Iterable[Any]) -> str:
    """One line of a file, with its line end."""
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
