"""A field over time: how many holders stood at each level, stacked in the order of the ladder."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from onrecord.analysis.course import Tally
from onrecord.records import LADDER
from onrecord.web import levels
from onrecord.web.charts.axis import Axis
from onrecord.web.charts.svg import figure, join, tag, titled

WIDTH, HEIGHT, TOP, BOTTOM, LEFT = 720.0, 190.0, 8.0, 24.0, 30.0


def history(title: str, tallies: Sequence[Tally]) -> Markup:
    """The chart of these days' tallies, oldest first; empty where there are fewer than two."""
    if len(tallies) < 2:
        return Markup("")
    most = max(one.total for one in tallies)
    axis = Axis(tallies[0].day, tallies[-1].day, LEFT, WIDTH - 8)
    scale = (HEIGHT - TOP - BOTTOM) / (most or 1)
    layers = [_layer(number, tallies, axis, scale) for number in range(len(LADDER))]
    first, last = tallies[0], tallies[-1]
    words = (
        f"From {first.day:%d %b %Y}, when {first.total} had a stance, to {last.day:%d %b %Y}: "
        + ", ".join(f"{levels.name(level)} {number}" for level, number in last.counts if number)
        + "."
    )
    return figure(title, words, join([_frame(axis, most, scale), *layers]), WIDTH, HEIGHT, css="history")


def _layer(number: int, tallies: Sequence[Tally], axis: Axis, scale: float) -> Markup:
    """One level's area: steps from day to day, upon the levels below it."""
    level = LADDER[number]
    counts = [dict(one.counts)[level] for one in tallies]
    if not any(counts):
        return Markup("")
    floors = [sum(count for _, count in one.counts[:number]) for one in tallies]
    base = HEIGHT - BOTTOM
    days = [axis.x(one.day) for one in tallies]
    upper = _steps(days, [base - (floor + count) * scale for floor, count in zip(floors, counts, strict=True)])
    lower = _steps(days, [base - floor * scale for floor in floors])
    outline = "M" + "L".join([*upper, *lower[::-1]]) + "Z"
    words = f"{levels.name(level)}: {counts[0]} at first, {max(counts)} at most, {counts[-1]} at last"
    return titled(words, tag("path", d=outline), class_=f"layer {levels.css(level)}")


def _steps(days: Sequence[float], heights: Sequence[float]) -> list[str]:
    """Points of a line that keeps its height until the next day."""
    found = []
    for number, (x, y) in enumerate(zip(days, heights, strict=True)):
        if number:
            found.append(f"{x:.1f} {heights[number - 1]:.1f}")
        found.append(f"{x:.1f} {y:.1f}")
    return found


def _frame(axis: Axis, most: int, scale: float) -> Markup:
    base = HEIGHT - BOTTOM
    step = next((one for one in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most / one <= 5), 1000)
    lines = [
        tag("line", x1=LEFT, x2=WIDTH - 8, y1=base - number * scale, y2=base - number * scale, class_="grid")
        + tag("text", str(number), x=LEFT - 6, y=base - number * scale + 4, text_anchor="end", class_="label")
        for number in range(0, most + 1, step)
    ]
    names = [
        tag("text", name, x=axis.x(day), y=HEIGHT - 6, text_anchor=axis.anchor(day), class_="label")
        for day, name in axis.ticks()
    ]
    return tag("g", *lines, *names, aria_hidden="true")
