"""The index of stories: online clustering by TF-IDF cosine to a story's running profile, with soft decay over time.

Method: single-pass clustering as in topic detection and tracking (Allan et al. 1998), each article compared with the
profiles of the few stories that its rarest words lead to. A profile keeps its heaviest words alone, so neither its size
nor the time to compare it grows with the story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import exp, log1p, sqrt

from onrecord.stories.postings import Postings, Rarity

JOIN = 0.18
_FLOOR, _DAYS = 0.5, 10.0
"""However long ago, a story keeps this share of its likeness; the rest fades with this time constant."""

_UNDATED = 0.7
"""What a likeness counts where a date is missing: as if some nine days lay between."""

_PROFILE = 160
_STORY_CAP = 24
_WORDS_ASKED = 32
_COMPARED = 8


@dataclass(slots=True)
class _Story:
    id: str
    first: str
    profile: dict[int, float] = field(default_factory=dict)
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A story that an article fits: its id, the article it began with, and how well it fits (0..1, after decay)."""

    story: str
    first: str
    score: float
    why: str


class Developments:
    """Every story so far with its profile."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._stories: list[_Story] = []
        self._numbers: dict[str, int] = {}
        self._words = Postings(_STORY_CAP)

    def look(self, weights: Mapping[int, float], published: date | None) -> Match | None:
        """The story that fits best, None where none fits well enough; changes nothing."""
        vector = _unit(_damped(weights), self._rarity)
        fits = [(self._fit(vector, published, self._stories[n]), -n) for n in self._candidates(vector)]
        score, number = max(fits, default=(0.0, 0))
        if score < JOIN:
            return None
        story = self._stories[-number]
        return Match(story.id, story.first, score, f"words of headline, lead and body {score:.0%} alike")

    def add(self, story_id: str, article_id: str, weights: Mapping[int, float], published: date | None) -> None:
        """Takes an article into a story, beginning the story if it is new."""
        number = self._numbers.setdefault(story_id, len(self._stories))
        if number == len(self._stories):
            self._stories.append(_Story(story_id, article_id))
        story = self._stories[number]
        before = set(story.profile)
        for word, weight in _unit(_damped(weights), self._rarity).items():
            story.profile[word] = story.profile.get(word, 0.0) + weight
        self._trim(story)
        self._words.add(number, story.profile.keys() - before)
        if published:
            story.earliest = min(story.earliest or published, published)
            story.latest = max(story.latest or published, published)

    def _trim(self, story: _Story) -> None:
        if len(story.profile) > 2 * _PROFILE:
            heavy = sorted(story.profile, key=lambda w: (-story.profile[w] * self._rarity.of(w), w))[:_PROFILE]
            story.profile = {word: story.profile[word] for word in heavy}

    def _candidates(self, vector: Mapping[int, float]) -> list[int]:
        known = (word for word in vector if self._words.get(word))
        heavy = sorted(known, key=lambda w: (-vector[w] * self._rarity.of(w), w))[:_WORDS_ASKED]
        votes: Counter[int] = Counter()
        for word in heavy:
            for number in self._words.get(word):
                votes[number] += 1
        return sorted(votes, key=lambda n: (-votes[n], -n))[:_COMPARED]

    def _fit(self, vector: Mapping[int, float], published: date | None, story: _Story) -> float:
        return _cosine(vector, story.profile, self._rarity) * _fade(published, story)


def _damped(weights: Mapping[int, float]) -> dict[int, float]:
    return {word: log1p(weight) for word, weight in weights.items()}


def _unit(vector: Mapping[int, float], rarity: Rarity) -> dict[int, float]:
    length = _length(vector, rarity) or 1.0
    return {word: w / length for word, w in vector.items()}


def _cosine(a: Mapping[int, float], b: Mapping[int, float], rarity: Rarity) -> float:
    """Cosine of two vectors weighed by rarity, the first of which has unit length already."""
    dot = sum(w * b[word] * rarity.of(word) ** 2 for word, w in a.items() if word in b)
    return dot / _length(b, rarity) if dot else 0.0


def _length(vector: Mapping[int, float], rarity: Rarity) -> float:
    return sqrt(sum((w * rarity.of(word)) ** 2 for word, w in vector.items()))


def _fade(published: date | None, story: _Story) -> float:
    """How much of a likeness counts, by the days from the story's span to the article."""
    if not (published and story.earliest and story.latest):
        return _UNDATED
    days = max((story.earliest - published).days, (published - story.latest).days, 0)
    return _FLOOR + (1 - _FLOOR) * exp(-days / _DAYS)
