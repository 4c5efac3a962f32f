"""Puts the two readers together: what the grammar found in a clause, and what the trained reader makes of its sentence.

Each knows what the other does not: the grammar which words decide and what hangs on them, the trained reader what a
sentence is about when none of the question's words stand in it. The constants are logistic regressions' (Platt 1999),
fitted on labelled articles that did not train the reader; ``training/reader/mix.py`` prints them anew.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.parse.tree import Token
from onrecord.positions.attitude import Stance, side
from onrecord.positions.clauses import Clause
from onrecord.positions.conditions import branch
from onrecord.positions.grammar import auxiliaries
from onrecord.positions.holders import Holding
from onrecord.positions.lexicon import reasons, stance_cues
from onrecord.positions.profile import Profile
from onrecord.positions.reader import Chance
from onrecord.positions.recording import Decision
from onrecord.positions.sights import FIGURES, Sight
from onrecord.positions.supersession import then_marker
from onrecord.records import LADDER, Issue, Level
from onrecord.weights import card

_NEVER = 1e-4
_NEUTRAL, _OPEN, _PLEDGES, _DELIVERS = map(LADDER.index, ("neutral", "open", "pledges", "delivers"))
_NO = frozenset({"no", "none", "neither", "nor", "nobody", "nothing", "never", "without", "hardly", "only"})
_THOUGH = frozenset({"though", "although", "while", "whereas"})
_PERFECT = frozenset({"has", "have", "'ve", "’ve", "had", "'d", "’d"})


LIMITS = {
    "both": {"f1": 0.38, "precision": 0.65, "recall": 0.25},
    "reader": {"f1": 0.6, "precision": 0.8, "recall": 0.4},
    "grammar": {"f1": 0.05, "precision": 0.5, "recall": 0.01},
}
"""Where a pair is taken for a position, by who decides and what the user leans to."""


@functools.cache
def _mix(name: str) -> tuple[float, tuple[float, ...]]:
    """The bias and the factors, in the order of ``FIGURES``, of one of the two regressions."""
    stored = card("mix")[name]
    return stored["bias"], tuple(stored[figure] for figure in FIGURES)


@dataclass(frozen=True, slots=True)
class Balance:
    """How the two are weighed. ``limit`` is where a pair is taken for a position, ``told`` how far a level that the
    grammar tells counts, in units of log chance; below ``doubted`` the reader denies a condition (never an *only if*,
    which leaves no doubt), from ``hangs`` on it is sure of one, from ``former`` on of a stance that is no more;
    ``grammar`` and ``reader`` say which of the two are heard."""

    limit: float = LIMITS["both"]["f1"]
    told: float = 2.5
    doubted: float = 0.2
    hangs: float = 0.8
    former: float = 0.7
    grammar: bool = True
    reader: bool = True

    def sure(self, sight: Sight, chance: Chance | None) -> float:
        """The chance, in 0..1, that the holder takes a stance on the issue in the sentence.

        The grammar alone takes only what a clause of the holder's says about the issue.
        """
        if self.reader and not self.grammar:
            return chance.stance if chance is not None else 0.0
        if not self.reader and not sight.best:
            return 0.0
        bias, factors = _mix("both" if self.reader and chance is not None else "grammar")
        known = bias + sum(factor * figure for factor, figure in zip(factors, sight.figures(), strict=True))
        return 1 / (1 + math.exp(-known))

    def likely(self, clause: Clause, issue: Issue, chance: Chance) -> float:
        """How likely the level is, to the reader, that the grammar tells in this clause; little if it tells none."""
        level = told_level(clause, issue)
        return chance.levels[LADDER.index(level)] if level is not None else 1 / len(LADDER)

    def turns(self, clause: Clause, issue: Issue, chance: Chance | None) -> bool:
        """True where the predicate is negated, the grammar tells no level, and the reader sees a favourable one.

        *Has not paid* is no payment, and no refusal to pay; what it is neither can tell.
        """
        if chance is None or not self.grammar or not clause.stance.negated or told_level(clause, issue) is not None:
            return False
        return LADDER.index(chance.level) > _OPEN or (chance.level == "rules_out" and _undone(clause.stance.head))

    def decide(
        self, clause: Clause, holding: Holding, profile: Profile, chance: Chance | None, sure: float
    ) -> Decision:
        """The level, its other branch and what decided them. The chances are those of this clause alone."""
        issue, found = profile.issue, clause.stance
        kinds = frozenset(h.condition.kind for h in clause.hanging)
        told, otherwise = told_level(clause, issue), None
        if told is not None:
            told, otherwise = branch(told, found.negated, kinds)
        if chance is None or not self.reader or (self.grammar and _knows(clause, told, chance)):
            level, share = told or "neutral", found.certain
        else:
            heard = told if self.grammar else None
            level, share = self._weighed(_undelivered(chance, found, heard), heard, found.certain)
        if level != told:
            level, otherwise = branch(level, found.negated, kinds)
        match = clause.matches.get(issue.id)
        about = ("about:" + "+".join(sorted(match.concepts)),) if match is not None and match.concepts else ()
        because = (*(found.because if told is not None else ()), holding.why, *about, *_shares(told, chance))
        return Decision(
            profile,
            level,
            otherwise,
            confidence(sure, share),
            because,
            conditional=chance is None or chance.conditional >= self.doubted or "only_if" in kinds,
            former=chance is not None and chance.superseded >= self.former,
        )

    def _weighed(self, chance: Chance, told: Level | None, certain: float) -> tuple[Level, float]:
        weights = [share + _NEVER for share in chance.levels]
        if told is not None:
            weights[LADDER.index(told)] *= math.exp(self.told * certain)
        best = max(range(len(LADDER)), key=weights.__getitem__)
        return LADDER[best], weights[best] / sum(weights)


def _undelivered(chance: Chance, found: Stance, told: Level | None) -> Chance:
    """The chance of a deed counted for its promise, where the grammar reads a promise: *have pledged troops*."""
    if told != "pledges" or found.negated or not reasons("promises") & frozenset(found.because):
        return chance
    levels = list(chance.levels)
    levels[_PLEDGES] += levels[_DELIVERS]
    levels[_DELIVERS] = 0.0
    return replace(chance, levels=tuple(levels))


def balanced(decide: str, lean: str) -> Balance:
    """The balance for the settings ``decide`` (both, grammar, reader) and ``lean`` (f1, precision, recall)."""
    return Balance(limit=LIMITS[decide][lean], grammar=decide != "reader", reader=decide != "grammar")


def told_level(clause: Clause, issue: Issue) -> Level | None:
    """The level that the grammar reads in a clause for an issue; None for a bare deed that may be about anything."""
    match = clause.matches.get(issue.id)
    if match is not None:
        return match.level
    if clause.stance.modal != "cue":
        return None
    return clause.stance.action if issue.kind == "action" else clause.stance.proposal


def of_clause(clause: Clause, beside: Sequence[Clause], issue: Issue, chance: Chance | None) -> Chance | None:
    """The chances of one of a holder's clauses on an issue in a sentence.

    The trained reader gives a sentence one level. Where the grammar reads a clause for the issue and one against it
    (*would train police, but send no soldiers*), each keeps the chances of its own side.
    """
    own = _side(clause, issue)
    against = [other for other in beside if own and _side(other, issue) == -own]
    if chance is None or not any(_contrasts(clause, other) for other in against):
        return chance
    kept = [share if side(level) == own else 0.0 for share, level in zip(chance.levels, LADDER, strict=True)]
    total = sum(kept) or 1.0
    then = any(_was(other) for other in against) and not _was(clause)
    superseded = 0.0 if then else chance.superseded
    return replace(chance, levels=tuple(share / total for share in kept), superseded=superseded)


def _was(clause: Clause) -> bool:
    return then_marker(clause.sentence, clause.stance, clause.statement)


def _contrasts(one: Clause, other: Clause) -> bool:
    """True for two predicates joined by *and* or *but*, or set against each other by *though*; for one that affirms and
    denies; and for what was told of an earlier time against what is told of now."""
    first, second = one.stance.head, other.stance.head
    if first is second or _was(one) != _was(other):
        return True
    for below, above in ((first, second), (second, first)):
        marked = any(mark.lower in _THOUGH for mark in below.all("mark"))
        if below.head is above and (below.dep == "conj" or (below.dep == "advcl" and marked)):
            return True
    return False


def _side(clause: Clause, issue: Issue) -> int:
    """Which side of neutral the grammar reads a clause to be on, its conditions considered."""
    told = told_level(clause, issue)
    if told is None or clause.stance.modal == "urges":
        return 0
    return side(branch(told, clause.stance.negated, frozenset(h.condition.kind for h in clause.hanging))[0])


def _knows(clause: Clause, told: Level | None, chance: Chance) -> bool:
    """True where the grammar reads a negated predicate, or a word of refusal (*pulled out of*), as no favourable
    stance, an objection that is given up, a report that is denied, or an offer in a sentence that denies nothing: the
    trained reader overlooks negations of any kind, takes a denial for a refusal, and *may go* for *may not*."""
    found = clause.stance
    if told is None:
        return False
    if reasons("reversals") & frozenset(found.because) or (told == "neutral" and "cue:deny" in found.because):
        return True
    if told == "open" and found.negated and found.modal == "cue":
        return True  # "has not ruled out", "is not against"
    rank, heard = LADDER.index(told), LADDER.index(chance.level)
    if rank >= _OPEN and heard < _NEUTRAL:
        return not found.negated and not any(_is_against(token) for token in clause.sentence.tokens)
    against = (found.negated and rank <= _OPEN) or (found.modal == "cue" and rank < _NEUTRAL)
    return against and heard > _OPEN


def _is_against(token: Token) -> bool:
    """A negation, or a word of refusal or doubt."""
    cues = stance_cues()
    cue = cues.verbs.get(token.lemma) or cues.adjectives.get(token.lower) or cues.nouns.get(token.lemma)
    return token.dep == "neg" or token.lower in _NO or (cue is not None and cue.sign < 0)


def _undone(verb: Token) -> bool:
    """*Has not sent*, *did not go*: a deed that did not happen."""
    told = {auxiliary.lower for auxiliary in auxiliaries(verb)}
    return "did" in told or (verb.tag == "VBN" and bool(told & _PERFECT))


def _shares(told: Level | None, chance: Chance | None) -> tuple[str, ...]:
    """What the trained reader made of it, for *why*: its chance of a stance, and its likeliest levels."""
    if chance is None:
        return ()
    ranked = sorted(zip(chance.levels, LADDER, strict=True), reverse=True)[:2]
    levels = " ".join(f"{level} {share:.2f}" for share, level in ranked)
    return (f"reader:stance {chance.stance:.2f}, {levels}", f"grammar:{told or 'no level'}")


def confidence(sure: float, share: float) -> float:
    """How sure a record is, in 0..1: that there is a stance, and that it has this level."""
    return round(min(0.99, sure * (0.5 + 0.5 * share)), 2)
