#!/usr/bin/env python3
"""Assert that every label in labels.jsonl fits its article, this dossier and the codebook."""

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LEVELS = {"rules_out", "opposes", "doubts", "neutral", "open", "supports", "pledges", "delivers"}
CONDITIONS = {"if", "only_if", "unless", "until", "provided"}
CONTRIBUTIONS = {"troops", "police", "training", "advisers", "observers", "funds", "equipment"}
CONTRIBUTIONS |= {"medical", "engineers", "logistics", "headquarters", "mediation", "other"}
HOLDER = re.compile(r"[A-Z][A-Z0-9]+")
DATE = re.compile(r"20\d\d-\d\d-\d\d")


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("windows-1252")


def check_article(row: dict[str, Any], text: str, issues: set[str]) -> None:
    assert row["text"] == text, "text differs from the file's"
    quotes = row["boilerplate"] + [s[key] for s in row["statements"] for key in ("content", "speaker_text")]
    for position in row["positions"]:
        assert position["issue"] in issues, position["issue"]
        assert {position["level"], position["otherwise"] or position["level"]} <= LEVELS, position["level"]
        assert HOLDER.fullmatch(position["holder"]), position["holder"]
        assert position["stated"] is None or DATE.fullmatch(position["stated"]), position["stated"]
        assert position["contribution"] is None or position["contribution"]["kind"] in CONTRIBUTIONS
        assert all(c["kind"] in CONDITIONS for c in position["conditions"])
        quotes += [position["evidence"], *(c["text"] for c in position["conditions"])]
    for quote in quotes:
        assert quote and quote in text, quote
    for statement in row["statements"]:
        assert statement["kind"] in {"direct", "indirect", "mixed"}, statement["kind"]
        assert statement["nested_in"] is None or statement["nested_in"] in range(len(row["statements"]))


def main() -> None:
    texts = {path.stem: decode(path.read_bytes()) for path in (HERE / "articles").glob("*.txt")}
    texts |= {item["id"]: item["text"] for item in read_lines(HERE / "articles" / "feed.jsonl")}
    issues = set(re.findall(r"^- id: (\S+)", (HERE / "dossier.yaml").read_text("utf-8"), re.MULTILINE))
    rows = read_lines(HERE / "labels.jsonl")
    assert sorted(row["id"] for row in rows) == sorted(texts), "labels and articles do not match"
    for row in rows:
        check_article(row, texts[row["id"]], issues)
    print(f"{len(rows)} articles, {sum(len(row['positions']) for row in rows)} positions: all labels fit")


if __name__ == "__main__":
    main()
