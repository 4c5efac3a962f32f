"""What is worked out ahead is what the pages ask for, so that a first visit finds it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from onrecord.run import ask, review_order
from onrecord.run.desk import Desk
from onrecord.run.warm import warm
from onrecord.web import supposing
from onrecord.web.pages import issue, network, review_compare, stories
from onrecord.web.warming import steps


@pytest.mark.parametrize(
    ("page", "work"),
    [
        ("/digest", (ask, "digested")),
        ("/whatif", (supposing, "decided")),
        ("/issues/lake-force/troops", (issue, "course")),
        ("/network", (network, "layout")),
        ("/network/camps", (network, "polarization")),
        ("/review", (review_order, "queued")),
        ("/whatif", (ask, "propositions")),
        ("/stories", (stories, "listed")),
        ("/review/compare", (review_compare, "review_log")),
    ],
)
def test_a_first_visit_finds_the_answer(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch, page: str, work: tuple[object, str]
) -> None:
    known = client.get("/issues.json").json()
    asked = page.replace("troops", known[0]["issue"])
    warm(desk.snapshot(), steps(desk))

    def never(*_: object, **__: object) -> object:
        raise AssertionError(f"{work[1]} was worked out again")

    monkeypatch.setattr(*work, never)
    assert client.get(asked).status_code == 200
