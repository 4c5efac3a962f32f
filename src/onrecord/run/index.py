"""The index of origins and stories that goes with a ledger: opened as an earlier run left it, and brought up to date.

It lies in a file beside the ledger (``onrecord.db-stories``), so that a ledger of many thousands of articles is not
read again at each run; of a ledger on a server each user keeps one in the folder for caches. The ledger stays the
authority: an index that says something else is made anew from it, what other machines added meanwhile is taken from
it, and where no file can be had (a folder that cannot be written, another process at it) a temporary one serves.
"""

from __future__ import annotations

import os
import sqlite3
from hashlib import sha256
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


def index_file(place: str) -> Path:
    """Where the index of a ledger lies, a file's path or a URL without its password."""
    if "://" not in place:
        return Path(f"{Path(place).expanduser()}-stories")
    caches = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(caches).expanduser() / "onrecord" / f"{sha256(place.encode()).hexdigest()[:20]}-stories"


def _shelf(place: str) -> Shelf:
    try:
        path = index_file(place)
        if "://" in place:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Shelf(str(path))
    except (sqlite3.Error, OSError, RuntimeError):  # the last where a user has no home
        return Shelf()
