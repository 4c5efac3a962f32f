"""Answers of the analysis as JSON, under the names of the commands; every position as the contract has it."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.analysis.branches import Need, Outcome
from onrecord.analysis.conflicts import Conflict, Side
from onrecord.analysis.corroboration import Corroboration
from onrecord.analysis.digest import Digest, NewCondition, NewPosition
from onrecord.analysis.field import Field
from onrecord.analysis.pledges import Pledge
from onrecord.analysis.propositions import Proposition, Use
from onrecord.analysis.shift import Shift
from onrecord.analysis.statuses import Setting, Status
from onrecord.analysis.timeline import Entry
from onrecord.analysis.voices import voice
from onrecord.analysis.whatif import Stance, WhatIf
from onrecord.export.contract import Json, day, span_to_json
from onrecord.export.rows import origins_to_json, position_row
from onrecord.ledger.condition_log import ConditionEntry
from onrecord.ledger.rows import PositionRow


def voiced(row: PositionRow) -> Json:
    """A position's row with whose words it is."""
    return {**position_row(row), "voice": voice(row.position)}


def shift_to_json(shift: Shift) -> Json:
    """What changed, with both rows."""
    return {
        "kind": shift.kind,
        "basis": shift.basis,
        "holder": shift.holder,
        "issue": shift.issue,
        "date": day(shift.date),
        "steps": shift.steps,
        "from": shift.earlier.position.level,
        "to": shift.later.position.level,
        "earlier": voiced(shift.earlier),
        "later": voiced(shift.later),
    }


def conflict_to_json(conflict: Conflict) -> Json:
    """A contradiction with both of its sides."""
    return {
        "kind": conflict.kind,
        "holder": conflict.holder,
        "issue": conflict.issue,
        "first": day(conflict.first),
        "last": day(conflict.last),
        "one": _side(conflict.one),
        "other": _side(conflict.other),
    }


def _side(side: Side) -> Json:
    return {
        "level": side.level,
        "origins": len(side.origins),
        "evidence": voiced(side.row),
        "rows": [one.position.id for one in side.rows],
    }


def corroboration_to_json(one: Corroboration) -> Json:
    """On what a stance rests."""
    return {
        "holder": one.row.position.holder,
        "issue": one.row.position.issue,
        "level": one.row.position.level,
        "origins": one.origins,
        "official": one.official,
        "standing": one.standing,
        "contested": one.contested,
        "first_seen": voiced(one.first),
        "evidence": voiced(one.row),
        "sources": origins_to_json(row for source in one.sources for row in source.rows),
        "against": [voiced(row) for row in one.against],
    }


def proposition_to_json(proposition: Proposition, status: Status | None = None) -> Json:
    """A proposition with its wordings and everything that hangs on it."""
    return {**wordings_to_json(proposition, status), "uses": [use_to_json(use) for use in proposition.uses]}


def wordings_to_json(proposition: Proposition, status: Status | None = None) -> Json:
    """A proposition with its wordings, its holders and its status."""
    found: Json = {
        "id": proposition.id,
        "words": proposition.words,
        "wordings": list(proposition.wordings),
        "holders": list(proposition.holders),
    }
    if status is not None:
        found["status"] = status.status
        found["set_by"] = status.by
        found["entry"] = entry_to_json(status.entry) if status.entry else None
    return found


def use_to_json(use: Use) -> Json:
    """One place where a proposition is a condition, with the position that hangs on it."""
    return {
        "kind": use.condition.kind,
        "words": use.told.words,
        "positive": use.positive,
        "position": voiced(use.row),
    }


def entry_to_json(entry: ConditionEntry) -> Json:
    """One entry of the log of conditions."""
    return {
        "number": entry.number,
        "verdict": entry.verdict,
        "words": entry.one.words or None,
        "holder": entry.one.holder or None,
        "other_words": entry.other.words if entry.other else None,
        "other_holder": entry.other.holder if entry.other else None,
        "until": day(entry.until),
        "article": entry.article,
        "quote": span_to_json(entry.quote) if entry.quote else None,
        "undoes": entry.undoes,
        "by": entry.by,
        "at": entry.at,
        "why": entry.why,
        "run": entry.run,
        "seen": day(entry.seen),
        "undone": entry.undone,
    }


