"""Whose stance a predicate is: its subject, the speaker who says *we*, or whoever utters an impersonal judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.parse.tree import Parsed, Token
from onrecord.positions.attitude import Stance
from onrecord.positions.grammar import giver, noun_phrase, subject_of
from onrecord.positions.lexicon import contribution_kinds
from onrecord.positions.listed import is_group, listed
from onrecord.positions.territory import territory
from onrecord.records import Mention, Statement

_SPEAKER = frozenset({"we", "i", "us", "our", "my", "me"})
_IMPERSONAL = frozenset({"it", "this", "that", "there", "these", "those", "what", "nothing", "now", "which"})
_BODIES = frozenset({"force", "mission", "corps", "detachment", "guard"})
_COMPOSING = frozenset({"make", "consist", "compose", "draw"})
PARLIAMENT = "subject:parliament"
UNKNOWN_NAME = "the subject is a name that no lexicon knows"
_RUMOURS = frozenset("talk rumour rumor speculation expectation hope fear suggestion gossip".split())
_NO_ONE = frozenset({"nobody", "one", "none", "no-one"})
_NOBODY = frozenset({"nobody", "no-one", "everyone", "anyone", "everybody", "somebody", "someone", "you"})


class Cast(Protocol):
    """What this room asks of the actors of an article; ``mentions`` are all of its body, in text order."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every resolved mention."""

    def mention_of(self, tokens: Sequence[Token]) -> Mention | None:
        """The actor that a noun phrase names."""

    def mentions_of(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """The actors that a coordinated noun phrase names."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One holder with what is known of who says so.

    ``by`` is the mention that names the holder (None where the speaker is meant); ``reported_by`` the actor that
    reports another's stance; ``why`` names the rule. ``told_by`` is who names the holder without any words being told:
    *the general named Ghana and Peru*.
    """

    holder: str
    by: Mention | None
    reported_by: str | None
    why: str
    certain: float
    told_by: Mention | None = None


@dataclass(frozen=True, slots=True)
class Nobody:
    """No holder, and the reason that ``--explain`` shows."""

    why: str


def holders(parsed: Parsed, cast: Cast, found: Stance, statement: Statement | None) -> tuple[Holding, ...] | Nobody:
    """The holders of a stance, or why there is none."""
    unheld = _unheld(found, statement)
    if unheld is not None:
        return unheld
    subject = _agent(found.head) or giver(found.head) or subject_of(found.head)
    origin = _origin(found.head, subject) if subject is not None else None
    seat = _seat(found.head, subject)
    if seat is not None:
        return (Holding(seat, None, reporter(seat, statement), "subject:nobody there", 0.85),)
    if subject is None or subject.dep == "expl" or (found.impersonal and not _is_agent(subject) and origin is None):
        return _uttered(found, statement, subject)
    if subject.lower in _SPEAKER and _is_speaker(parsed, subject, statement):
        return _from_speaker(statement, "subject:we")
    if subject.lower in _NOBODY:
        return Nobody("the subject is nobody in particular")
    mentions = cast.mentions_of(noun_phrase(origin if origin is not None else subject))
    named: Sequence[Mention] = [m for m in mentions if m.speaks_for is not None]
    if not named and is_group(subject):
        named = listed(subject, cast.mentions)
    if named:
        joint = statement is not None and subject.lower == "they" and statement.on_behalf_of in _speaking(named)
        return tuple(_named(m, None if joint else statement) for m in named)
    if subject.lower in _IMPERSONAL:
        return _uttered(found, statement, subject)
    people = mentions and all(m.role is not None for m in mentions) and subject.lemma not in contribution_kinds()
    if people:  # "Ghana's opposition leader" is not Ghana; its soldiers are
        return Nobody("the subject speaks for no state or organisation")
    owned = _owner(subject, statement)
    if isinstance(owned, Nobody) and any(_is_parliament(m) for m in mentions) and not found.impersonal:
        return tuple(_parliament(m, statement) for m in mentions if _is_parliament(m))
    if isinstance(owned, Nobody) and mentions:
        return Nobody("the subject speaks for no state or organisation")
    return owned


def _agent(verb: Token) -> Token | None:
    """Who does it, in a passive: *was ruled out by the Peruvian government*."""
    by = verb.child("agent")
    return by.child("pobj") if by is not None else None


def _unheld(found: Stance, statement: Statement | None) -> Nobody | None:
    """Why nobody whose stance counts says it."""
    if statement is not None and statement.on_behalf_of is None and not statement.anonymous:
        return Nobody("the speaker speaks for no state or organisation")
    rumour = found.head.dep in {"acl", "ccomp", "relcl"} and found.head.head.lemma in _RUMOURS
    return Nobody("only talked of") if rumour else None


def _seat(verb: Token, subject: Token | None) -> str | None:
    """Whose seat it is where *nobody in Oslo* thinks of it, or where *there are no plans in Oslo*."""
    vacant = subject or verb.child("expl")
    if vacant is None or (vacant.dep != "expl" and vacant.lower not in _NO_ONE):
        return None
    around = (vacant, verb, *verb.all("attr"))
    seats = [place for noun in around for prep in noun.all("prep") if prep.lower == "in" for place in prep.all("pobj")]
    return next((owner for place in seats if (owner := territory(place)) is not None), None)


def _origin(verb: Token, forces: Token) -> Token | None:
    """Whose the forces are: *soldiers from Ghana and Peru will join*, *police will come from Kenya*, *the force will
    be made up of Ghanaians and Peruvians*."""
    if forces.lemma not in contribution_kinds() and forces.lemma not in _BODIES:
        return None
    from_where = {"from", "of"} if verb.lemma in _COMPOSING else {"from"}
    for prep in (prep for noun in (forces, verb) for prep in noun.all("prep") if prep.lower in from_where):
        name = prep.child("pobj")
        if name is not None and name.lemma in contribution_kinds():  # "will consist of soldiers from Ghana"
            return next((inner.child("pobj") for inner in name.all("prep") if inner.lower == "from"), None)
        if name is not None and (name.pos == "PROPN" or prep.lower == "from"):
            return name
    return None


def _is_agent(subject: Token) -> bool:
    return subject.dep == "pobj" and subject.head.dep == "agent"


def _named(mention: Mention, statement: Statement | None) -> Holding:
    holder = mention.speaks_for or ""
    return Holding(holder, mention, reporter(holder, statement), f"subject:{mention.span.quote}", mention.confidence)


def _speaking(named: Sequence[Mention]) -> set[str | None]:
    """For whom several speak: *Ghana and Peru said they would go* is told by both."""
    return {mention.speaks_for for mention in named}


def _from_speaker(statement: Statement | None, why: str) -> tuple[Holding, ...] | Nobody:
    if statement is None or statement.on_behalf_of is None:
        return Nobody("it cannot be told for whom the speaker speaks")
    return (Holding(statement.on_behalf_of, None, None, why, 0.9),)


def _uttered(found: Stance, statement: Statement | None, subject: Token | None) -> tuple[Holding, ...] | Nobody:
    """An impersonal judgement is its utterer's; a passive act is whose act it is ("Polish soldiers will be sent")."""
    if subject is not None and found.modal != "cue":
        owner = _owner(subject, statement)
        if not isinstance(owner, Nobody) or found.deed:
            return owner
    return _from_speaker(statement, "speaker:impersonal")


def _owner(subject: Token, statement: Statement | None) -> tuple[Holding, ...] | Nobody:
    """The state whose soldiers, bases or money the subject names: *Jordanian soldiers*, *our armed forces*.

    Forces that the subject leaves without a state are the speaker's own.
    """
    for child in subject.children:
        if child.dep in {"poss", "amod", "compound", "nmod", "det"}:
            if child.lower in _SPEAKER:
                return _from_speaker(statement, "subject:our")
            owner = territory(child)
            if owner is not None and (child.dep == "poss" or subject.lemma in contribution_kinds()):
                teller = reporter(owner, statement)
                return (Holding(owner, None, teller, f"subject:{child.text} {subject.text}", 0.85),)
    if subject.lemma in contribution_kinds() and statement is not None and statement.on_behalf_of is not None:
        return (Holding(statement.on_behalf_of, None, None, "speaker:its forces", 0.6),)
    return Nobody(UNKNOWN_NAME if subject.pos == "PROPN" else "the subject is no actor that could be resolved")


def reporter(holder: str, statement: Statement | None) -> str | None:
    """The actor that tells another's stance, UNNAMED for one that cannot be told; None where a holder speaks itself."""
    if statement is None or statement.on_behalf_of == holder:
        return None
    return statement.on_behalf_of or "UNNAMED"


def _is_parliament(mention: Mention) -> bool:
    return mention.actor is not None and mention.actor.endswith(("/parliament", "/lawmaker"))


def _parliament(mention: Mention, statement: Statement | None) -> Holding:
    """A parliament's act is its state's where the issue asks for that act (codebook, rule 3); ``find`` sees to that."""
    holder = (mention.actor or "").split("/")[0]
    return Holding(holder, mention, reporter(holder, statement), PARLIAMENT, 0.8)


def _is_speaker(parsed: Parsed, subject: Token, statement: Statement | None) -> bool:
    return statement is not None and (parsed.quotation_at(subject.start) is not None or statement.kind != "indirect")
