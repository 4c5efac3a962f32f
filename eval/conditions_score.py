"""Whether the same condition in other words is one proposition: ``python eval/conditions_score.py [--show]``.

``eval/conditions/wordings.jsonl`` holds composed wordings, each with its proposition and whether it affirms it (``+``)
or is its opposite (``-``). Every dossier is grouped by itself. Printed are precision, recall and F1 of pairs of
wordings that stand under one proposition, for each half, and how many of the pairs that were rightly put together
have the right sign to each other. ``--show`` lists the mistakes of the half ``dev``; nobody looks at those of ``test``.
The floors stand in ``conditions/floors.json``.

Exit codes: 0 at or above the floors; 1 below.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from eval.scoring import Count, Figure
from eval.sheets import Row, rows

from onrecord.analysis.propositions import Propositions, propositions
from onrecord.ledger.condition_log import Told
from onrecord.ledger.rows import ArticleRow, PositionRow
from onrecord.records import Condition, Position, Span

HERE = Path(__file__).parent / "conditions"
WORDINGS, FLOORS = HERE / "wordings.jsonl", HERE / "floors.json"


@dataclass
class Tally:
    """Pairs of one half or dossier; ``signed`` of the pairs rightly put together have the right sign."""

    count: Count = field(default_factory=Count)
    together: int = 0
    signed: int = 0

    def add(self, *, same: bool, found: bool, sign: bool) -> None:
        """One more pair."""
        self.count.add(int(same), int(found), int(same and found))
        self.together += same and found
        self.signed += same and found and sign

    def line(self, name: str) -> str:
        """The figures in a row."""
        one: Figure = self.count.figure()
        cells = "".join(f"{value or 0.0:8.3f}" for value in (one.precision, one.recall, one.value))
        return f"{name:24}{cells}   {one.n} pairs, sign right in {self.signed} of {self.together}"


def position(row: Row) -> PositionRow:
    """A wording as a position that hangs on it."""
    text = row["text"]
    one = Position(
        id=row["id"],
        holder=row["holder"],
        issue="join",
        level="open",
        evidence=Span(0, len(text), text),
        confidence=1.0,
        because=("labelled",),
        conditions=(Condition("if", Span(0, len(text), text)),),
    )
    article = ArticleRow(
        reading=int(row["id"][1:]),
        run="r",
        dossier=row["dossier"],
        id=row["id"],
        outlet=None,
        title=None,
        published=date(2026, 1, 1),
        credit=None,
        url=None,
        language="en",
        source="",
        origin="o",
        story="s",
    )
    return PositionRow(one, article)


def pairs(held: Sequence[Row]) -> Iterator[tuple[Row, Row, bool, bool]]:
    """Every two wordings of a dossier: whether they are found to be one proposition, and of the same sign."""
    known = propositions(map(position, held))
    placed = [_placed(known, row) for row in held]
    for (a, one), (b, other) in combinations(zip(held, placed, strict=True), 2):
        found = None not in (one[0], other[0]) and one[0] == other[0]
        yield a, b, found, one[1] == other[1]


def _placed(known: Propositions, row: Row) -> tuple[str | None, bool]:
    found = known.of(Told(row["text"], row["holder"]))
    return (found[0].id, found[1]) if found else (None, True)


def tallies(held: Iterable[Row], mistakes: list[str]) -> dict[str, Tally]:
    """The figures by half and by dossier; fills in what went wrong in ``dev``."""
    by_dossier: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in held:
        by_dossier[row["half"], row["dossier"]].append(row)
    found: dict[str, Tally] = defaultdict(Tally)
    for (half, dossier), some in by_dossier.items():
        for a, b, together, alike in pairs(some):
            same, sign = a["proposition"] == b["proposition"], alike == (a["sign"] == b["sign"])
            for name in (half, f"  {dossier}"):
                found[name].add(same=same, found=together, sign=sign)
            if half == "dev" and (same != together or (together and not sign)):
                what = "-" if same and not together else "+" if together and not same else "sign"
                mistakes.append(f"{what} {dossier}: {a['text']!r} / {b['text']!r}")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, compares; the exit code."""
    mistakes: list[str] = []
    found = tallies(rows(WORDINGS), mistakes)
    print(f"{'':24}{'P':>8}{'R':>8}{'F1':>8}")
    for name in sorted(found, key=lambda name: name.strip() not in ("dev", "test")):
        print(found[name].line(name))
    if "--show" in (sys.argv[1:] if arguments is None else arguments):
        print("\n".join(mistakes))
    fell = []
    for half, floors in json.loads(FLOORS.read_text("utf-8")).items():
        one = found[half].count.figure()
        fell += [f"{half}: {k} is below {v}" for k, v in floors.items() if (getattr(one, k) or 0.0) < v - 1e-9]
    for line in fell:
        print(f"FAILED {line}", file=sys.stderr)
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main())
