"""What a snapshot knows of each cell gives the digest and the matrix of the rows alone, whatever the days."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis.changes import as_of, changes, history
from onrecord.analysis.digest import digest
from onrecord.analysis.matrix import matrix
from onrecord.analysis.propositions import propositions
from onrecord.ledger import PositionRow
from onrecord.ledger.version import Version
from onrecord.records import LADDER
from onrecord.run import ask
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from tests.analysis.rows import after, told

DAYS = st.integers(0, 40)


@st.composite
def rows(draw: st.DrawFn) -> tuple[PositionRow, ...]:
    """Rows of a few holders, out of a few articles some of which have no date, as a ledger orders them."""
    published = draw(st.lists(st.none() | DAYS, min_size=1, max_size=6))
    found = []
    for number in range(draw(st.integers(1, 14))):
        article = draw(st.integers(0, len(published) - 1))
        row = told(
            f"{number}",
            draw(st.sampled_from(LADDER)),
            holder=draw(st.sampled_from(("ALB", "GRC"))),
            said=draw(st.none() | DAYS),
            seen=published[article],
            origin=f"o-{article % 3}",
            speaker=draw(st.sampled_from(("Ada Prifti", "Ben Hoxha", None))),
            reported_by=draw(st.sampled_from((None, None, "USA"))),
            superseded=draw(st.integers(0, 4)) == 0,
            conditions=(("if", "the wind turns"),) if draw(st.booleans()) else (),
            words=draw(st.sampled_from(("", "ALB denied that report"))),
            kind=draw(st.sampled_from((None, "troops", "funds"))),
            article=f"a-{article}",
        )
        found.append(row)
    return tuple(sorted(found, key=lambda row: -(row.date or dt.date.min).toordinal()))


def snapshot_of(some: tuple[PositionRow, ...]) -> Snapshot:
    """A snapshot that holds these rows alone."""
    return Snapshot(Version(0, 0, 0, 0, 0, ()), some, (), (), ())


@given(rows(), DAYS, DAYS)
def test_what_is_known_of_cells_gives_the_digest_of_the_rows(
    some: tuple[PositionRow, ...], one: int, other: int
) -> None:
    since, until = after(min(one, other)), after(max(one, other))
    expected = digest(some, propositions(some, ()), (), since, until)
    assert ask.digest(snapshot_of(some), since=since, until=until) == expected


@given(rows(), DAYS)
def test_a_history_holds_the_shifts_of_every_day(some: tuple[PositionRow, ...], day: int) -> None:
    of_one = [row for row in some if row.position.holder == "ALB"]
    then = [row for row in of_one if row.seen is not None and row.seen <= after(day)]
    assert set(as_of(history(of_one), then, after(day))) == set(changes(then))
    assert set(history(of_one).now) == set(changes(of_one))


@given(rows(), DAYS)
def test_a_matrix_as_of_a_day_is_that_of_the_rows_seen_by_then(some: tuple[PositionRow, ...], day: int) -> None:
    then = [row for row in some if row.seen is not None and row.seen <= after(day)]
    assert Filters(on=after(day)).field(snapshot_of(some)) == matrix(then)
