"""Says in one line why two articles are linked, for a reader who has both in front of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from onrecord.stories.evidence import Evidence
from onrecord.stories.fingerprint import Fingerprint, Probe
from onrecord.stories.hashes import Hashes, hashed
from onrecord.stories.rarity import Rarity
from onrecord.stories.verdicts import Verdict
from onrecord.stories.words import stem

_WORDS_SHOWN = 5
_FIGURES_SHOWN = 4
_PHRASES_WEIGHED = 24


def explain(probe: Probe, old: Fingerprint, found: Evidence, verdict: Verdict, rarity: Rarity) -> str:
    """The signs behind a verdict, strongest first, parted by semicolons."""
    return "; ".join(_signs(probe, old, found, verdict, rarity))


def _signs(probe: Probe, old: Fingerprint, found: Evidence, verdict: Verdict, rarity: Rarity) -> Iterator[str]:
    if found.identical:
        yield "the same words from first to last"
    elif verdict.kind in ("copy", "excerpt"):
        yield f"{found.contained:.0%} of the shorter text's phrases outside quotations stand in the other"
        yield f"such as “{_rarest_phrase(probe, found.phrases, rarity)}”"
    if verdict.kind in ("rewrite", "facts", "credit"):
        yield f"content {found.alike:.0%} alike ({_rare_words(probe, found.terms, rarity)})"
    if len(found.figures) and verdict.kind in ("rewrite", "facts"):
        figures = sorted((probe.readable[f] for f in found.figures.tolist()), key=lambda f: (-len(f), f))
        yield f"the same figures ({', '.join(figures[:_FIGURES_SHOWN])})"
    if found.said and verdict.kind in ("rewrite", "facts"):
        yield "the same words quoted"
    yield from _credit_sign(probe, old, found)
    yield from _time_sign(probe, old, found)
    if not verdict.one_origin:
        yield "not enough for one origin"


def _rare_words(probe: Probe, terms: Hashes, rarity: Rarity) -> str:
    return ", ".join(probe.readable[word] for word in rarity.rarest(terms, _WORDS_SHOWN).tolist())


def _rarest_phrase(probe: Probe, phrases: Hashes, rarity: Rarity) -> str:
    """Of the shared phrases (some by their hash, which is as good as by lot), the one with the rarest words."""
    texts = [probe.readable[phrase] for phrase in phrases[:_PHRASES_WEIGHED].tolist()]
    words = [[hashed(stem(word)) for word in text.split()] for text in texts]
    weights = rarity.of(np.array(words, dtype=np.uint32)).sum(axis=1)
    return max(zip(weights.tolist(), texts, strict=True))[1]


def _credit_sign(probe: Probe, old: Fingerprint, found: Evidence) -> Iterator[str]:
    if found.credits == "same":
        yield f"both credit {probe.credit}"
    elif found.credits == "different":
        yield f"this one credits {probe.credit}, the other a different agency"
    elif found.credits == "one":
        yield f"{'this one' if probe.kept.credit else 'the other'} credits an agency"


def _time_sign(probe: Probe, old: Fingerprint, found: Evidence) -> Iterator[str]:
    if found.days is None:
        yield "a date is missing"
    elif found.days == 0:
        yield "the same day"
    elif probe.kept.published and old.published:
        order = "after" if probe.kept.published > old.published else "before"
        yield f"published {found.days} day{'s' if found.days > 1 else ''} {order} it"
