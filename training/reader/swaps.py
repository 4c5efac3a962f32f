"""Other names in the same words: Poland becomes Peru throughout, and the level must not move.

Every state that the view names (not one that the questions name) may change places with another, in its name, its
adjective and its capital alike. What follows from who a state is cannot be learnt then, only what the words say.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from onrecord.lexicons import parts, table
from onrecord.positions.views import View
from onrecord.records import Issue, Span


@functools.cache
def _forms() -> dict[str, tuple[str, int]]:
    """Which state and which kind of form (name, adjective, capital) a word is."""
    found: dict[str, tuple[str, int]] = {}
    for row in table("territories"):
        for kind, cell in ((0, row[1]), (1, row[3] if len(row) > 3 else ""), (2, row[5] if len(row) > 5 else "")):
            for form in parts(cell)[:1]:
                found.setdefault(form, (row[0], kind))
    return found


@functools.cache
def _states() -> dict[str, tuple[str, ...]]:
    """The states that have all three forms, in the order name, adjective, capital."""
    made: dict[str, dict[int, str]] = {}
    for form, (state, kind) in _forms().items():
        made.setdefault(state, {})[kind] = form
    return {state: (forms[0], forms[1], forms[2]) for state, forms in made.items() if len(forms) == 3}


@functools.cache
def _pattern() -> re.Pattern[str]:
    alternatives = "|".join(re.escape(form) for form in sorted(_forms(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def swapped(view: View, issues: Sequence[Issue], random: Random, share: float) -> View:
    """The view with about this share of its states exchanged for others; holders keep their ids."""
    asked = " ".join(text for issue in issues for text in (issue.question, *issue.aliases))
    fixed = {_forms()[hit][0] for hit in _pattern().findall(asked)}
    told = f"{view.heading} {view.before} {view.text.quote}"
    named = {_forms()[hit][0] for hit in _pattern().findall(told)} & _states().keys()
    free = sorted(_states().keys() - named - fixed)
    chosen = sorted(state for state in named - fixed if random.random() < share)
    others = dict(zip(chosen, random.sample(free, len(chosen)), strict=True))
    if not others:
        return view

    def other(match: re.Match[str]) -> str:
        state, kind = _forms()[match.group()]
        return _states()[others[state]][kind] if state in others else match.group()

    return _renamed(view, other)


def _renamed(view: View, other: Callable[[re.Match[str]], str]) -> View:
    text, base = view.text.quote, view.text.start
    moved = _Moved(text, other)
    holders = tuple(
        replace(holder, spans=tuple(_shift(span, base, moved) for span in holder.spans)) for holder in view.holders
    )
    return replace(
        view,
        text=Span(0, len(moved.text), moved.text),
        holders=holders,
        teller=_pattern().sub(other, view.teller),
        heading=_pattern().sub(other, view.heading),
        before=_pattern().sub(other, view.before),
    )


class _Moved:
    """A text after a substitution, and where the offsets of the old one are in it."""

    def __init__(self, text: str, other: Callable[[re.Match[str]], str]) -> None:
        pieces: list[str] = []
        self._steps = [(0, 0)]
        at = length = 0
        for match in _pattern().finditer(text):
            new = other(match)
            pieces += [text[at : match.start()], new]
            length += match.start() - at + len(new)
            at = match.end()
            self._steps.append((at, length))
        self.text = "".join([*pieces, text[at:]])

    def place(self, offset: int) -> int:
        """The new place of an offset that lies at the edge of, or outside, what was exchanged."""
        old, new = max(step for step in self._steps if step[0] <= offset)
        return min(len(self.text), new + offset - old)


def _shift(span: Span, base: int, moved: _Moved) -> Span:
    start, end = moved.place(span.start - base), moved.place(span.end - base)
    return Span(start, end, moved.text[start:end])
