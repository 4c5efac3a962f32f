"""What stands between the desk and everything hostile: other sites, other hosts, what articles say, who sends too much.

Every answer carries headers that let nothing run or load but the desk's own files. A request must name a host that the
desk answers to, so that another name that resolves to this machine (DNS rebinding) gets nothing. A request that changes
something must come from the desk's own pages (``Origin``) and carry the token that they hold.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.faults import Fault, answer, answered

COOKIE: Final = "onrecord_csrf"
TOKEN_FIELD: Final = "csrf"
TOKEN_HEADER: Final = "X-CSRF-Token"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """How strict the desk is. ``hosts`` are the names it answers to, without ports; ``secure`` says that it stands
    behind TLS, so that cookies go over nothing else. ``max_body`` and ``max_field`` (one field of a form) are in bytes;
    a form holds at most ``max_files`` files and ``max_fields`` other fields.
    """

    hosts: frozenset[str] = LOOPBACK
    secure: bool = False
    max_body: int = 64_000_000
    max_field: int = 8_000_000
    max_files: int = 2_000
    max_fields: int = 2_000
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def token_for(self, cookie: str) -> str:
        """The token that goes with a browser's cookie: only this process can tell it."""
        return hmac.new(self.secret, cookie.encode(), sha256).hexdigest()

    def matches(self, cookie: str, token: str) -> bool:
        """Whether the token is this cookie's."""
        return bool(cookie) and hmac.compare_digest(self.token_for(cookie).encode(), token.encode())


class Shield:
    """The middleware: refuses what must not come in, and dresses every answer in ``HEADERS``."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self.app, self.guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookie = Request(scope).cookies.get(COOKIE, "")
        fresh = "" if cookie else secrets.token_urlsafe(32)
        scope.setdefault("state", {})["csrf"] = self.guard.token_for(cookie or fresh)

        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._dress(MutableHeaders(scope=message), fresh)
            await send(message)

        refused = self._refusal(scope, headers)
        if refused is not None:
            await answer(Request(scope), refused)(scope, receive, dressed)
            return
        try:
            await self.app(scope, self._limited(receive), dressed)
        except Exception as error:
            if started:  # half an answer is out: nothing can be said any more
                raise
            await (await answered(Request(scope), error))(scope, receive, dressed)

    def _refusal(self, scope: Scope, headers: Headers) -> Fault | None:
        if host_of(headers.get("host", "")) not in self.guard.hosts:
            return Fault(421, "the desk does not answer to this host", "Open it under the address that it printed.")
        if scope["method"] in SAFE:
            return None
        origin = headers.get("origin") or headers.get("referer")
        foreign = headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
        if foreign or (origin is not None and urlsplit(origin).netloc != headers.get("host")):
            return Fault(403, "this request comes from another site", "Do it from the desk's own page.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.guard.max_body:
            return Fault(413, "this is more than the desk takes at once", "Send it in smaller parts.")
        return None

    def _dress(self, headers: MutableHeaders, fresh: str) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        headers.setdefault("Cache-Control", "private, no-cache")
        if fresh and headers.get("content-type", "").startswith("text/html"):
            secure = "; Secure" if self.guard.secure else ""
            headers.append("Set-Cookie", f"{COOKIE}={fresh}; Path=/; HttpOnly; SameSite=Strict{secure}")

    def _limited(self, receive: Receive) -> Receive:
        left = self.guard.max_body

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise Fault(413, "this is more than the desk takes at once", "Send it in smaller parts.")
            return message

        return counted


def host_of(header: str) -> str:
    """The name in a ``Host`` header, in lower case and without port or brackets; empty where it is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


async def form_of(request: Request) -> FormData:
    """The form that was sent, within the guard's limits; read once, however often it is asked for."""
    guard: Guard = request.app.state.guard
    return await request.form(max_files=guard.max_files, max_fields=guard.max_fields, max_part_size=guard.max_field)


async def same_page(request: Request) -> AsyncIterator[None]:
    """Refuse a change whose form or header lacks the page's token; for every route (see ``app.py``).

    The API needs no token where the body is JSON: another site cannot send that without asking, and is refused.

    The form is closed once the request is answered: what was uploaded lies in files until then.

    Raises:
        Fault: the token is missing or another's.
    """
    try:
        await _check_token(request)
        yield
    finally:
        await request.close()


async def _check_token(request: Request) -> None:
    if request.method in SAFE:
        return
    if request.url.path.startswith("/api/") and request.headers.get("content-type", "").startswith("application/json"):
        return
    token = request.headers.get(TOKEN_HEADER, "")
    if not token and request.headers.get("content-type", "").startswith(
        ("application/x-www-form-urlencoded", "multipart/form-data")
    ):
        token = str((await form_of(request)).get(TOKEN_FIELD, ""))
    guard: Guard = request.app.state.guard
    if not guard.matches(request.cookies.get(COOKIE, ""), token):
        raise Fault(403, "the page that sent this is out of date", "Load the page again, then repeat.")
