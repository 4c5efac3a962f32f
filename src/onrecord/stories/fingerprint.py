"""What is kept of an article in order to compare it: hashes of its phrases, words and quotations, never its text.

Quotations are taken out before phrases are cut, so that two reporters at one press conference do not look like copies.
Hashes are CRC-32 (stable over processes, unlike ``hash``); at 100,000 articles one rare phrase in a hundred or so meets
a stranger's, and no decision rests on a single phrase.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from zlib import crc32

from onrecord.parse.quotations import find_quotations
from onrecord.records import Article
from onrecord.stories.credits import spelt
from onrecord.stories.words import WORD, is_content, stem

PHRASE = 5
"""Words in a phrase (shingle): long enough that few arise by chance, short enough to survive an edited sentence."""

QUOTED_PHRASE = 4
MAX_WORDS = 10_000
"""Words of one article that are compared; the tail of a longer one (a live page) adds cost and no origin."""

_HEAD_WEIGHT, _LEAD_WEIGHT = 5.0, 3.0
_LEAD_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One article, ready to be compared.

    ``phrases`` are the hashed 5-word phrases outside quotations, ``terms`` the hashed content words outside them,
    ``said`` the hashed 4-word phrases inside quotations, ``heard`` those of the whole body (a quotation may lose its
    marks in a re-write). ``digest`` is the whole body's words, None for texts too short to compare.
    """

    id: str
    published: date | None
    credit: str | None
    outlet: str | None
    digest: bytes | None
    phrases: array[int]
    terms: array[int]
    said: array[int]
    heard: array[int]


@dataclass(frozen=True, slots=True)
class Probe:
    """A fingerprint beside what is only needed while its article is placed: readable words and weights for the story.

    ``credit`` is the agency as the article spells it; ``weights`` maps a hashed word to how much the article is about
    it (headline and lead count more); ``readable`` maps hashes of phrases and words to their text, for the reasons.
    """

    kept: Fingerprint
    credit: str | None
    weights: Mapping[int, float]
    readable: Mapping[int, str] = field(repr=False)


def read(article: Article) -> Probe:
    """The fingerprint of an article's body, with weights from its headline, title and lead."""
    quotations = [(q.outer.start, q.outer.end) for q in find_quotations(article.text, article.body)]
    runs, body = _runs(article, quotations)
    readable: dict[int, str] = {}
    phrases = _hashed((" ".join(p) for run in runs for p in _windows(run, PHRASE)), readable)
    terms = _hashed((stem(w) for w in chain.from_iterable(runs) if is_content(w)), readable)
    said = {crc32(p.encode()) for p in _quoted_phrases(article.text, quotations)}
    heard = {crc32(" ".join(p).encode()) for p in _windows(body, QUOTED_PHRASE)}
    whole = Fingerprint(
        id=article.id,
        published=article.published,
        credit=spelt(article.credit),
        outlet=spelt(article.outlet),
        digest=_digest(body),
        phrases=array("I", sorted(phrases)),
        terms=array("I", sorted(terms)),
        said=array("I", sorted(said)),
        heard=array("I", sorted(heard)),
    )
    return Probe(whole, article.credit, _weights(article, body, readable), readable)


def _runs(article: Article, quotations: list[tuple[int, int]]) -> tuple[list[list[str]], list[str]]:
    """The words outside quotations as unbroken runs, and all words of the body."""
    runs: list[list[str]] = []
    body: list[str] = []
    inside = iter(quotations)
    start, end = next(inside, (len(article.text), len(article.text)))
    for paragraph in article.body:
        runs.append([])
        for match in WORD.finditer(article.text, paragraph.start, paragraph.end):
            while match.start() >= end and end < len(article.text):
                start, end = next(inside, (len(article.text), len(article.text)))
                runs.append([])
            word = match.group().lower()
            body.append(word)
            if match.start() < start:
                runs[-1].append(word)
            if len(body) == MAX_WORDS:
                return runs, body
    return runs, body


def _windows(words: list[str], size: int) -> Iterator[list[str]]:
    return (words[i : i + size] for i in range(len(words) - size + 1))


def _quoted_phrases(text: str, quotations: list[tuple[int, int]]) -> Iterator[str]:
    for start, end in quotations:
        words = [match.group().lower() for match in WORD.finditer(text, start, end)]
        yield from (" ".join(phrase) for phrase in _windows(words, QUOTED_PHRASE))


def _hashed(texts: Iterable[str], readable: dict[int, str]) -> set[int]:
    hashes = set()
    for text in texts:
        key = crc32(text.encode())
        hashes.add(key)
        readable.setdefault(key, text)
    return hashes


def _digest(words: list[str]) -> bytes | None:
    if len(words) < 2 * PHRASE:
        return None
    return hashlib.sha256(" ".join(words).encode()).digest()[:16]


def _weights(article: Article, body: list[str], readable: dict[int, str]) -> dict[int, float]:
    """How much the article is about each word: every occurrence counts one, more in headline and lead."""
    weights: dict[int, float] = {}
    head = article.title or (article.headline.quote if article.headline else "")
    weighted = [(_HEAD_WEIGHT, _words(head))]
    weighted += [(_LEAD_WEIGHT - 1, _words(p.quote)) for p in article.body[:_LEAD_PARAGRAPHS]]
    weighted.append((1.0, body))
    for weight, words in weighted:
        for word in words:
            if is_content(word):
                key = crc32(stem(word).encode())
                weights[key] = weights.get(key, 0.0) + weight
                readable.setdefault(key, stem(word))
    return weights


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in WORD.finditer(text)]
