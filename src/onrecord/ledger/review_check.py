"""Whether a person's record can stand: its words in the article, its issue in the dossier, its level on the ladder."""

from __future__ import annotations

from sqlalchemy import Connection, select

from onrecord.errors import InputError
from onrecord.ledger import schema
from onrecord.records import LADDER, Position, Span


def check(connection: Connection, position: Position, reading: int) -> None:
    """Refuse a position that a reading's article and dossier could not hold.

    Raises:
        InputError: words that do not stand where they are said to, no such level or issue, no holder.
    """
    article, texts, runs, issues = schema.articles, schema.texts, schema.runs, schema.issues
    query = (
        select(texts.c.text, runs.c.dossier)
        .join(article, article.c.text == texts.c.sha256)
        .join(runs, runs.c.id == article.c.run)
        .where(article.c.reading == reading)
    )
    text, dossier = connection.execute(query).one()
    for span in (position.evidence, *(one.span for one in position.conditions)):
        _check_span(span, text)
    if position.level not in LADDER or position.otherwise not in (None, *LADDER):
        raise InputError(f"{position.level!r} is no level", remedy=f"Give one of {', '.join(LADDER)}.")
    if not position.holder.strip():
        raise InputError("a position has a holder", remedy="Give the id of a state or organisation.")
    known = set(connection.execute(select(issues.c.id).where(issues.c.dossier == dossier)).scalars())
    if known and position.issue not in known:
        remedy = f"It asks {', '.join(sorted(known))}."
        raise InputError(f"the dossier asks no {position.issue!r}", remedy=remedy)


def _check_span(span: Span, text: str) -> None:
    if not span.quote.strip() or text[span.start : span.end] != span.quote:
        raise InputError(
            f"the words {span.quote!r} do not stand at {span.start}-{span.end} of the article",
            remedy="Copy them exactly, with their punctuation.",
        )
