"""Data to stdout, words to stderr."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.export.table import Grid

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")


def print_json(value: Any) -> None:
    """One JSON value on stdout."""
    sys.stdout.write(as_json_text(value))


def as_json_text(value: Any) -> str:
    """One JSON value; escaped where the terminal's encoding could not hold it."""
    return json.dumps(value, ensure_ascii=not _holds_all(), indent=2) + "\n"


def as_json_pieces(pieces: Iterable[str]) -> Iterable[str]:
    """Pieces of JSON text; escaped where the terminal's encoding could not hold them, which would lose characters."""
    return pieces if _holds_all() else (_NOT_ASCII.sub(_escaped, piece) for piece in pieces)


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0]).strip('"')  # what is not ASCII stands within strings only


def _holds_all() -> bool:
    return (sys.stdout.encoding or "ascii").lower().replace("-", "").startswith("utf")


def print_table(grid: Grid, nothing: str) -> None:
    """A table on stdout, or ``nothing`` on stderr where it would hold no row."""
    from onrecord.export.table import print_grid  # noqa: PLC0415

    if grid.rows:
        print_grid(grid, sys.stdout)
    else:
        say(nothing)


def print_pieces(pieces: Iterable[str]) -> None:
    """Text on stdout as it comes, its line ends as they are."""
    sys.stdout.writelines(pieces)
    sys.stdout.flush()  # a full disk must show here, before any word of success


def deliver(pieces: Iterable[str], out: Path | None) -> None:
    """Text into a file, whole or not at all, or on stdout where none is named.

    Raises:
        InputError: the file cannot be written there.
    """
    if out is None:
        print_pieces(pieces)
        return
    from onrecord.export.files import write_whole  # noqa: PLC0415

    write_whole(out, pieces)
    say(f"wrote {out}")


def say(words: str) -> None:
    """A line for the person, on stderr."""
    print(words, file=sys.stderr)
