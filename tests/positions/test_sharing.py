"""What one sentence says of two questions, and what it says of those that it lists, by a reader that tells what it is
told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from tests.positions.test_find import DOSSIER

from onrecord.actors import cast
from onrecord.parse.tree import Parsed
from onrecord.positions import find_positions, territory
from onrecord.positions.reader import Chance, Chances, Reader
from onrecord.positions.views import View
from onrecord.records import LADDER, Dossier, Issue, Level, Position
from onrecord.run.extract import Extractor
from onrecord.settings import Settings
from onrecord.statements import find

BASES = Dossier(
    "skerry-bank",
    "The Skerry Bank",
    (
        Issue("send", "action", "Will it send soldiers to the Skerry Bank?", ("soldiers to the bank",)),
        Issue("help", "action", "Will it help the Skerry Bank mission in other ways?", ()),
    ),
)


class Scripted(Reader):
    """Answers by holder and issue, whatever the sentence says."""

    def __init__(self, told: dict[tuple[str, str], tuple[float, dict[Level, float]]]) -> None:
        self._told = {pair: _chance(*said) for pair, said in told.items()}

    def read(self, views: Sequence[View]) -> list[Chances]:
        """The same for every view."""
        named = [{holder.id for holder in view.holders} for view in views]
        return [{pair: chance for pair, chance in self._told.items() if pair[0] in names} for names in named]


def _chance(stance: float, levels: dict[Level, float]) -> Chance:
    return Chance(stance, tuple(levels.get(level, 0.0) for level in LADDER), 0.0, 0.0)


def positions(parsed: Parsed, dossier: Dossier, reader: Reader) -> tuple[Position, ...]:
    people = cast(parsed)
    statements, _ = find(parsed, people)
    made = Extractor(dossier, Settings(decide="grammar")).profiles
    return find_positions(parsed, people, statements, made, territory, reader=reader).positions


def test_two_questions_of_a_sentence_get_a_clause_each(parsed: Callable[[str], Parsed]) -> None:
    article = parsed("Norway will not send soldiers to the Skerry Bank, but it is ready to send nurses to the bank.")
    reader = Scripted(
        {
            ("NOR", "send"): (0.9, {"rules_out": 0.6, "open": 0.4}),
            ("NOR", "help"): (0.95, {"rules_out": 0.5, "open": 0.5}),
        }
    )
    assert {(p.issue, p.level) for p in positions(article, BASES, reader)} == {("send", "rules_out"), ("help", "open")}


def test_one_who_tells_what_others_will_do_answers_no_question_on_its_own_act(
    parsed: Callable[[str], Parsed],
) -> None:
    sure: dict[Level, float] = {"open": 1.0}
    reader = Scripted({("NOR", "send"): (0.99, sure), ("NOR", "help"): (0.1, sure)})
    others = parsed("Norway's foreign minister says 26 states are willing to come to the Skerry Bank.")
    own = parsed("Norway's foreign minister says his country is willing to come to the Skerry Bank.")
    assert "send" not in {p.issue for p in positions(others, BASES, reader)}
    assert "send" in {p.issue for p in positions(own, BASES, reader)}


def test_a_decision_that_is_hailed_is_anothers(parsed: Callable[[str], Parsed]) -> None:
    reader = Scripted({("NOR", "send"): (0.99, {"supports": 1.0})})
    assert positions(parsed("Norway hailed the decision to send soldiers as historic."), BASES, reader) == ()


def test_those_that_are_listed_are_believed_together(parsed: Callable[[str], Parsed]) -> None:
    article = parsed("Who sails to the bank? The admiral pointed at Norway, Iceland and Ireland.")
    told: dict[Level, float] = {"pledges": 0.9, "open": 0.1}
    sure, unsure = (1.0, told), (0.5, told)
    reader = Scripted({("NOR", "patrol"): sure, ("ISL", "patrol"): sure, ("IRL", "patrol"): unsure})
    assert {p.holder for p in positions(article, DOSSIER, reader)} == {"NOR", "ISL", "IRL"}


RECOGNITION = Dossier(
    "skerry-state",
    "The Skerry Republic",
    (
        Issue("recognise", "action", "Will it recognise the Skerry Republic?", ()),
        Issue("others", "proposal", "Does it want other states to recognise the Skerry Republic?", ()),
    ),
)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Iceland hailed Norway's recognition of the Skerry Republic.", "supports"),
        ("Norway recognised the Skerry Republic on Monday. Iceland dismissed the step.", "opposes"),
        ("Iceland hailed the decision on the Skerry Republic and called on other states to recognise it.", "supports"),
    ],
)
def test_what_is_said_of_anothers_act_answers_the_question_on_others(
    parsed: Callable[[str], Parsed], text: str, level: Level
) -> None:
    reader = Scripted(
        {("ISL", "recognise"): (0.95, {"delivers": 0.9, level: 0.1}), ("ISL", "others"): (0.1, {level: 1.0})}
    )
    made = [one for one in positions(parsed(text), RECOGNITION, reader) if one.holder == "ISL"]
    assert [(one.issue, one.level) for one in made] == [("others", level)]


@pytest.mark.parametrize(
    "text",
    [
        "Iceland expects Norway to recognise the Skerry Republic soon.",
        "Iceland received a promise from Norway to recognise the Skerry Republic.",
        "Iceland thanked Norway for its decision to recognise the Skerry Republic.",
        "Norway was asked by Iceland to recognise the Skerry Republic and will do so.",
    ],
)
def test_what_is_awaited_of_another_is_no_act_of_ones_own(parsed: Callable[[str], Parsed], text: str) -> None:
    reader = Scripted({("ISL", "recognise"): (0.9, {"supports": 1.0}), ("ISL", "others"): (0.05, {"supports": 1.0})})
    made = positions(parsed(text), RECOGNITION, reader)
    assert [one for one in made if one.issue == "recognise" and one.holder == "ISL"] == []


def test_a_clause_for_and_one_against_keep_their_own_levels(parsed: Callable[[str], Parsed]) -> None:
    reader = Scripted({("NOR", "send"): (0.95, {"rules_out": 0.9, "pledges": 0.1})})
    article = parsed("Norway would send police to the Skerry Bank mission but would not send soldiers to the bank.")
    assert [one.level for one in positions(article, BASES, reader) if one.issue == "send"] == ["pledges", "rules_out"]


@pytest.mark.parametrize(
    ("text", "level"),
    [("Norway may send soldiers to the Skerry Bank.", "open"), ("Norway may not send soldiers at all.", "opposes")],
)
def test_an_offer_in_a_sentence_that_denies_nothing_is_no_refusal(
    parsed: Callable[[str], Parsed], text: str, level: Level
) -> None:
    reader = Scripted({("NOR", "send"): (0.95, {"rules_out": 0.8, "opposes": 0.2})})
    assert [one.level for one in positions(parsed(text), BASES, reader)] == [level]


def test_how_one_would_react_is_not_what_one_wants(parsed: Callable[[str], Parsed]) -> None:
    reader = Scripted({("NOR", "send"): (0.95, {"pledges": 1.0})})
    assert positions(parsed("Norway would respond if soldiers came near the Skerry Bank."), BASES, reader) == ()
    made = positions(
        parsed("Norway will respond to the calls from the Skerry Bank by sending soldiers."), BASES, reader
    )
    assert [one.level for one in made] == ["pledges"]


def test_an_officer_of_no_known_side_who_names_the_givers_is_the_speaker(parsed: Callable[[str], Parsed]) -> None:
    reader = Scripted({(name, "send"): (0.95, {"pledges": 1.0}) for name in ("NOR", "DNK")})
    article = parsed("Maj. Gen. Juris Kalns named Norway and Denmark, and said that soldiers would be sent soon.")
    made = positions(article, BASES, reader)
    assert {(one.holder, one.reported_by, one.speaker) for one in made} == {
        ("DNK", None, "Juris Kalns"),
        ("NOR", None, "Juris Kalns"),
    }


def test_an_article_on_the_question_is_asked_about_every_sentence(parsed: Callable[[str], Parsed]) -> None:
    reader = Scripted({("NOR", "send"): (0.97, {"doubts": 1.0})})
    last = " Trade grew. Prices fell. The harvest was good. Norway looked the other way."
    on_it = "Denmark will send soldiers to the Skerry Bank. Latvia will not send soldiers to the Skerry Bank."
    assert any(one.holder == "NOR" for one in positions(parsed(on_it + last), BASES, reader))
    beside = "Denmark grows apples. Latvia likes pears."
    assert positions(parsed(beside + last), BASES, reader) == ()


def test_who_names_the_givers_is_the_speaker(parsed: Callable[[str], Parsed]) -> None:
    reader = Scripted({(name, "send"): (0.95, {"pledges": 1.0}) for name in ("NOR", "DNK")})
    article = parsed("Asked who would send soldiers, Latvian Foreign Minister Juris Kalns named Norway and Denmark.")
    made = positions(article, BASES, reader)
    assert [(one.holder, one.reported_by, one.speaker) for one in made] == [
        ("DNK", "LVA", "Juris Kalns"),
        ("NOR", "LVA", "Juris Kalns"),
    ]
