"""Names of territories that mean something else where the words around them say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest


@pytest.mark.parametrize(
    ("text", "words", "holder"),
    [
        ("Georgia recalled its envoy, officials in Tbilisi said.", "Georgia", "GEO"),
        ("Georgia counted again after Atlanta and Savannah reported late.", "Georgia", None),
        ("Turkey rejected the draft, an official in Ankara said.", "Turkey", "TUR"),
        ("Turkey was dear this Thanksgiving, and stuffing too.", "Turkey", None),
        ("Jordan backed the plan, its neighbours Syria and Egypt said.", "Jordan", "JOR"),
        ("Crews came from Lebanon, Pennsylvania, by noon.", "Lebanon", None),
        ("Latin America would not be rushed.", "America", None),
        ("Papua New Guinea agreed.", "Papua New Guinea", "PNG"),
        ("Guinea agreed and Equatorial Guinea did not.", "Equatorial Guinea", "GNQ"),
        ("Guinea agreed and Equatorial Guinea did not.", "Guinea", "GIN"),
        ("Congo protested, its embassy in Brazzaville said.", "Congo", "COG"),
        ("Congo protested, Kinshasa said.", "Congo", "COD"),
    ],
)
def test_what_a_form_means_here(tell: Callable[..., object], text: str, words: str, holder: str | None) -> None:
    assert tell(text).holder(words) == holder  # type: ignore[attr-defined]


def test_a_surname_is_no_state(tell: Callable[..., object]) -> None:
    told = tell("Michael Jordan told reporters that he would not come.")
    assert told.holder("Michael Jordan") is None  # type: ignore[attr-defined]


def test_a_misspelt_name_that_the_office_confirms(tell: Callable[..., object]) -> None:
    told = tell("Russian Foreign Minister Sergei Lavrow flew home. Lavrow gave no date.")
    assert told.person("Sergei Lavrow") == "Sergei Lavrov"  # type: ignore[attr-defined]
    assert told.person("Lavrow", 1) == "Sergei Lavrov"  # type: ignore[attr-defined]


def test_a_misspelt_name_without_its_office_stays(tell: Callable[..., object]) -> None:
    told = tell("The surgeon Sergei Lavrow flew home.")
    assert told.person("Sergei Lavrow") != "Sergei Lavrov"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("President Ilham Aliyev and his Turkish counterpart agreed.", "TUR/president"),
        ("British Prime Minister Keir Starmer called his German counterpart.", "DEU/chancellor"),
        ("Norway's foreign minister wrote to her Danish counterpart.", "DNK/foreign-minister"),
    ],
)
def test_a_counterpart_holds_the_like_office(tell: Callable[..., object], text: str, actor: str) -> None:
    mention = tell(text).of("counterpart")  # type: ignore[attr-defined]
    assert mention is not None
    assert mention.actor == actor


def test_a_part_of_a_longer_name_is_no_office_holder(tell: Callable[..., object]) -> None:
    told = tell("Senior Minister of State for Transport Lim Jun Hao of Singapore spoke.")
    assert "Dong Jun" not in {mention.person for mention in told.cast.mentions}  # type: ignore[attr-defined]


def test_a_foreign_colleague_speaks_for_the_colleagues_own_state(tell: Callable[..., object]) -> None:
    told = tell("Kenya's ambassador spoke first. His Panamanian colleague, Elvira Ruiz, disagreed.")
    assert told.holder("Elvira Ruiz") == "PAN"  # type: ignore[attr-defined]


def test_a_general_who_is_named_a_sentence_later(tell: Callable[..., object]) -> None:
    text = "The American general chosen to lead the force spoke. Maj. Gen. Lyle Baxter thanked the board."
    assert tell(text).person("general") == "Lyle Baxter"  # type: ignore[attr-defined]


def test_of_two_generals_neither_is_taken(tell: Callable[..., object]) -> None:
    text = "The American general spoke. Gen. Lyle Baxter thanked the board, and so did Gen. Amos Reed."
    assert tell(text).person("general") is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(("year", "holder"), [(2014, None), (2016, "CAN")])
def test_of_namesakes_the_only_one_who_serves_is_meant(
    tell: Callable[..., object], year: int, holder: str | None
) -> None:
    assert tell("David Johnston said so.", date(year, 3, 1)).holder("David Johnston") == holder  # type: ignore[attr-defined]


def test_two_ministers_leave_it_less_sure_which_is_meant(tell: Callable[..., object]) -> None:
    two = tell("Foreign Minister Ana Lund of Norway and Foreign Minister Per Dahl of Denmark spoke. The minister left.")
    one = tell("Foreign Minister Ana Lund of Norway spoke. The minister left.")
    assert two.of("The minister").confidence < one.of("The minister").confidence  # type: ignore[attr-defined]


def test_a_source_that_answers_is_of_the_state_in_view(tell: Callable[..., object]) -> None:
    told = tell("Officials in Oslo met reporters at the Norwegian foreign ministry.\nA ministry source: We shall see.")
    mention = told.of("A ministry source")  # type: ignore[attr-defined]
    assert (mention.speaks_for, mention.anonymous) == ("NOR", True)
