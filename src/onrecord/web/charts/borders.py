"""The outlines of states and territories that a map is drawn of: the shipped table, or one that the user names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from onrecord.errors import InputError
from onrecord.lexicons import table

_PATH = re.compile(r"[MLHVZmlhvz\d .,-]*")
REMEDY = "Make the table with vendor/world_map/convert.py, or unset ONRECORD_MAP to draw the shipped one."


@dataclass(frozen=True, slots=True)
class Territory:
    """One outline: an SVG path; ``x`` and ``y`` lie in its middle; ``area`` in square units of the picture."""

    id: str
    x: int
    y: int
    area: int
    path: str


@dataclass(frozen=True, slots=True)
class Borders:
    """A picture's territories by id, its size, and whose borders they are."""

    width: int
    height: int
    credit: str
    territories: dict[str, Territory]


@lru_cache(maxsize=4)
def borders(file: str = "") -> Borders:
    """The borders of a table: the shipped one where ``file`` is empty.

    Raises:
        InputError: the file cannot be read, or a row is not of the table's form.
    """
    if not file:
        return _made(enumerate(table("geography/world_map"), 1), "world_map.tsv")
    try:
        lines = Path(file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the map cannot be read", place=file, remedy=REMEDY) from error
    numbered = ((number, tuple(line.split("\t"))) for number, line in enumerate(lines, 1))
    return _made(((n, row) for n, row in numbered if row[0].strip() and not row[0].startswith("#")), file)


def _made(rows: Iterable[tuple[int, tuple[str, ...]]], place: str) -> Borders:
    width = height = 0
    credit = ""
    found: dict[str, Territory] = {}
    for number, row in rows:
        if len(row) != 5 or not all(re.fullmatch(r"-?\d+", cell) for cell in row[1:4]):
            raise InputError("a row of the map has not the form of one", place=f"{place}:{number}", remedy=REMEDY)
        if row[0] == "*":
            width, height, credit = int(row[1]), int(row[2]), row[4]
        elif not _PATH.fullmatch(row[4]):
            raise InputError(f"the outline of {row[0]} is no path", place=f"{place}:{number}", remedy=REMEDY)
        else:
            found[row[0]] = Territory(row[0], int(row[1]), int(row[2]), int(row[3]), row[4])
    if width < 1 or height < 1:
        raise InputError("the map does not tell its size in a row '*'", place=place, remedy=REMEDY)
    return Borders(width, height, credit, found)
