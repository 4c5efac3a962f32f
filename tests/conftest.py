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
from tests.databases import (
    Place,
    lasting_place,
    new_place,
    postgresql,
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_generate_tests,
    pytest_runtest_setup,
    which_database,
)

sys.path.insert(0, str(Path(__file__).parents[1]))  # ``docs`` holds scripts, one of which runs the demo

__all__ = [
    "lasting_place",
    "new_place",
    "postgresql",
    "pytest_addoption",
    "pytest_collection_modifyitems",
    "pytest_generate_tests",
    "pytest_runtest_setup",
    "which_database",
]


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Parsed]:
    """Parses a text, paragraph by line."""
    return lambda text: next(iter(parse([article_of(text)], Settings())))


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that ``make demo`` leaves behind, a file; not to be written to."""
    return Path(_demo(tmp_path_factory.mktemp("demo")))


@pytest.fixture(scope="session")
def demo_place(tmp_path_factory: pytest.TempPathFactory, lasting_place: Place) -> str:
    """What ``make demo`` reads, wherever ledgers lie; not to be written to."""
    place = lasting_place("demo.db")
    _demo(tmp_path_factory.mktemp("demo"), place)
    return place


def _demo(folder: Path, place: str | None = None) -> str:
    from docs.generators.session import DEMO_LEDGER, checkout, demo_command  # noqa: PLC0415

    from tests.docs.runner import run  # noqa: PLC0415

    folder = checkout(folder)
    command = demo_command()
    with chdir(folder):
        code, output = run(command if place is None else command.replace(DEMO_LEDGER, place), folder)
    assert code == 0, output
    return place or str(folder / DEMO_LEDGER)
