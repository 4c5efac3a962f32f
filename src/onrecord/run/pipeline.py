"""Wires the rooms for one machine: paths in, readings and problems out, in input order.

``read`` needs no ledger. ``record`` writes each reading as it is made, in one transaction an article, and skips what
the same run has stored before: killed at any moment and run again, it ends with the same ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

from onrecord.clean import articles
from onrecord.ledger import Ledger
from onrecord.read import pages
from onrecord.records import Article, Dossier, Page, Problem, Reading, RunInfo
from onrecord.run.extract import Extractor
from onrecord.run.identity import run_info
from onrecord.settings import Settings
from onrecord.stories import Grouper, Grouping


@dataclass(frozen=True, slots=True)
class Done:
    """An article that this run has read before and the ledger holds: nothing to do."""

    article: Article
    run: str


def read(
    paths: Sequence[str], dossier: Dossier | None, settings: Settings, *, stdin: BinaryIO | None = None
) -> Iterator[Reading | Problem]:
    """Everything read out of ``paths``, in input order; problems that belong to no article come where they arose.

    Raises:
        InputError: none of the paths exists.
    """
    return read_pages(pages(paths, settings, stdin), dossier, settings)


def read_pages(
    found: Iterable[Page | Problem], dossier: Dossier | None, settings: Settings
) -> Iterator[Reading | Problem]:
    """The same for pages that are at hand already."""
    for item in _run(iter(found), dossier, settings, Grouper(), lambda _: False):
        if not isinstance(item, Article):
            yield item


def record(
    paths: Sequence[str],
    dossier: Dossier | None,
    settings: Settings,
    ledger: Ledger,
    *,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | Problem | Done]:
    """As ``read``, each item written to the ledger before it is handed on.

    Raises:
        InputError: none of the paths exists.
        LedgerError: the ledger cannot be written; what was handed on before is kept.
    """
    run = run_info(dossier, settings)
    grouper = Grouper()
    for reading in ledger.readings(current=True):
        grouper.restore(reading.article, Grouping(reading.origin, reading.story))
    if dossier is not None:
        ledger.write_dossier(dossier)
    found = pages(paths, settings, stdin)
    for item in _run(found, dossier, settings, grouper, lambda a: ledger.has(run.id, a)):
        if isinstance(item, Article):
            yield Done(item, run.id)
            continue
        _write(ledger, run, item)
        yield item


def _write(ledger: Ledger, run: RunInfo, item: Reading | Problem) -> None:
    if isinstance(item, Reading):
        ledger.write(run, item)
    else:
        ledger.write_problems(run, [item])


def _run(
    found: Iterator[Page | Problem],
    dossier: Dossier | None,
    settings: Settings,
    grouper: Grouper,
    has: Callable[[Article], bool],
) -> Iterator[Reading | Problem | Article]:
    extractor = Extractor(dossier, settings)
    cleaned = articles(found, settings)
    while batch := list(islice(cleaned, settings.batch)):
        yield from _batch(batch, extractor, grouper, has)


def _batch(
    batch: list[Article | Problem], extractor: Extractor, grouper: Grouper, has: Callable[[Article], bool]
) -> Iterator[Reading | Problem | Article]:
    """A batch's items in order; an article that ``has`` knows comes as it is, problems of the others with them."""
    rows: dict[str, list[Problem]] = {}
    here = {item.id for item in batch if isinstance(item, Article)}
    for item in batch:
        if isinstance(item, Problem) and item.article in here:
            rows.setdefault(item.article or "", []).append(item)
    todo = {id(item) for item in batch if isinstance(item, Article) and not has(item)}
    readings = extractor.readings(item for item in batch if id(item) in todo and isinstance(item, Article))
    for item in batch:
        if isinstance(item, Problem):
            if item.article not in here:
                yield item
            continue
        placed = grouper.place(item)
        if id(item) not in todo:
            yield item
            continue
        reading = next(readings)
        problems = (*rows.get(item.id, ()), *reading.problems)
        yield replace(reading, origin=placed.origin, story=placed.story, problems=problems)
