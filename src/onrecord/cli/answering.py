"""What the commands that answer share: which rows are asked for, and how an answer is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.cli.options import Form
from onrecord.cli.output import print_json, print_pieces, print_table

if TYPE_CHECKING:
    from onrecord.export.table import Grid
    from onrecord.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a ledger a question is about; the ids as the ledger has them."""

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    dossier: str | None


def asked(record: Ledger, actor: Sequence[str] | None, issue: Sequence[str] | None, dossier: str | None) -> Asked:
    """What the user typed as ids.

    Raises:
        InputError: the ledger knows no such actor, issue or dossier.
    """
    from onrecord.cli.names import actor_id, dossier_id, issue_id  # noqa: PLC0415

    return Asked(
        tuple(actor_id(record, one) for one in actor or ()),
        tuple(issue_id(record, one) for one in issue or ()),
        dossier_id(record, dossier) if dossier else None,
    )


def show(
    form: Form,
    json: bool,
    *,
    as_json: Callable[[], Any],
    as_csv: Callable[[], Iterable[str]],
    as_grid: Callable[[], Grid],
    nothing: str,
) -> bool:
    """Print an answer; True where it went out as a table for a person."""
    if json or form is Form.json:
        print_json(as_json())
    elif form is Form.csv:
        print_pieces(as_csv())
    else:
        print_table(as_grid(), nothing)
        return True
    return False
