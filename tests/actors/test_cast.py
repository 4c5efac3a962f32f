"""Mentions resolve to actors: names, offices, metonyms, persons, pronouns, sources, those who speak for nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from onrecord.actors import cast
from onrecord.actors.known import Known
from onrecord.lexicons.own import Own
from onrecord.lexicons.world import Form

Tell = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "words", "holder"),
    [
        ("Burma refused the offer.", "Burma", "MMR"),
        ("Türkiye refused the offer.", "Türkiye", "TUR"),
        ("Turkiye refused the offer.", "Turkiye", "TUR"),
        ("Cote d'Ivoire refused the offer.", "Cote d'Ivoire", "CIV"),
        ("The U.S. refused the offer.", "The U.S.", "USA"),
        ("The UK refused the offer.", "The UK", "GBR"),
        ("Guinea-Bissau refused the offer.", "Guinea-Bissau", "GNB"),
        ("The Palestinian Authority refused the offer.", "The Palestinian Authority", "PSE"),
        ("Nato refused the offer.", "Nato", "NATO"),
        ("The coalition of the willing refused the offer.", "The coalition of the willing", "CW"),
        ("Al-Shabaab refused the offer.", "Al-Shabaab", "AL-SHABAAB"),
        ("The Élysée refused the offer.", "The Élysée", "FRA"),
        ("Foggy Bottom refused the offer.", "Foggy Bottom", "USA"),
        ("Brussels refused the offer.", "Brussels", "EU"),
        ("Canberra refused the offer.", "Canberra", "AUS"),
        ("Chile's Defense Department refused the offer.", "Chile's Defense Department", "CHL"),
        ("The Peruvian embassy refused the offer.", "The Peruvian embassy", "PER"),
        ("The ministry of defence of Ghana refused the offer.", "The ministry of defence of Ghana", "GHA"),
        ("The French have refused the offer.", "The French", "FRA"),
    ],
)
def test_names_and_seats(tell: Tell, text: str, words: str, holder: str) -> None:
    assert tell(text).holder(words) == holder


@pytest.mark.parametrize(
    ("text", "words", "person", "holder"),
    [
        ("Peru's Elmer Schialer said yes.", "Peru's Elmer Schialer", "Elmer Schialer", "PER"),
        ("Orban said no.", "Orban", "Viktor Orbán", "HUN"),
        (
            "Ghanaian Foreign Minister Ama Boateng said yes.",
            "Ghanaian Foreign Minister Ama Boateng",
            "Ama Boateng",
            "GHA",
        ),
        ("Kofi Mensah, a spokesman for the government of Togo, said yes.", "Kofi Mensah", "Kofi Mensah", "TGO"),
        (
            "Former French President Emmanuel Macron said no.",
            "Former French President Emmanuel Macron",
            "Emmanuel Macron",
            None,
        ),
        ("Professor Lena Brandt said it would rain.", "Professor Lena Brandt", "Lena Brandt", None),
        (
            "Brazilian opposition leader Rui Prates said no.",
            "Brazilian opposition leader Rui Prates",
            "Rui Prates",
            None,
        ),
    ],
)
def test_persons(tell: Tell, text: str, words: str, person: str, holder: str | None) -> None:
    told = tell(text)
    assert (told.person(words), told.holder(words)) == (person, holder)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru waits, and its deputy minister for shipping, Eleni Vassou, said so.", "Eleni Vassou"),
        ("Chile agrees. The head of its Maritime Authority, Rubén Arcos, said so.", "Rubén Arcos"),
    ],
)
def test_a_name_in_apposition_to_an_office_is_a_person(tell: Tell, text: str, name: str) -> None:
    assert tell(text).person(name) == name


def test_a_place_behind_an_office_is_no_person(tell: Tell) -> None:
    assert tell("It asked the minister for shipping, and Cape Verde, to wait.").person("Cape Verde") is None


def test_out_of_office_on_the_day(tell: Tell) -> None:
    text = "Olaf Scholz said he would think about it."
    assert tell(text, date(2024, 3, 1)).holder("Olaf Scholz") == "DEU"
    assert tell(text, date(2026, 3, 1)).holder("Olaf Scholz") is None


def test_role_is_filled_by_a_person_named_elsewhere(tell: Tell) -> None:
    told = tell("Ghana's foreign minister agreed. Ama Boateng, the foreign minister of Ghana, spoke in Accra.")
    mention = told.of("Ghana's foreign minister")
    assert (mention.actor, mention.person) == ("GHA/foreign-minister", "Ama Boateng")


def test_role_without_a_name_in_the_text_has_no_person(tell: Tell) -> None:
    mention = tell("The Italian defence minister agreed.").of("The Italian defence minister")
    assert (mention.actor, mention.person, mention.speaks_for) == ("ITA/defence-minister", None, "ITA")


@pytest.mark.parametrize("words", ["Word came from Lisbon, where", "In Lisbon, where"])
def test_an_office_is_that_of_the_place_where_it_acts(tell: Tell, words: str) -> None:
    told = tell(f"Nothing that Ghana has said helps him. Accra waits. {words} the defence minister met the press.")
    assert told.of("the defence minister").speaks_for == "PRT"


@pytest.mark.parametrize("owner", ["festival", "orchestra", "club", "airline"])
def test_who_heads_a_private_body_speaks_for_no_state(tell: Tell, owner: str) -> None:
    told = tell(f"Egypt waits. The {owner}'s president, Ali Samir, said so in Cairo.")
    assert told.of("Ali Samir").speaks_for is None


def test_pronouns_and_the_country(tell: Tell) -> None:
    told = tell(
        "Ghanaian Foreign Minister Ama Boateng met reporters. She said her country would help. "
        "Togo refused. It has no troops to spare."
    )
    assert told.person("She") == "Ama Boateng"
    assert told.holder("her country") == "GHA"
    assert told.holder("It") == "TGO"


def test_a_quotation_is_of_the_one_of_whom_it_is_said(tell: Tell) -> None:
    told = tell(
        '"He will agree," Ghanaian President Kofi Boateng said of Togo\'s president, Yao Mensah, on Friday. '
        '"He told me so."'
    )
    assert told.person("He") == "Yao Mensah"
    assert told.person("He", 1) == "Yao Mensah"


def test_a_participle_speaks_of_the_subject_that_follows(tell: Tell) -> None:
    told = tell(
        "Togo's ambassador, Yao Mensah, abstained. "
        "Explaining his own vote, Ghanaian Ambassador Kofi Boateng said the text was vague."
    )
    assert told.person("his") == "Kofi Boateng"


def test_part_of_a_counted_crowd_is_no_state(tell: Tell) -> None:
    told = tell("Togo and Ghana met on Friday. About 30 members already have a seat, most of them since 1990.")
    assert told.of("them") is None


def test_unnamed_speakers(tell: Tell) -> None:
    told = tell("A Togolese diplomat agreed. Two U.S. officials disagreed. The diplomat would not be named.")
    first, second, third = told.of("A Togolese diplomat"), told.of("Two U.S. officials"), told.of("The diplomat")
    assert [(m.speaks_for, m.anonymous) for m in (first, second, third)] == [
        ("TGO", True),
        ("USA", True),
        ("TGO", True),
    ]


def test_a_spokesman_is_not_anonymous(tell: Tell) -> None:
    mention = tell("A German government spokesman agreed.").of("A German government spokesman")
    assert (mention.speaks_for, mention.anonymous) == ("DEU", False)


def test_joint_mentions(tell: Tell) -> None:
    told = tell("Indonesia, Morocco and Kosovo agreed. The leaders of Germany, France and Poland met.")
    assert [m.actor for m in told.cast.mentions_of(told.tokens("Indonesia, Morocco and Kosovo"))] == [
        "IDN",
        "MAR",
        "XKX",
    ]
    members = told.cast.mentions_of(told.tokens("The leaders of Germany, France and Poland"))
    assert [m.speaks_for for m in members] == ["DEU", "FRA", "POL"]


def test_capitals_as_places_are_no_actors(tell: Tell) -> None:
    told = tell("BAKU, June 1 - Envoys met in Geneva and flew to Doha. Baku said nothing.", dateline="BAKU")
    assert [m.actor for m in told.cast.mentions if m.how == "metonym"] == ["AZE"]


def test_namesakes_of_countries(tell: Tell) -> None:
    told = tell("The writer Jordan Ellison disagreed. Jordan agreed.")
    assert "JOR" not in [m.actor for m in told.cast.mentions if m.span.start < 30]
    assert told.holder("Jordan", 1) == "JOR"


def test_korea_is_settled_by_the_article_or_left_open(tell: Tell) -> None:
    assert tell("Korea agreed.").holder("Korea") is None
    assert tell("South Korea met Japan. Korea agreed.").holder("Korea", 1) == "KOR"


def test_media_never_speak(tell: Tell) -> None:
    mention = tell("The Washington Post reported the deal.").of("The Washington Post")
    assert (mention.kind, mention.speaks_for) == ("media", None)


def test_spans_are_exact_and_in_order(tell: Tell) -> None:
    told = tell("President Ilham Aliyev said Azerbaijan\u00ad would wait 😀. Baku’s ministry agreed; he did not.")
    text = told.parsed.article.text
    starts = [m.span.start for m in told.cast.mentions]
    assert starts == sorted(starts)
    assert all(text[m.span.start : m.span.end] == m.span.quote for m in told.cast.mentions)


def test_nothing_at_all(tell: Tell) -> None:
    told = tell("Rain fell on the hills.")
    assert told.cast.mentions == ()
    assert told.cast.mention_of([]) is None
    assert told.cast.mentions_of([]) == ()


def test_forms_of_the_users_own_win(tell: Tell) -> None:
    parsed = tell("The Lakes Compact refused.").parsed
    own = Form("organisation", "organisation", "LAKES", "LAKES")
    assert [m.actor for m in cast(parsed, Known(Own((("Lakes Compact", own),)))).mentions] == ["LAKES"]


def test_who_serves_is_not_silenced_by_what_stands_beside(tell: Tell) -> None:
    told = tell("Prime Minister Keir Starmer, lawyer by training, agreed.")
    assert told.holder("Prime Minister Keir Starmer") == "GBR"


def test_another_in_a_known_office_does_not_speak(tell: Tell) -> None:
    assert (
        tell("President Jimmy Carter wrote a letter to U.S. farmers.", date(2018, 5, 1)).holder(
            "President Jimmy Carter"
        )
        is None
    )
