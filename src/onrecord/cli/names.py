"""What a user types against what the ledger holds, and how an actor is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.run.names import name_of, names

if TYPE_CHECKING:
    from onrecord.ledger import Ledger


def named(actor: str) -> str:
    """The id with the actor's name, where the lexicons know one."""
    name = name_of(actor)
    return actor if name == actor else f"{actor} {name}"


def known_ids() -> set[str]:
    """The ids of every state, territory and organisation of the lexicons."""
    return set(names())


def actor_id(ledger: Ledger, typed: str) -> str:
    """The id of a holder in the ledger, by id or by name, in any case.

    Raises:
        InputError: the ledger holds no position of it.
    """
    from onrecord.ledger import holders, judgements, merged  # noqa: PLC0415
    from onrecord.run.known import pick, spellings_of  # noqa: PLC0415

    return pick("actor", typed, spellings_of(holders(ledger), merged(judgements(ledger))), ledger.place)


def issue_id(ledger: Ledger, typed: str) -> str:
    """The id of an issue that the ledger holds or that one of its dossiers asks, in any case.

    Raises:
        InputError: there is none.
    """
    from onrecord.ledger import issues  # noqa: PLC0415
    from onrecord.run.known import by_fold, pick  # noqa: PLC0415

    return pick("issue", typed, by_fold(row.issue.id for row in issues(ledger)), ledger.place)


def dossier_id(ledger: Ledger, typed: str | None) -> str | None:
    """The id of a dossier that the ledger was read with, in any case; None where nothing was typed.

    Raises:
        InputError: there is none.
    """
    if not typed:
        return None
    from onrecord.ledger import dossiers  # noqa: PLC0415
    from onrecord.run.known import by_fold, pick  # noqa: PLC0415

    return pick("dossier", typed, by_fold(one.id for one in dossiers(ledger)), ledger.place)
