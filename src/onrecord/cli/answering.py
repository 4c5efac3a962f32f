"""What the commands that answer share: which rows are asked for, and how an answer is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from onrecord.cli.options import Form
from onrecord.cli.output import print_json, print_pieces, print_table

if TYPE_CHECKING:
    from onrecord.cli.written import Written
    from onrecord.ledger import Ledger
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
        "dossier": dossier_id(record, dossier) if dossier else None,
    }


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
