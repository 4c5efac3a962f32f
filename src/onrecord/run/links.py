"""Permalinks: where each thing has its page. Ids are the users' own words, so every one is quoted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, quote_plus, urlencode

_SUFFIXES = (".json", ".csv", ".html")


def _path(root: str, *ids: str) -> str:
    """An address of a thing by its ids; one that looks as if it asked for a twin is told to be a page."""
    found = "/".join((root, *(quote(one, safe="") for one in ids)))
    return f"{found}.html" if found.endswith(_SUFFIXES) else found


def dossier(dossier_id: str) -> str:
    """The matrix of a dossier."""
    return _path("/dossiers", dossier_id)


def cell(holder: str, issue: str, dossier_id: str | None = None) -> str:
    """The evidence of one holder on one issue."""
    within = f"&dossier={_value(dossier_id)}" if dossier_id else ""
    return f"/cell?holder={_value(holder)}&issue={_value(issue)}{within}"


_value = lru_cache(maxsize=10_000)(quote_plus)
"""A value in a query: a matrix has each holder and each issue in the links of a whole row or column."""


def position(position_id: str) -> str:
    """Why a position is on record."""
    return _path("/positions", position_id)


def article(article_id: str, mark: str = "") -> str:
    """An article; ``mark`` is the id of a record of it to scroll to."""
    return _path("/articles", article_id) + (f"#{quote(mark, safe='')}" if mark else "")


def actor(actor_id: str) -> str:
    """Where an actor stands on everything."""
    return _path("/actors", actor_id)


def issue(issue_id: str, dossier_id: str) -> str:
    """The field on an issue of a dossier."""
    return _path("/issues", dossier_id, issue_id)


def story(story_id: str) -> str:
    """A story's articles by origin."""
    return _path("/stories", story_id)


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """A path with a query string of the pairs that have a value."""
    query = urlencode([(name, value) for name, value in pairs if value])
    return f"{path}?{query}" if query else path


def twin(path: str, suffix: str, query: str = "") -> str:
    """The address of a page's twin: ``.json`` or ``.csv``."""
    root = path.removesuffix(".html").rstrip("/") or "/index"
    return f"{root}.{suffix}" + (f"?{query}" if query else "")
