"""Rows as a table for people: colours and rules on a terminal, plain aligned columns when piped.

What articles say is printed as text, never as markup, and without control characters: a page must not be able to
move a reader's cursor.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TextIO

from onrecord.analysis.matrix import Cell, Matrix
from onrecord.ledger.rows import ArticleRow, ArticleSummary, PositionRow, ProblemRow, StatementRow
from onrecord.records import Level

if TYPE_CHECKING:
    from rich.console import Console

LEVEL_STYLE: Final[dict[Level, str]] = {
    "rules_out": "bold red",
    "opposes": "red",
    "doubts": "yellow",
    "neutral": "white",
    "open": "cyan",
    "supports": "green",
    "pledges": "bold green",
    "delivers": "bold blue",
}
"""Never the only sign: the level's name stands in every cell."""

LEGEND: Final = "×N origins agree · if: with conditions · ! contested · anon: unnamed sources only · former: superseded"

PIPED_WIDTH: Final = 100_000
"""Wide enough that nothing is wrapped or cut when a program reads the table."""


NO_STYLES: Final[Mapping[tuple[int, int], str]] = {}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headers, rows of text, and the style of a cell by its row and column where it has one.

    ``prose`` says that the last column holds running text: on a terminal it then stands below its row.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    styles: Mapping[tuple[int, int], str]
    prose: bool = False

    @classmethod
    def of(
        cls,
        headers: Iterable[str],
        rows: Iterable[Iterable[object]],
        styles: Mapping[tuple[int, int], str] = NO_STYLES,
        *,
        prose: bool = True,
    ) -> Grid:
        """A table of values as plain text, None as nothing."""
        shown = tuple(tuple("" if value is None else plain(str(value)) for value in row) for row in rows)
        return cls(tuple(headers), shown, styles, prose)


def plain(text: str) -> str:
    """The text on one line and without control or formatting characters that a terminal would obey."""
    kept = (" " if c.isspace() else "\N{REPLACEMENT CHARACTER}" if _obeyed(c) else c for c in text)
    return " ".join("".join(kept).split())


