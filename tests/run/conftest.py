"""The command as a fixture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.databases import Place
from tests.run.command import Onrecord


@pytest.fixture
def onrecord(capsys: pytest.CaptureFixture[str], tmp_path: Path, new_place: Place) -> Onrecord:
    """The command, with a dossier and a place for a ledger."""
    return Onrecord(capsys, tmp_path, new_place)
