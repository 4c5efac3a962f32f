"""One sentence of our own for each pattern: who speaks, what is said, and how it was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from onrecord.parse import Parsed
from onrecord.records import Statement
from onrecord.statements import find
from tests.statements.double import DoubleCast

Parse = Callable[[str], Parsed]

PATTERNS = [
    (
        "The minister said the northern bridge would reopen before winter.",
        ("The minister", "the northern bridge would reopen before winter", "indirect", "say:clause"),
    ),
    (
        "The northern bridge will reopen before winter, the minister said on Tuesday.",
        ("the minister", "The northern bridge will reopen before winter", "indirect", "say:before"),
    ),
    (
        '"The northern bridge is safe," said Ruiz, the deputy minister.',
        ("Ruiz, the deputy minister", "The northern bridge is safe", "direct", "say:before"),
    ),
    (
        "The ferry line, she said, would cost the islands dearly.",
        ("she", "The ferry line, she said, would cost the islands dearly", "indirect", "say:around"),
    ),
    (
        "Okoro told reporters that no ship had left the harbour.",
        ("Okoro", "no ship had left the harbour", "indirect", "say:clause"),
    ),
    (
        'Okoro wrote: "No ship will leave this harbour before the inquiry ends."',
        ("Okoro", "No ship will leave this harbour before the inquiry ends", "direct", "say:clause"),
    ),
    (
        "She was quoted as saying that the border would stay shut.",
        ("She", "the border would stay shut", "indirect", "say:clause"),
    ),
    (
        "The general is reported to have said the depot was empty.",
        ("The general", "the depot was empty", "indirect", "say:clause"),
    ),
    (
        "According to the port authority, two ships are still missing.",
        ("the port authority", "two ships are still missing", "indirect", "say:according"),
    ),
    (
        "Two ships are still missing, according to the port authority.",
        ("the port authority", "Two ships are still missing", "indirect", "say:according"),
    ),
    (
        'In the words of the premier, the offer is "dead on arrival".',
        ("the premier", 'the offer is "dead on arrival"', "mixed", "say:according"),
    ),
    (
        "The embargo is, in the envoy's view, illegal.",
        ("the envoy", "The embargo is, in the envoy's view, illegal", "indirect", "say:owned"),
    ),
    (
        "For Berlin, the coup is a crime against the voters.",
        ("Berlin", "the coup is a crime against the voters", "indirect", "say:for"),
    ),
    (
        "As Okoro put it, the door is closed.",
        ("Okoro", "the door is closed", "indirect", "say:as"),
    ),
    (
        "What the envoy said is that nobody will pay.",
        ("the envoy", "that nobody will pay", "indirect", "say:cleft"),
    ),
    (
        "The governor's warning that the dam could fail was ignored for weeks.",
        ("The governor", "the dam could fail", "indirect", "say:nominal"),
    ),
    (
        "Her pledge to send doctors was welcomed in the capital.",
        ("Her", "to send doctors", "indirect", "commit:nominal"),
    ),
    (
        "Lima has ruled out sending police to the strait.",
        ("Lima", "sending police to the strait", "indirect", "deny:gerund"),
    ),
    (
        "The ministry denied that soldiers had crossed the river.",
        ("The ministry", "soldiers had crossed the river", "indirect", "deny:clause"),
    ),
    (
        "The president urged Quito to open the border.",
        ("The president", "Quito to open the border", "indirect", "urge:infinitive"),
    ),
    (
        "The bishops called for an immediate ceasefire.",
        ("The bishops", "an immediate ceasefire", "indirect", "call:object"),
    ),
    (
        "The premier vowed to rebuild the harbour.",
        ("The premier", "to rebuild the harbour", "indirect", "commit:infinitive"),
    ),
    (
        'Okoro called the offer "an insult to fishermen".',
        ("Okoro", 'the offer "an insult to fishermen"', "mixed", "judge:judge"),
    ),
    (
        "The general believes that the truce will hold until spring.",
        ("The general", "the truce will hold until spring", "indirect", "believe:clause"),
    ),
    (
        "The envoy was confident that the truce would hold.",
        ("The envoy", "the truce would hold", "indirect", "believe:adjective"),
    ),
    (
        "The cabinet made it clear that it would not vote.",
        ("The cabinet", "it would not vote", "indirect", "say:that"),
    ),
    (
        "Her office put out a note: the talks will resume in May.",
        ("Her office", "the talks will resume in May", "indirect", "say:colon"),
    ),
    (
        'The rector thanked the crews for "saving a whole valley from the flood".',
        ("The rector", "saving a whole valley from the flood", "direct", "quoted:quote-after"),
    ),
    (
        "A ministry spokesman: We have no comment on the convoy. It left on time.",
        ("A ministry spokesman", "We have no comment on the convoy. It left on time", "direct", "say:turn"),
    ),
    (
        "14:05 - Okoro: the talks go on through the night.",
        ("Okoro", "the talks go on through the night", "direct", "say:turn"),
    ),
    (
        '"They counted every vote in my village twice that evening." — Ana Ruiz',
        ("Ana Ruiz", "They counted every vote in my village twice that evening", "direct", "say:signed"),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), PATTERNS, ids=[w[3] + " " + t[:24] for t, w in PATTERNS])
def test_each_pattern_finds_its_sentence(parsed: Parse, text: str, wanted: tuple[str, str, str, str]) -> None:
    statements, _ = find(parsed(text), DoubleCast())
    assert [(s.speaker_text, s.content.quote, s.kind, s.how) for s in statements] == [wanted]


def _pairs(statements: tuple[Statement, ...]) -> list[tuple[str | None, str]]:
    return [(s.speaker_text, s.content.quote) for s in statements]


def test_participles_go_on_with_the_same_source(parsed: Parse) -> None:
    text = '"We are ready," Ruiz said, adding that the harbour would stay open.'
    statements, _ = find(parsed(text), DoubleCast())
    assert _pairs(statements) == [("Ruiz", "We are ready"), ("Ruiz", "the harbour would stay open")]


def test_a_quotation_split_by_its_cue_is_one_statement(parsed: Parse) -> None:
    text = '"We will not leave," Okoro said. "This island is our home."'
    statements, _ = find(parsed(text), DoubleCast())
    assert _pairs(statements) == [("Okoro", 'We will not leave," Okoro said. "This island is our home')]
    assert statements[0].kind == "direct"


def test_a_quotation_cut_within_a_sentence_is_one_statement(parsed: Parse) -> None:
    text = '"Every time you raise the fare," Okoro said, "you lose another village."'
    statements, _ = find(parsed(text), DoubleCast())
    assert [s.content.quote for s in statements] == [
        'Every time you raise the fare," Okoro said, "you lose another village'
    ]


def test_a_quotation_over_paragraphs_is_one_statement(parsed: Parse) -> None:
    text = "“The dam is old,” said Okoro. “It was built in a hurry.\n“It will not last another flood.”"
    statements, _ = find(parsed(text), DoubleCast())
    assert len(statements) == 1
    assert statements[0].content.quote.endswith("It will not last another flood")


def test_a_paragraph_of_quotation_without_a_cue_goes_to_the_last_speaker(parsed: Parse) -> None:
    text = 'Okoro said the dam was old.\n"It will not last another flood like this one."'
    statements, _ = find(parsed(text), DoubleCast())
    assert _pairs(statements)[1] == ("Okoro", "It will not last another flood like this one")


def test_partial_quotes_in_an_indirect_clause_make_it_mixed(parsed: Parse) -> None:
    statements, _ = find(parsed('Ruiz said the plan was "a gift to smugglers" and would fail.'), DoubleCast())
    assert [s.kind for s in statements] == ["mixed"]
    assert statements[0].content.quote == 'the plan was "a gift to smugglers" and would fail'


def test_another_source_ends_the_content(parsed: Parse) -> None:
    text = "Ruiz said the road was safe, though her office said drivers should wait."
    statements, _ = find(parsed(text), DoubleCast())
    assert _pairs(statements) == [("Ruiz", "the road was safe"), ("her office", "drivers should wait")]


def test_nesting_points_to_the_smallest_statement_around(parsed: Parse) -> None:
    text = "Okoro said Ruiz had told him that the pilots believed the fog would lift."
    statements, _ = find(parsed(text), DoubleCast())
    by_speaker = {s.speaker_text: s for s in statements}
    assert by_speaker["Okoro"].nested_in is None
    assert by_speaker["Ruiz"].nested_in == by_speaker["Okoro"].id
    assert by_speaker["the pilots"].nested_in == by_speaker["Ruiz"].id


def test_the_speaker_is_resolved_by_the_cast(parsed: Parse) -> None:
    statements, _ = find(parsed("Ruiz said the harbour was closed."), DoubleCast())
    assert (statements[0].speaker, statements[0].on_behalf_of) == ("Ana Ruiz", "PER")
    assert statements[0].cue is not None
    assert statements[0].cue.quote == "said"


def test_said_on_comes_from_the_attribution(parsed: Parse) -> None:
    tree = parsed("The harbour will reopen by Friday, Ruiz said late on Tuesday.")
    dated = replace(tree, article=replace(tree.article, published=date(2025, 3, 6)))
    statements, _ = find(dated, DoubleCast())
    assert [s.said_on for s in statements] == [date(2025, 3, 4)]


REFUSED = [
    ("The minister did not say whether ships had sailed.", "negated"),
    ("The minister declined to say whether ships had sailed.", "negated"),
    ("The envoy stopped short of saying that the truce was over.", "negated"),
    ("The minister is expected to say that ships have sailed.", "hypothetical"),
    ("The minister could say that the ships have sailed.", "hypothetical"),
    ("The union wants to strike in June.", "want"),
    ("Polls show that voters prefer the older plan.", "show"),
    ("It was announced that the road would close.", "no source"),
    ("We believe that the road will close.", "first person"),
    ("Translation: the road will close for a week.", "label"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED, ids=[w for _, w in REFUSED])
def test_what_was_not_said_is_dropped_with_its_reason(parsed: Parse, text: str, why: str) -> None:
    statements, dropped = find(parsed(text), DoubleCast())
    assert statements == ()
    assert any(why in one.why for one in dropped), [one.why for one in dropped]


def test_an_agency_credit_is_no_statement(parsed: Parse) -> None:
    statements, dropped = find(parsed("The port closed at dawn, Reuters reported."), DoubleCast())
    assert statements == ()
    assert dropped and "agency" in dropped[0].why


@pytest.mark.parametrize(
    "text",
    [
        'The novel "Salt" won a prize in Lagos.',
        "The so-called 'peace train' left at noon.",
        "Fishermen mended their nets while the children played.",
        "Read more: harbour reopens after the storm",
    ],
)
def test_titles_scare_quotes_and_plain_reporting_are_no_statements(parsed: Parse, text: str) -> None:
    assert find(parsed(text), DoubleCast())[0] == ()


def test_every_span_is_exact_and_ids_are_stable(parsed: Parse) -> None:
    text = "“Wé’ll stay 🙂,” said Ruiz.\nAccord\u00ading to Okoro, the “talks” go on."
    tree = parsed(text)
    first, dropped = find(tree, DoubleCast())
    again, _ = find(tree, DoubleCast())
    assert first == again
    assert len({one.id for one in first}) == len(first) == 2
    for span in [*(one.content for one in first), *(one.span for one in dropped)]:
        assert text[span.start : span.end] == span.quote


def test_an_empty_article_has_no_statements(parsed: Parse) -> None:
    assert find(parsed(""), DoubleCast()) == ((), ())


def test_a_shifted_sentence_without_a_cue_goes_on_with_the_report(parsed: Parse) -> None:
    text = "The minister said the port would close on Monday. Ships would have to wait offshore. It rained."
    statements, _ = find(parsed(text), DoubleCast())
    assert _pairs(statements) == [
        ("The minister", "the port would close on Monday"),
        ("The minister", "Ships would have to wait offshore"),
    ]
    assert statements[1].cue is None
