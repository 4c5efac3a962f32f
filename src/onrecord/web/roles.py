"""Which role a request needs, for every path and method in one place.

Whoever may look is a ``reader``; a ``reviewer`` also judges; an ``admin`` also adds articles, edits dossiers and
manages accounts. What changes something and is not named here needs an ``admin``: a new route is closed until it is
opened.
"""

from __future__ import annotations

import re
from typing import Final

from onrecord.ledger.accounts import Role

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

OPEN: Final = re.compile(r"/login|/health|/static/.*")
"""What is there for those who have not logged in."""

_READERS: Final = re.compile(r"/logout|/account(/.*)?|/(api/v1/)?whatif")
_REVIEWERS: Final = re.compile(r"/(api/v1/)?(review|positions|conditions|judgements)(/.*)?")
_ADMINS: Final = re.compile(r"/(add|jobs|accounts|audit|dossiers/new|dossiers/.+/edit)([/.].*)?")


def needed(method: str, path: str) -> Role | None:
    """The role that a request needs, None where anybody may come."""
    if OPEN.fullmatch(path):
        return None
    if _ADMINS.fullmatch(path):
        return "admin"
    if method in SAFE or _READERS.fullmatch(path):
        return "reader"
    return "reviewer" if _REVIEWERS.fullmatch(path) else "admin"
