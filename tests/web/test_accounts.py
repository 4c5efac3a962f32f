"""A shared desk: who may do what, over every route; logging in and out; tokens; the audit log."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord.ledger.account_keys import PER_ACCOUNT, add_token, log_in
from onrecord.ledger.accounts import ROLES, Role, add_account, set_disabled, set_role
from onrecord.ledger.audit import audit
from onrecord.run.desk import Desk
from onrecord.web.app import create_app
from onrecord.web.roles import needed
from onrecord.web.security import Guard
from tests.web.conftest import ADDRESS, ROOT, SECRET, logged_in, page_token, token

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


def routes(browser: TestClient) -> list[tuple[str, str]]:
    """Every method and path of the app, with something in the place of what varies."""
    app = browser.app
    assert isinstance(app, FastAPI)
    found = set()
    for route in _every(app.routes):
        path = re.sub(r"\{[^}]*\}", "0", route.path)
        if hasattr(route, "methods"):
            found |= {(method, path) for method in route.methods or ()}
        else:  # another app, mounted under this path
            found |= {(method, f"{path}/x") for method in METHODS}
    return sorted(found)


def _every(routes: Iterable[Any]) -> Iterator[Any]:
    """Routes, those within included routers too: newer versions of FastAPI keep them there."""
    for route in routes:
        if hasattr(route, "effective_route_contexts"):
            yield from route.effective_route_contexts()
        else:
            yield route


def test_there_are_routes_to_walk(browser: TestClient) -> None:
    walked = routes(browser)
    assert {("GET", "/"), ("POST", "/login"), ("GET", "/accounts.json"), ("GET", "/static/x")} <= set(walked)
    assert len(walked) > 20


def test_whoever_has_not_logged_in_gets_nothing(browser: TestClient) -> None:
    for method, path in routes(browser):
        if needed(method, path) is None:
            assert path in ("/login", "/health") or path.startswith("/static/")
            continue
        answer = browser.request(method, path)
        if method in ("GET", "HEAD") and not path.startswith("/api/") and not path.endswith((".json", ".csv")):
            assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login"), path
        else:
            assert answer.status_code == 401, (method, path)
        assert "lake" not in answer.text


@pytest.mark.parametrize("role", ROLES)
def test_every_route_asks_for_its_role(browser: TestClient, role: Role) -> None:
    assert logged_in(browser, role) == 303
    csrf = page_token(browser, "/account")
    for method, path in routes(browser):
        if path in ("/logout", "/login"):
            continue
        wanted = needed(method, path)
        answer = browser.request(method, path, headers={"X-CSRF-Token": csrf, "Accept": "application/json"})
        refused = answer.status_code == 403 and "may not do this" in answer.text
        assert refused == (wanted is not None and ROLES.index(role) < ROLES.index(wanted)), (method, path, answer.text)
        assert answer.status_code != 401


@pytest.mark.parametrize(
    ("method", "path", "role"),
    [
        ("GET", "/", "reader"),
        ("GET", "/review", "reader"),
        ("GET", "/whatif", "reader"),
        ("GET", "/api/v1/positions", "reader"),
        ("POST", "/logout", "reader"),
        ("POST", "/account/tokens", "reader"),
        ("POST", "/review/accept", "reviewer"),
        ("POST", "/api/v1/judgements", "reviewer"),
        ("POST", "/conditions", "reviewer"),
        ("GET", "/add", "admin"),
        ("POST", "/add", "admin"),
        ("GET", "/jobs/7.json", "admin"),
        ("POST", "/dossiers/new", "admin"),
        ("GET", "/dossiers/lake-force/edit", "admin"),
        ("DELETE", "/dossiers/lake-force", "admin"),
        ("GET", "/accounts", "admin"),
        ("GET", "/accounts.csv", "admin"),
        ("POST", "/accounts/ada/role", "admin"),
        ("GET", "/audit.json", "admin"),
        ("POST", "/what/nobody/thought/of", "admin"),
        ("PUT", "/articles/1", "admin"),
        ("GET", "/loginx", "reader"),
        ("GET", "/static", "reader"),
        ("POST", "/reviews", "admin"),
        ("GET", "/login", None),
        ("GET", "/health", None),
        ("GET", "/static/desk.css", None),
    ],
)
def test_what_needs_which_role(method: str, path: str, role: Role | None) -> None:
    assert needed(method, path) == role


def test_a_program_is_told_so_and_a_part_of_a_page_leads_to_the_door(browser: TestClient) -> None:
    error = browser.get("/index.json").json()["error"]
    assert (error["status"], error["message"]) == (401, "nobody is logged in")
    part = browser.get("/", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["hx-redirect"]) == (401, "/login")
    assert browser.get("/changes?since=2026-01-01").headers["location"] == "/login?next=/changes%3Fsince%3D2026-01-01"


def test_logging_in_and_out(browser: TestClient) -> None:
    assert logged_in(browser, "reviewer") == 303
    cookie = browser.cookies["onrecord_session"]
    assert "reviewer" in browser.get("/").text
    assert browser.get("/login").headers["location"] == "/"
    assert browser.post("/logout", data={"csrf": page_token(browser, "/account")}).status_code == 303
    assert browser.get("/").status_code == 303
    browser.cookies.set("onrecord_session", cookie)  # kept by somebody: it ended with the session
    assert browser.get("/").status_code == 303


def test_the_cookie_is_for_no_script_and_no_other_site(shared: Desk) -> None:
    for secure, name in ((False, "onrecord_session="), (True, "__Host-onrecord=")):
        app = create_app(shared, Guard(secure=secure))
        with TestClient(app, base_url=ADDRESS.replace("http", "https"), follow_redirects=False) as browser:
            browser.get("/login")
            csrf = page_token(browser)
            answer = browser.post("/login", data={"csrf": csrf, "name": "reader", "password": SECRET})
        (cookie,) = (one for one in answer.headers.get_list("set-cookie") if one.startswith(name))
        parts = {part.strip().lower() for part in cookie.split(";")}
        assert {"httponly", "samesite=lax", "path=/"} <= parts
        assert ("secure" in parts) == secure
        assert "domain" not in cookie.lower()


def test_a_forged_or_changed_cookie_opens_nothing(browser: TestClient, shared: Desk) -> None:
    with shared.writing() as ledger:
        key = log_in(ledger, "admin", SECRET, ROOT)
    assert key
    logged_in(browser, "reader")
    signed = browser.cookies["onrecord_session"]
    for forged in (key, signed[:-2], f"{key}.{signed.partition('.')[2]}", "", "x" * 9000):
        browser.cookies.clear()
        browser.cookies.set("onrecord_session", forged)
        assert browser.get("/").status_code == 303


@pytest.mark.parametrize(("name", "password"), [("admin", "not it at all"), ("nobody", SECRET)])
def test_a_wrong_name_and_a_wrong_password_look_the_same(browser: TestClient, name: str, password: str) -> None:
    answer = browser.post("/login", data={"csrf": page_token(browser), "name": name, "password": password})
    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert password not in answer.text
    assert "onrecord_session" not in answer.headers.get("set-cookie", "")


def test_too_many_tries_are_told_to_wait(browser: TestClient) -> None:
    for _ in range(PER_ACCOUNT):
        assert logged_in(browser, "admin", "not it at all") == 401
    assert logged_in(browser, "admin") == 429
    assert logged_in(browser, "reader") == 303


def test_a_login_needs_the_pages_token(browser: TestClient) -> None:
    assert browser.post("/login", data={"name": "admin", "password": SECRET}).status_code == 403
    foreign = {"origin": "https://elsewhere.example"}
    data = {"csrf": page_token(browser), "name": "admin", "password": SECRET}
    assert browser.post("/login", data=data, headers=foreign).status_code == 403


@pytest.mark.parametrize(
    ("following", "landing"),
    [
        ("/changes?since=2026-01-01", "/changes?since=2026-01-01"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("\\/elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\r\nSet-Cookie: x=y", "/"),
        ("//[", "/"),
        ("", "/"),
    ],
)
def test_nobody_is_sent_elsewhere(browser: TestClient, following: str, landing: str) -> None:
    data = {"csrf": page_token(browser), "name": "reader", "password": SECRET, "next": following}
    assert browser.post("/login", data=data).headers["location"] == landing
    assert browser.get("/login", params={"next": following}).headers["location"] == landing


def test_a_change_of_role_or_access_counts_at_once(browser: TestClient, shared: Desk) -> None:
    logged_in(browser, "reviewer")
    assert browser.get("/accounts").status_code == 403
    with shared.writing() as ledger:
        set_role(ledger, "reviewer", "admin", ROOT)
    assert browser.get("/accounts").status_code == 200
    with shared.writing() as ledger:
        set_disabled(ledger, "reviewer", True, ROOT)
    assert browser.get("/").status_code == 303


def test_a_token_opens_the_data_and_no_more_than_its_role(browser: TestClient, shared: Desk) -> None:
    with shared.writing() as ledger:
        made = add_token(ledger, "reader", "a notebook", timedelta(days=1), ROOT)
    browser.cookies.clear()
    bearer = {"Authorization": f"Bearer {made}"}
    assert browser.get("/index.json", headers=bearer).json()[0]["id"] == "lake-force"
    assert browser.get("/accounts.json", headers=bearer).status_code == 403
    assert browser.post("/api/v1/review", json={}, headers=bearer).status_code == 403
    for wrong in ("Bearer onr_nothing", "Bearer ", "Basic YTpi"):
        assert browser.get("/index.json", headers={"Authorization": wrong}).status_code == 401
        assert browser.get("/", headers={"Authorization": wrong}).status_code == 401


def test_an_admin_manages_accounts(browser: TestClient) -> None:
    logged_in(browser, "admin")
    csrf = page_token(browser, "/accounts")

    def post(path: str, **data: str) -> int:
        return browser.post(path, data={"csrf": csrf, **data}).status_code

    assert post("/accounts", name="Cora", role="reviewer", password=SECRET) == 303
    assert post("/accounts", name="cora", role="reviewer", password=SECRET) == 400
    assert post("/accounts/cora/role", role="reader") == 303
    assert post("/accounts/cora/role", role="king") == 400
    assert post("/accounts/cora/password", password="short") == 400
    assert post("/accounts/cora/password", password="a grebe by the lock") == 303
    assert post("/accounts/cora/disabled", disabled="true") == 303
    assert post("/accounts/admin/disabled", disabled="true") == 400  # nobody would be left
    listed = {one["name"]: one for one in browser.get("/accounts.json").json()}
    assert listed["cora"]["role"] == "reader"
    assert listed["cora"]["disabled"]
    assert "argon2" not in browser.get("/accounts.json").text + browser.get("/accounts").text
    assert post("/accounts/cora/disabled", disabled="false") == 303
    actions = [one["action"] for one in browser.get("/audit.json").json()]
    assert {"account-added", "role-set", "password-set", "account-disabled", "account-enabled", "login"} <= set(actions)
    assert "cora" in browser.get("/audit?by=admin").text
    assert browser.get("/audit.json?action=role-set").json()[0]["detail"] == "reviewer to reader"


def test_everybody_has_their_own_page(browser: TestClient) -> None:
    logged_in(browser, "reader")
    csrf = page_token(browser, "/account")
    made = browser.post("/account/tokens", data={"csrf": csrf, "label": "my notebook", "days": "9"})
    (shown,) = re.findall(r"onr_[\w-]{43}", made.text)
    assert made.headers["cache-control"] == "no-store"
    again = browser.get("/account").text
    assert "my notebook" in again
    assert shown not in again
    assert browser.get("/index.json", headers={"Authorization": f"Bearer {shown}"}).status_code == 200
    (number,) = re.findall(r"/account/keys/(\d+)/revoke[^§]*?token my notebook", again)[-1:]
    assert browser.post(f"/account/keys/{number}/revoke", data={"csrf": csrf}).status_code == 303
    assert browser.get("/index.json", headers={"Authorization": f"Bearer {shown}"}).status_code == 401


def test_nobody_ends_anothers_session(browser: TestClient, shared: Desk) -> None:
    with shared.writing() as ledger:
        log_in(ledger, "admin", SECRET, ROOT)
    logged_in(browser, "reader")
    csrf = page_token(browser, "/account")
    assert browser.post("/account/keys/1/revoke", data={"csrf": csrf}).status_code == 400


def test_changing_ones_password_needs_the_present_one_and_logs_out(browser: TestClient) -> None:
    logged_in(browser, "reader")
    csrf = page_token(browser, "/account")
    data = {"csrf": csrf, "password": "not it at all", "fresh": "a grebe by the lock"}
    assert browser.post("/account/password", data=data).status_code == 400
    assert browser.post("/account/password", data={**data, "password": SECRET}).status_code == 303
    assert browser.get("/").status_code == 303
    assert logged_in(browser, "reader") == 401
    assert logged_in(browser, "reader", "a grebe by the lock") == 303


def test_what_is_changed_or_refused_is_in_the_log_with_who_and_whence(browser: TestClient, shared: Desk) -> None:
    logged_in(browser, "reviewer")
    csrf = page_token(browser, "/account")
    browser.post("/review/nothing", headers={"X-CSRF-Token": csrf})
    browser.post("/add", headers={"X-CSRF-Token": csrf})
    with shared.reading() as ledger:
        found = [(one.by, one.origin, one.action, one.target) for one in audit(ledger, limit=2)]
    assert found == [
        ("reviewer", "testclient", "refused", "/add"),
        ("reviewer", "testclient", "POST", "/review/nothing"),
    ]


def test_a_desk_without_accounts_asks_nobody(client: TestClient, desk: Desk) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/login").headers["location"] == "/"
    assert client.get("/account").status_code == 404
    assert client.get("/accounts.json").json()["error"]["remedy"].startswith("Make the first")
    assert client.get("/health").text == "ok\n"
    assert client.post("/logout", data={"csrf": token(client)}).status_code == 303


def test_a_desk_that_gets_accounts_asks_from_then_on(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.web.access.AGAIN", 0.0)
    assert client.get("/").status_code == 200
    with desk.writing() as ledger:
        add_account(ledger, "ada", "admin", SECRET, ROOT)
    assert client.get("/").status_code == 303


def test_the_navigation_leads_only_where_one_may_go(browser: TestClient) -> None:
    def names() -> set[str]:
        return set(re.findall(r'<li><a href="(/[a-z]*)"', browser.get("/login").text + browser.get("/account").text))

    assert names() == set()
    logged_in(browser, "reader")
    assert "/add" not in names()
    assert "/" in names()
    logged_in(browser, "admin")


def test_the_audit_twin_is_json(browser: TestClient) -> None:
    logged_in(browser, "admin")
    assert json.loads(browser.get("/audit.json?before=2").text)[0]["number"] == 1
    assert browser.get("/audit.csv").text.splitlines()[0] == "number,at,by,origin,action,target,detail"
    assert browser.get("/audit?before=nonsense").status_code == 422
