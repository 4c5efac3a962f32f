"""``pytest tests/golden --update-golden`` writes what is read now as what is expected; look at the difference."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that writes the expected records anew."""
    parser.addoption("--update-golden", action="store_true", help="write the golden records anew")
