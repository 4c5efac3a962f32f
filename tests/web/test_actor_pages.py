"""The pages of actors: the list, and one holder's stances, course, pledges, voices and company."""

from __future__ import annotations

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

HTMX = {"HX-Request": "true"}


def names(page: str) -> list[str]:
    """The actors that a list shows, in order."""
    return re.findall(r'<th scope="row"><a href="/actors/(\w+)">', page)


def test_the_list_shows_every_holder_with_its_stances(client: TestClient) -> None:
    page = client.get("/actors").text
    assert names(page) == ["ALB", "EU", "FRA", "DEU", "GRC", "ITA"]
    assert 'aria-label="send: delivers"' in page
    assert 'class="pip none"' in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("find=ALBAN", ["ALB"]),
        ("find=fra", ["FRA"]),
        ("region=western-europe", ["FRA", "DEU"]),
        ("member_of=EU&find=it", ["ITA"]),
        ("find=nobody", []),
        ("on=2026-01-05", ["FRA", "ITA"]),
    ],
)
def test_the_list_can_be_narrowed(client: TestClient, query: str, found: list[str]) -> None:
    assert names(client.get(f"/actors?{query}", headers=HTMX).text) == found
    assert [one["holder"] for one in client.get(f"/actors.json?{query}").json()] == found


def test_the_list_can_be_sorted(client: TestClient) -> None:
    by_reports = [one["positions"] for one in client.get("/actors.json?sort=positions").json()]
    assert by_reports == sorted(by_reports, reverse=True)
    assert 'aria-sort="descending"' in client.get("/actors?sort=latest").text


def test_the_list_as_csv_counts_levels(client: TestClient) -> None:
    rows = {row["holder"]: row for row in csv.DictReader(io.StringIO(client.get("/actors.csv").text))}
    assert (rows["DEU"]["issues"], rows["DEU"]["delivers"], rows["DEU"]["opposes"]) == ("1", "1", "0")


def test_an_actor_says_where_it_stands_and_how_it_came_there(client: TestClient) -> None:
    page = client.get("/actors/FRA").text
    assert "Where it stands" in page
    assert 'href="/issues/lake-force/mandate"' in page
    assert ">France over time</title>" in page
    assert "15 Jan 2026: supports; was doubts" in page
    assert 'href="/actors?member_of=NATO"' in page
    assert "Western Europe" in page
    assert " style=" not in page


def test_an_actor_as_of_a_day(client: TestClient) -> None:
    early = client.get("/actors/FRA.json?on=2026-01-05").json()
    assert [one["level"] for one in early["stances"]] == ["doubts"]
    late = client.get("/actors/FRA.json").json()
    assert [one["level"] for one in late["stances"]] == ["supports"]
    assert len(late["timeline"]) == 2


def test_pledges_and_voices(client: TestClient) -> None:
    made = client.get("/actors/ALB.json").json()
    assert [one["issue"] for one in made["pledges"]] == ["send"]
    assert any(one["speaker"] == "Ada Prifti" for one in made["speakers"])
    page = client.get("/actors/ALB").text
    assert "Pledges" in page and "Who speaks for it" in page and "Ada Prifti" in page


def test_company_says_on_how_many_issues(client: TestClient) -> None:
    made = {one["holder"]: one for one in client.get("/actors/FRA.json").json()["company"]}
    assert made["EU"] == {"holder": "EU", "issues": 1, "share": 1.0, "together": ["mandate"], "apart": []}
    assert "1 of 1" in client.get("/actors/FRA").text


def test_what_was_said_on_its_behalf_stands_once(client: TestClient) -> None:
    page = client.get("/actors/ALB").text
    said = page.partition('<h2 id="said">')[2]
    assert said.count("will not send") == 1
    assert "2 articles" in said


def test_the_stances_of_an_actor_as_csv(client: TestClient) -> None:
    (row,) = csv.DictReader(io.StringIO(client.get("/actors/DEU.csv").text))
    assert (row["issue"], row["level"], row["conditional"]) == ("send", "delivers", "false")


def test_an_actor_that_is_none_is_not_found(client: TestClient) -> None:
    answer = client.get("/actors/NOBODY/president")
    assert answer.status_code == 404
    assert "list of actors" in answer.text
