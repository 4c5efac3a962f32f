"""A part of the desk that is made when somebody first asks for it, and not while everybody waits for the start."""

from __future__ import annotations

import threading
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send


class Later:
    """An app in the place of the one that ``make`` makes, once."""

    def __init__(self, make: Callable[[], ASGIApp]) -> None:
        self._make = make
        self._made: ASGIApp | None = None
        self._lock = threading.Lock()

    def made(self) -> ASGIApp:
        """The app; whoever asks for it while it is being made waits."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does."""
        app = self._made
        if app is None:
            app = await run_in_threadpool(self.made)
        await app(scope, receive, send)
