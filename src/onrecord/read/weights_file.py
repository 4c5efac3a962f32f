"""Weights of holders from the user's own CSV file: ``holder,weight``, a line each, with or without a header.

A weight is what the user says it is (population, budget, votes). None is ever inferred.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

from onrecord.errors import InputError

_EXAMPLE = "Write one holder a line, for instance: DEU,83.5"


def load_weights(path: str | Path) -> dict[str, float]:
    """The weights by holder.

    Raises:
        InputError: the file cannot be read, or a line is no holder with a weight of 0 or more; ``place`` has the line.
    """
    try:
        text = Path(path).expanduser().read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("not UTF-8", place=str(path), remedy="Save the file as UTF-8.") from None
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise InputError(reason, place=str(path), remedy="Check the path and its permissions.") from None
    return parse_weights(text, str(path))


def parse_weights(text: str, place: str) -> dict[str, float]:
    """The weights written in ``text``; ``place`` names it in errors.

    Raises:
        InputError: as ``load_weights``.
    """
    found: dict[str, float] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in next(csv.reader([line]), [])]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if not found and [cell.lower() for cell in cells] == ["holder", "weight"]:
            continue
        where = f"{place}:{number}"
        if len(cells) != 2 or not cells[0]:
            raise InputError("this line is no holder with a weight", place=where, remedy=_EXAMPLE)
        if cells[0] in found:
            raise InputError(f"{cells[0]} is given twice", place=where, remedy="Keep one of the lines.")
        found[cells[0]] = _number(cells[1], where)
    return found


def _number(written: str, where: str) -> float:
    try:
        value = float(written)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        raise InputError(f"{written!r} is no weight", place=where, remedy="Give a number that is 0 or more.")
    return value
