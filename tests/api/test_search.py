"""Searching over the API: the words marked where they stand, facets, pages."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.ledger.samples import TEXT


def test_articles_and_statements_that_have_the_words(api: TestClient) -> None:
    found = api.get("/search", params={"text": "monitor lake"}).json()
    assert {one["article"] for one in found["items"]} == {"a1", "a2"}
    assert {one["value"]: one["count"] for one in found["facets"]["outlet"]} == {"The Ferryman": 1, "Lakeside Post": 1}
    marks = found["items"][0]["excerpt"]["marks"]
    assert marks
    assert all(TEXT[mark["start"] : mark["end"]] == mark["quote"] for mark in marks)
    said = api.get("/search", params={"text": "council", "kind": "statement"}).json()
    assert {(one["hit"], one["kind"]) for one in said["items"]} <= {
        ("statement", kind) for kind in ("direct", "indirect", "mixed")
    }
    assert {one["id"] for one in said["items"]} == {"st-a1-2", "st-a2-2"}


def test_facets_narrow_and_pages_go_on(api: TestClient) -> None:
    narrowed = api.get("/search", params={"text": "lake", "outlet": "Lakeside Post"}).json()
    assert [one["article"] for one in narrowed["items"]] == ["a2"]
    whole = [one["article"] for one in api.get("/search", params={"text": "plan"}).json()["items"]]
    assert len(whole) == 8
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = api.get("/search", params={"text": "plan", "limit": 3, **cursor}).json()
        seen += [one["article"] for one in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert seen == whole
    assert api.get("/search", params={"text": "lake", **cursor}).status_code == 400


@pytest.mark.parametrize("text", ['"', "-", "OR", "🛶", "a" * 500, "\x00", "NEAR(", "*"])
def test_no_words_are_an_error(api: TestClient, text: str) -> None:
    assert api.get("/search", params={"text": text}).status_code == 200
