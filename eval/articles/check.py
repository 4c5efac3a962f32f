"""Checks the labelled articles beside this file; run `python eval/articles/check.py`."""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LEVELS = {"rules_out", "opposes", "doubts", "neutral", "open", "supports", "pledges", "delivers"}
CONDITIONS = {"if", "only_if", "unless", "until", "provided"}
CONTRIBUTIONS = set(
    "troops police training advisers observers funds equipment medical engineers logistics "
    "headquarters mediation other".split()
)
QUOTING = {"direct", "indirect", "mixed"}
VOTES = {None, "for", "against", "abstain"}

Row = dict[str, Any]


def issues_of_dossiers() -> dict[str, set[str]]:
    """The issue ids of each dossier, by dossier id."""
    dossiers = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(HERE.glob("dossiers/*.yaml"))]
    for issue in (issue for dossier in dossiers for issue in dossier["issues"]):
        assert issue["kind"] in {"action", "proposal"}, issue["id"]
    return {dossier["id"]: {issue["id"] for issue in dossier["issues"]} for dossier in dossiers}


def check_position(position: Row, text: str, issues: set[str]) -> None:
    assert position["issue"] in issues, position["issue"]
    assert position["level"] in LEVELS, position["level"]
    assert position["otherwise"] in LEVELS | {None}, position["otherwise"]
    assert position["vote"] in VOTES, position["vote"]
    assert position["evidence"] and position["evidence"] in text, position["evidence"]
    if position["stated"]:
        date.fromisoformat(position["stated"])
    if position["contribution"]:
        assert position["contribution"]["kind"] in CONTRIBUTIONS, position["contribution"]
    for condition in position["conditions"]:
        assert condition["kind"] in CONDITIONS, condition
        assert condition["text"] in position["evidence"], condition


def check_statement(statement: Row, at: int, text: str, count: int) -> None:
    assert statement["kind"] in QUOTING, statement["kind"]
    assert statement["content"] and statement["content"] in text, statement["content"]
    assert statement["speaker_text"] in text, statement["speaker_text"]
    assert statement["nested_in"] is None or statement["nested_in"] in set(range(count)) - {at}, at


def check_article(article: Row, issues: dict[str, set[str]]) -> None:
    text, statements = article["text"], article["statements"]
    pieces: list[str] = article["boilerplate"]
    date.fromisoformat(article["published"])
    for piece, times in Counter(pieces).items():
        assert text.count(piece) >= times, piece
    for position in article["positions"]:
        check_position(position, text, issues[article["dossier"]])
    for at, statement in enumerate(statements):
        check_statement(statement, at, text, len(statements))
        if statement["nested_in"] is not None:
            assert statement["content"] in statements[statement["nested_in"]]["content"], statement["content"]


def main() -> int:
    issues = issues_of_dossiers()
    articles = [json.loads(line) for line in (HERE / "articles.jsonl").read_text("utf-8").split("\n") if line]
    assert len({article["id"] for article in articles}) == len(articles), "ids repeat"
    for article in articles:
        check_article(article, issues)
    print(f"{len(articles)} articles are consistent")
    return 0


if __name__ == "__main__":
    sys.exit(main())
