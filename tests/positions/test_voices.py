"""Who speaks for a holder whose stance is told without a speaker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.actors import cast
from onrecord.parse.tree import Parsed
from onrecord.positions.voices import BESIDE, voiced
from onrecord.records import Position, cut
from onrecord.statements import find

LEAD = "Iceland says it will stay out of the fund."
QUOTE = '"Not one krona," its fisheries minister, Ada Holm, told reporters.'


def told(parsed: Parsed, words: str = "Iceland", **fields: object) -> Position:
    """The one record, whose evidence starts at these words, as it comes back."""
    people = cast(parsed)
    statements, _ = find(parsed, people)
    start = parsed.article.text.index(words)
    made = Position("po-1", "ISL", "pay", "rules_out", cut(parsed.article.text, start, start + 5), 0.8, ())
    (position,) = voiced(parsed, people, statements, [replace(made, **fields)])  # type: ignore[arg-type]
    return position


def test_the_lead_has_the_voice_that_the_next_sentence_quotes(parsed: Callable[[str], Parsed]) -> None:
    position = told(parsed(f"{LEAD} {QUOTE}"))
    assert (position.speaker, position.because) == ("Ada Holm", (BESIDE,))


def test_the_only_one_named_in_the_sentence_is_the_voice(parsed: Callable[[str], Parsed]) -> None:
    assert told(parsed("Iceland, through its fisheries minister, Ada Holm, will stay out.")).speaker == "Ada Holm"


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD} Rain fell. {QUOTE}",
        f"Rain fell. Wind blew. Ice broke. {LEAD} {QUOTE}",
        f"{LEAD} {QUOTE} Icelandic Prime Minister Jonas Berg told parliament that one was enough.",
        f"Iceland signed a paper against the fund. {QUOTE}",
        "Iceland will stay out, Ada Holm's office in Reykjavik said.",
    ],
)
def test_another_voice_a_later_one_and_an_act_of_the_past_give_none(parsed: Callable[[str], Parsed], text: str) -> None:
    assert told(parsed(text)).speaker is None


@pytest.mark.parametrize(
    "known", [{"speaker_role": "envoy"}, {"anonymous": True}, {"reported_by": "NOR"}, {"vote": "against"}]
)
def test_what_has_its_source_keeps_it(parsed: Callable[[str], Parsed], known: dict[str, object]) -> None:
    assert told(parsed(f"{LEAD} {QUOTE}"), "Iceland", **known).speaker is None
