"""Makes the record: a clause, whose it is and what was decided become a position with its evidence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from onrecord.parse.tree import Parsed, Sentence, Token
from onrecord.positions.attitude import Stance, side
from onrecord.positions.clauses import Clause
from onrecord.positions.contribution import contribution, gives
from onrecord.positions.holders import Holding
from onrecord.positions.profile import Profile
from onrecord.positions.supersession import THEN, then_marker
from onrecord.records import Contribution, Level, Position, Span, Statement, Vote, cut
from onrecord.statements.dates import resolve

COUNCILS = frozenset({"UNSC", "UNGA"})
"""Organs that adopt texts and send nobody: their members do."""

_COMMAS = frozenset({",", ";", ":", "—", "–"})
_TRAILING = re.compile(r"(?:[\s.,;:]|\b(?:and|but|or|while|adding)$)+$")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a clause: the level on an issue while its conditions hold, otherwise, and what decided it.

    ``conditional`` is False where its conditions were judged to be none; ``former`` True where the text sets it
    against a later stance.
    """

    profile: Profile
    level: Level
    otherwise: Level | None
    confidence: float
    because: tuple[str, ...]
    conditional: bool = True
    former: bool = False


def record(parsed: Parsed, clause: Clause, holding: Holding, decision: Decision) -> Position:
    """The position that a clause gives its holder."""
    found, statement, words = clause.stance, clause.statement, evidence(parsed, clause)
    speaker, role, anonymous = _speaker(holding, _voice(clause))
    then = then_marker(clause.sentence, found, statement)
    made = Position(
        id="",
        holder=holding.holder,
        issue=decision.profile.issue.id,
        level=decision.level,
        evidence=words,
        confidence=decision.confidence,
        because=(*decision.because, *((THEN,) if then else ())),
        otherwise=decision.otherwise,
        conditions=tuple(h.condition for h in clause.hanging) if decision.conditional else (),
        contribution=_given(clause, words, decision) if gives(decision.profile) else None,
        vote=found.vote or _adoption(found, holding, decision.level),
        speaker=speaker,
        speaker_role=role,
        anonymous=anonymous,
        statement=statement.id if statement is not None else None,
        stated=_stated(parsed, clause),
        superseded=decision.former or then,
        reported_by=holding.reported_by or (clause.teller if clause.teller != holding.holder else None),
    )
    return replace(made, id=identify(parsed.article.id, made))


def evidence(parsed: Parsed, clause: Clause) -> Span:
    """The clause of the stance with its subject and conditions; the attribution too where it is in the sentence."""
    sentence, found, statement = clause.sentence, clause.stance, clause.statement
    if not found.because:  # the grammar reads no stance here: the trained reader's evidence is the sentence
        return _without_stop(parsed, parsed.span(sentence.tokens))
    tokens = [*clause.tokens, *found.used]
    subject = found.head.child("nsubj", "nsubjpass", "expl", "csubj")
    tokens += subject.subtree() if subject is not None else []
    tokens += [t for t in sentence.tokens if any(t.index in h.tokens for h in clause.hanging)]
    start, end = min(t.start for t in tokens), max(t.end for t in tokens)
    if (
        statement is not None
        and sentence.start <= statement.content.start
        and statement.content.end <= sentence.end + 1
    ):
        start, end = min(start, statement.content.start), max(end, statement.content.end)
        for piece in _attribution(parsed, sentence, statement):
            start, end = min(start, piece.start), max(end, piece.end)
    return _without_stop(parsed, cut(parsed.article.text, _opened(sentence, start), min(end, sentence.end)))


def _opened(sentence: Sentence, start: int) -> int:
    """Where the words start without the *and* or *that* which ties them to what stands before."""
    for token in sentence.tokens:
        tie = token.dep == "cc" or token.text in _COMMAS or (token.dep == "mark" and token.lower == "that")
        if token.start >= start and not tie:
            return token.start
    return start


