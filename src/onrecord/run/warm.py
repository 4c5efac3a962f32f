"""What pages of a desk ask first, worked out before anybody asks: while the browser opens, and after each change."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from onrecord.errors import OnrecordError
from onrecord.run import ask
from onrecord.run.desk import Desk, Snapshot
from onrecord.run.filters import Filters


def warm(snapshot: Snapshot) -> None:
    """Work out each dossier's matrix, changes and contradictions, and the conditions, where they are not known yet."""
    for index in (snapshot.by_cell, snapshot.by_issue, snapshot.by_holder, snapshot.by_article, snapshot.by_id):
        len(index)  # made when first asked for
    for dossier in snapshot.dossiers:
        Filters(dossier=dossier.id).field(snapshot)
        ask.changes(snapshot, dossier=dossier.id)
        ask.conflicts(snapshot, dossier=dossier.id)
    ask.conditions(snapshot)


def keep_warm(desk: Desk) -> None:
    """Warm a desk in the background, now and after each change of the ledger."""
    desk.renewed = lambda snapshot: _start(lambda: warm(snapshot))
    _start(lambda: _load(desk))


def _load(desk: Desk) -> None:
    # A ledger that cannot be read is left to the first page to tell.
    with suppress(OnrecordError):
        desk.snapshot()


def _start(work: Callable[[], object]) -> None:
    threading.Thread(target=work, name="warm the desk", daemon=True).start()
