"""Headline, byline, dateline and credit, as outlets write them."""

from datetime import date

import pytest

from onrecord.clean.article import read_article
from onrecord.clean.dateline import read_dateline
from onrecord.clean.layout import Layout, lay_out
from onrecord.records import Page

LEAD = "Norway will send no soldiers to the mission, its foreign minister said on Monday."
MORE = "An aide said in the evening that the decision was firm and would not be revisited."


def laid(lead: str, *more: str, title: str | None = None, outlet: str | None = None) -> Layout:
    return lay_out("\n\n".join([lead, *(more or (MORE,))]), title, outlet)


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("OSLO, Jan 6 (Reuters) - ", "OSLO", "Reuters"),
        ("OSLO (AP) — ", "OSLO", "AP"),
        ("OSLO — ", "OSLO", None),
        ("OSLO - ", "OSLO", None),
        ("OSLO: ", "OSLO", None),
        ("OSLO -- ", "OSLO", None),
        ("OSLO (Web Desk): ", "OSLO", None),
        ("OSLO/RIGA, Nov 30 (TT) — ", "OSLO/RIGA", "TT"),
        ("OSLO / RIGA / BERN (AFP) — ", "OSLO / RIGA / BERN", "AFP"),
        ("NEW YORK, Sept. 12 (Xinhua) -- ", "NEW YORK", "Xinhua"),
        ("SPRINGFIELD, Ill. (AP) — ", "SPRINGFIELD", "AP"),
        ("Oslo, 6 January 2026 (AFP) – ", "Oslo", "AFP"),
        ("Berlin (dpa) - ", "Berlin", "dpa"),
        ("MOSCOW, February 3. /TASS/. ", "MOSCOW", "TASS"),
        ("SEOUL, Jan. 6 (Yonhap) -- ", "SEOUL", "Yonhap"),
        ("(Reuters) - ", None, "Reuters"),
        ("(CNN) ", None, "CNN"),
        ("(AllFjord) ", None, None),
    ],
)
def test_datelines(opening: str, place: str | None, agency: str | None) -> None:
    layout = laid(opening + LEAD)
    assert layout.body[0].quote == LEAD
    assert layout.credit == agency
    assert layout.head.dateline is not None
    assert layout.head.dateline.place == place


@pytest.mark.parametrize(
    "line",
    ["LIVE — " + LEAD, "NATO - " + LEAD, "UPDATE: " + LEAD, "Merz: " + LEAD, "Q: Will Norway go?", "A: No.",
     "19:42 — " + LEAD, "Roe - the minister - said no.", "0 — the number of soldiers.", LEAD],
)  # fmt: skip
def test_what_is_no_dateline(line: str) -> None:
    assert read_dateline(line) is None


def test_a_name_in_brackets_is_the_byline() -> None:
    layout = laid("OSLO (Jane Doe) — " + LEAD)
    assert (layout.head.byline, layout.credit) == ("Jane Doe", None)


@pytest.mark.parametrize(
    ("line", "byline", "day", "credit"),
    [
        ("By Jane Doe", "Jane Doe", None, None),
        ("By Jane Doe, Oslo", "Jane Doe, Oslo", None, None),
        ("BY JANE DOE AND JOHN ROE", "JANE DOE AND JOHN ROE", None, None),
        ("By our diplomatic editor", "our diplomatic editor", None, None),
        (
            "By Harbour Post with AP | Published 20 February 2026, 08:10",
            "Harbour Post with AP",
            date(2026, 2, 20),
            "AP",
        ),
        ("by Harbour bot - January 24, 2023 06:12 - 0 comments", "Harbour bot", date(2023, 1, 24), None),
        ("Xinhua | Updated: 2017-09-15 17:52", None, date(2017, 9, 15), "Xinhua"),
        ("Published: Tuesday, 6 January 2026, 10:15 GMT", None, date(2026, 1, 6), None),
    ],
)
def test_bylines_and_date_lines(line: str, byline: str | None, day: date | None, credit: str | None) -> None:
    layout = laid("Oslo says no to force", line, LEAD, MORE)
    assert layout.head.byline == byline
    assert [found.day for found in layout.head.dates] == ([day] if day else [])
    assert layout.credit == credit
    assert [span.quote for span in layout.body] == [LEAD, MORE]


def test_by_in_a_sentence_is_no_byline() -> None:
    layout = laid("By Monday, Norway had made up its mind.", LEAD)
    assert layout.head.byline is None
    assert len(layout.body) == 2


