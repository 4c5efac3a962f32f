"""Zip archives: their articles are read, whatever is wrong with one of them is a row, and nothing is trusted."""

from __future__ import annotations

import gzip
import io
import stat
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.read import data_pages, pages
from onrecord.records import Page, Problem
from onrecord.settings import Settings

SMALL = replace(Settings(), max_page_bytes=100_000, upload_files=20)
WORDS = b"The harbour said yes."


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """An archive of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


def read(data: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    """The sources of the pages, and the kinds and sources of the problems."""
    found = list(data_pages(data, "news.zip", SMALL))
    faults = [(one.kind, one.source) for one in found if isinstance(one, Problem)]
    return [one.source for one in found if isinstance(one, Page)], faults


def encrypted(data: bytes) -> bytes:
    """The same archive, whose only member says that it is encrypted."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[changed.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def changed(data: bytes, *changes: tuple[bytes, int, int]) -> bytes:
    """The same archive with single bytes changed, each by what stands before it and how far away."""
    made = bytearray(data)
    for before, away, value in changes:
        made[data.find(before) + away] = value
    return bytes(made)


def link() -> zipfile.ZipInfo:
    """A member that is a symbolic link."""
    made = zipfile.ZipInfo("link.txt")
    made.external_attr = (stat.S_IFLNK | 0o777) << 16
    return made


def test_its_articles_are_read_in_order_and_the_rest_is_passed_over(tmp_path: Path) -> None:
    rows = b'{"text": "One."}\n{"text": "Two."}\n'
    names = ("b.txt", "a/rows.jsonl", "picture.png", ".hidden.txt", "__MACOSX/b.txt", "empty/")
    data = packed(*((name, rows if name.endswith("jsonl") else WORDS) for name in names))
    assert read(data) == (["news.zip/a/rows.jsonl:1", "news.zip/a/rows.jsonl:2", "news.zip/b.txt"], [])
    (tmp_path / "news.zip").write_bytes(data)
    found = list(pages([str(tmp_path / "news.zip")], SMALL))
    assert [one.text for one in found if isinstance(one, Page)] == ["One.", "Two.", WORDS.decode()]


def from_folder(root: Path, files: dict[str, bytes], *named: str) -> list[Page | Problem]:
    """What is read from a folder with these files, some of which are named too."""
    for name, data in files.items():
        (root / name).write_bytes(data)
    return list(pages([str(root), *(str(root / name) for name in named)], SMALL))


def test_in_a_folder_it_is_read_once_among_the_files(tmp_path: Path) -> None:
    archive = packed(("in/x.txt", WORDS), ("y.png", b"\x89PNG"))
    found = from_folder(tmp_path, {"b.ZIP": archive, "a.txt": b"One.", "c.txt": b"Two."}, "b.ZIP")
    assert [(one.source, one.text) for one in found if isinstance(one, Page)] == [
        (f"{tmp_path}/a.txt", "One."),
        (f"{tmp_path}/b.ZIP/in/x.txt", WORDS.decode()),
        (f"{tmp_path}/c.txt", "Two."),
    ]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("name", "data", "kinds"),
    [
        ("many.zip", packed(*((f"{number}.txt", WORDS) for number in range(21))), ["too-large"]),
        ("swollen.zip", packed(("a.txt", b"a" * 8_000_000)), ["too-large"]),
        ("cut.zip", packed(("a.txt", WORDS))[:-30], ["unreadable"]),
        ("none.zip", packed(("a.png", WORDS)), ["empty"]),
        ("words.zip", packed(("[Content_Types].xml", WORDS), ("a.txt", WORDS)), ["binary"]),
        ("words.docx", packed(("a.txt", WORDS)), []),
    ],
)
def test_in_a_folder_its_faults_are_rows_and_the_rest_is_read(
    tmp_path: Path, name: str, data: bytes, kinds: list[str]
) -> None:
    found = from_folder(tmp_path, {name: data, "z.txt": b"One."})
    assert [one.kind for one in found if isinstance(one, Problem)] == kinds
    assert [one.text for one in found if isinstance(one, Page)] == ["One."]


