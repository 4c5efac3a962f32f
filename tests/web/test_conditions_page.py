"""Saying in the page what a condition is: kept with who and why, shown at once, undone by a later entry."""

from __future__ import annotations

import re
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from onrecord.ledger import ConditionEntry, condition_log
from onrecord.ledger.audit import audit
from onrecord.run.desk import Desk
from tests.web.conftest import ADDRESS, logged_in, page_token, token

PAGE = "/issues/lake-force/mandate"
FROM = {"Referer": f"{ADDRESS}{PAGE}?region=europe"}


@pytest.fixture
def condition(client: TestClient) -> str:
    """The id of the condition on which Italy's support for the mandate hangs."""
    found = client.get(f"{PAGE}.json").json()["conditions"]
    return str(next(one["id"] for one in found if "ITA" in one["holders"]))


def log(desk: Desk) -> list[ConditionEntry]:
    """The log of conditions."""
    with desk.reading() as ledger:
        return condition_log(ledger)


def say(client: TestClient, condition: str, headers: dict[str, str] | None = None, **form: Any) -> Response:
    """Send the form of a condition."""
    data = {"csrf": token(client), "condition": condition, "status": "met", "why": "the gauge says so", **form}
    return client.post("/conditions", data=data, headers=FROM if headers is None else headers)


def on_record(client: TestClient, condition: str) -> Any:
    """What the issue's data says of a condition."""
    found = client.get(f"{PAGE}.json").json()["conditions"]
    return next((one["status"], one["set_by"]) for one in found if one["id"] == condition)


def test_what_is_said_is_kept_shown_and_moves_the_picture(client: TestClient, desk: Desk, condition: str) -> None:
    assert on_record(client, condition)[0] == "unknown"
    client.post("/review/name", data={"csrf": token(client), "name": "Ada"})
    answer = say(client, condition, until="2099-12-31")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?region=europe#{condition}")
    (entry,) = log(desk)
    assert (entry.verdict, entry.by, entry.why, str(entry.until)) == ("met", "Ada", "the gauge says so", "2099-12-31")
    assert on_record(client, condition) == ("met", "log")
    page = client.get(PAGE).text
    assert "by Ada, until 31 Dec 2099" in page and "the gauge says so" in page
    assert re.search(rf'id="{condition}"[\s\S]*?action="/conditions/undo"', page)
    holders = client.get(f"{PAGE}.json").json()["holders"]
    assert {one["level"] for one in holders if one["holder"] == "ITA"} == {"supports"}


def test_it_is_undone_by_a_later_entry(client: TestClient, desk: Desk, condition: str) -> None:
    say(client, condition, status="unmet")
    done = client.post("/conditions/undo", data={"csrf": token(client), "number": 1}, headers={})
    assert (done.status_code, done.headers["location"]) == (303, "/conditions/log")
    assert on_record(client, condition)[0] == "unknown"
    assert [(one.verdict, one.undone) for one in log(desk)] == [("unmet", True), ("undo", False)]
    page = client.get("/conditions/log").text
    assert "not met" in page and "undone" in page and page.count('action="/conditions/undo"') == 1
    assert client.get("/conditions/log.json").json()[0]["why"] == "the gauge says so"
    assert "unmet" in client.get("/conditions/log.csv").text
    again = client.post("/conditions/undo", data={"csrf": token(client), "number": 1})
    assert again.status_code == 400


def test_it_may_rest_on_the_words_of_an_article(client: TestClient, desk: Desk, condition: str) -> None:
    text = next(one.position.evidence.quote for one in desk.snapshot().rows if one.article.id == "a1")
    assert say(client, condition, article="a1", quote=text).status_code == 303
    assert say(client, condition, article="a1", quote="nobody wrote this").status_code == 400
    (entry,) = log(desk)
    assert entry.quote is not None and (entry.article, entry.quote.quote) == ("a1", text)
    assert text in client.get("/conditions/log").text


@pytest.mark.parametrize(
    ("wrong", "answered"),
    [
        ({"why": "  "}, (422, "Give the reason")),
        ({"status": "perhaps"}, (422, "Choose one of")),
        ({"status": ""}, (422, "Choose one of")),
        ({"until": "soon"}, (422, "is no day")),
        ({"why": "x" * 5_001}, (422, "too long")),
        ({"article": "a1"}, (400, "Give both")),
        ({"condition": "c-0000000000"}, (400, "o condition on record")),
        ({"condition": ""}, (400, "o condition on record")),
    ],
)
def test_what_cannot_be_is_refused(
    client: TestClient, desk: Desk, condition: str, wrong: dict[str, str], answered: tuple[int, str]
) -> None:
    given = {"condition": condition, **wrong}
    answer = say(client, given.pop("condition"), None, **given)
    assert (answer.status_code, answered[1] in answer.text) == (answered[0], True)
    assert log(desk) == []


@pytest.mark.parametrize("number", ["", "x", "-1", "9", "1" * 20])
def test_no_entry_no_undo(client: TestClient, desk: Desk, number: str) -> None:
    answer = client.post("/conditions/undo", data={"csrf": token(client), "number": number})
    assert answer.status_code in (400, 422)
    assert log(desk) == []


@pytest.mark.parametrize("path", ["/conditions", "/conditions/undo"])
def test_another_page_may_not(client: TestClient, desk: Desk, condition: str, path: str) -> None:
    data = {"condition": condition, "status": "met", "why": "so", "number": 1}
    assert client.post(path, data=data).status_code == 403
    foreign = {"csrf": token(client), **data}
    assert client.post(path, data=foreign, headers={"Origin": "http://elsewhere.example"}).status_code == 403
    assert log(desk) == []


@pytest.mark.parametrize("page", ["/add", "//elsewhere.example/whatif", "/\\elsewhere.example", "/issuesx", "/review"])
def test_it_leads_back_to_its_own_pages_alone(client: TestClient, condition: str, page: str) -> None:
    answer = say(client, condition, {"Referer": f"{ADDRESS}{page}"})
    assert answer.headers["location"] == f"/conditions/log#{condition}"
    kept = say(client, condition, {"Referer": f"{ADDRESS}/whatif?met={condition}"})
    assert kept.headers["location"] == f"/whatif?met={condition}#{condition}"


def test_a_ledger_that_cannot_be_written_offers_no_form(client: TestClient, desk: Desk, condition: str) -> None:
    assert 'action="/conditions"' in client.get("/whatif").text
    desk.readonly = True
    assert 'action="/conditions"' not in client.get("/whatif").text
    assert condition in client.get("/whatif").text


def test_reviewers_say_it_signed_and_audited_and_readers_do_not(browser: TestClient, shared: Desk) -> None:
    form = {"condition": "the wind turns", "status": "met", "why": "it turned"}
    logged_in(browser, "reader")
    csrf = page_token(browser, "/account")
    assert browser.post("/conditions", data={"csrf": csrf, **form}).status_code == 403
    assert browser.get("/conditions/log").status_code == 200
    browser.post("/logout", data={"csrf": csrf})
    logged_in(browser, "reviewer")
    made = browser.post("/conditions", data={"csrf": page_token(browser, "/account"), **form})
    assert made.status_code == 303
    assert [(one.by, one.why) for one in log(shared)] == [("reviewer", "it turned")]
    with shared.reading() as ledger:
        found = [(one.by, one.action, one.target) for one in audit(ledger, limit=20)]
    assert ("reviewer", "POST", "/conditions") in found and ("reader", "refused", "/conditions") in found
