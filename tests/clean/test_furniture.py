"""Furniture and reporting told apart, both ways: every line stands once after the last paragraph and once amid them."""

import pytest

from onrecord.clean.layout import Layout, lay_out

LEAD = "The foreign minister said on Monday that his country would send no soldiers to the mission."
MORE = "An aide told reporters in Oslo that the decision was firm and would not be revisited this year."

FURNITURE = """\
related-links|Read more: Norway lifts its ban on drones
related-links|[Related: Peru drops a visa rule]
related-links|More from Harbour Post: Peru drops a visa rule
related-links|In other news: Peru drops a visa rule | Chile votes
related-links|» Peru drops a visa rule
related-links|Peru drops a visa rule Read more
related-links|MOST READ
caption|FILE PHOTO: The prime minister arrives in Oslo. HARBOUR/File
caption|A guard at the border. [File: Jane Doe/Reuters]
caption|Photo by Jane Doe / Getty Images
newsletter|Sign up for our morning newsletter.
newsletter|Get the day's news straight to your inbox.
newsletter|Subscribe to our channel on Telegram
paywall|You have 3 free articles left this month.
paywall|Only $5 a month.
paywall|To read this article in full, log in or subscribe
paywall|Your support makes our journalism possible. Donate today.
share-bar|Harbour Staff | 3 min read | Share
share-bar|Follow us on X: @harbourpost
share-bar|Tweet
advertisement|ADVERTISEMENT
advertisement|Story continues below advertisement
copyright|© 2026 Harbour Post. All rights reserved.
credits-line|(Reporting by Jane Doe in Oslo; editing by John Roe)
credits-line|Reporting by Jane Doe and John Roe; Editing by Max Moe
credits-line|Associated Press writer Jane Doe in Riga contributed to this report.
credits-line|With inputs from agencies
credits-line|AFP
contact|Have a tip? Write to tips@harbour.example
contact|Got a question for our reporters? Send it in.
disclaimer|The views expressed here are the author's own.
disclaimer|This article was translated by machine.
navigation|Skip to main content
navigation|Home > World > Europe
navigation|Home | World | Europe
navigation|Tags: Norway, Peru
separator|* * *
"""

REPORTING = """\
"Sign up and you will regret it," the general said.
Read more widely, the speaker urged deputies.
Follow the money, he told the court, and you will find the minister.
Share prices fell after the ministry's statement on sanctions.
Copyright law was not on the table, the delegate said.
Subscribers to the pact include Norway and Peru.
Q: Will you send troops?
A: No. We have said so before.
19:05 — The delegation has left the building.
The Associated Press reported that talks had stalled.
Photos showed soldiers leaving the base, the ministry said.
Reporting by state media suggested that Oslo would yield.
Contact with the hostages was lost, the envoy said.
Related talks in Oslo broke down, a diplomat said.
Join us in this fight, he told the assembly.
Next week: talks in Oslo on the ceasefire, the ministry said.
Support us or step aside, the rebel chief told Oslo.
Only 20 euros a month is paid to each guard, the union said.
Sources: none of the ministers would comment.
No.
"No."
More: the minister said his country would vote against.
Also on Monday, Peru said it would abstain.
1. Norway will send 200 troops.
- Norway: 200 troops, the ministry said.
The offer is free of conditions, she said.
This is a breaking point, the chancellor warned.
Dear Sir, — Your paper is wrong on Oslo.
"""


def body(layout: Layout) -> str:
    return "\n".join(span.quote for span in layout.body)


@pytest.mark.parametrize("row", FURNITURE.splitlines())
def test_furniture_is_no_body(row: str) -> None:
    why, line = row.split("|", 1)
    for text in (f"{LEAD}\n\n{line}\n\n{MORE}", f"{LEAD}\n\n{MORE}\n\n{line}"):
        layout = lay_out(text)
        assert body(layout) == f"{LEAD}\n{MORE}"
        assert [(piece.span.quote, piece.why) for piece in layout.boilerplate] == [(line, why)]