def test_a_date_before_the_first_words() -> None:
    layout = laid("date 2025-12-26 According to the ministry, Norway will not go.", LEAD)
    assert [found.day for found in layout.head.dates] == [date(2025, 12, 26)]
    assert layout.body[0].quote.startswith("According")


@pytest.mark.parametrize(
    ("first", "title", "is_headline"),
    [
        ("Oslo says no to force", None, True),
        ("Oslo 'will never go': minister", None, True),
        ("Oslo says no to force", "Oslo Says No To Force", True),
        ("Oslo says no to force - Harbour Post", "Oslo says no to force", True),
        ("Opinion: Oslo is right", "Opinion: Oslo is right", True),
        ("Joint statement issued by two capitals", "Oslo says no to force", False),
        (LEAD, None, False),
    ],
)
def test_headlines(first: str, title: str | None, is_headline: bool) -> None:
    layout = laid(first, LEAD.replace("Monday", "Tuesday"), MORE, title=title)
    assert (layout.headline is not None) == is_headline
    assert (first in [span.quote for span in layout.body]) != is_headline


@pytest.mark.parametrize(
    ("words", "credit"),
    [
        ("The minister told Reuters that it was so.", "Reuters"),
        ("It was so, Anadolu reported.", "Anadolu"),
        ("It was so, according to reports of Anadolu.", "Anadolu"),
        ("The remarks were carried by the Russian news agency TASS.", "TASS"),
        ("The exchange was first reported by Harbour Media.", "Harbour Media"),
        ("Fjord Media first reported the interview in English.", "Fjord Media"),
        ("That puts an end to the talk (Reuters).", "Reuters"),
        ("He said so in an interview with BBC Newshour.", "BBC"),
        ("Agence France-Presse reported the vote.", "AFP"),
        ("(Additional reporting by Reuters)", "Reuters"),
        ("Con información de AP.", "AP"),
        ("Sources: Reuters, statements. Graphic: Harbour Post", "Reuters"),
        ("MTI / Harbour Post", "MTI"),
        ("The Canadian Press contributed to this report.", "The Canadian Press"),
        ("He told reporters that it was so.", None),
        ("She told The Hague tribunal that it was so.", None),
        ("He first reported it to the police.", None),
    ],
)
def test_credits(words: str, credit: str | None) -> None:
    assert laid(LEAD, MORE, words, outlet="Harbour Post").credit == credit


def test_the_dateline_outweighs_what_the_text_says() -> None:
    assert laid("OSLO, Jan 6 (AFP) - " + LEAD, "The minister told Reuters that it was so.").credit == "AFP"


def test_a_picture_credit_alone_is_none() -> None:
    assert laid(LEAD, MORE, "FILE PHOTO: The minister in Oslo. REUTERS/Jane Doe").credit is None


def test_an_outlet_does_not_credit_itself() -> None:
    assert laid(LEAD, "The minister told Fox News that it was so.", outlet="Fox News").credit is None


def test_a_masthead_above_the_headline_is_the_outlet() -> None:
    text = (
        "The Skerry Herald\nWorld / Politics\nBy Ann Holt, 3 March 2026\n\nFerries stay in port as storm nears\n\n"
        "OSLO - The ferries will not sail today, the ministry said.\n"
    )
    layout = lay_out(text)
    assert layout.head.outlet == "The Skerry Herald"
    assert layout.headline is not None
    assert layout.headline.quote == "Ferries stay in port as storm nears"
    assert layout.head.byline == "Ann Holt"
    assert [found.day for found in layout.head.dates] == [date(2026, 3, 3)]


def test_a_headline_alone_is_no_masthead() -> None:
    layout = lay_out(
        "Ferries Stay In Port\n\nOSLO - The ferries will not sail today, the ministry said.\n\nMore later.\n"
    )
    assert layout.head.outlet is None


def test_a_date_in_the_file_name_gives_a_dateline_its_year() -> None:
    text = "Ferries stay in port\n\nOSLO, March 3 (NTB) - The ferries will not sail today, the ministry said.\n"
    near, _ = read_article(Page("saved/2026-03-04-ferries.txt", text))
    far, problems = read_article(Page("saved/2026-09-04-ferries.txt", text))
    assert near.published == date(2026, 3, 3)
    assert far.published is None
    assert [p.kind for p in problems] == ["date-unresolved"]
