"""Ledger rows by hand, in our own wording, with everything that the analysis looks at."""

from __future__ import annotations

import zlib
from datetime import date, timedelta

from onrecord.ledger.rows import ArticleRow, PositionRow
from onrecord.records import Condition, ConditionKind, ConditionStatus, Contribution, Level, Position, Span, Vote

DAY = date(2026, 3, 2)


def after(days: int) -> date:
    """So many days after ``DAY``."""
    return DAY + timedelta(days)


def told(
    name: str,
    level: Level = "opposes",
    *,
    holder: str = "ALB",
    issue: str = "send",
    said: int | None = None,
    seen: int | None = 0,
    origin: str = "",
    speaker: str | None = "Ada Prifti",
    reported_by: str | None = None,
    anonymous: bool = False,
    superseded: bool = False,
    otherwise: Level | None = None,
    conditions: tuple[tuple[ConditionKind, str], ...] = (),
    status: ConditionStatus = "unknown",
    words: str = "",
    kind: str | None = None,
    because: tuple[str, ...] = (),
    vote: Vote | None = None,
    article: str = "",
    outlet: str | None = "The Ferryman",
    url: str | None = None,
) -> PositionRow:
    """A row said and published so many days after ``DAY`` (None: not known); each has an origin of its own unless told.

    The evidence is ``words`` (or a plain sentence) and then each condition with its kind.
    """
    text = words or f"{holder} {level}"
    found = []
    for cue, what in conditions:
        if what in text:
            start = text.index(what)
        else:
            text += f" {cue.replace('_', ' ')} {what}"
            start = len(text) - len(what)
        found.append(Condition(cue, Span(start, start + len(what), what), status))
    position = Position(
        id=f"p-{name}",
        holder=holder,
        issue=issue,
        level=level,
        evidence=Span(0, len(text), text),
        confidence=0.8,
        because=because or (level,),
        otherwise=otherwise,
        conditions=tuple(found),
        contribution=Contribution(kind) if kind else None,
        vote=vote,
        speaker=None if reported_by or anonymous else speaker,
        anonymous=anonymous,
        stated=None if said is None else after(said),
        superseded=superseded,
        reported_by=reported_by,
    )
    return PositionRow(position, _article(article or f"a-{name}", seen, origin or f"o-{article or name}", outlet, url))


def _article(name: str, seen: int | None, origin: str, outlet: str | None, url: str | None) -> ArticleRow:
    return ArticleRow(
        reading=zlib.crc32(name.encode()),
        run="run-1",
        dossier="lake-force",
        id=name,
        outlet=outlet,
        title=f"On {name}",
        published=None if seen is None else after(seen),
        credit=None,
        url=url,
        language="en",
        source=f"news/{name}.txt",
        origin=origin,
        story="s-1",
    )
