"""The parse keeps offsets into the article's own text, whatever characters stand in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SetupError
from onrecord.parse import Parsed
from onrecord.parse.language import load, parse, plain
from onrecord.records import Article, cut
from onrecord.settings import Settings

Parse = Callable[[str], Parsed]


@given(st.text(max_size=80))
def test_plain_text_maps_back_to_the_original(text: str) -> None:
    made, offsets = plain(text)
    assert len(offsets) == len(made) + 1
    assert offsets[-1] == len(text)
    assert offsets == sorted(offsets)
    assert all(made[i] == text[offsets[i]] or not made[i].isalnum() for i in range(len(made)))


def test_tokens_are_slices_of_the_text(parsed: Parse) -> None:
    text = "The min\u00adis\u00adter said:\u00a0“No — never 🙂.”\n\nAnkara’s envoy left."
    tree = parsed(text)
    words = [token for sentence in tree.sentences for token in sentence.tokens]
    assert [text[t.start : t.end].replace("\u00ad", "").replace("’", "'") for t in words if t.text.isalnum()] == [
        t.text for t in words if t.text.isalnum()
    ]
    assert "min\u00adis\u00adter" in {text[t.start : t.end] for t in words}
    assert [t.index for t in words] == list(range(len(words)))


def test_every_token_hangs_on_its_sentence(parsed: Parse) -> None:
    tree = parsed("Ruiz spoke. Okoro listened to her, and the hall was silent.\nThen they left.")
    for sentence in tree.sentences:
        inside = set(sentence.tokens)
        assert sentence.root.head is sentence.root
        assert all(token.head in inside for token in sentence.tokens)
        assert all(child.head is token for token in sentence.tokens for child in token.children)
    assert [sentence.paragraph for sentence in tree.sentences][-1] == 1


def test_lookups_by_offset(parsed: Parse) -> None:
    text = 'Ruiz spoke. "All is well," she said.'
    tree = parsed(text)
    at = text.index("well")
    quotation, sentence = tree.quotation_at(at), tree.sentence_at(at)
    assert quotation is not None
    assert quotation.inner.quote == "All is well,"
    assert sentence is not None
    assert sentence.index == 1
    assert tree.quotation_at(0) is None


def test_a_long_article_is_parsed_up_to_the_limit() -> None:
    text = "One boat sank here.\n" * 5
    spans = tuple(cut(text, i * 20, i * 20 + 19) for i in range(5))
    tree = next(iter(parse([Article("long", text, spans)], Settings(max_words=6))))
    assert len(tree.sentences) == 2


def test_articles_come_back_in_order() -> None:
    articles = [Article(str(i), "It rained.", (cut("It rained.", 0, 10),)) for i in range(5)]
    assert [tree.article.id for tree in parse(articles, Settings(batch=2))] == ["0", "1", "2", "3", "4"]


def test_a_missing_model_says_what_to_do() -> None:
    with pytest.raises(SetupError, match="not installed"):
        load("no_such_pipeline")


def test_a_list_behind_a_colon_belongs_to_the_sentence_before_it(parsed: Parse) -> None:
    text = "Three countries have promised patrol ships for the Skerry Bank: Norway, Iceland and Ireland. It rained."
    assert [len(sentence.tokens) for sentence in parsed(text).sentences] == [17, 3]


@pytest.mark.parametrize(
    ("sentence", "verb", "lemma"),
    [
        ("The minister hopes for peace.", "hopes", "hope"),
        ("The envoy hopped onto a waiting train.", "hopped", "hop"),
        ("The deputy hops from one party to the next.", "hops", "hop"),
        ("The raids scared the neighbours.", "scared", "scare"),
        ("The shelling scarred the whole valley.", "scarred", "scar"),
        ("The clerk ratted on his friends.", "ratted", "rat"),
        ("The agency rates the plan highly.", "rates", "rate"),
        ("The envoy retweeted the post.", "retweeted", "retweet"),
    ],
)
def test_a_verb_of_opinion_is_told_from_one_that_looks_like_it(
    parsed: Parse, sentence: str, verb: str, lemma: str
) -> None:
    words = [token for one in parsed(sentence).sentences for token in one.tokens]
    assert [token.lemma for token in words if token.text == verb] == [lemma]
