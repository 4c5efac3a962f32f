"""Decisions on conditions over the API: kept, signed, with evidence, undone; refused where they are not clear."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.run.signing import login_name
from tests.ledger.samples import TEXT

WIND = "the wind turns"


def kept(api: TestClient, **decision: Any) -> Any:
    """A decision that is kept."""
    answer = api.post("/conditions", json=decision)
    assert answer.status_code == 201, answer.text
    return answer.json()


def status(api: TestClient) -> str:
    """What the record says of the wind."""
    found = api.get("/conditions").json()["items"]
    return next(str(one["status"]) for one in found if one["words"] == WIND)


def test_a_condition_is_set_with_its_evidence_and_undone(api: TestClient) -> None:
    assert status(api) == "unknown"
    made = kept(api, verdict="met", words=WIND, article="a1", quote=TEXT[:20], why="the forecast")
    assert (made["verdict"], made["words"], made["by"], made["why"]) == ("met", WIND, login_name(), "the forecast")
    assert made["quote"] == {"start": 0, "end": 20, "quote": TEXT[:20]}
    assert status(api) == "met"
    undone = kept(api, verdict="undo", number=made["number"])
    assert undone["undoes"] == made["number"]
    assert status(api) == "unknown"
    log = api.get("/conditions/log", params={"limit": 1}).json()
    assert (log["total"], log["items"][0]["undone"]) == (2, True)


def test_two_conditions_are_joined_and_parted(api: TestClient) -> None:
    first, second, *_ = api.get("/conditions").json()["items"]
    before = api.get("/conditions").json()["total"]
    made = kept(api, verdict="same", words=first["words"], other=second["words"])
    assert made["other_words"] == second["words"]
    assert api.get("/conditions").json()["total"] == before - 1
    kept(api, verdict="not-same", words=first["words"], other=second["words"])
    assert api.get("/conditions").json()["total"] == before


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ({"verdict": "met"}, 400),
        ({"verdict": "met", "words": "pigs fly"}, 400),
        ({"verdict": "met", "words": WIND, "number": 1}, 400),
        ({"verdict": "met", "words": WIND, "article": "a1"}, 400),
        ({"verdict": "met", "words": WIND, "article": "a1", "quote": "words that do not stand there"}, 400),
        ({"verdict": "same", "words": WIND}, 400),
        ({"verdict": "undo"}, 400),
        ({"verdict": "undo", "number": 9}, 400),
        ({"verdict": "undo", "number": 1, "words": WIND}, 400),
        ({"verdict": "perhaps", "words": WIND}, 422),
        ({"verdict": "met", "words": WIND, "until": "soon"}, 422),
        ({"verdict": "met", "words": WIND, "by": "somebody else"}, 422),
    ],
)
def test_what_is_not_clear_is_refused(api: TestClient, decision: dict[str, Any], status: int) -> None:
    assert api.post("/conditions", json=decision).status_code == status
    assert api.get("/conditions/log").json()["total"] == 0


def test_only_json_is_taken(api: TestClient) -> None:
    answer = api.post("/conditions", content='{"verdict": "met"}', headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415
