"""What pages of a desk ask first, worked out before anybody asks: while the browser opens, and after each change."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial

from onrecord.analysis.digest import first_told
from onrecord.analysis.stance import contradiction
from onrecord.errors import OnrecordError
from onrecord.run import ask
from onrecord.run.desk import Desk, Snapshot
from onrecord.run.filters import Filters
from onrecord.run.news import last_seen
from onrecord.run.review_order import review_order

Step = Callable[[], object]
"""A piece of work whose answer the snapshot keeps."""
Steps = Callable[[Snapshot], Iterable[Step]]
"""The work on a snapshot, what is asked most first."""


def steps(snapshot: Snapshot) -> Iterator[Step]:
    """Each dossier's matrix, changes and contradictions, the conditions and the queue of review."""
    for index in ("by_cell", "by_issue", "by_holder", "by_article", "by_id", "by_day"):
        yield partial(getattr, snapshot, index)  # made when first asked for
    for one in snapshot.dossiers:
        yield partial(Filters(dossier=one.id).field, snapshot)
        yield partial(snapshot.each_cell, "contradiction", contradiction, one.id)
        yield partial(snapshot.each_cell, "last seen", last_seen, one.id)
        yield partial(snapshot.each_cell, "first told", first_told, one.id)
        yield partial(ask.changes, snapshot, dossier=one.id)
        yield partial(ask.conflicts, snapshot, dossier=one.id)
    yield partial(ask.conditions, snapshot)
    yield partial(review_order, snapshot)


def warm(snapshot: Snapshot, more: Steps | None = None, still: Callable[[], bool] = lambda: True) -> None:
    """Take the steps, and ``more`` after them, where their answers are not known yet, while it is ``still`` wanted."""
    for some in (steps, more):
        for step in some(snapshot) if some is not None else ():
            if not still():
                return
            step()


def settle() -> None:
    """Take what is in memory now out of the search for garbage.

    With 50,000 positions one such search holds every page up for half a second, and finds nothing: a snapshot and its
    answers hold no cycles, and go with the last who looks at them.
    """
    gc.collect()
    gc.freeze()


def keep_warm(desk: Desk, more: Steps | None = None) -> None:
    """Warm a desk in the background, now and after each change of the ledger; work on an older state is given up."""
    latest: list[Snapshot] = []

    def renewed(snapshot: Snapshot) -> None:
        latest[:] = [snapshot]
        _start(lambda: _warm(snapshot))

    def _warm(snapshot: Snapshot) -> None:
        # What cannot be worked out is left to the page that asks for it to tell.
        with suppress(OnrecordError):
            warm(snapshot, more, lambda: latest[0] is snapshot)
        if latest[0] is snapshot:
            settle()

    desk.renewed = renewed
    _start(lambda: _load(desk))


def _load(desk: Desk) -> None:
    # A ledger that cannot be read is left to the first page to tell.
    with suppress(OnrecordError):
        desk.snapshot()


def _start(work: Callable[[], object]) -> None:
    threading.Thread(target=work, name="warm the desk", daemon=True).start()
