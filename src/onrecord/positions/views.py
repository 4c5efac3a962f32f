"""What the trained reader looks at: a sentence, whoever may hold a stance in it, and what stands around it.

A view is made generously: every state or organisation that the sentence names, every one whose people speak in it, and
the one for whom its words are said. Whether any of them takes a stance there is for the reader to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.parse.tree import Parsed, Sentence, Token
from onrecord.positions.holders import Cast
from onrecord.positions.territory import territory
from onrecord.records import Mention, Span, Statement

_SELF = frozenset({"we", "our", "us", "i", "my"})


@dataclass(frozen=True, slots=True)
class Holder:
    """One that may hold a stance in a sentence.

    ``spans`` are where the sentence names it, empty where only ``statement``'s speaker, who is named elsewhere, stands
    for it. ``mention`` is the first that names it; ``statement`` the words that are its own.
    """

    id: str
    spans: tuple[Span, ...]
    mention: Mention | None = None
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with its possible holders, in text order.

    ``teller`` is who says it, as the text names him, where he is not named in the sentence itself; ``heading`` the
    headline (the first sentence where there is none) and ``before`` the sentence before, empty at the start.
    """

    sentence: Sentence
    text: Span
    holders: tuple[Holder, ...]
    teller: str
    heading: str
    before: str


def views(parsed: Parsed, cast: Cast, statements: Sequence[Statement]) -> Iterator[View]:
    """A view of every sentence in which somebody may hold a stance, in text order."""
    article = parsed.article
    first = parsed.span(parsed.sentences[0].tokens).quote if parsed.sentences else ""
    heading = article.headline.quote if article.headline else article.title or first
    mentions = _Mentions(cast)
    before = ""
    for sentence in parsed.sentences:
        text = parsed.span(sentence.tokens)
        around = _statements_at(statements, sentence)
        holders = _holders(parsed, sentence, mentions.within(sentence), around)
        if holders:
            yield View(sentence, text, holders, _teller(sentence, around), heading, before)
        before = text.quote


class _Mentions:
    """An article's mentions by sentence; sentences are asked for in text order."""

    def __init__(self, cast: Cast) -> None:
        self._waiting = sorted(cast.mentions, key=lambda m: m.span.start)
        self._at = 0

    def within(self, sentence: Sentence) -> list[Mention]:
        """The mentions that start in this sentence."""
        found = []
        while self._at < len(self._waiting) and self._waiting[self._at].span.start < sentence.end:
            if self._waiting[self._at].span.start >= sentence.start:
                found.append(self._waiting[self._at])
            self._at += 1
        return found


def _statements_at(statements: Sequence[Statement], sentence: Sentence) -> list[Statement]:
    """The statements that share words with the sentence, the innermost first."""
    around = [s for s in statements if s.content.start < sentence.end and sentence.start < s.content.end]
    return sorted(around, key=lambda s: len(s.content.quote))


def _holders(
    parsed: Parsed, sentence: Sentence, mentions: list[Mention], around: list[Statement]
) -> tuple[Holder, ...]:
    found: dict[str, Holder] = {}
    for mention in mentions:
        name = holder_of(mention)
        if name:
            held = found.get(name, Holder(name, (), mention))
            found[name] = Holder(name, (*held.spans, mention.span), held.mention)
    for token in sentence.tokens:  # "Polish soldiers", "Chile's navy": whose they are
        owner = territory(token) if token.dep in {"amod", "compound", "poss", "nmod"} else None
        if owner is not None and not any(token.start < s.end and s.start < token.end for s in _spans(found)):
            span = parsed.span([token])
            held = found.get(owner, Holder(owner, ()))
            found[owner] = Holder(owner, tuple(sorted((*held.spans, span), key=lambda s: s.start)), held.mention)
    for statement in around:
        name = statement.on_behalf_of
        if name:
            held = found.get(name, Holder(name, ()))
            spans = (*held.spans, *_own_words(parsed, sentence, statement))
            found[name] = Holder(name, spans, held.mention, held.statement or statement)
    return tuple(found.values())


def holder_of(mention: Mention) -> str | None:
    """For whom a mention may hold a stance; a parliament, for the state whose it is."""
    if mention.speaks_for:
        return mention.speaks_for
    actor = mention.actor or ""
    return actor.split("/")[0] if actor.endswith("/parliament") else None


def _spans(found: dict[str, Holder]) -> list[Span]:
    return [span for holder in found.values() for span in holder.spans]


def _own_words(parsed: Parsed, sentence: Sentence, statement: Statement) -> list[Span]:
    """The *we* and *our* of a statement are its holder's names."""
    inside = [t for t in sentence.tokens if statement.content.start <= t.start < statement.content.end]
    return [parsed.span([token]) for token in inside if _is_self(parsed, token, statement)]


def _is_self(parsed: Parsed, token: Token, statement: Statement) -> bool:
    if token.lower not in _SELF:
        return False
    return statement.kind != "indirect" and (statement.kind == "direct" or parsed.quotation_at(token.start) is not None)


def _teller(sentence: Sentence, around: list[Statement]) -> str:
    for statement in around:
        cue = statement.cue
        if statement.speaker_text and (cue is None or not sentence.start <= cue.start < sentence.end):
            return statement.speaker_text
    return ""
