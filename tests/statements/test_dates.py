"""When something was said: weekdays, days of the month, years, and what tells no day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.dates import resolve

THURSDAY = date(2025, 3, 6)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("late on Monday", date(2025, 3, 3)),
        ("on Thursday", THURSDAY),
        ("on Friday", date(2025, 2, 28)),
        ("in an interview on Nov 7", date(2024, 11, 7)),
        ("on 2 March", date(2025, 3, 2)),
        ("on February 3rd, 2023", date(2023, 2, 3)),
        ("on 2024-12-31", date(2024, 12, 31)),
        ("yesterday", date(2025, 3, 5)),
        ("earlier today", THURSDAY),
        ("last week", None),
        ("in November", None),
        ("before Friday", None),
        ("on May 40", None),
        ("at noon", None),
        ("", None),
    ],
)
def test_the_day_of_an_utterance(words: str, day: date | None) -> None:
    assert resolve(words, THURSDAY) == day


def test_without_a_publication_date_only_a_full_date_tells() -> None:
    assert resolve("on Monday", None) is None
    assert resolve("on Nov 7", None) is None
    assert resolve("on Nov 7, 2024", None) == date(2024, 11, 7)


def test_tokens_are_read_as_words() -> None:
    assert resolve(["on", "Sept", ".", "4"], date(2025, 9, 5)) == date(2025, 9, 4)


@given(st.text(max_size=60), st.dates())
def test_never_a_day_after_publication(words: str, published: date) -> None:
    found = resolve(words, published)
    assert found is None or found <= published


@given(st.sampled_from(["Monday", "Sunday", "Nov 7", "31 December", "Feb 29", "today"]), st.dates())
def test_known_forms_never_lie_ahead(words: str, published: date) -> None:
    found = resolve(f"said on {words}", published)
    assert found is None or found <= published
