"""Order, repetition and restoring: an index that a killed batch can go on with."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Article
from onrecord.stories import Grouper, Grouping
from tests.stories.composed import ELSEWHERE, OTHER_AGENCY, OWN_REPORTING, RETOLD, WIRE, article

RELATED = [
    article("wire", WIRE, 3, "Reuters"),
    article("other", OTHER_AGENCY, 3, "AFP"),
    article("retold", RETOLD, 4, "Reuters"),
    article("copied", WIRE, 5),
    article("own", OWN_REPORTING, 5),
]


def unrelated(number: int) -> Article:
    """An article of words that no other one has."""
    seed = random.Random(number)
    words = ["".join(seed.choices("bcdfghjklmnpqrtvwxz", k=3)) + f"a{number}o" for _ in range(80)]
    return article(f"u{number}", " ".join(words), 1 + number % 28)


def placed(articles: list[Article]) -> dict[str, Grouping]:
    grouper = Grouper()
    return {a.id: grouper.place(a) for a in articles}


def partition(groupings: dict[str, Grouping], ids: list[str]) -> list[tuple[str, str]]:
    return [(groupings[i].origin, groupings[i].story) for i in ids]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40)), max_size=12, unique_by=lambda pair: pair[1]))
def test_unrelated_articles_change_nothing(between: list[tuple[int, int]]) -> None:
    mixed = [
        a
        for at in range(len(RELATED) + 1)
        for a in [*(unrelated(n) for p, n in between if p == at), *RELATED[at : at + 1]]
    ]
    ids = [a.id for a in RELATED]
    found = placed(mixed)
    assert partition(found, ids) == partition(placed(RELATED), ids)
    strangers = [found[f"u{n}"] for _, n in between]
    assert len({s.origin for s in strangers}) == len({s.story for s in strangers}) == len(strangers)
    assert all(s.links == () for s in strangers)


@settings(max_examples=20, deadline=None)
@given(st.permutations([unrelated(n) for n in range(8)]))
def test_order_of_unrelated_articles_does_not_matter(shuffled: list[Article]) -> None:
    assert placed(shuffled) == placed([unrelated(n) for n in range(8)])


@settings(max_examples=30, deadline=None)
@given(st.permutations([*RELATED, unrelated(1), article("honey", ELSEWHERE)]), st.integers(0, 7))
def test_a_restored_index_goes_on_as_if_never_stopped(order: list[Article], killed_at: int) -> None:
    whole = placed(order)
    grouper = Grouper()
    for one in order[:killed_at]:
        grouper.restore(one, whole[one.id])
    assert {a.id: grouper.place(a) for a in order} == whole


def test_placing_again_returns_the_stored_grouping() -> None:
    grouper = Grouper()
    first = {a.id: grouper.place(a) for a in RELATED}
    assert {a.id: grouper.place(a) for a in reversed(RELATED)} == first
    assert len(grouper) == len(RELATED)


def test_restoring_a_known_article_changes_nothing() -> None:
    grouper = Grouper()
    stored = grouper.place(RELATED[0])
    grouper.restore(RELATED[0], Grouping("o-000000000000", "s-000000000000"))
    assert grouper.place(RELATED[0]) == stored


def test_a_grouping_from_a_ledger_is_trusted() -> None:
    grouper = Grouper()
    grouper.restore(RELATED[0], Grouping("o-aaaaaaaaaaaa", "s-bbbbbbbbbbbb"))
    copied = grouper.place(article("copied", WIRE, 5))
    assert (copied.origin, copied.story) == ("o-aaaaaaaaaaaa", "s-bbbbbbbbbbbb")


def test_a_hundred_copies_stay_one_origin() -> None:
    found = placed([article(f"c{n}", WIRE + f"\n\nDesk {n}.", 3) for n in range(100)])
    assert len({g.origin for g in found.values()}) == 1
