"""Wires the rooms for one machine: paths in, readings and problems out, in input order.

``read`` needs no ledger. ``record`` writes each reading as it is made, in one transaction an article, and skips what
the same run has stored before: killed at any moment and run again, it ends with the same ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from onrecord.clean import articles
from onrecord.ledger import Ledger, learned_actors
from onrecord.read import pages
from onrecord.records import Article, Dossier, Page, Problem, Reading, RunInfo
from onrecord.run.extract import Extractor
from onrecord.run.identity import run_info
from onrecord.run.index import grouper_of
from onrecord.run.settling import Settler
from onrecord.settings import Settings
from onrecord.stories import Grouper

if TYPE_CHECKING:
    from onrecord.llm import Asker

_SAVE_EVERY = 256
"""Articles between two savings of the index: what a killed run makes the next one fingerprint again."""


@dataclass(frozen=True, slots=True)
class Done:
    """An article that this run has read before and the ledger holds: nothing to do.

    ``problems`` are those of its page, met again; the ledger holds them with the article.
    """

    article: Article
    run: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """An article and the problems of its page."""

    article: Article
    problems: tuple[Problem, ...]
    known: bool


def read(
    paths: Sequence[str],
    dossier: Dossier | None,
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    asker: Asker | None = None,
) -> Iterator[Reading | Problem]:
    """Everything read out of ``paths``, in input order; problems that belong to no article come where they arose.

    ``asker`` is the way to the language model that the settings name, for a caller who wants to know what it cost.

    Raises:
        InputError: none of the paths exists.
    """
    return read_pages(pages(paths, settings, stdin), dossier, settings, asker=asker)


def read_pages(
    found: Iterable[Page | Problem], dossier: Dossier | None, settings: Settings, *, asker: Asker | None = None
) -> Iterator[Reading | Problem]:
    """The same for pages that are at hand already."""
    items = articles(found, settings)
    for item in _run(items, Extractor(dossier, settings, asker), settings, Grouper(), lambda _: False):
        if not isinstance(item, _Cleaned):
            yield item


def record(
    paths: Sequence[str],
    dossier: Dossier | None,
    settings: Settings,
    ledger: Ledger,
    *,
    stdin: BinaryIO | None = None,
    asker: Asker | None = None,
) -> Iterator[Reading | Problem | Done]:
    """As ``read``, each item written to the ledger before it is handed on.

    What was read offline because the language model failed is stored as the offline run's: the model is asked again
    the next time.

    Raises:
        InputError: none of the paths exists.
        LedgerError: the ledger cannot be written; what was handed on before is kept.
    """
    yield from record_pages(pages(paths, settings, stdin), dossier, settings, ledger, asker=asker)


def record_pages(
    found: Iterable[Page | Problem],
    dossier: Dossier | None,
    settings: Settings,
    ledger: Ledger,
    *,
    asker: Asker | None = None,
) -> Iterator[Reading | Problem | Done]:
    """The same for pages that are at hand already."""
    return record_articles(articles(found, settings), dossier, settings, ledger, asker=asker)


def record_articles(
    found: Iterable[Article | Problem],
    dossier: Dossier | None,
    settings: Settings,
    ledger: Ledger,
    *,
    asker: Asker | None = None,
) -> Iterator[Reading | Problem | Done]:
    """The same for articles whose text is frozen, such as those that a ledger gives back."""
    run, offline = run_info(dossier, settings), run_info(dossier, replace(settings, llm_url=""))
    grouper = grouper_of(ledger)
    if dossier is not None:
        ledger.write_dossier(dossier)
    extractor = Extractor(dossier, settings, asker)
    extractor.learning = True
    for row in learned_actors(ledger):
        extractor.known.learn(row.learned, row.published)
    settler = Settler(ledger, dossier, settings)
    try:
        items = _run(found, extractor, settings, grouper, lambda article: ledger.has(run.id, article))
        for number, item in enumerate(items):
            if isinstance(item, _Cleaned):
                settler.again(run, item.article)
                yield Done(item.article, run.id, item.problems)
                continue
            under = offline if _read_offline(item) else run
            _write(ledger, under, item)
            if isinstance(item, Reading):
                settler.take(under, item)
            if number % _SAVE_EVERY == _SAVE_EVERY - 1:
                grouper.save()  # only what the ledger has by now: the index must never know more than it
            yield item
        settler.look()
        grouper.save()
    finally:
        grouper.close()


def _read_offline(item: Reading | Problem) -> bool:
    return isinstance(item, Reading) and any(row.kind == "llm-failed" for row in item.problems)


def _write(ledger: Ledger, run: RunInfo, item: Reading | Problem) -> None:
    if isinstance(item, Reading):
        ledger.write(run, item)
    else:
        ledger.write_problems(run, [item])


def _run(
    found: Iterable[Article | Problem],
    extractor: Extractor,
    settings: Settings,
    grouper: Grouper,
    has: Callable[[Article], bool],
) -> Iterator[Reading | Problem | _Cleaned]:
    cleaned = _with_problems(iter(found), has)
    while batch := list(islice(cleaned, settings.batch)):
        yield from _batch(batch, extractor, grouper)


def _with_problems(items: Iterator[Article | Problem], has: Callable[[Article], bool]) -> Iterator[_Cleaned | Problem]:
    """Each article with the problems of its page, which stand before it; those of no article as they are."""
    waiting: list[Problem] = []
    for item in items:
        if waiting and item.source != waiting[0].source:
            yield from waiting
            waiting = []
        if isinstance(item, Problem):
            waiting.append(item)
            continue
        # A page's problems were found before its id was settled.
        yield _Cleaned(item, tuple(replace(one, article=item.id) for one in waiting), has(item))
        waiting = []
    yield from waiting


def _batch(
    batch: list[_Cleaned | Problem], extractor: Extractor, grouper: Grouper
) -> Iterator[Reading | Problem | _Cleaned]:
    """A batch's items in order: articles that are not known as readings, all else as it is."""
    readings = extractor.readings(item.article for item in batch if isinstance(item, _Cleaned) and not item.known)
    for item in batch:
        if isinstance(item, Problem):
            yield item
            continue
        placed = grouper.place(item.article)
        if item.known:
            yield item
            continue
        reading = next(readings)
        problems = (*item.problems, *reading.problems)
        yield replace(reading, origin=placed.origin, story=placed.story, links=placed.links, problems=problems)
