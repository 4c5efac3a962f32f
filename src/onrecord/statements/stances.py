"""The cues of attitude, read once from ``lexicons/cues/attitudes.toml``, and who can have one."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from onrecord.parse import Token

_PERSONAL = frozenset({"i", "we", "you", "he", "she", "they", "it", "who", "me", "us", "him", "her", "them", "those"})
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE", "FAC", "LOC"})
_TIMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Family:
    """Words that express one kind of attitude. ``felt`` is True where the holder is the verb's object."""

    name: str
    frames: frozenset[str] = frozenset()
    felt: bool = False


@dataclass(frozen=True, slots=True)
class Attitudes:
    """The lexicon: families by lemma (verbs also by lemma and what follows), and the lists of holders and helpers."""

    verbs: dict[str, Family]
    nouns: dict[str, Family]
    adjectives: dict[str, Family]
    adverbs: frozenset[str]
    hedges: frozenset[str]
    light: frozenset[str]
    holders: frozenset[str]
    endings: tuple[str, ...]
    not_holders: frozenset[str]

    def of_verb(self, verb: Token) -> tuple[Family, tuple[Token, ...]] | None:
        """The family of a verb with the particle and preposition that follow it, else of the verb alone."""
        behind = [c for c in verb.children if c.index > verb.index and c.dep in {"prt", "prep", "advmod"}]
        for first in behind:
            for second in [c for c in [*behind, *first.children] if c.index > first.index]:
                found = self.verbs.get(f"{verb.lemma} {first.lower} {second.lower}")
                if found is not None:
                    return found, (first, second)
        for first in behind:
            found = self.verbs.get(f"{verb.lemma} {first.lower}")
            if found is not None:
                return found, (first,)
        found = self.verbs.get(verb.lemma)
        return (found, ()) if found is not None else None

    def holds(self, noun: Token) -> bool:
        """True for a noun or pronoun that can have an attitude: a person, a body, a document that speaks for them."""
        if noun.lower in _PERSONAL or noun.tag in {"WP"}:
            return True
        if noun.entity in _TIMES and noun.pos != "PROPN":
            return False
        if noun.entity in _NAMED or noun.pos == "PROPN":
            return True
        lemma = noun.lemma.lower()
        if lemma in self.holders or noun.lower in self.holders:
            return True
        return len(lemma) > _SHORTEST and lemma not in self.not_holders and lemma.endswith(self.endings)


@functools.lru_cache(maxsize=1)
def load() -> Attitudes:
    """The lexicon that the package ships."""
    raw = tomllib.loads(files("onrecord.lexicons").joinpath("cues/attitudes.toml").read_text(encoding="utf-8"))
    return Attitudes(
        verbs=_by_word(raw["verbs"]),
        nouns=_by_word(raw["nouns"]),
        adjectives=_by_word(raw["adjectives"]),
        adverbs=frozenset(raw["sourceless"]["adverbs"]),
        hedges=frozenset(raw["sourceless"]["adjectives"]),
        light=frozenset(raw["light"]["verbs"]),
        holders=frozenset(raw["holders"]["nouns"]),
        endings=tuple(raw["holders"]["endings"]),
        not_holders=frozenset(raw["holders"]["not"]),
    )


def _by_word(table: dict[str, dict[str, object]]) -> dict[str, Family]:
    """Families by word. A word of several families belongs to the first and takes the frames of all."""
    found: dict[str, Family] = {}
    for name, entry in table.items():
        words, frames = entry["words"], entry.get("frames", [])
        assert isinstance(words, list) and isinstance(frames, list)
        for word in words:
            known = found.get(word)
            if known is None:
                found[word] = Family(name, frozenset(frames), entry.get("holder") == "object")
            elif not known.felt:
                found[word] = Family(known.name, known.frames | frozenset(frames))
    return found
