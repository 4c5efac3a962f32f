"""The coverage of office holders: what it counts, and the least that must be there."""

from __future__ import annotations

from datetime import date

from onrecord.lexicons import coverage
from onrecord.lexicons.coverage import Cover
from onrecord.lexicons.world import Holder


def test_gaps_are_the_months_without_anybody() -> None:
    terms = [
        Holder("QQQ", "president", "A B", date(1999, 1, 1), date(2003, 3, 31), ("A B",)),
        Holder("QQQ", "president", "C D", date(2003, 7, 1), None, ("C D",)),
    ]
    gaps = coverage._gaps(terms)
    assert [(coverage.month(first), coverage.month(last)) for first, last in gaps] == [("2003-04", "2003-06")]
    assert Cover("QQQ", "head of state", 2, gaps).share > 0.98


def test_nobody_at_either_end_is_a_gap() -> None:
    terms = [Holder("QQQ", "president", "A B", date(2001, 1, 1), date(2024, 12, 31), ("A B",))]
    gaps = coverage._gaps(terms)
    assert [coverage.month(first) for first, _ in gaps] == ["2000-01", "2025-01"]


def test_most_offices_are_covered() -> None:
    covers = coverage.coverage()
    share = {
        office: [one.share for one in covers if one.office == office and len(one.actor) == 3]
        for office in coverage.OFFICES
    }
    assert len(share["head of state"]) > 180
    assert len(share["head of government"]) > 130
    assert len(share["foreign minister"]) > 170
    for office, least in (("head of state", 0.95), ("head of government", 0.9), ("foreign minister", 0.6)):
        assert sum(share[office]) / len(share[office]) > least
