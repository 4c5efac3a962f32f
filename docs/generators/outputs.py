"""Puts the present output under every command that a page shows.

Only commands that show an output already get a new one; where it ends with a line ``…`` as many lines are kept as
before (all of them where the ``…`` stands alone). No test compares these outputs, because what an extractor reads
changes as it gets better.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from docs.generators.blocks import ASKS_EXIT_CODE, CUT, Block, Command, blocks, commands
from docs.generators.session import checkout, demo_command, run, run_on_terminal, why_not_run


def refreshed(pages: Iterable[Path]) -> dict[Path, str]:
    """Each page with present outputs; every page starts in a fresh copy of the repository, after the demo."""
    with tempfile.TemporaryDirectory() as folder:
        demo = checkout(Path(folder))
        run(demo_command(), demo)
        ledger = next(demo.glob("*.db"))
        return {page: _page(page.read_text("utf-8"), ledger) for page in pages}


def _page(page: str, ledger: Path) -> str:
    lines = page.split("\n")
    made: list[str] = []
    at = 0
    with tempfile.TemporaryDirectory() as folder:
        here = checkout(Path(folder), ledger)
        for block in blocks(page):
            made += lines[at : block.line - 1]
            made += _block(block, here)
            at = block.line - 1 + len(block.lines)
    return "\n".join(made + lines[at:])


def _block(block: Block, folder: Path) -> list[str]:
    if block.file is not None:
        (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
        (folder / block.file).write_text(block.text, encoding="utf-8")
    if block.language != "console" or block.not_run:
        return list(block.lines)
    made: list[str] = []
    for command in commands(block):
        first, *more = command.text.split("\n")
        made += [f"$ {first}", *(f"> {line}" for line in more), *_output(command, folder)]
        made += [f"$ {ASKS_EXIT_CODE}", str(command.expected)] if command.asked else []
    return made


def _output(command: Command, folder: Path) -> list[str]:
    if why_not_run(command.text):
        return list(command.output)
    if not command.output:
        run(command.text, folder)
        return []
    lines = [line.rstrip() for line in run_on_terminal(command.text, folder).strip("\n").split("\n")]
    if command.output[-1] == CUT and 1 < len(command.output) <= len(lines):
        return [*lines[: len(command.output) - 1], CUT]
    return lines
