"""Pages to articles, each with an id of its own in the batch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.clean.article import read_article
from onrecord.problems import problem
from onrecord.records import Article, Page, Problem
from onrecord.settings import Settings


def articles(items: Iterable[Page | Problem], settings: Settings) -> Iterator[Article | Problem]:
    """Each page as an article, in input order; problems pass through, and a page's own come before its article.

    An article without an id gets one from its content. The same id with another text is given a longer id; the same
    article twice is read once.
    """
    known: dict[str, str] = {}
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        try:
            article, problems = read_article(item)
        except Exception as error:  # a fault of ours in one page must not end the batch
            detail = f"cleaning: {type(error).__name__}: {error}"
            yield problem("step-failed", detail, source=item.source, article=item.id)
            continue
        yield from problems
        yield from _once(article, known)


def _once(article: Article, known: dict[str, str]) -> Iterator[Article | Problem]:
    """The article under an id that no other text of the batch has; ``known`` maps ids to texts' hashes."""
    text = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    given = article.id
    if known.get(given, text) != text:
        article = replace(article, id=f"{given}~{text[:8]}")
    if article.id in known:
        detail = "the same id and text stood in the input before; read once"
        yield problem("duplicate-article", detail, source=article.source, article=article.id)
        return
    if article.id != given:
        detail = f"another text has the id {given!r}; this one is now {article.id!r}"
        yield problem("duplicate-id", detail, source=article.source, article=article.id)
    known[article.id] = text
    yield article
