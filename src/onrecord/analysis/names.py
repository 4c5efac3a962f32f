"""Names of states, their people and governments, and of organisations, as one id each, in the words of a condition."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from onrecord.lexicons import parts, table

_GOVERNING: Final = frozenset({"government", "president", "prime-minister", "foreign-ministry", "king", "chancellor"})
_ORGANS: Final = {"UNSC": "UN"}
"""Organs whose mandates and resolutions are spoken of as those of the whole."""

_ALSO_WORDS: Final = frozenset({"us", "who", "pa", "au", "is", "its", "plo", "act", "aid", "ai"})
"""Acronyms that are names only in capitals."""

_LONGEST: Final = 6


class Form(NamedTuple):
    """What a form stands for, and how it must be written: ``case`` is its first word as it has to stand, if so."""

    means: tuple[str, ...]
    case: str | None


def organisation(name: str) -> str:
    """The id of an organisation as a stem; lower case, which tells it from a state's."""
    return f"o:{_ORGANS.get(name, name).lower()}"


@functools.cache
def forms() -> dict[tuple[str, ...], Form]:
    """Every form, as lower-case words, with what it stands for."""
    found: dict[tuple[str, ...], Form] = {}
    for written, means, cased in _written():
        words = tuple(written.replace("-", " ").replace(".", "").split())
        lower = tuple(word.lower() for word in words)
        acronym = len(words) == 1 and words[0].isupper() and lower[0] in _ALSO_WORDS
        if words and len(words) <= _LONGEST:
            found.setdefault(lower, Form(means, words[0] if cased or acronym else None))
    return found


def _written() -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Each form as the lexicons have it, what it stands for, and whether only its capitals make it a name."""
    for code, name, others, adjectives, people, *capitals in table("territories"):
        for form in (name, *parts(others), *parts(adjectives), *parts(people)):
            yield form, (code,), False
            if form.endswith(("n", "i")):
                yield f"{form}s", (code,), False
        for capital in parts(capitals[0]) if capitals else ():
            yield capital, (code,), True
    for row in table("organisations"):
        for form in (row[2], *(parts(row[3]) if len(row) > 3 else ())):
            yield form, (organisation(row[0]),), False
    for form, holder, office, *_ in table("metonyms"):
        if office in _GOVERNING or office == "parliament":
            yield form, (holder, "parliament") if office == "parliament" else (holder,), True


@functools.cache
def _firsts() -> frozenset[str]:
    return frozenset(words[0] for words in forms())


def named(raw: Sequence[str]) -> tuple[list[str], set[str]]:
    """The words in lower case with every name as its id, and those ids."""
    lower = [word.lower().replace("’", "'").rstrip(".") for word in raw]
    lower = [word.replace(".", "") if "." in word and not word[0].isdigit() else word for word in lower]
    made: list[str] = []
    names: set[str] = set()
    at = 0
    while at < len(lower):
        length, means = _longest(lower, raw, at)
        made += means or (lower[at],)
        names.update(one for one in means if one != "parliament")
        at += length
    return made, names


def _longest(lower: Sequence[str], raw: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
    """How many words the longest name that begins here has, and what it stands for; one word and nothing for none."""
    if lower[at] in _firsts():
        for length in range(min(_LONGEST, len(lower) - at), 0, -1):
            form = forms().get(tuple(lower[at : at + length]))
            if form is not None and (form.case is None or raw[at].replace(".", "") == form.case):
                return length, form.means
    return 1, ()
