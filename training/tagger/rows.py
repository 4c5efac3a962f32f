"""Sentences of the training text with a label a token and role, split as the package splits them."""

from __future__ import annotations

import hashlib
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from marks import Article, articles
from tagger import ROLES

from onrecord.parse import Sentence
from onrecord.parse.language import parse
from onrecord.records import Article as Text
from onrecord.records import cut
from onrecord.settings import Settings


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: its tokens, and for each whether it belongs to a cue, a source, content (0 or 1 each)."""

    article: str
    words: tuple[str, ...]
    labels: tuple[tuple[int, int, int], ...]


def rows(folder: Path, cache: Path) -> list[Row]:
    """The rows of every marked article below a folder; parsed once and kept in ``cache``."""
    found = [article for _, article in articles(folder)]
    key = hashlib.sha256(repr(found).encode()).hexdigest()
    if cache.exists():
        known, kept = pickle.loads(cache.read_bytes())
        if known == key:
            return list(kept)
    wrong = [f"{article.id}: {fault}" for article in found for fault in article.faults]
    if wrong:
        raise SystemExit("\n".join(wrong))
    made = list(_rows(found))
    cache.write_bytes(pickle.dumps((key, made)))
    return made


def _rows(found: list[Article]) -> Iterator[Row]:
    texts = (_text(article, i) for i, article in enumerate(found))
    for parsed in parse(texts, Settings()):
        article = found[int(parsed.article.id)]
        for sentence in parsed.sentences:
            yield Row(article.id, tuple(token.text for token in sentence.tokens), tuple(_labels(sentence, article)))


def _text(article: Article, number: int) -> Text:
    spans = (cut(article.text, *match.span()) for match in re.finditer(r"[^\n]+", article.text))
    return Text(id=str(number), text=article.text, body=tuple(span for span in spans if span.quote))


def _labels(sentence: Sentence, article: Article) -> Iterator[tuple[int, int, int]]:
    stretches = [[piece for one in article.attributions for piece in getattr(one, role)] for role in ROLES]
    for token in sentence.tokens:
        inside = [any(start < token.end and token.start < end for start, end in role) for role in stretches]
        yield int(inside[0]), int(inside[1]), int(inside[2])
