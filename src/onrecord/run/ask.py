"""Questions to a ledger from Python, under the names of the commands: loads rows, calls the pure functions.

Every function takes an open ``Ledger``, the path of one, or a desk's ``Snapshot`` (whose rows are in memory, and which
keeps the answer), and returns frozen records that carry their evidence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.analysis import changes as changing
from onrecord.analysis import conflicts as conflicting
from onrecord.analysis.conflicts import Conflict
from onrecord.analysis.corroboration import Corroboration, corroborations
from onrecord.analysis.digest import Digest, news
from onrecord.analysis.digest import digest as digested
from onrecord.analysis.kleene import negated
from onrecord.analysis.pledges import Pledge
from onrecord.analysis.pledges import pledges as promised
from onrecord.analysis.propositions import Proposition, Propositions, propositions
from onrecord.analysis.shift import Shift
from onrecord.analysis.statuses import UNKNOWN, Status, look_up, recorded, settings
from onrecord.analysis.timeline import Entry
from onrecord.analysis.timeline import timeline as entries
from onrecord.analysis.whatif import WhatIf
from onrecord.analysis.whatif import whatif as supposed
from onrecord.ledger import (
    ConditionEntry,
    Ledger,
    PositionRow,
    Told,
    condition_log,
    dossiers,
    positions,
)
from onrecord.ledger import join_conditions as append_join
from onrecord.ledger import set_condition as append_status
from onrecord.records import ConditionStatus
from onrecord.run.asked import Asked, Ids, Record, Where, ids, of_cells, once, opened, rows_of
from onrecord.run.desk import Snapshot
from onrecord.run.news import CONFLICTS, HISTORIES, background


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A proposition and its status."""

    proposition: Proposition
    status: Status


def changes(
    ledger: Where,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    actors: Ids = None,
    issues: Ids = None,
    dossier: str | None = None,
) -> tuple[Shift, ...]:
    """What changed in these days, measured against everything on record: see ``analysis.changes``."""
    with opened(ledger) as record:
        known = of_cells(record, *HISTORIES, actors=actors, issues=issues, dossier=dossier)
        if known is not None:
            return changing.within((shift for one in known for shift in one.now), since=since, until=until)
        rows = rows_of(record, actors, issues, dossier)
        question = ("changes", ids(actors), ids(issues), dossier, since, until)
        return once(record, question, lambda: changing.changes(rows, since=since, until=until))


def conflicts(
    ledger: Where,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    actors: Ids = None,
    issues: Ids = None,
    dossier: str | None = None,
) -> tuple[Conflict, ...]:
    """Who contradicts whom: see ``analysis.conflicts``."""
    with opened(ledger) as record:
        known = of_cells(record, *CONFLICTS, actors=actors, issues=issues, dossier=dossier)
        if known is not None:
            return conflicting.within(known, since=since, until=until)
        rows = rows_of(record, actors, issues, dossier)
        question = ("conflicts", ids(actors), ids(issues), dossier, since, until)
        return once(record, question, lambda: conflicting.conflicts(rows, since=since, until=until))


def corroboration(
    ledger: Where,
    *,
    actors: Ids = None,
    issues: Ids = None,
    dossier: str | None = None,
) -> tuple[Corroboration, ...]:
    """On what every holder's present stance rests: see ``analysis.corroboration``."""
    with opened(ledger) as record:
        known = of_cells(record, "corroboration", corroborations, actors=actors, issues=issues, dossier=dossier)
        if known is not None:
            return tuple(sorted(known, key=lambda one: (one.row.position.holder, one.row.position.issue)))
        return corroborations(rows_of(record, actors, issues, dossier))


def conditions(
    ledger: Where,
    *,
    actors: Ids = None,
    issues: Ids = None,
    dossier: str | None = None,
    on: dt.date | None = None,
) -> tuple[ConditionRow, ...]:
    """The propositions on which these holders' stances hang, and whether they are met on a day (today).

    Grouping looks at all conditions on record, so that a proposition has the same id whatever is asked.
    """
    with opened(ledger) as record:
        known, statuses = _known(record, on)
        wanted = {row.position.id for row in rows_of(record, actors, issues, dossier)}
    kept = [replace(one, uses=tuple(use for use in one.uses if use.row.position.id in wanted)) for one in known.all]
    return tuple(ConditionRow(one, statuses[one.id]) for one in kept if one.uses)


def _known(record: Record, on: dt.date | None) -> tuple[Propositions, dict[str, Status]]:
    log, known = _log(record), _propositions(record)
    return known, recorded(known, log, on or dt.date.today())


def _propositions(record: Record) -> Propositions:
    return once(record, ("propositions",), lambda: propositions(rows_of(record, None, None, None), _log(record)))


def _log(record: Record) -> Sequence[ConditionEntry]:
    return record.condition_log if isinstance(record, Snapshot) else condition_log(record)


