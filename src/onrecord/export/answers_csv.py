"""Answers of the analysis as CSV: one row an item, each with its evidence, article and link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.analysis.conflicts import Conflict
from onrecord.analysis.corroboration import Corroboration
from onrecord.analysis.digest import Digest
from onrecord.analysis.pledges import Pledge
from onrecord.analysis.propositions import Proposition
from onrecord.analysis.shift import Shift
from onrecord.analysis.statuses import Status
from onrecord.analysis.timeline import Entry
from onrecord.analysis.voices import voice
from onrecord.analysis.whatif import WhatIf
from onrecord.export.csv_file import csv_line, guarded
from onrecord.export.digest_lines import lines
from onrecord.ledger.rows import PositionRow

_SOURCE = (
    "position",
    "date",
    "level",
    "voice",
    "speaker",
    "evidence",
    "article",
    "outlet",
    "published",
    "url",
    "origin",
)

Cells = Sequence[object]


def _source(row: PositionRow) -> list[object]:
    one, article = row.position, row.article
    speaker = one.speaker or one.speaker_role
    said = (one.id, row.date, one.level, voice(one), speaker, one.evidence.quote)
    return [*said, article.id, article.outlet, article.published, article.url, article.origin]


def _named(prefix: str) -> tuple[str, ...]:
    return tuple(f"{prefix}_{name}" for name in _SOURCE)


def _file(headers: Cells, rows: Iterable[Cells]) -> Iterator[str]:
    yield csv_line(headers)
    for row in rows:
        yield csv_line(guarded(cell) for cell in row)


def shifts_csv(shifts: Iterable[Shift]) -> Iterator[str]:
    """What changed, a shift a row."""
    headers = ("kind", "basis", "holder", "issue", "date", "steps", *_named("earlier"), *_named("later"))
    rows = (
        (one.kind, one.basis, one.holder, one.issue, one.date, one.steps, *_source(one.earlier), *_source(one.later))
        for one in shifts
    )
    return _file(headers, rows)


def conflicts_csv(conflicts: Iterable[Conflict]) -> Iterator[str]:
    """Contradictions, one a row, with how many origins are on either side."""
    headers = ("kind", "holder", "issue", "first", "last", "one_origins", *_named("one"), "other_origins")
    rows = (
        (
            *(one.kind, one.holder, one.issue, one.first, one.last, len(one.one.origins)),
            *_source(one.one.row),
            len(one.other.origins),
            *_source(one.other.row),
        )
        for one in conflicts
    )
    return _file((*headers, *_named("other")), rows)


def corroborations_csv(found: Iterable[Corroboration]) -> Iterator[str]:
    """On what each stance rests, one a row."""
    headers = ("holder", "issue", "level", "origins", "official", "standing", "contested", "against")
    rows = (
        (
            *(one.row.position.holder, one.row.position.issue, one.row.position.level, one.origins, one.official),
            *(one.standing, one.contested, " ".join(row.position.id for row in one.against)),
            *_source(one.first),
        )
        for one in found
    )
    return _file((*headers, *_named("first")), rows)


def conditions_csv(found: Iterable[tuple[Proposition, Status]]) -> Iterator[str]:
    """Propositions, one row for each condition that is taken for it."""
    headers = ("proposition", "status", "set_by", "kind", "words", "positive", "holder", "issue", *_SOURCE)
    rows = (
        (
            *(one.id, status.status, status.source, use.condition.kind, use.told.words, use.positive),
            *(use.row.position.holder, use.row.position.issue, *_source(use.row)),
        )
        for one, status in found
        for use in one.uses
    )
    return _file(headers, rows)


def whatif_csv(answer: WhatIf) -> Iterator[str]:
    """The stances that move or are blocked, one a row."""
    headers = (
        "holder",
        "issue",
        "contribution",
        "moves",
        "before",
        "before_level",
        "after",
        "after_level",
        "blocked_by",
    )
    shown = [*answer.moved, *(one for one in answer.blocked if not one.moves)]
    rows = (
        (
            *(one.holder, one.issue, one.contribution, one.moves, one.before.branch, one.before.level),
            *(one.after.branch, one.after.level, "; ".join(need.words for need in one.after.blocked_by)),
            *_source(one.row),
        )
        for one in shown
    )
    return _file((*headers, *_SOURCE), rows)


def pledges_csv(pledges: Iterable[Pledge]) -> Iterator[str]:
    """Promises, one a row, with the deed or stance that settled them."""
    headers = ("holder", "issue", "contribution", "state", "age", "expires", "first_date", "settled_by", *_SOURCE)
    rows = (
        (
            *(one.row.position.holder, one.row.position.issue),
            one.row.position.contribution.kind if one.row.position.contribution else None,
            *(one.state, one.age, one.expires, one.first.date, one.by.position.id if one.by else None),
            *_source(one.row),
        )
        for one in pledges
    )
    return _file(headers, rows)


def timeline_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """A holder's record, a report a row."""
    headers = ("holder", "issue", "dated", "superseded", "shift", "pledge", "pledge_age", "pledge_expires", "articles")
    rows = (
        (
            *(one.row.position.holder, one.row.position.issue, one.dated, one.row.position.superseded),
            one.shift.kind if one.shift else None,
            *((one.pledge.state, one.pledge.age, one.pledge.expires) if one.pledge else (None, None, None)),
            len(one.rows),
            *_source(one.row),
        )
        for one in entries
    )
    return _file((*headers, *_SOURCE), rows)


def digest_csv(digest: Digest) -> Iterator[str]:
    """What is new, an item a row, under the name of its section."""
    rows = (
        (one.section, one.row.position.holder, one.row.position.issue, one.what, *_source(one.row))
        for one in lines(digest)
    )
    return _file(("section", "holder", "issue", "what", *_SOURCE), rows)
