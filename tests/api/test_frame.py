"""What all routes share: errors of one shape, ETags, cursors, a description that is right."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.api.app import create_api
from onrecord.api.faults import MEDIA
from onrecord.run.desk import Desk
from onrecord.web.app import create_app
from tests.databases import Place
from tests.ledger.samples import LATER, one_position

ADDRESS = "http://127.0.0.1:8321"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "Not Found"),
        ("/articles/none", 404, "the ledger holds no article 'none'"),
        ("/positions/none", 404, "the ledger holds no position 'none'"),
        ("/dossiers/none", 404, "the ledger holds no dossier 'none'"),
        ("/positions?actor=Atlantis", 400, "the ledger knows no actor 'Atlantis'"),
        ("/positions?cursor=zz", 400, "this is no cursor"),
        ("/statements?cursor=WyJ4Il0", 400, "this is no cursor"),
        ("/whatif?met=pigs+fly", 400, "no condition on record"),
        ("/whatif?met=the+wind+turns&unmet=the+wind+turns", 400, "two statuses"),
        ("/positions?since=yesterday", 422, "since:"),
        ("/positions?levle=open", 422, "levle:"),
        ("/timeline", 422, "actor:"),
        ("/positions?limit=501", 422, "limit:"),
    ],
)
def test_errors_have_one_shape(api: TestClient, path: str, status: int, words: str) -> None:
    answer = api.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == MEDIA
    found = answer.json()
    assert set(found) == {"type", "title", "status", "detail", "remedy", "errors"}
    assert found["status"] == status
    assert found["detail"].startswith(words) or words in found["detail"]
    assert ".db" not in answer.text


def test_no_route_is_for_other_methods(api: TestClient) -> None:
    answer = api.delete("/positions")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert api.delete("/judgements").headers["allow"] == "GET, POST"
    assert answer.headers["content-type"] == MEDIA


def test_an_unchanged_answer_is_not_sent_again(api: TestClient, desk: Desk) -> None:
    first = api.get("/positions")
    tag = first.headers["etag"]
    again = api.get("/positions", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get("/positions?limit=3", headers={"If-None-Match": tag}).status_code == 200
    with desk.writing() as ledger:
        ledger.write(LATER, one_position("c1", "NOR", "supports"))
    changed = api.get("/positions", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag
    assert changed.json()["total"] == first.json()["total"] + 1


def test_a_page_goes_on_where_it_ended_though_the_ledger_grew(api: TestClient, desk: Desk) -> None:
    for path in ("/positions", "/statements", "/articles", "/actors"):
        whole = [one["id"] for one in api.get(path, params={"limit": 500}).json()["items"]]
        first = api.get(path, params={"limit": 2}).json()
        with desk.writing() as ledger:
            ledger.write(LATER, one_position(f"c{path[1]}", "NOR", "supports"))
        rest = api.get(path, params={"limit": 500, "cursor": first["next"]}).json()
        seen = [one["id"] for one in (*first["items"], *rest["items"])]
        assert [one for one in seen if one in whole] == whole, path


def test_a_cursor_is_of_one_question(api: TestClient) -> None:
    cursor = api.get("/positions?limit=1").json()["next"]
    for path in ("/positions?actor=ALB&", "/statements?", "/articles?"):
        assert api.get(f"{path}cursor={cursor}").status_code == 400


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [one for part in value for one in _objects(part)]
    if not isinstance(value, dict):
        return []
    return [value, *(one for part in value.values() for one in _objects(part))]


def test_the_description_is_exact(api: TestClient) -> None:
    described = api.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": "/api/v1"}]
    for name, one in described["components"]["schemas"].items():
        assert "__" not in name, "two shapes have one name, and are told apart by their modules"
        if one.get("type") == "object":
            assert one["additionalProperties"] is False, name
            asked = name in ("NewJudgement", "Corrected", "NewCondition", "NewEntry", "Stretch")
            assert asked or set(one.get("required", ())) | {"text"} >= set(one["properties"]), name
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation["description"], path
            if method == "post":
                assert {"201", "400", "403", "415", "422", "503"} <= set(operation["responses"]), path
                continue
            assert {"200", "304", "400", "422", "503"} <= set(operation["responses"]), path
            assert operation["responses"]["200"]["content"]["application/json"]["schema"], path
            assert all("description" in one for one in operation.get("parameters", ()) if one["in"] == "query"), path
    references = {one["$ref"] for one in _objects(described) if isinstance(one.get("$ref"), str)}
    known = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert references <= known


def test_the_desk_serves_it_and_guards_it(desk: Desk) -> None:
    with TestClient(create_app(desk), base_url=ADDRESS) as browser:
        answer = browser.get("/api/v1/positions?limit=1")
        assert answer.status_code == 200
        assert answer.headers["content-security-policy"]
        assert answer.headers["etag"]
        assert browser.get("/api/v1/openapi.json").json()["info"]["title"] == "onrecord"
        missing = browser.get("/api/v1/nowhere")
        assert (missing.status_code, missing.headers["content-type"]) == (404, MEDIA)
        rebound = browser.get("/api/v1/positions", headers={"Host": "rebound.example"})
        assert (rebound.status_code, rebound.headers["content-type"]) == (421, MEDIA)
        foreign = browser.post("/api/v1/positions", json={}, headers={"Origin": "http://elsewhere.example"})
        assert (foreign.status_code, foreign.json()["detail"]) == (403, "this request comes from another site")


def test_an_unforeseen_fault_says_nothing_of_its_inside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("a secret")

    app = create_app(desk)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as browser:
        monkeypatch.setattr(desk, "snapshot", broken)
        answer = browser.get("/api/v1/positions")
        assert (answer.status_code, answer.headers["content-type"]) == (500, MEDIA)
        assert "secret" not in answer.text


def test_a_ledger_that_went_away_is_no_crash(desk: Desk, new_place: Place) -> None:
    with TestClient(create_api(desk)) as client:
        new_place.remove(str(desk.place))
        answer = client.get("/positions")
        assert (answer.status_code, answer.headers["content-type"]) == (503, MEDIA)
