"""Runs a command of a page: plain ``onrecord`` commands in this process, where the model is loaded, others in bash."""

from __future__ import annotations

import io
import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from onrecord.cli import main
from tests.docs.conftest import ROOT

sys.path.insert(0, str(ROOT))
from docs.generators import session

_SHELL = {"|", "&", ";", "<", "$"}


def run(command: str, folder: Path) -> tuple[int, str]:
    """The command's exit code and all it printed; the current folder must be ``folder``."""
    words = shlex.split(command)
    if words[0] != "onrecord" or any(sign in command for sign in _SHELL):
        return session.run(command, folder)
    return _here(words[1:])


def _here(words: Sequence[str]) -> tuple[int, str]:
    target: str | None = None
    if len(words) > 2 and words[-2] == ">":
        words, target = words[:-2], words[-1]
    shown, said = io.StringIO(), io.StringIO()
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("ONRECORD_")}
    try:
        with redirect_stdout(shown), redirect_stderr(said):
            code = main(words)
    finally:
        os.environ.update(kept)
    if target is not None:
        Path(target).write_text(shown.getvalue(), encoding="utf-8")
        return code, said.getvalue()
    return code, shown.getvalue() + said.getvalue()
