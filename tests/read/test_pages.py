"""Reading files of every kind, good and bad: faults become problems and the rest goes on."""

import gzip
import io
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.read import pages
from onrecord.records import Page, Problem
from onrecord.settings import Settings

PROSE = "The envoy said on Friday that her country would send observers.\n"
LIMITED = Settings(max_page_bytes=1000)


def read(*paths: object, stdin: bytes | None = None, settings: Settings | None = None) -> list[Page | Problem]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(pages([str(path) for path in paths], settings or Settings(), stream))


def texts(found: list[Page | Problem]) -> list[str]:
    return [item.text for item in found if isinstance(item, Page)]


def kinds(found: list[Page | Problem]) -> list[str]:
    return [item.kind for item in found if isinstance(item, Problem)]


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "One\u00a0line 🙂\r\n\r\nand soft\u00adhyphens\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert texts(read(tmp_path / "a.txt")) == [text]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_common_encodings(tmp_path: Path, encoding: str) -> None:
    text = "The café’s owner said: “We shall not go.” " * 5
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert texts(read(tmp_path / "a.txt")) == [text]


def test_cyrillic_without_a_declaration_is_guessed_and_said(tmp_path: Path) -> None:
    text = "Министр заявил, что страна не будет направлять войска в этот регион. " * 6
    (tmp_path / "a.txt").write_bytes(text.encode("cp1251"))
    found = read(tmp_path / "a.txt")
    assert texts(found) == [text]
    assert kinds(found) == ["encoding-guessed"]


def test_a_declared_charset_is_used_and_windows_1252_read_for_latin_1(tmp_path: Path) -> None:
    for declared, encoding, word in (("iso-8859-1", "cp1252", "“café”"), ("windows-1251", "cp1251", "Москва")):
        markup = f'<html><head><meta charset="{declared}"></head><body><p>{word}</p></body></html>'
        (tmp_path / "a.html").write_bytes(markup.encode(encoding))
        found = read(tmp_path / "a.html")
        assert word in texts(found)[0]
        assert kinds(found) == []


def test_a_wrong_declaration_is_a_problem(tmp_path: Path) -> None:
    markup = b'<html><head><meta charset="utf-8"></head><body><p>A caf\xe9 was hit, the army said.</p></body></html>'
    (tmp_path / "a.html").write_bytes(markup)
    found = read(tmp_path / "a.html")
    assert "café" in texts(found)[0]
    assert kinds(found) == ["encoding-guessed"]


def test_nul_is_replaced_one_for_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PROSE.replace("envoy", "env\x00y").encode())
    found = read(tmp_path / "a.txt")
    assert texts(found) == [PROSE.replace("envoy", "env\ufffdy")]
    assert kinds(found) == ["bad-characters"]


def test_lone_surrogates_in_json_are_replaced_one_for_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a \\ud83d b \\udc00"}\n')
    found = read(tmp_path / "a.jsonl")
    assert texts(found) == ["a \ufffd b \ufffd"]
    assert kinds(found) == ["bad-characters"]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("blank.html", b"\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        ("paper.txt", b"%PDF-1.7\n" + bytes(range(256)), "binary"),
        ("noise.txt", bytes(range(256)) * 9, "binary"),
        ("long.txt", b"word " * 1000, "too-large"),
        ("list.json", b"[]", "empty"),
        ("wrong.json", b"{'text': 1}", "bad-json"),
        ("deep.json", b"[" * 5000, "bad-json"),
        ("number.json", b"7", "bad-json"),
        ("cut.txt.gz", gzip.compress(b"abc" * 100, mtime=0)[:20], "unreadable"),
    ],
)
def test_a_bad_file_is_one_problem_and_the_next_is_read(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text(PROSE)
    found = read(tmp_path, settings=LIMITED)
    assert kinds(found) == [kind]
    assert texts(found) == [PROSE]
    assert name in next(item.source for item in found if isinstance(item, Problem))


def test_a_large_file_is_refused_by_its_size_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as stream:
        stream.write(b"<html>" + b" " * 10_000)
        stream.truncate(50_000_000)
    tracemalloc.start()
    found = read(path, settings=LIMITED)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kinds(found) == ["too-large"]
    assert peak < 5_000_000


def test_jsonl_rows_with_all_fields_and_extra_keys(tmp_path: Path) -> None:
    row = {"id": 7, "text": PROSE, "title": "T", "outlet": "O", "published": "2026-01-02", "url": "u", "extra": [1]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n\n" + json.dumps({"text": "b"}))
    one, two = read(tmp_path / "a.jsonl")
    assert isinstance(one, Page)
    assert isinstance(two, Page)
    assert (one.id, one.title, one.outlet, one.published, one.url) == ("7", "T", "O", "2026-01-02", "u")
    assert one.source.endswith("a.jsonl:1")
    assert two.source.endswith("a.jsonl:3")


def test_bad_rows_name_their_line_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = ['{"text": "a"}', "{oops", '{"title": "no text"}', "[1]", '{"text": ""}', '{"text": "b", "title": 5}']
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    found = read(tmp_path / "a.jsonl")
    assert texts(found) == ["a", "b"]
    assert [(item.kind, item.source[-2:]) for item in found if isinstance(item, Problem)] == [
        ("bad-json", ":2"),
        ("bad-json", ":3"),
        ("bad-json", ":4"),
        ("empty", ":5"),
        ("bad-field", ":6"),
    ]


def test_a_line_beyond_the_limit_is_skipped(tmp_path: Path) -> None:
    rows = ['{"text": "' + "x" * 5000 + '"}', '{"text": "b"}']
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    found = read(tmp_path / "a.jsonl", settings=LIMITED)
    assert texts(found) == ["b"]
    assert kinds(found) == ["too-large"]


def test_jsonl_is_streamed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n' * 3)
    found = pages([str(tmp_path / "a.jsonl")], Settings())
    assert isinstance(next(found), Page)


def test_json_list_object_and_misnamed_lines(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "a"}, {"text": "b"}]')
    (tmp_path / "b.json").write_text('{\n "text": "c"\n}')
    (tmp_path / "c.json").write_text('{"text": "d"}\n{"text": "e"}\n')
    assert texts(read(tmp_path)) == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_jsonl_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "é"}\n{"text": "ü"}\n'.encode(encoding))
    assert texts(read(tmp_path / "a.jsonl")) == ["é", "ü"]


