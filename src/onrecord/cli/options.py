"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.records import LADDER

if TYPE_CHECKING:
    from onrecord.ledger import Ledger

Level = StrEnum("Level", {level: level for level in LADDER})  # type: ignore[misc]  # names come from the ladder


def day(value: str) -> date:
    """The date that a user typed.

    Raises:
        BadParameter: it is none.
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2026-01-31") from None


LedgerOption = Annotated[
    str | None,
    typer.Option("--ledger", metavar="FILE", help="The ledger: a file or a database URL. Default ./onrecord.db."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
DossierOption = Annotated[str | None, typer.Option("--dossier", metavar="ID", help="Only this dossier.")]
SinceOption = Annotated[
    date | None, typer.Option("--since", metavar="DATE", parser=day, help="From this day on (2026-01-31).")
]
UntilOption = Annotated[
    date | None, typer.Option("--until", metavar="DATE", parser=day, help="Up to and with this day.")
]
LimitOption = Annotated[int | None, typer.Option("--limit", min=0, metavar="N", help="At most so many rows.")]


@contextmanager
def opened(place: str | None, *, readonly: bool = True) -> Iterator[Ledger]:
    """The ledger that the user named, or the settings' own; for reading, unless ``readonly`` is False.

    Raises:
        LedgerError: it is not there or cannot be used.
    """
    from onrecord.ledger import Ledger  # noqa: PLC0415 - the database's libraries load only for those who ask it
    from onrecord.settings import Settings  # noqa: PLC0415

    with Ledger.open(place or Settings.from_environment().ledger, readonly=readonly) as ledger:
        yield ledger
