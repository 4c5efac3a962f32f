#!/usr/bin/env python3
"""What resolving actors costs: ``python eval/actors/speed.py``.

Prints seconds to load the lexicons, megabytes that they hold, and the share of resolution in parsing and resolving the
labelled articles of this folder, repeated ten times.
"""

from __future__ import annotations

import json
import re
import resource
import time
from datetime import date
from pathlib import Path

from onrecord.actors import cast, knowledge
from onrecord.parse.language import parse
from onrecord.records import Article, Span
from onrecord.settings import Settings

_MARK = re.compile(r"\[\[([^|\]]+)\|[^\]]*\]\]")


def load() -> None:
    """Builds every index of the lexicons."""
    for build in (
        knowledge.name_trie,
        knowledge.role_trie,
        knowledge.body_trie,
        knowledge.holder_trie,
        knowledge.sector_trie,
        knowledge.terms_by_word,
        knowledge.terms_by_person,
        knowledge.surnames,
    ):
        build()


def articles() -> list[Article]:
    """The labelled articles without their marks, ten times over."""
    found = []
    for path in sorted(Path(__file__).parent.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = _MARK.sub(r"\1", row["marked"])
            body = tuple(Span(m.start(), m.end(), m.group()) for m in re.finditer(r"[^\n]+", text))
            found.append(Article(row["id"], text, body, published=date.fromisoformat(row["on"])))
    return found * 10


def main() -> None:
    """Prints the three figures."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    load()
    loaded = time.perf_counter() - start
    held = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    every = articles()
    list(parse(every[:2], Settings()))
    start = time.perf_counter()
    parsed = list(parse(every, Settings()))
    middle = time.perf_counter()
    for one in parsed:
        cast(one)
    end = time.perf_counter()
    words = sum(len(article.text.split()) for article in every)
    print(f"load {loaded:.2f} s, {held:.0f} MB")
    print(f"{words} words: parse {middle - start:.2f} s, actors {end - middle:.2f} s")
    print(f"share of parse and actors: {(end - middle) / (end - start):.1%}")


if __name__ == "__main__":
    main()
