"""What must hold of labelled articles in every set: their words are known, and what they quote stands in the text."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Final, get_args

import yaml
from eval.sheets import Row

from onrecord.records import LADDER, ConditionKind, IssueKind, Vote

CONDITIONS: Final = frozenset(get_args(ConditionKind))
CONTRIBUTIONS: Final = frozenset(
    "troops police training advisers observers funds equipment medical engineers logistics "
    "headquarters mediation other".split()
)


def issues_of_dossiers(folder: Path) -> dict[str, set[str]]:
    """The issue ids of each dossier in a folder, by dossier id.

    Raises:
        AssertionError: an issue is of no known kind.
    """
    dossiers = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))]
    for issue in (issue for dossier in dossiers for issue in dossier["issues"]):
        assert issue["kind"] in get_args(IssueKind), issue["id"]
    return {dossier["id"]: {issue["id"] for issue in dossier["issues"]} for dossier in dossiers}


def check_article(article: Row, issues: dict[str, set[str]]) -> None:
    """The date is one, the boilerplate stands in the text as often as it is listed, and every position is in order.

    Raises:
        AssertionError: it is not so.
        ValueError: a date is none.
    """
    text: str = article["text"]
    pieces: list[str] = article["boilerplate"]
    date.fromisoformat(article["published"])
    for piece, times in Counter(pieces).items():
        assert text.count(piece) >= times, piece
    for position in article["positions"]:
        check_position(position, text, issues[article["dossier"]])


def check_position(position: Row, text: str, issues: set[str]) -> None:
    """The words of a position are known ones, its evidence stands in the text and its conditions in the evidence.

    Raises:
        AssertionError: it is not so.
        ValueError: a date is none.
    """
    evidence = position["evidence"]
    assert position["issue"] in issues, position["issue"]
    assert position["level"] in LADDER, position["level"]
    assert position["otherwise"] in {*LADDER, None}, position["otherwise"]
    assert position["vote"] in {*get_args(Vote), None}, position["vote"]
    assert evidence and evidence in text, evidence
    if position["stated"]:
        date.fromisoformat(position["stated"])
    if position["contribution"]:
        assert position["contribution"]["kind"] in CONTRIBUTIONS, position["contribution"]
    for condition in position["conditions"]:
        assert condition["kind"] in CONDITIONS, condition
        assert condition["text"] in evidence, condition
