"""Adding articles and dossiers in the page: what is taken, what is refused, and how a job is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import Ledger, dossiers
from onrecord.run.desk import Desk
from onrecord.run.jobs import Jobs
from onrecord.run.jobs.child import Hands
from onrecord.run.jobs.worker import Order
from tests.run.test_jobs import Scripted, until
from tests.web.conftest import token

WAIT = 20.0


class Reader:
    """Carries out an order by saying what it was given."""

    def __init__(self, *events: dict[str, Any]) -> None:
        self.events = events
        self.orders: list[Order] = []
        self.texts: list[bytes] = []

    def carry_out(self, order: Order) -> Iterator[dict[str, Any]]:
        """One article a material, then the events."""
        self.orders.append(order)
        for one in order.materials:
            if one.file:
                self.texts.append(Path(order.folder, one.file).read_bytes())
            entry = {"event": "entry", "lost": False, "kind": "new", "article": "a1", "title": one.title}
            yield entry | {"source": one.name, "statements": 1, "positions": 2, "detail": ""}
        yield from self.events
        yield {"event": "done"}

    def end(self) -> None:
        """Nothing to end."""


@pytest.fixture
def reader(client: TestClient, desk: Desk) -> Reader:
    """What reads for the client's desk."""
    made = Reader()
    use(client, desk, lambda: made)
    return made


def use(client: TestClient, desk: Desk, hands: Hands) -> Jobs:
    jobs = Jobs(str(desk.place), desk.settings, hands=hands)
    client.app.state.jobs = jobs  # type: ignore[attr-defined]
    return jobs


def send(client: TestClient, files: list[tuple[str, tuple[str, bytes]]] | None = None, **fields: str) -> Any:
    data = {"csrf": token(client), "dossier": "lake-force"} | fields
    return client.post("/add", data=data, files=files or [("files", ("", b""))])


def job_at(client: TestClient, answer: Any) -> Any:
    assert answer.status_code == 303, answer.text
    number = answer.headers["location"].removeprefix("/jobs/")
    jobs: Jobs = client.app.state.jobs  # type: ignore[attr-defined]
    jobs.wait(number, WAIT)
    return client.get(f"/jobs/{number}.json").json()


