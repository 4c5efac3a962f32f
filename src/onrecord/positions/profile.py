"""What an issue is about, as weighted concepts, and how far a stretch of an article is about it.

A dossier may be two minutes old, so nothing is learned per issue: its question and aliases are parsed, their content
words become concepts (``lexicons/cues/concepts.toml`` lets *soldiers* answer for *troops*), and a concept that
several issues of the dossier share tells them apart less and weighs less (as in tf-idf).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.parse.tree import Token
from onrecord.positions.lexicon import concepts
from onrecord.records import Dossier, Issue

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_EMPTY = frozenset(
    "do does will would should can could may it its itself own other way part be have take set make go get as now "
    "new support favour favor back want up country state government help under more give use".split()
)
"""Words of a question that say nothing about what it asks."""

Lexeme = Callable[[Token], str | None]
"""Maps a token that names a territory or its people to the territory's id, so that *Turkish* meets *Turkey*."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One issue's concepts with their weights, and the concepts of its act (the verb that the question asks about)."""

    issue: Issue
    weights: dict[str, float]
    act: frozenset[str]
    names: frozenset[str]

    @property
    def full(self) -> float:
        """The weight of the issue's three heaviest concepts: what a clause that is plainly about it would reach."""
        return sum(sorted(self.weights.values(), reverse=True)[:3]) or 1.0


def concept_ids(token: Token, lexeme: Lexeme) -> frozenset[str]:
    """The concepts a token may stand for; empty for words without content."""
    territory = lexeme(token)
    if territory:
        return frozenset({f"@{territory}"})
    if token.pos not in _CONTENT or token.lemma in _EMPTY:
        return frozenset()
    known = concepts()
    pair = next(
        (f"{token.lemma} {child.lemma}" for child in token.children if f"{token.lemma} {child.lemma}" in known), ""
    )
    return known.get(pair) or known.get(token.lemma) or known.get(token.lower) or frozenset({token.lemma})


def profiles(dossier: Dossier, parse: Callable[[str], Sequence[Token]], lexeme: Lexeme) -> tuple[Profile, ...]:
    """The profiles of a dossier's issues. ``parse`` turns a question or an alias into tokens."""
    found = [(issue, *_terms(issue, parse, lexeme)) for issue in dossier.issues]
    shared = Counter(concept for _, terms, _ in found for concept in terms)
    made = []
    for issue, terms, act in found:
        weights = {c: w / shared[c] ** 0.5 for c, w in terms.items()}
        made.append(Profile(issue, weights, act, frozenset(c for c in terms if _is_name(c))))
    return tuple(made)


def _terms(
    issue: Issue, parse: Callable[[str], Sequence[Token]], lexeme: Lexeme
) -> tuple[dict[str, float], frozenset[str]]:
    terms: dict[str, float] = {}
    act: set[str] = set()
    for text, weight in ((issue.question, 1.0), *((alias, 1.0) for alias in issue.aliases)):
        tokens = parse(text)
        for token in tokens:
            ids = concept_ids(token, lexeme)
            for concept in ids:
                terms[concept] = max(terms.get(concept, 0.0), weight / len(ids) ** 0.5)
            if text is issue.question and token.head is token:
                act |= ids or _object_concepts(token, lexeme)
    return terms, frozenset(act)


def _object_concepts(verb: Token, lexeme: Lexeme) -> frozenset[str]:
    """The act where the question's verb is empty ("Does it support *setting up the force*?")."""
    return frozenset(c for child in verb.children for token in child.subtree() for c in concept_ids(token, lexeme))


def _is_name(concept: str) -> bool:
    return concept.startswith("@") or concept.isdigit()


def weigh(profile: Profile, tokens: Iterable[Token], lexeme: Lexeme) -> tuple[float, frozenset[str]]:
    """The weight of the issue's concepts in these tokens, each counted once, and which they are."""
    met = frozenset(c for token in tokens for c in concept_ids(token, lexeme)) & profile.weights.keys()
    return sum(profile.weights[c] for c in met), met
