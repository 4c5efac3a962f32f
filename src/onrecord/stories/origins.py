"""The index of origins: finds the few earlier articles worth comparing, compares them, and says what links them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress

import numpy as np

from onrecord.records import Link
from onrecord.stories.evidence import Evidence, compare, worth_comparing
from onrecord.stories.fingerprint import Fingerprint, Probe
from onrecord.stories.hashes import Hashes, hashed
from onrecord.stories.postings import Hits, Postings
from onrecord.stories.rarity import Rarity
from onrecord.stories.reasons import explain
from onrecord.stories.shelf import Shelf
from onrecord.stories.templates import Templates
from onrecord.stories.verdicts import Verdict, judge

_SAMPLES = ((80, 1), (240, 4))
_SAMPLE_LONG = 8
"""Up to so many phrases, one in so many is indexed; chosen by hash, so that the finer sample holds the coarser one."""

_PHRASE_CAP = 24
"""Origins that may share a phrase before it counts as common to all and says nothing any more."""

_WORD_CAP = 32
_WORDS_ASKED = 40
_WORDS_POSTED = 64
_COMPARED = 10
_LINKS_SHOWN = 5
_STRENGTH = {"copy": 3, "excerpt": 2, "rewrite": 1}


@dataclass(frozen=True, slots=True)
class Placed:
    """The decision on one article: the earlier article (its id) whose origin it shares, if any, and its links."""

    parent: str | None
    links: tuple[Link, ...]


class Origins:
    """Every fingerprint placed so far lies on the shelf, by number; the lists that lead to it are in memory."""

    def __init__(self, rarity: Rarity, shelf: Shelf, templates: Templates) -> None:
        self._rarity = rarity
        self._shelf = shelf
        self._templates = templates
        self.phrases = Postings(_PHRASE_CAP)
        self.terms = Postings(_WORD_CAP)
        self._of = array("I")
        """The origin of every article, hashed: asked for hundreds at a time, too often for the shelf."""

    def look(self, probe: Probe) -> Placed:
        """What links this article to earlier ones, and whose origin it shares; changes nothing."""
        kept = probe.kept
        hits = self.phrases.find(kept.phrases)
        common = hits.counts(len(kept.phrases)) >= _PHRASE_CAP
        numbers, mass = self._candidates(kept, hits.only(~common)), self._rarity.mass(kept.terms)
        olds = self._shelf.fingerprints(numbers)
        found: list[tuple[Evidence, Verdict, Fingerprint, int]] = []
        for number, old in compress(zip(numbers, olds, strict=True), worth_comparing(kept, olds, self._rarity)):
            evidence = compare(kept, old, self._rarity, self._templates, kept.phrases[common], mass=mass)
            verdict = judge(evidence)
            if verdict:
                found.append((evidence, verdict, old, number))
        found.sort(key=lambda f: (not f[1].one_origin, -_STRENGTH.get(f[1].kind, 0), -f[1].score, f[3]))
        parent = found[0][2].id if found and found[0][1].one_origin else None
        return Placed(parent, tuple(self._link(probe, *one[:3]) for one in found[:_LINKS_SHOWN]))

    def features(self, kept: Fingerprint, origin: str) -> tuple[Hashes, Hashes]:
        """The phrases and the words under which an article of this origin is to be found again."""
        phrases = _sampled(kept.phrases)
        hits = self.phrases.find(phrases)
        # A phrase is listed once an origin: a hundred copies of one wire report must not look like a stock phrase.
        own = np.frombuffer(self._of, dtype=np.uint32)[hits.numbers] == hashed(origin)
        settled = hits.counts(len(phrases)) >= _PHRASE_CAP
        settled[hits.of[own]] = True
        return phrases[~settled], np.sort(self._rarity.rarest(kept.terms, _WORDS_POSTED))

    def load(self, origins: Iterable[str]) -> None:
        """Takes in the origins of all articles so far, in order."""
        self._of = array("I", map(hashed, origins))

    def add(self, number: int, origin: str, phrases: Hashes, terms: Hashes) -> None:
        """Makes the next article findable by its features."""
        self._of.append(hashed(origin))
        self.phrases.add(number, phrases)
        self.terms.add(number, terms)

    def _candidates(self, kept: Fingerprint, by_phrase: Hits) -> list[int]:
        by_term = self.terms.first(self._rarity.rarest(kept.terms, len(kept.terms)), _WORDS_ASKED)
        chosen = {*by_phrase.best(_COMPARED), *by_term.best(_COMPARED)}
        same = self._shelf.same(kept.digest) if kept.digest is not None else None
        return sorted(chosen if same is None else {*chosen, same})

    def _link(self, probe: Probe, evidence: Evidence, verdict: Verdict, old: Fingerprint) -> Link:
        why = explain(probe, old, evidence, verdict, self._rarity)
        taker = evidence.taker if verdict.kind != "credit" else "unknown"
        return Link(old.id, verdict.kind, round(verdict.score, 3), why, taker)


def _sampled(phrases: Hashes) -> Hashes:
    every = next((every for most, every in _SAMPLES if len(phrases) <= most), _SAMPLE_LONG)
    sample: Hashes = phrases[phrases % every == 0]
    return sample
