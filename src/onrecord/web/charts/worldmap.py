"""The world, with each holder that has a territory in the colour of its level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from onrecord.lexicons import places
from onrecord.web.charts.borders import Borders, borders
from onrecord.web.charts.svg import figure, join, tag, titled

SMALL: Final = 70
"""A territory of a smaller area (square units of the picture) gets a dot, or it could not be seen."""
DOT: Final = 6
MARGIN: Final = 40
LOWEST, HIGHEST = 0.4, 0.6
"""How high a part of the map is for its width, at least and at most."""
_ASIDE: Final = frozenset({"RUS"})
"""The middle of Russia lies outside of the region that it is counted to, and would stretch its part of the map."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A holder on the map: its CSS class, what it says in words, and where it leads."""

    holder: str
    css: str
    words: str
    link: str | None = None


@lru_cache(maxsize=4)
def outlines(file: str = "") -> Markup:
    """The outlines that ``worldmap`` refers to: once in a page, outside of what is swapped."""
    shapes = [
        tag("path", id=f"m-{one.id}", d=one.path, vector_effect="non-scaling-stroke")
        for one in borders(file).territories.values()
    ]
    return tag(
        "svg", tag("defs", tag("g", *shapes, id="m-all")), width=0, height=0, aria_hidden="true", class_="unseen"
    )


def on_map(holders: Iterable[str], file: str = "") -> tuple[list[str], list[str]]:
    """Those of the holders that have a territory on the map, and the others."""
    drawn = borders(file).territories
    given = list(holders)
    return [one for one in given if one in drawn], [one for one in given if one not in drawn]


def worldmap(title: str, words: str, spots: Sequence[Spot], *, region: str = "", file: str = "") -> Markup:
    """The map; ``region`` (an id of ``lexicons.places``) shows that part of the world alone. Needs ``outlines``."""
    drawn = borders(file)
    placed = [(spot, drawn.territories[spot.holder]) for spot in spots if spot.holder in drawn.territories]
    small = [pair for pair in placed if pair[1].area < SMALL]
    large = [pair for pair in placed if pair[1].area >= SMALL]
    x, y, width, height = _window(drawn, region)
    dot = DOT * width / drawn.width
    body = join(
        [
            tag("use", href="#m-all", class_="land"),
            *(
                titled(one.words, tag("use", href=f"#m-{t.id}"), link=one.link, class_=f"spot {one.css}")
                for one, t in large
            ),
            *(
                titled(
                    one.words,
                    tag("circle", cx=t.x, cy=t.y, r=dot, vector_effect="non-scaling-stroke"),
                    link=one.link,
                    class_=f"spot {one.css}",
                )
                for one, t in small
            ),
        ]
    )
    inner = tag("svg", body, view_box=f"{x} {y} {width} {height}", width=1000, height=round(1000 * height / width))
    return figure(title, words, inner, 1000, round(1000 * height / width), css="map")


def _window(drawn: Borders, region: str) -> tuple[int, int, int, int]:
    """The part of the picture that holds the middles of a region's territories."""
    found = places.regions().get(region)
    inside = [one for one in drawn.territories.values() if found and one.id in found.members - _ASIDE]
    if not inside:
        return 0, 0, drawn.width, drawn.height
    left, right = min(one.x for one in inside), max(one.x for one in inside)
    top, bottom = min(one.y for one in inside), max(one.y for one in inside)
    high = min(drawn.height, bottom - top + 2 * MARGIN)
    wide = min(drawn.width, max(right - left + 2 * MARGIN, round(high / HIGHEST)))
    high = max(high, round(wide * LOWEST))
    x, y = (left + right - wide) // 2, (top + bottom - high) // 2
    return max(0, min(x, drawn.width - wide)), max(0, min(y, drawn.height - high)), wide, high
