"""A desk over a small ledger, written directly: no language model is needed to look at pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.run.desk import Desk
from onrecord.web.app import create_app
from tests.databases import Place
from tests.ledger.small import write_small

ADDRESS = "http://127.0.0.1:8321"


@pytest.fixture(scope="session")
def small_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small ledger's file; never to be written to (see ``desk``)."""
    return write_small(tmp_path_factory.mktemp("web") / "small.db")


@pytest.fixture
def desk(small_ledger: Path, new_place: Place) -> Desk:
    """A desk over a copy of the small ledger, which a test may write to."""
    made = new_place("desk.db")
    if "://" in made:
        write_small(made)
    else:
        shutil.copy(small_ledger, made)
    return Desk(made)


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """A browser at that desk, which has loaded a page before: ``token(client)`` is the token of its forms."""
    with TestClient(create_app(desk), base_url=ADDRESS, follow_redirects=False) as browser:
        browser.get("/")
        yield browser


def token(client: TestClient) -> str:
    """The token that the client's forms must send: ``data={"csrf": token(client), …}``."""
    page = client.get("/").text
    return page.partition('"X-CSRF-Token":"')[2].partition('"')[0]
