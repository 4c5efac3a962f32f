"""Fits how the grammar and the reader are weighed: `python training/reader/mix.py` writes `weights/mix/card.toml`.

Learns from labelled articles that did not train the reader: those of `training/articles/` and the shipped examples. A
pair of holder and issue in a sentence counts as a position where the labels' evidence lies there; where the label's
evidence lies in another sentence it counts for little, as it may be a restatement. L2-regularised logistic regressions
(scikit-learn), one with the reader's figures and one without.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from rows import labelled
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from onrecord.actors import cast
from onrecord.clean import articles
from onrecord.parse.language import parse
from onrecord.positions.reader import Reader
from onrecord.positions.relevance import Topics
from onrecord.positions.sights import FIGURES, Scene, Sighting, sightings
from onrecord.positions.territory import territory
from onrecord.read import load_dossier
from onrecord.records import Article, Page
from onrecord.run.extract import UNSAID, Extractor
from onrecord.settings import Settings
from onrecord.statements import find

ROOT = Path(__file__).parents[2]
OUT = ROOT / "src" / "onrecord" / "weights" / "mix" / "card.toml"
ELSEWHERE = 0.2
OF_THE_READER = ("reader", "ahead")


def examples() -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Dossiers with their labelled articles."""
    yield from labelled(ROOT / "training" / "weighing")
    yield from labelled(ROOT / "training" / "articles")
    force = ROOT / "examples" / "gaza-force"
    import json  # noqa: PLC0415

    yield (
        force / "dossier.yaml",
        [json.loads(line) for line in (force / "labels.jsonl").read_text("utf-8").splitlines()],
    )


def seen(path: Path, found: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Sighting]]:
    """Every sighting of a dossier's articles, with its article's labels."""
    dossier, settings = load_dossier(path), Settings()
    profiles, reader = Extractor(dossier, settings).profiles, Reader(dossier.issues)
    gold = {article["id"]: article for article in found}
    pages = [Page(a["id"], a["text"], id=a["id"], title=a.get("title"), published=a.get("published")) for a in found]
    read = [article for article in articles(iter(pages), settings) if isinstance(article, Article)]
    for parsed in parse(read, settings):
        people = cast(parsed)
        statements, refused = find(parsed, people)
        unsaid = [d.span for d in refused if d.why.startswith(UNSAID)]
        scene = Scene(profiles, parsed, people, statements, Topics(parsed, profiles, territory), unsaid)
        for one in sightings(scene, reader, []):
            yield gold[parsed.article.id], one


def target(article: dict[str, Any], one: Sighting) -> tuple[int, float]:
    """Whether a sighting is a position, and how far that can be relied on."""
    weight = 1.0
    for position in article["positions"]:
        if (position["holder"], position["issue"]) != (one.holder.id, one.profile.issue.id):
            continue
        weight = ELSEWHERE
        start = article["text"].find(position["evidence"])
        end = start + len(position["evidence"])
        shared = min(end, one.sentence.end) - max(start, one.sentence.start)
        if shared > 0.4 * min(end - start, one.sentence.end - one.sentence.start):
            return 1, 1.0
    return 0, weight


def fitted(figures: np.ndarray, targets: np.ndarray, weights: np.ndarray, used: list[int]) -> tuple[float, np.ndarray]:
    """The bias and one factor a figure, zero for those not used."""
    scaler = StandardScaler().fit(figures[:, used])
    model = LogisticRegression(C=0.1, max_iter=1000)
    model.fit(scaler.transform(figures[:, used]), targets, sample_weight=weights)
    factors = np.zeros(figures.shape[1])
    factors[used] = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (model.coef_[0] * scaler.mean_ / scaler.scale_).sum())
    return bias, factors


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    pairs = [
        (one.sight.figures(), *target(article, one), str(path))
        for path, found in examples()
        for article, one in seen(path, found)
    ]
    figures = np.array([pair[0] for pair in pairs])
    targets = np.array([pair[1] for pair in pairs])
    sizes = Counter(pair[3] for pair in pairs)  # every dossier counts as much as another, however long
    weights = np.array([pair[2] * len(pairs) / len(sizes) / sizes[pair[3]] for pair in pairs])
    lines = ["# Made by training/reader/mix.py from training/weighing, training/articles and examples/gaza-force."]
    lines += ['licence = "Apache-2.0"', f"pairs = {len(pairs)}", f"positions = {int(targets.sum())}"]
    everything = list(range(len(FIGURES)))
    for name, used in (("both", everything), ("grammar", [i for i in everything if FIGURES[i] not in OF_THE_READER])):
        bias, factors = fitted(figures, targets, weights, used)
        lines += ["", f"[{name}]", f"bias = {bias:.4f}"]
        lines += [f"{figure} = {factor:.4f}" for figure, factor in zip(FIGURES, factors, strict=True)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
