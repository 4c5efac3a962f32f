"""Positions of short composed articles on a dossier that nothing was tuned for: a fishing moratorium."""

from __future__ import annotations

import pytest
from tests.articles import article_of

from onrecord.records import Dossier, Issue, Position, Reading
from onrecord.run.extract import Extractor
from onrecord.settings import Settings

DOSSIER = Dossier(
    "skerry-bank",
    "Fishing on the Skerry Bank",
    (
        Issue("patrol", "action", "Will it send patrol ships to the Skerry Bank?", ("patrol vessels", "patrols")),
        Issue("moratorium", "proposal", "Does it support a moratorium on cod fishing?", ("cod ban", "moratorium")),
    ),
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(DOSSIER, Settings(decide="grammar"))


def read(extractor: Extractor, text: str) -> Reading:
    return next(iter(extractor.readings([article_of(text)])))


def only(extractor: Extractor, text: str) -> Position:
    found = read(extractor, text)
    assert len(found.positions) == 1, (found.positions, found.dropped)
    return found.positions[0]


PLAIN = [
    (
        "Norway will send two patrol ships to the Skerry Bank, Foreign Minister Kari Holm said.",
        "NOR",
        "patrol",
        "pledges",
    ),
    ("Iceland has ruled out sending patrol ships to the Skerry Bank.", "ISL", "patrol", "rules_out"),
    ("The Portuguese foreign ministry said Lisbon had no plans to send patrol ships.", "PRT", "patrol", "opposes"),
    ("Madrid said it was ready to send a patrol vessel to the bank.", "ESP", "patrol", "open"),
    ("Denmark supports a moratorium on cod fishing.", "DNK", "moratorium", "supports"),
    ("Ireland voted against the moratorium on cod.", "IRL", "moratorium", "opposes"),
    ("Canada abstained on the cod moratorium.", "CAN", "moratorium", "neutral"),
    ("Russia would never accept a moratorium on cod fishing, its ambassador said.", "RUS", "moratorium", "rules_out"),
    ("Latvia voiced concern about the proposed cod moratorium.", "LVA", "moratorium", "doubts"),
    ("Nobody in Oslo is considering sending patrol ships to the Skerry Bank.", "NOR", "patrol", "opposes"),
    ("There are no plans in Oslo to send patrol ships to the Skerry Bank.", "NOR", "patrol", "opposes"),
    ("Norway is not in a position to send patrol ships to the Skerry Bank.", "NOR", "patrol", "rules_out"),
    ("Norway will not be the last to send patrol ships to the Skerry Bank.", "NOR", "patrol", "supports"),
]


@pytest.mark.parametrize(("text", "holder", "issue", "level"), PLAIN)
def test_plain_sentences(extractor: Extractor, text: str, holder: str, issue: str, level: str) -> None:
    found = only(extractor, text)
    assert (found.holder, found.issue, found.level) == (holder, issue, level)
    assert text[found.evidence.start : found.evidence.end] == found.evidence.quote
    assert found.because


SILENT = [
    "Iceland urged Norway to send patrol ships to the Skerry Bank.",
    "An analyst at a think tank said Norway would send patrol ships to the Skerry Bank.",
    "Norway is expected to send patrol ships to the Skerry Bank.",
    "Opposition leader Per Vik said Norway would send patrol ships to the Skerry Bank.",
    "Norway will send a football team to Brazil.",
    "Will Norway send patrol ships to the Skerry Bank?",
    "The ministry declined to comment on the moratorium.",
    "More than a dozen countries support the moratorium on cod fishing.",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_position(extractor: Extractor, text: str) -> None:
    assert read(extractor, text).positions == ()


def test_what_is_said_of_anothers_decision_is_no_answer_to_what_one_will_do(extractor: Extractor) -> None:
    found = only(extractor, "Iceland condemned Norway's decision to send patrol ships to the Skerry Bank.")
    assert (found.holder, found.level) == ("NOR", "pledges")


def test_who_agrees_to_anothers_request_answers_for_itself(extractor: Extractor) -> None:
    found = only(extractor, "Iceland agreed to Norway's request to send patrol ships to the Skerry Bank.")
    assert (found.holder, found.level) == ("ISL", "pledges")


def test_unless_with_a_negative_main_clause_states_both_branches(extractor: Extractor) -> None:
    found = only(extractor, "Iceland will not send patrol ships unless the poaching continues, Reykjavik said.")
    assert (found.level, found.otherwise) == ("open", "rules_out")
    assert [(c.kind, c.span.quote) for c in found.conditions] == [("unless", "the poaching continues")]


def test_only_if_leaves_the_other_branch_open(extractor: Extractor) -> None:
    found = only(extractor, "Norway would send patrol ships only if Denmark asked for them, its defence minister said.")
    assert (found.level, found.otherwise) == ("pledges", None)
    assert [(c.kind, c.span.quote) for c in found.conditions] == [("only_if", "Denmark asked for them")]


def test_a_condition_is_the_stances_also_where_another_clause_of_the_sentence_carries_it(extractor: Extractor) -> None:
    text = "Norway signed a pledge to send patrol ships to the Skerry Bank if the poaching continues."
    found = only(extractor, text)
    assert [(c.kind, c.span.quote) for c in found.conditions] == [("if", "the poaching continues")]


FIRST = [
    ("The poaching must stop before Norway will send patrol ships to the Skerry Bank.", "The poaching must stop"),
    ("Norway wants a mandate before it sends patrol ships to the Skerry Bank.", "a mandate"),
    ("Norway insists on a mandate before it sends patrol ships to the Skerry Bank.", "a mandate"),
]


@pytest.mark.parametrize(("text", "words"), FIRST)
def test_what_must_come_first_is_a_condition(extractor: Extractor, text: str, words: str) -> None:
    found = only(extractor, text)
    assert [(c.kind, c.span.quote) for c in found.conditions] == [("only_if", words)]


def test_the_evidence_starts_with_the_stance_not_with_what_ties_it(extractor: Extractor) -> None:
    text = "It rained in Oslo, and Norway has ruled out sending patrol ships to the Skerry Bank."
    assert only(extractor, text).evidence.quote == "Norway has ruled out sending patrol ships to the Skerry Bank"


LISTED = [
    "Three countries have promised patrol ships for the Skerry Bank: Norway, Iceland and Ireland.",
    "Three governments - Norway, Iceland and Ireland - have promised patrol ships for the Skerry Bank.",
    "Several states, including Norway, Iceland and Ireland, have promised patrol ships for the Skerry Bank.",
    "The states that have promised patrol ships for the Skerry Bank are Norway, Iceland and Ireland.",
    "Patrol ships from Norway, Iceland and Ireland will sail to the Skerry Bank.",
]


@pytest.mark.parametrize("text", LISTED)
def test_those_that_a_sentence_lists_hold_one_each(extractor: Extractor, text: str) -> None:
    found = read(extractor, text).positions
    assert [(p.holder, p.level) for p in found] == [(holder, "pledges") for holder in ("IRL", "ISL", "NOR")]


def test_one_of_a_group_holds_what_the_group_does(extractor: Extractor) -> None:
    found = only(extractor, "Norway is one of the countries that have promised patrol ships for the Skerry Bank.")
    assert (found.holder, found.level) == ("NOR", "pledges")


def test_a_group_without_names_is_nobody(extractor: Extractor) -> None:
    text = "Several countries have promised patrol ships for the Skerry Bank: it was a long day for Norway."
    assert read(extractor, text).positions == ()


ASKED = [
    ("Will it send observers to the Skerry Bank?", "Norway will take part in the mission to the bank.", "observers"),
    ("Will it host talks on the bank, or mediate?", "Norway is ready to host talks on the bank.", "mediation"),
    ("Will it send police or soldiers to the bank?", "Norway will contribute to the mission to the bank.", None),
]


@pytest.mark.parametrize(("question", "text", "kind"), ASKED)
def test_one_who_takes_part_gives_what_is_asked_for(question: str, text: str, kind: str | None) -> None:
    dossier = Dossier("asked", "The Skerry Bank", (Issue("give", "action", question, ("mission", "take part")),))
    found = only(Extractor(dossier, Settings(decide="grammar")), text)
    assert (found.contribution.kind if found.contribution else None) == kind


def test_what_another_gives_in_the_same_sentence_is_not_ones_own() -> None:
    question = "Will it send police or soldiers to the Skerry Bank?"
    dossier = Dossier("asked", "The Skerry Bank", (Issue("give", "action", question, ("join the mission",)),))
    text = "Norway will contribute to the mission to the bank, and Iceland will train police."
    found = read(Extractor(dossier, Settings(decide="grammar")), text).positions
    assert [(p.holder, p.contribution) for p in found if p.holder == "NOR"] == [("NOR", None)]


def test_speaker_and_role_come_from_the_statement(extractor: Extractor) -> None:
    found = only(extractor, "Foreign Minister Kari Holm of Norway said Oslo would send patrol ships to the bank.")
    assert (found.speaker, found.speaker_role, found.anonymous) == ("Kari Holm", "foreign minister", False)
    assert found.statement is not None


def test_anonymous_officials_are_marked(extractor: Extractor) -> None:
    found = only(extractor, "A Danish government source said Copenhagen would not send patrol ships to the bank.")
    assert (found.holder, found.level, found.anonymous) == ("DNK", "rules_out", True)


def test_a_third_party_report_says_by_whom(extractor: Extractor) -> None:
    found = only(extractor, "Norway's foreign minister said Iceland had promised to send patrol ships to the bank.")
    assert (found.holder, found.level, found.reported_by) == ("ISL", "pledges", "NOR")


def test_who_tells_of_a_states_assurance_is_heard(extractor: Extractor) -> None:
    text = "Iceland has assured Norway that it will send patrol ships, Norwegian Foreign Minister Kari Holm said."
    found = only(extractor, text)
    assert (found.holder, found.reported_by, found.speaker) == ("ISL", "NOR", "Kari Holm")


def test_a_list_gives_each_state_its_record(extractor: Extractor) -> None:
    found = read(extractor, "Norway, Denmark and Iceland support the moratorium on cod fishing.")
    assert {(p.holder, p.level) for p in found.positions} == {(h, "supports") for h in ("NOR", "DNK", "ISL")}


def test_votes_are_kept_beside_the_level(extractor: Extractor) -> None:
    found = only(extractor, "Ireland voted against the moratorium on cod.")
    assert found.vote == "against"


def test_a_restatement_is_dropped_with_its_reason(extractor: Extractor) -> None:
    text = (
        "Norway will send patrol ships to the Skerry Bank, Foreign Minister Kari Holm said.\n"
        '"We will send patrol ships," Holm said.'
    )
    found = read(extractor, text)
    assert len(found.positions) == 1
    assert any(d.why.startswith("restates") for d in found.dropped)


def test_then_and_now(extractor: Extractor) -> None:
    text = (
        "Iceland will not send patrol ships to the Skerry Bank, its foreign minister said on Monday.\n"
        "In March the minister had said that Iceland would send patrol ships."
    )
    found = read(extractor, text)
    assert {(p.level, p.superseded) for p in found.positions} == {("rules_out", False), ("pledges", True)}


def test_what_is_refused_is_no_condition(extractor: Extractor) -> None:
    found = only(extractor, "If the cod ban is to cover Norwegian waters, Norway is not ready for that, it said.")
    assert (found.issue, found.level, found.conditions) == ("moratorium", "rules_out", ())


def test_what_is_not_refused_is_a_condition_of_the_refusal(extractor: Extractor) -> None:
    found = only(extractor, "If the talks fail, Norway will not send patrol ships to the Skerry Bank.")
    assert [c.span.quote for c in found.conditions] == ["the talks fail"]


def test_until_a_day_that_is_past_is_no_condition(extractor: Extractor) -> None:
    found = only(extractor, "Until last year Iceland had rejected a moratorium on cod fishing.")
    assert (found.level, found.conditions) == ("opposes", ())


@pytest.mark.parametrize(
    "text",
    [
        "The moratorium on cod fishing enjoys Denmark's support.",
        "The moratorium on cod fishing has the support of Denmark and Latvia.",
    ],
)
def test_who_supports_what_has_support(extractor: Extractor, text: str) -> None:
    found = read(extractor, text).positions[0]
    assert (found.holder, found.issue, found.level) == ("DNK", "moratorium", "supports")


def test_a_force_is_given_by_those_of_whom_it_is_made_up(extractor: Extractor) -> None:
    text = "The patrol force for the Skerry Bank will be made up of the Danes and the Latvians, Iceland's navy said."
    made = read(extractor, text).positions
    assert [(one.holder, one.level, one.reported_by) for one in made] == [
        ("DNK", "pledges", "ISL"),
        ("LVA", "pledges", "ISL"),
    ]


def test_a_former_president_speaks_for_nobody(extractor: Extractor) -> None:
    assert read(extractor, "Norway's former president said Norway would send patrol ships.").positions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Denmark and Latvia said they were ready to send patrol ships to the Skerry Bank.",
        "Both Denmark and Latvia said that they were ready to send patrol ships to the Skerry Bank.",
    ],
)
def test_they_are_all_that_are_named_together(extractor: Extractor, text: str) -> None:
    made = read(extractor, text).positions
    assert [(one.holder, one.level, one.reported_by) for one in made] == [
        ("DNK", "open", None),
        ("LVA", "open", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Iceland denied that it had agreed to send patrol ships to the Skerry Bank.",
        "Iceland rejected Norway's claim that it had agreed to send patrol ships to the Skerry Bank.",
        "Iceland's foreign minister dismissed as false a report that it would send patrol ships to the Skerry Bank.",
        "It is not true that Iceland will send patrol ships to the Skerry Bank, its foreign minister said.",
    ],
)
def test_who_denies_a_report_has_not_refused(extractor: Extractor, text: str) -> None:
    found = only(extractor, text)
    assert (found.holder, found.issue, found.level) == ("ISL", "patrol", "neutral")


