"""Who may ask the desk for what: hosts, other sites, tokens, sizes, and what an error tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import APIRouter
from starlette.testclient import TestClient

from onrecord.errors import LedgerError
from onrecord.run.desk import Desk
from onrecord.web.app import ROUTERS, create_app
from onrecord.web.security import HEADERS, SAFE, Guard
from tests.databases import Place
from tests.web.conftest import ADDRESS, token
from tests.web.crawl import Route, filled, routes_of

IDS = {"dossier": "lake-force", "dossier_id": "lake-force", "issue": "send", "position_id": "p-b1", "article_id": "a1"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


def unsafe(client: TestClient) -> list[tuple[str, str]]:
    """Every method and address that changes something."""
    routes: list[Route] = routes_of(client.app)  # type: ignore[arg-type]
    return [(method, filled(one, **IDS)) for one in routes for method in sorted(one.methods - SAFE)]


def test_there_are_routes_that_change_something(client: TestClient) -> None:
    found = {address for _, address in unsafe(client)}
    assert {"/add", "/dossiers/new", "/dossiers/lake-force/edit", "/jobs/x/cancel"} <= found
    assert len(ROUTERS) > 5


def test_nothing_is_changed_without_the_pages_token(client: TestClient) -> None:
    right = token(client)
    for method, address in unsafe(client):
        for sent in ("", "wrong", right[:-1], right + "0", "\u2603"):
            answer = client.request(method, address, headers=FORM, content=f"csrf={quote(sent)}")
            assert answer.status_code == 403, (method, address, sent)
        answer = client.request(method, address, headers={"X-CSRF-Token": "wrong"})
        assert answer.status_code == 403, (method, address)
        for kind in ("text/plain", "multipart/form-data", ""):
            body = f"csrf={right}"
            answer = client.request(method, address, headers={"content-type": kind}, content=body)
            assert answer.status_code in (400, 403), (method, address, kind)


def test_nothing_is_changed_for_another_site(client: TestClient) -> None:
    right = {"X-CSRF-Token": token(client)}
    foreign = [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1:8321.evil.example"},
        {"referer": "https://evil.example/127.0.0.1:8321"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ]
    for method, address in unsafe(client):
        for headers in foreign:
            answer = client.request(method, address, headers={**right, **headers})
            assert answer.status_code == 403, (method, address, headers)
    assert client.post("/add", headers={**right, "origin": ADDRESS}).status_code == 422, "our own page may"


def test_a_token_of_another_browser_is_none(client: TestClient, desk: Desk) -> None:
    with TestClient(create_app(desk, client.app.state.guard), base_url=ADDRESS) as other:  # type: ignore[attr-defined]
        other.get("/")
        foreign = token(other)
    assert foreign != token(client)
    assert client.post("/add", data={"csrf": foreign}).status_code == 403
    client.cookies.clear()
    assert client.post("/add", data={"csrf": foreign}).status_code == 403


def test_what_only_looks_changes_nothing(client: TestClient) -> None:
    for method, address in unsafe(client):
        assert client.get(address).status_code in (200, 303, 404, 405, 422), (method, address)
        assert client.head(address).status_code in (200, 303, 404, 405, 422), (method, address)


@pytest.mark.parametrize(
    "host",
    [
        *(
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "evil.example:8321",
            "",
            " ",
            "127.0.0.2",
        ),
        *("user@127.0.0.1@evil.example", "[::2]", "0.0.0.0", "2130706433", "127.1", "localhost@evil.example", "::1"),
    ],
)
def test_a_host_that_the_desk_does_not_answer_to_gets_nothing(client: TestClient, host: str) -> None:
    for path in ("/", "/static/desk.css", "/api/v1/openapi.json", "/add"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 421, path
        assert "lake" not in answer.text
    assert client.post("/add", data={"csrf": token(client)}, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8321", "[::1]:8321", "localhost."])
def test_this_machines_own_names_do(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_headers_are_on_every_answer_also_on_refusals(client: TestClient) -> None:
    answers = [
        client.get("/"),
        client.get("/nowhere"),
        client.get("/nowhere.json"),
        client.get("/", headers={"host": "evil.example"}),
        client.post("/add"),
        client.post("/add", headers={"content-length": "999999999999"}),
        client.get("/static/nowhere.css"),
        client.get("/static/../app.py"),
        client.request("TRACE", "/"),
        client.options("/"),
    ]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, answer.request.url
        assert "access-control-allow-origin" not in answer.headers
        assert "server" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/%00"]
)
def test_no_file_but_ours_is_given(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 405)


@pytest.fixture
def small(desk: Desk) -> Iterator[TestClient]:
    """A desk that takes little."""
    guard = Guard(max_body=3_000, max_field=1_000, max_files=3, max_fields=10)
    with TestClient(create_app(desk, guard), base_url=ADDRESS, follow_redirects=False) as client:
        client.get("/")
        yield client


def test_no_more_is_taken_than_the_desk_allows(small: TestClient) -> None:
    right = {"X-CSRF-Token": token(small)}

    def endless() -> Iterator[bytes]:
        for _ in range(1000):
            yield b"x" * 1000

    form = {**FORM, **right}
    assert small.post("/add", headers=form, content=b"x" * 4000).status_code == 413
    assert small.post("/add", headers=form, content=endless()).status_code == 413, "also without a length"
    for length in ("-1", "1e3", "1_0", "+5", "99999999999999999999"):
        answer = small.post("/add", headers={**form, "content-length": length}, content=b"")
        assert answer.status_code == 413, length
    assert small.post("/add", data={"text": "x" * 1500}, headers=right, files={"f": b""}).status_code == 400
    many = [("files", (f"{number}.txt", b"x")) for number in range(4)]
    assert small.post("/add", files=many, headers=right).status_code == 400
    fields = {f"f{number}": "x" for number in range(11)}
    assert small.post("/add", data=fields, headers=right).status_code == 400


def test_an_error_tells_nothing_of_the_inside(desk: Desk, tmp_path: Path) -> None:
    app = create_app(desk)
    router = APIRouter()

    @router.get("/broken")
    def broken() -> None:
        raise RuntimeError(f"secret in {tmp_path}")

    @router.get("/locked")
    def locked() -> None:
        raise LedgerError("the ledger is locked", place=str(tmp_path / "x.db"), remedy="Wait.")

    app.router.routes[0:0] = router.routes
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        for headers in ({}, {"accept": "application/json"}, {"HX-Request": "true"}):
            answer = client.get("/broken", headers=headers)
            assert answer.status_code == 500
            assert not any(word in answer.text for word in ("secret", "RuntimeError", "Traceback", str(tmp_path)))
            answer = client.get("/locked", headers=headers)
            assert answer.status_code == 503
            assert "locked" in answer.text
            assert str(tmp_path) not in answer.text


def test_a_ledger_that_is_gone_is_said_without_its_place(client: TestClient, desk: Desk, new_place: Place) -> None:
    new_place.remove(str(desk.place))
    for path in ("/", "/index.json", "/articles", "/add"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert str(desk.place) not in answer.text
        assert Path(desk.place).name not in answer.text


@pytest.mark.parametrize(
    "evil", ["x\r\nSet-Cookie: evil=1", "x\nX-Evil: 1", "\u560d\u560aX-Evil: 1", "x%0d%0aX-Evil: 1"]
)
def test_no_word_of_a_request_becomes_a_header(client: TestClient, evil: str) -> None:
    fields = {"issue_id": "q", "issue_kind": "action", "issue_question": "Q?", "issue_aliases": ""}
    answers = [
        client.get(f"/dossiers/{quote(evil, safe='')}.csv"),
        client.get("/cell.csv", params={"holder": evil, "issue": evil, "dossier": evil}),
        client.get("/articles.csv", params={"text": evil}),
        client.get("/login", params={"next": evil}),
        client.get(f"/articles/{quote(evil, safe='')}"),
        client.post("/dossiers/new", data={"csrf": token(client), "id": "e1", "title": evil, **fields}),
        client.post("/dossiers/new", data={"csrf": token(client), "id": evil, "title": "T", **fields}),
    ]
    for answer in answers:
        assert "x-evil" not in answer.headers
        assert "evil=1" not in answer.headers.get("set-cookie", "")
        assert not {"\r", "\n"} & set("".join(answer.headers.values()))


@pytest.mark.parametrize(
    "where", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\t//evil"]
)
def test_no_address_leads_elsewhere_after_logging_in(client: TestClient, where: str) -> None:
    location = client.get("/login", params={"next": where}).headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
