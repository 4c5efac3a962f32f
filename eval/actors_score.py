#!/usr/bin/env python3
"""Scores ``onrecord.actors`` on marked mentions: accuracy of holder, person and anonymity, by kind of mention.

    python eval/actors_score.py [FILE] [--show]

FILE defaults to ``actors/mentions.jsonl`` beside this script; its form is described in ``actors/README.md``.
``--show`` prints every miss. A person counts as right where the folded words of the two names are equal.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
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


def main() -> None:
    """Prints the table, and the misses when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=Path(__file__).parent / "actors" / "mentions.jsonl")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    by_kind: dict[str, list[Result]] = defaultdict(list)
    for result in results(arguments.file):
        by_kind[result.label.kind].append(result)
        by_kind["all"].append(result)
        if arguments.show and not all(result.checks):
            print(f"{result.label}\n    {result.found}\n    {result.context}")
    print(f"{'kind':14}{'n':>5}{'holder':>9}{'person':>9}{'anonymous':>11}{'all three':>11}")
    for kind, found in sorted(by_kind.items(), key=lambda item: (item[0] == "all", item[0])):
        shares = [sum(column) / len(found) for column in zip(*(r.checks for r in found), strict=True)]
        every = sum(all(r.checks) for r in found) / len(found)
        print(f"{kind:14}{len(found):5}{shares[0]:9.3f}{shares[1]:9.3f}{shares[2]:11.3f}{every:11.3f}")


if __name__ == "__main__":
    main()
