"""Which issue a stance is about: concepts in the act, then around it, then in the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.parse.tree import Parsed, Sentence, Token
from onrecord.positions.acts import bare
from onrecord.positions.attitude import Stance
from onrecord.positions.grammar import enjoyer, is_verb, noun_phrase
from onrecord.positions.lexicon import contribution_kinds, stance_cues
from onrecord.positions.profile import Lexeme, Profile, concept_ids
from onrecord.records import Level

_AROUND = 0.45
_POINTED = 0.6
_BEFORE = 0.25
_ARTICLE = 0.12

THRESHOLD = 0.22
"""Relevance at which a stance is taken to be about an issue; chosen on the dev set, one dossier left out at a time."""

_POINTERS = frozenset(
    (
        "it that this them those nothing anything step move decision announcement plan proposal idea debate outcome "
        "offer initiative measure gesture subject matter question project scheme deal accord pact treaty text draft "
        "bill request package programme agreement motion rule vote resolution one"
    ).split()
)
"""Words that stand for a proposal or an act named before."""

_ELLIPTIC = frozenset({"come", "do", "follow", "attend"})
"""Verbs that leave the act to what was said before: *will not come*, *would do so*."""

_VOTED = 1.4
_VAGUE = 0.75
_FOREIGN = 0.45
_OTHER_ACT = 0.5


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
            if child.dep in {"nsubj", "nsubjpass"} and token is found.head and _is_holder(child, found):
                continue
            separate = is_verb(child) and child.child("nsubj", "nsubjpass") is not None
            if separate and child.dep in {"ccomp", "conj", "advcl"} and child is not found.act:
                continue
            stack.append(child)
    if found.head.dep == "relcl":  # "the resolution, which it welcomed": what it is about stands before the clause
        tokens += [t for t in noun_phrase(found.head.head) if t not in tokens]
    if found.act is enjoyer(found.head):  # "the plan has Norway's support"
        tokens += noun_phrase(found.act)
    return sorted(tokens, key=lambda token: token.index)


def _is_holder(subject: Token, found: Stance) -> bool:
    """A proper name or pronoun is whose stance it is; *Polish soldiers* or *the move* is part of what it is about."""
    return not found.impersonal and subject.pos in {"PROPN", "PRON"}


class Topics:
    """Scores an article's stances against the issues of a dossier."""

    def __init__(self, parsed: Parsed, profiles: Sequence[Profile], lexeme: Lexeme) -> None:
        self.profiles = profiles
        self.lexeme = lexeme
        self.asked = frozenset(c for profile in profiles for c in profile.weights)
        self.by_sentence = [self._concepts(sentence.tokens) for sentence in parsed.sentences]
        self.article = frozenset(c for concepts in self.by_sentence for c in concepts)

    def _concepts(self, tokens: Iterable[Token]) -> frozenset[str]:
        return frozenset(c for token in tokens for c in concept_ids(token, self.lexeme))

    def matches(self, found: Stance, tokens: Sequence[Token], sentence: Sentence) -> dict[str, Match]:
        """How far the stance is about each issue that it can be about, by issue id."""
        inside = self._concepts(tokens)
        around = self.by_sentence[sentence.index]
        before = frozenset(c for i in (1, 2) if sentence.index >= i for c in self.by_sentence[sentence.index - i])
        points = self._points(found)
        made: dict[str, Match] = {}
        for profile in self.profiles:
            level = self._level(found, profile)
            if level is None or not self._about(found, profile, inside, points):
                continue
            if profile.issue.kind == "action" and not profile.told(inside | around | before):
                continue
            near = inside | around | (before if points else frozenset())
            score = self._score(profile, inside, around, before, points) * affinity(found, profile)
            score *= _distinction(profile, inside, near, points) * self._acts(found, profile)
            score *= self._elsewhere(profile, tokens, around) * (_VOTED if found.vote is not None else 1.0)
            made[profile.issue.id] = Match(profile, score, level, inside & profile.weights.keys())
        return made

    def _points(self, found: Stance) -> bool:
        """True where what it is about is named elsewhere: *rejected it*, *called the move a mistake*, *abstained*."""
        if found.modal != "cue":
            asked = any(t.lower == "what" for t in found.act.children)
            return found.modal == "pledges" and found.act.lemma in _ELLIPTIC and not asked
        if found.vote is not None:
            return True
        subject = found.head.child("nsubj", "nsubjpass") if found.impersonal else None
        heads = [t for t in (found.act, subject) if t is not None]
        return any(
            (t.lower in _POINTERS or t.lemma in _POINTERS)
            and t.child("prep", "acl", "relcl") is None
            and not concept_ids(t, self.lexeme) & self.asked
            for t in heads
        )

    def _level(self, found: Stance, profile: Profile) -> Level | None:
        """The level on this kind of issue; doing the very act that the issue asks about is a deed, whatever the cue."""
        if profile.issue.kind == "proposal":
            return found.proposal
        if found.modal == "cue" and not found.own and concept_ids(found.head, self.lexeme) & profile.own_act:
            done = bare(found.head)
            return done.action if done is not None else found.action
        if found.needs_act and not concept_ids(found.act, self.lexeme) & profile.act:
            return None
        return found.action

    def _about(self, found: Stance, profile: Profile, inside: frozenset[str], points: bool) -> bool:
        """True where the act itself touches the issue, or points back to what does."""
        if found.deed and found.modal != "cue":
            verb = concept_ids(found.act, self.lexeme) & profile.weights.keys()
            return bool(verb) and profile.told(inside)
        return points or bool(inside & profile.weights.keys())

    def _elsewhere(self, profile: Profile, tokens: Sequence[Token], around: frozenset[str]) -> float:
        """Less than one where the act is set in a territory that the issue does not know (*troops in Lebanon*)."""
        places = {territory for t in tokens if t.dep == "pobj" and t.pos == "PROPN" and (territory := self.lexeme(t))}
        asked = {c for c in profile.weights if c.startswith("@")}
        foreign = bool(places) and not {f"@{place}" for place in places} & asked
        return _FOREIGN if foreign and not (profile.own | asked) & around else 1.0

    def _acts(self, found: Stance, profile: Profile) -> float:
        """Less than one where a bare act ("will respect the accord") is no act that the issue knows."""
        if found.modal == "cue" or found.act.lemma in stance_cues().transparent:
            return 1.0
        subject = found.head.child("nsubj", "nsubjpass")
        heads = (found.act, subject) if subject is not None else (found.act,)
        if any(concept_ids(t, self.lexeme) & profile.weights.keys() for t in heads):
            return 1.0
        return _OTHER_ACT if found.modal == "pledges" and not found.impersonal else 0.0

    def _score(
        self,
        profile: Profile,
        inside: frozenset[str],
        around: frozenset[str],
        before: frozenset[str],
        points: bool,
    ) -> float:
        total = 0.0
        for concept, weight in profile.weights.items():
            if concept in inside:
                total += weight * (1.3 if concept in profile.act else 1.0)
            elif concept in around:
                total += weight * (_POINTED if points else _AROUND)
            elif concept in before:
                total += weight * (_POINTED if points else _BEFORE)
            elif concept in self.article:
                total += weight * _ARTICLE
        return total / profile.full


def _distinction(profile: Profile, inside: frozenset[str], near: frozenset[str], points: bool) -> float:
    """Less than one where nothing sets this issue apart from the dossier's others.

    An issue that alone names a territory ("Turkish soldiers") is about another one where that name is missing.
    """
    if profile.own_names and not profile.own_names & (near if points else inside):
        return _FOREIGN
    if profile.own and not profile.own & (near if points else inside):
        return _VAGUE
    return 1.0


def _is_forces(found: Stance) -> bool:
    """True where a stance is about soldiers, police or money as such: those are given, not approved of."""
    subject = found.head.child("nsubj", "nsubjpass") if found.impersonal else None
    return any(t is not None and t.lemma in contribution_kinds() for t in (found.act, subject))


def affinity(found: Stance, profile: Profile) -> float:
    """How well the construction fits the kind of question: own acts answer actions, judgements answer proposals."""
    if found.vote is not None:
        return 1.0 if profile.issue.kind == "proposal" else 0.5
    own = found.own or _is_forces(found)
    if profile.issue.kind == "action":
        return 1.0 if own else 0.8
    if found.modal == "cue":
        return 0.5 if own else 1.0
    return 0.6
