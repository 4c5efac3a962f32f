"""What a tagger adds and takes away: tested with one that knows its answers by heart, and with the weights' format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np

from onrecord.parse import Parsed, Sentence
from onrecord.statements import Attribution, Tagger, attributions
from onrecord.statements.tagger import CLS, LONGEST, SEP, render
from onrecord.weights.encoder import Floats

Parse = Callable[[str], Parsed]


class ByHeart:
    """Takes these words for cues, and is sure of every source and content."""

    def __init__(self, *cues: str) -> None:
        self.cues = cues

    def chances(self, sentences: Sequence[Sentence]) -> list[Floats]:
        return [
            np.array([[float(token.text in self.cues), 1.0, 1.0] for token in sentence.tokens], np.float32)
            for sentence in sentences
        ]


def found(parsed: Parse, text: str, *cues: str) -> list[Attribution]:
    """The attributions with a tagger that knows these cues."""
    return attributions(parsed(text), cast(Tagger, ByHeart(*cues)))


def test_a_cue_that_no_list_has_is_found_and_says_who_found_it(parsed: Parse) -> None:
    (one,) = found(parsed, "The dockers pooh-poohed the new timetable.", "pooh", "poohed", "-", "pooh-poohed")
    assert one.how.startswith("tagger:")
    assert [token.text for token in one.source] == ["The", "dockers"]
    assert one.refused


def test_an_attitude_that_the_tagger_doubts_leaves(parsed: Parse) -> None:
    assert attributions(parsed("The dockers praised the new harbour master."))
    assert found(parsed, "The dockers praised the new harbour master.") == []


def test_what_was_said_stays(parsed: Parse) -> None:
    (one,) = found(parsed, "The minister said the bridge would reopen.")
    assert not one.refused


def test_each_token_has_its_first_piece() -> None:
    made = render(["un", "", "able"], lambda word: [2000 + i for i in range(len(word))])
    assert made.ids == (CLS, 2000, 2001, 2000, 2001, 2002, 2003, SEP)
    assert made.firsts == (1, 2, 3)


def test_a_sentence_is_cut_at_the_limit() -> None:
    made = render(["word"] * 300, lambda word: [2000])
    assert len(made.ids) == LONGEST + 1
    assert len(made.firsts) == LONGEST - 1
