"""Accounts: an admin's list of them, and everybody's own page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Final, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.errors import InputError
from onrecord.ledger import Ledger
from onrecord.ledger.account_keys import Key, account_keys, add_token, log_in, revoke
from onrecord.ledger.accounts import ROLES, Role, accounts, add_account, set_disabled, set_password, set_role
from onrecord.web.access import User, doer_of, user_of
from onrecord.web.faults import Fault
from onrecord.web.rendering import desk_of, page
from onrecord.web.sessions import forget
from onrecord.web.twins import View, paged

router = APIRouter()

COLUMNS: Final = ("name", "role", "created", "disabled")
LONGEST_LIFE: Final = 366
"""Days that a token made on a page may last."""


def _user(request: Request) -> User:
    user = user_of(request)
    if user is None:
        raise Fault(404, "this desk has no accounts", "Make the first: onrecord accounts add NAME --role admin")
    return user


@paged(router, "/accounts")
def listed(request: Request) -> View:
    """Who may use the desk, with forms to change that."""
    _user(request)
    with desk_of(request).reading() as ledger:
        found = accounts(ledger)
        live = [key for key in account_keys(ledger) if key.live]
    held = {one.name: sum(key.account == one.name and key.kind == "session" for key in live) for one in found}
    return View(
        "accounts.html",
        {"title": "Accounts", "accounts": found, "roles": ROLES, "sessions": held},
        data=lambda: [{name: getattr(one, name) for name in COLUMNS} for one in found],
        columns=COLUMNS,
        rows=lambda: (tuple(getattr(one, name) for name in COLUMNS) for one in found),
    )


@router.post("/accounts", include_in_schema=False)
def added(
    request: Request,
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "reader",
    password: Annotated[str, Form()] = "",
) -> Response:
    """A new account."""
    return _changed(request, lambda ledger: add_account(ledger, name, cast(Role, role), password, doer_of(request)))


@router.post("/accounts/{name}/role", include_in_schema=False)
def role_set(request: Request, name: str, role: Annotated[str, Form()] = "") -> Response:
    """Another role for an account."""
    return _changed(request, lambda ledger: set_role(ledger, name, cast(Role, role), doer_of(request)))


@router.post("/accounts/{name}/disabled", include_in_schema=False)
def disabled_set(request: Request, name: str, disabled: Annotated[bool, Form()] = True) -> Response:
    """An account lets its owner in no more, or again."""
    return _changed(request, lambda ledger: set_disabled(ledger, name, disabled, doer_of(request)))


@router.post("/accounts/{name}/password", include_in_schema=False)
def password_set(request: Request, name: str, password: Annotated[str, Form()] = "") -> Response:
    """Another password for an account, whose sessions and tokens end."""
    return _changed(request, lambda ledger: set_password(ledger, name, password, doer_of(request)))


def _changed(request: Request, change: Callable[[Ledger], object], then: str = "/accounts") -> Response:
    _user(request)
    with desk_of(request).writing() as ledger:
        change(ledger)
    return RedirectResponse(then, 303)


@router.get("/account", include_in_schema=False)
def own(request: Request) -> Response:
    """One's own password, browsers and tokens."""
    return _own(request)


@router.post("/account/password", include_in_schema=False)
def own_password(
    request: Request, password: Annotated[str, Form()] = "", fresh: Annotated[str, Form()] = ""
) -> Response:
    """Another password for oneself, for whoever knows the present one; every session ends, this one too."""
    user = _user(request)
    with desk_of(request).writing() as ledger:
        if log_in(ledger, user.name, password, doer_of(request), "to change the password") is None:
            raise InputError("the present password is wrong", remedy="Type it once more.")
        set_password(ledger, user.name, fresh, doer_of(request))
    answer = RedirectResponse("/login", 303)
    forget(answer, request.app.state.guard)
    return answer


@router.post("/account/tokens", include_in_schema=False)
def token_made(
    request: Request, label: Annotated[str, Form()] = "", days: Annotated[int, Form(ge=1, le=LONGEST_LIFE)] = 90
) -> Response:
    """A token for a program; this answer alone shows it."""
    user = _user(request)
    with desk_of(request).writing() as ledger:
        made = add_token(ledger, user.name, label, timedelta(days=days), doer_of(request))
    answer = _own(request, made)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.post("/account/keys/{number}/revoke", include_in_schema=False)
def revoked(request: Request, number: int) -> Response:
    """One of one's own sessions or tokens ends."""
    user = _user(request)
    return _changed(request, lambda ledger: revoke(ledger, number, doer_of(request), of=user.name), "/account")


def _own(request: Request, made: str = "") -> Response:
    user = _user(request)
    with desk_of(request).reading() as ledger:
        keys = [key for key in account_keys(ledger, user.name) if key.live]
    kinds = {kind: _of(keys, kind) for kind in ("session", "token")}
    return page(request, "account.html", title=user.name, keys=kinds, made=made, longest=LONGEST_LIFE)


def _of(keys: Iterable[Key], kind: str) -> list[dict[str, object]]:
    return [asdict(key) for key in keys if key.kind == kind]
