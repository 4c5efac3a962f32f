"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import InputError
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


def duration(value: str) -> int:
    """The days of a span of time that a user typed.

    Raises:
        BadParameter: it is none.
    """
    from onrecord.read.duration import days  # noqa: PLC0415

    try:
        return days(value)
    except InputError as error:
        raise typer.BadParameter(f"{error.message}. {error.remedy}") from None


def login() -> str:
    """The user's login name, which signs a judgement that names nobody."""
    from onrecord.run.signing import login_name  # noqa: PLC0415

    return login_name()


class Form(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    csv = "csv"


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
ActorOption = Annotated[
    list[str] | None, typer.Option("--actor", metavar="ID|NAME", help="Only this holder; may be repeated.")
]
IssueOption = Annotated[
    list[str] | None, typer.Option("--issue", metavar="ID", help="Only this issue; may be repeated.")
]
FormOption = Annotated[Form, typer.Option("--format", help="A table for people, or data.")]
OnOption = Annotated[
    date | None, typer.Option("--on", metavar="DATE", parser=day, help="As of this day; without it, today.")
]
ExpireOption = Annotated[
    int | None,
    typer.Option("--expire", metavar="TIME", parser=duration, help="After this time a pledge is old: 180d, 26w."),
]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write here, whole or not at all. Default: stdout.")
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
