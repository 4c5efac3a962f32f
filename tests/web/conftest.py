"""A desk over a small ledger, written directly: no language model is needed to look at pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from onrecord.ledger.accounts import ROLES, Role, add_account
from onrecord.ledger.audit import Doer
from onrecord.run.desk import Desk
from onrecord.web.app import create_app
from tests.databases import Place
from tests.ledger.small import write_small

ADDRESS = "http://127.0.0.1:8321"
ROOT = Doer("root", "command line")
SECRET = "a heron on the pier"


@pytest.fixture(scope="session")
def small_ledger(lasting_place: Place) -> str:
    """The small ledger's place; never to be written to (see ``desk``)."""
    return write_small(lasting_place("web.db"))


@pytest.fixture
def desk(small_ledger: str, new_place: Place) -> Desk:
    """A desk over a copy of the small ledger, which a test may write to."""
    return Desk(new_place.copy(small_ledger, "desk.db"))


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


@pytest.fixture
def shared(desk: Desk) -> Desk:
    """The small desk with an account of each role, named as the role."""
    with desk.writing() as ledger:
        for role in ROLES:
            add_account(ledger, role, role, SECRET, ROOT)
    return desk


@pytest.fixture
def browser(shared: Desk) -> Iterator[TestClient]:
    """A browser at the shared desk that nobody has logged in with."""
    with TestClient(create_app(shared), base_url=ADDRESS, follow_redirects=False) as made:
        made.get("/login")
        yield made


def page_token(browser: TestClient, path: str = "/login") -> str:
    """The token that the forms of a page send."""
    return browser.get(path).text.partition('name="csrf" value="')[2].partition('"')[0]


def logged_in(browser: TestClient, name: Role | str, password: str = SECRET, following: str = "/") -> int:
    """Logs in; the status of the answer."""
    csrf = page_token(browser)
    data = {"csrf": csrf, "name": name, "password": password, "next": following}
    return browser.post("/login", data=data).status_code
