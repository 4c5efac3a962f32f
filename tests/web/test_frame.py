"""The frame around every page: what it guards, how it fails, what it says."""

from __future__ import annotations

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
