"""Compares two articles: what they share of words, quotations, figures, credits and dates."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from onrecord.records import Taker
from onrecord.stories.credits import is_agency
from onrecord.stories.fingerprint import Fingerprint
from onrecord.stories.hashes import Hashes, shared
from onrecord.stories.rarity import Rarity
from onrecord.stories.templates import Templates

Credits = Literal["same", "different", "one", "none"]

FEWEST_QUOTED = 3


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
    said = len(shared(new.said, old.heard)) + len(shared(old.said, new.heard)) - len(shared(new.said, old.said))
    fewest = min(len(new.figures), len(old.figures))
    return Evidence(
        contained=len(phrases) / fewer if fewer > 0 else 0.0,
        phrases=phrases,
        alike=_alike(terms, rarity.mass(new.terms) if mass is None else mass, old.terms, rarity),
        terms=terms,
        said=said,
        identical=new.digest is not None and new.digest == old.digest,
        borrowed=max(_borrowed(new, old), _borrowed(old, new)),
        figures=figures,
        agreed=len(figures) / fewest if fewest else 0.0,
        credits=_credits(new.credit, old.credit),
        agency=is_agency(new.credit) or is_agency(old.credit),
        days=abs((new.published - old.published).days) if new.published and old.published else None,
        same_outlet=new.outlet is not None and new.outlet == old.outlet,
        taker=_taker(new, old),
    )


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


def _borrowed(one: Fingerprint, other: Fingerprint) -> float:
    """The share of what ``one`` quotes that ``other`` has too; 0 where it credits nobody or hardly quotes."""
    if not one.credit or len(one.said) < FEWEST_QUOTED:
        return 0.0
    return len(shared(one.said, other.heard)) / len(one.said)


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
