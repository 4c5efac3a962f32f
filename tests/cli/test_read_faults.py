"""What ends ``onrecord read`` at once: wrong paths, dossiers, ledgers and disks, each with place, remedy and code."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from onrecord.ledger import Ledger
from tests.run.command import COMMAND, DOSSIER, OFFER, REFUSAL, Ended, Onrecord, counts
from tests.run.conftest import onrecord as onrecord  # noqa: PLC0414 - a fixture for this file


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(REFUSAL, "utf-8")
    return path


def refused(ended: Ended, *words: str) -> int:
    """The code with which the command ended: with no data, and one message with these words and a remedy."""
    assert ended.out == ""
    assert ended.err.startswith("onrecord: ")
    assert "\n  remedy: " in ended.err
    assert "Traceback" not in ended.err
    for word in words:
        assert word in ended.err, ended.err
    return ended.code


DOSSIERS = {
    "a misspelt key": (DOSSIER.replace("aliases:", "aliasses:", 1), ["dossier.yaml:7", "'aliasses'", "'aliases'"]),
    "a misspelt key at the top": (DOSSIER.replace("title:", "titel:"), ["dossier.yaml:2", "'titel'", "'title'"]),
    "a kind that is none": (DOSSIER.replace("kind: proposal", "kind: wish"), ["dossier.yaml:9", "action or proposal"]),
    "an issue twice": (DOSSIER.replace("id: mission", "id: send"), ["dossier.yaml:8", "given twice"]),
    "no YAML": ("id: [strait\ntitle: {x\n", ["dossier.yaml:", "not YAML"]),
    "an article": (REFUSAL, ["dossier.yaml:1", "keys and values"]),
    "nothing": ("", ["dossier.yaml", "empty"]),
    "no issues": ("id: a\ntitle: b\nissues: []\n", ["dossier.yaml:3", "at least one issue"]),
}


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_dossier_that_cannot_be_used_is_code_2_with_its_line(onrecord: Onrecord, page: Path, name: str) -> None:
    text, words = DOSSIERS[name]
    onrecord.dossier.write_text(text, "utf-8")
    assert refused(onrecord.read(page), *words) == 2
    assert not onrecord.has_ledger()


def test_a_missing_dossier_is_code_2(onrecord: Onrecord, page: Path) -> None:
    onrecord.dossier.unlink()
    assert refused(onrecord.read(page), str(onrecord.dossier), "no such dossier") == 2
    assert not onrecord.has_ledger()


def test_only_missing_paths_are_code_2_and_leave_no_ledger(onrecord: Onrecord) -> None:
    gone = onrecord.folder / "gone"
    assert refused(onrecord.read(gone, f"{gone}/*.txt"), str(gone), "no such file or folder") == 2
    assert not onrecord.has_ledger()


def test_a_folder_without_articles_is_code_2_and_leaves_no_ledger(onrecord: Onrecord) -> None:
    (onrecord.folder / "none").mkdir()
    assert refused(onrecord.read(onrecord.folder / "none"), str(onrecord.folder / "none"), "no text, HTML") == 2
    assert not onrecord.has_ledger()


def test_a_missing_path_among_good_ones_is_a_row_and_code_5(onrecord: Onrecord, page: Path) -> None:
    ended = onrecord.read(onrecord.folder / "gone.txt", page)
    assert ended.code == 5
    assert len(ended.lines()) == 1
    assert f"{onrecord.folder / 'gone.txt'}: unreadable: " in ended.err
    assert [row["kind"] for row in onrecord.problems()] == ["unreadable"]


def test_what_may_not_be_read_is_a_row_and_code_5(
    onrecord: Onrecord, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = onrecord.folder / "batch"
    (closed / "inner").mkdir(parents=True)
    for name in ("b.txt", "c.txt"):
        (closed / name).write_text(OFFER, "utf-8")
    scan, read = os.scandir, Path.open

    def no_list(path: str = ".") -> object:
        if str(path).endswith("inner"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    def no_open(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", no_list)
    monkeypatch.setattr(Path, "open", no_open)
    ended = onrecord.read(closed, page)
    assert ended.code == 5
    assert [one["positions"][0]["holder"] for one in ended.lines()] == ["BGD", "NOR"]
    for name in ("b.txt", "inner"):
        assert f"{closed / name}: unreadable: Permission denied" in ended.err
    assert sorted(row["source"] for row in onrecord.problems()) == [str(closed / "b.txt"), str(closed / "inner")]


@pytest.mark.sqlite_file("fills a disk page by page")
def test_a_full_disk_is_code_3_and_the_next_run_ends_the_work(onrecord: Onrecord) -> None:
    batch = onrecord.folder / "batch"
    batch.mkdir()
    for number in range(8):
        filler = " ".join(f"The fleet of harbour {number} counted {n} boats." for n in range(80))
        (batch / f"{number}.txt").write_text(f"{REFUSAL}\n{filler}\n", "utf-8")

    def limit(connection: sqlite3.Connection, _: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 5}")

    Ledger.open(onrecord.ledger, create=True).close()
    event.listen(Engine, "connect", limit)
    try:
        ended = onrecord.read(batch)
    finally:
        event.remove(Engine, "connect", limit)
    assert ended.code == 3
    assert "the disk is full" in ended.err
    assert str(onrecord.ledger) in ended.err
    assert "run the same command again" in ended.err
    assert 0 < counts(onrecord.ledger)["articles"] == len(ended.lines()) < 8
    assert onrecord.read(batch).code == 0
    assert counts(onrecord.ledger)["articles"] == 8


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_output_on_a_full_disk_is_code_2(onrecord: Onrecord, page: Path) -> None:
    assert onrecord.read(page).code == 0
    assert (
        refused(onrecord("export", "--out", "/dev/full", "--ledger", onrecord.ledger), "/dev/full", "No space left")
        == 2
    )
    with Path("/dev/full").open("wb") as full:
        for arguments in (["read", str(page), "--json"], ["articles", "--ledger", str(onrecord.ledger)], ["--help"]):
            done = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
            ended = Ended(done.returncode, "", done.stderr)
            assert refused(ended, "standard output: cannot be written: No space left") == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no users")
@pytest.mark.sqlite_file("a file without the right to write; a server is looked at in test_servers")
def test_a_ledger_that_cannot_be_written_is_code_3(onrecord: Onrecord, page: Path) -> None:
    assert onrecord.read(page).code == 0
    before = Path(onrecord.ledger).read_bytes()

    def no_write(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(Engine, "connect", no_write)
    try:
        ended = onrecord.read(page)
    finally:
        event.remove(Engine, "connect", no_write)
    assert refused(ended, str(onrecord.ledger), "cannot be written", "--ledger") == 3
    assert Path(onrecord.ledger).read_bytes() == before


@pytest.mark.sqlite_file("its bytes stay; a server is looked at in test_servers")
def test_a_ledger_of_a_newer_version_is_code_3_and_untouched(onrecord: Onrecord, page: Path) -> None:
    assert onrecord.read(page).code == 0
    with closing(sqlite3.connect(onrecord.ledger)) as connection:
        connection.execute("UPDATE onrecord_version SET version_num = '9999'")
        connection.commit()
    before = Path(onrecord.ledger).read_bytes()
    assert refused(onrecord.read(page), str(onrecord.ledger), "newer onrecord", "--upgrade") == 3
    assert Path(onrecord.ledger).read_bytes() == before


@pytest.mark.sqlite_file("names a file that is none")
def test_a_file_that_is_no_ledger_is_code_3_and_untouched(onrecord: Onrecord, page: Path) -> None:
    assert refused(onrecord("read", page, "--ledger", page), str(page), "no ledger") == 3
    assert page.read_text("utf-8") == REFUSAL


def test_a_model_that_is_not_installed_is_code_4(
    onrecord: Onrecord, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_MODEL", "en_no_such_model")
    ended = onrecord.read(page)
    assert ended.code == 4
    assert "'en_no_such_model' is not installed" in ended.err
    assert "remedy: " in ended.err


@pytest.mark.parametrize(
    "arguments", [["read"], ["read", "x", "--format", "xml"], ["read", "x", "--min-confidence", "7"], ["red", "x"]]
)
def test_wrong_usage_is_code_2(onrecord: Onrecord, arguments: list[str]) -> None:
    ended = onrecord(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err


def test_a_setting_of_the_wrong_type_is_code_2(onrecord: Onrecord, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_BATCH", "many")
    assert refused(onrecord.read(page), "ONRECORD_BATCH", "'many'") == 2


def test_standard_input_may_be_rows_a_text_or_empty(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    def given(data: str) -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        return onrecord.read("-")

    rows = "\n".join(json.dumps({"id": one, "text": text}) for one, text in (("n", REFUSAL), ("b", OFFER)))
    assert [one["id"] for one in given(rows).lines()] == ["n", "b"]
    (one,) = given(REFUSAL).lines()
    assert one["positions"][0]["holder"] == "NOR"
    empty = given("")
    assert (empty.code, empty.out) == (0, "")
    assert "stdin: empty: " in empty.err
    assert [row["source"] for row in onrecord.problems()] == ["stdin"]


def test_a_process_without_standard_input_reads_files(
    onrecord: Onrecord, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert len(onrecord.read(page).lines()) == 1
    ended = onrecord("read", "-", "--json")
    assert (ended.code, ended.out) == (0, "")
    assert "stdin: empty" in ended.err
