"""Where what an answer names can be looked at: the article's own page, and the desk's where one is served."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from onrecord.errors import InputError

_WEB: Final = ("http", "https")


def desk_address(typed: str) -> str:
    """The desk's address without a slash at its end; empty for none.

    Raises:
        InputError: it is no address of a web page.
    """
    if typed and page_of(typed) is None:
        raise InputError(f"{typed!r} is no web address", place="--desk", remedy="Give one like http://127.0.0.1:8321")
    return typed.rstrip("/")


def page_of(url: str | None) -> str | None:
    """The address, if it is one that a person may be sent to: articles name other things too."""
    try:
        found = urlsplit(url or "")
    except ValueError:
        return None
    return url if found.scheme in _WEB and found.netloc else None
