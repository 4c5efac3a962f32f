"""Settles names of territories that mean something else here: Georgia the state, Jordan the man, Turkey the bird.

Three signs: words of the one or the other meaning anywhere in the article (``doubtful.tsv``), a personal name that the
form is part of, and a state of the union behind a comma ("Lebanon, Pennsylvania").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.actors.trie import Hit, fold
from onrecord.lexicons import parts, table
from onrecord.lexicons.world import Form, given_names
from onrecord.parse.tree import Parsed, Token

_PLACES = frozenset(["name", "capital", "city"])


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What a form means otherwise (empty: no actor), and the words of either meaning."""

    other: str
    of_other: re.Pattern[str]
    of_territory: re.Pattern[str]


def _any(cell: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in parts(cell))})(?!\w)")


@functools.cache
def _doubts() -> dict[str, _Doubt]:
    rows = table("doubtful")
    return {fold(form): _Doubt("" if o == "-" else o, _any(others), _any(own)) for form, o, others, own in rows}


def settled(names: dict[int, Hit[Form]], parsed: Parsed, tokens: list[Token]) -> Iterator[tuple[int, Hit[Form] | None]]:
    """The entries of ``names`` to change: another meaning, or None where the form names no actor here."""
    decided: dict[str, str | None] = {}
    for i, hit in names.items():
        form = hit.value
        if form.sort not in _PLACES or form.kind != "state":
            continue
        if _personal(i, hit, tokens, names):
            yield i, None
        elif (union := _union(hit, tokens, names)) is not None:
            yield i, Hit(hit.start, hit.end, replace(form, sort="city", actor=union, speaks=None))
        else:
            word = fold(tokens[hit.start].text)
            if hit.end - hit.start == 1 and word in _doubts():
                if word not in decided:
                    decided[word] = _otherwise(_doubts()[word], parsed.article.text)
                yield from _changed(i, hit, decided[word])


def _changed(i: int, hit: Hit[Form], other: str | None) -> Iterator[tuple[int, Hit[Form] | None]]:
    if other:
        yield i, Hit(hit.start, hit.end, replace(hit.value, sort="city", actor=other, speaks=None))
    elif other is not None:
        yield i, None


def _otherwise(doubt: _Doubt, text: str) -> str | None:
    """The other meaning where more of its words stand in the text; None where the territory is meant."""
    against = len(set(doubt.of_other.findall(text)))
    return doubt.other if against > len(set(doubt.of_territory.findall(text))) else None


def _personal(i: int, hit: Hit[Form], tokens: list[Token], names: dict[int, Hit[Form]]) -> bool:
    """ "Jim Jordan", "Chad Mirkin": a given name before it, or a surname tied to it behind."""
    if hit.end - hit.start > 1:
        return False
    before = tokens[i - 1] if i else None
    if before is not None and before.text[:1].isupper() and before.lower in given_names() and i - 1 not in names:
        return before.head is tokens[i] or tokens[i].entity == "PERSON"
    return False


def _union(hit: Hit[Form], tokens: list[Token], names: dict[int, Hit[Form]]) -> str | None:
    """ "Lebanon, Pennsylvania": a state of the union behind a comma, and no list going on."""
    comma, after = hit.end, names.get(hit.end + 1)
    if after is None or after.value.sort != "city" or comma >= len(tokens) or tokens[comma].text != ",":
        return None
    tied = tokens[after.start].head.index in range(hit.start, hit.end)
    return after.value.actor if after.value.actor == "USA" and hit.value.actor != "USA" and tied else None
