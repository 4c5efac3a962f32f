"""What is kept of an article in order to compare it: hashes of its phrases, words and quotations, never its text.

Templates are taken out first, then quotations, so that two reporters at one press conference do not look like copies.
Hashes have 32 bits; at 100,000 articles one rare phrase in a hundred or so meets a stranger's, and no decision rests
on a single phrase.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np

from onrecord.records import Article
from onrecord.stories.credits import spelt
from onrecord.stories.figures import figure
from onrecord.stories.hashes import Hashes, Weights, hashed, hashes
from onrecord.stories.templates import Templates, at_the_edges
from onrecord.stories.wording import Wording, wording
from onrecord.stories.words import WORD, is_content, stem

PHRASE = 5
"""Words in a phrase (shingle): long enough that few arise by chance, short enough to survive an edited sentence."""

PLAIN = 3
"""Words of a phrase that must stand outside quotations."""

QUOTED_PHRASE = 4

_HEAD_WEIGHT, _LEAD_WEIGHT = 5.0, 3.0
_LEAD_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One article, ready to be compared.

    ``phrases`` are the hashed 5-word phrases that stand mostly outside quotations, ``terms`` the hashed content words
    outside them, ``said`` the hashed 4-word phrases inside quotations, ``heard`` those of the whole body (a quotation
    may lose its marks in a re-write), ``figures`` the numbers. ``digest`` is the whole body's words, None for texts too
    short to compare.
    """

    id: str
    published: date | None
    credit: str | None
    outlet: str | None
    digest: bytes | None
    phrases: Hashes
    terms: Hashes
    said: Hashes
    heard: Hashes
    figures: Hashes


@dataclass(frozen=True, slots=True)
class Probe:
    """A fingerprint beside what is only needed while its article is placed.

    ``credit`` is the agency as the article spells it. ``words`` are all content words of headline and body, and
    ``weights`` says of each how much the article is about it (headline and lead count more). ``edges`` are the phrases
    that could be templates; ``readable`` maps hashes of phrases and words to their text, for the reasons.
    """

    kept: Fingerprint
    credit: str | None
    words: Hashes
    weights: Weights
    edges: Sequence[int]
    readable: Mapping[int, str] = field(repr=False)


def read(article: Article, templates: Templates) -> Probe:
    """The fingerprint of an article's body, with weights from its headline, title and lead."""
    outlet = spelt(article.outlet)
    written = wording(article)
    edges = [hashed(p) for stretch in at_the_edges(written.paragraphs) for p in _phrases(stretch, PHRASE)]
    text = written.without(templates.of(outlet, edges), PHRASE)
    readable: dict[int, str] = {}
    weights = _weights(article, text, readable)
    words = hashes(weights)
    whole = Fingerprint(
        id=article.id,
        published=article.published,
        credit=spelt(article.credit),
        outlet=outlet,
        digest=_digest(text.words()),
        phrases=_hashed(text.windows(PHRASE, PLAIN), readable),
        terms=hashes(known[0] for run in text.runs() for w in run if (known := _content(w)) is not None),
        said=hashes(hashed(p) for quoted in text.quoted() for p in _phrases(quoted, QUOTED_PHRASE)),
        heard=hashes(hashed(p) for p in _phrases(text.words(), QUOTED_PHRASE)),
        figures=_hashed((f for w in text.words() if (f := figure(w))), readable),
    )
    return Probe(whole, article.credit, words, _in_order(weights, words), edges, readable)


def _phrases(words: Sequence[str], size: int) -> Iterator[str]:
    return (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))


def _hashed(texts: Iterable[str], readable: dict[int, str]) -> Hashes:
    found = {hashed(text): text for text in texts}
    readable.update(found)
    return hashes(found)


def _digest(words: Sequence[str]) -> bytes | None:
    if len(words) < 2 * PHRASE:
        return None
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()[:16]


def _weights(article: Article, text: Wording, readable: dict[int, str]) -> dict[int, float]:
    """How much the article is about each word: every occurrence counts one, more in headline and lead."""
    weights: dict[int, float] = {}
    head = article.title or (article.headline.quote if article.headline else "")
    weighted: list[tuple[float, Iterable[str]]] = [(_HEAD_WEIGHT, (m.group().lower() for m in WORD.finditer(head)))]
    weighted += [(_LEAD_WEIGHT - 1, paragraph) for paragraph in text.kept(_LEAD_PARAGRAPHS)]
    weighted.append((1.0, text.words()))
    for weight, words in weighted:
        for word in words:
            known = _content(word)
            if known is not None:
                key, stemmed = known
                weights[key] = weights.get(key, 0.0) + weight
                readable[key] = stemmed
    return weights


@lru_cache(maxsize=50_000)
def _content(word: str) -> tuple[int, str] | None:
    """The hash and the stem of a lower-case word, None for one that says nothing of what a text is about."""
    return (hashed(stem(word)), stem(word)) if is_content(word) else None


def _in_order(weights: Mapping[int, float], words: Hashes) -> Weights:
    return np.array([weights[word] for word in words.tolist()], dtype=np.float64)
