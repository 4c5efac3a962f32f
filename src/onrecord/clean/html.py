"""A saved page to its article's text: trafilatura in precision mode for the text, its metadata and htmldate's date.

Nothing here reaches for the network or the clock: the libraries are given parsed trees only (htmldate would fetch a
string that looks like an address), and fixed bounds for dates.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, replace
from datetime import datetime
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from onrecord.clean.markup import bare_text, depth

MAX_DEPTH = 250
"""Elements nested deeper than this are not given to the parser; published articles stay under 60."""
MAX_MARKUP = 4_000_000
"""Characters of markup, scripts and styles left out, above which extraction would take minutes."""

_TOO_DEEP = f"elements are nested more than {MAX_DEPTH} deep"
_TOO_LONG = f"more than {MAX_MARKUP:,} characters of markup"
# What precision mode lets through: parts of class and id names in the usual newsroom systems.
_LEAKS = (
    "newsletter related- -related related_ recommend most-read mostread read-more readmore paywall share- social-"
    " -social author-bio breadcrumb cookie promo- taboola outbrain trending"
).split()
_NAMES = f"translate(concat(' ', @class, ' ', @id), '{ascii_uppercase}', '{ascii_lowercase}')"
_HOLDERS = "self::div or self::section or self::ul or self::ol or self::p or self::span"
_LEAKING = "//*[self::aside or self::form or self::nav or self::button or self::dialog] | " + " | ".join(
    f"//*[{_HOLDERS}][contains({_NAMES}, '{word}')]" for word in _LEAKS
)
_MAX_LEAK = 0.2
_ENOUGH = 0.5
_DATED = (
    ".//time | .//abbr | .//*[contains(@class, 'date') or contains(@class, 'publish') or contains(@class, 'time')"
    " or contains(@itemprop, 'date') or contains(@id, 'date')]"
)
_BYLINES = (
    ".//h1 | .//*[contains(@class, 'byline') or contains(@class, 'author') or contains(@rel, 'author')"
    " or contains(@itemprop, 'author')]"
)
_MAX_HINT = 120
_SCRIPTS = re.compile(r"<(script|style|svg|noscript)\b", re.IGNORECASE)
_STRUCTURED = re.compile(r"ld\+json|schema", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a page holds. ``fault`` says why its layout was not used; empty if it was."""

    text: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    fault: str = ""


def extract(markup: str, url: str | None = None) -> Extracted:
    """The article of a page; ``url`` is its address if the container gave one."""
    slim = _without_scripts(markup)
    if depth(slim, MAX_DEPTH) >= MAX_DEPTH:
        return Extracted(bare_text(slim), fault=_TOO_DEEP)
    if len(slim) > MAX_MARKUP:
        return Extracted(bare_text(slim), fault=_TOO_LONG)
    try:
        tree = _tree(slim)
        facts = _facts(tree, url)
        text = _text(tree)
    except (etree.LxmlError, ValueError, RecursionError, AttributeError, TypeError, AssertionError) as error:
        return Extracted(bare_text(slim), fault=f"the markup could not be read: {type(error).__name__}")
    return replace(facts, text=text or bare_text(slim))


def _text(tree: lxml_html.HtmlElement) -> str:
    import trafilatura  # noqa: PLC0415 - slow to import

    found = trafilatura.extract(_pruned(tree), favor_precision=True, include_comments=False) or ""
    if len(found) < _ENOUGH * _prose(tree):
        # Pruning, or the extractor, lost the article: a site that names its own text "related" or the like.
        whole = trafilatura.extract(copy.deepcopy(tree), favor_precision=True, include_comments=False) or ""
        found = max(found, whole, key=len)
    return found


def _prose(tree: lxml_html.HtmlElement) -> int:
    """Characters in the page's paragraphs of a sentence or more."""
    texts = (" ".join(element.text_content().split()) for element in tree.iter("p"))
    return sum(len(text) for text in texts if len(text) > 80)


def _pruned(tree: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """A copy without what usually leaks; an element that holds much of the page's text stays, whatever its name."""
    page = copy.deepcopy(tree)
    limit = _MAX_LEAK * len(page.text_content())
    for element in page.xpath(_LEAKING):
        if element.getparent() is not None and len(element.text_content()) <= limit:
            element.drop_tree()
    return page


def _facts(tree: lxml_html.HtmlElement, url: str | None) -> Extracted:
    """Title, byline, outlet, date, address and language, from the head and the elements that name them."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - slow to import

    bounds: dict[str, Any] = {
        "extensive_search": False,
        "original_date": True,
        "min_date": datetime(1990, 1, 1),
        "max_date": datetime(2099, 12, 31),
        "deferred_url_extractor": True,
    }
    found = extract_metadata(_hints(tree), default_url=url, date_config=bounds, extensive=False)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Extracted(
        "",
        title=found.title,
        byline=found.author,
        outlet=found.sitename,
        published=found.date,
        url=found.url,
        language=language.strip() if language else None,
    )


def _hints(tree: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """A small page of the head and what names author and date, so that no number of the text passes for a date."""
    page = lxml_html.Element("html")
    head = tree.find("head")
    page.append(copy.deepcopy(head) if head is not None else lxml_html.Element("head"))
    for image in page.xpath("./head/meta[contains(@property, 'image') or contains(@name, 'image')]"):
        image.getparent().remove(image)
    body = etree.SubElement(page, "body")
    for script in tree.xpath(".//body//script[contains(@type, 'ld+json')]"):
        body.append(copy.deepcopy(script))
    for element in tree.xpath(_DATED + " | " + _BYLINES):
        if element.tag not in ("html", "body", "head") and len("".join(element.itertext())) <= _MAX_HINT:
            body.append(copy.deepcopy(element))
    for element in body:
        element.tail = None
    return page


def _tree(markup: str) -> lxml_html.HtmlElement:
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    tree = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    if tree.find("body") is None:
        raise ValueError("no body")
    return tree


def _without_scripts(markup: str) -> str:
    """The markup without scripts and styles, JSON-LD kept: in large pages they are most of it. Linear in its length."""
    pieces: list[str] = []
    place, unclosed = 0, set[str]()
    lower = markup.lower()
    for match in _SCRIPTS.finditer(markup):
        name = match.group(1).lower()
        if match.start() < place or name in unclosed:
            continue
        end = lower.find(f"</{name}", match.end())
        if end < 0:
            unclosed.add(name)
            continue
        if not _STRUCTURED.search(markup, match.start(), min(match.end() + 200, end)):
            pieces.append(markup[place : match.start()])
            place = end
            closing = markup.find(">", end)
            place = closing + 1 if closing >= 0 else len(markup)
    pieces.append(markup[place:])
    return "".join(pieces)
