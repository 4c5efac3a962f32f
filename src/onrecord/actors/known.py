"""Actors beyond the lexicons: a user's own, and persons learned from titles and appositions in earlier articles."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from onrecord.actors.knowledge import name_key, surname
from onrecord.actors.trie import Trie
from onrecord.lexicons.own import Own
from onrecord.lexicons.world import Form, Holder
from onrecord.records import Learned

_BEFORE, _AFTER = timedelta(days=365), timedelta(days=730)  # how long around its evidence a learned office is believed


class Known:
    """Forms and persons that win over the lexicons; ``add`` takes more while articles are read."""

    def __init__(self, own: Own | None = None) -> None:
        self.forms: Trie[Form] = Trie(own.forms if own else (), cased=True)
        self.names: Trie[tuple[Holder, ...]] = Trie((), cased=True)
        self._by_spelling: dict[str, tuple[Holder, ...]] = defaultdict(tuple)
        self._by_surname: dict[str, tuple[Holder, ...]] = defaultdict(tuple)
        for holder in own.holders if own else ():
            self.add(holder)

    def add(self, holder: Holder) -> None:
        """Takes a term of office; one that is known already changes nothing."""
        for spelling in holder.spellings:
            key = name_key(spelling)
            if holder in self._by_spelling[spelling]:
                continue
            self._by_spelling[spelling] += (holder,)
            self._by_surname[surname(key)] += (holder,)
            if len(key) > 1:
                self.names.add(spelling, self._by_spelling[spelling])

    def learn(self, learned: Learned, published: date | None) -> None:
        """Takes an office read in an article of this day: it is believed for a year before and two after."""
        first = published - _BEFORE if published else date.min
        last = published + _AFTER if published else None
        self.add(
            Holder(learned.actor, learned.office, learned.person, first, last, (learned.person,), by_surname=False)
        )

    def of(self, key: tuple[str, ...]) -> tuple[Holder, ...]:
        """The terms under the surname of a name's key."""
        return self._by_surname.get(surname(key), ())

    def alone(self, word: str) -> tuple[Holder, ...]:
        """The terms of those whom this word alone can name."""
        terms = self._by_surname.get(word, ())
        return tuple(t for t in terms if t.by_surname or any(name_key(s) == (word,) for s in t.spellings))