def test_a_name_that_leads_elsewhere_is_only_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("../../up.txt", "/etc/root.txt", "C:\\x\\drive.txt", "a/../b\u202e.txt", "..")
    sources, faults = read(packed(*((name, WORDS) for name in names)))
    assert sorted(sources) == ["news.zip/a/b.txt", "news.zip/etc/root.txt", "news.zip/unnamed", "news.zip/up.txt",
                               "news.zip/x/drive.txt"]  # fmt: skip
    assert faults == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (packed(("a.txt", b"a" * 8_000_000)), ("too-large", "news.zip/a.txt")),
        (packed(("b", packed(("c.txt", WORDS)))), ("binary", "news.zip/b")),
        (packed(("a.ZIP", packed(("b.txt", WORDS)))), ("binary", "news.zip/a.ZIP")),
        (packed(("a.txt.gz", gzip.compress(WORDS, mtime=0))), ("binary", "news.zip/a.txt.gz")),
        (packed(("a.txt", WORDS))[:-30], ("unreadable", "news.zip")),
        (encrypted(packed(("a.txt", WORDS))), ("unreadable", "news.zip/a.txt")),
        (packed((link(), b"/etc/passwd")), ("unreadable", "news.zip/link.txt")),
        (packed(("a.png", WORDS)), ("empty", "news.zip")),
        (packed(("word/document.xml", WORDS)), ("binary", "news.zip")),
        (packed(*((f"{number}.txt", WORDS) for number in range(21))), ("too-large", "news.zip")),
        (packed(("rows.jsonl", b'{"text": "x"}\n' * 500_000)), ("too-large", "news.zip/rows.jsonl")),
        (
            packed(("rows.jsonl", b"".join(b'{"text": "%d"}\n' % n**2 for n in range(300_000)))),
            ("too-large", "news.zip"),
        ),
    ],
    ids=[
        "large",
        "nested",
        "archive",
        "gzip",
        "cut",
        "encrypted",
        "link",
        "nothing",
        "document",
        "many",
        "swollen",
        "endless",
    ],
)
def test_what_cannot_be_read_is_a_row_and_fills_no_memory(data: bytes, fault: tuple[str, str]) -> None:
    tracemalloc.start()
    found = data_pages(data, "news.zip", SMALL)
    faults = [(one.kind, one.source) for one in found if isinstance(one, Problem)]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert faults == [fault]
    assert most < 20_000_000


def test_a_broken_file_leaves_the_others(tmp_path: Path) -> None:
    data = bytearray(packed(("a.txt", WORDS * 50), ("b.txt", WORDS)))
    data[40] ^= 0xFF
    sources, faults = read(bytes(data))
    assert sources == ["news.zip/b.txt"]
    assert faults == [("unreadable", "news.zip/a.txt")]


@pytest.mark.parametrize(
    "changes",
    [
        ((b"PK\x03\x04", 8, 9), (b"PK\x01\x02", 10, 9)),
        ((b"a.txt", 0, ord("c")),),
        ((b"PK\x01\x02", 8, 0x20),),
    ],
    ids=["unknown method", "two names", "patched"],
)
def test_a_file_that_cannot_be_opened_leaves_the_others(changes: tuple[tuple[bytes, int, int], ...]) -> None:
    sources, faults = read(changed(packed(("a.txt", WORDS), ("b.txt", WORDS)), *changes))
    assert sources == ["news.zip/b.txt"]
    assert faults == [("unreadable", "news.zip/a.txt")]


def test_a_broken_file_that_was_packed_in_another_way_leaves_the_others() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, WORDS)
    broken = bytearray(made.getvalue())
    broken[45] ^= 0xFF
    assert read(bytes(broken)) == (["news.zip/b.txt"], [("unreadable", "news.zip/a.txt")])


def test_an_archive_from_a_pipe_is_a_row_that_says_what_to_do() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    (found,) = pages(["-"], SMALL, Pipe(packed(("a.txt", WORDS))))
    assert isinstance(found, Problem)
    assert (found.kind, found.source) == ("unreadable", "stdin")
    assert "name the file" in found.detail


def test_all_files_together_end_at_a_limit() -> None:
    members = tuple((f"{number:02}.txt", WORDS * 4_500) for number in range(20))
    sources, faults = read(packed(*members))
    assert (len(sources), faults) == (20, [])
    limited = replace(SMALL, max_page_bytes=len(WORDS) * 4_500, upload_files=100)
    many = packed(*((f"{number:02}.txt", WORDS * 4_500) for number in range(60)))
    found = list(data_pages(many, "news.zip", limited))
    assert sum(isinstance(one, Page) for one in found) == 50
    assert [(one.kind, one.source) for one in found if isinstance(one, Problem)] == [("too-large", "news.zip")]
