"""Every page of the desk, found as a browser finds them: from link to link, and from the list of routes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import unquote, urldefrag, urlencode, urlsplit

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from httpx2 import Response
from starlette.testclient import TestClient

EACH: Final = 8
"""How many addresses of one route are looked at."""
ADDRESSES: Final = frozenset(
    {"href", "src", "action", "formaction", "hx-get", "hx-post", "xlink:href", "poster", "data"}
)


@dataclass(frozen=True, slots=True)
class Route:
    """A route by its path (``/articles/{article:path}``) and methods."""

    path: str
    methods: frozenset[str]
    pattern: re.Pattern[str]


@dataclass
class Tag:
    """An element as a browser sees it: its name and attributes."""

    name: str
    attributes: dict[str, str]


@dataclass
class Seen:
    """An answer with the route it came from and, if it is a page, its elements."""

    address: str
    route: Route | None
    answer: Response
    tags: list[Tag] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Its media type."""
        return self.answer.headers.get("content-type", "").partition(";")[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))


def tags_of(html: str) -> list[Tag]:
    """The elements of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tags


def routes_of(app: FastAPI) -> list[Route]:
    """All routes, those of included routers too; files under /static aside."""
    found = []
    for one in iter_route_contexts(app.routes):
        methods = getattr(one, "methods", None)
        if methods:
            found.append(Route(str(one.path), frozenset(methods), _pattern(str(one.path))))
    return found


def _pattern(path: str) -> re.Pattern[str]:
    pieces = re.split(r"(\{[^}]*\})", path)
    return re.compile("".join(_piece(one) for one in pieces))


def _piece(written: str) -> str:
    if not written.startswith("{"):
        return re.escape(written)
    return ".+" if written.endswith(":path}") else "[^/]+"


def route_of(routes: list[Route], address: str, method: str = "GET") -> Route | None:
    """The first route that an address leads to."""
    path = unquote(urlsplit(address).path)
    return next((one for one in routes if method in one.methods and one.pattern.fullmatch(path)), None)


def crawl(client: TestClient, routes: list[Route]) -> Iterator[Seen]:
    """Every page that can be reached, with its parts and its data, ``EACH`` of a route at most."""
    waiting = [one.path for one in routes if "GET" in one.methods and "{" not in one.path]
    known = set(waiting)
    count: Counter[str] = Counter()
    while waiting:
        address = waiting.pop(0)
        route = route_of(routes, address)
        if route is None or count[route.path] >= EACH:
            continue
        count[route.path] += 1
        seen = Seen(address, route, client.get(address))
        if seen.kind in ("text/html", "image/svg+xml"):
            seen.tags = tags_of(seen.answer.text)
            fresh = [one for one in _onward(seen) if one not in known]
            known.update(fresh)
            waiting.extend(fresh)
            part = Seen(f"{address} (part)", route, client.get(address, headers={"HX-Request": "true"}))
            part.tags = tags_of(part.answer.text)
            yield part
        yield seen


def _onward(seen: Seen) -> Iterator[str]:
    for tag in seen.tags:
        if "data-at" in tag.attributes:  # what static/review.js asks for beside the queue
            yield f"/review/item?{urlencode({'at': tag.attributes['data-at']})}"
        for name in ("href", "hx-get"):
            address = urldefrag(tag.attributes.get(name, "")).url
            if address.startswith("?"):
                address = urlsplit(seen.address).path + address
            if address.startswith("/") and not address.startswith(("//", "/static/")):
                yield address


def filled(route: Route, **values: Any) -> str:
    """A route's address with something in place of each parameter."""
    return re.sub(r"\{([^}:]*)(:[^}]*)?\}", lambda found: str(values.get(found[1], "x")), route.path)
