"""JSON rows to pages: an object with at least ``text``; other keys of ours are optional, the rest is let be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from onrecord.problems import problem
from onrecord.read.decode import decode, replace_bad
from onrecord.records import Page, Problem
from onrecord.settings import Settings

_OPTIONAL = ("id", "title", "outlet", "byline", "published", "url", "language")


def jsonl_pages(stream: BinaryIO, source: str, settings: Settings) -> Iterator[Page | Problem]:
    """Every line of ``stream`` as a page, read one at a time; a line that is none becomes a problem with its number."""
    limit = settings.max_page_bytes
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        place = f"{source}:{number}"
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(stream)
            yield problem("too-large", f"the line is longer than {limit:,} bytes", source=place)
        elif line.strip():
            yield from _line_page(line, place)
    if number == 0:
        yield problem("empty", "the file holds no line", source=source)


def json_pages(text: str, source: str, settings: Settings) -> Iterator[Page | Problem]:
    """The page or pages of a JSON file: one object, a list of objects, or (badly named) one object a line."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        yield from _as_lines(text, source, error)
        return
    except (ValueError, RecursionError) as error:
        yield problem("bad-json", f"cannot be read: {error}", source=source)
        return
    if not isinstance(value, list):
        yield from row_page(value, source)
        return
    if not value:
        yield problem("empty", "the list holds no row", source=source)
    for index, row in enumerate(value, 1):
        yield from row_page(row, f"{source}#{index}")


def row_page(row: object, source: str) -> Iterator[Page | Problem]:
    """One row as a page, with a problem for each field that had to be left out."""
    if not isinstance(row, dict):
        yield problem("bad-json", f"expected an object, found {_kind(row)}", source=source)
        return
    text = row.get("text")
    if not isinstance(text, str):
        found = _kind(text) if "text" in row else "none"
        yield problem("bad-json", f"the object needs a string `text`; found {found}", source=source)
        return
    if not text.strip():
        yield problem("empty", "`text` is empty", source=source)
        return
    clean, replaced = replace_bad(text)
    if replaced:
        yield problem("bad-characters", replaced, source=source)
    fields: dict[str, str | None] = {}
    for name in _OPTIONAL:
        value, fault = _field(name, row.get(name))
        fields[name] = value
        if fault:
            yield problem("bad-field", fault, source=source)
    yield replace(Page(source=source, text=clean), **fields)  # type: ignore[arg-type]


def _line_page(line: bytes, place: str) -> Iterator[Page | Problem]:
    decoded = decode(line)
    if decoded.doubt:
        yield problem("encoding-guessed", decoded.doubt, source=place)
    try:
        row = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        yield problem("bad-json", f"no JSON object: {error}", source=place)
        return
    yield from row_page(row, place)


def _as_lines(text: str, source: str, error: json.JSONDecodeError) -> Iterator[Page | Problem]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if error.msg != "Extra data" or len(lines) < 2:
        yield problem("bad-json", f"no JSON: {error.msg}", source=f"{source}:{error.lineno}")
        return
    for number, line in lines:
        yield from _line_page(line.encode("utf-8", "surrogatepass"), f"{source}:{number}")


def _field(name: str, value: object) -> tuple[str | None, str]:
    """The field's value as text, and a fault if it is of the wrong type."""
    if value is None:
        return None, ""
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value), ""
    if not isinstance(value, str):
        return None, f"`{name}` must be a string, found {_kind(value)}; left out"
    clean, _ = replace_bad(value)
    return clean.strip() or None, ""


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(1_000_000)) and not rest.endswith(b"\n"):
        pass
