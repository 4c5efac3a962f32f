"""Pages: together they are the whole answer, also of one that grows and shrinks between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.run.paging import Page, make_cursor, page, read_cursor

lists = st.lists(st.integers(0, 500), unique=True).map(sorted)


def turned(items: Sequence[int], limit: int, cursor: str | None = None, question: str = "all") -> Page[int]:
    return page(items, question=question, key=str, limit=limit, cursor=cursor)


def all_pages(items: Sequence[int], limit: int) -> Iterator[Page[int]]:
    cursor: str | None = None
    while True:
        found = turned(items, limit, cursor)
        yield found
        cursor = found.next
        if cursor is None:
            return


@given(lists, st.integers(1, 40))
def test_all_pages_together_are_the_answer(items: list[int], limit: int) -> None:
    pages = list(all_pages(items, limit))
    assert [one for some in pages for one in some.items] == items
    assert all(some.total == len(items) for some in pages)
    assert all(len(some.items) == limit for some in pages[:-1])


@given(lists, st.integers(1, 20), st.data())
def test_what_comes_and_goes_between_pages_moves_nothing_else(
    items: list[int], limit: int, data: st.DataObject
) -> None:
    first = turned(items, limit)
    if first.next is None:
        return
    gone = set(data.draw(st.lists(st.sampled_from(items), max_size=2)))
    later = sorted((set(items) | set(data.draw(lists))) - gone)
    if not set(first.items[-3:]) - gone:
        return
    rest = turned(later, 1000, first.next).items
    assert [one for one in rest if one in items] == [one for one in items[limit:] if one not in gone]


def test_a_cursor_whose_items_are_all_gone_is_refused() -> None:
    first = turned(range(10), 2)
    with pytest.raises(InputError, match="changed so much"):
        turned(range(5, 9), 2, first.next)


@given(st.text(max_size=80) | st.binary(max_size=40).map(lambda raw: raw.hex()))
def test_no_text_is_taken_for_a_cursor(words: str) -> None:
    if words:
        with pytest.raises(InputError, match="cursor"):
            turned(range(10), 2, words)


@pytest.mark.parametrize("place", [["x"], [1, 2], [[], "a"], [None, "a"], [-1, "a"], [10**30, "b"], [3]])
def test_a_place_that_is_none_is_refused(place: list[object]) -> None:
    with pytest.raises(InputError):
        turned(range(10), 2, make_cursor("all", place))


def test_a_cursor_belongs_to_its_question() -> None:
    cursor = turned(range(10), 2).next
    assert cursor is not None
    assert turned(range(10), 2, cursor).items == (2, 3)
    with pytest.raises(InputError, match="another question"):
        turned(range(10), 2, cursor, "other")
    assert read_cursor(make_cursor("all", [1, "x"]), "all") == [1, "x"]
    with pytest.raises(InputError, match="no cursor"):
        read_cursor("a" * 5000, "all")
