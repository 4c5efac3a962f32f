"""What is uploaded is kept under names of ours, within limits, and read without trusting any of it."""

from __future__ import annotations

import gzip
import io
import json
import stat
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.errors import InputError
from onrecord.records import Page, Problem
from onrecord.run.desk import Desk
from onrecord.run.jobs import Jobs, Material
from onrecord.run.jobs.material import pages_of
from onrecord.settings import Settings
from tests.web.conftest import token

SMALL = replace(Settings(), max_page_bytes=100_000)


class Holding:
    """Reads nothing and keeps the job waiting, so that what was uploaded can be looked at."""

    def carry_out(self, _order: object) -> Iterator[dict[str, Any]]:
        """Fails at once: material of failed jobs is kept."""
        yield {"event": "failed", "message": "held", "remedy": ""}

    def end(self) -> None:
        """Nothing to end."""


@pytest.fixture
def jobs(client: TestClient, desk: Desk) -> Jobs:
    """The client's jobs, of which none is read."""
    desk.settings = replace(desk.settings, upload_bytes=5_000, upload_files=3)
    made = Jobs(str(desk.place), desk.settings, hands=Holding)
    client.app.state.jobs = made  # type: ignore[attr-defined]
    return made


def raw_upload(client: TestClient, name: bytes, body: bytes = b"words") -> Any:
    """An upload whose file name is sent byte for byte."""
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="' + name + b'"\r\n\r\n'
    return client.post(
        "/add",
        content=head + body + b"\r\n--b--\r\n",
        headers={"content-type": "multipart/form-data; boundary=b", "X-CSRF-Token": token(client)},
    )


@pytest.mark.parametrize(
    "name",
    [
        *(
            b"../../../tmp/evil.txt",
            b"/etc/cron.d/evil",
            b"..\\..\\evil.txt",
            b"C:\\evil.txt",
            b"....//evil.txt",
            b"%2e%2e/evil",
        ),
        *(
            b"a\x00b.txt",
            b"\xff\xfe.txt",
            b"\xe2\x80\xaetxt.exe",
            b"-",
            b"~/evil",
            b"*",
            b"x" * 3000,
            b"CON",
            b".htaccess",
        ),
        *(b"<script>.txt", b"a;b=c.txt", b"000000", b"job.json", b"material.jsonl", b"\\\\server\\share\\evil"),
    ],
)
def test_a_files_name_is_only_ever_shown(client: TestClient, jobs: Jobs, tmp_path: Path, name: bytes) -> None:
    answer = raw_upload(client, name)
    assert answer.status_code == 303, answer.text
    (job,) = jobs.history()
    jobs.wait(job.id, 10)
    folder = jobs.shelf.folder / job.id
    assert sorted(one.name for one in folder.iterdir()) == ["000000", "job.json", "material.jsonl"]
    assert (folder / "000000").read_bytes() == b"words"
    outside = {one.name for one in tmp_path.iterdir()}
    assert outside <= {"desk.db", "desk.db-jobs", "desk.db-stories", "desk.db-journal", "jobs", "cache"}
    (kept,) = jobs.shelf.material(job)
    assert ".." not in kept.name.split("/")
    assert not kept.name.startswith("/")
    assert kept.name.isprintable()
    assert len(kept.name) <= 200
    page = client.get(f"/jobs/{job.id}")
    assert page.status_code == 200
    assert "<script>." not in page.text


def test_what_was_uploaded_is_for_its_owner_alone(client: TestClient, jobs: Jobs) -> None:
    raw_upload(client, b"a.txt")
    (job,) = jobs.history()
    for folder in (jobs.shelf.folder, jobs.shelf.folder / job.id):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_name_cannot_add_a_field_or_a_header(client: TestClient, jobs: Jobs) -> None:
    answer = raw_upload(client, b'a.txt"\r\nX-Evil: 1\r\n\r\n; name="dossier')
    assert "x-evil" not in answer.headers
    assert answer.status_code in (303, 400, 422)
    assert all(job.dossier is None for job in jobs.history())


def test_an_upload_ends_at_its_limits_and_leaves_nothing(client: TestClient, jobs: Jobs) -> None:
    data = {"csrf": token(client)}
    large = [("files", ("a.txt", b"x" * 3_000)), ("files", ("b.txt", b"x" * 3_000))]
    answer = client.post("/add", data=data, files=large)
    assert answer.status_code == 422
    assert "more than" in answer.text
    many = [("files", (f"{number}.txt", b"x")) for number in range(4)]
    assert client.post("/add", data=data, files=many).status_code == 422
    assert client.post("/add", data={**data, "text": "x" * 6_000}).status_code == 422
    assert jobs.history() == []
    assert not any(jobs.shelf.folder.iterdir())


