#!/usr/bin/env python3
"""Scores ``onrecord.actors`` on marked mentions: accuracy of holder, person and anonymity, by kind of mention.

    python eval/actors_score.py [FILE ...] [--show]

FILE defaults to both files of ``actors/`` beside this script; their form is described in ``actors/README.md``.
``--show`` prints every miss. A second table gives the same by how often the holder occurs: rare states must
not fare worse than frequent ones. A person counts as right where the folded words of the two names are equal.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.actors import cast
from onrecord.actors.trie import fold
from onrecord.parse.language import parse
from onrecord.parse.tree import Parsed
from onrecord.records import Article, Mention, Span
from onrecord.settings import Settings

_MARK = re.compile(r"\[\[([^|\]]+)\|([^|\]]+)\|([^|\]]+)\|([^|\]]+)\]\]")


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled mention: its place in the plain text, and what it should resolve to."""

    span: Span
    holder: str | None
    person: str | None
    kind: str
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A label and what was made of it."""

    label: Label
    found: Mention | None
    context: str

    @property
    def checks(self) -> tuple[bool, bool, bool]:
        """Whether holder, person and anonymity are right."""
        holder = self.found.speaks_for if self.found else None
        person = self.found.person if self.found else None
        anonymous = self.found.anonymous if self.found else False
        return (
            holder == self.label.holder,
            _words(person) == _words(self.label.person),
            anonymous == self.label.anonymous or self.label.holder is None,
        )


def _words(name: str | None) -> frozenset[str]:
    return frozenset(fold(word) for word in (name or "").replace("-", " ").split())


def unmark(marked: str) -> tuple[str, list[Label]]:
    """The plain text of a marked one, and its labels."""
    text, labels, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        quote, holder, person, kind = mark.groups()
        span = Span(len(text), len(text) + len(quote), quote)
        name, _, flag = kind.partition("+")
        labels.append(
            Label(span, None if holder == "-" else holder, None if person == "-" else person, name, flag == "anon")
        )
        text, last = text + quote, mark.end()
    return text + marked[last:], labels


def _article(row: dict[str, str], text: str) -> Article:
    body = tuple(Span(m.start(), m.end(), m.group()) for m in re.finditer(r"[^\n]+", text))
    return Article(row["id"], text, body, dateline=row.get("dateline"), published=date.fromisoformat(row["on"]))


def results(path: Path) -> Iterator[Result]:
    """Every labelled mention of a file, resolved in place."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    plain = [unmark(row["marked"]) for row in rows]
    articles = [_article(row, text) for row, (text, _) in zip(rows, plain, strict=True)]
    for parsed, (_, labels) in zip(parse(articles, Settings()), plain, strict=True):
        yield from _resolve(parsed, labels)


def _resolve(parsed: Parsed, labels: list[Label]) -> Iterator[Result]:
    found, text = cast(parsed), parsed.article.text
    tokens = [token for sentence in parsed.sentences for token in sentence.tokens]
    for label in labels:
        inside = [t for t in tokens if t.start >= label.span.start and t.end <= label.span.end]
        around = text[max(0, label.span.start - 50) : label.span.end + 40].replace("\n", " ")
        yield Result(label, found.mention_of(inside), f"{parsed.article.id}: …{around}…")


def _row(name: str, found: list[Result]) -> str:
    shares = [sum(column) / len(found) for column in zip(*(r.checks for r in found), strict=True)]
    every = sum(all(r.checks) for r in found) / len(found)
    return f"{name:14}{len(found):5}{shares[0]:9.3f}{shares[1]:9.3f}{shares[2]:11.3f}{every:11.3f}"


def _by_frequency(found: list[Result]) -> dict[str, list[Result]]:
    """The results by how many mentions their holder has."""
    counts = Counter(result.label.holder for result in found if result.label.holder)
    bands: dict[str, list[Result]] = {"once or twice": [], "3 to 5 times": [], "more often": []}
    for result in found:
        if result.label.holder:
            n = counts[result.label.holder]
            bands["once or twice" if n < 3 else "3 to 5 times" if n < 6 else "more often"].append(result)
    return bands


def main() -> None:
    """Prints the tables, and the misses when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    files = arguments.files or sorted((Path(__file__).parent / "actors").glob("*.jsonl"))
    found = [result for file in files for result in results(file)]
    by_kind: dict[str, list[Result]] = defaultdict(list)
    for result in found:
        by_kind[result.label.kind].append(result)
        if arguments.show and not all(result.checks):
            print(f"{result.label}\n    {result.found}\n    {result.context}")
    print(f"{'kind':14}{'n':>5}{'holder':>9}{'person':>9}{'anonymous':>11}{'all three':>11}")
    for kind, some in sorted(by_kind.items()):
        print(_row(kind, some))
    print(_row("all", found))
    print("\nholder occurs")
    for band, some in _by_frequency(found).items():
        if some:
            print(_row(band, some))


if __name__ == "__main__":
    main()
