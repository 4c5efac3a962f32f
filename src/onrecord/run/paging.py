"""Long answers in pages. A cursor says after which item the next page begins, not at which number.

So a ledger that grows (or shrinks, by a judgement) between two pages neither repeats an item nor leaves one out.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from onrecord.errors import InputError

Item = TypeVar("Item")

_MARKS: Final = 3
"""How many of a page's last items a cursor names: the last one may be judged away before the next page is asked for."""

_LONGEST: Final = 2000
"""A cursor of ours is far shorter; what is longer is not looked at."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items of an answer, how many there are in all, and the cursor of the next page (None: this is the last)."""

    items: tuple[Item, ...]
    total: int
    next: str | None


def page(
    items: Sequence[Item], *, question: Hashable, key: Callable[[Item], str], limit: int, cursor: str | None = None
) -> Page[Item]:
    """The next ``limit`` items after ``cursor``, or the first ones.

    Args:
        items: the whole answer, in an order that depends on nothing but its items.
        question: what was asked, without cursor and limit; a cursor of another question is refused.
        key: what an item is told by among the others.

    Raises:
        InputError: the cursor is none of ours, of another question, or none of the items it names is left.
    """
    start = _start(items, key, read_cursor(cursor, question)) if cursor else 0
    some = tuple(items[start : start + limit])
    end = start + len(some)
    after = make_cursor(question, [end, *(_mark(key(one)) for one in reversed(items[max(0, end - _MARKS) : end]))])
    return Page(some, len(items), after if some and end < len(items) else None)


def make_cursor(question: Hashable, place: Sequence[Any]) -> str:
    """A cursor for a place in the answer to a question; ``place`` is anything JSON can hold."""
    words = json.dumps([_mark(repr(question)), *place], separators=(",", ":"))
    return base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")


def read_cursor(cursor: str, question: Hashable) -> list[Any]:
    """The place that a cursor was made for.

    Raises:
        InputError: it is none of ours, or of another question.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found = json.loads(base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        found = None
    if len(cursor) > _LONGEST or not isinstance(found, list) or len(found) < 2:
        raise _refusal("this is no cursor that a page of this ledger gave")
    if found[0] != _mark(repr(question)):
        raise _refusal("this cursor belongs to another question")
    return list(found[1:])


def _start(items: Sequence[Item], key: Callable[[Item], str], place: list[Any]) -> int:
    """Behind the latest of the marked items that is still there; it is looked for first where it was."""
    end, *marks = place
    if not isinstance(end, int) or not all(isinstance(mark, str) for mark in marks):
        raise _refusal("this is no cursor that a page of this ledger gave")
    if 0 < end <= len(items) and marks and _mark(key(items[end - 1])) == marks[0]:
        return end
    places = {_mark(key(one)): number for number, one in enumerate(items)}
    for mark in marks:
        if mark in places:
            return places[mark] + 1
    raise _refusal("the list has changed so much that its next page cannot be told")


def _mark(words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _refusal(why: str) -> InputError:
    return InputError(why, place="cursor", remedy="Ask again without a cursor, with the same filters on every page.")
