"""How many stand at each level: one bar in the order of the ladder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from onrecord.analysis.field import Field
from onrecord.records import Level
from onrecord.web import levels
from onrecord.web.charts.svg import figure, join, tag, titled

WIDTH, HEIGHT = 720.0, 26.0
ROOM_FOR_SIGN, ROOM_FOR_NUMBER = 22.0, 44.0
Part = tuple[str, str, str, int]
"""A stretch of a bar: its CSS class, its sign, its name in words, and how many."""


def parts(counts: Iterable[tuple[Level, int]], undecided: int = 0, unstated: int = 0) -> tuple[Part, ...]:
    """The stretches of a bar that hold somebody, least favourable first; those without a level last."""
    found = [(levels.css(level), levels.sign(level), levels.name(level), number) for level, number in counts]
    found.append(("level-undecided", "…", "undecided while a condition is unknown", undecided))
    found.append(("level-unstated", "·", "not stated for this case", unstated))
    return tuple(one for one in found if one[3])


def parts_of(field: Field) -> tuple[Part, ...]:
    """The stretches of a field's bar."""
    return parts(field.counts, field.undecided, field.unstated)


def in_words(some: Sequence[Part]) -> str:
    """A bar in words: ``opposes 1, supports 2``."""
    return ", ".join(f"{name} {number}" for _, _, name, number in some) or "nobody"


def bar(title: str, some: Sequence[Part], *, width: float = WIDTH, height: float = HEIGHT) -> Markup:
    """The bar; every stretch has its sign and number where there is room, and both in its title."""
    total = sum(number for *_, number in some)
    marks = []
    x = 0.0
    for css, sign, name, number in some:
        wide = width * number / total
        box = tag("rect", x=x + 0.5, y=0, width=max(wide - 1, 0.5), height=height, rx=2)
        text = f"{sign} {number}" if wide >= ROOM_FOR_NUMBER else sign if wide >= ROOM_FOR_SIGN else ""
        label = tag("text", text, x=x + wide / 2, y=height / 2 + 5, text_anchor="middle") if text else ""
        marks.append(titled(f"{name}: {number} of {total}", box, label, class_=f"stretch {css}"))
        x += wide
    return figure(title, in_words(some), join(marks), width, height, css="bar")
