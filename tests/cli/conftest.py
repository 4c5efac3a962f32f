"""The command against a test's own ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.cli import main

Run = Callable[..., tuple[int, str, str]]
"""Runs a command in this process; gives its code, its data and its words."""


@pytest.fixture
def run(ledger: str | Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command with ``--ledger`` of the fixture that the test's file defines."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--ledger", str(ledger)])
        out, err = capsys.readouterr()
        return code, out, err

    return call
