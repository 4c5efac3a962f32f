"""Accuracy as a gate: ``python eval/gate.py``.

Reads the labelled articles that the repository ships through the real pipeline, prints every figure beside its
baseline (``eval/baseline.json``) and fails when one dropped by more than .005, when a record comes out of boilerplate,
or when a quote is not what stands at its offsets. Where the project's shared sets lie beside the repository they are
reported too.

Exit codes: 0 nothing dropped; 1 something did, or an update was refused; 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from eval.breakdowns import confusion, mistakes, phenomena, reliability
from eval.scoring import Figure, Pair, score
from eval.sets import SETS, LabelledSet, Result, read_set

from eval import baseline as stored
from eval import report
from onrecord.settings import Settings

BASELINE = Path(__file__).with_name("baseline.json")


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", choices=[one.name for one in SETS], help="only this set (repeatable)")
    parser.add_argument("--details", action="store_true", help="confusion of levels and F1 a phenomenon")
    help_show = "the N worst mistakes a set; those of a held-out set only if --set names it"
    parser.add_argument("--show", type=int, default=0, metavar="N", help=help_show)
    parser.add_argument("--update", action="store_true", help="raise the baseline to these figures")
    parser.add_argument("--lower", metavar="REASON", help="with --update: lower figures too, and record why")
    found = parser.parse_args(arguments)
    if found.lower is not None and not (found.update and found.lower.strip()):
        parser.error("--lower needs --update and a reason")
    return found


def chosen(names: Sequence[str] | None) -> list[LabelledSet]:
    """The sets asked for (all if none), less those that are not there."""
    return [one for one in SETS if (not names or one.name in names) and (one.gated or one.labels.exists())]


def printed(result: Result, base: stored.Baseline, asked: argparse.Namespace) -> Iterator[str]:
    """All that is shown of a set."""
    name, pairs = result.of.name, result.pairs
    if result.of.gated:
        yield from report.table(name, score(pairs), base.figures.get(name, {}))
    rows = {dossier: score(own) for dossier, own in result.by_dossier().items()}
    if len(rows) > 1:
        rows["all"] = score(pairs)
    if len(rows) > 1 or not result.of.gated:
        yield from ("", *report.dossiers(f"{name}, by dossier", rows))
    if asked.details:
        yield from ("", *report.levels(confusion(pairs)), "", *report.phenomena(phenomena(pairs)))
    if asked.show and (not result.of.held_out or asked.set):
        yield from ("", *report.mistakes(mistakes(pairs)[: asked.show]))
    yield ""


def calibration(results: Sequence[Result]) -> Iterator[str]:
    """Confidence against truth, apart for the sets that shaped the rules and those that did not."""
    for held_out, title in ((False, "confidence, seen sets"), (True, "confidence, held out")):
        pairs: list[Pair] = [pair for result in results if result.of.held_out == held_out for pair in result.pairs]
        if pairs:
            yield from (*report.reliability(title, reliability(pairs)), "")


def update(base: stored.Baseline, new: stored.Figures, reason: str | None) -> list[str]:
    """Rewrites the baseline; what was refused."""
    try:
        stored.save(stored.updated(base, new, reason, datetime.now(UTC).date()), BASELINE)
    except stored.Refused as refusal:
        return [str(drop) for drop in refusal.drops] + ["baseline unchanged; --lower 'REASON' lowers it"]
    print(f"wrote {BASELINE.name}")
    return []


def failures(results: Sequence[Result], scores: dict[str, dict[str, Figure]]) -> list[str]:
    """Faults of the gated sets that no baseline excuses, and steps that failed on any."""
    return [told for result in results for told in result.failures] + stored.faults(scores)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, compares; the exit code."""
    asked, began, base = options(arguments), time.perf_counter(), stored.load(BASELINE)
    results = []
    for one in chosen(asked.set):
        results.append(read_set(one, Settings()))
        print("\n".join(printed(results[-1], base, asked)))
    print("\n".join(calibration(results)), flush=True)
    scores = {result.of.name: score(result.pairs) for result in results if result.of.gated}
    new, wrong = stored.measured(scores), failures(results, scores)
    wrong += update(base, new, asked.lower) if asked.update else [str(drop) for drop in stored.drops(base, new)]
    for line in wrong:
        print(f"FAILED {line}", file=sys.stderr, flush=True)
    articles = sum(len(result.pairs) for result in results)
    print(f"{articles} articles in {time.perf_counter() - began:.1f} s: {'failed' if wrong else 'nothing dropped'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
