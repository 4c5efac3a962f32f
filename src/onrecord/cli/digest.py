"""``onrecord digest``: what articles since a day added to the record, to be read in the morning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.answering import asked
from onrecord.cli.options import (
    ActorOption,
    DossierOption,
    ExpireOption,
    IssueOption,
    LedgerOption,
    UntilOption,
    day,
    opened,
)
from onrecord.cli.output import print_pieces, say

if TYPE_CHECKING:
    from onrecord.analysis.digest import Digest


class Document(StrEnum):
    """What a digest is written as."""

    md = "md"
    html = "html"
    json = "json"


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
        Document, typer.Option("--format", help="Markdown, one HTML page without scripts, or JSON.")
    ] = Document.md,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write here, whole or not at all. Default: stdout.")
    ] = None,
    ledger: LedgerOption = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Write what is new: positions, shifts, conditions, conflicts, warnings, each with its sentence and its link."""
    from onrecord.export.files import write_whole  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        what = asked(record, actor, issue, dossier)
        found = ask.digest(
            record,
            since=since,
            until=until,
            actors=what.actors,
            issues=what.issues,
            dossier=what.dossier,
            expire=expire,
        )
    pieces = _pieces(found, Document.json if json else form)
    if out is None:
        print_pieces(pieces)
    else:
        write_whole(out, pieces)
        say(f"wrote {out}")


def _pieces(found: Digest, form: Document) -> Iterator[str]:
    from onrecord.cli.names import named  # noqa: PLC0415
    from onrecord.export.digest_text import digest_html, digest_markdown  # noqa: PLC0415

    if form is Document.html:
        return digest_html(found, named)
    if form is Document.md:
        return digest_markdown(found, named)
    from onrecord.cli.output import as_json_text  # noqa: PLC0415
    from onrecord.export.answers import digest_to_json  # noqa: PLC0415

    return iter((as_json_text(digest_to_json(found)),))
