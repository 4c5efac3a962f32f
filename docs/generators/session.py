"""Runs the commands that pages show, as a reader would: in a copy of the repository, after ``make demo``.

Few commands are not run, each for a reason written in ``NOT_RUN``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from docs.generators.blocks import Command

ROOT = Path(__file__).resolve().parents[2]
DEMO_LEDGER = "gaza-force.db"
COLUMNS = 100
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PROGRESS = re.compile(r"^reading [━╸╺ ]*\d+ articles? \d+:\d\d:\d\d *\n*", re.MULTILINE)
"""A progress line, which a terminal shows and wipes away."""


NOT_RUN = {
    "sudo apt": "installs system packages from the network",
    "git": "fetches or changes a repository",
    "make": "sets up an environment from the network; `make test` runs these very tests",
    "pip": "installs from the network",
    "pipx": "installs from the network",
    "uv": "installs from the network",
    "python3 -m venv": "makes an environment; the tests run in one",
    ". .venv/bin/activate": "enters the environment in which the tests run already",
    "cd onrecord": "enters the checkout; the tests stand in a copy of it",
    "pytest": "the tests would start themselves",
    "python docs/generate.py": "rewrites pages; a test of its own runs it with --check",
    "onrecord serve": "serves until it is stopped; the tests of the web look at its pages",
    "onrecord mcp": "serves until it is stopped; the tests of the tools speak with it",
    "curl": "asks a desk that is being served; the tests of the API ask the same routes",
    "datasette serve": "serves until it is stopped; `datasette … --get` is run instead",
    "Rscript": "needs R, which is no part of the installation",
}
"""What a command starts with, and why it is not run."""


def why_not_run(command: str) -> str | None:
    """The reason why this command is not run, None if it is."""
    words = command.removeprefix(".venv/bin/").removeprefix("python -m ")
    return next((why for start, why in NOT_RUN.items() if f"{words} ".startswith(f"{start} ")), None)


def demo_command() -> str:
    """What ``make demo`` runs once the environment is there, as the Makefile has it."""
    recipe = re.search(r"^demo:.*\n\t@?(.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    if recipe is None:
        raise LookupError("the Makefile has no demo")
    return recipe.group(1).replace("$(VENV)/bin/", "").replace("$(LEDGER)", DEMO_LEDGER)


def checkout(folder: Path, ledger: Path | None = None) -> Path:
    """A copy of what commands in pages need of the repository, with the demo's ledger if it is given."""
    for name in ("examples", "docs", "Makefile"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    if ledger is not None:
        shutil.copy(ledger, folder / DEMO_LEDGER)
    return folder


def environment() -> dict[str, str]:
    """The process's environment with this Python's commands first, and without settings of onrecord's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    commands = str(Path(sys.executable).parent)
    return {**kept, "PATH": f"{commands}{os.pathsep}{kept.get('PATH', '')}", "PYTHONUNBUFFERED": "1"}


def run(command: str, folder: Path) -> tuple[int, str]:
    """Runs one command line in ``folder``; its exit code, and all it printed."""
    shell = ["bash", "-o", "pipefail", "-c", command.replace(".venv/bin/", "")]
    done = subprocess.run(
        shell,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout


def run_on_terminal(command: str, folder: Path, *, columns: int = COLUMNS, colour: bool = False) -> str:
    """What a person at a terminal of so many columns sees of one command; with its colours if they are wanted."""
    import pty  # noqa: PLC0415 - not there on Windows, where the tests still run
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, columns))
    settings = {"TERM": "xterm-256color", "COLUMNS": str(columns), "COLORTERM": "truecolor"}
    with subprocess.Popen(
        ["bash", "-c", command.replace(".venv/bin/", "")],
        cwd=folder,
        env=environment() | settings,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        seen = b"".join(_until_end(ours))
    os.close(ours)
    shown = seen.decode("utf-8").replace("\r\n", "\n")
    return shown if colour else _PROGRESS.sub("", _CONTROL.sub("", shown).replace("\r", "\n"))


def _until_end(handle: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(handle, 65536)
        except OSError:  # Linux says so when the other side has closed
            return
        if not data:
            return
        yield data


def failure(command: Command, code: int, output: str) -> str:
    """What to tell about a command that did not end as documented."""
    return f"line {command.line}: $ {command.text}\nended with {code}, not {command.expected}:\n{output[-3000:]}"
