"""The process that reads: one order a line on standard input, one event a line on standard output.

It is a process of its own so that the desk stays quick while it works, and stays up if it dies. Models load with the
first order and stay. An article is in the ledger whole or not at all, so that it may be killed at any moment.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from onrecord.errors import InputError, OnrecordError
from onrecord.problems import is_loss
from onrecord.records import Dossier, Problem, Reading
from onrecord.run.jobs.records import Entry, Kind, Material
from onrecord.settings import Settings

BEAT = 5.0
"""Seconds between two signs of life."""
_BATCH = 4
"""Articles at once: a small batch shows progress soon, and costs little speed."""

Tell = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What the desk asks for; it goes through a pipe and nowhere else, for it may hold passwords."""

    kind: Kind
    ledger: str
    dossier: str | None
    settings: Settings
    folder: str = ""
    materials: tuple[Material, ...] = ()
    hosts: tuple[str, ...] = ()

    def to_line(self) -> str:
        """The order as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=True)

    @classmethod
    def from_line(cls, line: str) -> Order:
        """The order on a line that ``to_line`` wrote."""
        values = json.loads(line)
        values["settings"] = Settings(**values["settings"])
        values["materials"] = tuple(Material(**one) for one in values["materials"])
        return cls(**{**values, "hosts": tuple(values["hosts"])})


def carry_out(order: Order, tell: Tell) -> None:
    """Read what is ordered into the ledger, telling of each article and problem once it is stored.

    Raises:
        OnrecordError: the ledger cannot be written, or something that reading needs is missing.
    """
    from onrecord.ledger import Ledger  # noqa: PLC0415 - loaded when there is something to do

    with Ledger.open(order.ledger) as ledger:
        tell({"event": "ready"})
        for item in _items(order, ledger, tell):
            for entry in _entries(item):
                tell({"event": "entry", "lost": is_loss(entry.kind), **asdict(entry)})


def _items(order: Order, ledger: Any, tell: Tell) -> Iterator[Any]:
    from onrecord.ledger import articles  # noqa: PLC0415
    from onrecord.ledger.placed import readings_of  # noqa: PLC0415
    from onrecord.run.jobs.material import pages_of  # noqa: PLC0415
    from onrecord.run.pipeline import record_articles, record_pages  # noqa: PLC0415

    settings = replace(order.settings, batch=min(order.settings.batch, _BATCH))
    dossier = _dossier(order, ledger)
    if order.kind == "reread":
        keys = [row.article.reading for row in articles(ledger)]
        tell({"event": "expected", "number": len(keys)})
        found = (reading.article for reading in readings_of(ledger, keys))
        return record_articles(found, dossier, settings, ledger)
    pages = pages_of(order.materials, Path(order.folder), settings, order.hosts)
    return record_pages(pages, dossier, settings, ledger)


def _dossier(order: Order, ledger: Any) -> Dossier | None:
    from onrecord.ledger import dossiers  # noqa: PLC0415

    if order.dossier is None:
        return None
    for one in dossiers(ledger):
        if one.id == order.dossier:
            return one
    raise InputError(f"there is no dossier {order.dossier!r} any more", remedy="Choose another, and add it again.")


def _entries(item: Any) -> Iterator[Entry]:
    """What became of an article, after the problems that were met with it."""
    if isinstance(item, Problem):
        yield _fault(item)
        return
    article = item.article
    yield from map(_fault, item.problems)
    title, source = article.title or "", article.source
    if isinstance(item, Reading):
        yield Entry("new", article.id, title, source, len(item.statements), len(item.positions))
    else:
        yield Entry("known", article.id, title, source)


def _fault(found: Problem) -> Entry:
    return Entry(found.kind, found.article, "", found.source, detail=found.detail[:1000])


def _answer(line: str, tell: Tell) -> None:
    try:
        carry_out(Order.from_line(line), tell)
    except OnrecordError as error:
        tell({"event": "failed", "message": error.message, "remedy": error.remedy})
    except BrokenPipeError:
        raise
    except Exception as error:  # whatever it is, the desk must hear of it and the next order may go well
        message = f"the reading stopped: {type(error).__name__}: {error}"
        tell({"event": "failed", "message": message, "remedy": "Please report it."})
    else:
        tell({"event": "done"})


def main() -> None:
    """Serve orders until standard input ends, or the desk no longer listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which then ends this process
    # What libraries print must not get between the events.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    tell = _teller(out)
    threading.Thread(target=_beat, args=(tell,), daemon=True).start()
    try:
        for line in sys.stdin:
            _answer(line, tell)
    except BrokenPipeError:
        os._exit(0)


def _teller(out: TextIO) -> Tell:
    lock = threading.Lock()

    def tell(event: dict[str, Any]) -> None:
        with lock:
            out.write(json.dumps(event, ensure_ascii=True) + "\n")
            out.flush()

    return tell


def _beat(tell: Tell) -> None:
    while not threading.Event().wait(BEAT):
        try:
            tell({"event": "beat"})
        except (BrokenPipeError, ValueError):
            os._exit(0)
