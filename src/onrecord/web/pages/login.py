"""Logging in and out of a shared desk, and whether it is well."""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from onrecord.ledger.account_keys import TooManyTries, log_in, log_out
from onrecord.ledger.accounts import any_account
from onrecord.web.access import doer_of, user_of
from onrecord.web.rendering import desk_of, page
from onrecord.web.security import Guard
from onrecord.web.sessions import forget, keep

router = APIRouter()

WRONG: Final = "The name or the password is wrong."


@router.get("/login", include_in_schema=False)
def login_form(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """The form; a desk without accounts has none, and whoever has logged in needs none."""
    with desk_of(request).reading() as ledger:
        shared = any_account(ledger)
    if not shared or user_of(request) is not None:
        return RedirectResponse(_local(next), 303)
    return _form(request, next)


@router.post("/login", include_in_schema=False)
def login(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002
) -> Response:
    """A session for the right password; the same words for a wrong one and for a name that nobody has."""
    guard: Guard = request.app.state.guard
    label = request.headers.get("user-agent", "")
    try:
        with desk_of(request).writing() as ledger:
            key = log_in(ledger, name, password, doer_of(request), label)
    except TooManyTries as error:
        return _form(request, next, f"{error.message.capitalize()}. {error.remedy}", status=429)
    if key is None:
        return _form(request, next, WRONG, status=401)
    answer = RedirectResponse(_local(next), 303)
    keep(answer, guard, key)
    return answer


@router.post("/logout", include_in_schema=False)
def logout(request: Request) -> Response:
    """The session ends, on this browser and in the ledger."""
    user = user_of(request)
    if user is not None and user.session is not None:
        with desk_of(request).writing() as ledger:
            log_out(ledger, user.session, doer_of(request))
    answer = RedirectResponse("/login", 303)
    forget(answer, request.app.state.guard)
    return answer


@router.get("/health", include_in_schema=False)
def health(request: Request) -> Response:
    """``ok`` while the ledger can be read: for whatever watches over the server."""
    with desk_of(request).reading() as ledger:
        any_account(ledger)
    return PlainTextResponse("ok\n")


def _form(request: Request, following: str, wrong: str = "", *, status: int = 200) -> Response:
    answer = page(request, "login.html", status=status, title="Log in", wrong=wrong, following=_local(following))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _local(place: str) -> str:
    """A path of this desk, whatever was asked for: nobody is sent elsewhere after logging in."""
    plain = place.replace("\\", "/")
    try:
        parts = urlsplit(plain)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or not plain.startswith("/") or plain.startswith("//") or not plain.isprintable():
        return "/"
    return plain
