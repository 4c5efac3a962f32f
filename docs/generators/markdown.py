"""Small pieces of Markdown that the generated pages share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

GENERATED = "<!-- Written by docs/generate.py; edit its sources, not this page. -->"


def heading(title: str, introduction: str) -> str:
    """A page's first lines."""
    return f"{GENERATED}\n\n# {title}\n\n{introduction}\n"


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a cell's line ends and bars are made harmless."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def code(docstring: str | None) -> str:
    """A docstring's first paragraph, its double backquotes made single."""
    first = (docstring or "").strip().split("\n\n")[0]
    return re.sub(r"``(.+?)``", r"`\1`", " ".join(first.split()))
