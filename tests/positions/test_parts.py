"""Conditions, contributions and restatements, each by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.parse.tree import Parsed
from onrecord.positions.conditions import branch, conditions
from onrecord.positions.contribution import contribution
from onrecord.positions.grammar import is_verb
from onrecord.positions.merge import merge
from onrecord.positions.relevance import region
from onrecord.positions.stance import stance
from onrecord.records import Contribution, Position, Span

Parse = Callable[[str], Parsed]

CONDITIONS = [
    ("Norland will send troops if the truce holds.", [("if", "the truce holds")]),
    ("Norland will send troops only if the truce holds.", [("only_if", "the truce holds")]),
    ("Norland will not send troops unless the truce holds.", [("unless", "the truce holds")]),
    ("Norland will not send troops until the truce holds.", [("until", "the truce holds")]),
    ("Norland will send troops provided the truce holds.", [("provided", "the truce holds")]),
    ("Norland will send troops provided that the truce holds.", [("provided", "the truce holds")]),
    ("Norland would send troops once the truce holds.", [("if", "the truce holds")]),
    (
        "Norland is open to sending troops subject to a United Nations mandate.",
        [("only_if", "a United Nations mandate")],
    ),
    ("Norland will send troops as long as the council pays.", [("provided", "the council pays")]),
    ("Norland would send troops as soon as the council pays.", [("if", "the council pays")]),
    ("Norland will send troops no sooner than the truce is signed.", [("if", "the truce is signed")]),
    ("Norland will send troops on condition that the council pays.", [("provided", "the council pays")]),
    ("Norland will send troops, but only with a mandate.", [("only_if", "a mandate")]),
    ("Norland hopes to send troops when the truce holds.", [("if", "the truce holds")]),
    ("Norland ruled out sending troops, a day after hosting the talks.", []),
    ("Norland will send troops shortly after meeting the envoy.", []),
    ("Norland spoke on condition of anonymity.", []),
    ("Norland will vote for it, two officials said on condition that they not be identified.", []),
    ("Norland will stay for as long as it takes.", []),
    ("Norland will send forty lorries, or more if they are needed.", []),
    (
        "Norland backs the truce on condition of the release of its sailors.",
        [("provided", "the release of its sailors")],
    ),
    ("Norland, which left the bank after years of fishing, could only watch.", []),
    ("Norland abstained when the council voted.", []),
    ("Norland sent troops after the council had voted.", []),
    ("Norland will send troops to the border.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CONDITIONS)
def test_conditions(parsed: Parse, sentence: str, expected: list[tuple[str, str]]) -> None:
    article = parsed(sentence)
    tokens = list(article.sentences[0].tokens)
    found = stance(next(t for t in tokens if t.head is t and is_verb(t)))
    assert found is not None
    made = conditions(article, found, tokens)
    assert [(h.condition.kind, h.condition.span.quote) for h in made] == expected
    assert all(sentence[h.condition.span.start : h.condition.span.end] == h.condition.span.quote for h in made)


def test_branches_by_kind() -> None:
    assert branch("rules_out", True, frozenset({"unless"})) == ("open", "rules_out")
    assert branch("opposes", True, frozenset({"until"})) == ("open", "rules_out")
    assert branch("pledges", False, frozenset({"unless"})) == ("pledges", None)
    assert branch("pledges", False, frozenset({"only_if"})) == ("pledges", None)
    assert branch("rules_out", True, frozenset({"provided"})) == ("rules_out", None)


CONTRIBUTIONS = [
    ("Norland will send 300 soldiers.", Contribution("troops", 300.0, "soldiers")),
    ("Norland will send up to 1,500 peacekeepers.", Contribution("troops", 1500.0, "peacekeepers")),
    ("Norland will train police officers.", Contribution("training")),
    ("Norland has undertaken to train police.", Contribution("training")),
    ("Norland will station forces there.", Contribution("troops")),
    ("Norland will send twenty police officers.", Contribution("police", 20.0, "officers")),
    ("Norland will give $2 million.", Contribution("funds", 2_000_000.0, "USD")),
    ("Norland will lend two helicopters.", Contribution("equipment", 2.0, "helicopters")),
    ("Norland will send dozens of observers.", Contribution("observers", None, "dozens")),
    ("Norland will send a military hospital.", Contribution("medical")),
    ("Norland will send two medical units.", Contribution("medical", 2.0, "units")),
    ("Norland will send police instructors.", Contribution("training")),
    ("Norland will sign the treaty.", None),
]


@pytest.mark.parametrize(("sentence", "expected"), CONTRIBUTIONS)
def test_contributions(parsed: Parse, sentence: str, expected: Contribution | None) -> None:
    tokens = parsed(sentence).sentences[0].tokens
    found = stance(next(t for t in tokens if t.head is t and is_verb(t)))
    assert found is not None
    assert contribution(region(found, frozenset()), found.act) == expected


def test_what_is_offered_is_not_what_is_denied_beside_it(parsed: Parse) -> None:
    tokens = parsed("Norland has no soldiers to spare but could find 25 million kroner.").sentences[0].tokens
    given = contribution(tokens, tokens[1], offered=True)
    assert given is not None
    assert (given.kind, given.quantity) == ("funds", 25_000_000.0)
    refused = contribution(tokens, tokens[1])
    assert refused is not None
    assert refused.kind == "troops"


def position(start: int, **fields: object) -> Position:
    made = {"holder": "NOR", "issue": "patrol", "level": "rules_out", "confidence": 0.7, "because": ()} | fields
    return Position(id=f"po-{start}", evidence=Span(start, start + 1, "x"), **made)  # type: ignore[arg-type]


def test_a_vaguer_restatement_yields() -> None:
    lead = position(0, level="opposes")
    quote = position(50, speaker="Kari Holm", statement="st-1")
    kept, dropped = merge([lead, quote])
    assert kept == (quote,)
    assert dropped == ((lead, quote),)


def test_two_kinds_of_contribution_stay_apart() -> None:
    troops = position(0, contribution=Contribution("troops"))
    police = position(50, level="pledges", contribution=Contribution("police"))
    assert merge([troops, police])[0] == (troops, police)


def test_what_another_tells_stays_beside_the_holders_own_words() -> None:
    told = position(0, speaker="Ada Brandt", reported_by="ISF")
    own = position(50, speaker="Kari Holm")
    assert merge([told, own])[0] == (told, own)
    bare = position(50)
    assert len(merge([told, bare])[0]) == 1


def test_an_abstention_takes_the_words_that_explain_it() -> None:
    vote = position(0, level="neutral", vote="abstain")
    words = position(50, level="doubts", speaker="Kari Holm")
    (kept,), _ = merge([vote, words])
    assert (kept.level, kept.vote, kept.speaker) == ("doubts", "abstain", "Kari Holm")


def test_a_vote_takes_the_words_that_explain_it_and_lends_them_its_force() -> None:
    vote = position(0, level="opposes", vote="against")
    words = position(50, level="doubts", speaker="Kari Holm", statement="st-1")
    (kept,), _ = merge([vote, words])
    assert (kept.level, kept.vote, kept.evidence.start) == ("opposes", "against", 50)


def test_a_vote_and_words_that_say_otherwise_are_two_records() -> None:
    vote = position(0, level="supports", vote="for")
    words = position(50, level="doubts", speaker="Kari Holm", statement="st-1", confidence=0.9)
    assert {p.level for p in merge([vote, words])[0]} == {"supports", "doubts"}


def test_then_and_now_are_two_records() -> None:
    then = position(0, level="pledges", superseded=True)
    now = position(50)
    assert merge([then, now])[0] == (then, now)
