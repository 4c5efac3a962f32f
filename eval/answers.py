"""What a ledger concludes from ``eval/outlets``, scored: ``python eval/answers.py``.

A ledger is filled with the labelled positions and origins, so that the definitions of shifts, conflicts and
propositions are measured apart from extraction. The figures are held against floors in ``answers.json``.

* ``--update`` raises the floors to what was measured; they are lowered by hand, with a reason in the commit.
* ``--show`` lists what was missed and what was found too much.
* ``--read`` reads the articles by the real pipeline instead; those figures are printed and not held.

Exit codes: 0 nothing dropped; 1 something did.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from eval.baseline import TOLERANCE
from eval.outlets.gold import ARTICLES, DOSSIERS, fill, gold_run, readings
from eval.outlets_score import (
    CONFLICT_KINDS,
    SHIFT_KINDS,
    Change,
    Figures,
    changes,
    conditions,
    conflict,
    shift,
    table,
    wanted,
)
from eval.sheets import Row, rows

from onrecord.ledger import Ledger
from onrecord.run import ask

FLOORS: Final = Path(__file__).with_name("answers.json")

_SHIFTS_AS_LABELLED: Final = {
    "changed_mind": "changed_mind",
    "changed_reporter": "changed_reporter",
    "resurfaced": "resurfaced",
    "denied": "denied_report",
}
_CONFLICTS_AS_LABELLED: Final = {"claim": "third_party", "speakers": "speakers", "origins": "origins"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What ledgers conclude, as the scorer wants it; ``unsure`` counts the shifts whose order is not known."""

    shifts: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    conditions: tuple[Row, ...]
    unsure: int


def answers(ledgers: Iterable[Ledger]) -> Answers:
    """Shifts, conflicts and conditions of these ledgers."""
    shifts: list[Change] = []
    conflicts: list[Change] = []
    propositions: list[Row] = []
    unsure = 0
    for ledger in ledgers:
        told = ask.changes(ledger)
        unsure += sum(one.kind == "order_unknown" for one in told)
        shifts += (
            Change(one.holder, one.issue, kind, (one.earlier.position.level, one.later.position.level))
            for one in told
            if (kind := _SHIFTS_AS_LABELLED.get(one.kind)) is not None
        )
        conflicts += (
            Change(one.holder, one.issue, kind, tuple(sorted((one.one.level, one.other.level))))
            for one in ask.conflicts(ledger)
            if (kind := _CONFLICTS_AS_LABELLED.get(one.kind)) is not None
        )
        propositions += map(_proposition, ask.conditions(ledger))
    return Answers(tuple(shifts), tuple(conflicts), tuple(propositions), unsure)


def _proposition(row: ask.ConditionRow) -> Row:
    uses = {(use.row.article.id, use.condition.span.quote) for use in row.proposition.uses}
    return {
        "wordings": [{"article": article, "text": text} for article, text in sorted(uses)],
        "status": row.status.status,
        "words": row.proposition.words,
    }


def labelled(folder: Path) -> Iterator[Ledger]:
    """A ledger a dossier, filled with the labels, and with what later articles settle of the labelled conditions."""
    for path in sorted(DOSSIERS.glob("*.yaml")):
        with Ledger.open(folder / f"{path.stem}.db", create=True) as ledger:
            fill(ledger, path.stem)
            _settle(ledger, path)
            yield ledger


def _settle(ledger: Ledger, dossier: Path) -> None:
    """As ``onrecord read`` does; the statements are the pipeline's, since the set has none labelled."""
    from onrecord.read import load_dossier  # noqa: PLC0415  (these bring the language model)
    from onrecord.run.extract import Extractor  # noqa: PLC0415
    from onrecord.run.settling import Settler  # noqa: PLC0415
    from onrecord.settings import Settings  # noqa: PLC0415

    gold = list(readings(dossier.stem))
    settler = Settler(ledger, load_dossier(str(dossier)), Settings())
    read = Extractor(None, Settings()).readings(one.article for one in gold)
    for one, statements in zip(gold, read, strict=True):
        settler.take(gold_run(dossier.stem), replace(one, statements=statements.statements))
    settler.look()


def as_read(folder: Path) -> Iterator[Ledger]:
    """A ledger a dossier, filled by the pipeline, the articles in the order in which they were published."""
    from onrecord.read import load_dossier  # noqa: PLC0415  (these bring the language model)
    from onrecord.run.pipeline import record  # noqa: PLC0415
    from onrecord.settings import Settings  # noqa: PLC0415

    for path in sorted(DOSSIERS.glob("*.yaml")):
        given = folder / f"{path.stem}.jsonl"
        own = sorted((row for row in rows(ARTICLES) if row["dossier"] == path.stem), key=_published)
        keys = ("id", "text", "outlet", "title", "published")
        given.write_text("".join(json.dumps({key: row[key] for key in keys}) + "\n" for row in own), "utf-8")
        with Ledger.open(folder / f"{path.stem}.db", create=True) as ledger:
            for _ in record([str(given)], load_dossier(str(path)), Settings.from_environment(), ledger):
                pass
            yield ledger


