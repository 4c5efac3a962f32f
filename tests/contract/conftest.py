"""The command as a fixture, and the published schema."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from onrecord.export.contract import schema
from tests.run.conftest import onrecord as onrecord  # noqa: PLC0414 - a fixture for this room


@pytest.fixture(scope="session")
def contract() -> Draft202012Validator:
    """The schema, its formats checked."""
    return Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
