"""The cookie of a browser that has logged in: a session's key, signed, for no script and no other site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fastapi import Request
from fastapi.responses import Response

from onrecord.errors import SetupError
from onrecord.ledger.account_keys import SESSION
from onrecord.web.security import Guard

if TYPE_CHECKING:
    from itsdangerous import TimestampSigner

_SALT: Final = b"onrecord session"
_LIFE: Final = int(SESSION.total_seconds())


def cookie_name(guard: Guard) -> str:
    """Behind TLS under a name that browsers keep from being set by other hosts or without TLS."""
    return "__Host-onrecord" if guard.secure else "onrecord_session"


def sign(guard: Guard, key: str) -> str:
    """A session's key as the cookie holds it.

    Raises:
        SetupError: what signs is not installed.
    """
    return _signer(guard).sign(key.encode()).decode()


def session_key(request: Request, guard: Guard) -> str | None:
    """The session's key that a request carries; None where it carries none of ours, or an old one."""
    cookie = request.cookies.get(cookie_name(guard))
    if not cookie:
        return None
    from itsdangerous import BadData  # noqa: PLC0415 - an extra, for those alone who share a desk

    try:
        return _signer(guard).unsign(cookie.encode("utf-8", "replace"), max_age=_LIFE).decode()
    except (BadData, UnicodeDecodeError):
        return None


def keep(response: Response, guard: Guard, key: str) -> None:
    """Give the browser its session."""
    response.set_cookie(
        cookie_name(guard), sign(guard, key), max_age=_LIFE, httponly=True, samesite="lax", secure=guard.secure
    )


def forget(response: Response, guard: Guard) -> None:
    """Take the session from the browser, and what it has kept of the pages."""
    response.delete_cookie(cookie_name(guard), httponly=True, samesite="lax", secure=guard.secure)
    response.headers["Clear-Site-Data"] = '"cache"'


def _signer(guard: Guard) -> TimestampSigner:
    try:
        from itsdangerous import TimestampSigner  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise SetupError(
            f"accounts need {error.name}, which is not installed", remedy="Install it: pip install 'onrecord[server]'"
        ) from error
    return TimestampSigner(guard.secret, salt=_SALT)
