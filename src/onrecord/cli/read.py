"""``onrecord read``: the main job. Paths in; a table of who stands where, or one JSON object an article, out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from onrecord.ledger import Ledger
    from onrecord.records import Dossier, Problem, Reading
    from onrecord.run.pipeline import Done
    from onrecord.settings import Settings


class Format(StrEnum):
    """What ``read`` prints."""

    table = "table"
    jsonl = "jsonl"


PROBLEMS_EXIT = 5


def read(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", metavar="PATH…")],
    dossier: Annotated[str | None, typer.Option(help="The questions to ask, a YAML file. Without one: statements only.")] = None,
    format: Annotated[Format, typer.Option(help="A table of who stands where, or one JSON object an article.")] = Format.table,
    json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
    ledger: Annotated[
        str | None, typer.Option(help="The ledger to write. Default ./onrecord.db; with jsonl none unless named.")
    ] = None,
    min_confidence: Annotated[float | None, typer.Option(min=0, max=1, help="Leave out positions less sure than this.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say on stderr which candidates were dropped, and why.")] = False,
) -> None:
    """Read articles and show who stands where, each entry backed by the words that support it."""
    from dataclasses import replace  # noqa: PLC0415

    from onrecord.read import load_dossier  # noqa: PLC0415
    from onrecord.settings import Settings  # noqa: PLC0415

    settings = Settings.from_environment()
    if min_confidence is not None:
        settings = replace(settings, min_confidence=min_confidence)
    questions = load_dossier(dossier) if dossier is not None else None
    as_lines = json or format is Format.jsonl
    place = ledger if ledger is not None or as_lines else settings.ledger
    with _opened(place) as opened:
        items = _watched(_items(paths, questions, settings, opened), explain=explain)
        tally = _lines(items, questions, opened) if as_lines else _table(items, questions, opened, place)
    if tally.lost:
        raise typer.Exit(PROBLEMS_EXIT)
