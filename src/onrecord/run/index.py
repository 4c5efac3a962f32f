"""The index of origins and stories that goes with a ledger: opened as an earlier run left it, and brought up to date.

It lies in a file beside the ledger (``onrecord.db-stories``), so that a ledger of many thousands of articles is not
read again at each run. The ledger stays the authority: an index that says something else is made anew from it, and
where no file can be had (a database by URL, a folder that cannot be written, another process at it) a temporary one is.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.ledger.placed import placed, readings_of
from onrecord.stories import Grouper, Grouping, Shelf


def grouper_of(ledger: Ledger) -> Grouper:
    """A grouper that knows every article of the ledger."""
    grouper = Grouper(_shelf(ledger.place))
    rows = placed(ledger)
    known = grouper.shelf.groupings()
    if not known.items() <= {row.article: (row.origin, row.story) for row in rows}.items():
        grouper.shelf.clear()
        grouper, known = Grouper(grouper.shelf), {}
    missing = [row for row in rows if row.article not in known]
    for row, reading in zip(missing, readings_of(ledger, [row.reading for row in missing]), strict=True):
        grouper.restore(reading.article, Grouping(row.origin, row.story, reading.links))
    return grouper


def _shelf(place: str) -> Shelf:
    if "://" in place:
        return Shelf()
    try:
        return Shelf(f"{Path(place).expanduser()}-stories")
    except sqlite3.Error:
        return Shelf()
