"""No proxy and no setting of the machine's own may stand between a test and its server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Place
from tests.run.command import Onrecord


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith("ONRECORD_LLM"):
            monkeypatch.delenv(name)


@pytest.fixture
def onrecord(capsys: pytest.CaptureFixture[str], tmp_path: Path, new_place: Place) -> Iterator[Onrecord]:
    """The command, with a dossier and a place for a ledger."""
    yield Onrecord(capsys, tmp_path, new_place)
