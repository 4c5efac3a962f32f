"""Charts: well-formed, every value in words, hostile names escaped, borders replaceable."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from onrecord.analysis.changes import changes
from onrecord.analysis.course import course, spread, tallies
from onrecord.analysis.timeline import timeline
from onrecord.errors import InputError
from onrecord.ledger.rows import PositionRow
from onrecord.records import Level
from onrecord.web.charts.axis import Axis
from onrecord.web.charts.bars import bar, parts
from onrecord.web.charts.borders import borders
from onrecord.web.charts.history import history
from onrecord.web.charts.steps import Panel, steps
from onrecord.web.charts.svg import tag
from onrecord.web.charts.worldmap import Spot, on_map, outlines, worldmap
from tests.analysis.rows import told

LADDER_UP: tuple[Level, ...] = ("opposes", "neutral", "supports", "pledges")


def titles(chart: Markup) -> list[str]:
    """What the marks of a chart say, which also shows that it is well-formed."""
    return [one.text or "" for one in ElementTree.fromstring(str(chart)).iter("title")]


def rows(holder: str = "ALB") -> list[PositionRow]:
    """A holder's climb."""
    return [told(f"{holder}{n}", LADDER_UP[n], holder=holder, said=n * 30) for n in range(4)]


def test_text_and_attributes_are_escaped() -> None:
    made = str(tag("text", "<script>&", class_='"x"'))
    assert made == '<text class="&#34;x&#34;">&lt;script&gt;&amp;</text>'


def test_a_bar_says_every_number_in_words() -> None:
    made = bar("The field <b>", parts([("opposes", 3), ("open", 0), ("pledges", 100)], undecided=2))
    assert titles(made) == [
        "The field <b>",
        "opposes: 3 of 105",
        "pledges: 100 of 105",
        "undecided while a condition is unknown: 2 of 105",
    ]
    assert "level-open" not in made
    assert "◆ 100" in made


def test_an_empty_bar_says_that_nobody_stands_there() -> None:
    assert "nobody" in bar("The field", parts([]))


def test_the_history_tells_first_most_and_last() -> None:
    courses = [course(rows(holder)) for holder in ("ALB", "GRC")]
    made = history("How it went", tallies(courses, spread(courses)))
    assert "opposes: 2 at first, 2 at most, 0 at last" in titles(made)
    assert history("How it went", tallies(courses, spread(courses))[:1]) == ""


def test_steps_draw_the_course_and_mark_changes() -> None:
    some = rows()
    panel = Panel("send & more", timeline(some, changes(some)), course(some))
    made = steps("Albania over time", [panel])
    assert "31 May 2026: pledges" in titles(made)
    assert any(one.endswith("; was opposes") for one in titles(made))
    assert made.count('class="shift"') == made.count("; was ")
    assert 'class="course"' in made
    assert "send &amp; more" in made


def test_a_mark_of_others_words_is_hollow_and_close_marks_are_one() -> None:
    some = [told(f"n{n}", "open", said=n, speaker=None, reported_by="USA") for n in range(3)]
    some.append(told("far", "open", said=400))
    made = steps("x", [Panel("send", timeline(some), course(some))])
    assert made.count("hollow") == 1
    assert "2 Mar 2026 to 4 Mar 2026: open, 3 reports" in titles(made)


def test_steps_without_any_date_are_empty() -> None:
    some = [told("n", seen=None)]
    assert steps("x", [Panel("send", timeline(some), course(some))]) == ""


@pytest.mark.parametrize("days", [0, 1, 30, 100, 500, 4000, 20000])
def test_an_axis_names_a_few_days_within_it(days: int) -> None:
    first = dt.date(2001, 3, 7)
    axis = Axis(first, first + dt.timedelta(days), 10, 110)
    named = axis.ticks()
    assert len(named) <= 9
    assert all(10 <= axis.x(day) <= 110 for day, _ in named)
    assert len({name for _, name in named}) == len(named)
    assert named or days == 0


def test_the_map_colours_those_that_have_a_territory() -> None:
    spots = [Spot("FRA", "level-supports", "France: supports", "/x"), Spot("EU", "level-open", "European Union: open")]
    spots.append(Spot("SGP", "level-opposes", "Singapore: opposes"))
    made = worldmap("Where", "two", spots)
    assert titles(made) == ["Where", "France: supports", "Singapore: opposes"]
    assert 'href="#m-FRA"' in made and "<circle" in made
    assert 'id="m-FRA"' in outlines()
    assert on_map(["EU", "FRA"]) == (["FRA"], ["EU"])


def test_a_part_of_the_map_lies_within_the_whole() -> None:
    whole = worldmap("Where", "", [])
    part = worldmap("Where", "", [], region="europe")
    x, y, width, height = (int(number) for number in part.split('viewBox="')[2].split('"')[0].split())
    assert min(x, y) >= 0
    assert x + width <= 2000
    assert y + height <= 866
    assert width < 1000
    assert worldmap("Where", "", [], region="nowhere") == whole


def test_the_shipped_borders_know_states_and_their_source() -> None:
    found = borders()
    assert {"FRA", "PSE", "XKX", "TWN", "ESH", "TUV"} <= set(found.territories)
    assert "ATA" not in found.territories
    assert "visionscarto" in found.credit
    assert sum(len(one.path) for one in found.territories.values()) < 400_000


def test_a_user_names_other_borders(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("# ours\n*\t20\t10\t0\tOur borders.\nFRA\t5\t5\t9\tM1 1l2 0 0 2z\n", "utf-8")
    found = borders(str(table))
    assert (found.width, found.credit, list(found.territories)) == (20, "Our borders.", ["FRA"])


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("*\t20\t10\t0\tx\nFRA\t5\t5\n", ":2"),
        ('*\t20\t10\t0\tx\nFRA\t5\t5\t9\tM1 1"/><script>\n', ":2"),
        ("FRA\t5\t5\t9\tM1 1z\n", ""),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_line(tmp_path: Path, words: str, place: str) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(words, "utf-8")
    with pytest.raises(InputError) as caught:
        borders(str(table))
    assert caught.value.place == f"{table}{place}"
    assert "ONRECORD_MAP" in caught.value.remedy


def test_a_map_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        borders(str(tmp_path / "none.tsv"))
