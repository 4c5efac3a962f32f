"""Attribution on labelled sets in the form of source, cue and content spans: measures, trains nothing.

    python eval/attribution.py FOLDER [--set polnear] [--split dev] [--genre news] [--limit N]

FOLDER holds ``<set>.jsonl`` with one document a line (``doc_id``, ``split``, ``text``, ``attributions`` with character
offsets) and ``score.py``, which compares word tokens and defines every figure. Two readings are scored: *statements*
(what ``onrecord`` keeps) and *attributions* (with the states of mind, plans and evidence that it sets aside, because
these sets label them too). Speakers are spans here, so no actor is resolved.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from onrecord.parse import Parsed, Token
from onrecord.parse.language import parse
from onrecord.records import Article, cut
from onrecord.settings import Settings
from onrecord.statements import Attribution, attributions

_PARAGRAPH = re.compile(r"[^\n]+")
_THAT = re.compile(r"\bthat\s[\"“']?$")
_NEVER_SAID = ("negated", "hypothetical", "first person")
Pieces = list[list[int]]


def documents(path: Path, split: str, genre: str | None, limit: int | None) -> list[dict[str, object]]:
    """The documents of one split (and genre), in file order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if split in ("all", row.get("split"))]
    rows = [row for row in rows if genre is None or row.get("genre") == genre]
    return rows[:limit]


def article(row: dict[str, object]) -> Article:
    """A document as an article whose paragraphs are its lines."""
    text = str(row["text"])
    spans = (cut(text, *match.span()) for match in _PARAGRAPH.finditer(text))
    return Article(id=str(row["doc_id"]), text=text, body=tuple(span for span in spans if span.quote))


def as_spans(one: Attribution, text: str) -> dict[str, Pieces]:
    """One attribution as the sets write it: a source, a cue, and content with its "that", the attribution taken out."""
    return {"source": _run(one.source), "cue": _run(one.cue), "content": _outside(one, text)}


def _run(tokens: tuple[Token, ...]) -> Pieces:
    return [[tokens[0].start, tokens[-1].end]] if tokens else []


def _outside(one: Attribution, text: str) -> Pieces:
    that = _THAT.search(text[: one.start][-6:])
    pieces, at = [], one.start - (len(that[0]) if that else 0)
    for start, end in sorted(one.inserted()):
        if start > at:
            pieces.append([at, start])
        at = max(at, end)
    if at < one.end:
        pieces.append([at, one.end])
    return pieces


def predicted(parsed: Parsed, *, attitudes: bool) -> list[dict[str, Pieces]]:
    """What is found in one document: statements alone, or every attribution that was made."""
    found, text = attributions(parsed), parsed.article.text
    if attitudes:
        return [as_spans(one, text) for one in found if one.source and not one.refused.startswith(_NEVER_SAID)]
    return [as_spans(one, text) for one in found if not one.refused]


def read(rows: list[dict[str, object]]) -> Iterator[tuple[str, Parsed]]:
    """Each document's id with its parse."""
    for parsed in parse((article(row) for row in rows), Settings()):
        yield parsed.article.id, parsed


def report(gold: Path, scorer: Path, rows: list[dict[str, object]], args: argparse.Namespace) -> None:
    """Parses once, finds twice, and prints the scorer's figures for both readings."""
    began = time.perf_counter()
    trees = list(read(rows))
    parsing = time.perf_counter() - began
    words = sum(len(str(row["text"]).split()) for row in rows)
    for name, attitudes in (("statements", False), ("attributions", True)):
        began = time.perf_counter()
        lines = [
            json.dumps({"doc_id": key, "attributions": predicted(tree, attitudes=attitudes)}) for key, tree in trees
        ]
        took = time.perf_counter() - began
        print(f"{gold.stem} {args.split} {name}: {words} words, parse {parsing:.1f} s, find {took:.1f} s", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "predicted.jsonl"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            command = [sys.executable, str(scorer), str(gold), str(path)]
            command += ["--split", args.split] if args.split != "all" else []
            command += ["--filter", f"genre={args.genre}"] if args.genre else []
            command += ["--roles", "source,cue"] if gold.stem == "mpqa" else []
            subprocess.run(command, check=True)


def main() -> None:
    """Reads the command line and reports one set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", default="polnear")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--genre")
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    gold = args.folder / f"{args.set}.jsonl"
    report(gold, args.folder / "score.py", documents(gold, args.split, args.genre, args.limit), args)


if __name__ == "__main__":
    main()
