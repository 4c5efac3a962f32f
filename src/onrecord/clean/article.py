"""One page to one article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.clean.dates import Found, find_dates, first_date
from onrecord.clean.language import seems_english
from onrecord.clean.layout import Layout, lay_out
from onrecord.problems import problem
from onrecord.records import Article, Page, Problem

_URL_DATE = re.compile(r"[/_-]((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)")
_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_](\d\d)[-_](\d\d)(?!\d)[^/\\]*$")
_NEAR = 10
_URL_YEAR = re.compile(r"/((?:19|20)\d\d)(?=/)")
_COPYRIGHT_YEAR = re.compile(r"(?:©|copyright|\(c\))\D{0,40}((?:19|20)\d\d)", re.IGNORECASE)


@dataclass(slots=True)
class _Faults:
    """The problems of one page, gathered with its source and id."""

    source: str
    article: str | None
    found: list[Problem] = field(default_factory=list)

    def add(self, kind: str, detail: str) -> None:
        self.found.append(problem(kind, detail, source=self.source, article=self.article))


def read_article(page: Page) -> tuple[Article, list[Problem]]:
    """The page as an article, and what could not be told of it."""
    faults = _Faults(page.source, page.id)
    if page.media == "html":
        page = _extracted(page, faults)
    layout = lay_out(page.text, page.title, page.outlet)
    published = _published(page, layout, faults)
    english = seems_english("\n".join(span.quote for span in layout.body) or page.text)
    if not layout.body:
        faults.add("not-an-article", "no paragraph of reporting was found")
    if english is False:
        faults.add("language", f"few English function words (declared: {page.language or 'nothing'})")
    article = Article(
        id=page.id or "",
        text=page.text,
        body=layout.body,
        source=page.source,
        media=page.media,
        boilerplate=layout.boilerplate,
        headline=layout.headline,
        outlet=page.outlet or layout.head.outlet,
        title=page.title or (layout.headline.quote if layout.headline else None),
        byline=page.byline or layout.head.byline,
        dateline=layout.head.dateline.place if layout.head.dateline else None,
        published=published,
        credit=layout.credit,
        url=page.url,
        language=_language(page.language, english),
    )
    if not article.id:
        article = replace(article, id=content_id(page))
    return article, [replace(found, article=article.id) for found in faults.found]


def content_id(page: Page) -> str:
    """An id from what the page says: text, outlet, title, address and date as given (``a-`` and 12 hex digits)."""
    parts = (page.text, page.outlet, page.title, page.url, page.published)
    digest = hashlib.sha256("\x1f".join(part or "" for part in parts).encode("utf-8", "surrogatepass"))
    return f"a-{digest.hexdigest()[:12]}"


def _extracted(page: Page, faults: _Faults) -> Page:
    """The page with its article's text in place of markup; what the container said of it stays."""
    from onrecord.clean.html import extract  # noqa: PLC0415 - trafilatura is slow to import

    found = extract(page.text, page.url)
    if found.fault:
        faults.add("markup-too-deep", found.fault)
    return replace(
        page,
        text=found.text,
        title=page.title or found.title,
        outlet=page.outlet or found.outlet,
        byline=page.byline or found.byline,
        published=page.published or found.published,
        url=page.url or found.url,
        language=page.language or found.language,
    )


def _published(page: Page, layout: Layout, faults: _Faults) -> date | None:
    """The day of publication: as given, else from date lines, dateline and address; what cannot be told is a fault."""
    for found in _candidates(page, layout):
        if found.day:
            return found.day
        faults.add("date-unresolved", found.fault)
    return _from_url(page.url)


def _candidates(page: Page, layout: Layout) -> Iterator[Found]:
    if page.published:
        words = page.published
        yield first_date(words) or Found(0, 0, words, fault=f"{words!r} is no date that could be read")
    year = _year(page, layout)
    head = layout.head
    dates = [*head.dates, head.dateline.day] if head.dateline and head.dateline.day else head.dates
    for found in dates:
        yield found.in_year(year or _year_of_file(page.source, found))


def _year(page: Page, layout: Layout) -> int | None:
    """The year for a date without one: from the address, another date of the head, or the notice of copyright."""
    in_url = _URL_YEAR.search(page.url or "")
    if in_url:
        return int(in_url.group(1))
    whole = [found.day.year for found in layout.head.dates if found.day]
    if whole:
        return whole[0]
    notices = [
        match.group(1)
        for piece in layout.boilerplate
        if (match := _COPYRIGHT_YEAR.search(piece.span.quote)) is not None
    ]
    return int(notices[0]) if len(set(notices)) == 1 else None


def _year_of_file(source: str, found: Found) -> int | None:
    """The year in a file's name (``2026-01-06-aliyev.txt``) for a date without one, if it falls within days of it."""
    name = _FILE_DATE.search(source)
    if name is None or found.yearless is None:
        return None
    try:
        saved = date(*(int(part) for part in name.groups()))
        return saved.year if abs((date(saved.year, *found.yearless) - saved).days) <= _NEAR else None
    except ValueError:
        return None


def _from_url(url: str | None) -> date | None:
    found = _URL_DATE.search(url or "")
    dates = list(find_dates("-".join(found.groups()))) if found else []
    return dates[0].day if dates else None


def _language(declared: str | None, english: bool | None) -> str:
    """What the page declares, unless its words say otherwise; ``und`` where neither tells."""
    if english:
        return "en"
    if declared:
        return declared.replace("_", "-").split("-")[0].lower()
    return "und" if english is False else "en"
