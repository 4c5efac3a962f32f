"""What later articles say of conditions, scored on single sentences: ``python eval/settling_score.py [--show]``.

``eval/settling/cases.jsonl`` holds composed sentences, each with a condition that an earlier article stated, and
whether it settles it: ``met``, ``unmet``, or ``unknown`` for the near misses. Each case is a ledger of its own, read by
the real steps, so that attribution counts as well. The floors stand in ``settling/floors.json``.

Exit codes: 0 at or above the floors; 1 below.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from eval.scoring import Count, Figure
from eval.sheets import Row, rows

from onrecord.ledger import Ledger, condition_log
from onrecord.records import Article, Condition, Dossier, Issue, Position, Reading, RunInfo, Span
from onrecord.run.extract import Extractor
from onrecord.run.settling import Settler
from onrecord.settings import Settings

HERE = Path(__file__).parent / "settling"
CASES, FLOORS = HERE / "cases.jsonl", HERE / "floors.json"
TOLD, SEEN = date(2026, 3, 2), date(2026, 3, 2) + timedelta(20)
_DOSSIER = Dossier("settling", "Conditions", (Issue("join", "action", "Will it join the mission?"),))


def told(row: Row) -> Reading:
    """The earlier article, with the condition as a labelled position."""
    lead = f"Envoys went to Sudan. {row['holder']} would join if "
    text = f"{lead}{row['condition']}."
    span = Span(len(lead), len(lead) + len(row["condition"]), row["condition"])
    one = Position(
        id="p",
        holder=row["holder"],
        issue="join",
        level="open",
        evidence=Span(0, len(text), text),
        confidence=1.0,
        because=("labelled",),
        conditions=(Condition("if", span),),
        stated=TOLD,
    )
    return Reading(Article("told", text, (Span(0, len(text), text),), published=TOLD), "o", "s", positions=(one,))


def found(row: Row, extractor: Extractor, folder: Path) -> str:
    """What the case's sentence is taken to say of its condition."""
    text = row["text"]
    (later,) = extractor.readings([Article("later", text, (Span(0, len(text), text),), published=SEEN)])
    run = RunInfo("r", _DOSSIER.id, "", "", "", "")
    with Ledger.open(folder / f"{row['id']}.db", create=True) as ledger:
        ledger.write_dossier(_DOSSIER)
        settler = Settler(ledger, _DOSSIER, extractor.settings)
        for reading in (told(row), later):
            ledger.write(run, reading)
            settler.take(run, reading)
        settler.look()
        verdicts = {entry.verdict for entry in condition_log(ledger)}
    return verdicts.pop() if len(verdicts) == 1 else "unknown"


def score(cases: Sequence[tuple[Row, str]]) -> Figure:
    """Precision and recall of the statuses that are not unknown."""
    count = Count()
    for row, status in cases:
        right = status == row["status"] != "unknown"
        count.add(int(row["status"] != "unknown"), int(status != "unknown"), int(right))
    return count.figure()


def measured() -> Iterator[tuple[Row, str]]:
    """Every case with what was found."""
    extractor = Extractor(None, Settings())
    with TemporaryDirectory() as folder:
        for row in rows(CASES):
            yield row, found(row, extractor, Path(folder))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, compares; the exit code."""
    cases = list(measured())
    if "--show" in (sys.argv[1:] if arguments is None else arguments):
        for row, status in cases:
            if status != row["status"]:
                print(f"{row['id']} {row['status']}, found {status}: {row['condition']!r} / {row['text']}")
    figure = score(cases)
    precision, recall = figure.precision or 0.0, figure.recall or 0.0
    print(f"{len(cases)} sentences, {figure.n} of them settle: precision {precision:.3f}, recall {recall:.3f}")
    floors = json.loads(FLOORS.read_text("utf-8"))
    fell = [name for name, value in (("precision", precision), ("recall", recall)) if value < floors[name] - 1e-9]
    for name in fell:
        print(f"FAILED {name} is below {floors[name]}", file=sys.stderr)
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main())
