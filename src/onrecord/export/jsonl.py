"""Readings as JSON Lines, and as one JSON array of the same objects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from onrecord.export.contract import reading_to_json
from onrecord.records import Reading


def line(reading: Reading) -> str:
    """One reading as the contract has it, on one line."""
    return json.dumps(reading_to_json(reading), ensure_ascii=False) + "\n"


def jsonl(readings: Iterable[Reading]) -> Iterator[str]:
    """One line a reading."""
    return map(line, readings)


def array(readings: Iterable[Reading]) -> Iterator[str]:
    """One JSON array, in pieces, an element a line."""
    found = iter(readings)
    first = next(found, None)
    if first is None:
        yield "[]\n"
        return
    yield "[\n" + line(first).rstrip("\n")
    for reading in found:
        yield ",\n" + line(reading).rstrip("\n")
    yield "\n]\n"
