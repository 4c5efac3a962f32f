"""How fast statements are found, beside bare spaCy: ``python benchmarks/statements.py [--rounds N] [--texts FILE]``.

One process and one thread. A round times, one after the other, the language model alone over the texts; parsing into
our trees (quotation marks, sentences); statements by grammar; attributions by grammar (attitudes too); and, where its
weights are installed, what the tagger adds. Printed are median words a second of each step by itself, and of parsing
and that step together as a share of bare spaCy. Only the shares compare between machines. FILE holds a JSON object
with a ``text`` a line; the composed articles of the repository are read without one.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.setdefault("OMP_NUM_THREADS", "1")

from onrecord.actors import cast
from onrecord.errors import SetupError
from onrecord.parse import Parsed
from onrecord.parse.language import load, parse
from onrecord.records import Article, cut
from onrecord.settings import Settings
from onrecord.statements import Tagger, attributions, find

ROOT = Path(__file__).resolve().parents[1]
_SHIPPED = (ROOT / "eval" / "articles" / "articles.jsonl", ROOT / "examples" / "gaza-force" / "labels.jsonl")


def texts(files: tuple[Path, ...]) -> list[str]:
    """The texts of the files' rows."""
    return [json.loads(line)["text"] for path in files for line in path.read_text("utf-8").split("\n") if line]


def article(text: str) -> Article:
    """A text as an article whose paragraphs are its lines."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(cut(text, at, at + len(line)))
        at += len(line) + 1
    return Article("a", text, tuple(line for line in lines if line.quote))


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def tagger() -> Tagger | None:
    """The tagger on one thread, None where its weights are not installed."""
    try:
        return Tagger(threads=1)
    except SetupError:
        return None


def main() -> None:
    """Times the rounds and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--texts", type=Path)
    asked = parser.parse_args()
    found = texts((asked.texts,) if asked.texts else _SHIPPED)
    words = sum(len(text.split()) for text in found)
    settings, tags = Settings(), tagger()
    nlp = load(settings.model)
    articles = [article(text) for text in found]
    trees: list[Parsed] = list(parse(articles, settings))
    casts = [cast(tree) for tree in trees]
    steps: dict[str, Callable[[], object]] = {
        "bare spaCy": lambda: list(nlp.pipe(found, batch_size=settings.batch)),
        "parsing": lambda: list(parse(articles, settings)),
        "statements": lambda: [find(tree, actors) for tree, actors in zip(trees, casts, strict=True)],
        "attributions": lambda: [attributions(tree) for tree in trees],
    }
    if tags is not None:
        steps["with the tagger"] = lambda: [attributions(tree, tags) for tree in trees]
    took: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(asked.rounds):
        for name, work in steps.items():
            took[name].append(timed(work))
    _report(words, {name: median(times) for name, times in took.items()})


def _report(words: int, took: dict[str, float]) -> None:
    bare, parsing = took["bare spaCy"], took["parsing"]
    print(f"{words} words, one thread\n{'step':18}{'words/s':>10}{'with parsing, of bare spaCy':>30}")
    for name, seconds in took.items():
        whole = seconds if name in {"bare spaCy", "parsing"} else parsing + seconds
        print(f"{name:18}{words / seconds:>10,.0f}{bare / whole:>29.0%}")


if __name__ == "__main__":
    main()