def test_gzip_of_each_kind_and_a_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(PROSE.encode()))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "b"}\n'))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(bytes(30_000_000)))
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(b" " * 30_000_000))
    found = read(tmp_path, settings=LIMITED)
    assert texts(found) == [PROSE, "b"]
    assert kinds(found)[-1] == "too-large"


def test_folders_are_walked_sorted_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    files = {"a.txt": "a", "b/c.md": "c", "b/page": PROSE, ".hidden.txt": "h", ".git/x.txt": "x", "style.css": "p {}"}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert texts(read(tmp_path)) == ["a", "c", PROSE]


def test_globs_and_each_file_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b/c.txt", "b/d[1].txt"):
        (tmp_path / name).write_text(name)
    assert texts(read(tmp_path / "**/*.txt", tmp_path / "a.txt", tmp_path)) == ["a.txt", "b/c.txt", "b/d[1].txt"]
    assert texts(read(tmp_path / "b/d[1].txt")) == ["b/d[1].txt"]


def test_standard_input(tmp_path: Path) -> None:
    assert texts(read("-", stdin=PROSE.encode())) == [PROSE]
    assert texts(read("-", stdin=b'{"text": "a"}\n{"text": "b"}\n')) == ["a", "b"]
    assert texts(read("-", stdin=gzip.compress(PROSE.encode()))) == [PROSE]
    (page,) = read("-", stdin=b"<!DOCTYPE html><html><body><p>x</p></body></html>")
    assert isinstance(page, Page)
    assert (page.media, page.source) == ("html", "stdin")
    assert kinds(read("-", stdin=b"")) == ["empty"]


def test_a_missing_path_among_good_ones_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    found = read(tmp_path / "nope.txt", tmp_path / "a.txt")
    assert kinds(found) == ["unreadable"]
    assert texts(found) == ["a"]


@pytest.mark.parametrize("given", [[], ["/no/such/file"], ["/no/such/*.txt", "/nor/this"], ["bad\x00name"]])
def test_only_missing_paths_are_an_error_at_once(given: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        pages(given, Settings())
    assert caught.value.remedy
    assert all(path in caught.value.place for path in given)


def test_a_folder_with_nothing_for_us_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("p {}")
    with pytest.raises(InputError):
        read(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "closed.txt").touch(mode=0)
    (tmp_path / "open.txt").write_text("a")
    try:
        found = read(tmp_path)
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert kinds(found) == ["unreadable", "unreadable"]
    assert texts(found) == ["a"]


def test_a_folder_that_cannot_be_listed_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = read(tmp_path)
    assert kinds(found) == ["unreadable"]
    assert texts(found) == ["a"]


def test_a_broken_link_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").write_text("b")
    found = read(tmp_path)
    assert kinds(found) == ["unreadable"]
    assert texts(found) == ["b"]
