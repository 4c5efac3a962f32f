"""From candidates to statements: who speaks, for whom, when, in what kind of words, and what contains what."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from onrecord.parse import Parsed
from onrecord.records import Dropped, Mention, Span, Statement, StatementKind, cut
from onrecord.statements.attitudes import attitudes, believable, widened
from onrecord.statements.attribution import Attribution, CastLike, overlap
from onrecord.statements.carried import carried
from onrecord.statements.cues import load
from onrecord.statements.dates import resolve
from onrecord.statements.phrasal import from_phrases
from onrecord.statements.quoted import Quotes
from onrecord.statements.turns import LABEL, from_turns
from onrecord.statements.verbs import from_verbs

_WORD = re.compile(r"\w")
_STEP = "statements"


def attributions(parsed: Parsed) -> list[Attribution]:
    """Every attribution in the body, attitudes and refused candidates included, in the order of the text."""
    found = _spoken(parsed)
    found = [widened(parsed, one) for one in found if believable(one)]
    found += attitudes(parsed, found)
    return sorted(found, key=lambda one: (one.start, -one.end))


def _spoken(parsed: Parsed) -> list[Attribution]:
    """Every candidate for a statement, refused ones included, in the order of the text."""
    cues = load()
    found: list[Attribution] = []
    for sentence in parsed.sentences:
        found.extend(from_verbs(parsed, sentence, cues))
        found.extend(from_phrases(sentence, cues))
    found.extend(from_turns(parsed, cues))
    found = Quotes(parsed, found, cues).assign()
    return sorted([*found, *carried(parsed, found)], key=lambda one: (one.start, -one.end))


def find(parsed: Parsed, cast: CastLike) -> tuple[tuple[Statement, ...], tuple[Dropped, ...]]:
    """The statements of an article in the order of the text, and the candidates that were refused, with reasons."""
    made: list[Statement] = []
    dropped: list[Dropped] = []
    for one in _spoken(parsed):
        span = _content(parsed, one)
        if not _WORD.search(span.quote):
            continue
        mention = cast.mention_of(one.source) if one.source else None
        why = one.refused or _not_speaking(one, mention)
        if why:
            dropped.append(Dropped(span, _STEP, f"{why} ({_cue_words(parsed, one)})"))
        else:
            made.append(_statement(parsed, one, span, mention))
    return nested(_unique(made)), tuple(dropped)


def _not_speaking(one: Attribution, mention: Mention | None) -> str:
    """ "..., Reuters reported" credits an agency, and "Translation: ..." names nobody."""
    if one.how == "turn" and mention is None:
        return LABEL
    trailing = one.how == "before" and one.source and one.source[0].start > one.start
    if mention is not None and mention.kind == "media" and trailing:
        return "credit: a news agency's own report"
    return ""


def _cue_words(parsed: Parsed, one: Attribution) -> str:
    return parsed.span(one.cue).quote if one.cue else one.how


def _content(parsed: Parsed, one: Attribution) -> Span:
    """The content without stops and outer quotation marks."""
    text, start, end = parsed.article.text, one.start, one.end
    for quotation in parsed.quotations:
        outer = quotation.outer
        closes = any(q.outer.end in {end, end - 1} for q in parsed.quotations if q.outer.start >= start)
        if outer.start == start and closes:
            start = quotation.inner.start
            end = next(q.inner.end for q in parsed.quotations if q.outer.end in {end, end - 1})
            break
    start = next((q.inner.start for q in parsed.quotations if q.outer.start == start and not q.closed), start)
    span = cut(text, start, end)
    while span.quote.endswith((",", ";", ":")) or (span.quote.endswith(".") and not span.quote.endswith("..")):
        span = cut(text, span.start, span.end - 1)
    return span


def _statement(parsed: Parsed, one: Attribution, span: Span, mention: Mention | None) -> Statement:
    source = parsed.span(one.source).quote if one.source else None
    return Statement(
        id=_identity(parsed.article.id, span, source),
        content=span,
        kind=_kind(parsed, one, span),
        speaker_text=source,
        speaker=mention.person if mention else None,
        speaker_role=mention.role if mention else None,
        on_behalf_of=mention.speaks_for if mention else None,
        anonymous=mention.anonymous if mention else False,
        cue=parsed.span(one.cue) if one.cue else None,
        said_on=resolve([t.text for t in one.clause], parsed.article.published),
        how=f"{one.group}:{one.how}",
    )


def _identity(article: str, span: Span, source: str | None) -> str:
    key = "\x1f".join([article, str(span.start), str(span.end), source or ""])
    return "st-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _kind(parsed: Parsed, one: Attribution, span: Span) -> StatementKind:
    """Direct where every word stands between quotation marks (or is a turn of talk), indirect where none does."""
    if one.how == "turn":
        return "direct"
    quotations = [q for q in parsed.quotations if overlap(q.inner, span.start, span.end)]
    quotations = [q for q in quotations if not (q.inner.start < span.start and span.end < q.inner.end)]
    if not quotations:
        return "indirect"
    rest = list(parsed.article.text[span.start : span.end])
    stretches = [(q.outer.start, q.outer.end) for q in quotations] + one.inserted(parsed.quotations)
    for start, end in stretches:
        for i in range(max(start, span.start), min(end, span.end)):
            rest[i - span.start] = " "
    return "mixed" if _WORD.search("".join(rest)) else "direct"


def _unique(statements: Iterable[Statement]) -> list[Statement]:
    """One statement an id, and one a cue and content."""
    kept: dict[str, Statement] = {}
    for one in statements:
        kept.setdefault(one.id, one)
    return sorted(kept.values(), key=lambda s: (s.content.start, -s.content.end))


def nested(statements: list[Statement]) -> tuple[Statement, ...]:
    """Each statement with the id of the smallest other one whose content holds its content and its cue."""
    return tuple(_within(one, statements) for one in statements)


def _within(one: Statement, statements: list[Statement]) -> Statement:
    hosts = [
        other
        for other in statements
        if other is not one
        and other.content.contains(one.content)
        and (one.cue is None or other.content.contains(one.cue))
        and len(other.content.quote) > len(one.content.quote)
        and not (other.cue is not None and one.cue is not None and other.cue == one.cue)
    ]
    if not hosts:
        return one
    host = min(hosts, key=lambda other: len(other.content.quote))
    return Statement(**{name: getattr(one, name) for name in Statement.__slots__} | {"nested_in": host.id})
