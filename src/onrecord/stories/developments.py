"""The index of stories: online clustering by TF-IDF cosine to a story's running profile, with soft decay over time.

Method: single-pass clustering as in topic detection and tracking (Allan et al. 1998), each article compared with the
profiles of the few stories that its rarest words lead to. A profile keeps its heaviest words alone, so neither its size
nor the time to compare it grows with the story.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import exp, sqrt

import numpy as np

from onrecord.stories.hashes import Hashes, Weights
from onrecord.stories.postings import Postings
from onrecord.stories.rarity import Rarity
from onrecord.stories.shelf import Profile, Shelf

JOIN = 0.18
_FLOOR, _DAYS = 0.5, 10.0
"""However long ago, a story keeps this share of its likeness; the rest fades with this time constant."""

_UNDATED = 0.7
"""What a likeness counts where a date is missing: as if some nine days lay between."""

_PROFILE = 160
_STORY_CAP = 24
_WORDS_ASKED = 32
_WORDS_POSTED = 96
_COMPARED = 8


@dataclass(frozen=True, slots=True)
class Match:
    """A story that an article fits: its id, the article it began with, and how well it fits (0..1, after decay)."""

    story: str
    first: str
    score: float
    why: str


class Developments:
    """Every story so far; profiles lie on the shelf, the words that lead to them in memory."""

    def __init__(self, rarity: Rarity, shelf: Shelf) -> None:
        self._rarity = rarity
        self._shelf = shelf
        self.words = Postings(_STORY_CAP)

    def look(self, words: Hashes, weights: Weights, published: date | None) -> Match | None:
        """The story that fits best, None where none fits well enough; changes nothing."""
        vector = self._unit(words, weights)
        best: tuple[float, int] = (0.0, 0)
        found: Profile | None = None
        for number in self._candidates(words, vector):
            profile = self._shelf.profile(number)
            if profile is None:
                continue
            fit = self._cosine(words, vector, profile) * _fade(published, profile)
            if (fit, -number) > best:
                best, found = (fit, -number), profile
        if found is None or best[0] < JOIN:
            return None
        return Match(found.id, found.first, best[0], f"words of headline, lead and body {best[0]:.0%} alike")

    def add(
        self, story_id: str, article_id: str, words: Hashes, weights: Weights, published: date | None
    ) -> tuple[int, Hashes]:
        """Takes an article into a story, beginning it if it is new; its number, and the words that now lead to it."""
        number = self._shelf.number_of(story_id)
        nothing = np.zeros(0)
        old = self._shelf.profile(number) or Profile(
            story_id, article_id, None, None, nothing.astype(np.uint32), nothing
        )
        vector = self._unit(words, weights)
        heavy = np.sort(words[self._heaviest(words, vector, _WORDS_POSTED)])
        hits = self.words.find(heavy)
        fresh = heavy[np.isin(np.arange(len(heavy)), hits.of[hits.numbers == number], invert=True)]
        self.words.add(number, fresh)
        days = [d for d in (old.earliest, old.latest, published.toordinal() if published else None) if d is not None]
        earliest, latest = min(days, default=None), max(days, default=None)
        self._shelf.put(number, Profile(old.id, old.first, earliest, latest, *self._merged(old, words, vector)))
        return number, fresh

    def _merged(self, old: Profile, words: Hashes, vector: Weights) -> tuple[Hashes, Weights]:
        """The profile with one more article; only its heaviest words where there are many."""
        both = np.union1d(old.words, words)
        weights = np.zeros(len(both))
        weights[np.searchsorted(both, old.words)] += old.weights
        weights[np.searchsorted(both, words)] += vector
        if len(both) > 2 * _PROFILE:
            kept = np.sort(self._heaviest(both, weights, _PROFILE))
            both, weights = both[kept], weights[kept]
        return both, weights

    def _heaviest(self, words: Hashes, weights: Weights, count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.argsort(-weights * self._rarity.of(words), kind="stable")[:count]

    def _candidates(self, words: Hashes, vector: Weights) -> list[int]:
        heaviest = words[self._heaviest(words, vector, len(words))]
        return self.words.first(heaviest, _WORDS_ASKED).best(_COMPARED)

    def _unit(self, words: Hashes, weights: Weights) -> Weights:
        damped: Weights = np.log1p(weights)
        return damped / (self._length(words, damped) or 1.0)

    def _cosine(self, words: Hashes, vector: Weights, profile: Profile) -> float:
        common, mine, theirs = np.intersect1d(words, profile.words, assume_unique=True, return_indices=True)
        dot = float((vector[mine] * profile.weights[theirs] * self._rarity.of(common) ** 2).sum())
        return dot / self._length(profile.words, profile.weights) if dot else 0.0

    def _length(self, words: Hashes, weights: Weights) -> float:
        return sqrt(float(((weights * self._rarity.of(words)) ** 2).sum()))


def _fade(published: date | None, story: Profile) -> float:
    """How much of a likeness counts, by the days from the story's span to the article."""
    if not published or story.earliest is None or story.latest is None:
        return _UNDATED
    day = published.toordinal()
    days = max(story.earliest - day, day - story.latest, 0)
    return _FLOOR + (1 - _FLOOR) * exp(-days / _DAYS)
