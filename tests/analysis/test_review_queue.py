"""The queue of review: what matters comes first, and says why."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis.review_queue import Queued, contested_rows, review_queue
from onrecord.analysis.stance import conflict
from onrecord.ledger.rows import Judged, PositionRow
from onrecord.records import LADDER
from tests.analysis.rows import told


def sure(row: PositionRow, confidence: float) -> PositionRow:
    return replace(row, position=replace(row.position, confidence=confidence))


def order(*rows: PositionRow) -> list[str]:
    return [one.row.position.id.removeprefix("p-") for one in review_queue(rows)]


def one(*rows: PositionRow, name: str) -> Queued:
    return next(one for one in review_queue(rows) if one.row.position.id == f"p-{name}")


def test_the_unsure_come_first() -> None:
    first, second = sure(told("sure"), 0.95), sure(told("unsure", holder="GRC"), 0.4)
    assert order(first, second) == ["unsure", "sure"]
    assert one(first, second, name="unsure").reasons == ("uncertain", "single-origin", "new", "decides")


def test_of_equally_sure_ones_the_contested_come_first() -> None:
    rows = [
        told("yes", "supports", said=0),
        told("no", "rules_out", said=1, reported_by="GRC"),
        told("apart", "opposes", holder="ITA", said=0),
    ]
    assert set(order(*rows)[:2]) == {"yes", "no"}
    assert "contested" in one(*rows, name="no").reasons
    assert "contested" not in one(*rows, name="apart").reasons


def test_a_second_origin_and_age_make_it_less_pressing() -> None:
    rows = [told("a", holder="GRC"), told("b", holder="GRC"), told("old", holder="ITA", seen=-90), told("new")]
    assert order(*rows)[0] == "new"
    assert "single-origin" not in one(*rows, name="a").reasons
    assert "new" not in one(*rows, name="old").reasons


def test_what_was_decided_on_is_left_out() -> None:
    done = replace(told("done"), judged=Judged(1, "accept", "ada", "2026-03-02T00:00:00+00:00", ""))
    assert order(done, told("open", holder="GRC")) == ["open"]
    assert len(review_queue([done], judged=True)) == 1


@given(
    st.lists(
        st.tuples(st.sampled_from(LADDER), st.integers(0, 40), st.sampled_from(["o-1", "o-2"]), st.booleans()),
        max_size=12,
    )
)
def test_contested_rows_are_those_that_conflict(made: list[tuple[str, int, str, bool]]) -> None:
    cell = [
        told(f"{number}", level, said=day, seen=day, origin=origin, anonymous=unnamed)  # type: ignore[arg-type]
        for number, (level, day, origin, unnamed) in enumerate(made)
    ]
    slow = {at for at, row in enumerate(cell) if any(conflict(row, other) for other in cell)}
    assert contested_rows(cell) == slow
