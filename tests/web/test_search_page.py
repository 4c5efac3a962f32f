"""The search page: hits with marks, facets that narrow, data beside it, nothing that a page could run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from onrecord.records import Article, Reading, Span
from onrecord.run.desk import Desk
from tests.ledger.samples import RUN


def test_hits_are_marked_in_place(client: TestClient) -> None:
    page = client.get("/search", params={"q": '"single monitor"'}).text
    assert "<mark>single monitor</mark> 🛶" in page
    assert 'href="/articles/a1"' in page


def test_statements_are_searched_too(client: TestClient) -> None:
    found = client.get("/search.json", params={"q": "prifti albania", "kind": "statement"}).json()
    assert {hit["article"] for hit in found["hits"]} == {"a1", "a2"}
    assert found["hits"][0]["on_behalf_of"] == "ALB"
    for hit in found["hits"]:
        start = hit["excerpt"]["start"]
        for mark in hit["excerpt"]["marks"]:
            quote = hit["excerpt"]["quote"][mark["start"] - start : mark["end"] - start]
            assert quote == mark["quote"]


def test_facets_narrow(client: TestClient) -> None:
    found = client.get("/search.json", params={"q": "monitor"}).json()
    assert found["total"] == 2
    assert {one["value"] for one in found["facets"]["outlet"]} == {"The Ferryman", "Lakeside Post"}
    assert found["facets"]["month"] == [{"value": "2026-01", "count": 2}]
    assert {one["value"] for one in found["facets"]["actor"]} >= {"ALB", "GRC"}
    one = client.get("/search.json", params={"q": "monitor", "outlet": "Lakeside Post"}).json()
    assert [hit["article"] for hit in one["hits"]] == ["a2"]
    page = client.get("/search", params={"q": "monitor", "outlet": "Lakeside Post"}).text
    assert "Lakeside Post" in page
    assert "show all again" in page
    none = client.get("/search.json", params={"q": "monitor", "dossier": "no-such"}).json()
    assert none["hits"] == []


def test_where_nothing_has_all_words_any_of_them_will_do(client: TestClient) -> None:
    found = client.get("/search.json", params={"q": "monitor zeppelin"}).json()
    assert found["any_of"]
    assert found["total"] == 2
    assert "has one of them" in client.get("/search", params={"q": "monitor zeppelin"}).text


@pytest.mark.parametrize("typed", ["", '"', "-only", "AND OR", "a\x00b", "%'--", "(((", "*", "x" * 3000, "🛶"])
def test_nothing_that_is_typed_is_an_error(client: TestClient, typed: str) -> None:
    for suffix in ("", ".json", ".csv"):
        assert client.get(f"/search{suffix}", params={"q": typed}).status_code == 200


@pytest.mark.parametrize("wrong", [{"kind": "pictures"}, {"start": "-3"}, {"start": "many"}])
def test_a_wrong_choice_is_refused_with_a_remedy(client: TestClient, wrong: dict[str, str]) -> None:
    answer = client.get("/search.json", params={"q": "lake", **wrong})
    assert answer.status_code == 400
    assert answer.json()["error"]["remedy"]


def test_markup_in_an_article_stays_text(client: TestClient, desk: Desk) -> None:
    text = "The lake <script>alert(1)</script> & <b>ferries</b> meet."
    article = Article("evil", text, (Span(0, len(text), text),), title="<img src=x> lake", outlet="=cmd()")
    with desk.writing() as ledger:
        ledger.write(RUN, replace(Reading(article), origin="o-e", story="s-e"))
    page = client.get("/search", params={"q": "script ferries"}).text
    assert "&lt;<mark>script</mark>&gt;" in page
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "'=cmd()" in client.get("/search.csv", params={"q": "ferries alert"}).text


def test_the_words_have_the_name_that_the_api_gives_them(client: TestClient) -> None:
    found = client.get("/search.json", params={"text": "monitor"}).json()
    assert found["total"] > 0
    assert client.get("/search.json", params={"q": "monitor"}).json() == found
    page = client.get("/search", params={"q": "monitor", "kind": "statement"}).text
    assert 'name="text" value="monitor"' in page
    assert '<input type="hidden" name="q"' not in page
