"""``onrecord digest``: what articles since a day added to the record, to be read in the morning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from io import StringIO
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.answering import asked
from onrecord.cli.options import (
    ActorOption,
    DossierOption,
    ExpireOption,
    IssueOption,
    LedgerOption,
    OutOption,
    UntilOption,
    day,
    opened,
)
from onrecord.cli.output import as_json_text, deliver, print_table

if TYPE_CHECKING:
    from onrecord.analysis.digest import Digest
    from onrecord.export.digest_text import Asks
    from onrecord.export.table import Grid


class Document(StrEnum):
    """What a digest is written as."""

    md = "md"
    html = "html"
    json = "json"
    table = "table"
    csv = "csv"


def digest(
    *,
    since: Annotated[
        date, typer.Option("--since", metavar="DATE", parser=day, help="Articles published from this day on.")
    ],
    until: UntilOption = None,
    actor: ActorOption = None,
    issue: IssueOption = None,
    dossier: DossierOption = None,
    expire: ExpireOption = None,
    form: Annotated[
        Document, typer.Option("--format", help="Markdown; one HTML page without scripts; JSON; its items a row each.")
    ] = Document.md,
    out: OutOption = None,
    ledger: LedgerOption = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Write what is new: positions, shifts, conditions, conflicts, warnings, each with its sentence and its link."""
    from onrecord.ledger import issues  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415
    from onrecord.run.names import asking  # noqa: PLC0415

    with opened(ledger) as record:
        found = ask.digest(record, since=since, until=until, expire=expire, **asked(record, actor, issue, dossier))
        asks = asking(issues(record))
    chosen = Document.json if json else form
    if chosen is Document.table and out is None:
        print_table(_grid(found), "Nothing is new.")
    else:
        deliver(_pieces(found, chosen, asks), out)


def _grid(found: Digest) -> Grid:
    from onrecord.export.answers_table import digest_grid  # noqa: PLC0415

    return digest_grid(found)


def _pieces(found: Digest, form: Document, asks: Asks) -> Iterator[str]:
    from onrecord.cli.names import named  # noqa: PLC0415
    from onrecord.export import answers, answers_csv, digest_text, table  # noqa: PLC0415

    match form:
        case Document.html:
            return digest_text.digest_html(found, named, asks)
        case Document.md:
            return digest_text.digest_markdown(found, named, asks)
        case Document.csv:
            return answers_csv.digest_csv(found)
        case Document.json:
            return iter((as_json_text(answers.digest_to_json(found)),))
        case Document.table:
            drawn = StringIO()
            table.print_grid(_grid(found), drawn)
            return iter((drawn.getvalue(),))
