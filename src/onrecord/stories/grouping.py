"""What the room answers for an article: its origin, its story, and the links that say why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from onrecord.records import Link


@dataclass(frozen=True, slots=True)
class Grouping:
    """Where an article belongs: the id of its origin, of its story, and the links behind both, strongest first."""

    origin: str
    story: str
    links: tuple[Link, ...] = ()


def origin_id(article_id: str) -> str:
    """The id of the origin that starts with this article: stable over runs and machines."""
    return f"o-{_digest(article_id)}"


def story_id(article_id: str) -> str:
    """The id of the story that starts with this article."""
    return f"s-{_digest(article_id)}"


def _digest(article_id: str) -> str:
    return hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