def set_condition(
    ledger: Ledger,
    words: str,
    status: ConditionStatus,
    *,
    by: str,
    why: str = "",
    until: dt.date | None = None,
    article: str | None = None,
    quote: str | None = None,
) -> ConditionEntry:
    """Keep in the ledger that a condition is met, unmet or unknown, with an article's words as evidence if given.

    Raises:
        InputError: the words mean no condition on record, or several; the evidence does not stand in the article.
    """
    told, positive = _told(ledger, words)
    kept = status if positive else negated(status)
    number = append_status(ledger, told, kept, by=by, why=why, until=until, article=article, quote=quote)
    return _entry(ledger, number)


def join_conditions(
    ledger: Ledger, verdict: Literal["same", "not-same"], one: str, other: str, *, by: str, why: str = ""
) -> ConditionEntry:
    """Keep in the ledger that two wordings are one condition, or are not.

    Raises:
        InputError: words that are no wording on record.
    """
    first, second = _wording(ledger, one), _wording(ledger, other)
    return _entry(ledger, append_join(ledger, verdict, first, second, by=by, why=why))


def _entry(ledger: Ledger, number: int) -> ConditionEntry:
    return next(entry for entry in condition_log(ledger) if entry.number == number)


def _told(ledger: Ledger, words: str) -> tuple[Told, bool]:
    """The words on record that are meant, and whether they say the same and not the opposite."""
    found, positive = look_up(propositions(positions(ledger), condition_log(ledger)), words)
    use = next((one for one in found.uses if one.positive == positive), found.uses[0])
    return use.told, use.positive == positive


def _wording(ledger: Ledger, words: str) -> Told:
    """The very wording that is meant, also where its proposition has others."""
    known = propositions(positions(ledger), condition_log(ledger))
    exact = {use.told for one in known.all for use in one.uses if use.told.words == words}
    return min(exact, key=lambda told: told.holder) if exact else look_up(known, words)[0].uses[0].told


def whatif(
    ledger: Where,
    *,
    met: Iterable[str] = (),
    unmet: Iterable[str] = (),
    unknown: Iterable[str] = (),
    weights: Mapping[str, float] | None = None,
    actors: Ids = None,
    issues: Ids = None,
    dossier: str | None = None,
    contribution: str | None = None,
    on: dt.date | None = None,
    only_given: bool = False,
) -> WhatIf:
    """Who moves where if these conditions (words or ids) are met, unmet or unknown: see ``analysis.whatif``.

    What people and articles have settled counts as well, unless ``only_given``.

    Raises:
        InputError: words that mean no condition on record, or several.
    """
    with opened(ledger) as record:
        known, statuses = _known(record, on)
        rows = rows_of(record, actors, issues, dossier)
    if contribution is not None:
        rows = [row for row in rows if row.position.contribution and row.position.contribution.kind == contribution]
    asked = settings(known, {"met": met, "unmet": unmet, "unknown": unknown})
    if only_given:
        statuses = dict.fromkeys(statuses, UNKNOWN)
    return supposed(rows, known, statuses, asked, weights=weights)


def timeline(
    ledger: Where,
    actor: str,
    issue: str | None = None,
    *,
    dossier: str | None = None,
    on: dt.date | None = None,
    expire: int | None = None,
) -> tuple[Entry, ...]:
    """One holder's record in order of time; ``expire`` is after how many days a promise is old."""
    with opened(ledger) as record:
        rows = rows_of(record, actor, issue, dossier)
        kept = _pledges(record, rows, on or dt.date.today(), expire)
        shifts = changes(record, actors=actor, issues=issue, dossier=dossier)
    return entries(rows, shifts, kept)


def pledges(
    ledger: Where,
    *,
    actors: Ids = None,
    issues: Ids = None,
    dossier: str | None = None,
    on: dt.date | None = None,
    expire: int | None = None,
) -> tuple[Pledge, ...]:
    """Every promise with its age and what became of it by a day (today): see ``analysis.pledges``."""
    with opened(ledger) as record:
        return _pledges(record, rows_of(record, actors, issues, dossier), on or dt.date.today(), expire)


def _pledges(record: Record, rows: Iterable[PositionRow], on: dt.date, expire: int | None) -> tuple[Pledge, ...]:
    return promised(rows, on, expire=expire, by_dossier=_limits(record))


def _limits(record: Record) -> dict[str, int]:
    """After how many days a promise is old, in the dossiers that say so."""
    tracked = record.dossiers if isinstance(record, Snapshot) else dossiers(record)
    return {one.id: one.expire for one in tracked if one.expire is not None}


def digest(
    ledger: Where,
    *,
    since: dt.date,
    until: dt.date | None = None,
    actors: Ids = None,
    issues: Ids = None,
    dossier: str | None = None,
    expire: int | None = None,
) -> Digest:
    """What articles published since a day, up to ``until`` (today), added to the record."""
    last = until or dt.date.today()
    scope = Asked(actors=ids(actors), issues=ids(issues), dossier=dossier)
    with opened(ledger) as record:
        known = _propositions(record)
        # Only those that expired are told, and without a limit none does.
        aged = expire is not None or bool(_limits(record))
        kept = _pledges(record, rows_of(record, **scope), last, expire) if aged else ()
        if isinstance(record, Snapshot) and record.in_one_cell(dossier):
            return news(background(record, since, last, scope), known, kept, since, last)
        return digested(rows_of(record, **scope), known, kept, since, last)
