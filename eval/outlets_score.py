"""Scores readings, shifts, conflicts and conditions against ``eval/outlets``: ``python eval/outlets_score.py --help``.

``--read`` takes what ``onrecord read … --format jsonl`` prints; the other options take JSON, an array or one object
a line:

* shifts: ``{"holder", "issue", "kind", "from", "to"}`` (or ``"levels": [from, to]``);
* conflicts: ``{"holder", "issue", "kind", "levels": [one, other]}``, in any order;
* conditions: ``{"wordings": [{"article", "text"}, …], "status"}``, one object a proposition.

Other keys are passed over. A shift or conflict named twice counts once. ``eval/outlets/gold.py`` gives readings made of
the labels, so that what is computed from a ledger can be scored apart from extraction.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from eval.clusters import bcubed, pairs
from eval.scoring import Count, Figure, Mean, Pair, score
from eval.sheets import Row, labelled, predicted, rows

from eval import report

FOLDER = Path(__file__).parent / "outlets"
SHIFT_KINDS = ("changed_mind", "changed_reporter", "resurfaced", "denied_report")
CONFLICT_KINDS = ("origins", "speakers", "third_party")

Figures = dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Change:
    """A shift, its levels in order of time, or a conflict, its levels in alphabetical order."""

    holder: str
    issue: str
    kind: str
    levels: tuple[str, ...]

    @property
    def about(self) -> tuple[str, str]:
        """Whom and what it concerns."""
        return self.holder, self.issue


def shift(row: Row) -> Change:
    """A shift as labelled or as given.

    Raises:
        KeyError: the row lacks a field.
    """
    levels = (row["from"], row["to"]) if "from" in row else tuple(row["levels"])
    return Change(row["holder"], row["issue"], row["kind"], levels)


def conflict(row: Row) -> Change:
    """A conflict as labelled or as given.

    Raises:
        KeyError: the row lacks a field.
    """
    return Change(row["holder"], row["issue"], row["kind"], tuple(sorted(row["levels"])))


def changes(gold: Iterable[Change], found: Iterable[Change], kinds: Sequence[str]) -> Figures:
    """F1 of shifts or conflicts, each counted once.

    ``all`` wants holder, issue, levels and kind; ``whatever kind`` all but the kind; ``whatever levels`` all but the
    levels; then the first of these for each kind, and ``KIND, whatever levels``.
    """
    gold, found = set(gold), set(found)
    figures = {
        "all": _shared(gold, found),
        "whatever kind": _shared({(*c.about, c.levels) for c in gold}, {(*c.about, c.levels) for c in found}),
        "whatever levels": _shared({(*c.about, c.kind) for c in gold}, {(*c.about, c.kind) for c in found}),
    }
    for kind in kinds:
        wanted, got = ({c for c in side if c.kind == kind} for side in (gold, found))
        figures[kind] = _shared(wanted, got)
        figures[f"{kind}, whatever levels"] = _shared({c.about for c in wanted}, {c.about for c in got})
    return figures


def _shared(wanted: Set[Any], found: Set[Any]) -> Figure:
    count = Count()
    count.add(len(wanted), len(found), len(wanted & found))
    return count.figure()


def groups(gold: Sequence[Row], read: Mapping[str, Row]) -> Figures:
    """Pairwise and BCubed figures of origins and stories; an article that did not come back stands alone.

    ``copies, KIND`` is the share of re-published articles that have the origin of the article they come from.
    """
    figures: Figures = {}
    for field in ("origin", "story"):
        wanted = {row["id"]: str(row[field]) for row in gold}
        found = {key: str(read.get(key, {}).get(field) or f"alone {key}") for key in wanted}
        figures[f"{field}, pairs"] = pairs(wanted, found)
        figures[f"{field}, BCubed"] = bcubed(wanted, found)
    return figures | _copies(gold, read)


def _copies(gold: Sequence[Row], read: Mapping[str, Row]) -> Figures:
    found: dict[str, Mean] = {}
    for row in gold:
        if row["copied_from"]:
            own, source = (read.get(name, {}).get("origin") for name in (row["id"], row["copied_from"]))
            found.setdefault(row["reuse"], Mean()).add(own is not None and own == source)
    return {f"copies, {kind}": mean.figure() for kind, mean in sorted(found.items())}


def positions(gold: Sequence[Row], read: Mapping[str, Row]) -> Figures:
    """Every figure of ``eval.scoring``: holder+issue, position and the rest."""
    return score(_pair(row, read.get(row["id"])) for row in gold)


def _pair(row: Row, read: Row | None) -> Pair:
    return labelled(row), predicted(read, row["text"]) if read else None


def conditions(gold: Sequence[Row], found: Sequence[Row]) -> Figures:
    """How wordings are grouped into propositions, and which propositions are known to be met or unmet.

    ``grouping`` is pairwise over the labelled wordings (one that is not given stands alone); ``status`` is F1 of
    (wording, met or unmet) over labelled wordings: unknown counts as nothing found.
    """
    wanted, truth = _wordings(gold)
    got, answer = _wordings(found)
    grouped = pairs(wanted, {key: got.get(key, f"alone {key}") for key in wanted})
    settled = _shared(_settled(truth), {one for one in _settled(answer) if one[0] in wanted})
    return {"grouping, pairs": grouped, "status": settled}


def _wordings(propositions: Sequence[Row]) -> tuple[dict[str, str], dict[str, str]]:
    held = [
        (f"{one['article']}: {one['text']}", str(at), str(row.get("status") or "unknown"))
        for at, row in enumerate(propositions)
        for one in row["wordings"]
    ]
    return {key: group for key, group, _ in held}, {key: status for key, _, status in held}


def _settled(statuses: Mapping[str, str]) -> set[tuple[str, str]]:
    return {(key, status) for key, status in statuses.items() if status != "unknown"}


def given(path: Path) -> list[Row]:
    """The objects of a JSON array, or of a file with one object a line.

    Raises:
        ValueError: the file is no JSON.
    """
    text = path.read_text(encoding="utf-8").strip()
    if text.startswith("["):
        found: list[Row] = json.loads(text)
        return found
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def wanted(name: str, dossier: str | None = None) -> list[Row]:
    """The labels of a file of ``eval/outlets`` (``articles``, ``shifts``, ``conflicts``, ``conditions``)."""
    return [row for row in rows(FOLDER / f"{name}.jsonl") if dossier in (None, row["dossier"])]


def table(title: str, figures: Mapping[str, Figure]) -> Iterator[str]:
    """One line a figure."""
    yield f"{title:44}{'F1':>7}{'P':>8}{'R':>8}{'n':>6}"
    for name, one in figures.items():
        cells = "".join(f"{report.number(side):>8}" for side in (one.value, one.precision, one.recall))
        yield f"  {name:41}{cells}{one.n:>6}"


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("read", "shifts", "conflicts", "conditions"):
        parser.add_argument(f"--{name}", type=Path, metavar="FILE")
    parser.add_argument("--dossier", help="score against the labels of this dossier only")
    asked = parser.parse_args(arguments)
    if not any((asked.read, asked.shifts, asked.conflicts, asked.conditions)):
        parser.error("nothing to score: give at least one of --read, --shifts, --conflicts, --conditions")
    return asked


def printed(asked: argparse.Namespace) -> Iterator[str]:
    """Every table that was asked for."""
    if asked.read:
        gold = wanted("articles", asked.dossier)
        read = {row["id"]: row for row in given(asked.read)}
        yield from report.table("positions", positions(gold, read), {})
        yield from table("origins and stories", groups(gold, read))
    for name, one, kinds in (("shifts", shift, SHIFT_KINDS), ("conflicts", conflict, CONFLICT_KINDS)):
        path = getattr(asked, name)
        if path:
            labels = map(one, wanted(name, asked.dossier))
            yield from table(name, changes(labels, map(one, given(path)), kinds))
    if asked.conditions:
        yield from table("conditions", conditions(wanted("conditions", asked.dossier), given(asked.conditions)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables."""
    for line in printed(options(arguments)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