def test_a_broken_form_is_refused(client: TestClient, jobs: Jobs) -> None:
    headers = {"X-CSRF-Token": token(client)}
    for kind, body in (
        ("multipart/form-data", b"--b\r\n"),
        ("multipart/form-data; boundary=b", b"no boundary at all"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
        ("multipart/form-data; boundary=b", b"--b\r\n" + b"X: " + b"y" * 100_000),
        ("application/json", b"{}"),
    ):
        answer = client.post("/add", headers={**headers, "content-type": kind}, content=body)
        assert answer.status_code in (400, 422), (kind, body[:20])
    assert jobs.history() == []


def read(folder: Path, name: str, data: bytes, settings: Settings = SMALL) -> list[Page | Problem]:
    """What becomes of one uploaded file."""
    (folder / "000000").write_bytes(data)
    return list(pages_of([Material("file", name, "000000")], folder, settings))


def _zip(data: bytes, *names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names or ("../../evil.txt",):
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("bomb.txt.gz", gzip.compress(b"a" * 80_000_000, mtime=0), "too-large"),
        ("bomb.jsonl.gz", gzip.compress(b'{"text": "' + b"a" * 80_000_000, mtime=0), "too-large"),
        ("twice.gz", gzip.compress(gzip.compress(b"a" * 80_000_000, mtime=0), mtime=0), "binary"),
        ("cut.gz", gzip.compress(b"words and words" * 50, mtime=0)[:30], "unreadable"),
        ("bomb.zip", _zip(b"a" * 80_000_000), "too-large"),
        ("nested.zip", _zip(_zip(b"a" * 80_000_000)), "binary"),
        ("broken.zip", _zip(b"words")[:-30], "unreadable"),
        ("book.epub", _zip(b"application/epub+zip", "mimetype"), "binary"),
        ("many.zip", _zip(b"x", *(f"{n}.txt" for n in range(2_001))), "too-large"),
        ("pictures.zip", _zip(b"x", "a.png"), "empty"),
        ("page.html", b"%PDF-1.7 ...", "binary"),
        ("long.txt", b"x" * 200_000, "too-large"),
        ("deep.json", b"[" * 200_000, "bad-json"),
        ("wide.jsonl", b'{"text": "' + b"a" * 150_000 + b'"}\n', "too-large"),
        ("number.jsonl", b'{"text": 1' + b"0" * 5_000 + b"}\n", "bad-json"),
        ("rows.jsonl", b'{"text": "x", "url": ["javascript:"], "id": {}}\n', "bad-field"),
        ("empty.txt", b"", "empty"),
    ],
)
def test_what_would_fill_the_memory_or_the_disk_is_a_row(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    tracemalloc.start()
    began = time.monotonic()
    found = read(tmp_path, name, data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kind in [one.kind for one in found if isinstance(one, Problem)]
    assert most < 30_000_000
    assert time.monotonic() - began < 20
    assert [one.name for one in tmp_path.iterdir()] == ["000000"]


def test_odd_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    problem, page = read(tmp_path, "a.txt", "a\x00b said ☂".encode())
    assert isinstance(problem, Problem)
    assert isinstance(page, Page)
    assert (problem.kind, page.text) == ("bad-characters", "a\ufffdb said ☂")
    row = json.dumps({"text": "x\ud800y", "title": "t\x00"}).encode()
    _, page = read(tmp_path, "a.jsonl", row)
    assert isinstance(page, Page)
    assert (page.text, page.title) == ("x\ufffdy", "t\ufffd")


def test_a_dash_is_a_files_name_and_never_standard_input(tmp_path: Path) -> None:
    (page,) = read(tmp_path, "-", b"The harbour said yes.")
    assert isinstance(page, Page)
    assert page.source == "-"


def test_a_file_that_is_gone_is_a_row(tmp_path: Path) -> None:
    (found,) = pages_of([Material("file", "a.txt", "000000")], tmp_path, SMALL)
    assert isinstance(found, Problem)
    assert (found.kind, found.source) == ("unreadable", "a.txt")


def test_a_dossiers_file_runs_nothing(client: TestClient) -> None:
    bombs = [
        b"!!python/object/apply:os.system ['touch evil']",
        b"id: !!python/name:os.system\ntitle: t\nissues: []",
        b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nid: *c",
        b"id: x\x00y",
        b"[" * 100_000,
        b"x" * 1_500_000,
        b"\xff\xfe",
    ]
    for data in bombs:
        answer = client.post("/dossiers/new", data={"csrf": token(client)}, files={"yaml": ("x.yaml", data)})
        assert answer.status_code == 422, data[:40]
    assert not Path("evil").exists()


def test_the_shelf_refuses_a_job_that_is_none(desk: Desk) -> None:
    jobs = Jobs(str(desk.place), desk.settings, hands=Holding)
    made = jobs.open_new("add", "x", None, "")
    with pytest.raises(ValueError, match="no job's id"):
        jobs.shelf.material(replace(made, id="../../etc"))
    with pytest.raises(InputError):
        jobs.shelf.keep(made, 0, io.BytesIO(b"x" * 100), 50)
