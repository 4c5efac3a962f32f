"""The API over the small ledger, asked in this process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from onrecord.api.app import create_api
from onrecord.run.desk import Desk
from tests.databases import Place
from tests.ledger.small import write_small


@pytest.fixture(scope="session")
def small_ledger(lasting_place: Place) -> str:
    """The small ledger's place; never to be written to (see ``desk``)."""
    return write_small(lasting_place("api.db"))


@pytest.fixture
def desk(small_ledger: str, new_place: Place) -> Desk:
    """A desk over a copy of the small ledger, which a test may write to."""
    return Desk(new_place.copy(small_ledger, "desk.db"))


@pytest.fixture
def api(desk: Desk) -> Iterator[TestClient]:
    """The API at that desk."""
    with TestClient(create_api(desk), follow_redirects=False) as client:
        yield client
