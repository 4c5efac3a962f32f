"""What is expected, asked or unsaid is no stance, whoever would read one into it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.parse.tree import Parsed
from onrecord.positions.barred import barred
from onrecord.positions.views import Holder
from onrecord.records import Span


def why(parsed: Parsed, name: str, unsaid: tuple[Span, ...] = ()) -> str:
    at = parsed.article.text.index(name)
    return barred(parsed.sentences[0], Holder("X", (Span(at, at + len(name), name),)), unsaid)


@pytest.mark.parametrize("name", ["Norway", "Ghana", "Peru"])
def test_every_member_of_a_list_that_is_expected_to_act(parsed: Callable[[str], Parsed], name: str) -> None:
    assert "expected" in why(parsed("Norway, Ghana and Peru are expected to sign the accord."), name)


def test_one_who_expects_is_not_expected(parsed: Callable[[str], Parsed]) -> None:
    assert why(parsed("Norway expects to sign the accord."), "Norway") == ""


@pytest.mark.parametrize(
    "text",
    [
        "All but Norway signed the accord.",
        "Every member except Norway signed the accord.",
        "Apart from Norway, the members signed the accord.",
        "Norway was asked to sign the accord.",
    ],
)
def test_the_exception_and_the_one_that_is_asked(parsed: Callable[[str], Parsed], text: str) -> None:
    assert why(parsed(text), "Norway")


@pytest.mark.parametrize(
    ("text", "why_not"),
    [
        ("Norway, speaking for the island states, said it would sign the accord.", "speaks for a group"),
        ("On behalf of 14 island states, Norway said the accord was welcome.", "speaks for a group"),
        ("Unlike Norway, Peru will sign the accord.", "set another apart"),
        (
            "Peru will not sign the accord, its minister said, breaking ranks with Chile and Norway.",
            "set another apart",
        ),
        ("Norway will probably sign the accord.", "guessed"),
        ("My guess is that Norway will sign the accord.", "guessed"),
        ("About 40 of the 60 members of Norway have signed the accord.", "some of its members"),
        ("Q: Norway has no plans to sign the accord?", "question"),
        ("Norway declined to say whether it would sign the accord.", "nothing to say"),
        ("Norway refused to be drawn on the accord.", "nothing to say"),
        ("Norway had nothing to add on the accord.", "nothing to say"),
    ],
)
def test_anothers_words_and_guesses(parsed: Callable[[str], Parsed], text: str, why_not: str) -> None:
    assert why_not in why(parsed(text), "Norway")


@pytest.mark.parametrize(
    "text",
    [
        "Norway, speaking for the first time, said it would sign the accord.",
        "On behalf of his government, Norway said that it would sign the accord.",
        "Norway broke ranks with Chile and signed the accord.",
        "Norway will sign the accord, and Peru probably won't.",
        "Members of Norway have signed the accord.",
        "Norway declined to sign the accord.",
        "Peru declined to comment, but Norway will sign the accord.",
        "Q: Norway says that it will not sign the accord.",
    ],
)
def test_its_own_words(parsed: Callable[[str], Parsed], text: str) -> None:
    assert why(parsed(text), "Norway") == ""


def test_but_joins_as_often_as_it_excepts(parsed: Callable[[str], Parsed]) -> None:
    assert why(parsed("Peru stayed away, but Norway signed the accord."), "Norway") == ""


def test_a_question_takes_no_position(parsed: Callable[[str], Parsed]) -> None:
    assert "question" in why(parsed("Will Norway sign the accord?"), "Norway")


def test_a_question_in_a_statement_about_another_is_left_alone(parsed: Callable[[str], Parsed]) -> None:
    assert why(parsed("Norway will sign what it was asked to sign."), "Norway") == ""


def test_what_nobody_said(parsed: Callable[[str], Parsed]) -> None:
    found = parsed("Norway would sign the accord.")
    assert "not said" in why(found, "Norway", (Span(0, 28, found.article.text[:28]),))


@pytest.mark.parametrize("modal", ["should", "must never", "should not"])
def test_what_a_holder_ought_to_do_is_another_view(parsed: Callable[[str], Parsed], modal: str) -> None:
    assert "another's view" in why(parsed(f"Norway {modal} sign the accord."), "Norway")
