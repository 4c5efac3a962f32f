"""Measures origins and stories on labelled sets: ``python eval/stories.py FOLDER [SEEDS]``.

FOLDER holds ``positions.dev.jsonl`` and ``news/``; SEEDS the folder of ``seeds.labels.jsonl``. Texts are read by
the pipeline's own cleaning, and for origins also with labelled boilerplate and credit. Printed are

* origins: pairwise precision, recall, F1 and BCubed F1 of the labelled origins, within each dossier and over all;
* copies: of pairs labelled as derived, how many get one origin, and how many that are labelled as independent do;
* embedded copies: a fifth of one article set into an unrelated one, found at 1 % false positives;
  they are made here and count as found by their containment alone;
* rewrites: of the composed sets in ``eval/rewrites``, how many pairs a kind get one origin, or a link at least;
* stories: BCubed against the labelled clusters.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord.clean import articles
from onrecord.records import Article, Page, cut
from onrecord.settings import Settings
from onrecord.stories import Grouper
from onrecord.stories.evidence import compare
from onrecord.stories.fingerprint import read
from onrecord.stories.hashes import hashes
from onrecord.stories.rarity import Rarity
from onrecord.stories.templates import Templates

Row = Mapping[str, Any]
_APART = ("independent", "shared_quotes_only")
_CLUSTERED = ("basil", "giveme5w1h_news_cluster")
_NO_TEMPLATES = Templates()
_REWRITES = Path(__file__).with_name("rewrites") / "articles.jsonl"
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*[\"”’]?")


def rows(path: Path) -> list[Row]:
    """The JSON objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def article(row: Row, text: str | None = None) -> Article:
    """A row as an article: its paragraphs less what is labelled as boilerplate, its credit as labelled."""
    text = row["text"] if text is None else text
    furniture = {line.strip() for stretch in row.get("boilerplate", ()) for line in stretch.splitlines()}
    paragraphs = (cut(text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    when = row.get("published") or row.get("date")
    return Article(
        id=row["id"],
        text=text,
        body=tuple(p for p in paragraphs if p.quote and p.quote not in furniture),
        outlet=row.get("outlet"),
        title=row.get("title"),
        published=date.fromisoformat(when[:10]) if when else None,
        credit=row.get("credit"),
    )


def cleaned(held: Iterable[Row]) -> list[Article]:
    """The rows as the pipeline reads them: body, credit and dates found, not labelled."""
    pages = [
        Page(
            source=row["id"],
            text=row["text"],
            id=row["id"],
            title=row.get("title"),
            outlet=row.get("outlet"),
            published=row.get("published") or row.get("date"),
        )
        for row in held
    ]
    return [item for item in articles(pages, Settings()) if isinstance(item, Article)]


def grouped(articles: Iterable[Article]) -> dict[str, tuple[str, str]]:
    """Article id -> (origin, story), placed in the order of their dates."""
    grouper = Grouper()
    ordered = sorted(articles, key=lambda a: (a.published or date.max, a.id))
    return {a.id: (g.origin, g.story) for a in ordered for g in [grouper.place(a)]}


def bcubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """BCubed precision, recall and F1 (Bagga & Baldwin 1998)."""
    sides = [_members(gold), _members(found)]
    right = {k: len(sides[0][gold[k]] & sides[1][found[k]]) for k in gold}
    precision = sum(right[k] / len(sides[1][found[k]]) for k in gold) / len(gold)
    recall = sum(right[k] / len(sides[0][gold[k]]) for k in gold) / len(gold)
    return precision, recall, _f1(precision, recall)


def pairwise(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs that share a cluster."""
    truth, answer = _pairs(gold), _pairs(found)
    right = len(truth & answer)
    precision, recall = (right / len(side) if side else 1.0 for side in (answer, truth))
    return precision, recall, _f1(precision, recall)


def _members(clusters: Mapping[str, str]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for key, cluster in clusters.items():
        members[cluster].add(key)
    return members


def _pairs(clusters: Mapping[str, str]) -> set[tuple[str, str]]:
    return {pair for held in _members(clusters).values() for pair in combinations(sorted(held), 2)}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _figures(name: str, values: Sequence[float]) -> str:
    return f"{name:42}" + "  ".join(f"{v:.3f}" for v in values)


def origins(name: str, labelled: Sequence[Row], found: Sequence[Article]) -> None:
    """Prints the figures of labelled origins, each dossier grouped by itself, then all in one index."""
    by_dossier: dict[str, set[str]] = defaultdict(set)
    gold = {row["id"]: row["origin"] for row in labelled}
    for row in labelled:
        by_dossier[row["dossier"]].add(row["id"])
        by_dossier["all together"].add(row["id"])
    for dossier, ids in sorted(by_dossier.items()):
        truth = {key: gold[key] for key in gold if key in ids}
        answer = {key: g[0] for key, g in grouped(a for a in found if a.id in ids).items()}
        print(_figures(f"{name} {dossier}", (*pairwise(truth, answer), *bcubed(truth, answer))))
        if len(ids) == len(gold):
            missed, false = _pairs(truth) - _pairs(answer), _pairs(answer) - _pairs(truth)
            print("  missed:", sorted(missed), " false:", sorted(false))


def copies(pairs: Sequence[Row], texts: Mapping[str, Row]) -> None:
    """Prints, a silver label, how many pairs of one story end in one origin when all are placed in one index."""
    found = grouped(cleaned(texts.values()))
    held: dict[str, list[bool]] = defaultdict(list)
    for pair in pairs:
        if pair["a"] in texts and pair["b"] in texts:
            held[pair["silver"]].append(found[pair["a"]][0] == found[pair["b"]][0])
    for silver, merged in sorted(held.items()):
        print(f"copies {silver:35}{sum(merged):5} of {len(merged):5} in one origin")
    print(
        "  independent, yet one:",
        [
            p["a"][:6] + " " + p["b"][:6]
            for p in pairs
            if p["silver"] in _APART and p["a"] in texts and p["b"] in texts and found[p["a"]][0] == found[p["b"]][0]
        ],
    )
    across = {(texts[a]["cluster"], texts[b]["cluster"]) for a, b in _pairs({k: g[0] for k, g in found.items()})}
    print(f"one origin over two labelled events: {sum(a != b for a, b in across)} pairs of events")


def embedded(name: str, texts: Mapping[str, Row], pairs: Sequence[Row], share: float = 0.2) -> None:
    """Prints how many copies of a ``share`` of a text set into an unrelated one are found at 1 % false positives.

    The copy is cut at words (anywhere, within quotations too) or at sentences, as an editor would. False positives are
    pairs about one event that are labelled as independent or as sharing quotations only. ``linked`` are those for
    which the index itself, asked for the host after all donors were placed, names the donor.
    """
    rarity = Rarity()
    whole = [r for r in texts.values() if 150 <= len(r["text"].split()) <= 1500]
    hosts = whole[len(whole) // 2 :] + whole[: len(whole) // 2]
    apart = [p for p in pairs if p["silver"] in _APART and p["a"] in texts and p["b"] in texts]
    scores = sorted(_containment(texts[p["a"]], texts[p["b"]], None, rarity) for p in apart)
    bar = scores[int(0.99 * len(scores))]
    for how, cut_in in (("words", _words_in), ("sentences", _sentences_in)):
        made = [(a, b, cut_in(a, b, share)) for a, b in zip(whole, hosts, strict=True)]
        above = sum(_containment(*one, rarity) > bar for one in made) / len(made)
        print(
            f"embedded {name}: {share:.0%} cut at {how}: {above:.3f} contained > {bar:.3f}, {_linked(made):.3f} linked"
        )


def _words_in(donor: Row, host: Row, share: float) -> str:
    words, own = donor["text"].split(" "), host["text"].split(" ")
    middle, start = len(own) // 2, len(words) // 3
    return " ".join(own[:middle] + words[start : start + int(share * len(words))] + own[middle:])


def _sentences_in(donor: Row, host: Row, share: float) -> str:
    sentences, own = _SENTENCE.findall(donor["text"]), host["text"].splitlines()
    wanted, taken = share * len(donor["text"].split()), ""
    for sentence in sentences[len(sentences) // 3 :]:
        taken += sentence
        if len(taken.split()) >= wanted:
            break
    middle = len(own) // 2
    return "\n".join([*own[:middle], taken.strip(), *own[middle:]])


def _containment(a: Row, b: Row, text: str | None, rarity: Rarity) -> float:
    one, other = (read(item, _NO_TEMPLATES).kept for item in (article(a), article(b, text)))
    return compare(one, other, rarity, _NO_TEMPLATES, hashes(())).contained


def _linked(made: Sequence[tuple[Row, Row, str]]) -> float:
    """The share of embedded copies whose donor the index names, all donors placed before."""
    grouper = Grouper()
    for donor, _, _ in made:
        grouper.place(article(donor))
    found = 0
    for number, (donor, host, text) in enumerate(made):
        links = grouper.place(replace(article(host, text), id=f"host-{number}", outlet="host")).links
        found += any(link.to == donor["id"] and link.kind in ("copy", "excerpt") for link in links)
    return found / len(made)


def rewrites(held: Sequence[Row]) -> None:
    """Prints, a kind of pair and half of the set, how many pairs end in one origin, and how many are linked at all."""
    grouper = Grouper()
    ordered = sorted(cleaned(held), key=lambda a: (a.published or date.max, a.id))
    placed = {one.id: grouper.place(one) for one in ordered}
    tally: dict[tuple[str, str], list[tuple[bool, bool, bool]]] = defaultdict(list)
    for a, b in combinations(held, 2):
        joined = placed[a["id"]].origin == placed[b["id"]].origin
        if a["event"] != b["event"]:
            tally[a["half"], "two events"].append((False, joined, False))
            continue
        linked = any(
            link.to == y["id"] and link.kind not in ("story", "credit")
            for x, y in ((a, b), (b, a))
            for link in placed[x["id"]].links
        )
        tally[a["half"], f"{a['kind']} ~ {b['kind']}"].append((a["origin"] == b["origin"], joined, linked))
    for (half, kind), seen in sorted(tally.items()):
        same, joined, linked = (sum(column) for column in zip(*seen, strict=True))
        print(f"rewrites {half:4} {kind:28}{same:4} of {len(seen):4} one origin; {joined:3} joined, {linked:3} linked")
    for half in ("dev", "test"):
        ids = [row for row in held if row["half"] == half]
        for name, kinds in (("", None), (" less partial", "partial")):
            gold = {row["id"]: row["origin"] for row in ids if row["kind"] != kinds}
            answer = {key: placed[key].origin for key in gold}
            print(_figures(f"rewrites {half}{name}", (*pairwise(gold, answer), *bcubed(gold, answer))))


def stories(name: str, texts: Sequence[Row]) -> None:
    """Prints BCubed of the stories against the labelled clusters."""
    gold = {r["id"]: r["cluster"] for r in texts}
    found = {k: g[1] for k, g in grouped(cleaned(texts)).items()}
    print(_figures(f"stories {name} ({len(set(found.values()))} of {len(set(gold.values()))})", bcubed(gold, found)))


def main(folder: Path, seeds: Path | None) -> None:
    """Prints every figure."""
    print(f"{'':42}pairwise P, R, F1, then BCubed P, R, F1")
    labelled = {"dev": rows(folder / "positions.dev.jsonl")}
    if seeds:
        labelled["seeds"] = rows(seeds / "seeds.labels.jsonl")
    for name, held in labelled.items():
        origins(f"{name}, labelled", held, [article(row) for row in held])
        origins(f"{name}, as read", held, cleaned(held))
    rewrites(rows(_REWRITES))
    sets = {name: rows(folder / "news" / f"{name}.jsonl") for name in _CLUSTERED}
    texts = {row["id"]: row for held in sets.values() for row in held}
    pairs = rows(folder / "news" / "same_story_pairs_silver.jsonl")
    copies(pairs, texts)
    for name, held in sets.items():
        embedded(name, {row["id"]: row for row in held}, pairs)
        stories(name, held)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
