"""What is known of one article, labelled by hand or read by a machine: the two sides that the scorer compares.

A label names its evidence as a substring of the text; a reading gives ``{start, end, quote}`` (``onrecord read --format
jsonl``). Both become a ``Sheet`` here, with spans in code points of the text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.records import Span

Row = Mapping[str, Any]

NOWHERE = Span(-1, -1, "")
"""Where a label stands whose words are not in the text: it overlaps nothing."""


@dataclass(frozen=True, slots=True)
class Stance:
    """One position. ``evidence`` is None where a reading gives no span; ``contribution`` is the kind."""

    holder: str
    issue: str
    level: str
    evidence: Span | None
    conditions: tuple[str, ...] = ()
    otherwise: str | None = None
    speaker: str | None = None
    anonymous: bool = False
    superseded: bool = False
    contribution: str | None = None
    quantity: float | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement; ``content`` is None where a reading gives no span."""

    speaker_text: str | None
    speaker: str | None
    content: Span | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is known of one article. ``statements`` is None where they are unlabelled, which is not none at all."""

    id: str
    text: str
    positions: tuple[Stance, ...] = ()
    statements: tuple[Utterance, ...] | None = None
    noise: tuple[Span, ...] = ()
    credit: str | None = None
    origin: str | None = None
    dossier: str = ""
    phenomena: tuple[str, ...] = ()


def rows(path: Path) -> list[Row]:
    """The JSON objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def labelled(row: Row) -> Sheet:
    """A labelled row as a sheet."""
    text: str = row["text"]
    return Sheet(
        id=row["id"],
        text=text,
        positions=tuple(_stance(one, find(one["evidence"], text)) for one in row.get("positions", ())),
        statements=_utterances(row["statements"], text) if "statements" in row else None,
        noise=tuple(span for piece in row.get("boilerplate", ()) for span in occurrences(piece, text)),
        credit=row.get("credit"),
        origin=row.get("origin"),
        dossier=row.get("dossier", ""),
        phenomena=tuple(row.get("phenomena", ())),
    )


def predicted(row: Row, text: str) -> Sheet:
    """A reading in the contract's form as a sheet; ``text`` is the article's, which a reading does not repeat."""
    said = row.get("statements", ())
    return Sheet(
        id=row["id"],
        text=text,
        positions=tuple(_stance(one, _given(one.get("evidence"))) for one in row.get("positions", ())),
        statements=tuple(
            Utterance(one.get("speaker_text"), one.get("speaker"), _given(one.get("content"))) for one in said
        ),
        credit=row.get("credit"),
        origin=row.get("origin"),
    )


def find(piece: str, text: str) -> Span:
    """Where ``piece`` stands first in ``text``."""
    return next(occurrences(piece, text), NOWHERE)


def occurrences(piece: str, text: str) -> Iterator[Span]:
    """Every place where ``piece`` stands in ``text``, overlapping ones too."""
    at = text.find(piece) if piece else -1
    while at >= 0:
        yield Span(at, at + len(piece), piece)
        at = text.find(piece, at + 1)


def _given(span: object) -> Span | None:
    return Span(span["start"], span["end"], span.get("quote", "")) if isinstance(span, dict) else None


def _utterances(said: list[Row], text: str) -> tuple[Utterance, ...]:
    # A label's content is compared by its words, so one that is not found in the text still counts.
    spans = ((one, find(one["content"], text)) for one in said)
    return tuple(
        Utterance(one["speaker_text"], one.get("speaker"), Span(span.start, span.end, one["content"]))
        for one, span in spans
    )


def _stance(row: Row, evidence: Span | None) -> Stance:
    given = row.get("contribution") or {}
    return Stance(
        holder=row.get("holder", ""),
        issue=row.get("issue", ""),
        level=row.get("level", ""),
        evidence=evidence,
        conditions=tuple(one.get("text", "") for one in row.get("conditions") or ()),
        otherwise=row.get("otherwise"),
        speaker=row.get("speaker"),
        anonymous=bool(row.get("anonymous")),
        superseded=bool(row.get("superseded")),
        contribution=given.get("kind"),
        quantity=given.get("quantity"),
        confidence=row.get("confidence", 1.0),
    )
