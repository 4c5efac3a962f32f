"""What a user typed against what the ledger holds: exact ids in any case, else names; else the nearest are named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from onrecord.errors import InputError
from onrecord.ledger import judgements, merged
from onrecord.run.desk import Desk, Snapshot
from onrecord.run.filters import Filters
from onrecord.run.names import name_of


def resolved(desk: Desk, filters: Filters) -> Filters:
    """The filters with actors, issues and dossier under the ids that the ledger has.

    Raises:
        InputError: the ledger knows no such actor, issue or dossier; the remedy names near ones.
    """
    if not (filters.actors or filters.issues or filters.dossier):
        return filters
    snapshot = desk.snapshot()
    actors = snapshot.once("spellings of actors", lambda: _actors(desk, snapshot)) if filters.actors else {}
    issues = by_fold(row.issue.id for row in snapshot.issues)
    dossiers = by_fold(one.id for one in snapshot.dossiers)
    return replace(
        filters,
        actors=tuple(dict.fromkeys(pick("actor", one, actors, "actor") for one in filters.actors)),
        issues=tuple(dict.fromkeys(pick("issue", one, issues, "issue") for one in filters.issues)),
        dossier=filters.dossier and pick("dossier", filters.dossier, dossiers, "dossier"),
    )


def _actors(desk: Desk, snapshot: Snapshot) -> dict[str, str]:
    with desk.reading() as ledger:
        log = judgements(ledger)
    return spellings_of(snapshot.by_holder, merged(log))


def spellings_of(holders: Iterable[str], judged_same: Mapping[str, str]) -> dict[str, str]:
    """The id that is shown for every id and name of these holders, and for those that were judged to be one of them."""
    known = set(holders)
    shown = {one: as_ for one, as_ in judged_same.items() if as_ in known}
    found = {name_of(one).casefold(): shown.get(one, one) for one in (*shown, *known)}
    return found | {one.casefold(): shown.get(one, one) for one in (*shown, *known)}


def by_fold(ids: Iterable[str]) -> dict[str, str]:
    """The ids by themselves in any case."""
    return {one.casefold(): one for one in ids}


def pick(what: str, typed: str, spellings: Mapping[str, str], place: str) -> str:
    """The id that is meant by what was typed.

    Raises:
        InputError: there is none; the remedy names near ones, or those that there are.
    """
    found = spellings.get(typed.casefold())
    if found is not None:
        return found
    near = get_close_matches(typed.casefold(), spellings, n=3, cutoff=0.5)
    raise InputError(
        f"the ledger knows no {what} {typed!r}",
        place=place,
        remedy=_suggestion(what, [spellings[one] for one in near], sorted(set(spellings.values()))),
    )


def _suggestion(what: str, near: Sequence[str], known: Sequence[str]) -> str:
    if near:
        return f"Did you mean {' or '.join(dict.fromkeys(near))}?"
    if known:
        return f"It knows {', '.join(known[:12])}{' …' if len(known) > 12 else ''}."
    return f"It holds no {what} yet: read articles with a dossier first (`onrecord read … --dossier FILE`)."
