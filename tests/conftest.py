"""Fixtures for all rooms: the language model is loaded once a session."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.parse.language import parse
from onrecord.parse.tree import Parsed
from onrecord.settings import Settings
from tests.articles import article_of
from tests.databases import new_place, postgresql, pytest_addoption, pytest_generate_tests

__all__ = ["new_place", "postgresql", "pytest_addoption", "pytest_generate_tests"]


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Parsed]:
    """Parses a text, paragraph by line."""
    return lambda text: next(iter(parse([article_of(text)], Settings())))
