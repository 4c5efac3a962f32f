"""Compares two articles: what they share of words, quotations, figures, credits and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from onrecord.records import Taker
from onrecord.stories.credits import is_agency
from onrecord.stories.fingerprint import Fingerprint
from onrecord.stories.hashes import Hashes, overlaps, shared
from onrecord.stories.rarity import Rarity
from onrecord.stories.templates import Templates

Credits = Literal["same", "different", "one", "none"]

FEWEST_QUOTED = 3
FEWEST_PHRASES = 10
"""Shared phrases below which word-for-word re-use is not spoken of: one stock sentence gives about as many."""

LEAST_ALIKE = 0.18
"""Likeness of content below which no verdict but one on phrases is given."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two articles share. ``contained`` and ``alike`` are in 0..1; ``days`` is None where a date is missing.

    ``phrases`` are those shared outside quotations, ``terms`` the words shared there, ``said`` counts the phrases that
    one quotes and the other has too; ``borrowed`` is the share of what the crediting side quotes that the other has
    too. ``figures`` are the numbers in both, ``agreed`` their share of the numbers of the text that has fewer.
    ``agency`` is true where an agency is credited; ``taker`` says who took from whom, if anyone did.
    """

    contained: float
    phrases: Hashes
    alike: float
    terms: Hashes
    said: int
    identical: bool
    borrowed: float
    figures: Hashes
    agreed: float
    credits: Credits
    agency: bool
    days: int | None
    same_outlet: bool
    taker: Taker


def compare(
    new: Fingerprint,
    old: Fingerprint,
    rarity: Rarity,
    templates: Templates,
    common: Hashes,
    *,
    mass: float | None = None,
) -> Evidence:
    """What ``new`` shares with ``old``; templates of either outlet, and ``common`` phrases, count for nothing.

    ``mass`` is the rarity of all terms of ``new``, for a caller who compares it with many.
    """
    phrases, ignored = _own(new, old, templates, common)
    fewer = min(len(new.phrases), len(old.phrases)) - ignored
    terms = shared(new.terms, old.terms)
    figures = shared(new.figures, old.figures)
    fewest = min(len(new.figures), len(old.figures))
    by_new, by_old = len(shared(new.said, old.heard)), len(shared(old.said, new.heard))
    return Evidence(
        contained=len(phrases) / fewer if fewer > 0 else 0.0,
        phrases=phrases,
        alike=_alike(terms, rarity.mass(new.terms) if mass is None else mass, old.terms, rarity),
        terms=terms,
        said=by_new + by_old - len(shared(new.said, old.said)),
        identical=new.digest is not None and new.digest == old.digest,
        borrowed=max(_borrowed(new, by_new), _borrowed(old, by_old)),
        figures=figures,
        agreed=len(figures) / fewest if fewest else 0.0,
        credits=_credits(new.credit, old.credit),
        agency=is_agency(new.credit) or is_agency(old.credit),
        days=abs((new.published - old.published).days) if new.published and old.published else None,
        same_outlet=new.outlet is not None and new.outlet == old.outlet,
        taker=_taker(new, old),
    )


def worth_comparing(new: Fingerprint, olds: Sequence[Fingerprint], rarity: Rarity) -> list[bool]:
    """Which of these share enough with ``new`` for any verdict: found for all at once, since most do not.

    Never false for a pair that ``compare`` and ``judge`` would link.
    """
    of, _, hit = overlaps(new.phrases, [old.phrases for old in olds])
    phrases = np.bincount(of[hit], minlength=len(olds))
    of, terms, hit = overlaps(new.terms, [old.terms for old in olds])
    weight = rarity.of(terms)
    common = np.bincount(of[hit], weight[hit], minlength=len(olds))
    lengths = np.sqrt(rarity.mass(new.terms) * np.bincount(of, weight, minlength=len(olds)))
    enough = (phrases >= FEWEST_PHRASES) | (common >= LEAST_ALIKE * (1 - 1e-9) * np.maximum(lengths, 1e-9))
    return [
        bool(one) or (new.digest is not None and new.digest == old.digest)
        for one, old in zip(enough, olds, strict=True)
    ]


def _own(new: Fingerprint, old: Fingerprint, templates: Templates, common: Hashes) -> tuple[Hashes, int]:
    """The shared phrases that tell something, and how many do not."""
    both = shared(new.phrases, old.phrases)
    said_everywhere = set(common.tolist())
    for outlet in {new.outlet, old.outlet}:
        said_everywhere |= templates.of(outlet, both.tolist())
    own = both[[phrase not in said_everywhere for phrase in both.tolist()]] if said_everywhere else both
    return own, len(both) - len(own)


def _alike(terms: Hashes, mass: float, old: Hashes, rarity: Rarity) -> float:
    """Cosine over the rarity of content words outside quotations (each word counted once)."""
    if not len(terms):
        return 0.0
    return rarity.mass(terms) / sqrt(mass * rarity.mass(old))


def _borrowed(one: Fingerprint, found: int) -> float:
    """The share of what ``one`` quotes that was ``found`` in the other; 0 where it credits nobody or hardly quotes."""
    return found / len(one.said) if one.credit and len(one.said) >= FEWEST_QUOTED else 0.0


def _credits(new: str | None, old: str | None) -> Credits:
    if new and old:
        return "same" if new == old else "different"
    return "one" if new or old else "none"


def _taker(new: Fingerprint, old: Fingerprint) -> Taker:
    """Who took from whom: the later from the earlier; on one day, whoever credits the other's outlet."""
    if new.published and old.published and new.published != old.published:
        return "this" if new.published > old.published else "other"
    if new.outlet != old.outlet:
        if new.credit and new.credit == old.outlet:
            return "this"
        if old.credit and old.credit == new.outlet:
            return "other"
    return "unknown"
