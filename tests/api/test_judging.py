"""Decisions over the API: kept, signed, applied everywhere, undone; refused where they are not clear or not ours."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.run.desk import Desk
from onrecord.run.signing import login_name
from onrecord.web.app import create_app

ADDRESS = "http://127.0.0.1:8321"


def kept(api: TestClient, **decision: Any) -> Any:
    """A decision that is kept."""
    answer = api.post("/judgements", json=decision)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_decision_is_kept_and_undone(api: TestClient) -> None:
    before = api.get("/positions").json()
    made = kept(api, verdict="reject", positions=["p-b1", "p-b2"], why="misread")
    assert [(one["position"], one["verdict"], one["by"]) for one in made["entries"]] == [
        ("p-b1", "reject", login_name()),
        ("p-b2", "reject", login_name()),
    ]
    assert api.get("/positions").json()["total"] == before["total"] - 2
    undone = kept(api, verdict="undo", number=made["number"])
    assert {one["undoes"] for one in undone["entries"]} == {one["number"] for one in made["entries"]}
    assert api.get("/positions").json()["items"][0]["id"] == before["items"][0]["id"]
    log = api.get("/judgements", params={"limit": 2}).json()
    assert [one["undone"] for one in log["items"]] == [True, True]
    assert api.get("/judgements", params={"limit": 9, "cursor": log["next"]}).json()["total"] == 4


def test_accepting_and_correcting(api: TestClient) -> None:
    kept(api, verdict="accept", positions=["p-b3"])
    assert api.get("/positions/p-b3").json()["judged"]["verdict"] == "accept"
    correction = {"level": "opposes", "evidence": "ITA open the plan", "conditions": []}
    made = kept(api, verdict="edit", positions=["p-b4"], correction=correction)
    (entry,) = made["entries"]
    assert (entry["read"]["level"], entry["record"]["level"]) == ("open", "opposes")
    assert entry["record"]["evidence"]["quote"] == "ITA open the plan"
    kept(api, verdict="edit", positions=["p-b7", "p-b8"], correction={"issue": "send"})
    assert {one["issue"] for one in api.get("/positions?actor=FRA").json()["items"]} == {"send"}


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ({"verdict": "accept", "positions": ["none"]}, 400),
        ({"verdict": "accept"}, 400),
        ({"verdict": "edit", "positions": ["p-b1"]}, 400),
        ({"verdict": "edit", "positions": ["p-b1"], "correction": {}}, 400),
        ({"verdict": "edit", "positions": ["p-b1"], "correction": {"evidence": "not in the text"}}, 400),
        ({"verdict": "edit", "positions": ["p-b1"], "correction": {"holder": "Atlantis"}}, 400),
        ({"verdict": "undo"}, 400),
        ({"verdict": "undo", "number": 99}, 400),
        ({"verdict": "accept", "positions": ["p-b1"], "number": 1}, 400),
        ({"verdict": "perhaps"}, 422),
        ({"verdict": "accept", "positions": ["p-b1"], "by": "somebody else"}, 422),
    ],
)
def test_what_is_not_clear_is_refused(api: TestClient, decision: dict[str, Any], status: int) -> None:
    assert api.post("/judgements", json=decision).status_code == status
    assert api.get("/judgements").json()["total"] == 0


def test_other_sites_cannot_decide(desk: Desk) -> None:
    decision = '{"verdict": "reject", "positions": ["p-b1"]}'
    with TestClient(create_app(desk), base_url=ADDRESS) as browser:
        for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
            answer = browser.post("/api/v1/judgements", content=decision, headers={"Content-Type": kind})
            assert answer.status_code == 415, kind
        headers = {"Content-Type": "application/json", "Origin": "http://elsewhere.example"}
        assert browser.post("/api/v1/judgements", content=decision, headers=headers).status_code == 403
        own = {"Content-Type": "application/json", "Origin": ADDRESS}
        assert browser.post("/api/v1/judgements", content=decision, headers=own).status_code == 201
