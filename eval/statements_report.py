"""Who said what, on every labelled set in one run, beside peers and people: the figures of the room `statements`.

    python eval/statements_report.py FOLDER [--peers]

FOLDER is that of `eval/attribution.py`. For each set: exact and lenient F1 of the whole relation, beside the figures
that its README gives for peers and for two people (on the test splits, same scorer), and with ``--peers`` those of the
baseline in FOLDER on the same documents as ours. Then recall by kind: of content, of source, and of what is often
missed (nested, passive, noun cue, headline, no source, no name); what the errors are; last, statements in articles of
our own form (`eval/sets.py`), by kind. About five minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from eval.attribution import documents, predicted, read
from eval.sets import SETS
from eval.statement_kinds import KINDS, SOURCES, counted

from onrecord.parse import Parsed, Token
from onrecord.settings import Settings

Row = dict[str, Any]
Spans = list[list[int]]

_NAMELESS = re.compile(
    r"\b(official|source|diplomat|aide|adviser|analyst|expert|critic|observer|insider|witness)s?\b", re.I
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A set: its split and genre, the roles it labels, and F1 (exact, lenient) of others on its test split."""

    name: str
    split: str
    genre: str | None
    roles: tuple[str, ...]
    others: dict[str, tuple[float | None, float | None]]


_ALL = ("source", "cue", "content")
LABELLED = (
    Labelled("polnear", "dev", None, _ALL, {
        "textacy": (9.1, 23.6), "GenderGapTracker": (27.2, 45.6), "spaCy rules": (38.5, 56.1),
        "tagger trained on it": (28.1, 53.5), "two people": (60.1, 74.8),
    }),
    Labelled("mpqa", "dev", None, ("source", "cue"), {
        "textacy": (None, 11.0), "GenderGapTracker": (None, 33.1), "spaCy rules": (None, 42.8),
        "tagger trained on PolNeAR": (None, 49.4),
    }),
    Labelled("gum", "all", "news", _ALL, {
        "textacy": (None, 30.7), "GenderGapTracker": (None, 58.7), "spaCy rules": (None, 54.6),
        "tagger trained on PolNeAR": (None, 46.3),
    }),
)  # fmt: skip


