"""Fenced blocks of a Markdown page, and the commands in them.

A comment on the line before a fence says what a reader need not see: ``<!-- file: NAME -->`` (the block is a file that
the commands after it use) or ``<!-- not run: REASON -->``. In a ``console`` block a line that starts with ``$ `` is a
command, a line after it that starts with ``> `` goes on with it, and everything else is its output. The output of
``$ echo $?`` is the exit code that the command before it is documented to have; without it that is 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_FENCE = re.compile(r"^```(\w*)\s*$")
_NOTE = re.compile(r"^<!--\s*(file|not run):\s*(.+?)\s*-->\s*$")
ASKS_EXIT_CODE = "echo $?"
CUT = "…"
"""A line of its own at the end of an output that is shown in part."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its lines without the fences, the page's line it starts on (from 1), its note."""

    language: str
    lines: tuple[str, ...]
    line: int
    file: str | None = None
    not_run: str | None = None

    @property
    def text(self) -> str:
        """The block's words, with a line end after each line."""
        return "".join(f"{line}\n" for line in self.lines)


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a console block: the words to run, the page's line it is on, the output shown, its exit code.

    ``asked`` is True where the page shows the exit code.
    """

    text: str
    line: int
    output: tuple[str, ...]
    expected: int = 0
    asked: bool = False


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order.

    Raises:
        ValueError: a fence is not closed.
    """
    lines = page.split("\n")
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        if opening is None:
            at += 1
            continue
        end = next((i for i in range(at + 1, len(lines)) if lines[i] == "```"), None)
        if end is None:
            raise ValueError(f"the fence on line {at + 1} is not closed")
        note = _NOTE.match(lines[at - 1]) if at else None
        what, value = note.groups() if note else ("", None)
        yield Block(
            opening.group(1),
            tuple(lines[at + 1 : end]),
            at + 2,
            file=value if what == "file" else None,
            not_run=value if what == "not run" else None,
        )
        at = end + 1


def commands(block: Block) -> list[Command]:
    """The commands of a console block; ``$ echo $?`` becomes the exit code of the one before it."""
    found: list[Command] = []
    for command in _as_written(block):
        if command.text == ASKS_EXIT_CODE and found:
            before = found[-1]
            found[-1] = replace(before, expected=int(command.output[0]), asked=True)
        else:
            found.append(command)
    return found


def _as_written(block: Block) -> Iterator[Command]:
    text, line, output = "", 0, list[str]()
    for number, words in enumerate(block.lines, block.line):
        if words.startswith("$ "):
            if text:
                yield Command(text, line, tuple(output))
            text, line, output = words[2:], number, []
        elif words.startswith("> ") and text.endswith("\\") and not output:
            text += "\n" + words[2:]
        else:
            output.append(words)
    if text:
        yield Command(text, line, tuple(output))
