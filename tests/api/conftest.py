"""The API over the small ledger, asked in this process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.api.app import create_api
from onrecord.run.desk import Desk
from tests.ledger.small import write_small


@pytest.fixture(scope="session")
def small_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small ledger's file; never to be written to (see ``desk``)."""
    return write_small(tmp_path_factory.mktemp("api") / "small.db")


@pytest.fixture
def desk(small_ledger: Path, tmp_path: Path) -> Desk:
    """A desk over a copy of the small ledger, which a test may write to."""
    return Desk(shutil.copy(small_ledger, tmp_path / "desk.db"))


@pytest.fixture
def api(desk: Desk) -> Iterator[TestClient]:
    """The API at that desk."""
    with TestClient(create_api(desk), follow_redirects=False) as client:
        yield client
