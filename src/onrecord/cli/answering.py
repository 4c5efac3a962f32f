"""What the commands that answer share: which rows are asked for, and how an answer is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar

from onrecord.cli.options import Form, Level
from onrecord.cli.output import print_json, print_pieces, print_table
from onrecord.records import LADDER

if TYPE_CHECKING:
    from datetime import date

    from onrecord.cli.written import Written
    from onrecord.ledger import Ledger, PositionFilter
    from onrecord.run.asked import Asked

Found = TypeVar("Found")


def asked(record: Ledger, actor: Sequence[str] | None, issue: Sequence[str] | None, dossier: str | None) -> Asked:
    """What the user typed as ids.

    Raises:
        InputError: the ledger knows no such actor, issue or dossier.
    """
    from onrecord.cli.names import actor_id, dossier_id, issue_id  # noqa: PLC0415

    return {
        "actors": tuple(actor_id(record, one) for one in actor or ()),
        "issues": tuple(issue_id(record, one) for one in issue or ()),
        "dossier": dossier_id(record, dossier),
    }


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user typed to say which positions are meant; an empty field asks for nothing."""

    actor: Sequence[str] | None
    issue: Sequence[str] | None
    dossier: str | None
    level: Sequence[Level] | None
    since: date | None
    until: date | None

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return any(getattr(self, one.name) for one in fields(self))

    def filter(self, record: Ledger) -> PositionFilter:
        """The same as the ledger takes it, the levels in the ladder's order.

        Raises:
            InputError: the ledger knows no such actor, issue or dossier.
        """
        from onrecord.ledger import PositionFilter  # noqa: PLC0415

        return PositionFilter(
            **asked(record, self.actor, self.issue, self.dossier),
            levels=tuple(one for one in LADDER if one in (self.level or ())),
            since=self.since,
            until=self.until,
        )


def show(found: Found, written: Written[Found], form: Form, json: bool, *, nothing: str) -> bool:
    """Print an answer, or ``nothing`` where its table holds no row; True where it went out as a table for a person."""
    if json or form is Form.json:
        print_json(written.as_json(found))
    elif form is Form.csv:
        print_pieces(written.as_csv(found))
    else:
        print_table(written.as_grid(found), nothing)
        return True
    return False
