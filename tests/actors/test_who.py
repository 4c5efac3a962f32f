"""Asking who is meant, at a date."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.actors.who import resolve_text


def test_office_and_incumbent() -> None:
    answer = resolve_text("the Italian defence minister", date(2025, 3, 3))
    assert answer.mention is not None
    assert (answer.mention.actor, answer.country, answer.incumbents) == (
        "ITA/defence-minister",
        "ITA",
        ("Guido Crosetto",),
    )


@pytest.mark.parametrize(
    ("words", "country"), [("three Chadian nurses", "TCD"), ("police in Karachi", "PAK"), ("rain", None)]
)
def test_country_that_words_are_tied_to(words: str, country: str | None) -> None:
    assert resolve_text(words).country == country


def test_ambiguity_is_shown() -> None:
    answer = resolve_text("Korea")
    assert answer.mention is None or answer.mention.actor is None
    assert {"KOR", "PRK"} <= set(answer.alternatives)


def test_no_words() -> None:
    assert resolve_text("  ").mention is None