@pytest.mark.parametrize("line", REPORTING.splitlines())
def test_reporting_is_body(line: str) -> None:
    for text in (f"{LEAD}\n\n{line}\n\n{MORE}", f"{LEAD}\n\n{MORE}\n\n{line}"):
        layout = lay_out(text)
        assert line in body(layout)
        assert layout.boilerplate == ()


def test_a_paragraph_loses_the_furniture_at_its_end() -> None:
    layout = lay_out(f"{LEAD}\n\n{MORE} (Ask us your own questions: ask@harbour.example)")
    assert body(layout) == f"{LEAD}\n{MORE}"
    assert layout.boilerplate[0].why == "contact"


def test_an_idle_sentence_goes_with_the_furniture_around_it() -> None:
    text = f"{LEAD}\n\nNewshour is on Radio Oslo. Get our newsletter. Sign up here."
    assert body(lay_out(text)) == LEAD
    assert "He declined to comment." in body(lay_out(f"{LEAD}\n\nHe declined to comment. Get our newsletter."))


def test_a_list_under_a_heading_ends_where_prose_begins() -> None:
    layout = lay_out(f"{LEAD}\n\nALSO READ\n» Peru votes\n» Chile waits\n\n{MORE}")
    assert body(layout) == f"{LEAD}\n{MORE}"
    assert len(layout.boilerplate) == 3


def test_a_run_of_headlines_at_the_end() -> None:
    headlines = [
        "Norway Opens Inquiry Into Former Harbour Chief Over Missing Funds",
        "Peru Says “Good Progress” Made on Border Talks With Neighbour",
        "Chile Drops Visa Rule for Students After Months of Protest",
    ]
    layout = lay_out("\n".join([LEAD, MORE, "", *headlines]))
    assert body(layout) == f"{LEAD}\n{MORE}"
    assert {piece.why for piece in layout.boilerplate} == {"trailing-headlines"}


def test_lists_that_report_are_no_headlines() -> None:
    offers = ["Norway (north): 200 soldiers", "Peru (west): 40 doctors", "Chile (south): two field hospitals"]
    layout = lay_out("\n".join([LEAD, MORE, "", *offers]))
    assert all(offer in body(layout) for offer in offers)
    terms = ["an end to the shelling by both sides", "the return of all prisoners", "a seat at the table for Peru"]
    layout = lay_out("\n".join([LEAD, "The ministry named these conditions:", "", *terms]))
    assert "a seat at the table" in body(layout)


def test_a_caption_that_returns_and_the_headline_under_its_picture() -> None:
    caption = "Guards at the gate in Oslo"
    lines = ["Oslo says no to force", "Oslo says no to force. File photo", "", caption, LEAD, "", caption, MORE]
    layout = lay_out("\n".join(lines))
    assert layout.headline is not None
    assert layout.headline.quote == "Oslo says no to force"
    assert body(layout) == f"{LEAD}\n{MORE}"


def test_a_page_full_of_repeats_is_left_alone() -> None:
    rows = ["Day one of the plan", "Walk for an hour"] * 6
    layout = lay_out("\n".join([LEAD, *rows, MORE]))
    assert body(layout).count("Walk for an hour") == 6


def test_slogans_beside_furniture_at_the_end() -> None:
    layout = lay_out(f"{LEAD}\n\n{MORE}\n\nThe news you need\n\nSubscribe now for $2 a week.")
    assert body(layout) == f"{LEAD}\n{MORE}"


def test_hard_wrapped_text_is_joined() -> None:
    text = (
        "The foreign minister said on Monday that his country would send no\nsoldiers to the mission, and that the"
        " decision had been taken weeks\nbefore the talks in Oslo began. An aide said that it was firm and that\n"
        "nothing would change it in the course of the present year, whatever\nthe allies might offer in return.\n"
    )
    assert len(lay_out(text).body) == 1
