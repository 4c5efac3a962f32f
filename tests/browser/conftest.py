"""The real app in a real browser, over a small ledger and over the demo's. Without Chromium these tests are skipped."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from onrecord.run.desk import Desk
from onrecord.web.app import create_app
from tests.databases import Place
from tests.ledger.small import write_small

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: apt install chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def address(lasting_place: Place) -> Iterator[str]:
    """Where the app answers: a server in a thread, over a small ledger. A file may put another in its place."""
    with serving(Desk(write_small(lasting_place("browser.db")))) as at:
        yield at


@pytest.fixture
def place(new_place: Place) -> str:
    """A small ledger that a test decides in."""
    return write_small(new_place("own.db"))


@pytest.fixture
def own_address(place: str) -> Iterator[str]:
    """Where the app answers over that ledger: a file whose tests decide makes it their ``address``."""
    with serving(Desk(place)) as at:
        yield at


@pytest.fixture(scope="package")
def demo(demo_place: str, lasting_place: Place) -> Desk:
    """A desk over the demo, not to be written to by tests: others look at it."""
    return Desk(lasting_place.copy(demo_place, "browser-demo.db"))


@pytest.fixture(scope="package")
def demo_address(demo: Desk) -> Iterator[str]:
    """Where the app answers over the demo."""
    with serving(demo) as at:
        yield at


class serving:  # noqa: N801
    """A context in which an app over a desk answers on a free port of this machine; gives its address."""

    def __init__(self, desk: Desk) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(create_app(desk), log_level="warning", ws="none", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        until = time.monotonic() + 20
        while not self._server.started and time.monotonic() < until:
            time.sleep(0.02)
        assert self._server.started
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()


@contextmanager
def watched(browser: Browser, address: str, **context: object) -> Iterator[Page]:
    """A page that may speak to this machine alone, and whose console must stay silent."""
    opened = browser.new_context(base_url=address, **{"viewport": {"width": 1280, "height": 900}, **context})  # type: ignore[arg-type]
    page = opened.new_page()
    page.set_default_timeout(15_000)
    outside: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(address) else None)
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    opened.close()
    assert outside == []
    assert said == []


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page over the ledger of ``address``."""
    with watched(browser, address) as opened:
        yield opened
