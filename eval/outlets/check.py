"""Checks the labelled articles and lists beside this file; run `python eval/outlets/check.py`."""

import sys
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from eval.labels import issues_of_dossiers
from eval.sheets import Row

from eval import labels, sheets
from onrecord.records import LADDER

HERE = Path(__file__).parent
REUSE = {"verbatim", "cut", "embedded", "light", "free", "translated"}
SHIFTS = {"changed_mind", "changed_reporter", "resurfaced", "denied_report"}
CONFLICTS = {"origins", "speakers", "third_party"}
APART = 2
"""Fewest steps of the ladder between the two sides of a conflict."""


def rows(name: str) -> list[Row]:
    """The JSON objects of a file beside this one."""
    return sheets.rows(HERE / name)


def check_article(article: Row, issues: dict[str, set[str]]) -> None:
    """Beside what holds everywhere: no evidence is boilerplate, and nothing was said after it was published."""
    labels.check_article(article, issues)
    for position in article["positions"]:
        evidence = position["evidence"]
        assert not any(evidence in piece for piece in article["boilerplate"]), evidence
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
    assert abs(LADDER.index(row["levels"][0]) - LADDER.index(row["levels"][1])) >= APART, row
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
    issues = issues_of_dossiers(HERE / "dossiers")
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
