"""What is worked out ahead is what the pages ask for, so that a first visit finds it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from onrecord.run import ask, review_order
from onrecord.run.desk import Desk
from onrecord.run.warm import warm
from onrecord.web import relating, reviewing, supposing
from onrecord.web.later import Later
from onrecord.web.pages import issue, stories
from onrecord.web.warming import steps


@pytest.mark.parametrize(
    ("page", "work"),
    [
        ("/digest", (ask, "news")),
        ("/whatif", (supposing, "decided")),
        ("/issues/lake-force/troops", (issue, "course")),
        ("/network", (relating, "layout")),
        ("/network/camps", (relating, "polarization")),
        ("/review", (review_order, "queued")),
        ("/whatif", (ask, "propositions")),
        ("/stories", (stories, "listed")),
        ("/review?state=second", (reviewing, "review_log")),
        ("/review/compare", (reviewing, "review_log")),
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


def test_a_start_takes_neither_numpy_nor_the_api() -> None:
    told = "import sys, onrecord.web.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()
    assert {"numpy", "networkx", "spacy", "onrecord.api.app"}.isdisjoint(loaded)


def test_the_api_is_made_once_and_when_it_is_asked_for() -> None:
    made: list[Starlette] = []

    def make() -> Starlette:
        made.append(Starlette(routes=[Route("/", lambda _: PlainTextResponse("here"))]))
        return made[-1]

    with TestClient(Starlette(routes=[Mount("/part", Later(make))])) as asking:
        assert not made
        assert [asking.get("/part/").text for _ in range(2)] == ["here", "here"]
    assert len(made) == 1
