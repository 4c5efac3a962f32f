"""Checks the labelled articles and lists beside this file; run `python eval/outlets/check.py`."""

import json
import sys
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LEVELS = ["rules_out", "opposes", "doubts", "neutral", "open", "supports", "pledges", "delivers"]
CONDITIONS = {"if", "only_if", "unless", "until", "provided"}
CONTRIBUTIONS = set(
    "troops police training advisers observers funds equipment medical engineers logistics "
    "headquarters mediation other".split()
)
VOTES = {None, "for", "against", "abstain"}
REUSE = {"verbatim", "cut", "embedded", "light", "free", "translated"}
SHIFTS = {"changed_mind", "changed_reporter", "resurfaced", "denied_report"}
CONFLICTS = {"origins", "speakers", "third_party"}
APART = 2
"""Fewest steps of the ladder between the two sides of a conflict."""

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The JSON objects of a file beside this one."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").split("\n") if line]


def issues_of_dossiers() -> dict[str, set[str]]:
    """The issue ids of each dossier, by dossier id."""
    dossiers = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(HERE.glob("dossiers/*.yaml"))]
    for issue in (issue for dossier in dossiers for issue in dossier["issues"]):
        assert issue["kind"] in {"action", "proposal"}, issue["id"]
    return {dossier["id"]: {issue["id"] for issue in dossier["issues"]} for dossier in dossiers}


def check_position(position: Row, text: str, noise: list[str], issues: set[str]) -> None:
    evidence = position["evidence"]
    assert position["issue"] in issues, position["issue"]
    assert position["level"] in LEVELS, position["level"]
    assert position["otherwise"] in {*LEVELS, None}, position["otherwise"]
    assert position["vote"] in VOTES, position["vote"]
    assert evidence and evidence in text, evidence
    assert not any(evidence in piece for piece in noise), evidence
    if position["stated"]:
        date.fromisoformat(position["stated"])
    if position["contribution"]:
        assert position["contribution"]["kind"] in CONTRIBUTIONS, position["contribution"]
    for condition in position["conditions"]:
        assert condition["kind"] in CONDITIONS, condition
        assert condition["text"] in evidence, condition


def check_article(article: Row, issues: dict[str, set[str]]) -> None:
    text = article["text"]
    pieces: list[str] = article["boilerplate"]
    date.fromisoformat(article["published"])
    for piece, times in Counter(pieces).items():
        assert text.count(piece) >= times, piece
    for position in article["positions"]:
        check_position(position, text, pieces, issues[article["dossier"]])
        assert (position["stated"] or "") <= article["published"], (article["id"], position["stated"])


def check_copy(copy: Row, articles: dict[str, Row]) -> None:
    """A copy goes back to an earlier article of its origin, dossier and story; an original is copied from none."""
    if copy["copied_from"] is None:
        assert copy["reuse"] is None, copy["id"]
        return
    source = articles[copy["copied_from"]]
    assert copy["reuse"] in REUSE, copy["id"]
    assert source["copied_from"] is None, copy["id"]
    assert all(copy[field] == source[field] for field in ("origin", "story", "dossier")), copy["id"]
    assert source["published"] <= copy["published"] and source["outlet"] != copy["outlet"], copy["id"]


def check_evidence(row: Row, levels: list[str], articles: dict[str, Row]) -> None:
    """Each side of a shift or conflict is a labelled position: holder, issue, level and evidence agree."""
    assert [one["article"] for one in row["evidence"]] == row["articles"], row
    for level, side in zip(levels, row["evidence"], strict=True):
        wanted = (row["holder"], row["issue"], level, side["quote"])
        held = articles[side["article"]]["positions"]
        assert wanted in {(p["holder"], p["issue"], p["level"], p["evidence"]) for p in held}, wanted


def check_shift(row: Row, articles: dict[str, Row]) -> None:
    assert row["kind"] in SHIFTS, row
    assert row["from"] != row["to"], row
    date.fromisoformat(row["date"])
    check_evidence(row, [row["from"], row["to"]], articles)


def check_conflict(row: Row, articles: dict[str, Row]) -> None:
    assert row["kind"] in CONFLICTS, row
    assert abs(LEVELS.index(row["levels"][0]) - LEVELS.index(row["levels"][1])) >= APART, row
    first, second = (articles[name] for name in row["articles"])
    assert row["kind"] != "origins" or first["origin"] != second["origin"], row
    check_evidence(row, row["levels"], articles)


def check_propositions(propositions: list[Row], articles: dict[str, Row]) -> None:
    """Every labelled condition stands under exactly one proposition; what settles one is in the article named."""
    listed = Counter((one["article"], one["text"]) for row in propositions for one in row["wordings"])
    told = Counter((a["id"], c["text"]) for a in articles.values() for p in a["positions"] for c in p["conditions"])
    assert listed == told, (listed - told, told - listed)
    for row in propositions:
        assert row["status"] in {"met", "unmet", "unknown"}, row
        assert (row["settled_by"] is None) == (row["status"] == "unknown"), row
        if row["settled_by"]:
            assert row["settled_by"]["words"] in articles[row["settled_by"]["article"]]["text"], row


def check_counts(articles: dict[str, Row], shifts: list[Row], conflicts: list[Row], propositions: list[Row]) -> None:
    """The set is as large as its datasheet promises."""
    kinds = Counter(row["kind"] for row in shifts)
    assert len(articles) >= 64
    assert len({a["outlet"] for a in articles.values()}) >= 14
    assert len({a["origin"] for a in articles.values()}) >= 24
    assert kinds["changed_mind"] >= 14
    assert min(kinds[kind] for kind in SHIFTS) >= 6
    assert len(conflicts) >= 10
    assert sum(row["status"] != "unknown" for row in propositions) >= 8


def unique(found: list[tuple[Any, ...]]) -> None:
    """No key repeats."""
    for one, other in pairwise(sorted(found)):
        assert one != other, one


def main() -> int:
    issues = issues_of_dossiers()
    listed = rows("articles.jsonl")
    articles = {article["id"]: article for article in listed}
    shifts, conflicts, propositions = rows("shifts.jsonl"), rows("conflicts.jsonl"), rows("conditions.jsonl")
    unique([(article["id"],) for article in listed])
    unique([(r["holder"], r["issue"], r["kind"], r["from"], r["to"]) for r in shifts])
    unique([(r["holder"], r["issue"], r["kind"], *sorted(r["levels"])) for r in conflicts])
    unique([(r["dossier"], r["proposition"]) for r in propositions])
    for article in listed:
        check_article(article, issues)
        check_copy(article, articles)
    for row in shifts:
        check_shift(row, articles)
    for row in conflicts:
        check_conflict(row, articles)
    check_propositions(propositions, articles)
    check_counts(articles, shifts, conflicts, propositions)
    print(f"{len(listed)} articles, {len(shifts)} shifts and {len(conflicts)} conflicts are consistent")
    return 0


if __name__ == "__main__":
    sys.exit(main())
