"""A desk over a small ledger, written directly: no language model is needed to look at pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.records import Reading
from onrecord.run.desk import Desk
from onrecord.web.app import create_app
from tests.ledger.samples import DOSSIER, RUN, one_position, reading

ADDRESS = "http://127.0.0.1:8321"


def _on(day: int) -> dict[str, Any]:
    return {"said": date(2026, 1, day), "published": date(2026, 1, day)}


def readings() -> tuple[Reading, ...]:
    """What the small ledger holds: every field of every record, a change, a contradiction, a condition, a copy."""
    return (
        reading("a1"),
        reading("a2", outlet="Lakeside Post"),
        one_position("b1", "ALB", "opposes", **_on(8), origin="o-b"),
        one_position("b2", "ALB", "pledges", **_on(9), contribution="observers"),
        one_position("b3", "ITA", "supports", issue="mandate", condition="if", otherwise="opposes"),
        one_position("b4", "ITA", "open", issue="send", said=date(2026, 1, 2), published=date(2026, 1, 3)),
        one_position("b5", "EU", "supports", issue="mandate", anonymous=True, origin="o-eu"),
        one_position("b6", "DEU", "delivers", contribution="money", **_on(12)),
        one_position("b7", "FRA", "doubts", issue="mandate", **_on(4)),
        one_position("b8", "FRA", "supports", issue="mandate", **_on(15)),
    )


@pytest.fixture(scope="session")
def small_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small ledger's file; never to be written to (see ``desk``)."""
    path = tmp_path_factory.mktemp("web") / "small.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.write_dossier(DOSSIER)
        for one in readings():
            ledger.write(RUN, one)
    return path


@pytest.fixture
def desk(small_ledger: Path, tmp_path: Path) -> Desk:
    """A desk over a copy of the small ledger, which a test may write to."""
    return Desk(shutil.copy(small_ledger, tmp_path / "desk.db"))


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
