"""Records to rows and back, without loss. Rows are plain mappings; the database is not touched here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import RowMapping

from onrecord.errors import LedgerError
from onrecord.ledger.words import BAD
from onrecord.records import (
    Article,
    Boilerplate,
    Condition,
    Contribution,
    Dropped,
    Issue,
    Learned,
    Link,
    Position,
    Problem,
    Reading,
    Span,
    Statement,
)

Row = RowMapping
Values = dict[str, Any]


def digest(*parts: object) -> str:
    """A hash of these values that tells ``None`` from ``""`` and ``("ab", "c")`` from ``("a", "bc")``."""
    packed = json.dumps([None if part is None else str(part) for part in parts], ensure_ascii=True)
    return hashlib.sha256(packed.encode("ascii")).hexdigest()


def text_key(text: str) -> str:
    """The key under which a text is stored once, however often it is read."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def content_key(article: Article) -> str:
    """What makes an article the same input: its words and what is known of it, not where the file lay."""
    return digest(
        article.id,
        article.text,
        article.media,
        article.outlet,
        article.title,
        article.byline,
        article.dateline,
        article.published,
        article.credit,
        article.url,
        article.language,
    )


def _put(name: str, span: Span | None) -> Values:
    if span is None:
        return {name: None, f"{name}_start": None, f"{name}_end": None}
    return {name: span.quote, f"{name}_start": span.start, f"{name}_end": span.end}


def _take(row: Row, name: str) -> Span:
    return Span(row[f"{name}_start"], row[f"{name}_end"], row[name])


def _take_optional(row: Row, name: str) -> Span | None:
    return None if row[f"{name}_start"] is None else _take(row, name)


def article_values(run: str, reading: Reading) -> Values:
    """The row of ``articles`` for what ``run`` read."""
    article = reading.article
    return {
        "run": run,
        "id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "byline": article.byline,
        "dateline": article.dateline,
        "credit": article.credit,
        "url": article.url,
        "language": article.language,
        "origin": reading.origin,
        "story": reading.story,
        "source": article.source,
        "media": article.media,
        **_put("headline", article.headline),
        "text": text_key(article.text),
        "content": content_key(article),
    }


def paragraph_values(article: Article) -> list[Values]:
    """Rows of ``paragraphs``: where the body lies; its words stand in the text."""
    return [{"text_start": span.start, "text_end": span.end} for span in article.body]


def boilerplate_values(article: Article) -> list[Values]:
    """Rows of ``boilerplate``."""
    return [{"why": item.why, **_put("quote", item.span)} for item in article.boilerplate]


def statement_values(statements: Iterable[Statement]) -> list[Values]:
    """Rows of ``statements``."""
    return [
        {
            "id": one.id,
            "speaker": one.speaker,
            "speaker_role": one.speaker_role,
            "speaker_text": one.speaker_text,
            "on_behalf_of": one.on_behalf_of,
            "anonymous": one.anonymous,
            "kind": one.kind,
            "said_on": one.said_on,
            **_put("content", one.content),
            **_put("cue", one.cue),
            "nested_in": one.nested_in,
            "how": one.how,
        }
        for one in statements
    ]


def position_values(positions: Iterable[Position]) -> list[Values]:
    """Rows of ``positions``."""
    return [
        {
            "id": one.id,
            "holder": one.holder,
            "issue": one.issue,
            "level": one.level,
            "otherwise": one.otherwise,
            "stated": one.stated,
            "superseded": one.superseded,
            "speaker": one.speaker,
            "speaker_role": one.speaker_role,
            "anonymous": one.anonymous,
            "reported_by": one.reported_by,
            "contribution_kind": one.contribution.kind if one.contribution else None,
            "contribution_quantity": one.contribution.quantity if one.contribution else None,
            "contribution_unit": one.contribution.unit if one.contribution else None,
            "vote": one.vote,
            "confidence": one.confidence,
            **_put("evidence", one.evidence),
            "because": json.dumps(one.because, ensure_ascii=False),
            "statement": one.statement,
        }
        for one in positions
    ]


def condition_values(position: Position) -> list[Values]:
    """Rows of ``conditions`` for one position."""
    return [
        {"position": position.id, "kind": one.kind, **_put("text", one.span), "status": one.status}
        for one in position.conditions
    ]


def dropped_values(dropped: Iterable[Dropped]) -> list[Values]:
    """Rows of ``dropped``."""
    return [{"step": one.step, "why": one.why, **_put("quote", one.span)} for one in dropped]


def link_values(links: Iterable[Link]) -> list[Values]:
    """Rows of ``links``."""
    return [
        {"article": one.to, "kind": one.kind, "score": one.score, "why": one.why, "taker": one.taker} for one in links
    ]


def learned_values(learned: Iterable[Learned]) -> list[Values]:
    """Rows of ``learned_actors``."""
    return [
        {"person": one.person, "actor": one.actor, "office": one.office, **_put("evidence", one.evidence)}
        for one in learned
    ]


