"""Whose stance a predicate is: its subject, the speaker who says *we*, or whoever utters an impersonal judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.parse.tree import Parsed, Token
from onrecord.positions.grammar import noun_phrase, subject_of
from onrecord.positions.stance import Stance
from onrecord.records import Mention, Statement

_SPEAKER = frozenset({"we", "i", "us", "our", "my", "me"})
_IMPERSONAL = frozenset({"it", "this", "that", "there", "these", "those", "what", "nothing", "now", "which"})
_NOBODY = frozenset({"nobody", "no-one", "everyone", "anyone", "everybody", "somebody", "someone", "you"})


class Cast(Protocol):
    """What this room asks of the actors of an article."""

    def mention_of(self, tokens: Sequence[Token]) -> Mention | None:
        """The actor that a noun phrase names."""

    def mentions_of(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """The actors that a coordinated noun phrase names."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One holder with what is known of who says so.

    ``by`` is the mention that names the holder (None where the speaker is meant); ``reported_by`` the actor that
    reports another's stance; ``why`` names the rule.
    """

    holder: str
    by: Mention | None
    reported_by: str | None
    why: str
    certain: float


@dataclass(frozen=True, slots=True)
class Nobody:
    """No holder, and the reason that ``--explain`` shows."""

    why: str


def holders(parsed: Parsed, cast: Cast, found: Stance, statement: Statement | None) -> tuple[Holding, ...] | Nobody:
    """The holders of a stance, or why there is none."""
    if statement is not None and statement.on_behalf_of is None and not statement.anonymous:
        return Nobody("the speaker speaks for no state or organisation")
    subject = subject_of(found.head)
    if found.impersonal or subject is None or subject.lower in _IMPERSONAL:
        return _uttered(cast, found, statement, subject)
    if subject.lower in _SPEAKER and _is_speaker(parsed, subject, statement):
        return _from_speaker(statement, "subject:we")
    if subject.lower in _NOBODY:
        return Nobody("the subject is nobody in particular")
    mentions = cast.mentions_of(noun_phrase(subject))
    named = [m for m in mentions if m.speaks_for is not None]
    if named:
        return tuple(_named(m, statement) for m in named)
    if mentions:
        return Nobody("the subject speaks for no state or organisation")
    return _owner(cast, subject, statement)


def _named(mention: Mention, statement: Statement | None) -> Holding:
    holder = mention.speaks_for or ""
    reporter = None
    if statement is not None and statement.on_behalf_of != holder:
        reporter = statement.on_behalf_of or "UNNAMED"
    return Holding(holder, mention, reporter, f"subject:{mention.span.quote}", mention.confidence)


def _from_speaker(statement: Statement | None, why: str) -> tuple[Holding, ...] | Nobody:
    if statement is None or statement.on_behalf_of is None:
        return Nobody("it cannot be told for whom the speaker speaks")
    return (Holding(statement.on_behalf_of, None, None, why, 0.9),)


def _uttered(
    cast: Cast, found: Stance, statement: Statement | None, subject: Token | None
) -> tuple[Holding, ...] | Nobody:
    """An impersonal judgement is its utterer's; a passive act is whose act it is ("Polish soldiers will be sent")."""
    if subject is not None and found.modal != "cue":
        owner = _owner(cast, subject, statement)
        if not isinstance(owner, Nobody):
            return owner
    return _from_speaker(statement, "speaker:impersonal")


def _owner(cast: Cast, subject: Token, statement: Statement | None) -> tuple[Holding, ...] | Nobody:
    """The state whose soldiers, ministers or money the subject names: *Jordanian soldiers*, *Germany's part*."""
    for child in subject.children:
        if child.dep in {"poss", "amod", "compound", "nmod", "det"}:
            if child.lower in _SPEAKER:
                return _from_speaker(statement, "subject:our")
            mentions = [m for m in cast.mentions_of([child]) if m.speaks_for is not None]
            if mentions:
                return tuple(_named(m, statement) for m in mentions)
    return Nobody("the subject is no actor that could be resolved")


def _is_speaker(parsed: Parsed, subject: Token, statement: Statement | None) -> bool:
    return statement is not None and (parsed.quotation_at(subject.start) is not None or statement.kind != "indirect")
