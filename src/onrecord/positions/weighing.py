"""Puts the two readers together: what the grammar found in a clause, and what the trained reader makes of its sentence.

Each knows what the other does not: the grammar which words decide and what hangs on them, the trained reader what a
sentence is about when none of the question's words stand in it. The constants are logistic regressions' (Platt 1999),
fitted on labelled articles that did not train the reader; ``training/reader/mix.py`` prints them anew.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from onrecord.positions.clauses import Clause
from onrecord.positions.conditions import branch
from onrecord.positions.holders import Holding
from onrecord.positions.profile import Profile
from onrecord.positions.reader import Chance
from onrecord.positions.recording import Decision
from onrecord.records import LADDER, Issue, Level

_NEVER = 1e-4


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of one holder and one issue in one sentence.

    ``chance`` is the trained reader's; None where it was not asked. ``score`` is how far a clause of the holder's is
    about the issue; ``best`` whether the grammar takes one to be about it, ``other`` whether it takes one to be about
    another issue, ``told`` whether it reads any attitude of the holder's.
    """

    chance: Chance | None
    score: float
    best: bool
    other: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Mix:
    """A logistic regression over what is known of a pair."""

    bias: float
    logit: float
    score: float
    best: float
    other: float
    told: float

    def sure(self, sight: Sight) -> float:
        """The chance, in 0..1, that the holder takes a stance on the issue in the sentence."""
        known = self.logit * logit(sight.chance.stance if sight.chance else 0.5) + self.score * sight.score
        known += self.best * sight.best + self.other * sight.other + self.told * sight.told
        return 1 / (1 + math.exp(-self.bias - known))


LIMITS = {"f1": 0.5, "precision": 0.7, "recall": 0.3}
"""Where a pair is taken for a position, by what the user leans to."""

MIX = Mix(bias=-0.5, logit=0.8, score=0.5, best=1.0, other=-0.5, told=0.2)


@dataclass(frozen=True, slots=True)
class Balance:
    """How the two are weighed. ``limit`` is where a pair is taken for a position, ``told`` how far a level that the
    grammar tells counts, in units of log chance; ``grammar`` and ``reader`` say which of the two are heard."""

    limit: float = LIMITS["f1"]
    told: float = 1.0
    doubted: float = 0.1
    former: float = 0.5
    grammar: bool = True
    reader: bool = True

    def sure(self, sight: Sight) -> float:
        """The chance that a pair is a position, 0 or 1 where only the grammar is heard."""
        if not self.reader or sight.chance is None:
            return float(sight.best)
        return MIX.sure(sight) if self.grammar else sight.chance.stance

    def likely(self, clause: Clause, issue: Issue, chance: Chance) -> float:
        """How likely the level is, to the reader, that the grammar tells in this clause; little if it tells none."""
        level = told_level(clause, issue)
        return chance.levels[LADDER.index(level)] if level is not None else 1 / len(LADDER)

    def decide(
        self, clause: Clause, holding: Holding, profile: Profile, chance: Chance | None, sure: float
    ) -> Decision:
        """The level, its other branch and what decided them."""
        issue, found = profile.issue, clause.stance
        kinds = frozenset(h.condition.kind for h in clause.hanging)
        told, otherwise = told_level(clause, issue), None
        if told is not None:
            told, otherwise = branch(told, found.negated, kinds)
        if chance is None or not self.reader:
            level, share = told or "neutral", found.certain
        else:
            level, share = self._weighed(chance, told if self.grammar else None, found.certain)
        if level != told:
            level, otherwise = branch(level, found.negated, kinds)
        match = clause.matches.get(issue.id)
        about = ("about:" + "+".join(sorted(match.concepts)),) if match is not None and match.concepts else ()
        because = (*(found.because if told is not None else ()), holding.why, *about, *_shares(told, chance))
        return Decision(
            profile,
            level,
            otherwise,
            confidence(sure if chance else _grammar_sure(clause, holding, issue), share),
            because,
            conditional=chance is None or chance.conditional >= self.doubted,
            former=chance is not None and chance.superseded >= self.former,
        )

    def _weighed(self, chance: Chance, told: Level | None, certain: float) -> tuple[Level, float]:
        weights = [share + _NEVER for share in chance.levels]
        if told is not None:
            weights[LADDER.index(told)] *= math.exp(self.told * certain)
        best = max(range(len(LADDER)), key=weights.__getitem__)
        return LADDER[best], weights[best] / sum(weights)


def balanced(decide: str, lean: str) -> Balance:
    """The balance for the settings ``decide`` (both, grammar, reader) and ``lean`` (f1, precision, recall)."""
    return Balance(limit=LIMITS[lean], grammar=decide != "reader", reader=decide != "grammar")


def told_level(clause: Clause, issue: Issue) -> Level | None:
    """The level that the grammar reads in a clause for an issue; None for a bare deed that may be about anything."""
    match = clause.matches.get(issue.id)
    if match is not None:
        return match.level
    if clause.stance.modal != "cue":
        return None
    return clause.stance.action if issue.kind == "action" else clause.stance.proposal


def _shares(told: Level | None, chance: Chance | None) -> tuple[str, ...]:
    """What the trained reader made of it, for *why*: its chance of a stance, and its likeliest levels."""
    if chance is None:
        return ()
    ranked = sorted(zip(chance.levels, LADDER, strict=True), reverse=True)[:2]
    levels = " ".join(f"{level} {share:.2f}" for share, level in ranked)
    return (f"reader:stance {chance.stance:.2f}, {levels}", f"grammar:{told or 'no level'}")


def _grammar_sure(clause: Clause, holding: Holding, issue: Issue) -> float:
    """How sure the grammar is of a pair by itself: cue, holder and issue certainty together."""
    match = clause.matches.get(issue.id)
    about = min(1.0, 0.5 + (match.score if match is not None else 0.0) / 2)
    raw = min(0.97, clause.stance.certain * holding.certain * about)
    return 1 / (1 + math.exp(1.87 - 3.34 * raw))


def confidence(sure: float, share: float) -> float:
    """How sure a record is, in 0..1: that there is a stance, and that it has this level."""
    return round(min(0.99, sure * (0.5 + 0.5 * share)), 2)


def logit(chance: float) -> float:
    """The log odds of a chance, kept finite."""
    held = min(1 - _NEVER, max(_NEVER, chance))
    return math.log(held / (1 - held))
