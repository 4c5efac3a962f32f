"""How fast statements are found, beside bare spaCy: ``python benchmarks/statements.py [--rounds N] [--texts FILE]``.

One process and one thread. A round times, one after the other, the language model alone over the texts; parsing into
our trees (quotation marks, sentences); statements by grammar; and attributions (attitudes too). Printed are median
words a second of each step by itself, and of parsing and that step together as a share of bare spaCy. Only the shares
compare between machines. FILE holds a JSON object with a ``text`` a line; the composed articles of the repository are
read without one. ``--peers FOLDER`` times the baselines in FOLDER (``baseline_*.py``; a process each, their loading
left out) on the same texts; one whose library is not installed is named and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("OMP_NUM_THREADS", "1")

from onrecord.actors import cast
from onrecord.parse import Parsed
from onrecord.parse.language import load, parse
from onrecord.records import Article, cut
from onrecord.settings import Settings
from onrecord.statements import attributions, find

ROOT = Path(__file__).resolve().parents[1]
_SHIPPED = (ROOT / "eval" / "articles" / "articles.jsonl", ROOT / "examples" / "gaza-force" / "labels.jsonl")
_PEERS = {"spaCy rules": ["baseline_spacy.py"], "textacy": ["baseline_textacy.py", "par"]}


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
    """Seconds of one processor that the work takes: other work on the machine does not count."""
    began = time.process_time()
    work()
    return time.process_time() - began


def peers(folder: Path, found: list[str]) -> Iterator[tuple[str, float | None]]:
    """Each baseline's seconds of one processor over the texts, without its loading; None where it cannot run."""
    with tempfile.TemporaryDirectory() as place:
        for name, (script, *more) in _PEERS.items():
            given, none = (_given(Path(place) / f"{len(some)}.jsonl", some) for some in (found, found[:1]))
            command = [sys.executable, str(folder / script)]
            tail = [str(Path(place) / "said.jsonl"), "dev", *more]
            took, loading = _spent([*command, str(given), *tail]), _spent([*command, str(none), *tail])
            yield name, took - loading if took is not None and loading is not None else None


def _given(path: Path, some: list[str]) -> Path:
    rows = (json.dumps({"doc_id": str(i), "split": "dev", "text": text}) for i, text in enumerate(some))
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def _spent(command: list[str]) -> float | None:
    before = os.times()
    ended = subprocess.run(command, check=False, capture_output=True)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent if ended.returncode == 0 else None


def main() -> None:
    """Times the rounds and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--peers", type=Path)
    asked = parser.parse_args()
    found = texts((asked.texts,) if asked.texts else _SHIPPED)
    words = sum(len(text.split()) for text in found)
    settings = Settings()
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
    took: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(asked.rounds):
        for name, work in steps.items():
            took[name].append(timed(work))
    _report(words, {name: median(times) for name, times in took.items()})
    for name, seconds in peers(asked.peers, found) if asked.peers else ():
        bare = median(took["bare spaCy"])
        told = f"{words / seconds:>10,.0f}{bare / seconds:>30.0%}" if seconds else "   not installed here"
        print(f"{name:18}{told}")


def _report(words: int, took: dict[str, float]) -> None:
    bare, parsing = took["bare spaCy"], took["parsing"]
    print(f"{words} words, one thread\n{'step':18}{'words/s':>10}{'with parsing, of bare spaCy':>30}")
    for name, seconds in took.items():
        whole = seconds if name in {"bare spaCy", "parsing"} else parsing + seconds
        print(f"{name:18}{words / seconds:>10,.0f}{bare / whole:>29.0%}")


if __name__ == "__main__":
    main()