def _obeyed(character: str) -> bool:
    # Cc: escape sequences. The bidirectional controls among Cf reorder a line; joiners and soft hyphens do no harm.
    return (
        unicodedata.category(character) == "Cc" or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def matrix_grid(matrix: Matrix, name: Callable[[str], str] = str) -> Grid:
    """Who stands where: an actor a row (shown by ``name``), an issue a column."""
    cells = {(cell.actor, cell.issue): cell for cell in matrix.cells}
    rows, styles = [], {}
    for number, actor in enumerate(matrix.actors):
        row = [plain(name(actor))]
        for column, issue in enumerate(matrix.issues, start=1):
            cell = cells.get((actor, issue))
            row.append(cell_text(cell) if cell else "")
            if cell and cell.level:
                styles[number, column] = LEVEL_STYLE[cell.level]
        rows.append(tuple(row))
    return Grid(("holder", *map(plain, matrix.issues)), tuple(rows), styles)


def cell_text(cell: Cell) -> str:
    """A cell's level and marks, as ``LEGEND`` explains them."""
    marks = [
        cell.level or "former",
        "if" if cell.conditional else "",
        "!" if cell.contested else "",
        "anon" if cell.anonymous_only else "",
        f"×{cell.agreeing}" if cell.agreeing > 1 else "",
    ]
    return " ".join(mark for mark in marks if mark)


def positions_grid(rows: Sequence[PositionRow]) -> Grid:
    """One position a row, its evidence last."""
    return Grid.of(
        ("id", "date", "holder", "issue", "level", "by", "in", "evidence"),
        (
            (
                row.position.id,
                row.date,
                row.position.holder,
                row.position.issue,
                row.position.level + (" (former)" if row.position.superseded else ""),
                said_by(row),
                place_of(row.article),
                row.position.evidence.quote,
            )
            for row in rows
        ),
        {(number, 4): LEVEL_STYLE[row.position.level] for number, row in enumerate(rows)},
    )


def place_of(article: ArticleRow) -> str:
    """The outlet, or the article's id where the outlet is not known."""
    return article.outlet or article.id


def said_by(row: PositionRow) -> str:
    """Who speaks, in a few words: the name, else the role, else who reports it."""
    one = row.position
    speaker = one.speaker or one.speaker_role or ("unnamed" if one.anonymous else "")
    reporter = f"reported by {one.reported_by}" if one.reported_by else ""
    return ", ".join(part for part in (speaker, reporter) if part)


def statements_grid(rows: Sequence[StatementRow]) -> Grid:
    """One statement a row, its words last."""
    return Grid.of(
        ("id", "date", "speaker", "for", "kind", "in", "content"),
        (
            (
                row.statement.id,
                row.date,
                row.statement.speaker or row.statement.speaker_text,
                row.statement.on_behalf_of,
                row.statement.kind,
                place_of(row.article),
                row.statement.content.quote,
            )
            for row in rows
        ),
    )


def articles_grid(rows: Sequence[ArticleSummary]) -> Grid:
    """One article a row, with how much was read out of it."""
    return Grid.of(
        ("id", "published", "outlet", "credit", "origin", "statements", "positions", "problems", "title"),
        (
            (
                row.article.id,
                row.article.published,
                row.article.outlet,
                row.article.credit,
                row.article.origin,
                row.statements,
                row.positions,
                row.problems,
                row.article.title,
            )
            for row in rows
        ),
    )


def problems_grid(rows: Sequence[ProblemRow], remedy: Callable[[str], str]) -> Grid:
    """One fault a row, with what to do about it."""
    return Grid.of(
        ("kind", "where", "detail", "remedy"),
        (
            (
                row.problem.kind,
                row.problem.source or row.problem.article,
                row.problem.detail,
                remedy(row.problem.kind),
            )
            for row in rows
        ),
    )


def console(stream: TextIO) -> Console:
    """A console on this stream: as wide as the terminal, or without limit where there is none."""
    from rich.console import Console  # noqa: PLC0415 - only those who print a table pay for it

    return Console(file=stream, width=None if stream.isatty() else PIPED_WIDTH, highlight=False)


def print_grid(grid: Grid, stream: TextIO) -> None:
    """Print a table: ruled or in blocks and coloured on a terminal, else plain columns two spaces apart."""
    if not stream.isatty():
        stream.writelines(_plain_lines(grid))
    elif grid.prose:
        _print_blocks(grid, console(stream))
    else:
        _print_ruled(grid, console(stream))


def _print_ruled(grid: Grid, screen: Console) -> None:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD)
    # Where there is room for it the first column gives way, so that no issue's name or level is broken.
    fits = sum(_widths(grid)[1:]) + 3 * len(grid.headers) < screen.width - 12
    for number, header in enumerate(grid.headers):
        table.add_column(Text(header), overflow="fold", no_wrap=fits and number > 0)
    for number, row in enumerate(grid.rows):
        table.add_row(*(Text(cell, grid.styles.get((number, column), "")) for column, cell in enumerate(row)))
    screen.print(table)


def _print_blocks(grid: Grid, screen: Console) -> None:
    """Each row on a line, its running text indented below."""
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    widths = _widths(grid)[:-1]
    for number, row in enumerate(grid.rows):
        line = Text()
        for column, (cell, width) in enumerate(zip(row, widths, strict=False)):
            line.append(_padded(cell, width), grid.styles.get((number, column), "bold" if column == 0 else ""))
            line.append("  ")
        line.rstrip()
        screen.print(line)
        screen.print(Padding(Text(row[-1]), (0, 0, 0, 4)))


def _plain_lines(grid: Grid) -> Iterable[str]:
    widths = _widths(grid)
    for line in (grid.headers, *grid.rows):
        yield "  ".join(map(_padded, line, widths)).rstrip() + "\n"


def _widths(grid: Grid) -> list[int]:
    return [max(map(_width, column)) for column in zip(grid.headers, *grid.rows, strict=True)]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415

    return cell_len(text)
