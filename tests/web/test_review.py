"""The pages of review: what they show, what they decide, what they refuse."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import PositionRow, Target, accept, positions, reject, review_log, target_of
from onrecord.run.desk import Desk
from onrecord.web.reviewing import target_from
from tests.ledger.samples import TEXT
from tests.web.conftest import token

JSON = {"Accept": "application/json"}


@pytest.fixture
def ada(client: TestClient) -> TestClient:
    """A reviewer who has given a name."""
    named(client, "Ada Lovelace")
    return client


def named(client: TestClient, name: str) -> None:
    done = client.post("/review/name", data={"csrf": token(client), "name": name})
    assert done.status_code == 303


def post(client: TestClient, path: str, **data: Any) -> Any:
    done = client.post(f"/review/{path}", data={"csrf": token(client), **data}, headers=JSON)
    assert done.status_code == 200, done.text
    return done.json()


def refused(client: TestClient, path: str, **data: Any) -> tuple[int, str]:
    done = client.post(f"/review/{path}", data={"csrf": token(client), **data}, headers=JSON)
    return done.status_code, done.json()["error"]["message"]


def row(desk: Desk, id_: str) -> PositionRow:
    return desk.snapshot().by_id[id_]


def at(desk: Desk, id_: str) -> str:
    with desk.reading() as ledger:
        found = next(one for one in positions(ledger) if one.position.id == id_)
    return f"{found.article.reading}:{id_}"


def queue(client: TestClient, query: str = "") -> list[Any]:
    rows: list[Any] = client.get(f"/review.json?{query}").json()["queue"]
    return rows


def test_the_queue_and_its_twins(client: TestClient) -> None:
    page = client.get("/review")
    assert page.status_code == 200
    for words in ("Nobody has decided", "contested", "Sign with this name", "data-item="):
        assert words in page.text
    rows = queue(client)
    assert [one["weight"] for one in rows] == sorted((one["weight"] for one in rows), reverse=True)
    csv = client.get("/review.csv").text.splitlines()
    assert csv[0].endswith("weight,reasons")
    assert len(csv) == len(rows) + 1


def test_filters(client: TestClient) -> None:
    assert {one["holder"] for one in queue(client, "actor=FRA")} == {"FRA"}
    assert queue(client, "text=no+such+words") == []
    assert client.get("/review?state=sometimes").status_code == 400
    assert "Nothing is left" in client.get("/review?text=no+such+words").text


def test_a_permalink_shows_its_position(client: TestClient, desk: Desk) -> None:
    for query in (f"at={at(desk, 'p-b7')}", "position=p-b7"):
        assert 'data-item="' + at(desk, "p-b7") in client.get(f"/review?{query}").text
    assert client.get("/review?at=nonsense").status_code == 422
    assert client.get("/review?at=1:nothing").status_code == 404
    assert client.get("/review?position=nothing").status_code == 404


def test_the_words_are_exactly_those_of_the_article(client: TestClient, desk: Desk) -> None:
    page = client.get(f"/review/item?at={at(desk, 'p-a1-refuses')}").text
    assert "🛶" in page
    assert 'data-start="0"' in page
    assert "Albania “will not send”" in page


def test_nothing_is_decided_before_a_name_is_given(client: TestClient, desk: Desk) -> None:
    status, words = refused(client, "decide", target=at(desk, "p-b1"), verdict="accept")
    assert (status, words) == (409, "nobody has said yet who judges here")
    assert refused(client, "name", name=" ")[0] == 422
    named(client, "Zoë Ω")
    assert post(client, "decide", target=at(desk, "p-b1"), verdict="accept")["count"] == 1
    assert row(desk, "p-b1").judged.by == "Zoë Ω"  # type: ignore[union-attr]


def test_accept_reject_undo(ada: TestClient, desk: Desk) -> None:
    target = at(desk, "p-b1")
    done = post(ada, "decide", target=target, verdict="reject", why="no stance")
    assert done["decided"] == [{"target": target, "verdict": "reject", "level": None}]
    assert "p-b1" not in desk.snapshot().by_id
    assert "p-b1" in ada.get("/review?state=rejected").text
    back = post(ada, "undo")
    assert back["decided"] == [{"target": target, "verdict": None, "level": "opposes"}]
    assert "p-b1" in desk.snapshot().by_id
    assert refused(ada, "undo")[0] == 409
    post(ada, "undo", number=back["number"])
    assert "p-b1" not in desk.snapshot().by_id


def test_copies_of_the_same_words_are_decided_with_it(ada: TestClient, desk: Desk) -> None:
    done = post(ada, "decide", target=at(desk, "p-a1-refuses"), verdict="accept")
    assert {one["target"].partition(":")[2] for one in done["decided"]} == {"p-a1-refuses", "p-a2-refuses"}


def correction(target: str, **changes: Any) -> dict[str, Any]:
    words = "Greece would join"
    start = TEXT.index(words)
    given = {"target": target, "holder": "GRC", "issue": "send", "level": "open", "otherwise": "", "evidence": words}
    return {**given, "evidence_start": start, "evidence_end": start + len(words), **changes}


def test_a_correction(ada: TestClient, desk: Desk) -> None:
    words = "the council agreed on a mandate"
    start = TEXT.index(words)
    hung = {
        "condition_kind": "unless",
        "condition": words,
        "condition_start": start,
        "condition_end": start + len(words),
    }
    post(ada, "edit", **correction(at(desk, "p-a1-offers"), level="supports", holder="ITA", **hung))
    one = row(desk, "p-a1-offers").position
    assert (one.holder, one.level, one.otherwise, one.superseded) == ("ITA", "supports", None, False)
    assert [(each.kind, each.span.start) for each in one.conditions] == [("unless", start)]


def test_typed_words_are_looked_for(ada: TestClient, desk: Desk) -> None:
    target = at(desk, "p-a1-offers")
    post(ada, "edit", **correction(target, evidence=" Greece would join if ", evidence_start="", evidence_end="9"))
    assert row(desk, "p-a1-offers").position.evidence.quote == "Greece would join if"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"evidence": "never said", "evidence_start": "", "evidence_end": ""}, "do not stand in the article"),
        ({"evidence_start": 0, "evidence_end": 17}, "do not stand in the article"),
        ({"level": "often"}, "is no level"),
        ({"issue": "elsewhere"}, "asks no"),
        ({"holder": "NOWHERE"}, "no actor has the id"),
        ({"target": "x"}, "names no position"),
        ({"condition": "a"}, "a kind and words"),
    ],
)
def test_a_correction_that_cannot_be(ada: TestClient, desk: Desk, changes: dict[str, Any], told: str) -> None:
    status, words = refused(ada, "edit", **(correction(at(desk, "p-a1-offers")) | changes))
    assert status in (400, 422)
    assert told in words
    with desk.reading() as ledger:
        assert review_log(ledger) == []


def test_a_missed_position(ada: TestClient, desk: Desk) -> None:
    done = post(ada, "add", **correction(at(desk, "p-a1-offers"), issue="mandate", level="supports"))
    (made,) = (one for one in done["decided"] if one["target"].startswith(at(desk, "p-a1-offers").partition(":")[0]))
    assert made["verdict"] == "add"
    assert row(desk, made["target"].partition(":")[2]).position.issue == "mandate"


def test_many_at_once(ada: TestClient, desk: Desk) -> None:
    before = len(desk.snapshot().rows)
    count = len(queue(ada, "actor=FRA"))
    assert refused(ada, "bulk?actor=FRA", count=count + 1, verdict="reject")[0] == 409
    assert refused(ada, "bulk?actor=FRA", count=count, verdict="perhaps")[0] == 422
    done = post(ada, "bulk?actor=FRA", count=count, verdict="reject")
    assert (done["count"], done["words"]) == (count, f"{count} positions rejected")
    assert len(desk.snapshot().rows) == before - count
    post(ada, "undo")
    assert len(desk.snapshot().rows) == before
    post(ada, "bulk?actor=FRA", count=count, verdict="edit", level="doubts")
    assert {one.position.level for one in desk.snapshot().by_holder["FRA"]} == {"doubts"}


def test_a_second_reviewer_sees_what_was_read(ada: TestClient, desk: Desk) -> None:
    post(ada, "edit", **correction(at(desk, "p-a1-offers"), level="supports"))
    with desk.reading() as ledger:
        assert queue(ada, "state=second") == []
        assert len(review_log(ledger)) == 1
    named(ada, "Bo")
    waiting = queue(ada, "state=second")
    assert {one["id"] for one in waiting} == {"p-a1-offers", "p-a2-offers"}
    item = ada.get(f"/review/item?state=second&at={at(desk, 'p-a1-offers')}").text
    assert "as it was read" in item
    assert "Ada Lovelace" not in item
    post(ada, "decide", target=at(desk, "p-a1-offers"), verdict="accept", as_read="yes")
    assert queue(ada, "state=second") == []
    page = ada.get("/review/compare").text
    assert "1 dispute to settle" in page
    found = ada.get("/review/compare.json").json()
    mine = found["disputes"][0]["one"]["number"]
    post(ada, "settle", number=mine)
    assert ada.get("/review/compare.json").json()["disputes"] == []
    assert row(desk, "p-a1-offers").position.level == "supports"
    assert "settles" in ada.get("/review/log").text
    assert refused(ada, "settle", number=99)[0] == 400


def test_a_second_reviewer_accepts_alike_what_was_read(ada: TestClient, desk: Desk) -> None:
    count = len(queue(ada, "actor=FRA"))
    post(ada, "bulk?actor=FRA", count=count, verdict="edit", level="neutral")
    named(ada, "Bo")
    page = "bulk?actor=FRA&state=second"
    assert refused(ada, page, count=count, verdict="edit", level="open")[0] == 422
    post(ada, page, count=count, verdict="accept")
    assert {one.position.level for one in desk.snapshot().by_holder["FRA"]} == {"doubts", "supports"}
    assert queue(ada, "actor=FRA&state=second") == []
    post(ada, "undo")
    assert {one.position.level for one in desk.snapshot().by_holder["FRA"]} == {"neutral"}


def test_pages_without_reviewers(client: TestClient) -> None:
    page = client.get("/review/compare").text
    assert "Two people must have judged" in page
    assert ">Compare</button>" not in page
    assert client.get("/review/compare?one=nobody").status_code == 404
    assert client.get("/review/compare.json").json()["positions"] == 0
    assert "Nobody has decided on a position yet" in client.get("/review/log").text


def test_the_log(ada: TestClient, desk: Desk) -> None:
    post(ada, "decide", target=at(desk, "p-b1"), verdict="reject", why="<b>no</b>")
    page = ada.get("/review/log?position=p-b1").text
    assert "&lt;b&gt;no&lt;/b&gt;" in page
    assert ada.get("/review/log.json").json()[0]["why"] == "<b>no</b>"
    assert "reject" in ada.get("/review/log.csv").text


def test_without_the_token_nothing_is_decided(ada: TestClient, desk: Desk) -> None:
    done = ada.post("/review/decide", data={"target": at(desk, "p-b1"), "verdict": "reject"})
    assert done.status_code == 403
    with desk.reading() as ledger:
        assert review_log(ledger) == []


def test_a_place_elsewhere_is_refused(ada: TestClient, desk: Desk) -> None:
    with desk.writing() as ledger:
        accept(ledger, [Target(1, "p-a1-refuses")], by="x")
        reject(ledger, [Target(1, "p-a1-refuses")], by="x")
    assert refused(ada, "decide", target="999:p-a1-refuses", verdict="accept")[0] == 400
    assert refused(ada, "decide", verdict="accept")[0] == 400
    assert refused(ada, "undo", number="x")[0] == 422


def test_a_decision_is_undone_on_the_log_itself(ada: TestClient, desk: Desk) -> None:
    with desk.writing() as ledger:
        targets = [target_of(one) for one in positions(ledger) if one.position.id in ("p-b1", "p-b2")]
        number = reject(ledger, targets, by="Bob")
    assert "data-undo" in ada.get("/review/log?position=p-b1").text
    page = ada.get("/review/log").text
    assert page.count('action="/review/undo"') == 1  # a button a batch
    assert "Undo all 2" in page
    data = {"csrf": token(ada), "number": number, "log": "yes", "query": "position=p-b1"}
    done = ada.post("/review/undo", data=data)
    assert (done.status_code, done.headers["location"]) == (303, "/review/log?position=p-b1")
    assert {"p-b1", "p-b2"} <= set(desk.snapshot().by_id)
    page = ada.get("/review/log").text
    assert f'name="number" value="{number}"' not in page
    (again,) = re.findall(r'name="number" value="(\d+)"', page)  # the undoing can be undone
    ada.post("/review/undo", data={**data, "number": again, "query": "\r\nX: y"})
    assert not {"p-b1", "p-b2"} & set(desk.snapshot().by_id)
    assert ada.post("/review/undo", data={**data, "number": again}).status_code == 400
    assert ada.post("/review/undo", data={**data, "csrf": ""}).status_code == 403


def test_the_log_asks_for_a_name_before_it_undoes(client: TestClient, desk: Desk) -> None:
    with desk.writing() as ledger:
        reject(ledger, [target_from(at(desk, "p-b1"))], by="Bob")
    page = client.get("/review/log").text
    assert "/review/undo" not in page
    assert "give your name" in page
