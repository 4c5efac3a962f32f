"""``onrecord quotes``: who says what in an article, at once and without a ledger."""

from __future__ import annotations

import io
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.output import as_json_pieces, print_pieces, print_table, say
from onrecord.errors import PROBLEMS_EXIT
from onrecord.problems import is_loss, remedy
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.records import Problem, Reading


class Format(StrEnum):
    """What ``quotes`` prints."""

    table = "table"
    jsonl = "jsonl"
    html = "html"


def quotes(
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Files, folders, globs, or - for standard input.")
    ],
    format_: Annotated[
        Format, typer.Option("--format", help="A table, a JSON object a statement, or a page that shows them in place.")
    ] = Format.table,
) -> None:
    """Show who says what: each statement with its speaker, in whose name, and the words.

    Nothing is kept. A page of HTML is one file without scripts: save it with "> quotes.html".
    """
    from onrecord.export import quotes as export  # noqa: PLC0415

    readings, problems = _read(paths)
    if format_ is Format.jsonl:
        print_pieces(as_json_pieces(export.lines(readings)))
    elif format_ is Format.html:
        print_pieces(export.page(readings))
    else:
        print_table(export.grid(readings), "No statement was found.")
    lost = [one for one in problems if is_loss(one.kind)]
    for one in lost:
        say(f"{one.kind}  {one.source}  {one.detail}. {remedy(one.kind)}")
    if lost:
        raise typer.Exit(PROBLEMS_EXIT)


def _read(paths: list[str]) -> tuple[list[Reading], list[Problem]]:
    from onrecord.read.paths import check  # noqa: PLC0415
    from onrecord.records import Problem  # noqa: PLC0415
    from onrecord.run import pipeline  # noqa: PLC0415

    check(paths)
    stdin = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
    readings: list[Reading] = []
    problems: list[Problem] = []
    for item in pipeline.read(paths, None, Settings.from_environment(), stdin=stdin):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            readings.append(item)
            problems.extend(item.problems)
    return readings, problems
