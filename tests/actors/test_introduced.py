"""Who an unnamed office-holder is, where the next sentence names whoever speaks on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.actors import cast
from onrecord.parse.tree import Parsed

OFFICE = "The fees will rise in May, Iceland's fisheries minister has said."


def named(parsed: Parsed) -> set[tuple[str | None, str | None]]:
    return {(mention.person, mention.speaks_for) for mention in cast(parsed).mentions if mention.person}


@pytest.mark.parametrize(
    "next_one",
    [
        "Jonas Berg told reporters that nobody would be spared.",
        '"Nobody will be spared," Jonas Berg said on the quay.',
    ],
)
def test_who_speaks_next_unexplained_holds_the_office(parsed: Callable[[str], Parsed], next_one: str) -> None:
    assert named(parsed(f"{OFFICE}\n\n{next_one} Berg then left.")) == {("Jonas Berg", "ISL")}


@pytest.mark.parametrize(
    "next_one",
    [
        "Jonas Berg, a fisherman, told reporters that he would stop.",
        "Chilean envoy Jonas Berg told reporters that he would stop.",
        "Rain fell. Jonas Berg told reporters that he would stop.",
        "Jonas Berg lost his boat.",
    ],
)
def test_who_is_explained_or_does_not_speak_does_not(parsed: Callable[[str], Parsed], next_one: str) -> None:
    assert ("Jonas Berg", "ISL") not in named(parsed(f"{OFFICE}\n\n{next_one}"))


def test_an_office_whose_holder_is_named_is_not_given_again(parsed: Callable[[str], Parsed]) -> None:
    first = "Iceland's fisheries minister, Ada Holm, said the fees would rise. "
    text = first + "The fisheries minister said so twice. Jonas Berg said he doubted it."
    assert ("Jonas Berg", "ISL") not in named(parsed(text))
