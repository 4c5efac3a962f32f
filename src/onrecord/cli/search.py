"""``onrecord search``: full text over articles and statements, with counts by facet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DossierOption, Form, FormOption, JsonOption, LedgerOption, opened
from onrecord.cli.output import print_json, print_pieces, print_table, say

if TYPE_CHECKING:
    from onrecord.run.search import Found


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help='Words, "a phrase", -without (after --), begin*, one OR other.')
    ],
    *,
    statements: Annotated[bool, typer.Option("--statements", help="Search what was said, not whole articles.")] = False,
    outlet: Annotated[str, typer.Option("--outlet", metavar="NAME", help="Only of this outlet.")] = "",
    actor: Annotated[
        str, typer.Option("--actor", metavar="ID", help="Only articles with a stance of this holder, or its words.")
    ] = "",
    month: Annotated[str, typer.Option("--month", metavar="YYYY-MM", help="Only published in this month.")] = "",
    story: Annotated[str, typer.Option("--story", metavar="ID", help="Only of this story.")] = "",
    dossier: DossierOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, metavar="N", help="At most so many.")] = 20,
    ledger: LedgerOption = None,
    form: FormOption = Form.table,
    json: JsonOption = False,
) -> None:
    """Search articles, or statements, by their words; the best first.

    Plurals, endings, case and accents make no difference.
    """
    from onrecord.run.search import Question  # noqa: PLC0415
    from onrecord.run.search import search as find  # noqa: PLC0415

    question = Question(
        " ".join(f'"{one}"' if " " in one else one for one in words),
        "statement" if statements else "article",
        outlet=outlet,
        dossier=dossier or "",
        actor=actor.upper() if actor.islower() else actor,
        month=month,
        story=story,
    )
    with opened(ledger) as record:
        found = find(record, question, limit=limit)
    if json or form is Form.json:
        print_json(found.to_json())
    elif form is Form.csv:
        _print_csv(found)
    else:
        _print_table(found)


def _print_csv(found: Found) -> None:
    from onrecord.export.csv_file import csv_line, guarded  # noqa: PLC0415
    from onrecord.export.found import COLUMNS  # noqa: PLC0415

    print_pieces(csv_line(guarded(cell) for cell in row) for row in (COLUMNS, *found.rows()))


def _print_table(found: Found) -> None:
    from onrecord.export.found import found_grid  # noqa: PLC0415

    if found.any_of:
        say("nothing has all of these words; this has one of them")
    print_table(found_grid(found.articles, found.statements), "Nothing was found.")
    if found.total > len(found.articles) + len(found.statements):
        say(f"{found.total} in all; more with --limit")
