"""Changes, conflicts, digest, stories: each page with its data."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from onrecord.run.desk import Desk
from tests.ledger.samples import RUN, one_position


@pytest.mark.parametrize("place", ["/changes", "/conflicts", "/digest", "/stories", "/stories/s-1"])
def test_every_page_has_its_data(client: TestClient, place: str) -> None:
    page = client.get(place)
    assert page.status_code == 200
    assert "<h1>" in page.text
    assert client.get(f"{place}.json").json() is not None
    lines = client.get(f"{place}.csv").text.splitlines()
    assert "," in lines[0]


def test_changes_say_what_moved_and_quote_both_reports(client: TestClient) -> None:
    page = client.get("/changes").text
    assert "changed its mind" in page
    found = client.get("/changes.json").json()
    assert any((one["holder"], one["issue"], one["kind"]) == ("FRA", "mandate", "changed_mind") for one in found)
    only = client.get("/changes.json", params={"actor": "France"}).json()
    assert {one["holder"] for one in only} == {"FRA"}
    assert client.get("/changes.json", params={"kind": "denied"}).json() == []
    assert client.get("/changes", params={"kind": "nonsense"}).status_code == 400
    assert client.get("/changes.json", params={"actor": "Nobody"}).json() == []


def test_changes_without_a_day_come_last(client: TestClient, desk: Desk) -> None:
    with desk.writing() as ledger:
        ledger.write(RUN, one_position("u1", "FRA", "rules_out", issue="mandate", said=None, published=None))
    days = [one["date"] or "" for one in client.get("/changes.json").json()]
    assert days[-1] == "" != days[0]
    assert days == sorted(days, reverse=True)


def test_conflicts_show_both_sides(client: TestClient) -> None:
    found = client.get("/conflicts.json").json()
    page = client.get("/conflicts").text
    assert page.count('class="pair"') == len(found)
    assert client.get("/conflicts", params={"kind": "nonsense"}).status_code == 400


def test_the_digest_looks_at_the_last_week_on_record_unless_told(client: TestClient) -> None:
    found = client.get("/digest.json").json()
    assert (found["since"], found["until"]) == ("2026-01-09", "2026-01-15")
    early = client.get("/digest.json", params={"since": "2026-01-01", "until": "2026-01-04"}).json()
    assert early["positions"]
    assert client.get("/digest", params={"since": "2026-02-01", "until": "2026-01-01"}).status_code == 400


def test_stories_count_origins(client: TestClient) -> None:
    found = {one["id"]: one for one in client.get("/stories.json").json()}
    assert found["s-1"]["articles"] == 2
    assert found["s-1"]["origins"] == 1
    assert [one["id"] for one in client.get("/stories.json", params={"copied": "true"}).json()] == ["s-1"]
    assert client.get("/stories.json", params={"text": "no such title"}).json() == []


def test_a_story_is_a_tree_of_origins(client: TestClient) -> None:
    found = client.get("/stories/s-1.json").json()
    (origin,) = found["origins"]
    assert [one["article"] for one in origin["articles"]] == ["a1", "a2"]
    page = client.get("/stories/s-1").text
    assert "going back to 1 origin" in page
    assert client.get("/stories/none").status_code == 404


def test_a_list_is_shown_in_pages_and_a_wrong_place_is_refused(client: TestClient) -> None:
    assert client.get("/changes", params={"start": "-1"}).status_code == 400
    assert "Nothing changed" in client.get("/changes", params={"start": "900"}).text
