"""One holder's stances over time: a panel for each issue, the ladder upward, time to the right.

The line is what prevailed; every mark is a report, filled where the holder or the article itself says so, hollow where
others or unnamed voices do. Marks of one level that fall together are drawn once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.analysis.course import Course
from onrecord.analysis.field import RANK
from onrecord.analysis.timeline import Entry
from onrecord.records import LADDER, Level
from onrecord.web import levels
from onrecord.web.charts.axis import Axis
from onrecord.web.charts.svg import figure, join, tag, titled

WIDTH, LEFT, RIGHT = 720.0, 96.0, 14.0
STEP, ABOVE, FOOT = 13.0, 26.0, 24.0
PANEL = ABOVE + STEP * len(LADDER) + 10
TOGETHER = 7.0
"""Marks closer than this (pixels) are one."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One issue: its name, the entries of a holder's timeline on it, and the turns of what prevailed."""

    name: str
    entries: tuple[Entry, ...]
    course: Course


def steps(title: str, panels: Sequence[Panel]) -> Markup:
    """The chart of these panels, one below the other on one time axis; empty where nothing has a date."""
    days = [one.date for panel in panels for one in panel.entries if one.date is not None]
    drawn = [panel for panel in panels if any(one.date for one in panel.entries)]
    if not days:
        return Markup("")
    axis = Axis(min(days), max(days), LEFT, WIDTH - RIGHT)
    height = PANEL * len(drawn) + FOOT
    body = [_panel(panel, axis, number * PANEL) for number, panel in enumerate(drawn)]
    ticks = [
        tag("text", name, x=axis.x(day), y=height - 7, text_anchor=axis.anchor(day), class_="label")
        for day, name in axis.ticks()
    ]
    words = f"{len(drawn)} issues from {axis.first:%d %b %Y} to {axis.last:%d %b %Y}; {len(days)} dated reports."
    return figure(title, words, join([*body, tag("g", *ticks, aria_hidden="true")]), WIDTH, height, css="steps")


def _panel(panel: Panel, axis: Axis, top: float) -> Markup:
    heading = tag("text", panel.name, x=0, y=top + 15, class_="panel-name")
    return tag("g", heading, _rungs(panel, top), _line(panel, axis, top), *_marks(panel, axis, top))


def _y(level: Level, top: float) -> float:
    return top + ABOVE + STEP * (len(LADDER) - 1 - RANK[level]) + STEP / 2


def _rungs(panel: Panel, top: float) -> Markup:
    used = {one.row.position.level for one in panel.entries}
    lines = []
    for level in LADDER:
        y = _y(level, top)
        lines.append(tag("line", x1=LEFT - 8, x2=WIDTH - RIGHT, y1=y, y2=y, class_="grid"))
        css = "label used" if level in used else "label"
        words = f"{levels.name(level)} {levels.sign(level)}"
        lines.append(tag("text", words, x=LEFT - 14, y=y + 4, text_anchor="end", class_=css))
    return tag("g", *lines, aria_hidden="true")


def _line(panel: Panel, axis: Axis, top: float) -> Markup:
    if not panel.course:
        return Markup("")
    points: list[str] = []
    for turn in panel.course:
        x = axis.x(turn.day)
        if points:
            points.append(f"H{x:.1f}")
        points.append(f"{'V' if points else f'M{x:.1f} '}{_y(turn.level, top):.1f}")
    return tag("path", d="".join([*points, f"H{axis.x(axis.last):.1f}"]), class_="course")


def _marks(panel: Panel, axis: Axis, top: float) -> list[Markup]:
    """The marks, shifts last so that they lie on top."""
    groups: dict[tuple[Level, int], list[Entry]] = {}
    for entry in panel.entries:
        if entry.date is not None:
            groups.setdefault((entry.row.position.level, round(axis.x(entry.date) / TOGETHER)), []).append(entry)
    ordered = sorted(groups.values(), key=lambda some: any(one.shift for one in some))
    return [_mark(some, axis, top) for some in ordered]


def _mark(some: Sequence[Entry], axis: Axis, top: float) -> Markup:
    shown = next((one for one in some if one.shift), some[0])
    level = shown.row.position.level
    where = {"cx": axis.x(shown.date or axis.first), "cy": _y(level, top)}
    plain = any(one.voice in ("own", "narrated") for one in some)
    dots = [tag("circle", **where, r=8, class_="shift")] if shown.shift else []
    dots.append(tag("circle", **where, r=4.5, class_="dot" if plain else "dot hollow"))
    return titled(_words(some, shown), *dots, class_=levels.css(level))


def _words(some: Sequence[Entry], shown: Entry) -> str:
    known = [one.date for one in some if one.date]
    first, last = min(known), max(known)
    days = _day(first) if first == last else f"{_day(first)} to {_day(last)}"
    reports = f", {len(some)} reports" if len(some) > 1 else ""
    changed = f"; was {levels.name(shown.shift.earlier.position.level)}" if shown.shift else ""
    return f"{days}: {levels.name(shown.row.position.level)}{reports}{changed}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"
