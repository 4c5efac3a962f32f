"""Turns of talk that a colon opens: press-conference questions and answers, live blogs, headlines, chat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.parse import Parsed, Sentence, Token
from onrecord.records import Span, cut
from onrecord.statements.attribution import Attribution
from onrecord.statements.cues import Cues
from onrecord.statements.phrases import is_verb
from onrecord.statements.stances import load

_CLOCK = re.compile(r"^\W*(?:\d{1,2}[:.h]\d{2}(?:\s*(?:[ap]\.?m\.?|[A-Z]{2,4}))?)\W*", re.IGNORECASE)
_TURN = re.compile(r"^(?P<name>[^:\n.!?\"“”]{1,70}?)(?:\s*\([^)]{1,40}\))?\s*:\s+(?=\S)")
_MAX_NAME = 10
LABEL = "a label before a colon that names no speaker"


def from_turns(parsed: Parsed, cues: Cues) -> Iterator[Attribution]:
    """Every paragraph that reads "Name: words", a clock time before the name or not."""
    for sentences in paragraphs(parsed):
        start, end = sentences[0].start, sentences[-1].end
        text = parsed.article.text[start:end]
        clock = _CLOCK.match(text)
        skip = clock.end() if clock else 0
        match = _TURN.match(text[skip:])
        if match is None:
            continue
        name = Span(start + skip, start + skip + match.end("name"), match["name"])
        tokens = tuple(t for t in _tokens(sentences) if name.start <= t.start and t.end <= name.end)
        colon = next((t for t in _tokens(sentences) if t.start >= name.end and t.text == ":"), None)
        if not _names_someone(tokens, name.quote, cues):
            continue
        held = cut(parsed.article.text, start + skip + match.end(), end)
        cue, why = (colon,) if colon else (), "" if load().holds(_head(tokens)) else LABEL
        yield Attribution(tokens, cue, held.start, _without_stop(held), "turn", refused=why)


def _names_someone(tokens: tuple[Token, ...], name: str, cues: Cues) -> bool:
    if not tokens or len(tokens) > _MAX_NAME or name.strip().lower() in cues.labels:
        return False
    if any(is_verb(token) and token.tag != "VBN" for token in tokens) or not name.strip()[0].isupper():
        return False
    if tokens[0].lower in cues.labels or tokens[-1].pos not in {"NOUN", "PROPN"} or tokens[0].pos == "ADP":
        return False
    named = any(token.entity in {"PERSON", "ORG", "GPE", "NORP"} for token in tokens)
    return (named or len(tokens) <= 3) and len(name.strip()) > 1  # "A: Yes, we will." is somebody's answer


def _head(tokens: tuple[Token, ...]) -> Token:
    held = {token.index for token in tokens}
    return next((token for token in tokens if token.head.index not in held or token.head is token), tokens[-1])


def paragraphs(parsed: Parsed) -> list[list[Sentence]]:
    """The sentences of each paragraph, in order."""
    groups: dict[int, list[Sentence]] = {}
    for sentence in parsed.sentences:
        groups.setdefault(sentence.paragraph, []).append(sentence)
    return list(groups.values())


def _tokens(sentences: list[Sentence]) -> list[Token]:
    return [token for sentence in sentences for token in sentence.tokens]


def _without_stop(span: Span) -> int:
    return span.end - 1 if span.quote.endswith((".", ";", ",")) else span.end
