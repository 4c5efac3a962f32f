"""Which issue a stance is about: concepts in the act, then around it, then in the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.parse.tree import Parsed, Sentence, Token
from onrecord.positions.grammar import is_verb
from onrecord.positions.profile import Lexeme, Profile, concept_ids
from onrecord.positions.stance import Stance
from onrecord.records import Level

_AROUND = 0.45
_BEFORE = 0.25
_ARTICLE = 0.12
THRESHOLD = 0.34
"""Relevance at which a stance is taken to be about an issue; chosen on the dev set, one dossier left out at a time."""

_PRONOUNS = frozenset({"it", "that", "this", "so", "such", "them", "those", "one", "which"})


@dataclass(frozen=True, slots=True)
class Match:
    """An issue that a stance is about: how far (about 0..1.5), the level on it, and the concepts met."""

    profile: Profile
    score: float
    level: Level
    concepts: frozenset[str]


def region(found: Stance, hanging: frozenset[int]) -> list[Token]:
    """The tokens that say what a stance is about: no subject (unless that is the proposal), no condition, no report."""
    tokens, stack = [], [found.head]
    while stack:
        token = stack.pop()
        tokens.append(token)
        for child in token.children:
            if child.index in hanging or child.dep in {"parataxis", "punct"}:
                continue
            if child.dep in {"nsubj", "nsubjpass"} and token is found.head and not found.impersonal:
                continue
            separate = is_verb(child) and child.child("nsubj", "nsubjpass") is not None
            if separate and child.dep in {"ccomp", "conj", "advcl"} and child is not found.act:
                continue
            stack.append(child)
    return sorted(tokens, key=lambda token: token.index)


class Topics:
    """Scores an article's stances against the issues of a dossier."""

    def __init__(self, parsed: Parsed, profiles: Sequence[Profile], lexeme: Lexeme) -> None:
        self.profiles = profiles
        self.lexeme = lexeme
        self.by_sentence = [self._concepts(sentence.tokens) for sentence in parsed.sentences]
        self.article = frozenset(c for concepts in self.by_sentence for c in concepts)

    def _concepts(self, tokens: Iterable[Token]) -> frozenset[str]:
        return frozenset(c for token in tokens for c in concept_ids(token, self.lexeme))

    def match(self, found: Stance, tokens: Sequence[Token], sentence: Sentence) -> Match | None:
        """The issue that the stance is most plainly about, None where none reaches the threshold."""
        inside = self._concepts(tokens)
        around = self.by_sentence[sentence.index]
        before = frozenset(c for i in (1, 2) if sentence.index >= i for c in self.by_sentence[sentence.index - i])
        best: Match | None = None
        for profile in self.profiles:
            level = found.action if profile.issue.kind == "action" else found.proposal
            if level is None or not self._about(found, profile, inside, tokens):
                continue
            score = self._score(profile, inside, around, before) * affinity(found, profile)
            if best is None or score > best.score:
                best = Match(profile, score, level, inside & profile.weights.keys())
        return best if best is not None and best.score >= THRESHOLD else None

    def _about(self, found: Stance, profile: Profile, inside: frozenset[str], tokens: Sequence[Token]) -> bool:
        """True where the act itself touches the issue, or points back to what does with a pronoun."""
        if found.deed and found.modal != "cue":
            return bool(inside & profile.act) and len(inside & profile.weights.keys()) > 1
        if inside & profile.weights.keys():
            return True
        return found.modal == "cue" and any(t.lower in _PRONOUNS for t in tokens)

    def _score(self, profile: Profile, inside: frozenset[str], around: frozenset[str], before: frozenset[str]) -> float:
        total = 0.0
        for concept, weight in profile.weights.items():
            if concept in inside:
                total += weight * (1.3 if concept in profile.act else 1.0)
            elif concept in around:
                total += weight * _AROUND
            elif concept in before:
                total += weight * _BEFORE
            elif concept in self.article:
                total += weight * _ARTICLE
        return total / profile.full


def affinity(found: Stance, profile: Profile) -> float:
    """How well the construction fits the kind of question: own acts answer actions, judgements answer proposals."""
    if found.vote is not None:
        return 1.0 if profile.issue.kind == "proposal" else 0.5
    if profile.issue.kind == "action":
        return 1.0 if found.own else 0.7
    if found.modal == "cue":
        return 0.7 if found.own else 1.0
    return 0.6
