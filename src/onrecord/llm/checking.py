"""A claim becomes a record only where the article bears it out; else it is refused, with the reason."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.lexicons import table, world
from onrecord.llm.answers import Claim
from onrecord.llm.pieces import Piece
from onrecord.llm.quotes import Quotes, Refused
from onrecord.positions.lexicon import units
from onrecord.positions.recording import COUNCILS, identify
from onrecord.records import Article, Condition, Contribution, Issue, Level, Position, Span, Statement

UNNAMED = "UNNAMED"
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = (1.0, 1e2, 1e3, 1e6, 1e9, 1e12)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a claim about one article is held against.

    ``named`` are the ids of those whom the article names; ``offline`` the levels that the offline reader found, by
    holder and issue; ``by`` how the record names the model.
    """

    article: Article
    issues: Mapping[str, Issue]
    statements: Sequence[Statement]
    named: Collection[str]
    offline: Mapping[tuple[str, str], Level]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BadQuote:
    """The claim's words are no evidence."""

    why: str


@dataclass(frozen=True, slots=True)
class BadValue:
    """The claim holds a value that the codebook does not know."""

    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """The claim's words stand there, at ``span``, but it cannot be what it says."""

    span: Span
    why: str


class Checker:
    """Checks the claims about one article."""

    def __init__(self, basis: Basis) -> None:
        self._basis = basis
        self._quotes = Quotes(basis.article)

    def check(self, claim: Claim, piece: Piece) -> Position | BadQuote | BadValue | Doubt:
        """The record that a claim about a piece of the article makes, or why it makes none."""
        span = self._quotes.evidence(claim.evidence, piece.start, piece.end)
        if isinstance(span, Refused):
            return BadQuote(f"{span.why}: {claim.evidence[:160]!r}")
        holder, reporter = known_id(claim.holder), known_id(claim.reported_by or UNNAMED)
        if holder is None or holder == UNNAMED:
            return BadValue(f"holder: {claim.holder!r} is no id of a state or organisation")
        if reporter is None:
            return BadValue(f"reported_by: {claim.reported_by!r} is no id of a state or organisation")
        if missing := next((one for one in (holder, reporter) if not self._is_named(one)), None):
            return Doubt(span, f"nothing in the article names {missing}")
        if holder in COUNCILS and self._basis.issues[claim.issue].kind == "action":
            return Doubt(span, "a council adopts texts and does nothing itself")
        conditions = self._conditions(claim, span, piece)
        if isinstance(conditions, BadQuote):
            return conditions
        told_by = reporter if claim.reported_by and reporter != holder else None
        return self._record(claim, holder, told_by, span, conditions)

    def _record(
        self, claim: Claim, holder: str, reporter: str | None, span: Span, conditions: tuple[Condition, ...]
    ) -> Position:
        said = self._statement(span, reporter or holder)
        speaker = claim.speaker if claim.speaker and self._stands(claim.speaker.split()[-1]) else None
        speaker = speaker or (said.speaker if said is not None else None)
        anonymous = claim.anonymous or (said is not None and said.anonymous)
        made = Position(
            id="",
            holder=holder,
            issue=claim.issue,
            level=claim.level,
            evidence=span,
            confidence=claim.confidence,
            because=(*self._basis.by, *self._because(claim, holder, span)),
            otherwise=claim.otherwise if conditions else None,
            conditions=conditions,
            contribution=_contribution(claim.contribution, span.quote),
            vote=claim.vote,
            speaker=speaker,
            speaker_role=_role(claim.speaker_role) or (said.speaker_role if said is not None else None),
            anonymous=anonymous and speaker is None,
            statement=said.id if said is not None else None,
            stated=(said.said_on if said is not None else None) or self._day(claim.stated),
            superseded=claim.superseded,
            reported_by=reporter,
        )
        return replace(made, id=identify(self._basis.article.id, made))

    def _because(self, claim: Claim, holder: str, span: Span) -> tuple[str, ...]:
        words = " ".join(claim.words.split())
        level = self._basis.offline.get((holder, claim.issue))
        shown = (f"words:{words}",) if words and words in " ".join(span.quote.split()) else ()
        return (*shown, f"offline:{level or 'nothing'}")

    def _conditions(self, claim: Claim, near: Span, piece: Piece) -> tuple[Condition, ...] | BadQuote:
        """The conditions where they stand. Without one of them the stance would be another: then there is no record."""
        found = []
        for kind, words in claim.conditions:
            span = self._quotes.find(words, near.start, near.end)
            if isinstance(span, Span) and not (near.start <= span.start and span.end <= near.end):
                span = self._quotes.find(words, piece.start, piece.end)
            if isinstance(span, Refused):
                return BadQuote(f"of a condition {span.why}: {words[:160]!r}")
            found.append(Condition(kind, span))
        return tuple(found)

    def _is_named(self, actor: str) -> bool:
        return actor == UNNAMED or actor in self._basis.named

    def _statement(self, span: Span, teller: str) -> Statement | None:
        """The teller's utterance that the evidence shares most characters with."""
        shared = [
            (min(span.end, one.content.end) - max(span.start, one.content.start), -len(one.content.quote), one.id, one)
            for one in self._basis.statements
            if one.on_behalf_of == teller and one.content.overlaps(span)
        ]
        return max(shared)[3] if shared else None

    def _stands(self, word: str) -> bool:
        return isinstance(self._quotes.find(word, 0, 0), Span)

    def _day(self, stated: date | None) -> date | None:
        published = self._basis.article.published
        if stated is not None and published is not None and stated > published + timedelta(days=1):
            return None
        return stated


def _contribution(given: Contribution | None, evidence: str) -> Contribution | None:
    """A contribution whose number and unit are those of the evidence; what is not there is left out."""
    if given is None or given.quantity is None:
        return given if given is None or _is_unit(given.unit, evidence) else replace(given, unit=None)
    numbers = [float(one.replace(",", "")) for one in _DIGITS.findall(evidence)]
    if numbers and not any(abs(one * scale - given.quantity) < 1e-6 * scale for one in numbers for scale in _SCALES):
        return replace(given, quantity=None, unit=None)
    return given if _is_unit(given.unit, evidence) else replace(given, unit=None)


def _is_unit(unit: str | None, evidence: str) -> bool:
    return unit is None or unit in units().values() or unit.casefold() in evidence.casefold()


def _role(words: str | None) -> str | None:
    """A role as the lexicons call it; None for words that they do not know."""
    found = world.roles().get((words or "").lower())
    return found.role if found is not None else None


def known_id(words: str) -> str | None:
    """The id of a state or organisation, given as one or by a name that means no other; None for all else."""
    if words == UNNAMED or words in _ids():
        return words
    return _by_name().get(words.casefold())


@functools.cache
def _ids() -> frozenset[str]:
    return frozenset(row[0] for name in ("territories", "organisations") for row in table(name))


@functools.cache
def _by_name() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for words, form in world.forms():
        if form.sort in {"name", "organisation"}:
            key = words.casefold()
            other = key in found and found[key] != form.actor
            found[key] = None if other or form.candidates else form.actor
    return found