def whatif_to_json(answer: WhatIf) -> Json:
    """The answer to a what-if question."""
    return {
        "settings": [_setting(one) for one in answer.settings],
        "moved": [_stance(one) for one in answer.moved],
        "blocked": [_stance(one) for one in answer.blocked],
        "overridden": [_stance(one) for one in answer.overridden],
        "unconditional": answer.unconditional,
        "also_say": [{"id": one.id, "words": one.words, "holders": list(one.holders)} for one in answer.also_say],
        "before": [_field(one) for one in answer.before],
        "after": [_field(one) for one in answer.after],
    }


def _setting(one: Setting) -> Json:
    return {
        "typed": one.words,
        "status": one.status,
        "proposition": one.proposition.id,
        "words": one.proposition.words,
        "wordings": list(one.proposition.wordings),
        "holders": list(one.proposition.holders),
    }


def _stance(one: Stance) -> Json:
    return {
        "holder": one.holder,
        "issue": one.issue,
        "contribution": one.contribution,
        "before": _outcome(one.before),
        "after": _outcome(one.after),
        "blocked_by": [_need(need) for need in one.after.blocked_by],
        "evidence": voiced(one.row),
        "overridden": voiced(one.overridden) if one.overridden else None,
    }


def _outcome(one: Outcome) -> Json:
    return {"branch": one.branch, "level": one.level}


def _need(need: Need) -> Json:
    return {
        "proposition": need.proposition.id if need.proposition else None,
        "words": need.words,
        "kind": need.condition.kind,
        "wanted": "met" if need.so else "unmet",
        "status": need.status,
    }


def _field(one: Field) -> Json:
    return {
        "issue": one.issue,
        "counts": dict(one.counts),
        "undecided": one.undecided,
        "unstated": one.unstated,
        "mean": None if one.mean is None else round(one.mean, 3),
        "median_low": one.median_low,
        "median_high": one.median_high,
        "weight": one.weight,
        "without_weight": list(one.without_weight),
    }


def pledge_to_json(one: Pledge) -> Json:
    """A promise, its age, and what became of it."""
    return {
        "holder": one.row.position.holder,
        "issue": one.row.position.issue,
        "state": one.state,
        "age": one.age,
        "expires": day(one.expires),
        "first": voiced(one.first),
        "renewed": voiced(one.row),
        "by": voiced(one.by) if one.by else None,
    }


def entry_of_timeline(one: Entry) -> Json:
    """One report in a holder's record."""
    pledge = one.pledge
    return {
        "date": day(one.date),
        "dated": one.dated,
        "voice": one.voice,
        "position": position_row(one.row),
        "articles": [row.article.id for row in one.rows],
        "outlets": sorted({row.article.outlet for row in one.rows if row.article.outlet}),
        "shift": None if one.shift is None else {"kind": one.shift.kind, "from": one.shift.earlier.position.level},
        "pledge": None
        if pledge is None
        else {"state": pledge.state, "age": pledge.age, "expires": day(pledge.expires)},
    }


def timeline_to_json(entries: Iterable[Entry]) -> list[Json]:
    """A holder's record."""
    return [entry_of_timeline(one) for one in entries]


def digest_to_json(digest: Digest) -> Json:
    """The digest, section by section."""
    return {
        "since": day(digest.since),
        "until": day(digest.until),
        "articles": digest.articles,
        "positions": [_new_position(one) for one in digest.positions],
        "shifts": [shift_to_json(one) for one in digest.shifts],
        "conditions": [_new_condition(one) for one in digest.conditions],
        "conflicts": [conflict_to_json(one) for one in digest.conflicts],
        "warnings": [_new_position(one) for one in digest.warnings],
        "pledges": [pledge_to_json(one) for one in digest.pledges],
    }


def _new_position(one: NewPosition) -> Json:
    return {
        "evidence": voiced(one.row),
        "origins": len(one.sources),
        "standing": one.standing,
        "cautions": list(one.cautions),
        "sources": origins_to_json(row for source in one.sources for row in source.rows),
    }


def _new_condition(one: NewCondition) -> Json:
    return {
        "proposition": one.proposition.id,
        "words": one.use.told.words,
        "kind": one.use.condition.kind,
        "evidence": voiced(one.use.row),
    }
