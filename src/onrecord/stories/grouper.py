"""Gives every article its origin and its story, one at a time, from those placed before it."""

from __future__ import annotations

from onrecord.records import Article
from onrecord.stories.developments import Developments
from onrecord.stories.fingerprint import Probe, read
from onrecord.stories.grouping import Grouping, Link, origin_id, story_id
from onrecord.stories.origins import Origins
from onrecord.stories.postings import Rarity


class Grouper:
    """An online index of origins and stories.

    Deterministic: the same articles in the same order give the same groupings on every machine. To go on with what a
    ledger holds, ``restore`` its articles in the order in which they were placed, then ``place`` the new ones.
    Groupings are never revised: an article that ties two earlier origins together joins the closer one.
    """

    def __init__(self) -> None:
        self._rarity = Rarity()
        self._origins = Origins(self._rarity)
        self._developments = Developments(self._rarity)
        self._groupings: dict[str, Grouping] = {}

    def __len__(self) -> int:
        return len(self._groupings)

    def place(self, article: Article) -> Grouping:
        """The origin and story of an article, with reasons; an id that was placed before keeps its grouping."""
        known = self._groupings.get(article.id)
        if known:
            return known
        probe = read(article)
        grouping = self._decide(probe, article.id)
        self._take(probe, grouping)
        return grouping

    def restore(self, article: Article, grouping: Grouping) -> None:
        """Takes in an article with the grouping that it was given in an earlier run; a known id is left as it is."""
        if article.id not in self._groupings:
            self._take(read(article), grouping)

    def _decide(self, probe: Probe, article_id: str) -> Grouping:
        placed = self._origins.look(probe)
        if placed.parent is not None:
            parent = self._groupings[placed.parent]
            return Grouping(parent.origin, parent.story, placed.links)
        match = self._developments.look(probe.weights, probe.kept.published)
        if match is None:
            return Grouping(origin_id(article_id), story_id(article_id), placed.links)
        link = Link(match.first, "story", round(match.score, 3), match.why)
        return Grouping(origin_id(article_id), match.story, (*placed.links, link))

    def _take(self, probe: Probe, grouping: Grouping) -> None:
        self._groupings[probe.kept.id] = grouping
        self._rarity.learn(probe.weights)
        self._origins.add(probe.kept, grouping.origin)
        self._developments.add(grouping.story, probe.kept.id, probe.weights, probe.kept.published)
