"""The lexicon by which conditions in different words are told to be one (``cues/propositions.toml``), as stems."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from typing import NamedTuple, TypeAlias

from onrecord.analysis.names import named
from onrecord.analysis.stems import stem

_PARTICLES = frozenset("off up over down out away back through aside in".split())
_ARTICLES = frozenset("a an the its their all every each any his her our both".split())
_GAP = 2
"""Words that may stand between a verb and its particle."""

_Stemmer: TypeAlias = Callable[[Iterable[str]], tuple[str, ...]]


class Alternative(NamedTuple):
    """One way to say a concept: the stems that must all be there; ``number`` orders them, those of most words first."""

    number: int
    stems: frozenset[str]
    concept: str
    opposite: bool


@dataclass(frozen=True, slots=True)
class Meanings:
    """Words as they are written, but for ``ending``, ``going_on`` and ``faint``, which are stems."""

    negations: frozenset[str]
    ending: frozenset[str]
    going_on: frozenset[str]
    faint: frozenset[str]
    unsaid: frozenset[str]
    first_person: frozenset[str]
    pointing: frozenset[str]
    demonstrative: frozenset[str]
    possessive: frozenset[str]
    domestic: frozenset[str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    concepts: dict[str, tuple[Alternative, ...]]
    irregular: dict[str, str]
    figures: dict[str, str]
    days: dict[str, int]
    verbs: frozenset[str]

    def stem(self, word: str) -> str:
        """The stem of a lower-case word; ids of names stay as they are."""
        return word if word[0].isupper() or ":" in word else stem(self.irregular.get(word, word))

    def phrased(self, words: Sequence[str]) -> list[str]:
        """The words with verbs and their particles, and set phrases, as one word each."""
        left, stems = list(words), [self.stem(word) for word in words]
        at = 0
        while at < len(left):
            for phrase, one in self.phrases.get(stems[at], ()):
                places = _places(phrase, stems, at)
                if places is not None:
                    left[at], stems[at] = one, stem(one)
                    for place in reversed(places[1:]):
                        del left[place], stems[place]
                    break
            at += 1
        return left


def _places(phrase: tuple[str, ...], stems: Sequence[str], at: int) -> list[int] | None:
    """Where the words of a phrase that begins here stand, None if it does not stand here; articles do not part them."""
    places = [at]
    for word in phrase[1:]:
        reach = _GAP + 1 if word in _PARTICLES else 1
        after = (one for one in range(places[-1] + 1, len(stems)) if stems[one] not in _ARTICLES)
        place = next((one for one in islice(after, reach) if stems[one] == word), None)
        if place is None:
            return None
        places.append(place)
    return places


@functools.cache
def meanings() -> Meanings:
    """The lexicon, read once."""
    found = tomllib.loads(files("onrecord.lexicons").joinpath("cues/propositions.toml").read_text("utf-8"))
    irregular: dict[str, str] = found["irregular"]

    def words(name: str) -> frozenset[str]:
        return frozenset(found[name].split())

    def stems(of: Iterable[str]) -> tuple[str, ...]:
        return tuple(
            one if one[0].isupper() or ":" in one else stem(irregular.get(one, one))
            for one in of
            if one not in _ARTICLES
        )

    negations = words("negations") | {"n't"}
    pointing, possessive = words("pointing"), words("possessive")
    return Meanings(
        negations=negations,
        ending=frozenset(stems(words("ending"))),
        going_on=frozenset(stems(words("going_on"))),
        faint=frozenset(stems(words("faint"))),
        unsaid=words("light") | negations | words("first_person") | pointing | words("demonstrative") | possessive,
        first_person=words("first_person"),
        pointing=pointing,
        demonstrative=words("demonstrative"),
        possessive=possessive,
        domestic=words("domestic"),
        phrases=_phrases(found["phrases"], stems),
        concepts=_concepts(found["concepts"], stems),
        irregular=irregular,
        figures=found["numbers"],
        days=found["days"],
        verbs=frozenset(found["verbs"]["words"].split()),
    )


def _phrases(found: dict[str, list[str]], stems: _Stemmer) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The phrases by the stem of their first word, the longer ones first."""
    made: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for one, alternatives in found.items():
        for alternative in alternatives:
            phrase = stems(alternative.split())
            made.setdefault(phrase[0], []).append((phrase, one))
    return {first: tuple(sorted(some, key=lambda each: -len(each[0]))) for first, some in made.items()}


def _concepts(found: dict[str, list[str]], stems: _Stemmer) -> dict[str, tuple[Alternative, ...]]:
    """The alternatives of every concept by each of their stems."""
    made = [
        (frozenset(stems(named(one.removeprefix("!").split())[0])), name, one.startswith("!"))
        for name, alternatives in found.items()
        for one in alternatives
    ]
    by_stem: dict[str, list[Alternative]] = {}
    for number, (needed, name, opposite) in enumerate(sorted(made, key=lambda one: -len(one[0]))):
        for each in needed:
            by_stem.setdefault(each, []).append(Alternative(number, needed, name, opposite))
    return {one: tuple(some) for one, some in by_stem.items()}