def test_files_a_text_and_a_link_become_one_job(client: TestClient, reader: Reader, desk: Desk) -> None:
    desk.settings = replace(desk.settings, allow_hosts="lake.example")
    use(client, desk, lambda: reader)
    files = [("files", ("a.txt", b"one")), ("folder", ("../news/b.html", b"<p>two</p>"))]
    answer = send(client, files, text="three ☂", title="The\r\nThird", link="https://lake.example/x")
    job = job_at(client, answer)
    assert (job["state"], job["new"], job["expected"], job["dossier"]) == ("done", 4, 4, "lake-force")
    (order,) = reader.orders
    assert [one.name for one in order.materials] == ["a.txt", "news/b.html", "pasted text", "https://lake.example/x"]
    assert [one.title for one in order.materials] == ["", "", "The Third", ""]
    assert reader.texts == [b"one", b"<p>two</p>", "three ☂".encode()]
    assert "See who stands where" in client.get(f"/jobs/{job['id']}").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Nothing was given to read"),
        ({"text": "x", "dossier": "nope"}, "There is no dossier"),
        ({"text": "x", "published": "yesterday"}, "is no date"),
        ({"link": "file:///etc/passwd"}, "no link that can be followed"),
        ({"link": "https://other.example/"}, "the host is not allowed"),
        ({"link": "https://other.example/", "allow": "third.example"}, "the host is not allowed"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_form_keeps_what_was_typed(
    client: TestClient, reader: Reader, fields: dict[str, str], words: str
) -> None:
    answer = send(client, None, **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert fields.get("link", "") in answer.text
    assert reader.orders == []
    assert client.get("/jobs.json").json() == []


def test_a_host_is_allowed_for_one_page_by_its_user(client: TestClient, reader: Reader) -> None:
    asked = send(client, link="https://lake.example/x")
    assert 'name="allow" value="lake.example"' in asked.text
    job = job_at(client, send(client, link="https://lake.example/x", allow="lake.example"))
    assert job["state"] == "done"
    assert reader.orders[0].hosts == ("lake.example",)


def test_what_failed_is_shown_with_its_remedy(client: TestClient, desk: Desk) -> None:
    fault = {"event": "entry", "lost": True, "kind": "binary", "article": None, "title": "", "source": "b.png"}
    made = Reader(fault | {"statements": 0, "positions": 0, "detail": "the bytes are no text"})
    use(client, desk, lambda: made)
    job = job_at(client, send(client, text="x"))
    page = client.get(f"/jobs/{job['id']}").text
    assert "b.png" in page
    assert "Convert or unpack it first" in page
    assert job["entries"][1]["remedy"].startswith("The bytes are no text")
    assert client.get(f"/jobs/{job['id']}.csv").text.splitlines()[0].startswith("kind,article,title")


def test_a_running_job_is_polled_and_can_be_cancelled(client: TestClient, desk: Desk) -> None:
    hand = Scripted([None])
    jobs = use(client, desk, lambda: hand)
    number = send(client, text="x").headers["location"]
    job = jobs.history()[0]
    until(jobs, job, "running")
    part = client.get(number, headers={"HX-Request": "true"}).text
    assert 'hx-trigger="every 1s"' in part
    assert "<html" not in part
    assert client.post(f"{number}/drop", data={"csrf": token(client)}).status_code == 409
    assert client.post(f"{number}/cancel", data={"csrf": token(client)}).status_code == 303
    page = client.get(number).text
    assert "hx-trigger" not in page
    assert "Run again" in page
    assert client.post(f"{number}/drop", data={"csrf": token(client)}).status_code == 303
    assert client.get(number).status_code == 404


def test_a_dossier_is_made_and_changed_in_the_page(client: TestClient, desk: Desk, reader: Reader) -> None:
    issue = {"issue_id": "ferry", "issue_kind": "action", "issue_question": "Will it run a ferry?"}
    data = {
        "csrf": token(client),
        "title": "Ferries, again",
        "issue_aliases": "boat line\r\n\r\nferry service",
        **issue,
    }
    answer = client.post("/dossiers/new", data=data)
    assert answer.headers["location"] == "/dossiers/ferries-again/edit?saved=1"
    (made,) = [one for one in _stored(desk) if one.id == "ferries-again"]
    assert (made.title, made.issues[0].aliases) == ("Ferries, again", ("boat line", "ferry service"))
    page = client.get(answer.headers["location"]).text
    assert page.count("Read 10 articles again with it") == 1
    assert client.get("/dossiers/ferries-again/edit").text.count("Read 10 articles again with it") == 1
    assert "again with it" not in client.get("/dossiers/new").text
    changed = {**data, "title": "Ferries", "expire": "26w", "id": "other"}
    assert client.post("/dossiers/ferries-again/edit", data=changed).status_code == 303
    assert next((one.title, one.expire) for one in _stored(desk) if one.id == "ferries-again") == ("Ferries", 182)
    job = job_at(client, client.post("/dossiers/ferries-again/reread", data={"csrf": token(client)}))
    assert (job["kind"], job["dossier"], reader.orders[0].kind) == ("reread", "ferries-again", "reread")


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"title": ""}, "`id` is empty", "id"),
        ({"title": "", "id": "x"}, "`title` is empty", "title"),
        ({"id": "two words"}, "must be one word", "id"),
        ({"id": "a/b"}, "cannot be an id", "id"),
        ({"id": "new"}, "cannot be an id", "id"),
        ({"id": "lake-force"}, "already", "id"),
        ({"expire": "soon"}, "is no span of time", "expire"),
        ({"issue_id": "a b"}, "must be one word", "issue-0-id"),
        ({"issue_kind": "wish"}, "kind must be action or proposal", "issue-0-kind"),
        ({"issue_question": " "}, "`question` is empty", "issue-0-question"),
    ],
)
def test_what_is_wrong_with_a_dossier_is_said_at_its_field(
    client: TestClient, desk: Desk, fields: dict[str, str], words: str, field: str
) -> None:
    given = {"title": "T", "issue_id": "q", "issue_kind": "action", "issue_question": "Q?", "issue_aliases": ""}
    answer = client.post("/dossiers/new", data={"csrf": token(client), **given, **fields})
    assert answer.status_code == 422
    assert words.lower() in answer.text.replace("&#39;", "'").lower()
    marked = answer.text.partition('aria-invalid="true"')[0].rpartition("<")[2]
    assert f'id="{field}"' in marked
    assert len(_stored(desk)) == 1


def test_an_issue_more_and_one_dropped(client: TestClient, desk: Desk) -> None:
    data = {"csrf": token(client), "title": "T", "issue_id": "q", "issue_kind": "action", "issue_question": "Q?"}
    more = client.post("/dossiers/new", data={**data, "issue_aliases": "", "do": "more"})
    assert more.text.count("<fieldset") == 2
    rows = {"issue_id": ["send", ""], "issue_kind": ["action", "action"], "issue_question": ["Will it?", ""]}
    both = {"csrf": token(client), "title": "Lake", "issue_aliases": ["", ""], **rows}
    assert client.post("/dossiers/lake-force/edit", data=both).status_code == 303
    assert [one.id for one in _stored(desk)[0].issues] == ["send"]


def test_a_dossier_comes_and_goes_as_yaml(client: TestClient, desk: Desk) -> None:
    text = client.get("/dossiers/lake-force/dossier.yaml").text
    other = text.replace('id: "lake-force"', 'id: "other"').encode()
    answer = client.post("/dossiers/new", data={"csrf": token(client)}, files={"yaml": ("x.yaml", other)})
    assert answer.headers["location"] == "/dossiers/other/edit?saved=1"
    first, second = _stored(desk)
    assert replace(second, id=first.id) == first
    wrong = client.post("/dossiers/new", data={"csrf": token(client)}, files={"yaml": ("x.yaml", b"id: a\nname: b\n")})
    assert wrong.status_code == 422
    assert "the file:2: unknown key" in wrong.text.lower().replace("&#39;", "'")
    foreign = client.post("/dossiers/lake-force/edit", data={"csrf": token(client)}, files={"yaml": ("x", other)})
    assert "is of the dossier" in foreign.text


def test_pages_that_are_not_there(client: TestClient) -> None:
    for path in (
        "/dossiers/nope/edit",
        "/dossiers/nope/dossier.yaml",
        "/jobs/nope",
        "/jobs/j-20260101-000000-00000000",
    ):
        assert client.get(path).status_code == 404, path


def _stored(desk: Desk) -> list[Any]:
    with Ledger.open(desk.place, readonly=True) as ledger:
        return dossiers(ledger)
