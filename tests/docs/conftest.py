"""The demo, read once, for every page; and the repository's root on the path, since ``docs`` holds scripts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that ``make demo`` leaves behind."""
    from docs.generators.session import DEMO_LEDGER, checkout, demo_command, run  # noqa: PLC0415

    folder = checkout(tmp_path_factory.mktemp("demo"))
    code, output = run(demo_command(), folder)
    assert code == 0, output
    return folder / DEMO_LEDGER
