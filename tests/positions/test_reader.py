"""The trained reader on questions that nobody trained it for, and what becomes of its answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.articles import article_of
from tests.positions.test_find import DOSSIER

from onrecord.actors import cast
from onrecord.parse.tree import Parsed
from onrecord.positions.reader import Chances, Reader
from onrecord.positions.views import views
from onrecord.records import LADDER, Issue, Position, Reading
from onrecord.run.extract import Extractor
from onrecord.settings import Settings
from onrecord.statements import find


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(DOSSIER.issues)


def last(parsed: Parsed, reader: Reader) -> Chances:
    people = cast(parsed)
    statements, _ = find(parsed, people)
    return reader.read(list(views(parsed, people, statements)))[-1]


def test_it_answers_for_every_holder_and_issue(reader: Reader, parsed: Callable[[str], Parsed]) -> None:
    chances = last(parsed("Norway and Iceland back a moratorium on cod fishing."), reader)
    assert set(chances) == {(holder, issue.id) for holder in ("NOR", "ISL") for issue in DOSSIER.issues}
    for chance in chances.values():
        assert 0 <= chance.stance <= 1
        assert sum(chance.levels) == pytest.approx(1, abs=1e-4)


def test_for_and_against_differ(reader: Reader, parsed: Callable[[str], Parsed]) -> None:
    neutral = LADDER.index("neutral")
    favour = last(parsed("Norway threw its weight behind the cod ban."), reader)["NOR", "moratorium"]
    against = last(parsed("Norway would have none of the cod ban."), reader)["NOR", "moratorium"]
    assert LADDER.index(favour.level) > neutral > LADDER.index(against.level)


def test_the_answer_does_not_depend_on_what_is_read_beside(reader: Reader, parsed: Callable[[str], Parsed]) -> None:
    text = "Norway will send two patrol ships to the Skerry Bank."
    alone = last(parsed(text), reader)["NOR", "patrol"]
    beside = last(parsed(f"Chile has eleven harbours.\nPeru and Ghana held talks in Lima on trade.\n{text}"), reader)
    assert beside["NOR", "patrol"].level == alone.level


def test_many_issues_are_read_in_several_passes(parsed: Callable[[str], Parsed]) -> None:
    issues = [Issue(f"i{n}", "action", f"Will it send {n} ships?") for n in range(1, 15)]
    chances = last(parsed("Norway will send two ships."), Reader(issues))
    assert {issue for _, issue in chances} == {issue.id for issue in issues}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(DOSSIER, Settings())


def read(extractor: Extractor, text: str) -> Reading:
    return next(iter(extractor.readings([article_of(text)])))


def only(extractor: Extractor, text: str) -> Position:
    (found,) = read(extractor, text).positions
    return found


def test_a_stance_without_the_questions_words_is_found(extractor: Extractor) -> None:
    text = "Ministers voted in Oslo on a moratorium on cod fishing.\nChile has come out against it, its delegate said."
    assert ("CHL", "moratorium", "opposes") in {(p.holder, p.issue, p.level) for p in read(extractor, text).positions}


def test_both_shares_stand_in_the_explanation(extractor: Extractor) -> None:
    because = only(extractor, "Iceland has ruled out sending patrol ships to the Skerry Bank.").because
    assert any(reason.startswith("reader:stance") for reason in because)
    assert "grammar:rules_out" in because


@pytest.mark.parametrize(
    "text",
    [
        "Norway is expected to send patrol ships to the Skerry Bank.",
        "Will Norway send patrol ships to the Skerry Bank?",
        "Norway has not sent any patrol ships.",
        "Norway lies on the North Sea.",
    ],
)
def test_no_position(extractor: Extractor, text: str) -> None:
    assert read(extractor, text).positions == ()


def test_leaning_to_recall_finds_no_less_than_leaning_to_precision() -> None:
    text = "\n".join(
        [
            "Ministers met in Oslo on a moratorium on cod fishing.",
            "Chile has come out against it.",
            "Peru had little time for the idea, its delegate said.",
            "Ghana is said to be warming to the plan.",
        ]
    )
    counts = [
        len(read(Extractor(DOSSIER, Settings(lean=lean)), text).positions) for lean in ("precision", "f1", "recall")
    ]
    assert counts == sorted(counts)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Norway has pledged two patrol ships for the Skerry Bank.", "pledges"),
        ("Iceland pulled out of the patrols on the Skerry Bank.", "rules_out"),
        ("Iceland dropped its objection to the moratorium on cod fishing.", "supports"),
    ],
)
def test_the_grammar_is_heard_where_it_knows_better(extractor: Extractor, text: str, level: str) -> None:
    assert only(extractor, text).level == level


def test_what_a_clause_says_of_a_list_it_says_of_every_member(extractor: Extractor) -> None:
    text = "Soldiers from Norway, Iceland and Peru will join the patrols on the Skerry Bank in May."
    found = read(extractor, text).positions
    assert {(p.holder, p.issue) for p in found} == {(holder, "patrol") for holder in ("NOR", "ISL", "PER")}
    assert len({p.level for p in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The analyst said Norway would send patrol ships to the Skerry Bank.",
        "A former Danish minister wrote that Norway would send patrol ships to the Skerry Bank.",
        "Norway's opposition leader said he would send patrol ships to the Skerry Bank.",
        "Norway's former foreign minister said the moratorium on cod fishing was a mistake.",
    ],
)
def test_those_who_speak_for_nobody_tell_no_stance(extractor: Extractor, text: str) -> None:
    assert read(extractor, text).positions == ()
