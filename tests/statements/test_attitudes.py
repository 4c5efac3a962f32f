"""Attitudes, a sentence of our own for each way of attributing one: whose it is, by which words, about what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.parse import Parsed
from onrecord.statements import Attribution, attributions

Parse = Callable[[str], Parsed]

FOUND = [
    ("The dockers praised the new harbour master.", "The dockers", "praised", "the new harbour master"),
    ("Lima has repeatedly opposed the pipeline.", "Lima", "has repeatedly opposed", "the pipeline"),
    ("The plan was rejected by the council.", "the council", "was rejected", "The plan"),
    ("Farmers objected to the new dam.", "Farmers", "objected to", "the new dam"),
    ("The general spoke about the retreat.", "The general", "spoke about", "the retreat"),
    ("The verdict angered the widow.", "the widow", "angered", "The verdict"),
    ("Her support for the treaty never wavered.", "Her", "support for", "the treaty"),
    ("The envoy voiced fears that the truce would fail.", "The envoy", "fears", "the truce would fail"),
    ("The mayor is wary of the offer.", "The mayor", "is wary", "the offer"),
    ("The premier is a critic of the tunnel.", "The premier", "is a critic of", "the tunnel"),
    ("The guard allegedly sold the keys.", "", "allegedly", "The guard allegedly sold the keys"),
    (
        "Nine out of ten ships are expected to return.",
        "",
        "are expected",
        "Nine out of ten ships are expected to return",
    ),
]


def of(parsed: Parse, text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of every attribution in a text."""
    tree = parsed(text)
    return [_told(tree, one) for one in attributions(tree)]


def _told(parsed: Parsed, one: Attribution) -> tuple[str, str, str]:
    text = parsed.article.text
    source = parsed.span(one.source).quote if one.source else ""
    return source, parsed.span(one.cue).quote, text[one.start : one.end]


@pytest.mark.parametrize(("text", "source", "cue", "content"), FOUND, ids=[row[0] for row in FOUND])
def test_an_attitude_is_attributed(parsed: Parse, text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in of(parsed, text)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge supports four lanes of traffic.",
        "Rain fell on the hills and the river rose.",
        "The note was a C sharp.",
        "The plan was widely criticised.",
        "Work stopped in order to widen the road called the Spine.",
        "The number of ships fell by a third.",
    ],
)
def test_things_have_no_attitudes(parsed: Parse, text: str) -> None:
    assert of(parsed, text) == []


def test_a_thing_pointed_at_is_no_clause(parsed: Parse) -> None:
    found = of(parsed, "The envoy declined that post and has left the service.")
    assert ("The envoy", "declined", "that post") in found


def test_an_attitude_is_no_statement(parsed: Parse) -> None:
    (one,) = attributions(parsed("The dockers praised the new harbour master."))
    assert one.refused.startswith("approve")


def test_a_cue_attributes_once(parsed: Parse) -> None:
    found = attributions(parsed("The minister said that the union demanded a rise and wanted talks."))
    cues = [token.index for one in found for token in one.cue]
    assert len(cues) == len(set(cues))
