"""What ``onrecord read --format jsonl`` prints holds the published contract, whatever it is given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import onrecord as package
from onrecord.export.contract import reading_to_json
from onrecord.read.decode import decode
from onrecord.read.dossier import parse_dossier
from tests.run.command import DOSSIER, OFFER, REFUSAL, ROOT, Onrecord

EXAMPLE = ROOT / "examples" / "gaza-force"
Json = dict[str, Any]


def spans(node: Any) -> Iterator[tuple[int, int, str]]:
    """Every stretch of the text that an object names, with the words it gives for it."""
    if isinstance(node, list):
        for one in node:
            yield from spans(one)
    elif isinstance(node, dict):
        if "start" in node:
            yield node["start"], node["end"], node["quote"] if "quote" in node else node["text"]
        for one in node.values():
            yield from spans(one)


def check(reading: Json, text: str, contract: Draft202012Validator) -> None:
    """The object fits the schema, quotes the text exactly, and holds nothing that rests on boilerplate."""
    contract.validate(reading)
    for start, end, quote in spans(reading):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == quote
    noise = [(one["start"], one["end"]) for one in reading["boilerplate"]]
    records = [one["evidence"] for one in reading["positions"]] + [one["content"] for one in reading["statements"]]
    for record in records:
        assert not any(start < record["end"] and record["start"] < end for start, end in noise), record
    ids = {one["id"] for one in reading["statements"]}
    assert len(ids) == len(reading["statements"])
    assert {one["nested_in"] for one in reading["statements"]} <= ids | {None}
    assert {one["statement"] for one in reading["positions"]} <= ids | {None}


def test_the_examples(onrecord: Onrecord, contract: Draft202012Validator) -> None:
    onrecord.dossier = EXAMPLE / "dossier.yaml"
    readings = onrecord.read(EXAMPLE / "articles").lines()
    given_texts = {decode(path.read_bytes()).text for path in (EXAMPLE / "articles").glob("*.txt")}
    rows = [json.loads(line) for line in (EXAMPLE / "articles" / "feed.jsonl").read_text("utf-8").splitlines()]
    given_texts |= {row["text"] for row in rows}
    stored = {json.dumps(one): one for one in onrecord.read(EXAMPLE / "articles").lines()}
    assert len(readings) >= 25
    for reading in readings:
        assert json.dumps(reading) in stored
        texts = [reading["text"]] if "text" in reading else [t for t in given_texts if fits(reading, t)]
        assert texts, reading["id"]
        check(reading, texts[0], contract)
    assert [one["id"] for one in readings if one["id"] in {row["id"] for row in rows}] == [row["id"] for row in rows]


def fits(reading: Json, text: str) -> bool:
    """Whether every stretch that the reading names stands so in the text."""
    found = list(spans(reading))
    return bool(found) and all(text[start:end] == quote for start, end, quote in found)


ODD = {
    "emoji": "🚢🚢 " + REFUSAL.replace("Norway", "Norway 🇳🇴").replace("Tuesday", "Tuesday 🎉"),
    "family": REFUSAL.replace("ships", "ships 👩‍👩‍👧‍👦"),
    "nbsp": REFUSAL.replace(" ", "\u00a0"),
    "thin": REFUSAL.replace("will not", "will\u202fnot"),
    "soft": REFUSAL.replace("escort", "es\u00adcort").replace("Minister", "Min\u00adis\u00adter"),
    "rtl": "قال وزير الخارجية إن السفن لن تبحر.\n" + REFUSAL + "שר החוץ אמר שהספינות לא יפליגו.\n",
    "combining": REFUSAL.replace("Norway", "Norwáy".encode().decode()),
    "cr": REFUSAL.replace("\n", "\r\n\r\n") + OFFER.replace("\n", "\r"),
    "separators": REFUSAL + "\u2028" + OFFER + "\u2029\x0b\x0c\x85" + REFUSAL,
    "zero": REFUSAL.replace("Norway", "\u200bNor\u200dway\ufeff"),
    "quotes": REFUSAL + '“We will send “two” ships,” ‘said’ „Eide“ «on» "Tuesday.\n\n“And',
    "tail": REFUSAL
    + "\nRead more: Bangladesh will send ships, minister says\n\nMOST READ\nNorway says no\nFerry sinks\n",
    "controls": REFUSAL.replace(" ", "\x1b ", 3) + "\x07\x08",
    "astral": "𝔑𝔬𝔯𝔴𝔞𝔶 " * 30 + REFUSAL,
    "script": "Норвегия не отправит корабли, сказал министр. " * 8,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_characters(onrecord: Onrecord, contract: Draft202012Validator, name: str) -> None:
    row = {"id": name, "text": ODD[name], "outlet": "The “Öre” 🛶"}
    feed = onrecord.folder / "feed.jsonl"
    feed.write_text(json.dumps(row), "utf-8")
    page = onrecord.folder / "page.txt"
    page.write_bytes(ODD[name].encode())
    of_row, of_page = onrecord.read(feed, page).lines()
    for reading in (of_row, of_page):
        check(reading, ODD[name], contract)
    assert (of_row["id"], of_row["outlet"]) == (name, row["outlet"])
    if name not in ("script", "astral", "combining"):
        assert "NOR" in {one["holder"] for one in of_row["positions"]}, of_row


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_offsets_count_characters_after_any_encoding(
    onrecord: Onrecord, contract: Draft202012Validator, encoding: str
) -> None:
    text = "“Café” – a naïve façade.\n\n" + REFUSAL
    (onrecord.folder / "page.txt").write_bytes(text.encode(encoding))
    (reading,) = onrecord.read(onrecord.folder / "page.txt").lines()
    check(reading, text, contract)
    assert [one["holder"] for one in reading["positions"]] == ["NOR"]


def test_order_and_ids_are_the_inputs(onrecord: Onrecord, contract: Draft202012Validator) -> None:
    rows: list[Json] = [
        {"id": f"row/{number} é", "text": f"{text}The pier has {number} lamps."}
        for number, text in enumerate([REFUSAL, OFFER] * 20)
    ]
    rows.insert(7, {"text": OFFER})
    rows.insert(9, {"id": 12, "text": REFUSAL, "published": "2026-02-03", "url": "https://example.org/a"})
    feed = onrecord.folder / "feed.jsonl"
    feed.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found = onrecord.read(feed).lines()
    assert [one["id"] for one in found if not one["id"].startswith("a-")] == [str(r["id"]) for r in rows if "id" in r]
    assert [len(spot) for spot in [found]] == [len(rows)]
    assert (found[9]["published"], found[9]["url"]) == ("2026-02-03", "https://example.org/a")
    for row, reading in zip(rows, found, strict=True):
        check(reading, row["text"], contract)


PIECES = st.sampled_from(
    [REFUSAL, OFFER, "“", "”", '"', "\n", "\n\n", "🛶", "\u00ad", "\u00a0", "Read more: ", " said ", "Eide ", " not ",
     "unless ", "if ", "the escort mission ", "Norway ", "will ", "\u202e", "é", "\ufffd", "- ", "’", "MOST READ\n"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_any_mixture(contract: Draft202012Validator, text: str) -> None:
    found = package.read(f"{text}\n.", dossier=parse_dossier(DOSSIER, "here"))
    for reading in found:
        check(json.loads(json.dumps(reading_to_json(reading))), f"{text}\n.", contract)
