"""The lexicons as tries and indexes, built once a process (about a tenth of a second)."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from onrecord.actors.trie import Trie, fold, pieces
from onrecord.lexicons import sectors, world
from onrecord.lexicons.sectors import Word
from onrecord.lexicons.world import Body, Form, Holder, Role, given_names

_GRACE = timedelta(days=45)  # an office is reported a while before it is taken up and after it is left
PARTICLES = frozenset("al el bin ibn bint de del della der den di da dos du la le van von y und ul abu ben".split())
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "vi", "xiv"])


@functools.cache
def name_trie() -> Trie[Form]:
    """Names of territories, organisations and seats."""
    return Trie(world.forms(), cased=True)


@functools.cache
def role_trie() -> Trie[Role]:
    """Roles and titles."""
    return Trie(world.roles().items(), cased=False)


@functools.cache
def body_trie() -> Trie[Body]:
    """Bodies of a state."""
    return Trie(world.bodies().items(), cased=False)


@functools.cache
def sector_trie() -> Trie[Word]:
    """Nouns that have a sector."""
    return Trie(sectors.words().items(), cased=False)


@functools.cache
def holder_trie() -> Trie[tuple[Holder, ...]]:
    """Office holders by every spelling of two words and more."""
    return Trie(full_names(world.holders()), cased=True)


def full_names(holders: Iterable[Holder]) -> Iterator[tuple[str, tuple[Holder, ...]]]:
    """Every spelling of two words and more with the terms of those who bear it."""
    grouped: dict[str, list[Holder]] = defaultdict(list)
    for holder in holders:
        for spelling in holder.spellings:
            if len(pieces(spelling)) > 1:
                grouped[spelling].append(holder)
    for spelling, terms in grouped.items():
        yield spelling, tuple(terms)


def name_key(name: str) -> tuple[str, ...]:
    """The folded words of a personal name, without hyphens, initials and suffixes."""
    words = [fold(word) for word in pieces(name) if word not in "-,()&"]
    kept = tuple(word for word in words if len(word) > 1 and word not in _SUFFIXES and word != "'s")
    return kept or tuple(words)


def surname(key: tuple[str, ...]) -> str:
    """The last word of a name's key."""
    return key[-1] if key else ""


@functools.cache
def terms_by_word() -> dict[str, tuple[Holder, ...]]:
    """Terms of office by the holder's surname, and by a spelling of one word ("Lula")."""
    grouped: dict[str, dict[int, Holder]] = defaultdict(dict)
    for i, holder in enumerate(world.holders()):
        for spelling in holder.spellings:
            grouped[surname(name_key(spelling))][i] = holder
        first = name_key(holder.person)[0]
        if holder.actor in _SURNAME_FIRST and first not in given_names():
            grouped[first][i] = holder
    return {word: tuple(terms.values()) for word, terms in grouped.items()}


@functools.cache
def surnames() -> frozenset[str]:
    """Words that alone can name an office holder of the lexicon."""
    alone = {word for word, terms in terms_by_word().items() if any(_alone(word, term) for term in terms)}
    return frozenset(alone)


WORDS = frozenset(
    "english brown king bishop rice price fox major cook moon young white black green gray grey power powers rush hope "
    "hague gates bush ford banks stone little long short small strong best day winter summers snow baker miller mason "
    "hunter fisher judge justice law case grant marks sharp swift wise noble rich good west north church temple fields "
    "woods park lake rivers bridge hill mills castle cross cash bond may will bean rose wood marsh downer costello "
    "straw key little carr".split()
)
"""Surnames that are words besides: alone and without a title they need the recogniser's word that they are persons."""


def _alone(word: str, term: Holder) -> bool:
    return term.by_surname or any(name_key(spelling) == (word,) for spelling in term.spellings)


def named_alone(word: str) -> tuple[Holder, ...]:
    """The terms of those whom this word alone can name."""
    return tuple(term for term in terms_by_word().get(word, ()) if _alone(word, term))


_SURNAME_FIRST = frozenset(["CHN", "PRK", "KOR", "TWN", "VNM"])


@functools.cache
def terms_by_person() -> dict[str, tuple[Holder, ...]]:
    """Terms of office by the holder's canonical name."""
    grouped: dict[str, list[Holder]] = defaultdict(list)
    for holder in world.holders():
        grouped[holder.person].append(holder)
    return {person: tuple(terms) for person, terms in grouped.items()}


@functools.cache
def terms_of(actor: str, office: str) -> tuple[Holder, ...]:
    """Everyone who held this office."""
    return _by_office().get((actor, office), ())


@functools.cache
def _by_office() -> dict[tuple[str, str], tuple[Holder, ...]]:
    grouped: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in world.holders():
        grouped[holder.actor, holder.office].append(holder)
    return {office: tuple(terms) for office, terms in grouped.items()}


def _taken(term: Holder, on: date) -> bool:
    """Whether somebody else holds the office on the day: there is no grace for who was followed."""
    return any(other.serves(on) and other.person != term.person for other in terms_of(term.actor, term.office))


def serving(terms: tuple[Holder, ...], on: date | None) -> tuple[Holder, ...]:
    """Those of the terms that run on this day, with some grace at both ends: offices that speak for the state
    first, then the latest."""
    running = [term for term in terms if term.serves(on)]
    if not running and on is not None:
        near = (on - _GRACE, on + _GRACE)
        running = [term for term in terms if any(term.serves(day) for day in near) and not _taken(term, on)]
    return tuple(sorted(running, key=lambda term: (term.speaks, term.first), reverse=True))
