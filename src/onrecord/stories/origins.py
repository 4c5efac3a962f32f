"""The index of origins: finds the few earlier articles worth comparing, compares them, and says what links them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onrecord.stories.evidence import Evidence, Verdict, compare, judge
from onrecord.stories.fingerprint import Fingerprint, Probe
from onrecord.stories.grouping import Link
from onrecord.stories.postings import Postings, Rarity
from onrecord.stories.reasons import explain

_SAMPLES = ((80, 1), (240, 4))
_SAMPLE_LONG = 8
"""Up to so many phrases, one in so many is indexed; chosen by hash, so that the finer sample holds the coarser one."""

_PHRASE_CAP = 24
"""Origins that may share a phrase before it counts as a template and says nothing any more."""

_WORD_CAP = 32
_WORDS_ASKED = 40
_COMPARED = 10
_LINKS_SHOWN = 5
_STRENGTH = {"copy": 2, "excerpt": 1}


@dataclass(frozen=True, slots=True)
class Placed:
    """The decision on one article: the earlier article (its id) whose origin it shares, if any, and its links."""

    parent: str | None
    links: tuple[Link, ...]


class Origins:
    """Every fingerprint placed so far, by number, with the lists that lead to it."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._kept: list[Fingerprint] = []
        self._origins: list[str] = []
        self._phrases = Postings(_PHRASE_CAP)
        self._words = Postings(_WORD_CAP)
        self._digests: dict[bytes, int] = {}

    def look(self, probe: Probe) -> Placed:
        """What links this article to earlier ones, and whose origin it shares; changes nothing."""
        found: list[tuple[int, Evidence, Verdict]] = []
        ignored = {phrase for phrase in probe.kept.phrases if self._phrases.full(phrase)}
        for number in self._candidates(probe):
            evidence = compare(probe.kept, self._kept[number], self._rarity, ignored)
            verdict = judge(evidence)
            if verdict:
                found.append((number, evidence, verdict))
        found.sort(key=lambda f: (not f[2].one_origin, -_STRENGTH.get(f[2].kind, 0), -f[2].score, f[0]))
        parent = self._kept[found[0][0]].id if found and found[0][2].one_origin else None
        return Placed(parent, tuple(self._link(probe, *one) for one in found[:_LINKS_SHOWN]))

    def add(self, kept: Fingerprint, origin: str) -> None:
        """Indexes an article whose origin is decided."""
        number = len(self._kept)
        self._kept.append(kept)
        self._origins.append(origin)
        # A phrase is listed once an origin: a hundred copies of one wire report must not look like a template.
        fresh = [p for p in kept.phrases if not any(self._origins[n] == origin for n in self._phrases.get(p))]
        self._phrases.add(number, _sampled(fresh, len(kept.phrases)))
        self._words.add(number, kept.terms)
        if kept.digest is not None:
            self._digests.setdefault(kept.digest, number)

    def _candidates(self, probe: Probe) -> list[int]:
        kept = probe.kept
        by_phrase: Counter[int] = Counter()
        for phrase in kept.phrases:
            if not self._phrases.full(phrase):
                by_phrase.update(self._phrases.get(phrase))
        by_word: Counter[int] = Counter()
        known = (word for word in kept.terms if self._words.get(word))
        for word in self._rarity.rarest(known, _WORDS_ASKED):
            by_word.update(self._words.get(word))
        chosen = dict.fromkeys(_best(by_phrase) + _best(by_word))
        if kept.digest in self._digests:
            chosen.setdefault(self._digests[kept.digest])
        return sorted(chosen)

    def _link(self, probe: Probe, number: int, evidence: Evidence, verdict: Verdict) -> Link:
        old = self._kept[number]
        why = explain(probe, old, evidence, verdict, self._rarity)
        return Link(old.id, verdict.kind, round(verdict.score, 3), why)


def _best(votes: Counter[int]) -> list[int]:
    """The numbers with most votes; among equals the latest, since re-use is mostly of the day's news."""
    return sorted(votes, key=lambda number: (-votes[number], -number))[:_COMPARED]


def _sampled(phrases: list[int], of: int) -> list[int]:
    every = next((every for most, every in _SAMPLES if of <= most), _SAMPLE_LONG)
    return [phrase for phrase in phrases if phrase % every == 0]
