"""Conditions that opening words alone tell, in composed sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.actors import cast
from onrecord.parse.tree import Parsed
from onrecord.positions.clauses import plain_clause
from onrecord.positions.conditions import Hanging
from onrecord.positions.relevance import Topics
from onrecord.positions.territory import territory
from onrecord.positions.worded import worded
from onrecord.statements import find

Parse = Callable[..., Parsed]


def found_in(article: Parsed) -> tuple[Hanging, ...]:
    """What the words tell of the clause whose subject the holder is."""
    statements, _ = find(article, cast(article))
    (sentence,) = article.sentences
    verb = next(token.head for token in sentence.tokens if token.text == "Norland")
    clause = plain_clause(article, sentence, verb, statements, Topics(article, (), territory))
    return worded(article, clause, statements)


TOLD = [
    (
        "Norland is ready to cut its catch, the minister said, provided the Skerries do likewise.",
        "provided",
        "Skerries",
    ),
    ("Norland has set aside nine million kroner for a second count, should one be called.", "if", "one be called"),
    ("Norland would pay as well, but not before Estmark has shown its books, its envoy said.", "until", "Estmark"),
    ("Norland will add sixty officers, but only once the depot is working, he told the house.", "only_if", "depot"),
    ("Norland could give a little in case the Estmarkers chip in, its embassy said.", "if", "chip in"),
    ("Norland told the meeting that it might if the council failed again.", "if", "the council failed again"),
    ("Norland said when it met on Friday that it could go if the harbour reopened.", "if", "the harbour reopened"),
]
UNTOLD = [
    "Norland is ready to send two ships, but Estmark will not come unless the council commands them.",
    "Norland was asked if it would send a ship.",
    "Norland will send a ship even if it rains.",
    "Norland should have been called.",
    "Norland had refused until last week.",
    "Norland will vote for the levy, two officials said on condition that they not be identified.",
    "Norland will stay for as long as it takes.",
    "Norland will send forty lorries, or more if they are asked for.",
]


@pytest.mark.parametrize(("sentence", "kind", "words"), TOLD)
def test_the_opening_words_tell_the_condition(parsed: Parse, sentence: str, kind: str, words: str) -> None:
    article = parsed(sentence)
    (found,) = found_in(article)
    assert found.condition.kind == kind
    assert words in found.condition.span.quote
    assert sentence[found.condition.span.start : found.condition.span.end] == found.condition.span.quote


@pytest.mark.parametrize("sentence", UNTOLD)
def test_questions_times_and_amounts_are_no_conditions(parsed: Parse, sentence: str) -> None:
    article = parsed(sentence)
    assert found_in(article) == ()
