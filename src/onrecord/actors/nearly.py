"""Misspelt names: one letter wrong, missing, added or swapped, and only where something else confirms them."""

from __future__ import annotations

import functools

from onrecord.actors.trie import fold
from onrecord.lexicons import world

_SHORTEST = 5  # shorter words are one letter from too many others


def one_edit(one: str, other: str) -> bool:
    """Whether two words differ by one letter changed, added, left out, or by two neighbours swapped."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    first = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[first:], other[first:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def nearly(one: str, other: str) -> bool:
    """The same, for words long enough to tell."""
    return min(len(one), len(other)) >= _SHORTEST and one_edit(one, other)


@functools.cache
def _single_names() -> dict[str, str]:
    kinds = {"name", "adjective", "people", "capital", "organisation"}
    return {fold(form): form for form, meant in world.forms() if meant.sort in kinds and " " not in form}


def nearest_name(text: str) -> str | None:
    """The text with its one misspelt name of a state, people, capital or organisation put right.

    None where no capitalised word is one letter away from such a name, or one is from several of different actors.
    """
    words = text.split()
    for i, word in enumerate(words):
        bare = fold(word.strip(".,'’\""))
        if not word[:1].isupper() or bare in _single_names():
            continue
        near = [form for known, form in _single_names().items() if nearly(bare, known)]
        if near and len({_actor(form) for form in near}) == 1:
            return " ".join([*words[:i], near[0], *words[i + 1 :]])
    return None


@functools.cache
def _actors() -> dict[str, str | None]:
    return {form: meant.actor for form, meant in world.forms()}


def _actor(form: str) -> str | None:
    return _actors()[form]
