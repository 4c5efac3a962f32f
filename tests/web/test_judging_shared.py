"""Decisions over the API of a shared desk: who may, by which key, and what the audit log says of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import review_log
from onrecord.ledger.account_keys import account_keys, add_token, revoke
from onrecord.ledger.accounts import Role, set_disabled
from onrecord.ledger.audit import audit
from onrecord.run.desk import Desk
from tests.web.conftest import ADDRESS, ROOT, logged_in

ROUTE = "/api/v1/judgements"
DECISION: dict[str, Any] = {"verdict": "accept", "positions": ["p-b1", "p-b2"]}


def bearer(desk: Desk, name: Role) -> dict[str, str]:
    """The header of a program that has a token of this account."""
    with desk.writing() as ledger:
        return {"Authorization": f"Bearer {add_token(ledger, name, 'a notebook', timedelta(days=1), ROOT)}"}


def last(desk: Desk) -> tuple[str, str, str, str]:
    """The latest entry of the audit log."""
    with desk.reading() as ledger:
        (entry,) = audit(ledger, limit=1)
    return entry.by, entry.origin, entry.action, entry.target


def decided(desk: Desk) -> list[tuple[str, str, str]]:
    """What the log of review holds."""
    with desk.reading() as ledger:
        return [(one.entry.position, one.entry.verdict, one.entry.by) for one in review_log(ledger)]


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_a_token_decides_signed_and_audited(browser: TestClient, shared: Desk, role: Role) -> None:
    answer = browser.post(ROUTE, json=DECISION, headers=bearer(shared, role))
    assert answer.status_code == 201, answer.text
    assert decided(shared) == [("p-b1", "accept", role), ("p-b2", "accept", role)]
    assert last(shared) == (role, "testclient", "POST", ROUTE)


def test_a_readers_token_reads_and_does_not_decide(browser: TestClient, shared: Desk) -> None:
    key = bearer(shared, "reader")
    assert browser.get(ROUTE, headers=key).json()["total"] == 0
    assert browser.post(ROUTE, json=DECISION, headers=key).status_code == 403
    assert decided(shared) == []
    assert last(shared) == ("reader", "testclient", "refused", ROUTE)


def test_conditions_are_settled_by_reviewers_signed_and_audited(browser: TestClient, shared: Desk) -> None:
    route, decision = "/api/v1/conditions", {"verdict": "met", "words": "the wind turns"}
    assert browser.post(route, json=decision, headers=bearer(shared, "reader")).status_code == 403
    assert last(shared) == ("reader", "testclient", "refused", route)
    made = browser.post(route, json=decision, headers=bearer(shared, "reviewer"))
    assert (made.status_code, made.json()["by"]) == (201, "reviewer")
    assert last(shared) == ("reviewer", "testclient", "POST", route)


def test_a_revoked_or_made_up_token_or_a_disabled_account_decides_nothing(browser: TestClient, shared: Desk) -> None:
    key, other = bearer(shared, "reviewer"), bearer(shared, "admin")
    with shared.writing() as ledger:
        (kept,) = account_keys(ledger, "reviewer", "token")
        revoke(ledger, kept.number, ROOT)
        set_disabled(ledger, "reviewer", True, ROOT)
    assert browser.post(ROUTE, json=DECISION, headers=other).status_code == 201
    before = len(decided(shared))
    for wrong in (key, {"Authorization": "Bearer onr_nothing"}, {}):
        assert browser.post(ROUTE, json=DECISION, headers=wrong).status_code == 401
    with shared.writing() as ledger:
        set_disabled(ledger, "reviewer", False, ROOT)
    assert browser.post(ROUTE, json=DECISION, headers=key).status_code == 401
    assert len(decided(shared)) == before


def test_a_session_decides_too_from_the_desks_own_pages(browser: TestClient, shared: Desk) -> None:
    logged_in(browser, "reviewer")
    foreign = {"Origin": "http://elsewhere.example"}
    assert browser.post(ROUTE, json=DECISION, headers=foreign).status_code == 403
    assert browser.post(ROUTE, json=DECISION, headers={"Origin": ADDRESS}).status_code == 201
    assert last(shared) == ("reviewer", "testclient", "POST", ROUTE)
