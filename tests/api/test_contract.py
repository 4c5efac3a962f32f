"""What every route answers is what the command of its name prints, in pages."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from onrecord.cli import main
from onrecord.export.contract import reading_to_json, schema
from onrecord.run.desk import Desk
from tests.ledger.samples import LATER, RUN, one_position, reading


def printed(desk: Desk, *words: str) -> Any:
    """What a command prints as JSON."""
    out = io.StringIO()
    with redirect_stdout(out):
        assert main([*words, "--ledger", str(desk.place), "--json"]) == 0
    return json.loads(out.getvalue())


def got(api: TestClient, path: str, **query: Any) -> Any:
    """What a route answers."""
    answer = api.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def everything(api: TestClient, path: str, limit: int = 3, **query: Any) -> Iterator[Any]:
    """The items of all pages."""
    cursor: dict[str, str] = {}
    while True:
        found = got(api, path, **query, **cursor, limit=limit)
        assert len(found["items"]) <= limit
        yield from found["items"]
        if found["next"] is None:
            return
        cursor = {"cursor": found["next"]}


@pytest.mark.parametrize(
    ("path", "query", "words"),
    [
        ("/positions", {}, ("positions", "--list")),
        ("/positions", {"actor": ["ALB", "France"]}, ("positions", "--list", "--actor", "ALB", "--actor", "FRA")),
        ("/positions", {"issue": "mandate"}, ("positions", "--list", "--issue", "mandate")),
        ("/positions", {"dossier": "LAKE-force"}, ("positions", "--list", "--dossier", "lake-force")),
        (
            "/positions",
            {"since": "2026-01-05", "until": "2026-01-09"},
            ("positions", "--list", "--since", "2026-01-05", "--until", "2026-01-09"),
        ),
        (
            "/positions",
            {"level": ["open", "supports"]},
            ("positions", "--list", "--level", "open", "--level", "supports"),
        ),
        ("/positions", {"min_confidence": 0.9}, ("positions", "--list", "--min-confidence", "0.9")),
        ("/statements", {}, ("statements",)),
        ("/statements", {"speaker": "prifti", "for": "alb"}, ("statements", "--speaker", "Prifti", "--for", "ALB")),
        ("/statements", {"article": "a2"}, ("statements", "--article", "a2")),
        ("/articles", {}, ("articles",)),
        ("/articles", {"outlet": "Lakeside Post"}, ("articles", "--outlet", "Lakeside Post")),
        ("/articles", {"since": "2026-01-09"}, ("articles", "--since", "2026-01-09")),
        ("/problems", {}, ("problems",)),
        ("/problems", {"kind": "date-unresolved"}, ("problems", "--kind", "date-unresolved")),
        ("/changes", {}, ("changes",)),
        ("/changes", {"actor": "FRA", "since": "2026-01-10"}, ("changes", "--actor", "FRA", "--since", "2026-01-10")),
        ("/conflicts", {}, ("conflicts",)),
        ("/corroboration", {"issue": "send"}, ("corroboration", "--issue", "send")),
        ("/conditions", {}, ("conditions", "list")),
        ("/timeline", {"actor": "Albania", "issue": "send"}, ("timeline", "ALB", "send")),
        ("/pledges", {"on": "2026-06-01", "expire": 30}, ("pledges", "--on", "2026-06-01", "--expire", "30d")),
    ],
)
def test_lists_are_those_of_the_commands(
    api: TestClient, desk: Desk, path: str, query: dict[str, Any], words: tuple[str, ...]
) -> None:
    expected = printed(desk, *words)
    assert expected
    assert list(everything(api, path, **query)) == expected
    assert got(api, path, **query)["total"] == len(expected)


def test_whole_answers_are_those_of_the_commands(api: TestClient, desk: Desk) -> None:
    assert got(api, "/matrix") == printed(desk, "positions")
    assert got(api, "/positions/p-a1-refuses") == printed(desk, "why", "p-a1-refuses")[0]
    asked = {"met": ["the wind turns"], "issue": "mandate"}
    assert got(api, "/whatif", **asked) == printed(desk, "whatif", "--met", "the wind turns", "--issue", "mandate")


def test_weights_are_those_of_the_command(api: TestClient, desk: Desk, tmp_path: Path) -> None:
    weights = "holder,weight\nITA,59\nFRA,68.5\n"
    file = tmp_path / "weights.csv"
    file.write_text(weights, "utf-8")
    answer = got(api, "/whatif", met="the wind turns", weights=weights)
    assert answer == printed(desk, "whatif", "--met", "the wind turns", "--weights", str(file))
    assert answer != got(api, "/whatif", met="the wind turns")
    refused = api.get("/whatif", params={"weights": "ITA,heavy"})
    assert refused.status_code == 400
    assert "'heavy' is no weight" in refused.text
    days = {"since": "2026-01-08", "until": "2026-02-01"}
    assert got(api, "/digest", **days) == printed(desk, "digest", "--since", "2026-01-08", "--until", "2026-02-01")


def test_an_article_is_the_object_of_the_contract(api: TestClient) -> None:
    found = got(api, "/articles/a1")
    assert found == reading_to_json(reading("a1"))
    jsonschema.validate(found, schema())
    assert got(api, "/articles/a1", dossier="lake-force") == found


def test_tracked_things(api: TestClient) -> None:
    (dossier,) = got(api, "/dossiers")["items"]
    assert dossier == got(api, "/dossiers/lake-force")
    issues = got(api, "/issues", dossier="lake-force")["items"]
    assert [(one["id"], one["listed"], one["holders"]) for one in issues] == [("send", True, 4), ("mandate", True, 3)]
    assert [one["question"] for one in issues] == [one["question"] for one in dossier["issues"]]
    actors = {one["id"]: one for one in got(api, "/actors")["items"]}
    assert actors["ALB"] == {"id": "ALB", "name": "Albania", "positions": 4, "issues": 1, "latest": "2026-01-09"}
    assert set(actors) == {"ALB", "GRC", "ITA", "EU", "DEU", "FRA"}
    assert [one["id"] for one in got(api, "/actors", issue="mandate")["items"]] == ["EU", "FRA", "ITA"]


def test_stories_and_origins(api: TestClient) -> None:
    (story,) = got(api, "/stories")["items"]
    assert (story["id"], story["articles"], story["origins"]) == ("s-1", 2, 1)
    assert story["outlets"] == ["Lakeside Post", "The Ferryman"]
    origins = {one["origin"]: one for one in everything(api, "/origins")}
    assert origins["o-1"]["articles"] == ["a1", "a2"]
    assert [one["id"] for one in got(api, "/articles", origin="o-1", story="s-1")["items"]] == ["a1", "a2"]


@pytest.mark.parametrize("query", [{"contested": True}, {"min_origins": 2}, {"anonymous": True}, {"on": "2026-01-05"}])
def test_filters_on_stances(api: TestClient, desk: Desk, query: dict[str, Any]) -> None:
    day = date(2026, 1, 15)
    with desk.writing() as ledger:
        ledger.write(LATER, one_position("d1", "FRA", "supports", issue="mandate", said=day, published=day))
    cells = got(api, "/matrix", **query)["cells"]
    everyone = got(api, "/matrix")["cells"]
    assert 0 < len(cells) < len(everyone)
    kept = {(one["holder"], one["issue"]) for one in cells}
    assert {(one["holder"], one["issue"]) for one in got(api, "/positions", **query, limit=500)["items"]} == kept


def test_an_article_with_a_slash_in_its_id(api: TestClient, desk: Desk) -> None:
    with desk.writing() as ledger:
        ledger.write(RUN, reading("wire/2026/01#x"))
    assert got(api, "/articles/wire/2026/01%23x")["id"] == "wire/2026/01#x"
