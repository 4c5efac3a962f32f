"""Checks the composed training articles beside this file; run `python training/positions/check.py`."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LEVELS = ("rules_out", "opposes", "doubts", "neutral", "open", "supports", "pledges", "delivers")
CONDITIONS = {"if", "only_if", "unless", "until", "provided"}
CONTRIBUTIONS = set(
    "troops police training advisers observers funds equipment medical engineers logistics "
    "headquarters mediation other".split()
)
REQUIRED = {"holder", "issue", "level", "evidence"}
OPTIONAL = set(
    "conditions otherwise superseded vote contribution reported_by speaker speaker_role anonymous stated".split()
)

Row = dict[str, Any]


def complaints(position: Row, text: str, issues: set[str]) -> list[str]:
    """What is wrong with a labelled position, in words; empty when nothing is."""
    keys = set(position)
    found = [f"missing {key}" for key in REQUIRED - keys] + [f"unknown key {key}" for key in keys - REQUIRED - OPTIONAL]
    if found:
        return found
    conditions = position.get("conditions", [])
    contribution = position.get("contribution")
    checks = {
        f"unknown issue {position['issue']}": position["issue"] in issues,
        f"unknown level {position['level']}": position["level"] in LEVELS,
        f"unknown level {position.get('otherwise')}": position.get("otherwise") in {*LEVELS, None},
        f"unknown vote {position.get('vote')}": position.get("vote") in {"for", "against", "abstain", None},
        f"holder {position['holder']} is no id": position["holder"] == position["holder"].upper(),
        f"evidence is not in the text: {position['evidence']}": bool(position["evidence"])
        and position["evidence"] in text,
        "contribution of unknown kind": contribution is None or contribution["kind"] in CONTRIBUTIONS,
        "condition of unknown kind": all(condition["kind"] in CONDITIONS for condition in conditions),
        "condition outside the evidence": all(condition["text"] in position["evidence"] for condition in conditions),
    }
    return [complaint for complaint, right in checks.items() if not right]


def checked(path: Path, levels: Counter[str]) -> list[str]:
    """Complaints about one dossier's articles; its levels are counted into `levels`."""
    dossier = yaml.safe_load(path.read_text("utf-8"))
    found = [f"{path.name}: id is {dossier['id']}"] if dossier["id"] != path.stem else []
    issues = {issue["id"] for issue in dossier["issues"]}
    found += [
        f"{path.name}: kind of {issue['id']}"
        for issue in dossier["issues"]
        if issue["kind"] not in {"action", "proposal"}
    ]
    articles = [json.loads(line) for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines() if line.strip()]
    for article in articles:
        for position in article["positions"]:
            found += [f"{article['id']}: {complaint}" for complaint in complaints(position, article["text"], issues)]
            levels[position.get("level", "?")] += 1
    repeated = [name for name, times in Counter(article["id"] for article in articles).items() if times > 1]
    return found + [f"{name} stands twice" for name in repeated]


def main() -> int:
    levels: Counter[str] = Counter()
    paths = sorted(HERE.glob("*.yaml"))
    found = [complaint for path in paths for complaint in checked(path, levels)]
    print("\n".join(found), file=sys.stderr)
    print(f"{len(paths)} dossiers, {levels.total()} positions: {dict(levels.most_common())}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
