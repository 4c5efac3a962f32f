"""The script that makes the world map: it projects, keeps borders shared, and cuts no country at the edge."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "vendor" / "world_map" / "convert.py"


@pytest.fixture(scope="module")
def convert() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("world_map_convert", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def squares() -> dict[str, Any]:
    """Two squares of ten degrees with one border between them, in whole degrees."""
    border = [[10, 10], [0, -10]]
    west = [[10, 0], [-10, 0], [0, 10], [10, 0]]
    east = [[10, 10], [10, 0], [0, -10], [-10, 0]]
    return {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [border, west, east],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"a3": "WES"}},
                    {"type": "MultiPolygon", "arcs": [[[~0, 2]]], "properties": {"a3": "EAS"}},
                ]
            }
        },
    }


def test_the_projection_is_equal_earth(convert: ModuleType) -> None:
    assert convert.equal_earth(0, 0) == (0, 0)
    x, y = convert.equal_earth(180, 0)
    assert (round(x, 4), y) == (2.7066, 0)  # half of the map's width, as the authors give it
    assert round(convert.equal_earth(0, 90)[1], 4) == 1.3174


def test_neighbours_meet(convert: ModuleType) -> None:
    east, west = convert.rows(squares())
    assert east.startswith("EAS\t") and west.startswith("WES\t")
    lines = [convert.simplified(arc) for arc in convert.arcs(squares())]
    first = convert.ring([0, 1], lines)
    second = convert.ring([~0, 2], lines)
    assert len(set(first) & set(second)) == 2


def test_a_line_over_the_date_line_does_not_jump(convert: ModuleType) -> None:
    line = convert.unbroken([(178.0, 65.0), (-178.0, 66.0), (-172.0, 67.0)])
    assert [x for x, _ in line] == [178.0, 182.0, 188.0]
    assert [x for x, _ in convert.unbroken([(-172.0, 60.0), (-171.0, 60.0)])] == [188.0, 189.0]
    assert [x for x, _ in convert.unbroken([(-160.0, 60.0), (-150.0, 60.0)])] == [-160.0, -150.0]


def test_points_that_span_little_go_and_ends_stay(convert: ModuleType) -> None:
    line = [(0.0, 0.0), (10.0, 0.05), (20.0, 0.0), (30.0, 20.0), (40.0, 0.0)]
    assert convert.simplified(line) == [line[0], *line[2:]]
    ring = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1), (0.0, 0.0)]
    assert len(convert.simplified(ring)) == 4


def test_an_outline_is_written_in_relative_steps(convert: ModuleType) -> None:
    square = [(1, 1), (3, 1), (3, 4), (1, 4)]
    assert convert.path([square]) == "M1 1l2 0 0 3-2 0z"
    assert convert.area(square) == 6
    assert convert.middle(square) == (2, 2)
