"""Draws the pictures of the README from a real run: ``python docs/pictures/make.py``.

Reads the demo into a new ledger, runs each command on a terminal, and writes what it shows as SVG. The pictures refer
to no font or file elsewhere, so they look the same offline.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from docs.generators.session import checkout, demo_command, run, run_on_terminal

HERE = Path(__file__).resolve().parent
PICTURES = {
    "who-stands-where.svg": ("onrecord positions --ledger gaza-force.db", 112),
    "why.svg": ("onrecord why AZE force-contribute --ledger gaza-force.db", 112),
}
"""Each picture's file, the command it shows, and how many columns its terminal has."""

_FONT = re.compile(r"\s*@font-face \{.*?\}\n", re.DOTALL)
_CREDIT = re.compile(r" *<!--.*?-->\n")
_END = re.compile(r"\s+$", re.MULTILINE)


def svg(command: str, shown: str, columns: int) -> str:
    """What a terminal shows of a command, as SVG without references to anything outside it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    screen = Console(file=io.StringIO(), width=columns, record=True, force_terminal=True, color_system="truecolor")
    screen.print(Text(f"$ {command}", "bold"))
    screen.print(Text.from_ansi(shown.rstrip()))
    drawn = screen.export_svg(title="onrecord")
    return _END.sub("", _CREDIT.sub("", _FONT.sub("\n", drawn)).replace("Fira Code, monospace", "monospace")) + "\n"


def main() -> None:
    """Writes every picture."""
    with tempfile.TemporaryDirectory() as folder:
        here = checkout(Path(folder))
        run(demo_command(), here)
        for name, (command, columns) in PICTURES.items():
            shown = run_on_terminal(command, here, columns=columns, colour=True)
            (HERE / name).write_text(svg(command, shown, columns), encoding="utf-8")
            print(f"wrote {name}")


if __name__ == "__main__":
    main()
