"""``onrecord read``: the main job. Paths in; a table of who stands where, or one JSON object an article, out."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.output import as_json_pieces, print_pieces, print_table, say
from onrecord.errors import PROBLEMS_EXIT, InputError
from onrecord.problems import is_loss, remedy
from onrecord.settings import Settings

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from onrecord.ledger import Ledger, PositionRow
    from onrecord.llm import Asker
    from onrecord.records import Dossier, Problem, Reading
    from onrecord.run.pipeline import Done

    Item = Reading | Problem | Done


QUIET = frozenset({"date-unresolved", "unknown-actor"})
"""Kinds of problem that are too common to be told one by one: they are counted, and kept in the ledger."""


class Format(StrEnum):
    """What ``read`` prints."""

    table = "table"
    jsonl = "jsonl"


@dataclass
class Tally:
    """What came of a run, for the line at its end."""

    new: int = 0
    known: int = 0
    statements: int = 0
    positions: int = 0
    problems: int = 0
    lost: int = 0


Precise = Annotated[bool, typer.Option("--precision", help="Fewer and surer positions.")]
Generous = Annotated[bool, typer.Option("--recall", help="More positions, and less sure ones.")]
Url = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Let a language model tell the positions: an OpenAI-compatible endpoint."),
]
Model = Annotated[
    str | None, typer.Option(metavar="NAME", help="The model's name there. A key goes into ONRECORD_LLM_KEY.")
]


def read(  # noqa: PLR0917  (typer passes them by name)
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for standard input.")
    ],
    dossier: Annotated[
        str | None, typer.Option(metavar="FILE", help="The questions to ask (YAML). Without one: statements only.")
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="Who stands where, or one JSON object an article.")
    ] = Format.table,
    json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
    ledger: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The ledger to write. Default ./onrecord.db; with jsonl, none unless named."),
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Drop positions that are less sure than this.")
    ] = None,
    actors: Annotated[
        str | None, typer.Option("--actors", metavar="FILE", help="Your own actors, names and persons (YAML).")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which candidates were dropped, and why, on stderr.")
    ] = False,
    precision: Precise = False,
    recall: Generous = False,
    llm: Url = None,
    llm_model: Model = None,
) -> None:
    """Read articles and show who stands where, each entry backed by the words that support it.

    Reading the same articles again adds nothing to the ledger.
    """
    from onrecord.read import load_dossier  # noqa: PLC0415
    from onrecord.read.paths import check  # noqa: PLC0415

    settings = _leaning(_settings(min_confidence, actors, llm, llm_model), precision=precision, recall=recall)
    questions = load_dossier(dossier) if dossier is not None else None
    check(paths)  # before a ledger is made that nothing would be written to
    as_lines = json or format_ is Format.jsonl
    place = ledger if ledger is not None or as_lines else settings.ledger
    asker = _asker(settings, questions, asked=llm is not None)
    tally = Tally()
    following = "statements"
    with _opened(place) as record:
        items = _watch(_items(paths, questions, settings, record, asker), tally, explain=explain)
        if as_lines:
            print_pieces(as_json_pieces(_lines(items, record)))
        else:
            _exhaust(items)
            following = _show(record, questions) or following
    _report(tally, record.place if record is not None else None, following, asker)
    if tally.lost:
        raise typer.Exit(PROBLEMS_EXIT)


def _opened(place: str | None) -> AbstractContextManager[Ledger | None]:
    if place is None:
        return nullcontext()
    from onrecord.ledger import Ledger  # noqa: PLC0415

    return Ledger.open(place, create=True)


def _settings(min_confidence: float | None, actors: str | None, llm: str | None, model: str | None) -> Settings:
    """The environment's settings, with what was typed in their place."""
    known = Settings.from_environment()
    return replace(
        known,
        min_confidence=known.min_confidence if min_confidence is None else min_confidence,
        actors=known.actors if actors is None else actors,
        llm_url=llm or known.llm_url,
        llm_model=model or known.llm_model,
    )


def _leaning(settings: Settings, *, precision: bool, recall: bool) -> Settings:
    if precision and recall:
        raise InputError("fewer and more at once", place="--precision --recall", remedy="Give one of the two.")
    return replace(settings, lean="precision" if precision else "recall" if recall else settings.lean)


def _asker(settings: Settings, dossier: Dossier | None, *, asked: bool) -> Asker | None:
    """The way to a language model; the environment may name one also for runs that have nothing to ask it."""
    if asked and dossier is None:
        raise InputError("a language model is asked for, and no question", place="--llm", remedy="Give a --dossier.")
    if not settings.llm_url or dossier is None:
        return None
    from onrecord.run.extract import asker_of  # noqa: PLC0415

    return asker_of(settings)


