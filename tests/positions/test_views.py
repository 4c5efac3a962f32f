"""Who may hold a stance in a sentence: everyone named, everyone whose words it tells, nobody twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.actors import cast
from onrecord.parse.tree import Parsed
from onrecord.positions.views import View, views
from onrecord.statements import find


def seen(parsed: Parsed) -> list[View]:
    people = cast(parsed)
    statements, _ = find(parsed, people)
    return list(views(parsed, people, statements))


def ids(view: View) -> list[str]:
    return [holder.id for holder in view.holders]


def test_a_sentence_that_names_nobody_gives_no_view(parsed: Callable[[str], Parsed]) -> None:
    assert seen(parsed("The ice had melted early. Boats lay idle.")) == []


def test_every_member_of_a_list_may_hold_a_stance(parsed: Callable[[str], Parsed]) -> None:
    (view,) = seen(parsed("Norway, Chile and Ghana have signed the accord."))
    assert ids(view) == ["NOR", "CHL", "GHA"]
    assert [span.quote for holder in view.holders for span in holder.spans] == ["Norway", "Chile", "Ghana"]


def test_a_speaker_named_in_the_sentence_before_holds_what_the_next_one_says(parsed: Callable[[str], Parsed]) -> None:
    found = seen(parsed('"We are not coming," said Norwegian Foreign Minister Kari Holm. "It would be unwise."'))
    assert "NOR" in ids(found[-1])
    assert "Holm" in found[-1].teller


def test_soldiers_belong_to_the_state_of_their_adjective(parsed: Callable[[str], Parsed]) -> None:
    (view,) = seen(parsed("Jordanian engineers will clear the road."))
    assert ids(view) == ["JOR"]


def test_we_is_a_name_of_the_one_who_speaks(parsed: Callable[[str], Parsed]) -> None:
    view = seen(parsed('"We will send ships," said Norwegian Foreign Minister Kari Holm.'))[0]
    spans = next(holder.spans for holder in view.holders if holder.id == "NOR")
    assert "We" in [span.quote for span in spans]


def test_the_sentence_before_and_the_heading_come_along(parsed: Callable[[str], Parsed]) -> None:
    found = seen(parsed("Ghana has asked for ships. Norway refused."))
    assert found[1].before == "Ghana has asked for ships."
    assert found[1].heading == "Ghana has asked for ships."


@pytest.mark.parametrize("text", ["", "…", "“", "Norway", "Norway Norway Norway"])
def test_odd_texts_give_spans_that_lie_in_their_sentence(parsed: Callable[[str], Parsed], text: str) -> None:
    for view in seen(parsed(text or " x")):
        for holder in view.holders:
            assert all(view.text.start <= span.start < span.end <= view.text.end for span in holder.spans)
