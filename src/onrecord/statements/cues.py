"""The cues of attribution, read once from ``lexicons/cues/speech.toml``: which words report, and in which frames."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from onrecord.parse import Token

_PARTICLES = frozenset({"prt", "prep", "acomp", "advmod", "oprd", "ccomp", "xcomp", "dobj"})


@dataclass(frozen=True, slots=True)
class Group:
    """Words that report in the same way. ``utterance`` is False for states of mind, plans and evidence."""

    name: str
    frames: frozenset[str]
    utterance: bool = True
    polar: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """The lexicon: groups by lemma, or by lemma and particle, for each part of speech; and the lists of phrases."""

    verbs: dict[str, tuple[Group, ...]]
    nouns: dict[str, tuple[Group, ...]]
    adjectives: dict[str, tuple[Group, ...]]
    before: tuple[tuple[str, ...], ...]
    owned: frozenset[str]
    unsaid_heads: frozenset[str]
    modals: frozenset[str]
    labels: frozenset[str]

    def of_verb(self, token: Token) -> tuple[Group, ...]:
        """The groups of a verb with its particle or object, else of the verb alone."""
        for child in token.children:
            if child.dep in _PARTICLES and 0 < child.index - token.index <= 3:
                found = self.verbs.get(f"{token.lemma} {child.lower}")
                if found:
                    return found
        return self.verbs.get(token.lemma, ())


@functools.lru_cache(maxsize=1)
def load() -> Cues:
    """The lexicon that the package ships."""
    raw = tomllib.loads(files("onrecord.lexicons").joinpath("cues/speech.toml").read_text(encoding="utf-8"))
    return Cues(
        verbs=_by_word(raw["verbs"]),
        nouns=_by_word(raw["nouns"]),
        adjectives=_by_word(raw["adjectives"]),
        before=tuple(tuple(phrase.split()) for phrase in raw["prepositions"]["before"]),
        owned=frozenset(raw["prepositions"]["owned"]),
        unsaid_heads=frozenset(raw["negation"]["heads"]),
        modals=frozenset(raw["negation"]["modals"]),
        labels=frozenset(raw["turns"]["labels"]),
    )


def _by_word(table: dict[str, dict[str, list[str]]]) -> dict[str, tuple[Group, ...]]:
    found: dict[str, tuple[Group, ...]] = {}
    for name, entry in table.items():
        group = Group(
            name=name,
            frames=frozenset(entry["frames"]),
            utterance=bool(entry.get("utterance", True)),
            polar=bool(entry.get("polar", False)),
        )
        for word in dict.fromkeys(entry["words"]):
            found[word] = (*found.get(word, ()), group)
    return found
