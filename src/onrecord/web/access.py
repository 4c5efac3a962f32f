"""Who comes, and may they: asked of every request before any page sees it, once the desk has accounts.

A desk without accounts is one person's own: it listens to this machine alone (see ``onrecord serve``), asks nobody,
and signs what is decided with the name of whoever started it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from anyio import to_thread
from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.ledger.account_keys import holder
from onrecord.ledger.accounts import ROLES, Role, any_account
from onrecord.ledger.audit import Doer, noted
from onrecord.run.desk import Desk
from onrecord.run.signing import login_name
from onrecord.web.faults import Fault, wants_json
from onrecord.web.roles import SAFE, needed
from onrecord.web.security import Guard
from onrecord.web.sessions import session_key

AGAIN: Final = 2.0
"""After how many seconds a desk without accounts looks whether it has got some."""


@dataclass(frozen=True, slots=True)
class User:
    """Who makes a request. ``session`` is the key of the browser's session, None for a program with a token."""

    name: str
    role: Role
    session: str | None = None

    def may(self, role: Role) -> bool:
        """Whether the user may do what this role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


def user_of(request: Request) -> User | None:
    """Who makes the request; None on a desk without accounts, and before logging in."""
    user: User | None = getattr(request.state, "user", None)
    return user


def signer(request: Request) -> str:
    """The name that signs what this request decides."""
    user = user_of(request)
    if user is not None:
        return user.name
    return login_name()


def places(request: Request, known: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Of the pages that the navigation knows (name, address), those that whoever asks may see."""
    return tuple((name, path) for name, path in known if may(request, "GET", path))


def may(request: Request, method: str, path: str) -> bool:
    """Whether whoever asks has the role that this request would need: what pages offer follows it."""
    if not getattr(request.state, "shared", False):
        return True
    user = user_of(request)
    return user is not None and user.may(needed(method, path) or "reader")


def doer_of(request: Request) -> Doer:
    """Who makes the request, and from where, as the audit log keeps it."""
    user = user_of(request)
    return Doer(user.name if user is not None else "", origin_of(request))


def origin_of(request: Request) -> str:
    """The network address that a request comes from; behind a proxy, the one that the proxy tells (see ``serve``)."""
    return request.client.host if request.client is not None else "unknown"


class Doorkeeper:
    """The middleware, within ``security.Shield``."""

    def __init__(self, app: ASGIApp, desk: Desk, guard: Guard) -> None:
        self.app, self.desk, self.guard = app, desk, guard
        self._shared = False
        self._looked = float("-inf")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not await self._asks():
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})["shared"] = True
        request = Request(scope)
        refused = await to_thread.run_sync(self._admit, request)
        if refused is not None:
            await refused(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _asks(self) -> bool:
        # Accounts are never deleted: once there are some, there always are.
        if not self._shared and time.monotonic() - self._looked > AGAIN:
            self._shared = await to_thread.run_sync(self._any)
            self._looked = time.monotonic()
        return self._shared

    def _any(self) -> bool:
        with self.desk.reading() as ledger:
            return any_account(ledger)

    def _admit(self, request: Request) -> Response | None:
        """Lets a request in (None), or answers it.

        Raises:
            Fault: a program asks that may not, or the role is too little.
        """
        role = needed(request.method, request.url.path)
        # A page's styles and scripts are the same for everybody: they wait for no look-up.
        user = self._user(request) if role is not None or request.url.path == "/login" else None
        request.scope["state"]["user"] = user
        if role is None:
            return None
        if user is None:
            return _to_the_door(request)
        if not user.may(role):
            self._note(request, "refused")
            remedy = f"Ask an admin of this desk for the role {role}."
            raise Fault(403, f"your role ({user.role}) may not do this", remedy)
        if request.method not in SAFE:
            self._note(request, request.method)  # before it is done: what cannot be noted is not done
        return None

    def _user(self, request: Request) -> User | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        bearer = scheme.lower() == "bearer"
        key = token.strip() if bearer else session_key(request, self.guard)
        if key is None:
            return None
        with self.desk.reading() as ledger:
            account = holder(ledger, key, "token" if bearer else "session")
        return User(account.name, account.role, None if bearer else key) if account is not None else None

    def _note(self, request: Request, action: str) -> None:
        with self.desk.writing() as ledger:
            noted(ledger, doer_of(request), action, request.url.path)


def _to_the_door(request: Request) -> Response:
    """Where somebody logs in, for a browser.

    Raises:
        Fault: a program asks, or something is to be changed.
    """
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    door = f"/login?next={quote(path, safe='/')}"
    if request.headers.get("HX-Request"):
        return Response("Log in first.", 401, {"HX-Redirect": "/login"})
    if request.method not in SAFE or wants_json(request) or request.headers.get("authorization"):
        raise Fault(401, "nobody is logged in", "Log in, or send a token: Authorization: Bearer onr_…")
    return RedirectResponse(door, 303)
