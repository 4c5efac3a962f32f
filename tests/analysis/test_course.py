"""How a stance went over time, and how many stood where on a day."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from onrecord.analysis.course import Course, course, spread, tallies
from tests.analysis.rows import DAY, after, told


def levels(found: Course) -> list[tuple[int, str]]:
    return [((turn.day - DAY).days, turn.level) for turn in found]


def test_only_turns_are_told() -> None:
    rows = [told("a", "opposes", said=0), told("b", "opposes", said=3), told("c", "supports", said=40)]
    assert levels(course(rows)) == [(0, "opposes"), (40, "supports")]


def test_the_holders_own_word_goes_before_what_others_tell_of_it_soon_after() -> None:
    rows = [told("a", "opposes", said=0), told("b", "supports", said=5, speaker=None, reported_by="USA")]
    assert levels(course(rows)) == [(0, "opposes")]
    late = [*rows, told("c", "supports", said=60, speaker=None, reported_by="USA")]
    assert levels(course(late)) == [(0, "opposes"), (60, "supports")]


def test_former_and_undated_stances_are_left_out() -> None:
    rows = [told("a", "pledges", said=0, superseded=True), told("b", "opposes", seen=None)]
    assert course(rows) == ()


def test_two_words_of_one_day_make_one_turn() -> None:
    assert len(course([told("a", "opposes", said=0), told("b", "supports", said=0)])) == 1


def test_tallies_count_each_holder_once_from_its_first_turn() -> None:
    alb = course([told("a", "opposes", said=0), told("b", "supports", said=40)])
    grc = course([told("c", "opposes", holder="GRC", said=10)])
    first, second, last = tallies([alb, grc], [DAY, after(20), after(50)])
    assert (first.total, second.total, last.total) == (1, 2, 2)
    assert dict(second.counts)["opposes"] == 2
    assert dict(last.counts)["opposes"] == dict(last.counts)["supports"] == 1


def test_days_are_spread_from_the_first_turn_to_the_last() -> None:
    courses = [course([told(f"a{n}", "supports" if n % 2 else "opposes", said=n * 30) for n in range(100)])]
    days = spread(courses, most=10)
    assert (days[0], days[-1]) == (DAY, after(99 * 30))
    assert len(days) == 10
    steps = {later - earlier for earlier, later in pairwise(days)}
    assert max(steps) - min(steps) <= timedelta(days=1)
    assert spread({"ALB": courses[0][:2]}) == (DAY, after(30))
    assert spread([]) == ()
