"""The audit log, for admins."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Final

from fastapi import APIRouter, Request

from onrecord.ledger.audit import AuditEntry, audit
from onrecord.web.rendering import desk_of
from onrecord.web.twins import View, paged

router = APIRouter()

COLUMNS: Final = tuple(one.name for one in fields(AuditEntry))
PAGE: Final = 100


@paged(router, "/audit")
def shown(request: Request, before: int | None = None, by: str = "", action: str = "") -> View:
    """Who did what, when and from where, the latest first."""
    with desk_of(request).reading() as ledger:
        found = audit(ledger, before=before, by=by or None, action=action or None, limit=PAGE + 1)
    entries, more = found[:PAGE], len(found) > PAGE
    return View(
        "audit.html",
        {"title": "Audit log", "entries": entries, "more": more, "by": by, "action": action},
        data=lambda: [asdict(one) for one in entries],
        columns=COLUMNS,
        rows=lambda: (asdict(one).values() for one in entries),
    )