def problem_values(run: str, problems: Iterable[Problem], *, within: str | None = None) -> list[Values]:
    """Rows of ``problems``; ``within`` is the content key of the article whose reading met them.

    Without it the same fault of one run has one id however often it is met. Within a reading each keeps its place.
    """
    return [
        {
            "id": digest(run, within, place if within else None, one.kind, one.detail, one.source, one.article),
            "run": run,
            "kind": one.kind,
            "detail": one.detail,
            "source": one.source,
            "article": one.article,
        }
        for place, one in enumerate(problems)
    ]


def check_evidence(reading: Reading) -> None:
    """Refuse a reading whose spans do not quote the text, or whose text not every database can hold.

    Raises:
        LedgerError: a span's words are not those that stand at its offsets; a NUL or a lone surrogate in the text.
    """
    text = reading.article.text
    bad = BAD.search(text)
    if bad is not None:
        raise LedgerError(
            f"a character that is no text stands at {bad.start()} of the article",
            place=reading.article.id,
            remedy="Replace NUL and lone surrogates before reading, one for one; `onrecord.read` does so.",
        )
    for span in _spans(reading):
        if text[span.start : span.end] != span.quote:
            raise LedgerError(
                f"the words {span.quote!r} do not stand at {span.start}-{span.end} of the article",
                place=reading.article.id,
                remedy="This is a fault of onrecord; nothing was stored. Please report it with the article.",
            )


def _spans(reading: Reading) -> Iterable[Span]:
    article = reading.article
    yield from article.body
    yield from (item.span for item in article.boilerplate)
    if article.headline:
        yield article.headline
    for statement in reading.statements:
        yield statement.content
        if statement.cue:
            yield statement.cue
    for position in reading.positions:
        yield position.evidence
        yield from (condition.span for condition in position.conditions)
    yield from (one.span for one in reading.dropped)
    yield from (one.evidence for one in reading.learned)


def to_article(row: Row, text: str, paragraphs: Iterable[Row], boilerplate: Iterable[Row]) -> Article:
    """The article of a row of ``articles`` with its text and stretches."""
    return Article(
        id=row["id"],
        text=text,
        body=tuple(
            Span(one["text_start"], one["text_end"], text[one["text_start"] : one["text_end"]]) for one in paragraphs
        ),
        source=row["source"],
        media=row["media"],
        boilerplate=tuple(Boilerplate(_take(one, "quote"), one["why"]) for one in boilerplate),
        headline=_take_optional(row, "headline"),
        outlet=row["outlet"],
        title=row["title"],
        byline=row["byline"],
        dateline=row["dateline"],
        published=row["published"],
        credit=row["credit"],
        url=row["url"],
        language=row["language"],
    )


def to_statement(row: Row) -> Statement:
    """The statement of a row of ``statements``."""
    return Statement(
        id=row["id"],
        content=_take(row, "content"),
        kind=row["kind"],
        speaker_text=row["speaker_text"],
        speaker=row["speaker"],
        speaker_role=row["speaker_role"],
        on_behalf_of=row["on_behalf_of"],
        anonymous=bool(row["anonymous"]),
        cue=_take_optional(row, "cue"),
        nested_in=row["nested_in"],
        said_on=row["said_on"],
        how=row["how"],
    )


def to_position(row: Row, conditions: Iterable[Row]) -> Position:
    """The position of a row of ``positions`` with its conditions."""
    kind = row["contribution_kind"]
    return Position(
        id=row["id"],
        holder=row["holder"],
        issue=row["issue"],
        level=row["level"],
        evidence=_take(row, "evidence"),
        confidence=row["confidence"],
        because=tuple(json.loads(row["because"])),
        otherwise=row["otherwise"],
        conditions=tuple(Condition(one["kind"], _take(one, "text"), one["status"]) for one in conditions),
        contribution=None
        if kind is None
        else Contribution(kind, row["contribution_quantity"], row["contribution_unit"]),
        vote=row["vote"],
        speaker=row["speaker"],
        speaker_role=row["speaker_role"],
        anonymous=bool(row["anonymous"]),
        statement=row["statement"],
        stated=row["stated"],
        superseded=bool(row["superseded"]),
        reported_by=row["reported_by"],
    )


def to_dropped(row: Row) -> Dropped:
    """The dropped candidate of a row of ``dropped``."""
    return Dropped(_take(row, "quote"), row["step"], row["why"])


def to_link(row: Row) -> Link:
    """A row of ``links`` as a record."""
    return Link(row["article"], row["kind"], row["score"], row["why"], row["taker"])


def to_learned(row: Row) -> Learned:
    """The learned office of a row of ``learned_actors``."""
    return Learned(row["person"], row["actor"], row["office"], _take(row, "evidence"))


def to_problem(row: Row) -> Problem:
    """The problem of a row of ``problems``."""
    return Problem(row["kind"], row["detail"], row["source"], row["article"])


def to_issue(row: Row) -> Issue:
    """The issue of a row of ``issues``."""
    return Issue(row["id"], row["kind"], row["question"], tuple(json.loads(row["aliases"])))
