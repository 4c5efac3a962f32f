"""``onrecord positions``: who stands where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.answering import Wanted
from onrecord.cli.options import (
    ActorOption,
    DossierOption,
    IssueOption,
    JsonOption,
    LedgerOption,
    Level,
    LimitOption,
    SinceOption,
    UntilOption,
    opened,
)
from onrecord.cli.output import print_json, print_table, say
from onrecord.records import LADDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.ledger import Ledger, PositionRow

NOTHING = "No position fits. `onrecord articles` shows what was read, `onrecord problems` what could not be."


def positions(
    *,
    actor: ActorOption = None,
    issue: IssueOption = None,
    dossier: DossierOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    level: Annotated[
        list[Level] | None,
        typer.Option("--level", metavar="LEVEL", help=f"Only this level; may be repeated. {', '.join(LADDER)}."),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", metavar="0..1", min=0, max=1, help="Only as sure as this.")
    ] = 0.0,
    rows: Annotated[bool, typer.Option("--list", help="One position a row, with its evidence.")] = False,
    limit: LimitOption = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """Show who stands where: an actor a row, an issue a column; or every position with --list.

    Dates are those of the statement, else of the article. --limit applies to --list only.
    """
    from onrecord.ledger import positions as find  # noqa: PLC0415

    with opened(ledger) as record:
        which = Wanted(actor, issue, dossier, level, since, until).filter(record)
        found = find(record, replace(which, min_confidence=min_confidence, limit=limit if rows else None))
        if rows:
            show_list(found, json=json)
        else:
            show_matrix(record, found, json=json)


def show_list(found: Sequence[PositionRow], *, json: bool) -> None:
    """Print positions, one a row."""
    from onrecord.export.rows import position_row  # noqa: PLC0415
    from onrecord.export.table import positions_grid  # noqa: PLC0415

    if json:
        print_json([position_row(row) for row in found])
    else:
        print_table(positions_grid(found), NOTHING)


def show_matrix(record: Ledger, found: Sequence[PositionRow], *, json: bool = False) -> None:
    """Print who stands where, the issues in their dossiers' order."""
    from onrecord.analysis.matrix import matrix  # noqa: PLC0415
    from onrecord.cli.names import named  # noqa: PLC0415
    from onrecord.export.rows import matrix_to_json  # noqa: PLC0415
    from onrecord.export.table import LEGEND, matrix_grid  # noqa: PLC0415
    from onrecord.ledger import issues  # noqa: PLC0415

    made = matrix(found, issues=[row.issue.id for row in issues(record)])
    if json:
        print_json(matrix_to_json(made))
        return
    print_table(matrix_grid(made, named), NOTHING)
    if made.cells:
        say(LEGEND)
