"""Materials to pages: uploaded files, pasted texts, links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.errors import InputError
from onrecord.problems import problem
from onrecord.read import data_pages, file_pages
from onrecord.records import Page, Problem
from onrecord.run.fetch import Fetched, fetch
from onrecord.run.jobs.records import Material
from onrecord.settings import Settings

Fetcher = Callable[[str, Settings, tuple[str, ...]], Fetched]


def _fetch(url: str, settings: Settings, hosts: tuple[str, ...]) -> Fetched:
    return fetch(url, settings, also=hosts)


def pages_of(
    materials: Iterable[Material],
    folder: Path,
    settings: Settings,
    hosts: tuple[str, ...] = (),
    fetcher: Fetcher = _fetch,
) -> Iterator[Page | Problem]:
    """The pages of all materials, in order, and a problem for each that could not be read.

    Args:
        materials: what to read; their files lie in ``folder``.
        folder: the job's folder.
        settings: the limits, and the hosts that are allowed.
        hosts: hosts that the user allows for this job.
        fetcher: gets a page from the network.
    """
    for one in materials:
        if one.kind == "link":
            yield from _linked(one, settings, hosts, fetcher)
        else:
            found = file_pages(folder / one.file, settings, one.name)
            yield from (_said(item, one) for item in found)


def _linked(one: Material, settings: Settings, hosts: tuple[str, ...], fetcher: Fetcher) -> Iterator[Page | Problem]:
    try:
        page = fetcher(one.url, settings, hosts)
    except InputError as error:
        yield problem("not-fetched", error.message, source=one.url)
        return
    suffix = ".html" if "html" in page.kind else ""
    found = data_pages(_as_utf8(page), page.url, settings, suffix=suffix)
    yield from (_said(item, replace(one, url=page.url)) for item in found)


def _said(item: Page | Problem, one: Material) -> Page | Problem:
    """A page with what the user said of it, where the file does not say it itself; a link's address is what it is."""
    if isinstance(item, Problem):
        return item
    return replace(
        item,
        title=item.title or one.title or None,
        outlet=item.outlet or one.outlet or None,
        byline=item.byline or one.byline or None,
        published=item.published or one.published or None,
        url=item.url or one.url or None,
    )


def _as_utf8(page: Fetched) -> bytes:
    """The page's bytes as UTF-8 where the server named another charset that fits; a page without one tells itself."""
    if page.charset is None or _fits(page.body, "utf-8"):
        return page.body
    try:
        return page.body.decode(page.charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return page.body


def _fits(data: bytes, charset: str) -> bool:
    try:
        data.decode(charset)
    except UnicodeDecodeError:
        return False
    return True
