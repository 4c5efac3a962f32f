"""What the tools answer: evidence that can be quoted, links, pages that fit, errors that tell the way on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from mcp import Client

from onrecord.ledger import Ledger, reading_of
from onrecord.mcp import reading as reading_tools
from onrecord.mcp import tools
from onrecord.mcp.server import server
from onrecord.run.desk import Desk
from tests.ledger.samples import TEXT
from tests.mcp_tools.conftest import DESK, said, structured, talk
from tests.run.command import dump

Call = Callable[..., dict[str, Any]]


@pytest.fixture
def desk(ledger_place: str) -> Desk:
    """A desk over the small ledger."""
    return Desk(ledger_place)


@pytest.fixture
def call(desk: Desk) -> Call:
    """Calls a tool and gives its structured content."""

    def called(tool: str, **arguments: Any) -> dict[str, Any]:
        async def ask(client: Client) -> dict[str, Any]:
            result = await client.call_tool(tool, arguments)
            found = structured(result)
            assert json.loads(said(result)) == found
            return found

        return talk(server(desk, DESK), ask)

    return called


@pytest.fixture
def refused(desk: Desk) -> Callable[..., str]:
    """Calls a tool that must refuse, and gives its words."""

    def called(tool: str, **arguments: Any) -> str:
        async def ask(client: Client) -> str:
            result = await client.call_tool(tool, arguments)
            assert result.is_error
            return said(result)

        return talk(server(desk), ask)

    return called


def test_dossiers_tell_what_is_asked(call: Call) -> None:
    (found,) = call("dossiers")["items"]
    assert found["id"] == "lake-force"
    assert [one["id"] for one in found["issues"]] == ["send", "mandate"]


def test_stances_are_those_that_prevail(call: Call) -> None:
    found = {(one["holder"], one["issue"]): one for one in call("stances", limit=100)["items"]}
    assert found["FRA", "mandate"]["level"] == "supports"
    assert found["FRA", "mandate"]["name"] == "France"
    assert found["FRA", "mandate"]["evidence"]["date"] == "2026-01-15"
    earlier = {one["holder"]: one["level"] for one in call("stances", issue="mandate", on="2026-01-10")["items"]}
    assert earlier["FRA"] == "doubts"


def test_positions_carry_evidence_and_links(call: Call) -> None:
    found = call("positions", actor=["ALB"], until="2026-01-05")["items"]
    assert {one["id"] for one in found} == {"p-a1-refuses", "p-a2-refuses"}
    for one in found:
        span = one["evidence"]
        assert TEXT[span["start"] : span["end"]] == span["quote"]
        assert one["voice"] == "own"
        assert one["origin"] == "o-1"
        assert one["links"] == {"article": "https://ferryman.example/a1", "desk": f"{DESK}/positions/{one['id']}"}
    assert {one["outlet"] for one in found} == {"The Ferryman", "Lakeside Post"}


def test_why_by_id_and_by_actor(call: Call) -> None:
    (one,) = call("why", position="p-a1-refuses")["items"]
    assert one["question"] == "Will it send monitors to the lake?"
    assert one["context"]["evidence"] == one["evidence"]["quote"]
    assert [origin["origin"] for origin in one["origins"]] == ["o-1", "o-b"]
    assert one["also_on_record"][0]["links"]["desk"] == f"{DESK}/positions/p-b2"
    assert [row["issue"] for row in call("why", actor="Italy")["items"]] == ["mandate", "send"]
    assert [row["id"] for row in call("why", actor="ITA", issue="send")["items"]] == ["p-b4"]


def test_changes_and_conflicts(call: Call) -> None:
    changed = call("changes", actor="FRA")["items"]
    assert [(one["from"], one["to"]) for one in changed] == [("doubts", "supports")]
    assert changed[0]["later"]["links"]["desk"] == f"{DESK}/positions/p-b8"
    assert call("changes", actor="FRA", since="2026-02-01")["items"] == []
    assert [one["holder"] for one in call("conflicts")["items"]] == ["ALB"]


def test_conditions_and_what_they_would_move(call: Call) -> None:
    found = {one["words"]: one for one in call("conditions")["items"]}
    assert found["the wind turns"]["status"] == "unknown"
    assert [use["holder"] for use in found["the wind turns"]["uses"]] == ["ITA"]
    answer = call("whatif", unmet=["the wind turns"], issue="mandate")
    (moved,) = [one for one in answer["items"] if "moved" in one["how"]]
    assert (moved["holder"], moved["after"]["level"]) == ("ITA", "opposes")
    assert answer["settings"][0]["status"] == "unmet"
    assert answer["after"][0]["counts"]["opposes"] == 1


def test_statements_and_articles(call: Call) -> None:
    found = call("statements", speaker="prifti", on_behalf_of="alb")
    assert [one["article"] for one in found["items"]] == ["a1", "a2"]
    assert found["items"][0]["links"]["desk"] == f"{DESK}/articles/a1#st-a1"
    listed = call("articles", outlet="Lakeside Post")
    assert [(one["id"], one["positions"], one["links"]["desk"]) for one in listed["items"]] == [
        ("a2", 2, f"{DESK}/articles/a2")
    ]


def test_searching_gives_the_words_where_they_stand(call: Call) -> None:
    found = call("search", text="council mandate")["items"]
    assert {one["id"] for one in found} == {"st-a1-2", "st-a2-2"}
    assert found[0]["links"]["desk"] == f"{DESK}/articles/{found[0]['article']}#{found[0]['id']}"
    articles = call("search", text="lake monitors", kind="article", outlet="The Ferryman")
    (hit,) = articles["items"]
    assert all(TEXT[mark["start"] : mark["end"]] == mark["quote"] for mark in hit["excerpt"]["marks"])
    assert call("search", text="lake zeppelin", kind="article")["any_of"]


def test_an_article_in_parts(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_tools, "PART", 100)
    parts, start = [], 0
    while start is not None:
        part = call("article", article="a1", start=start)
        assert part["text"] == TEXT[part["start"] : part["end"]]
        assert all(part["start"] <= one["evidence"]["start"] < part["end"] for one in part["positions"])
        parts.append(part)
        start = part["next_start"]
    assert "".join(part["text"] for part in parts) == TEXT
    assert [one["id"] for part in parts for one in part["positions"]] == ["p-a1-refuses", "p-a1-offers"]
    assert call("article", article="a1", start=10**6)["text"] == ""


def pages(call: Call, tool: str, **arguments: Any) -> Iterator[dict[str, Any]]:
    cursor = None
    while True:
        found = call(tool, **arguments, cursor=cursor)
        yield found
        cursor = found["next_cursor"]
        if cursor is None:
            return


@pytest.mark.parametrize("tool", ["stances", "positions", "conditions", "statements", "articles"])
def test_pages_are_the_whole_answer(call: Call, tool: str) -> None:
    whole = call(tool, limit=100)["items"]
    assert len(whole) > 1
    turned = list(pages(call, tool, limit=2))
    assert [one for page in turned for one in page["items"]] == whole
    assert {page["total"] for page in turned} == {len(whole)}


@pytest.mark.parametrize("tool", ["positions", "articles"])
def test_answers_stay_small(call: Call, tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = call(tool, limit=100)["items"]
    monkeypatch.setattr(tools, "ROOM", 2_000)
    turned = list(pages(call, tool, limit=100))
    assert all(len(json.dumps(page["items"])) < 3_500 for page in turned)
    assert [one for page in turned for one in page["items"]] == whole


def test_nothing_is_links_without_a_desk(desk: Desk) -> None:
    async def ask(client: Client) -> dict[str, Any]:
        return structured(await client.call_tool("positions", {"limit": 1}))

    (one,) = talk(server(desk), ask)["items"]
    assert one["links"]["desk"] is None


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("positions", {"actor": "Albanai"}, "Did you mean ALB?"),
        ("positions", {"issue": "sand"}, "Did you mean send"),
        ("stances", {"dossier": "x"}, "It knows lake-force."),
        ("positions", {"cursor": "nonsense"}, "Ask again without a cursor"),
        ("statements", {"cursor": "nonsense"}, "Ask again without a cursor"),
        ("why", {}, "Give `position`, or `actor`"),
        ("why", {"position": "nothing"}, "no position has an id"),
        ("whatif", {"met": ["pigs fly"]}, "no condition on record says"),
        ("article", {"article": "zz"}, "`articles` lists their ids"),
        ("positions", {"level": "wavers"}, "rules_out"),
        ("positions", {"limit": 1000}, "less than or equal to 100"),
    ],
)
def test_errors_tell_the_way_on(refused: Callable[..., str], tool: str, arguments: dict[str, Any], words: str) -> None:
    told = refused(tool, **arguments)
    assert words in told
    assert ".db" not in told


def test_the_tools_only_read(call: Call, desk: Desk, ledger_place: str) -> None:
    before = dump(ledger_place, without=())
    for tool in ("positions", "changes", "whatif", "articles"):
        call(tool)
    assert dump(ledger_place, without=()) == before
    with Ledger.open(ledger_place, readonly=True) as ledger:
        key = desk.snapshot().by_article["a1"][0].article.reading
        assert reading_of(ledger, key).article.published == date(2026, 1, 6)
