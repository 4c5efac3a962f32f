"""Who stands with whom, drawn: a disc for each holder, a line for each strong tie. The table beside it has them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from markupsafe import Markup

from onrecord.analysis.layout import Places
from onrecord.analysis.network import Network, Tie
from onrecord.run.names import name_of
from onrecord.web.charts.svg import figure, join, tag, titled

WIDTH: Final = 960.0
_EDGE: Final = 46.0
_LONGEST: Final = 15
"""Letters of a holder's name that are written beside its disc; more are in its title."""


def height_for(members: int) -> float:
    """How high the picture is for so many members."""
    return min(960.0, 320.0 + 12.0 * members)


def picture(
    found: Network,
    places: Places,
    drawn: Sequence[Tie],
    link: Callable[[str, str], str],
    *,
    chosen: tuple[str, str] = ("", ""),
) -> Markup:
    """The network; ``link`` is where a click on a tie leads. Agreement is drawn whole, odds dashed, besides the colour.

    A tie is the thicker, the more it weighs.
    """
    high = height_for(len(places))
    spots = {one: (_EDGE + x * (WIDTH - 2 * _EDGE), _EDGE + y * (high - 2 * _EDGE)) for one, (x, y) in places.items()}
    most = max((abs(tie.weight) for tie in drawn), default=1.0)
    lines = [_line(tie, spots, abs(tie.weight) / most, link, chosen) for tie in reversed(drawn)]
    stances = {member.holder: len(member.rows) for member in found.members}
    discs = [_disc(one, spot, stances[one], one in chosen) for one, spot in sorted(spots.items())]
    words = f"{len(places)} holders and {len(drawn)} ties between them; the table below lists every tie"
    return figure("Who stands with whom", words, join([*lines, *discs]), WIDTH, high, css="network")


def _line(
    tie: Tie,
    spots: dict[str, tuple[float, float]],
    share: float,
    link: Callable[[str, str], str],
    chosen: tuple[str, str],
) -> Markup:
    (x1, y1), (x2, y2) = spots[tie.one], spots[tie.other]
    kind = "agrees" if tie.agree > tie.conflict else "differs" if tie.conflict > tie.agree else "mixed"
    css = f"tie {kind}" + (" chosen" if {tie.one, tie.other} == set(chosen) else "")
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    words = f"{name_of(tie.one)} and {name_of(tie.other)}: agree on {tie.agree:g}, at odds on {tie.conflict:g}"
    wide = tag("line", class_="hold", **ends)  # a hair's breadth cannot be hit with a pointer
    thin = tag("line", class_="stroke", stroke_width=1.0 + 3.5 * share, **ends)
    return titled(words, wide, thin, link=link(tie.one, tie.other), class_=css)


def _disc(holder: str, spot: tuple[float, float], stances: int, chosen: bool) -> Markup:
    x, y = spot
    name = name_of(holder)
    shown = name if len(name) <= _LONGEST else holder if len(holder) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    radius = 4.0 + min(stances, 12) * 0.6
    disc = tag("circle", cx=x, cy=y, r=radius)
    label = tag("text", shown, x=x, y=y - radius - 4, text_anchor="middle")
    words = f"{name}: a stance on {stances} {'issue' if stances == 1 else 'issues'}"
    return titled(words, disc, label, class_="member chosen" if chosen else "member")
