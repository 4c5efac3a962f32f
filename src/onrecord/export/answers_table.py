"""Answers of the analysis as tables for people; the words behind each row stand last."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.analysis.branches import Need, Outcome
from onrecord.analysis.conflicts import Conflict, ConflictKind, Side
from onrecord.analysis.corroboration import Corroboration, Standing
from onrecord.analysis.digest import Digest
from onrecord.analysis.field import Field
from onrecord.analysis.pledges import Pledge
from onrecord.analysis.propositions import Proposition
from onrecord.analysis.shift import Shift, ShiftKind
from onrecord.analysis.statuses import Status
from onrecord.analysis.timeline import Entry
from onrecord.analysis.whatif import Stance, WhatIf
from onrecord.export.digest_lines import lines
from onrecord.export.table import LEVEL_STYLE, Grid, place_of, said_by
from onrecord.ledger.condition_log import ConditionEntry
from onrecord.ledger.rows import PositionRow
from onrecord.records import LADDER

SHIFT_WORDS: dict[ShiftKind, str] = {
    "changed_mind": "changed its mind",
    "changed_reporter": "told by another",
    "resurfaced": "old words again",
    "denied": "denied",
    "order_unknown": "order unknown",
}
"""What each kind of shift is called in a table."""

CONFLICT_WORDS: dict[ConflictKind, str] = {
    "claim": "claim against own words",
    "speakers": "two speakers",
    "origins": "two reports",
}
"""What each kind of conflict is called in a table."""

STANDING_WORDS: dict[Standing, str] = {
    "official": "official",
    "narrated": "article's word",
    "second_hand": "second-hand",
    "anonymous": "unnamed only",
}
"""What each standing is called in a table."""


def quoted(row: PositionRow) -> str:
    """The words in quotation marks."""
    return f"“{row.position.evidence.quote}”"


def shifts_grid(shifts: Sequence[Shift]) -> Grid:
    """What changed, a shift a row, the later words before the earlier."""
    rows = (
        (
            one.date,
            SHIFT_WORDS[one.kind],
            one.holder,
            one.issue,
            f"{one.earlier.position.level} → {one.later.position.level}",
            said_by(one.later),
            place_of(one.later.article),
            f"{quoted(one.later)} before: {quoted(one.earlier)} ({one.earlier.date}, {place_of(one.earlier.article)})",
        )
        for one in shifts
    )
    return Grid.of(("date", "what", "holder", "issue", "levels", "by", "in", "evidence"), rows)


def conflicts_grid(conflicts: Sequence[Conflict]) -> Grid:
    """Contradictions, one a row, the words of both sides last."""
    rows = (
        (
            one.last,
            CONFLICT_WORDS[one.kind],
            one.holder,
            one.issue,
            f"{one.one.level} ×{len(one.one.origins)} against {one.other.level} ×{len(one.other.origins)}",
            f"{_side(one.one)} against {_side(one.other)}",
        )
        for one in conflicts
    )
    return Grid.of(("date", "what", "holder", "issue", "levels", "evidence"), rows)


def _side(side: Side) -> str:
    told = ", ".join(part for part in (said_by(side.row), place_of(side.row.article), str(side.row.date or "")) if part)
    return f"{quoted(side.row)} ({told})"


def corroborations_grid(found: Sequence[Corroboration]) -> Grid:
    """On what each stance rests."""
    rows = (
        (
            one.row.position.holder,
            one.row.position.issue,
            one.row.position.level,
            one.origins,
            STANDING_WORDS[one.standing],
            "contested" if one.contested else "",
            f"{one.first.article.published or ''} {place_of(one.first.article)}",
            quoted(one.row),
        )
        for one in found
    )
    return Grid.of(("holder", "issue", "level", "origins", "standing", "", "first seen", "evidence"), rows)


def conditions_grid(found: Sequence[tuple[Proposition, Status]]) -> Grid:
    """Propositions, one a row, all their wordings last."""
    rows = (
        (one.id, status.status, status.source, " ".join(one.holders), len(one.uses), " | ".join(one.wordings))
        for one, status in found
    )
    return Grid.of(("id", "status", "set by", "holders", "uses", "wordings"), rows)


def log_grid(log: Sequence[ConditionEntry]) -> Grid:
    """The log of conditions, an entry a row."""
    rows = (
        (
            entry.number,
            entry.verdict + (" (undone)" if entry.undone else ""),
            entry.undoes or " = ".join(one.words for one in (entry.one, entry.other) if one),
            entry.until,
            entry.by,
            entry.at,
            f"{entry.article}: “{entry.quote.quote}”" if entry.quote else "",
            entry.why,
        )
        for entry in log
    )
    return Grid.of(("no", "verdict", "on", "until", "by", "at", "evidence", "why"), rows, prose=False)


def stances_grid(stances: Sequence[Stance]) -> Grid:
    """Stances before and after a question."""
    rows = (
        (
            one.holder,
            one.issue,
            one.contribution,
            outcome_words(one, one.before),
            outcome_words(one, one.after),
            "; ".join(dict.fromkeys(_need_words(need) for need in one.after.blocked_by)),
            quoted(one.row),
        )
        for one in stances
    )
    return Grid.of(("holder", "issue", "with", "before", "after", "still blocked by", "evidence"), rows)


def outcome_words(stance: Stance, one: Outcome) -> str:
    """A level, or what can be said instead."""
    if one.branch == "undecided":
        position = stance.row.position
        return f"undecided: {position.level} or {position.otherwise or 'not stated'}"
    return one.level or "not stated"


def _need_words(need: Need) -> str:
    return f"{'' if need.so else 'not: '}{need.words} ({need.status})"


def fields_grid(answer: WhatIf) -> Grid:
    """The field of each issue before and after, a line each."""
    rows = [
        line
        for before, after in zip(answer.before, answer.after, strict=True)
        for line in (_field("before", before), _field("after", after))
    ]
    headers = ("issue", "", *LADDER, "undecided", "not stated", "median", "mean (0-7)")
    return Grid.of(headers, rows, prose=False)


def _field(when: str, one: Field) -> list[object]:
    low, high = one.median_low, one.median_high
    median = low if low == high else f"{low} to {high}"
    mean = None if one.mean is None else f"{one.mean:.2f}"
    counts = [count or "" for _, count in one.counts]
    return [one.issue, when, *counts, one.undecided or "", one.unstated or "", median, mean]


def pledges_grid(pledges: Sequence[Pledge]) -> Grid:
    """Promises, one a row."""
    rows = (
        (
            one.row.position.holder,
            one.row.position.issue,
            one.row.position.contribution.kind if one.row.position.contribution else "",
            one.state,
            "" if one.age is None else f"{one.age} days",
            one.expires,
            place_of(one.row.article),
            quoted(one.row) + (f" settled by: {quoted(one.by)} ({place_of(one.by.article)})" if one.by else ""),
        )
        for one in pledges
    )
    return Grid.of(("holder", "issue", "with", "state", "age", "expires", "in", "evidence"), rows)


def timeline_grid(entries: Sequence[Entry]) -> Grid:
    """A holder's record, a report a row."""
    return Grid.of(
        ("date", "issue", "level", "by", "in", "note", "evidence"),
        (
            (
                f"{one.date or 'unknown'}{'' if one.dated == 'stated' else ' (article)' if one.date else ''}",
                one.row.position.issue,
                one.row.position.level + (" (former)" if one.row.position.superseded else ""),
                said_by(one.row),
                place_of(one.row.article) + (f" +{len(one.rows) - 1}" if len(one.rows) > 1 else ""),
                _note(one),
                quoted(one.row),
            )
            for one in entries
        ),
        {(number, 2): LEVEL_STYLE[one.row.position.level] for number, one in enumerate(entries)},
    )


def _note(one: Entry) -> str:
    found = [SHIFT_WORDS[one.shift.kind]] if one.shift else []
    if one.pledge is not None:
        age = "" if one.pledge.age is None else f", {one.pledge.age} days old"
        found.append(f"pledge {one.pledge.state}{age}")
    found += [f"{each.kind.replace('_', ' ')}: {each.span.quote}" for each in one.row.position.conditions]
    return "; ".join(found)


def digest_grid(digest: Digest) -> Grid:
    """What is new, an item a row, under the name of its section."""
    rows = (
        (
            one.section,
            one.row.position.holder,
            one.row.position.issue,
            one.row.position.level,
            one.what.replace("_", " "),
            f"{one.row.article.published or ''} {place_of(one.row.article)}",
            quoted(one.row),
        )
        for one in lines(digest)
    )
    return Grid.of(("new", "holder", "issue", "level", "what", "in", "evidence"), rows)
