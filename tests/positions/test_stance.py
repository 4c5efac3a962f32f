"""A predicate's attitude, cue by cue: our own sentences, with invented states."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.parse.tree import Parsed
from onrecord.positions.attitude import Stance
from onrecord.positions.grammar import is_verb
from onrecord.positions.stance import stance

Parse = Callable[[str], Parsed]


def first_stance(parsed: Parsed) -> Stance | None:
    queue = [t for s in parsed.sentences for t in s.tokens if t.head is t]
    while queue:
        token = queue.pop(0)
        if is_verb(token):
            return stance(token)
        queue.extend(token.children)
    return None


ACTIONS = [
    ("Norland will send troops to the border.", "pledges"),
    ("Norland will not send troops to the border.", "rules_out"),
    ("Norland has ruled out sending troops to the border.", "rules_out"),
    ("Norland has not ruled out sending troops to the border.", "open"),
    ("Norland refused to rule out sending troops.", "open"),
    ("Norland refused to send troops.", "rules_out"),
    ("Norland does not plan to send troops.", "opposes"),
    ("Norland has no plans to send troops.", "opposes"),
    ("Norland has no intention of sending troops.", "rules_out"),
    ("Norland does not intend to send troops.", "rules_out"),
    ("Norland intends to send troops.", "pledges"),
    ("Norland plans to send 300 soldiers.", "pledges"),
    ("Norland is ready to send troops.", "open"),
    ("Norland is not ready to send troops.", "rules_out"),
    ("Norland would consider sending troops.", "open"),
    ("Norland is not considering sending troops.", "opposes"),
    ("Norland could send troops.", "open"),
    ("Norland cannot send troops.", "rules_out"),
    ("Norland offered to send troops.", "pledges"),
    ("Norland pledged not to send troops.", "rules_out"),
    ("Norland wants to send troops.", "supports"),
    ("Norland has not decided whether to send troops.", "neutral"),
    ("Norland has sent troops to the border.", "delivers"),
    ("Norland is unlikely to send troops.", "opposes"),
    ("Norland is reluctant to send troops.", "doubts"),
    ("Norland decided against sending troops.", "rules_out"),
    ("Norland decided not to send troops.", "rules_out"),
    ("Norland will never send troops.", "rules_out"),
    ("Norland agreed to send troops.", "pledges"),
    ("Norland is willing to help train police.", "open"),
    ("Norland is prepared to send troops.", "open"),
    ("Norland declined to send troops.", "rules_out"),
    ("Sending troops is out of the question.", "rules_out"),
    ("No participation is envisaged.", "rules_out"),
    ("It would be premature to send troops.", "doubts"),
    ("Sending troops is a question of when, not if.", "open"),
    ("Sending troops is a matter of when and not of whether.", "open"),
    ("Sending troops is only a matter of time.", "open"),
]

PROPOSALS = [
    ("Norland supports the treaty.", "supports"),
    ("Norland does not support the treaty.", "opposes"),
    ("Norland welcomed the resolution.", "supports"),
    ("Norland rejected the resolution.", "opposes"),
    ("Norland voted against the resolution.", "opposes"),
    ("Norland voted in favour of the resolution.", "supports"),
    ("Norland abstained on the resolution.", "neutral"),
    ("Norland will never accept the plan.", "rules_out"),
    ("Norland would accept the plan.", "open"),
    ("Norland voiced concern about the plan.", "doubts"),
    ("Norland has no objection to the plan.", "open"),
    ("Norland is opposed to the plan.", "opposes"),
    ("Norland is in favour of the plan.", "supports"),
    ("The plan is unacceptable.", "opposes"),
    ("Norland urged the council to adopt the plan.", "supports"),
    ("Norland called for a ceasefire.", "supports"),
    ("Norland criticised the plan.", "doubts"),
    ("Norland backs the plan.", "supports"),
    ("Norland will veto the plan.", "rules_out"),
    ("Norland remains undecided on the plan.", "neutral"),
    ("Norland no longer opposes the plan.", "open"),
    ("Norland has no problem with the plan.", "open"),
    ("Norland called the plan pointless.", "opposes"),
    ("Norland will not stand in the way of the plan.", "open"),
    ("Norland has warmed to the plan.", "open"),
    ("Norland is keeping its distance from the plan.", "doubts"),
    ("Norland dropped its resistance to the plan.", "supports"),
    ("Norland has not made up its mind about the plan.", "neutral"),
    ("Norland called the plan a reward for piracy.", "opposes"),
]


@pytest.mark.parametrize(("sentence", "level"), ACTIONS)
def test_action_level(parsed: Parse, sentence: str, level: str) -> None:
    found = first_stance(parsed(sentence))
    assert found is not None
    assert found.action == level, found.because


@pytest.mark.parametrize(("sentence", "level"), PROPOSALS)
def test_proposal_level(parsed: Parse, sentence: str, level: str) -> None:
    found = first_stance(parsed(sentence))
    assert found is not None
    assert found.proposal == level, found.because


def test_how_a_thing_should_be_is_not_whether_it_should(parsed: Parse) -> None:
    assert first_stance(parsed("The plan should have the council in the lead.")) is None
    found = first_stance(parsed("The plan should go ahead."))
    assert found is not None
    assert found.proposal == "supports"


@pytest.mark.parametrize("name", ["Norland", "Velmaria", "The Sund Republic", "Oshkan"])
@pytest.mark.parametrize(("sentence", "level"), ACTIONS[:8])
def test_level_does_not_depend_on_the_name(parsed: Parse, name: str, sentence: str, level: str) -> None:
    found = first_stance(parsed(sentence.replace("Norland", name)))
    assert found is not None
    assert found.action == level


def test_every_stance_says_why(parsed: Parse) -> None:
    for sentence, _ in ACTIONS + PROPOSALS:
        found = first_stance(parsed(sentence))
        assert found is not None
        assert found.because, sentence
