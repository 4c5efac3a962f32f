"""What a user types against what the ledger holds: exact ids, else names, else the nearest of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.lexicons import table

if TYPE_CHECKING:
    from onrecord.ledger import Ledger


@cache
def _names() -> dict[str, str]:
    states = {row[0]: row[1] for row in table("territories")}
    return {**{row[0]: row[2] for row in table("organisations")}, **states}


def named(actor: str) -> str:
    """The id with the actor's name, where the lexicons know one."""
    name = _names().get(actor, actor)
    return actor if name == actor else f"{actor} {name}"


def known_ids() -> set[str]:
    """The ids of every state, territory and organisation of the lexicons."""
    return set(_names())


def actor_id(ledger: Ledger, typed: str) -> str:
    """The id of a holder in the ledger, by id or by name, in any case.

    Raises:
        InputError: the ledger holds no position of it.
    """
    from onrecord.ledger import holders, judgements, merged  # noqa: PLC0415

    known = holders(ledger)
    shown = {one: as_ for one, as_ in merged(judgements(ledger)).items() if as_ in known}
    spellings = {_names().get(one, one).casefold(): shown.get(one, one) for one in (*shown, *known)}
    spellings |= {one.casefold(): shown.get(one, one) for one in (*shown, *known)}
    return _pick("actor", typed, spellings, ledger.place)


def issue_id(ledger: Ledger, typed: str) -> str:
    """The id of an issue that the ledger holds or that one of its dossiers asks, in any case.

    Raises:
        InputError: there is none.
    """
    from onrecord.ledger import issues  # noqa: PLC0415

    return _pick("issue", typed, _by_fold(row.issue.id for row in issues(ledger)), ledger.place)


def dossier_id(ledger: Ledger, typed: str) -> str:
    """The id of a dossier that the ledger was read with.

    Raises:
        InputError: there is none.
    """
    from onrecord.ledger import dossiers  # noqa: PLC0415

    return _pick("dossier", typed, _by_fold(one.id for one in dossiers(ledger)), ledger.place)


def _by_fold(ids: Iterable[str]) -> dict[str, str]:
    return {one.casefold(): one for one in ids}


def _pick(what: str, typed: str, spellings: dict[str, str], place: str) -> str:
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