def _attribution(parsed: Parsed, sentence: Sentence, statement: Statement) -> Iterator[Span]:
    """The cue and the speaker of a statement, where they stand in this sentence."""
    cue = statement.cue
    if cue is None or not sentence.start <= cue.start < sentence.end:
        return
    yield cue
    text, words = parsed.article.text, statement.speaker_text
    if words:
        found = list(_occurrences(text, words, sentence.start, sentence.end))
        nearest = min(found, key=lambda at: abs(at - cue.start), default=None)
        if nearest is not None:
            yield Span(nearest, nearest + len(words), words)


def _occurrences(text: str, words: str, start: int, end: int) -> Iterator[int]:
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def _without_stop(parsed: Parsed, span: Span) -> Span:
    stripped = _TRAILING.sub("", span.quote)
    return cut(parsed.article.text, span.start, span.start + len(stripped)) if stripped else span


def _adoption(found: Stance, holding: Holding, level: Level) -> Vote | None:
    """A council that adopts a text votes for it (codebook, other fields)."""
    return "for" if found.needs_act and level == "supports" and holding.holder in COUNCILS else None


def _given(clause: Clause, words: Span, decision: Decision) -> Contribution | None:
    """What the clause itself names, else what the evidence around it does, its conditions and others' clauses apart.

    One who *will take part*, where the question asks for observers, gives observers; a mediator gives nothing else.
    """
    asked = decision.profile.asked
    if asked == "mediation":
        return Contribution(asked)
    hung = {index for hanging in clause.hanging for index in hanging.tokens}
    hung |= {token.index for verb in clause.sentence.tokens if _is_anothers(verb, clause) for token in verb.subtree()}
    inside = [t for t in clause.sentence.tokens if words.start <= t.start < words.end and t.index not in hung]
    offered, act = side(decision.level) > 0, clause.stance.act
    named = contribution(clause.tokens, act, offered=offered) or contribution(inside, act, offered=offered)
    return named or (Contribution(asked) if asked is not None else None)


def _is_anothers(verb: Token, clause: Clause) -> bool:
    """True for a clause beside this one that somebody else is the subject of."""
    subject = verb.child("nsubj", "nsubjpass")
    apart = verb.dep in {"ccomp", "conj", "advcl"} and clause.stance.head not in verb.subtree()
    return apart and subject is not None and subject.pos == "PROPN" and verb is not clause.stance.act


def _stated(parsed: Parsed, clause: Clause) -> date | None:
    """The day of the utterance; of the act itself, by the words of its own clause, where nobody is quoted."""
    if clause.statement is not None:
        return clause.statement.said_on
    hung = {index for hanging in clause.hanging for index in hanging.tokens}
    words = [token.text for token in clause.tokens if token.index not in hung]
    return resolve(words, parsed.article.published)


def _voice(clause: Clause) -> Statement | None:
    """The statement whose speaker is heard: where a state *has assured us*, whoever tells of it."""
    inner, outer = clause.statement, clause.outer
    unvoiced = inner is not None and inner.speaker is None and inner.speaker_role is None and not inner.anonymous
    return outer if unvoiced and outer is not None and outer.speaker is not None else inner


def _speaker(holding: Holding, statement: Statement | None) -> tuple[str | None, str | None, bool]:
    if statement is not None:
        return statement.speaker, statement.speaker_role, statement.anonymous
    if holding.told_by is not None:
        return holding.told_by.person, holding.told_by.role, holding.told_by.anonymous
    if holding.by is not None:
        return holding.by.person, holding.by.role, holding.by.anonymous
    return None, None, False


def identify(article: str, position: Position) -> str:
    """The id of a record of an article: made of what it says, so that reading again gives it again."""
    key = (article, position.holder, position.issue, position.level, position.evidence.start, position.evidence.end)
    rest = (position.reported_by, position.contribution and position.contribution.kind, position.superseded)
    return "po-" + hashlib.sha256(repr((*key, *rest)).encode()).hexdigest()[:12]
