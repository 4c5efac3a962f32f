"""The frame around every page: what it guards, how it fails, what it says."""

from __future__ import annotations

from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient


def test_the_list_of_dossiers_and_its_twins(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "A monitoring force for the lake" in page.text
    assert client.get("/index.json").json()[0]["id"] == "lake-force"
    assert client.get("/index.csv").text.splitlines()[0] == "id,title,issues,holders,positions,latest"


def test_every_answer_lets_nothing_else_run_or_load(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/index.json", "/static/desk.css"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_a_host_that_only_resolves_to_this_machine_gets_nothing(client: TestClient) -> None:
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:9"}).status_code == 200


def test_errors_have_one_shape(client: TestClient) -> None:
    fault = client.get("/nowhere.json").json()["error"]
    assert (fault["status"], fault["message"]) == (404, "there is no such page")
    assert "at the top" in fault["remedy"]
    assert client.get("/review/undo.json").status_code == 404
    assert "in this way" in client.get("/review/undo").text
    page = client.get("/nowhere")
    assert page.status_code == 404
    assert "<h1>Not Found</h1>" in page.text


@pytest.mark.parametrize("path", ["/review", "/articles", "/changes"])
def test_a_long_list_comes_in_parts(client: TestClient, path: str) -> None:
    def items(answer: Response) -> list[Any]:
        found: Any = answer.json()
        some: list[Any] = found["queue"] if isinstance(found, dict) else found
        return some

    whole = client.get(f"{path}.json")
    total = int(whole.headers["X-Total-Count"])
    assert len(items(whole)) == total > 1
    assert "Link" not in whole.headers
    answer, got = client.get(f"{path}.json", params={"limit": 1}), []
    while True:
        got += items(answer)
        if "next" not in answer.links:
            break
        following = answer.links["next"]["url"]
        if isinstance(answer.json(), dict):
            assert answer.json()["next"] == following
        answer = client.get(following)
    assert got == items(whole)
    lines = client.get(f"{path}.csv").text.split("\r\n")
    part = client.get(f"{path}.csv", params={"limit": 1, "start": 1}).text.split("\r\n")
    assert part[:2] == [lines[0], lines[2]]
    assert part[2:] == [""]
    for wrong in ({"limit": "0"}, {"limit": "5001"}, {"limit": "x"}, {"start": "-1"}):
        assert client.get(f"{path}.json", params=wrong).status_code in (400, 422)


@pytest.mark.parametrize(
    "path", ["/network", "/issues/lake-force/mandate", "/actors/FRA", "/whatif", "/digest", "/review/compare"]
)
def test_an_object_of_several_lists_has_each_cut_at_the_same_place(client: TestClient, path: str) -> None:
    whole = client.get(f"{path}.json")
    lists = {name: value for name, value in whole.json().items() if isinstance(value, list)}
    total = int(whole.headers["X-Total-Count"])
    assert total == max(map(len, lists.values()))
    got: dict[str, list[Any]] = {name: [] for name in lists}
    following: str | None = f"{path}.json?limit=2"
    while following:
        answer = client.get(following)
        part = answer.json()
        assert answer.headers["X-Total-Count"] == str(total)
        assert all(len(part[name]) <= 2 for name in lists)
        for name in lists:
            got[name] += part[name]
        following = part["next"]
    assert got == lists
    assert whole.json()["next"] is None
    lines = client.get(f"{path}.csv").text.split("\r\n")
    assert client.get(f"{path}.csv", params={"limit": 1}).text.split("\r\n")[:2] == lines[:2]
