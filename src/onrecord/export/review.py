"""The queue and the log of review, and how reviewers agree, as JSON and as tables."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.analysis.agreement import SpanAgreement
from onrecord.analysis.review_queue import Queued
from onrecord.analysis.reviewers import Agreement, Pair
from onrecord.export.contract import Json, position_to_json
from onrecord.export.rows import position_row
from onrecord.export.table import LEVEL_STYLE, Grid, place_of
from onrecord.ledger import PositionRow, ReviewRow
from onrecord.records import Position


def queued_to_json(one: Queued) -> Json:
    """A row of the queue, with its weight and the reasons for it."""
    return {**position_row(one.row), "weight": round(one.weight, 4), "reasons": list(one.reasons)}


def review_to_json(row: ReviewRow) -> Json:
    """An entry of the log; ``read`` is the position as it was read, ``record`` as the person left it."""
    entry = row.entry
    return {
        "number": entry.number,
        "batch": entry.batch,
        "verdict": entry.verdict,
        "position": entry.position,
        "article": row.article,
        "read": position_to_json(row.read) if row.read else None,
        "record": position_to_json(row.record) if row.record else None,
        "fields": list(entry.fields),
        "settles": entry.settles,
        "undoes": entry.undoes,
        "undone": entry.undone,
        "by": entry.by,
        "at": entry.at,
        "why": entry.why,
    }


def decision_to_json(row: ReviewRow) -> Json:
    """An entry of the log in short: what was done, by whom, when and why."""
    entry = row.entry
    return {
        "number": entry.number,
        "verdict": entry.verdict,
        "what": what_changed(row),
        "undone": entry.undone,
        "settles": entry.settles,
        "by": entry.by,
        "at": entry.at,
        "why": entry.why,
    }


def decision_in_words(row: ReviewRow) -> str:
    """An entry of the log on one line."""
    entry = row.entry
    done = f"{entry.verdict} by {entry.by}{' (undone)' if entry.undone else ''}"
    return " · ".join(part for part in (done, what_changed(row), entry.at, entry.why) if part)


def agreement_to_json(found: Agreement) -> Json:
    """How far two reviewers agree; ``disputes`` are the positions on which they differ and nobody has settled."""
    return {
        "reviewers": [found.one, found.other],
        "positions": len(found.pairs),
        "alpha_kept": found.kept,
        "alpha_levels": found.levels,
        "spans": _spans(found.spans) if found.spans else None,
        "disputes": [pair_to_json(pair) for pair in found.disputes],
    }


def _spans(found: SpanAgreement) -> Json:
    return {"exact_f1": found.exact, "characters_f1": found.characters, "count": found.count}


def pair_to_json(pair: Pair) -> Json:
    """One position with what two reviewers made of it."""
    return {
        "position": pair.one.entry.position,
        "article": pair.article,
        "differs": list(pair.differs),
        "read": position_to_json(pair.read) if pair.read else None,
        "one": review_to_json(pair.one),
        "other": review_to_json(pair.other),
    }


def queue_grid(rows: Iterable[Queued]) -> Grid:
    """The queue, the most pressing first."""
    shown = list(rows)
    return _grid(
        ("id", "why look", "holder", "issue", "level", "sure", "in", "evidence"),
        ((one.row.position.id, ", ".join(one.reasons), *_in_short(one.row)) for one in shown),
        [one.row.position for one in shown],
    )


def judged_grid(rows: Iterable[PositionRow]) -> Grid:
    """Positions that people decided on, with who did."""
    shown = list(rows)
    decided = ((row.judged.verdict, row.judged.by) if row.judged else ("", "") for row in shown)
    return _grid(
        ("id", "decided", "holder", "issue", "level", "sure", "in", "evidence"),
        ((row.position.id, f"{what} by {by}", *_in_short(row)) for row, (what, by) in zip(shown, decided, strict=True)),
        [row.position for row in shown],
    )


def _in_short(row: PositionRow) -> tuple[str, ...]:
    one = row.position
    return one.holder, one.issue, one.level, f"{one.confidence:.2f}", place_of(row.article), one.evidence.quote


def _grid(headers: tuple[str, ...], rows: Iterable[tuple[object, ...]], positions: list[Position]) -> Grid:
    styles = {(number, 4): LEVEL_STYLE[one.level] for number, one in enumerate(positions)}
    return Grid.of(headers, rows, styles)


def log_grid(rows: Iterable[ReviewRow]) -> Grid:
    """The log, in order."""
    return Grid.of(("no", "batch", "verdict", "position", "what", "by", "at", "why"), map(_log_line, rows))


def _log_line(row: ReviewRow) -> tuple[object, ...]:
    entry = row.entry
    marks = [entry.verdict, "(undone)" if entry.undone else "", "(settles)" if entry.settles else ""]
    verdict = " ".join(mark for mark in marks if mark)
    return (
        entry.number,
        entry.batch,
        verdict,
        entry.position,
        what_changed(row),
        entry.by,
        entry.at,
        entry.why,
    )


def what_changed(row: ReviewRow) -> str:
    """What an entry did, in a few words: the entry undone, the fields corrected, or the position judged."""
    if row.entry.undoes is not None:
        return f"undoes {row.entry.undoes}"
    read, record = row.read, row.record
    if read is not None and record is not None and read != record:
        changed = [_changed(name, read, record) for name in row.entry.fields]
        return "; ".join(one for one in changed if one) or _named(record)
    known = record or read
    return _named(known) if known is not None else ""


def _named(position: Position) -> str:
    return f"{position.holder} {position.issue} {position.level}"


def _changed(name: str, read: Position, record: Position) -> str:
    before, after = getattr(read, name), getattr(record, name)
    if before == after:
        return ""
    if name == "evidence":
        return f"evidence “{record.evidence.quote}”"
    if name == "conditions":
        hung = "; ".join(f"{one.kind} {one.span.quote}" for one in record.conditions)
        return f"conditions {hung or 'none'}"
    return f"{name} {before} → {after}"


def pairs_grid(pairs: Iterable[Pair]) -> Grid:
    """Two reviewers side by side, a position a row."""
    shown = (
        (pair.one.entry.position, pair.article, ", ".join(pair.differs), _made(pair.one), _made(pair.other))
        for pair in pairs
    )
    return Grid.of(("position", "article", "differ in", "the one", "the other"), shown, prose=False)


def _made(row: ReviewRow) -> str:
    record = row.record
    return f"{row.entry.verdict}: {_named(record)}" if record else row.entry.verdict