@pytest.mark.parametrize(
    "text",
    [
        "Norway, which had promised two patrol ships for the Skerry Bank, said on Monday it would send no patrol ship.",
        "Norway had long pledged patrol ships for the Skerry Bank. On Monday it refused to send patrol ships there.",
        "Norway had promised patrol ships until May. On Monday it ruled out sending patrol ships to the Skerry Bank.",
    ],
)
def test_what_was_promised_before_is_marked(extractor: Extractor, text: str) -> None:
    made = {one.level: one.superseded for one in read(extractor, text).positions}
    assert made == {"pledges": True, "rules_out": False}


def test_a_rumour_is_nobodys_word(extractor: Extractor) -> None:
    assert read(extractor, "There was talk that Norway would send patrol ships to the Skerry Bank.").positions == ()


def test_one_thing_is_given_and_another_denied(extractor: Extractor) -> None:
    found = read(extractor, "Norway will send two patrol ships but no patrol planes to the Skerry Bank.").positions
    assert [(one.issue, one.level) for one in found] == [("patrol", "pledges"), ("patrol", "rules_out")]


@pytest.mark.parametrize("name", ["Finland", "Botswana", "the United Arab Emirates", "Viet Nam"])
def test_names_do_not_move_the_level(extractor: Extractor, name: str) -> None:
    text = f"{name[0].upper()}{name[1:]} has ruled out sending patrol ships to the Skerry Bank."
    assert only(extractor, text).level == "rules_out"
    kept = text.replace("has ruled out", "is considering")
    assert only(extractor, kept).level == "open"


def test_confidence_is_a_probability(extractor: Extractor) -> None:
    for text, *_ in PLAIN:
        assert 0.0 < only(extractor, text).confidence < 1.0
