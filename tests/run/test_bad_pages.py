"""Bad pages among good ones: each a message with file, place and remedy, a row in problems, and the rest is read."""

from __future__ import annotations

import gzip
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest

from onrecord.cli.read import QUIET
from onrecord.parse.quotations import find_quotations
from onrecord.parse.tree import Quotation
from onrecord.problems import KINDS, is_loss
from onrecord.records import Span
from tests.effort import within
from tests.run.command import OFFER, REFUSAL, Onrecord, counts

PAGE = f"<html><head><title>Escorts</title></head><body><h1>Escorts</h1><p>{OFFER}</p></body></html>"


def archive() -> bytes:
    """A word processor's file is an archive like this one."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("word/document.xml", "<w:p>words</w:p>" * 50)
    return packed.getvalue()


def noise(size: int = 5000) -> bytes:
    return random.Random(1).randbytes(size)


# name, bytes, the kinds of problem, how many articles are read out of it
BAD: list[tuple[str, bytes, list[str], int]] = [
    ("empty.txt", b"", ["empty"], 0),
    ("blank.html", b"  \n ", ["empty"], 0),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + noise(), ["binary"], 0),
    ("paper.html", b"%PDF-1.7\n" + noise(), ["binary"], 0),
    ("letter.txt", archive(), ["binary"], 0),
    ("tags.html", b"<html><body><div class=x></div></body></html>", ["not-an-article"], 1),
    ("latin.txt", (OFFER + "The café’s owner agreed.").encode("cp1252"), ["encoding-guessed"], 1),
    ("mixed.txt", OFFER.encode() + "Zoë’s “naïve” café — ".encode() * 9 + b"caf\xe9", ["encoding-guessed"], 1),
    ("cut.txt.gz", gzip.compress(OFFER.encode() * 99, mtime=0)[:60], ["unreadable"], 0),
    ("nul.txt", OFFER.replace("two", "tw\0o").encode(), ["bad-characters"], 1),
    ("day.jsonl", json.dumps({"text": OFFER, "published": "2026-02-31"}).encode(), ["date-unresolved"], 1),
    ("month.jsonl", json.dumps({"text": OFFER, "published": "31/13/2025"}).encode(), ["date-unresolved"], 1),
    ("surrogate.jsonl", b'{"text": "Half \\ud83d of a pair. ' + OFFER.strip().encode() + b'"}', ["bad-characters"], 1),
    ("field.jsonl", json.dumps({"text": OFFER, "title": 7, "outlet": ["x"]}).encode(), ["bad-field"] * 2, 1),
]


@pytest.mark.parametrize(("name", "data", "kinds", "read"), BAD, ids=[case[0] for case in BAD])
def test_a_bad_page_is_a_row_and_the_rest_is_read(
    onrecord: Onrecord, name: str, data: bytes, kinds: list[str], read: int
) -> None:
    batch = onrecord.folder / "batch"
    batch.mkdir()
    (batch / name).write_bytes(data)
    (batch / "zz.txt").write_text(REFUSAL, "utf-8")
    ended = onrecord.read(batch)
    assert ended.code == (5 if any(map(is_loss, kinds)) else 0)
    articles = ended.lines()
    assert len(articles) == read + 1
    assert [(p["holder"], p["level"]) for p in articles[-1]["positions"]] == [("NOR", "rules_out")]
    rows = onrecord.problems()
    assert sorted(row["kind"] for row in rows if row["kind"] in kinds) == sorted(kinds)
    for row in rows:
        assert name in row["source"]
        assert row["remedy"] == KINDS[row["kind"]]
        if row["kind"] not in QUIET:
            assert f"onrecord: {row['source']}: {row['kind']}: " in ended.err
            assert f"  remedy: {KINDS[row['kind']]}" in ended.err
    before = counts(onrecord.ledger)
    again = onrecord.read(batch)
    assert (again.code, again.lines()) == (ended.code, articles)
    assert counts(onrecord.ledger) == before


def test_broken_lines_are_named_and_the_other_rows_read(onrecord: Onrecord) -> None:
    rows = [json.dumps({"id": "one", "text": REFUSAL}), "{oops", '{"title": "no text"}', '{"text": "  "}', "[1]", ""]
    rows += ['{"text": ' + '"\\u12"}', json.dumps({"id": "two", "text": OFFER}), "[" * 100_000]
    feed = onrecord.folder / "feed.jsonl"
    feed.write_text("\n".join(rows), "utf-8")
    ended = onrecord.read(feed)
    assert ended.code == 5
    assert [one["id"] for one in ended.lines()] == ["one", "two"]
    places = {(row["kind"], row["source"].rsplit(":", 1)[1]) for row in onrecord.problems()}
    assert places == {("bad-json", "2"), ("bad-json", "3"), ("empty", "4"), ("bad-json", "5"), ("bad-json", "7"),
                      ("bad-json", "9")}  # fmt: skip
    for number in (2, 3, 5, 7, 9):
        assert f"{feed}:{number}: bad-json" in ended.err


def test_one_id_for_two_texts_and_one_article_twice(onrecord: Onrecord) -> None:
    rows = [{"id": "a", "text": REFUSAL}, {"id": "a", "text": OFFER, "published": "soon"}, {"id": "a", "text": REFUSAL}]
    feed = onrecord.folder / "feed.jsonl"
    feed.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    ended = onrecord.read(feed)
    assert ended.code == 0
    first, second = ended.lines()
    assert first["id"] == "a"
    assert first["problems"] == []
    assert second["id"].startswith("a~")
    assert [one["kind"] for one in second["problems"]] == ["date-unresolved", "duplicate-id"]
    assert [row["kind"] for row in onrecord.problems() if row["source"].endswith(":3")] == ["duplicate-article"]
    before = counts(onrecord.ledger)
    assert onrecord.read(feed).lines() == [first, second]
    assert counts(onrecord.ledger) == before


def test_an_archive_beside_its_files_adds_nothing(onrecord: Onrecord) -> None:
    folder = onrecord.folder / "news"
    folder.mkdir()
    (folder / "refusal.txt").write_text(REFUSAL, "utf-8")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        for name, text in (("offer.txt", OFFER), ("refusal.txt", REFUSAL)):
            archive.writestr(name, text)
    ended = onrecord.read(folder)
    assert ended.code == 0
    assert len(ended.lines()) == 2
    assert [(row["kind"], row["source"]) for row in onrecord.problems()] == [
        ("duplicate-article", f"{folder}/refusal.txt")
    ]
    before = counts(onrecord.ledger)
    assert onrecord.read(folder).lines() == ended.lines()
    assert counts(onrecord.ledger) == before


def big_text(stream: Callable[[bytes], object]) -> None:
    for _ in range(520):
        stream(OFFER.encode() * 700)


def big_html(stream: Callable[[bytes], object]) -> None:
    stream(b"<html><body>")
    for _ in range(520):
        stream(f"<p>{OFFER}</p>".encode() * 700)
    stream(b"</body></html>")


@pytest.mark.parametrize(("name", "fill"), [("big.txt", big_text), ("big.html", big_html)])
def test_a_page_of_50_megabytes_is_refused_at_once(
    onrecord: Onrecord, name: str, fill: Callable[[Callable[[bytes], object]], None]
) -> None:
    with (onrecord.folder / name).open("wb") as stream:
        fill(stream.write)
    assert (onrecord.folder / name).stat().st_size > 50_000_000
    (onrecord.folder / "good.txt").write_text(REFUSAL, "utf-8")
    with within(5):
        ended = onrecord.read(onrecord.folder / name, onrecord.folder / "good.txt")
    assert ended.code == 5
    assert len(ended.lines()) == 1
    assert f"{name}: too-large: " in ended.err
    assert "ONRECORD_MAX_PAGE_BYTES" in ended.err


def test_a_paragraph_longer_than_the_pipeline_holds_is_read_to_the_limit(
    onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_MAX_WORDS", "4000")
    line = "The fleet lay at anchor for a while and nobody knew when it would leave. " * 20_000
    (onrecord.folder / "line.txt").write_text(REFUSAL.strip() + " " + line, "utf-8")
    (onrecord.folder / "word.txt").write_text("x" * 1_500_000, "utf-8")
    (onrecord.folder / "zz.txt").write_text(OFFER, "utf-8")
    ended = onrecord.read(onrecord.folder / "line.txt", onrecord.folder / "word.txt", onrecord.folder / "zz.txt")
    assert ended.code == 5
    long, _, last = ended.lines()
    assert {one["holder"] for one in long["positions"]} == {"NOR"}
    assert [one["kind"] for one in long["problems"]] == ["tail-not-read"]
    assert [one["holder"] for one in last["positions"]] == ["BGD"]


MARKS = {'„a" ': (1, 0), "“a ": (1, 0), "‘a ": (0, 0), "“a ”b ": (4000, 4000), "“": (1, 0), "''a ``b ": (0, 0)}
"""A piece of a text of marks: how many quotations are found in it, and how many of them closed."""


@pytest.mark.parametrize("piece", MARKS)
def test_quotation_marks_that_never_close_end_soon(piece: str) -> None:
    text = piece * (24_000 // len(piece)) + "”"
    with within(10):
        found = find_quotations(text, [Span(0, len(text), text)])
    assert (len(found), sum(one.closed for one in found)) == MARKS[piece]


HOSTILE = {
    "deep": "<html><body>" + "<div>" * 100_000 + f"<p>{OFFER}</p>" + "</div>" * 100_000 + "</body></html>",
    "open": "<html><body>" + "<b><i>" * 30_000 + f"<p>{OFFER}",
    "scripts": PAGE.replace("<h1>", "<script>document.write('<p>Norway will send ships.</p>')" + "x" * 9999 + "<h1>"),
    "entities": '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + f"]><html><body><p>&i;</p><p>{OFFER}</p></body></html>",
    "file": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    + f"<html><body><p>&x;</p><p>{OFFER}</p></body></html>",
    "broken": f"<html><body><p <b>< <<p>>{OFFER}</p</b><table><td></p></table><p>&#xD800;&#0;&bogus;</p>",
    "attributes": f"<html><body><p {'a=1 ' * 50_000}>{OFFER}</p></body></html>",
    "comments": f"<html><body>{'<!--' * 50_000}--><p>{OFFER}</p></body></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_ends_soon_and_holds_nothing_up(onrecord: Onrecord, name: str) -> None:
    (onrecord.folder / "page.html").write_text(HOSTILE[name], "utf-8")
    (onrecord.folder / "zz.txt").write_text(REFUSAL, "utf-8")
    with within(10):
        ended = onrecord.read(onrecord.folder / "page.html", onrecord.folder / "zz.txt")
    assert ended.code in (0, 5)
    page, good = ended.lines()
    assert [one["holder"] for one in good["positions"]] == ["NOR"]
    assert not [one for one in page["positions"] if one["holder"] == "NOR"]
    assert len(page["text"]) < 100_000
    assert "document.write" not in page["text"]
    assert "aaaaaaaaaaaaaaaaaaaaaaaa" not in page["text"]
    hostname = Path("/etc/hostname")
    assert name != "file" or not hostname.exists() or hostname.read_text().strip() not in page["text"]
    if name not in ("scripts", "comments"):
        assert [one["holder"] for one in page["positions"]] == ["BGD"]


def test_a_step_that_fails_is_a_row_and_the_rest_is_read(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
        if "DHAKA" in text:
            raise ValueError("a mark out of place")
        return find_quotations(text, paragraphs)

    monkeypatch.setattr("onrecord.parse.language.find_quotations", fail)
    for name, text in (("a.txt", REFUSAL), ("b.txt", OFFER), ("c.txt", REFUSAL + "It rained all day.\n")):
        (onrecord.folder / name).write_text(text, "utf-8")
    ended = onrecord.read(*(onrecord.folder / f"{name}.txt" for name in "abc"))
    assert ended.code == 5
    assert [len(one["positions"]) for one in ended.lines()] == [1, 0, 1]
    assert f"{onrecord.folder / 'b.txt'}: step-failed: ValueError: a mark out of place" in ended.err
    assert [row["kind"] for row in onrecord.problems()] == ["step-failed"]
