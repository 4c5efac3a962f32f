"""``onrecord statements``, ``articles`` and ``problems``: what was read, a row each."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import (
    DossierOption,
    JsonOption,
    LedgerOption,
    LimitOption,
    SinceOption,
    UntilOption,
    opened,
)
from onrecord.cli.output import print_json, print_table


def statements(
    *,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="TEXT", help="Part of the speaker's name.")
    ] = None,
    on_behalf_of: Annotated[
        str | None, typer.Option("--for", metavar="ID", help="Only words spoken for this actor.")
    ] = None,
    article: Annotated[str | None, typer.Option("--article", metavar="ID", help="Only of this article.")] = None,
    dossier: DossierOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """List who said what, an attributed utterance a row."""
    from onrecord.cli.names import dossier_id  # noqa: PLC0415
    from onrecord.export.rows import statement_row  # noqa: PLC0415
    from onrecord.export.table import statements_grid  # noqa: PLC0415
    from onrecord.ledger import statements as find  # noqa: PLC0415

    with opened(ledger) as record:
        found = find(
            record,
            speaker=speaker,
            on_behalf_of=on_behalf_of.upper() if on_behalf_of else None,
            article=article,
            dossier=dossier_id(record, dossier),
            since=since,
            until=until,
            limit=limit,
        )
    if json:
        print_json([statement_row(row) for row in found])
    else:
        print_table(statements_grid(found), "No statement fits.")


def articles(
    *,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only of this outlet.")] = None,
    dossier: DossierOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """List the articles that were read, and how much was read out of each."""
    from onrecord.cli.names import dossier_id  # noqa: PLC0415
    from onrecord.export.rows import article_row  # noqa: PLC0415
    from onrecord.export.table import articles_grid  # noqa: PLC0415
    from onrecord.ledger import articles as find  # noqa: PLC0415

    with opened(ledger) as record:
        chosen = dossier_id(record, dossier)
        found = find(record, dossier=chosen, outlet=outlet, since=since, until=until, limit=limit)
    if json:
        print_json([article_row(row) for row in found])
    else:
        print_table(articles_grid(found), "No article fits.")


def problems(
    *,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only of this kind.")] = None,
    limit: LimitOption = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """List what could not be read or resolved, each with what to do about it."""
    from onrecord.export.rows import problem_row  # noqa: PLC0415
    from onrecord.export.table import problems_grid  # noqa: PLC0415
    from onrecord.ledger import problems as find  # noqa: PLC0415
    from onrecord.problems import remedy  # noqa: PLC0415

    with opened(ledger) as record:
        found = find(record, kind=kind, limit=limit)
    if json:
        print_json([problem_row(row, remedy(row.problem.kind)) for row in found])
    else:
        print_table(problems_grid(found, remedy), "No problem is on record.")
