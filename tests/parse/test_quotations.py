"""Quotation marks of every kind pair up; on any text at all, spans are exact, in order and apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.parse.quotations import find_quotations
from onrecord.parse.tree import Quotation
from onrecord.records import Span, cut


def quotations(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, _paragraphs(text))


def _paragraphs(text: str) -> list[Span]:
    spans, at = [], 0
    for line in text.split("\n"):
        span = cut(text, at, at + len(line))
        if span.quote:
            spans.append(span)
        at += len(line) + 1
    return spans


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"Go now," she said.', ["Go now,"]),
        ("“Go now,” she said.", ["Go now,"]),
        ("‘Go now,’ she said.", ["Go now,"]),
        ("'Go now,' she said.", ["Go now,"]),
        ("„Geht jetzt“, sagte sie.", ["Geht jetzt"]),
        ("«Go now», she said.", ["Go now"]),
        ("''Go now,'' she said.", ["Go now,"]),
        ("``Go now,'' she said.", ["Go now,"]),
        ("the states' rights and the sailors' pay", []),
        ("It's Okoro's boat, isn't it?", []),
        ("'We don't know,' he said.", ["We don't know,"]),
        ("He called the states' offer 'a trick'.", ["a trick"]),
        ("“He told me ‘never’ twice,” she said.", ["He told me ‘never’ twice,"]),
        ('a 12" gun and a 10" gun', []),
        ("'The states' offer fails,' he said.", ["The states' offer fails,"]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("“", []),
        ('""', []),
        ("", []),
    ],
)
def test_marks_pair_up(text: str, inner: list[str]) -> None:
    assert [quotation.inner.quote for quotation in quotations(text)] == inner


def test_a_quotation_runs_on_over_paragraphs() -> None:
    first, second = quotations("“The dam is old.\n“It will not last,” he said.")
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)
    assert second.inner.quote == "It will not last,"


def test_single_marks_run_on_only_from_a_paragraphs_head() -> None:
    first, second = quotations("'The dam is old.\n'It will not last,' he said.")
    assert not first.closed
    assert second.continues


def test_a_new_mark_after_a_closed_quotation_does_not_continue_it() -> None:
    assert not any(q.continues for q in quotations("“It is old.”\n“It will not last.”"))


def test_an_unclosed_mark_in_the_middle_of_a_clause_is_stray() -> None:
    assert quotations('the boat was 12" long and red') == ()


_marked = st.text(st.sampled_from(list("ab A.,s \n\"'“”‘’„«»`´()-—:🙂\u00ad")), max_size=80)


@given(st.one_of(st.text(max_size=200), _marked))
def test_spans_are_exact_in_order_and_apart(text: str) -> None:
    found = quotations(text)
    for quotation in found:
        for span in (quotation.outer, quotation.inner):
            assert text[span.start : span.end] == span.quote
        assert quotation.outer.contains(quotation.inner)
        assert "\n" not in quotation.outer.quote
    for one, other in pairwise(found):
        assert one.outer.end <= other.outer.start


@given(_marked)
def test_continuing_follows_an_open_quotation(text: str) -> None:
    found = quotations(text)
    for one, other in zip((None, *found), found, strict=False):
        if other.continues:
            assert one is not None
            assert not one.closed
