"""Gives every article its origin and its story, one at a time, from those placed before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from onrecord.records import Article, Link
from onrecord.stories.developments import Developments
from onrecord.stories.fingerprint import Probe, read
from onrecord.stories.grouping import Grouping, origin_id, story_id
from onrecord.stories.hashes import Hashes, hashed
from onrecord.stories.origins import Origins
from onrecord.stories.postings import Postings
from onrecord.stories.rarity import Rarity
from onrecord.stories.shelf import Posted, Shelf
from onrecord.stories.templates import Templates


class Grouper:
    """An online index of origins and stories.

    Deterministic: the same articles in the same order give the same groupings on every machine. To go on with what a
    ledger holds, open the ``Shelf`` that an earlier run saved, or ``restore`` the articles in the order in which they
    were placed; then ``place`` the new ones. Groupings are never revised: an article that ties two earlier origins
    together joins the closer one.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf = Shelf() if shelf is None else shelf  # an empty one is false
        self._rarity = Rarity()
        self._templates = Templates()
        self._origins = Origins(self._rarity, self.shelf, self._templates)
        self._developments = Developments(self._rarity, self.shelf)
        if len(self.shelf):
            self._reopen()

    def __len__(self) -> int:
        return len(self.shelf)

    def place(self, article: Article) -> Grouping:
        """The origin and story of an article, with reasons; an id that was placed before keeps its grouping."""
        with self.shelf.told():
            known = self.shelf.grouping(article.id)
            if known:
                return known
            probe = read(article, self._templates)
            grouping = self._decide(probe, article.id)
            self._take(probe, grouping)
            return grouping

    def restore(self, article: Article, grouping: Grouping) -> None:
        """Takes in an article with the grouping that it was given in an earlier run; a known id is left as it is."""
        with self.shelf.told():
            if self.shelf.grouping(article.id) is None:
                self._take(read(article, self._templates), grouping)

    def save(self) -> None:
        """Makes the shelf last as it is now."""
        with self.shelf.told():
            self.shelf.save(self._templates.dump())

    def close(self) -> None:
        """Lets go of the shelf; what was not saved is forgotten."""
        self.shelf.close()

    def _decide(self, probe: Probe, article_id: str) -> Grouping:
        placed = self._origins.look(probe)
        parent = self.shelf.grouping(placed.parent) if placed.parent is not None else None
        if parent is not None:
            return Grouping(parent.origin, parent.story, placed.links)
        match = self._developments.look(probe.words, probe.weights, probe.kept.published)
        if match is None:
            return Grouping(origin_id(article_id), story_id(article_id), placed.links)
        link = Link(match.first, "story", round(match.score, 3), match.why)
        return Grouping(origin_id(article_id), match.story, (*placed.links, link))

    def _take(self, probe: Probe, grouping: Grouping) -> None:
        kept = probe.kept
        self._rarity.learn(probe.words)
        phrases, terms = self._origins.features(kept, grouping.origin)
        story, words = self._developments.add(grouping.story, kept.id, probe.words, probe.weights, kept.published)
        number = self.shelf.add(kept, grouping, story, Posted(probe.words, phrases, terms, words))
        self._origins.add(number, grouping.origin, phrases, terms)
        self._templates.learn(kept.outlet, probe.edges, hashed(grouping.origin))

    def _reopen(self) -> None:
        """Builds what is held in memory from the shelf."""
        self._templates.load(self.shelf.templates())
        numbers, stories, origins, posted = zip(*self.shelf.posted(), strict=True)
        self._rarity.learn(np.concatenate([p.words for p in posted]), texts=len(posted))
        self._origins.load(origins)
        _load(self._origins.phrases, [p.by_phrase for p in posted], numbers)
        _load(self._origins.terms, [p.by_term for p in posted], numbers)
        _load(self._developments.words, [p.by_word for p in posted], stories)


def _load(postings: Postings, features: Iterable[Hashes], numbers: Sequence[int]) -> None:
    held = list(features)
    postings.load(np.concatenate(held), np.repeat(np.array(numbers, dtype=np.int64), [len(f) for f in held]))
