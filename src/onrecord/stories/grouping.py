"""What the room answers for an article: its origin, its story, and the links that say why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

LinkKind = Literal["copy", "excerpt", "rewrite", "facts", "credit", "story"]
"""How one article hangs together with an earlier one.

``copy``     most of the shorter text stands word for word in the other
``excerpt``  a part of it does
``rewrite``  other words for the same content, with an agency credited that says where it came from: a weaker link
``facts``    other words for the same content and the same figures, with nobody credited: the weakest that can join
``credit``   the same agency and much the same content, yet too little to say that one report lies behind both
``story``    the same development
"""

Taker = Literal["this", "other", "unknown"]
"""Which of two linked articles took from the other, where dates or credits tell."""


@dataclass(frozen=True, slots=True)
class Link:
    """A reason to group an article with an earlier one.

    ``to`` is the other article's id; ``score`` is in 0..1 and compares with scores of the same kind only;
    ``why`` is one line for a human. Only a link whose ``to`` has the same origin decided the origin.
    """

    to: str
    kind: LinkKind
    score: float
    why: str
    taker: Taker = "unknown"


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
