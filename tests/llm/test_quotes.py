"""A quote is found letter by letter, mapped to the article's own offsets, or refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.llm.quotes import Quotes, Refused
from onrecord.records import Boilerplate, Span, cut
from tests.articles import article_of

TEXT = (
    "Lima\u2019s envoy said: \u201cWe\u00a0will not co\u00adoperate with the fund.\u201d\n"
    "Chile will  pay.\n"
    "More on this: Peru will not pay, say readers."
)


def quotes() -> Quotes:
    article = article_of(TEXT)
    tail = article.body[2]
    return Quotes(replace(article, body=article.body[:2], boilerplate=(Boilerplate(tail, "related-links"),)))


def found(quote: str) -> Span:
    span = quotes().evidence(quote, 0, len(TEXT))
    assert isinstance(span, Span), span
    assert TEXT[span.start : span.end] == span.quote
    return span


def refused(quote: str) -> str:
    span = quotes().evidence(quote, 0, len(TEXT))
    assert isinstance(span, Refused)
    return span.why


def test_typographic_marks_odd_spaces_and_soft_hyphens_do_not_matter() -> None:
    assert found("Lima's envoy said: \"We will not cooperate").quote.startswith("Lima\u2019s envoy")
    assert found("not cooperate with").quote == "not co\u00adoperate with"
    assert found("Chile will pay").quote == "Chile will  pay"
    assert found(' "Chile will pay." ').quote == "Chile will  pay."
    assert found('fund." Chile').quote == "fund.\u201d\nChile"


@pytest.mark.parametrize(
    "quote",
    [
        "Chile will not pay",
        "chile will pay",
        "Chile \u2026 pay",
        "Chile will pay... fund",
        "hile will pay",
        "Chile will pa",
        "We will cooperate",
        "\ud800 will pay",
    ],
)
def test_words_that_do_not_stand_there_are_refused(quote: str) -> None:
    assert refused(quote) == "its words do not stand in the article"


def test_boilerplate_is_no_evidence() -> None:
    assert refused("Peru will not pay") == "its words stand in boilerplate"
    assert refused("pay. More on this") == "its words stand in boilerplate"


def test_what_is_neither_reporting_nor_boilerplate_is_no_evidence() -> None:
    article = article_of("Chile will pay\nNothing else is known.")
    headless = Quotes(replace(article, body=article.body[1:], headline=article.body[0]))
    assert headless.evidence("Chile will pay", 0, 99) == Refused("its words stand outside the reporting")


def test_a_word_or_a_page_is_no_evidence() -> None:
    assert refused("pay") == "a single word is no evidence"
    assert refused("") == "a single word is no evidence"
    assert refused("will pay " * 200).startswith("more than")


def test_of_several_places_the_one_in_the_piece_is_taken() -> None:
    text = "Chile will pay.\nChile will pay."
    again = Quotes(article_of(text)).evidence("Chile will pay", 16, 31)
    assert again == cut(text, 16, 30)
    assert Quotes(article_of(text)).evidence("Chile will pay", 40, 50) == cut(text, 0, 14)


@given(st.text(alphabet="ab \u00a0\u00ad\u2019'\n\u200b\u201c\"\U0001f600", max_size=40), st.data())
def test_any_stretch_of_any_text_is_found_where_words_are_the_same(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    got = Quotes(article_of(text)).find(text[start:end], 0, len(text))
    if isinstance(got, Span):
        assert text[got.start : got.end] == got.quote