def _published(row: Row) -> tuple[str, str]:
    return row["published"], row["id"]


def figures(found: Answers) -> dict[str, Figures]:
    """Every figure by what is measured."""
    return {
        "shifts": changes(map(shift, wanted("shifts")), found.shifts, SHIFT_KINDS),
        "conflicts": changes(map(conflict, wanted("conflicts")), found.conflicts, CONFLICT_KINDS),
        "conditions": conditions(wanted("conditions"), found.conditions),
    }


def measured(found: Mapping[str, Figures]) -> dict[str, dict[str, float]]:
    """The figures that are held: those that have a value."""
    return {
        name: {figure: round(one.value, 4) for figure, one in some.items() if one.value is not None}
        for name, some in found.items()
    }


def drops(floors: Mapping[str, Mapping[str, float]], new: Mapping[str, Mapping[str, float]]) -> list[str]:
    """What lies more than the tolerance below its floor, or is gone."""
    return [
        f"{name}: {figure} fell from {floor:.4f} to {new.get(name, {}).get(figure, 0.0):.4f}"
        for name, some in floors.items()
        for figure, floor in some.items()
        if new.get(name, {}).get(figure, 0.0) < floor - TOLERANCE
    ]


def mistakes(found: Answers) -> Iterator[str]:
    """Shifts and conflicts that were missed (``-``) or are too many (``+``), and propositions that fall apart."""
    for name, one, got in (("shifts", shift, found.shifts), ("conflicts", conflict, found.conflicts)):
        yield from _differences(name, map(one, wanted(name)), got)
    by_wording = {f"{w['article']}: {w['text']}": row for row in found.conditions for w in row["wordings"]}
    for label in wanted("conditions"):
        yield f"{label['proposition']} ({label['status']})"
        for one in label["wordings"]:
            row = by_wording.get(f"{one['article']}: {one['text']}")
            yield f"    {one['text']!r} in {row['words'] if row else None!r}, {row['status'] if row else 'not found'}"


def _differences(name: str, gold: Iterable[Change], got: Iterable[Change]) -> Iterator[str]:
    gold, got = set(gold), set(got)
    for sign, some in (("-", gold - got), ("+", got - gold)):
        for one in sorted(some, key=lambda one: (*one.about, one.kind, one.levels)):
            yield f"{sign} {name} {one.holder} {one.issue} {one.kind} {' → '.join(one.levels)}"


def load() -> dict[str, dict[str, float]]:
    """The floors; none where they were never written."""
    found: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    return found


def raised(
    floors: Mapping[str, Mapping[str, float]], new: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """The floors, each raised to what was measured where that is more."""
    return {
        name: {figure: max(value, floors.get(name, {}).get(figure, value)) for figure, value in some.items()}
        for name, some in new.items()
    }


def collect(ledgers: Callable[[Path], Iterator[Ledger]]) -> Answers:
    """The answers of ledgers that are made for this and thrown away."""
    with TemporaryDirectory() as folder:
        return answers(ledgers(Path(folder)))


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--read", action="store_true", help="positions as the pipeline reads them")
    parser.add_argument("--show", action="store_true", help="list the mistakes (of labelled positions only)")
    parser.add_argument("--update", action="store_true", help="raise the floors to these figures")
    asked = parser.parse_args(arguments)
    if asked.read and (asked.show or asked.update):
        parser.error("--read goes with neither --show nor --update: nobody tunes on what extraction does here")
    return asked


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, compares; the exit code."""
    asked = options(arguments)
    found = collect(as_read if asked.read else labelled)
    scores = figures(found)
    for name, some in scores.items():
        print("\n".join(table(name, some)))
    print(f"shifts by kind: {dict(sorted(Counter(one.kind for one in found.shifts).items()))}, unsure {found.unsure}")
    if asked.show:
        print("\n".join(mistakes(found)))
    if asked.read:
        return 0
    floors, new = load(), measured(scores)
    wrong = drops(floors, new)
    for line in wrong:
        print(f"FAILED {line}", file=sys.stderr)
    if asked.update and not wrong:
        FLOORS.write_text(json.dumps(raised(floors, new), indent=2) + "\n", encoding="utf-8")
        print(f"wrote {FLOORS.name}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
