"""The matrix, the evidence behind a cell, and why a position is on record."""

from __future__ import annotations

import csv
import io
import re
from html import escape

import pytest
from starlette.testclient import TestClient

HTMX = {"HX-Request": "true"}


def test_the_matrix_shows_actors_issues_levels_and_marks(client: TestClient) -> None:
    page = client.get("/dossiers/lake-force").text
    assert "Albania" in page
    assert 'scope="col"' in page
    assert 'href="/cell?holder=ALB&amp;issue=send&amp;dossier=lake-force"' in page
    assert "level-delivers" in page
    assert ">anon</span>" in page
    assert ">if</span>" in page
    assert ">1 origin</span>" in page
    assert "new ↑" in page


def test_a_filter_by_htmx_brings_the_table_alone(client: TestClient) -> None:
    part = client.get("/dossiers/lake-force?level=delivers", headers=HTMX).text
    assert "<html" not in part
    assert re.findall(r'class="cell level-(\w+)"', part) == ["delivers"]
    assert "Take this filter off" in part


@pytest.mark.parametrize(
    ("query", "holders"),
    [
        ("on=2026-01-05", {"ITA", "FRA"}),
        ("region=western-europe", {"DEU", "FRA"}),
        ("member_of=NATO&level=supports", {"ITA", "FRA"}),
        ("anonymous=yes", {"EU"}),
        ("min_origins=2", set()),
        ("min_confidence=0.9", {"ALB"}),
    ],
)
def test_filters_of_the_matrix(client: TestClient, query: str, holders: set[str]) -> None:
    found = client.get(f"/dossiers/lake-force.json?{query}").json()
    assert set(found["holders"]) == holders


def test_a_wrong_filter_says_what_would_be_right(client: TestClient) -> None:
    answer = client.get("/dossiers/lake-force?level=maybe")
    assert answer.status_code == 400
    assert "Give one of rules_out" in answer.text


def test_the_matrix_as_csv_has_a_cell_a_row(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/dossiers/lake-force.csv?sort=send").text)))
    assert {row["holder"] for row in rows} == {"ALB", "GRC", "ITA", "EU", "DEU", "FRA"}
    assert rows[0]["level"] == "delivers"


def test_an_unknown_dossier_is_a_page_of_its_own(client: TestClient) -> None:
    assert client.get("/dossiers/nowhere").status_code == 404
    assert client.get("/dossiers/nowhere.json").json()["error"]["status"] == 404


def test_a_cell_shows_its_evidence_newest_first_in_context(client: TestClient) -> None:
    part = client.get("/cell?holder=ALB&issue=send&dossier=lake-force", headers=HTMX).text
    assert "<html" not in part
    days = re.findall(r'class="when">([^<]+)<', part)
    assert days == ["9 Jan 2026", "8 Jan 2026", "5 Jan 2026"]
    assert "single monitor 🛶 to the lake</span>" in part
    assert "/articles/a1#p-a1-refuses" in part
    assert part.count("Copies:") == 1
    assert 'class="badge contested"' in part
    whole = client.get("/cell?holder=ALB&issue=send&dossier=lake-force").text
    assert "<html" in whole


def test_a_cell_without_evidence_is_not_there(client: TestClient) -> None:
    assert client.get("/cell?holder=BRA&issue=send").status_code == 404
    assert client.get("/cell?holder=BRA").status_code == 422


def test_a_cell_as_data(client: TestClient) -> None:
    found = client.get("/cell.json?holder=ITA&issue=mandate").json()
    assert found["evidence"][0]["id"] == "p-b3"
    assert found["conditional"]
    assert client.get("/cell.csv?holder=ITA&issue=mandate").text.startswith("id,date,holder")


def test_why_a_position_is_on_record(client: TestClient) -> None:
    page = client.get("/positions/p-a1-refuses").text
    story = next(one["title"] for one in client.get("/stories.json").json() if one["id"] == "s-1")
    assert f'<a href="/stories/s-1">{story}</a>' in page
    assert "A monitoring force for the lake</a>" in page
    assert "What decided it" in page
    assert "“will not send”" in page
    assert "What contradicts it" in client.get("/positions/p-b1").text
    assert "Will it send monitors to the lake?" in page
    assert client.get("/positions/p-b1.json").json()["contradicted_by"]
    assert client.get("/positions/nothing").status_code == 404


def test_the_evidence_is_that_of_the_matrix_as_it_is_filtered(client: TestClient) -> None:
    page = client.get("/dossiers/lake-force?on=2026-01-07&region=southern-europe").text
    link = "/cell?holder=ALB&issue=send&dossier=lake-force&on=2026-01-07"
    assert f'href="{escape(link)}"' in page
    part = client.get(link, headers=HTMX).text
    assert re.findall(r'class="when">([^<]+)<', part) == ["5 Jan 2026"]
    assert "on=2026-01-07" in part.partition("own page")[0]


def test_an_issue_is_named_by_what_it_asks(client: TestClient) -> None:
    issue = client.get("/issues.json").json()[0]
    asked = f'<span class="its-question">{escape(issue["question"])}</span>'
    assert asked in client.get(f"/dossiers/{issue['dossier']}").text
    assert asked in client.get("/changes").text + client.get("/conflicts").text
    assert escape(issue["question"]) in client.get("/review").text


def test_digest_story_and_article_name_an_issue_by_what_it_asks(client: TestClient) -> None:
    questions = {one["issue"]: one["question"] for one in client.get("/issues.json").json()}
    article = next(one for one in client.get("/articles.json").json() if one["positions"] and one["story"])
    held = client.get(f"/articles/{article['id']}.json").json()["positions"]
    news = client.get("/digest.json?since=2026-01-01").json()["positions"]
    pages = {
        "/digest?since=2026-01-01": {one["evidence"]["issue"] for one in news},
        f"/stories/{article['story']}": {one["issue"] for one in held},
        f"/articles/{article['id']}": {one["issue"] for one in held},
    }
    for path, issues in pages.items():
        page = client.get(path).text
        assert issues
        assert all(f'<span class="its-question">{escape(questions[one])}</span>' in page for one in issues)