def _items(
    paths: list[str], dossier: Dossier | None, settings: Settings, ledger: Ledger | None, asker: Asker | None
) -> Iterator[Item]:
    from onrecord.run import pipeline  # noqa: PLC0415

    # A process may have been started without standard input.
    stdin = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
    if ledger is None:
        return iter(pipeline.read(paths, dossier, settings, stdin=stdin, asker=asker))
    return pipeline.record(paths, dossier, settings, ledger, stdin=stdin, asker=asker)


def _watch(items: Iterator[Item], tally: Tally, *, explain: bool) -> Iterator[Item]:
    """Counts what goes by, with a progress line on a terminal, and says what a person should know of it."""
    from onrecord.cli.progress import progress  # noqa: PLC0415
    from onrecord.records import Problem, Reading  # noqa: PLC0415

    with progress("reading") as advance:
        for item in items:
            if isinstance(item, Problem):
                _count(tally, [item])
            elif isinstance(item, Reading):
                advance()
                tally.new += 1
                tally.statements += len(item.statements)
                tally.positions += len(item.positions)
                _count(tally, item.problems)
                if explain:
                    _explain(item)
            else:
                advance()
                tally.known += 1
                _count(tally, item.problems)
            yield item


def _count(tally: Tally, problems: Iterable[Problem]) -> None:
    """Counts problems, and says of each where it is and what to do, but for the ``QUIET`` ones."""
    from onrecord.export.table import plain  # noqa: PLC0415

    for problem in problems:
        tally.problems += 1
        tally.lost += is_loss(problem.kind)
        if problem.kind not in QUIET:
            place = problem.source or problem.article or "?"
            detail = plain(f"{place}: {problem.kind}: {problem.detail}")
            say(f"onrecord: {detail}\n  remedy: {remedy(problem.kind)}")


def _explain(reading: Reading) -> None:
    for item in reading.dropped:
        say(f"dropped {reading.article.id}:{item.span.start} {item.step}: {item.why}: {item.span.quote[:100]!r}")


def _lines(items: Iterator[Item], ledger: Ledger | None) -> Iterator[str]:
    """A line for every article, those that the ledger held before included."""
    from onrecord.export.jsonl import line  # noqa: PLC0415
    from onrecord.records import Problem, Reading  # noqa: PLC0415

    for item in items:
        if isinstance(item, Reading):
            yield line(item)
        elif not isinstance(item, Problem) and ledger is not None:
            yield line(ledger.stored(item.run, item.article))


def _exhaust(items: Iterator[Item]) -> None:
    for _ in items:
        pass


def _show(ledger: Ledger | None, dossier: Dossier | None) -> str:
    """Prints who stands where, then the sentence that each cell rests on; returns a command to go on with."""
    from onrecord.analysis.matrix import matrix  # noqa: PLC0415
    from onrecord.cli.positions import show_matrix  # noqa: PLC0415
    from onrecord.export.table import positions_grid  # noqa: PLC0415
    from onrecord.ledger import PositionFilter  # noqa: PLC0415
    from onrecord.ledger import positions as find  # noqa: PLC0415

    if ledger is None or dossier is None:
        return ""
    found = find(ledger, PositionFilter(dossier=dossier.id))
    show_matrix(ledger, found)
    cells = matrix(found).cells
    deciding = {cell.decided_by for cell in cells}
    rows: list[PositionRow] = [row for row in found if row.position.id in deciding]
    if not rows:
        return ""
    print_pieces("\n")
    print_table(positions_grid(rows), "")
    telling = max(cells, key=lambda cell: (cell.agreeing, cell.positions, cell.actor))
    return f"why {telling.actor} {telling.issue}"


def _report(tally: Tally, place: str | None, following: str, asker: Asker | None) -> None:
    """The last lines: how much was read, where it is kept, what to type next, what a language model has cost."""
    parts = [f"{_count_of(tally.new, 'article')} read"]
    if tally.known:
        parts.append(f"{tally.known} known already")
    parts += [_count_of(tally.statements, "statement"), _count_of(tally.positions, "position")]
    if tally.problems:
        parts.append(f"{_count_of(tally.problems, 'problem')} (onrecord problems)")
    say(", ".join(parts) + (f"; kept in {place}" if place else ""))
    if place and tally.new + tally.known:
        say(f"next: onrecord {following} --ledger {place}")
    if asker is not None:
        say(f"language model {asker.usage}")


def _count_of(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