def scorer(folder: Path) -> ModuleType:
    """The scorer that lies with the sets."""
    spec = spec_from_file_location("attribution_score", folder / "score.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Tally:
    """Sums over a set's documents: the scorer's counts, how many labels have a trait and were found, and errors."""

    def __init__(self, of: Labelled, score: ModuleType) -> None:
        self.of, self.score = of, score
        self.counts: Counter[Any] = Counter()
        self.traits: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()

    def add(self, row: Row, tree: Parsed) -> None:
        """Counts one document."""
        guesses = predicted(tree, attitudes=True, name=self.of.name)
        self.counts.update(self.score.doc_eval(row, guesses, list(self.of.roles), False))
        words = self.score.toks(row["text"], False)
        gold = [
            {role: self.score.ids(one.get(role, []), words) for role in self.of.roles} for one in row["attributions"]
        ]
        said = [{role: self.score.ids(one[role], words) for role in self.of.roles} for one in guesses]
        pairs = aligned(gold, said, self.score)
        for i, (label, one) in enumerate(zip(gold, row["attributions"], strict=True)):
            fault = self._fault(label, said[pairs[i]]) if i in pairs else "missed"
            self.errors[fault] += 1
            for trait in traits(one, row, tree):
                self.traits[trait] += 1
                self.found[trait] += not fault
        self.errors["invented"] += len(said) - len(pairs)

    def _fault(self, label: dict[str, Any], guess: dict[str, Any]) -> str:
        wrong = [role for role in self.of.roles if not _near(role, label, guess, self.score)]
        return "wrong " + " and ".join(wrong) if wrong else ""


def aligned(gold: list[dict[str, Any]], said: list[dict[str, Any]], score: ModuleType) -> dict[int, int]:
    """Each label's guess, as the scorer pairs them: the best first, one to one."""
    ways = [
        (sum(score.f1(a[role], b[role]) for role in a if a[role] or b[role]), -i, -j)
        for i, a in enumerate(gold)
        for j, b in enumerate(said)
        if any(a.get(role, frozenset()) & b.get(role, frozenset()) for role in ("cue", "content"))
    ]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(ways, reverse=True):
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def _near(role: str, label: dict[str, Any], guess: dict[str, Any], score: ModuleType) -> bool:
    if role == "cue":
        return bool(label["cue"] & guess["cue"]) or not (label["cue"] or guess["cue"])
    return bool(score.f1(label[role], guess[role]) >= 0.5)


def traits(one: Row, row: Row, tree: Parsed) -> Iterator[str]:
    """What a label is an instance of, of the kinds that are often missed."""
    source, cue = one.get("source") or [], _tokens(one.get("cue") or [], tree)
    words = " ".join(row["text"][a:b] for a, b in source)
    if len(one.get("nested_source") or []) > 2:
        yield "nested"
    if any(token.child("auxpass", "agent") is not None or (token.dep == "acl" and token.tag == "VBN") for token in cue):
        yield "passive"
    if cue and not any(token.pos in {"VERB", "AUX"} for token in cue) and any(token.pos == "NOUN" for token in cue):
        yield "noun cue"
    if not source:
        yield "no source"
    elif _NAMELESS.search(words) and not re.search(r"[A-Z][a-z]+ [A-Z]", words):
        yield "no name"
    first = len(row["text"]) - len(row["text"].lstrip())
    line = row["text"].find("\n", first)
    if cue and cue[0].start < (line if line > 0 else first):
        yield "headline"


def _tokens(spans: Spans, tree: Parsed) -> list[Token]:
    sentences = [tree.sentence_at(start) for start, _ in spans]
    tokens = [token for one in dict.fromkeys(sentences) if one is not None for token in one.tokens]
    return [token for token in tokens if any(token.start < end and start < token.end for start, end in spans)]


def peer(folder: Path, of: Labelled, score: ModuleType, rows: list[Row]) -> tuple[float, float]:
    """F1 (exact, lenient) of the baseline of plain spaCy rules on the documents that we are scored on."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "said.jsonl"
        command = [
            sys.executable,
            str(folder / "baseline_spacy.py"),
            str(folder / f"{of.name}.jsonl"),
            str(out),
            of.split,
        ]
        known = {**os.environ, "GENRE": of.genre} if of.genre else dict(os.environ)
        subprocess.run(command, check=True, capture_output=True, env=known)
        said = {row["doc_id"]: row["attributions"] for row in map(json.loads, out.read_text("utf-8").splitlines())}
    counts: Counter[Any] = Counter()
    for row in rows:
        counts.update(score.doc_eval(row, said.get(row["doc_id"], []), list(of.roles), False))
    figures = score.summarise(counts, list(of.roles))
    return 100 * figures["relation_exact"][2], 100 * figures["relation_lenient"][2]


def report(folder: Path, of: Labelled, score: ModuleType, *, peers: bool) -> Iterator[str]:
    """The lines of one set."""
    rows = documents(folder / f"{of.name}.jsonl", of.split, of.genre, None)
    made = Tally(of, score)
    for row, (_, tree) in zip(rows, read(rows), strict=True):
        made.add(row, tree)
    figures = score.summarise(made.counts, list(of.roles))
    roles = " + ".join(of.roles)
    yield f"\n{of.name} {of.genre or of.split}: {len(rows)} documents, {made.counts['g']} labels, {roles}"
    yield f"  {'F1':36}{'exact':>8}{'lenient':>9}"
    exact, lenient = figures["relation_exact"], figures["relation_lenient"]
    yield _line("onrecord", 100 * exact[2], 100 * lenient[2])
    if peers:
        yield _line("spaCy rules, same documents", *peer(folder, of, score, rows))
    for name, (one, other) in of.others.items():
        yield _line(f"{name}, test split", one, other)
    yield f"  lenient precision {lenient[0]:.2f}, recall {lenient[1]:.2f}"
    kinds = {key[1]: n for key, n in made.counts.items() if key[0] == "kg"}
    yield "  recall: " + ", ".join(
        f"{kind} {made.counts['kt', kind] / n:.2f} of {n}" for kind, n in sorted(kinds.items())
    )
    yield "  recall: " + ", ".join(
        f"{name} {made.found[name] / n:.2f} of {n}" for name, n in sorted(made.traits.items())
    )
    yield "  errors: " + ", ".join(f"{n} {name}" for name, n in made.errors.most_common() if name)


def _line(name: str, exact: float | None, lenient: float | None) -> str:
    cells = (f"{value:.1f}" if value is not None else "-" for value in (exact, lenient))
    return f"  {name:36}{next(cells):>8}{next(cells):>9}"


def own_sets() -> Iterator[str]:
    """Recall of statements in our own labelled articles, by kind; `gate.py` gives their F1."""
    for one in SETS:
        if one.labels.exists():
            counts = counted(one, Settings())
            cells = [(kind, counts[kind, "right"], counts[kind, "all"]) for kind in (*KINDS, *SOURCES)]
            yield f"  {one.name:14}" + ", ".join(f"{kind} {right / n:.2f} of {n}" for kind, right, n in cells if n)


def main() -> None:
    """Prints the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", action="store_true", help="run the baseline of FOLDER on the same documents too")
    asked = parser.parse_args()
    score = scorer(asked.folder)
    for one in LABELLED:
        print("\n".join(report(asked.folder, one, score, peers=asked.peers)), flush=True)
    print("\nrecall of labelled statements, our own articles\n" + "\n".join(own_sets()))


if __name__ == "__main__":
    main()
