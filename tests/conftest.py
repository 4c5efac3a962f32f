"""Fixtures for all rooms: the language model is loaded once a session, the demo read once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from onrecord.parse.language import parse
from onrecord.parse.tree import Parsed
from onrecord.settings import Settings
from tests.articles import article_of
from tests.databases import new_place, postgresql, pytest_addoption, pytest_generate_tests

sys.path.insert(0, str(Path(__file__).parents[1]))  # ``docs`` holds scripts, one of which runs the demo

__all__ = ["new_place", "postgresql", "pytest_addoption", "pytest_generate_tests"]


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Parsed]:
    """Parses a text, paragraph by line."""
    return lambda text: next(iter(parse([article_of(text)], Settings())))


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that ``make demo`` leaves behind; not to be written to."""
    from docs.generators.session import DEMO_LEDGER, checkout, demo_command  # noqa: PLC0415

    from tests.docs.runner import run  # noqa: PLC0415

    folder = checkout(tmp_path_factory.mktemp("demo"))
    with chdir(folder):
        code, output = run(demo_command(), folder)
    assert code == 0, output
    return folder / DEMO_LEDGER
