"""Templates to pages. Everything that a template prints is escaped; there is no script or style in any page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from onrecord import __version__
from onrecord.api.asking import LONGEST_WORDS
from onrecord.run.desk import Desk
from onrecord.run.names import name_of
from onrecord.web import levels, links
from onrecord.web.access import may, places, user_of

TEMPLATES: Final = Path(__file__).parent / "templates"

NAVIGATION: Final = (
    ("Dossiers", "/"),
    ("Actors", "/actors"),
    ("Issues", "/issues"),
    ("Stories", "/stories"),
    ("Articles", "/articles"),
    ("Changes", "/changes"),
    ("Conflicts", "/conflicts"),
    ("What-if", "/whatif"),
    ("Digest", "/digest"),
    ("Network", "/network"),
    ("Review", "/review"),
    ("Search", "/search"),
    ("Add", "/add"),
)

_PLAIN: Final = "%/:@!$()*+,;=~"
"""What may stand in an address as it was sent, beside letters and digits: an id in it may hold anything, quoted."""


@cache
def environment() -> Environment:
    """The templates with what all of them may call: names, days, levels, links, limits."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(actor=name_of, day=day, count=count, percent=percent)
    found.globals.update(
        links=links, levels=levels, version=__version__, longest_words=LONGEST_WORDS, at_once=links.AT_ONCE
    )
    return found


@cache
def compiled() -> int:
    """Read every template, so that nobody's first page waits for it; how many there are."""
    names = environment().list_templates()
    for name in names:
        environment().get_template(name)
    return len(names)


def desk_of(request: Request) -> Desk:
    """The desk that the request is made to."""
    desk: Desk = request.app.state.desk
    return desk


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A template as an answer. Beside ``context`` it knows the request, the navigation and the token for forms, and
    whether what a form or a link would change ``can`` be changed: by whoever asks, and in this ledger.
    """
    readonly = desk_of(request).readonly
    shared = {
        "request": request,
        "path": quote(request.scope["raw_path"], safe=_PLAIN),
        "navigation": places(request, NAVIGATION),
        "csrf": request.state.csrf,
        "readonly": readonly,
        "can": lambda path: not readonly and may(request, "POST", path),
        "user": user_of(request),
        "asks": _asking(request),
    }
    body = environment().get_template(template).render(shared | context)
    return HTMLResponse(body, status, {"Vary": "HX-Request"})


def _asking(request: Request) -> Callable[[str, str | None], str]:
    """What an issue of a dossier asks; the desk is looked at for it once a page, and only where one is named."""
    snapshot = cache(desk_of(request).snapshot)
    return lambda issue, dossier: snapshot().question(issue, dossier)


def day(value: dt.date | None) -> str:
    """A date as people read it: 6 Jan 2026; empty where there is none."""
    return "" if value is None else f"{value.day} {value:%b %Y}"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: 1 origin, 2 origins."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def percent(share: float) -> str:
    """A share from 0 to 1 as a percentage."""
    return f"{share:.0%}"
