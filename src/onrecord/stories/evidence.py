"""Compares two articles and judges whether one report lies behind both.

Method: word-for-word re-use is measured by *containment* (shared phrases over those of the shorter text), which finds a
cut or an embedded copy where Jaccard does not (Broder 1997, "On the resemblance and containment of documents").
A light re-write shares few phrases; it is told by the words of its own content, weighed by rarity, and only together
with an outside sign: the same credited agency, or one report credited and the same quotation, and dates close by.
Two different agencies credited mean two origins however alike the content, unless the text itself was copied.
Thresholds err to the side of two origins: a false merge hides a corroboration.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from onrecord.stories.credits import is_agency
from onrecord.stories.fingerprint import Fingerprint
from onrecord.stories.grouping import LinkKind
from onrecord.stories.postings import Rarity

Credits = Literal["same", "different", "one", "none"]

COPY = 0.5
COPY_OVER_CREDITS = 0.6
COPY_IN_OUTLET = 0.5
EXCERPT_IS_ONE_ORIGIN = 0.33
EXCERPT = 0.12
FEWEST_PHRASES = 10
"""Shared phrases below which word-for-word re-use is not spoken of: one stock sentence gives about as many."""

REWRITE_SAME_AGENCY = 0.25
REWRITE_SAME_AGENCY_AND_QUOTES = 0.20
REWRITE_OF_CREDITED = 0.36
QUOTES_SHARED = 0.5
QUOTES_BORROWED = 0.9
FEWEST_QUOTED = 3
MENTION_SAME_CREDIT = 0.18
DAYS_APART = 3
FEWEST_TERMS = 6


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two articles share. ``contained`` and ``alike`` are in 0..1; ``days`` is None where a date is missing.

    ``phrases`` counts the phrases shared outside quotations, ``terms`` holds the words shared there, ``said`` counts
    the phrases that one quotes and the other has too; ``borrowed`` is the share of what the crediting side quotes that
    the other has too, and ``agency`` is true where an agency is credited.
    """

    contained: float
    phrases: int
    alike: float
    terms: tuple[int, ...]
    said: int
    identical: bool
    borrowed: float
    credits: Credits
    agency: bool
    days: int | None
    same_outlet: bool


def compare(new: Fingerprint, old: Fingerprint, rarity: Rarity, ignored: Collection[int]) -> Evidence:
    """What ``new`` shares with ``old``; phrases in ``ignored`` (templates) count for neither."""
    mine, theirs = set(new.phrases).difference(ignored), set(old.phrases).difference(ignored)
    shared = mine & theirs
    fewer = min(len(mine), len(theirs))
    terms = tuple(sorted(set(new.terms).intersection(old.terms)))
    said = set(new.said).intersection(old.heard) | set(old.said).intersection(new.heard)
    return Evidence(
        contained=len(shared) / fewer if fewer else 0.0,
        phrases=len(shared),
        alike=_alike(new, old, terms, rarity),
        terms=terms,
        said=len(said),
        identical=new.digest is not None and new.digest == old.digest,
        borrowed=max(_borrowed(new, old), _borrowed(old, new)),
        credits=_credits(new.credit, old.credit),
        agency=is_agency(new.credit) or is_agency(old.credit),
        days=abs((new.published - old.published).days) if new.published and old.published else None,
        same_outlet=new.outlet is not None and new.outlet == old.outlet,
    )


def _alike(new: Fingerprint, old: Fingerprint, shared: tuple[int, ...], rarity: Rarity) -> float:
    """Cosine over the rarity of content words outside quotations (each word counted once)."""
    if not shared:
        return 0.0
    return rarity.mass(shared) / sqrt(rarity.mass(new.terms) * rarity.mass(old.terms))


def _borrowed(one: Fingerprint, other: Fingerprint) -> float:
    """The share of what ``one`` quotes that ``other`` has too; 0 where it credits nobody or hardly quotes."""
    if not one.credit or len(one.said) < FEWEST_QUOTED:
        return 0.0
    return len(set(one.said).intersection(other.heard)) / len(one.said)


def _credits(new: str | None, old: str | None) -> Credits:
    if new and old:
        return "same" if new == old else "different"
    return "one" if new or old else "none"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on a pair: the kind of link, its score, and whether it makes one origin of both."""

    kind: LinkKind
    score: float
    one_origin: bool


def judge(found: Evidence) -> Verdict | None:
    """The strongest thing that can be said of a pair, None where nothing links it."""
    if found.identical:
        return Verdict("copy", 1.0, True)
    return _word_for_word(found) or _in_other_words(found)


def _word_for_word(found: Evidence) -> Verdict | None:
    if found.phrases < FEWEST_PHRASES or found.contained < EXCERPT:
        return None
    if found.same_outlet and (found.contained < COPY or found.alike < COPY_IN_OUTLET):
        # An outlet's own furniture (copyright lines, notes on the writer) recurs under every text: it shows no copying.
        return None
    if found.contained >= COPY:
        clear = found.credits != "different" or found.contained >= COPY_OVER_CREDITS
        return Verdict("copy", found.contained, clear)
    alone = found.contained >= EXCERPT_IS_ONE_ORIGIN and found.credits != "different"
    return Verdict("excerpt", found.contained, alone or _same_report(found))


def _in_other_words(found: Evidence) -> Verdict | None:
    if _same_report(found):
        return Verdict("rewrite", found.alike, True)
    if found.credits == "same" and _close(found) and found.alike >= MENTION_SAME_CREDIT:
        return Verdict("credit", found.alike, False)
    return None


def _same_report(found: Evidence) -> bool:
    """True where content, credit, quotations and date together say that one report was put into other words.

    Follow-ups of one outlet are alike by nature, and a newspaper is mostly credited with one fact of a text: neither
    makes one origin. An agency's report is told by two texts that credit it, or, where one text credits nobody, by the
    other having no quotation of its own.
    """
    if not found.agency or found.same_outlet or len(found.terms) < FEWEST_TERMS or not _close(found):
        return False
    if found.credits == "same" and found.days is not None:
        quoted = found.borrowed >= QUOTES_SHARED
        return found.alike >= (REWRITE_SAME_AGENCY_AND_QUOTES if quoted else REWRITE_SAME_AGENCY)
    return found.credits != "different" and found.borrowed >= QUOTES_BORROWED and found.alike >= REWRITE_OF_CREDITED


def _close(found: Evidence) -> bool:
    return found.days is None or found.days <= DAYS_APART
