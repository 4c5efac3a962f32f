"""Labelled articles become what the reader learns from: views of sentences with a label for each holder and issue.

The views are made by the package itself, so that the reader meets in training just what it meets at work, the
mistakes of the rooms before it included.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.actors import cast
from onrecord.clean import articles
from onrecord.parse.language import parse
from onrecord.positions.views import View, views
from onrecord.read import load_dossier
from onrecord.records import LADDER, Article, Issue, Page
from onrecord.settings import Settings
from onrecord.statements import find

NONE = 0
"""The class of a pair that takes no stance; the levels follow in the order of the ladder."""

ELSEWHERE = 0.25
"""The weight of "no stance" where the article gives the pair a stance in another sentence: it may be a restatement."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a holder's stance on an issue is in one sentence; ``weight`` is how far the label can be relied on."""

    level: int = NONE
    conditional: bool = False
    superseded: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One view with the issues of its dossier and a label for each (holder, issue)."""

    dossier: str
    article: str
    issues: tuple[Issue, ...]
    view: View
    labels: dict[tuple[str, str], Label]


@dataclass(frozen=True, slots=True)
class Reach:
    """How many labelled positions have a view that could show them, of how many."""

    met: int
    asked: int


def labelled(folder: Path) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Each dossier of a folder with its labelled articles, whichever of the two layouts the folder has."""
    together = folder / "articles.jsonl"
    if together.exists():
        found = _lines(together)
        for path in sorted((folder / "dossiers").glob("*.yaml")):
            yield path, [article for article in found if article["dossier"] == path.stem]
    else:
        for path in sorted(folder.glob("*.yaml")):
            if path.with_suffix(".jsonl").exists():
                yield path, _lines(path.with_suffix(".jsonl"))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def rows(path: Path, labelled_articles: list[dict[str, Any]]) -> tuple[list[Row], Reach]:
    """The rows of one dossier, and how many of its labels they reach."""
    dossier, settings = load_dossier(path), Settings()
    gold = {article["id"]: article for article in labelled_articles}
    pages = [
        Page(source=a["id"], text=a["text"], id=a["id"], title=a.get("title"), published=a.get("published"))
        for a in labelled_articles
    ]
    made: list[Row] = []
    met = asked = 0
    read = [article for article in articles(iter(pages), settings) if isinstance(article, Article)]
    for parsed in parse(read, settings):
        people = cast(parsed)
        statements, _ = find(parsed, people)
        positions = gold[parsed.article.id]["positions"]
        seen = list(views(parsed, people, statements))
        made += [
            Row(dossier.id, parsed.article.id, dossier.issues, view, _labels(view, positions, parsed.article.text))
            for view in seen
        ]
        asked += len(positions)
        met += sum(any(_shows(view, position, parsed.article.text) for view in seen) for position in positions)
    return made, Reach(met, asked)


def _shows(view: View, position: dict[str, Any], text: str) -> bool:
    """True where the position's evidence lies in the view's sentence, for the greater part of one of the two."""
    if position["holder"] not in {holder.id for holder in view.holders}:
        return False
    start = text.find(position["evidence"])
    end = start + len(position["evidence"])
    shared = min(end, view.text.end) - max(start, view.text.start)
    return shared > 0.4 * min(end - start, view.text.end - view.text.start)


def _labels(view: View, positions: list[dict[str, Any]], text: str) -> dict[tuple[str, str], Label]:
    """Labels of the pairs that are not plainly without a stance; a present stance goes before a former one."""
    found = {
        (position["holder"], position["issue"]): Label(weight=ELSEWHERE)
        for position in positions
        if position["holder"] in {holder.id for holder in view.holders}
    }
    for position in sorted(positions, key=lambda p: not p.get("superseded")):
        if _shows(view, position, text):
            found[position["holder"], position["issue"]] = Label(
                level=1 + LADDER.index(position["level"]),
                conditional=bool(position.get("conditions")),
                superseded=bool(position.get("superseded")),
            )
    return found
