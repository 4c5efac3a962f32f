"""How fast articles are read, against bare spaCy on the same texts: ``python benchmarks/speed.py [--rounds N]``.

The texts are the composed articles that the repository ships, in JSONL files, each set read with its own dossier. A
round times the whole of reading (files, cleaning, parsing, actors, statements, positions, stories) and then the same
pipeline's ``nlp.pipe`` over the same texts, in one process; rounds alternate, so that a busy machine slows both.
Printed are median words a second, the ratio (1 would be: all but the parser is free), the peak of resident memory,
and how long ``onrecord --help`` takes beside an empty Python. Only the ratios compare between machines.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from onrecord.parse.language import load
from onrecord.read import load_dossier
from onrecord.records import Dossier, Reading
from onrecord.run.pipeline import read
from onrecord.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
_LABELS = (ROOT / "eval" / "articles" / "articles.jsonl", ROOT / "examples" / "gaza-force" / "labels.jsonl")
_DOSSIERS = (ROOT / "eval" / "articles" / "dossiers", ROOT / "examples" / "gaza-force")
_FIELDS = ("id", "outlet", "title", "published", "text")


@dataclass(frozen=True, slots=True)
class Batch:
    """The articles of one dossier, as a file and as texts."""

    file: str
    dossier: Dossier
    texts: tuple[str, ...]


def batches(folder: Path, repeat: int) -> list[Batch]:
    """The shipped articles by dossier, written to ``folder``; repeated ones get ids of their own."""
    rows = [json.loads(line) for path in _LABELS for line in path.read_text("utf-8").split("\n") if line]
    dossiers = [load_dossier(str(path)) for place in _DOSSIERS for path in sorted(place.glob("*.yaml"))]
    made = []
    for dossier in dossiers:
        own = [row for row in rows if row["dossier"] == dossier.id]
        feed = [{**{key: row[key] for key in _FIELDS}, "id": f"{row['id']}-{n}"} for n in range(repeat) for row in own]
        path = folder / f"{dossier.id}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in feed), encoding="utf-8")
        made.append(Batch(str(path), dossier, tuple(row["text"] for row in feed)))
    return made


def whole(of: list[Batch], settings: Settings) -> None:
    """Reads every batch as ``onrecord read`` does.

    Raises:
        RuntimeError: an article did not come back, so that the time would mean nothing.
    """
    for batch in of:
        count = sum(isinstance(item, Reading) for item in read([batch.file], batch.dossier, settings))
        if count != len(batch.texts):
            raise RuntimeError(f"{batch.file}: {count} of {len(batch.texts)} articles came back")


def bare(of: list[Batch], settings: Settings) -> None:
    """spaCy alone over the same texts."""
    pipeline = load(settings.model)
    for batch in of:
        for _ in pipeline.pipe(batch.texts, batch_size=settings.batch):
            pass


def seconds(work: Callable[[], None]) -> float:
    """Wall time of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def alternating(one: Callable[[], None], other: Callable[[], None], rounds: int) -> tuple[list[float], list[float]]:
    """Times of both, one after the other so many times, after one call of each that is not counted."""
    one()
    other()
    pairs = [(seconds(one), seconds(other)) for _ in range(rounds)]
    return [first for first, _ in pairs], [second for _, second in pairs]


def run(*command: str) -> None:
    """Runs a command, its output thrown away."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def reading(rounds: int, repeat: int) -> Iterator[str]:
    """Reading against bare spaCy."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder:
        of = batches(Path(folder), repeat)
        words = sum(len(text.split()) for batch in of for text in batch.texts)
        ours, spacy = alternating(lambda: whole(of, settings), lambda: bare(of, settings), rounds)
    ratios = sorted(first / second for first, second in zip(ours, spacy, strict=True))
    yield f"{words} words in {sum(len(batch.texts) for batch in of)} articles, {rounds} rounds"
    yield f"onrecord    {words / median(ours):8.0f} words/s"
    yield f"bare spaCy  {words / median(spacy):8.0f} words/s  ({settings.model})"
    yield f"time ratio  {median(ratios):8.2f}  (rounds from {ratios[0]:.2f} to {ratios[-1]:.2f})"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts KiB
    yield f"peak memory {peak:8.0f} MiB  (this process: model, spaCy's documents, both readings)"


def starting(rounds: int) -> Iterator[str]:
    """How long a user waits for ``onrecord --help``."""
    command = str(Path(sys.executable).with_name("onrecord"))
    ours, empty = alternating(lambda: run(command, "--help"), lambda: run(sys.executable, "-c", "pass"), rounds)
    yield f"--help      {median(ours) * 1000:8.0f} ms  (python -c pass: {median(empty) * 1000:.0f} ms)"


def main() -> int:
    """Measures and prints; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed")
    parser.add_argument("--repeat", type=int, default=1, help="how often the articles are repeated within a round")
    asked = parser.parse_args()
    for lines in (reading(asked.rounds, asked.repeat), starting(max(5, asked.rounds))):
        for line in lines:
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
