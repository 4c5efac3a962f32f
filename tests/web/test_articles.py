"""The list of articles, and an article with everything that was read out of it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from onrecord.records import Span
from onrecord.run.desk import Desk
from onrecord.web.marking import Mark, pieces, speaker_span
from tests.ledger.samples import RUN, TEXT, one_position


def test_articles_latest_first_with_twins(client: TestClient) -> None:
    page = client.get("/articles").text
    assert page.index("On b8") < page.index("On b6") < page.index("On b7")
    assert client.get("/articles.json").json()[0]["id"] == "b8"
    assert len(client.get("/articles.csv").text.splitlines()) == 11


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("outlet=Lakeside+Post", {"a2"}),
        ("text=keeps+its", {"a1", "a2"}),
        ("since=2026-01-10", {"b6", "b8"}),
        ("until=2026-01-03&dossier=lake-force", {"b4"}),
        ("origin=o-eu", {"b5"}),
        ("dossier=other", set()),
    ],
)
def test_articles_that_pass_the_filters(client: TestClient, query: str, ids: set[str]) -> None:
    assert {one["id"] for one in client.get(f"/articles.json?{query}").json()} == ids


def text_of(page: str) -> str:
    """What the article's text shows, without its marks."""
    shown = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert shown is not None
    return unescape(re.sub(r"<[^>]+>", "", shown[1]))


def test_an_article_shows_its_very_text_and_all_its_records(client: TestClient) -> None:
    page = client.get("/articles/a1").text
    assert text_of(page) == TEXT
    for kind in ("boilerplate", "headline", "statement", "speaker", "cue", "position", "condition", "dropped"):
        assert re.search(rf'class="m [a-z ]*{kind}', page), kind
    assert 'id="p-a1-refuses"' in page
    assert "related links" in page
    assert "in boilerplate" in page
    assert "date-unresolved" in page
    assert "The same report stands in 1 other article" in page
    assert "/articles/a2" in page
    assert "Ada Prifti" in page


def test_an_article_as_data(client: TestClient) -> None:
    assert len(client.get("/articles/a1.json").json()["positions"]) == 2
    assert "p-a1-offers" in client.get("/articles/a1.csv").text
    assert client.get("/articles/nothing").status_code == 404


def test_pieces_are_the_text_cut_at_every_boundary() -> None:
    text = "one 🛶 two three"
    marks = [Mark(0, 9, "statement", "s"), Mark(4, 15, "position", "p"), Mark(6, 9, "position", "q")]
    found = pieces(text, marks)
    assert "".join(one.text for one in found) == text
    assert [(one.text, one.kinds, one.records) for one in found] == [
        ("one ", "statement", "s"),
        ("🛶 ", "statement position", "s p"),
        ("two", "statement position position-twice", "s p q"),
        (" three", "position", "p"),
    ]
    assert [one.opens for one in found] == [("s",), ("p",), ("q",), ()]


def test_the_speaker_is_marked_where_it_stands_nearest_to_the_cue() -> None:
    text = "Rama met Rama’s envoy; Rama said no."
    cue = Span(text.index("said"), text.index("said") + 4, "said")
    found = speaker_span(text, "Rama", cue)
    assert found is not None
    assert found.start == text.rindex("Rama")
    assert speaker_span(text, None, cue) is None
    assert speaker_span(text, "Berisha", cue) is None


def test_an_id_may_hold_any_character(client: TestClient, desk: Desk) -> None:
    odd = "wire/2026?n=1#top 100% é.json"
    with desk.writing() as ledger:
        ledger.write(RUN, one_position(odd, "ALB", "opposes"))
    listed = client.get("/articles?text=wire%2F2026").text
    link = unescape(re.search(r'href="(/articles/wire[^"]+)"', listed)[1])  # type: ignore[index]
    page = client.get(link)
    assert page.status_code == 200
    assert "ALB opposes" in page.text
    twin = unescape(re.search(r'href="([^"]+\.json)"', page.text)[1])  # type: ignore[index]
    assert client.get(twin).json()["id"] == odd


def test_what_an_article_says_is_never_markup(client: TestClient, desk: Desk) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    with desk.writing() as ledger:
        ledger.write(RUN, one_position(hostile, "ALB", "opposes", outlet='"><b onclick="x">'))
    for path in ("/articles", "/cell?holder=ALB&issue=send", f"/positions/{quote(f'p-{hostile}', safe='')}"):
        page = client.get(path).text
        assert "<script>alert" not in page, path
        assert "<img" not in page, path
        assert "<b onclick" not in page, path
