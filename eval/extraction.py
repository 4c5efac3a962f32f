"""How well saved pages are told from their furniture, on a copy of article-extraction-benchmark.

    python eval/extraction.py FOLDER [--show N]

FOLDER holds ``ground-truth.json`` and ``html/*.html.gz`` as that benchmark publishes them (MIT licence, Scrapinghub
2020). The figures are its own: precision, recall and F1 of 4-gram shingles of word tokens, averaged over pages.
Printed for
trafilatura's precision mode alone and for this project's body. Nothing is downloaded.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from onrecord.clean import articles
from onrecord.records import Article, Page
from onrecord.settings import Settings

_TOKEN = re.compile(r"\w+", re.UNICODE | re.MULTILINE | re.IGNORECASE | re.DOTALL)
_N = 4
_TAIL = 15


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The text's 4-grams of word tokens, with how often each occurs; a shorter text is one shingle."""
    tokens = _TOKEN.findall(text or "")
    found = [tuple(tokens[at : at + _N]) for at in range(max(1, len(tokens) - _N + 1))]
    return Counter(found)


def score(truth: str, found: str) -> tuple[float, float]:
    """Precision and recall of one page, by the benchmark's counts."""
    wanted, got = shingles(truth), shingles(found)
    right = sum((wanted & got).values())
    return right / sum(got.values()), right / sum(wanted.values())


def foreign_tail(truth: str, found: str) -> int:
    """How many words at the end of ``found`` do not stand in the truth, counted back to the last four that do."""
    wanted, tokens = shingles(truth), _TOKEN.findall(found)
    for back in range(len(tokens) - _N + 1):
        end = len(tokens) - back
        if tuple(tokens[end - _N : end]) in wanted:
            return back
    return len(tokens)


def ours(markup: str) -> str:
    """The body that onrecord reads from a page."""
    found = [item for item in articles([Page("page", markup, "html")], Settings()) if isinstance(item, Article)]
    return "\n".join(span.quote for article in found for span in article.body)


def bare(markup: str) -> str:
    """What trafilatura's precision mode gives by itself."""
    import trafilatura  # noqa: PLC0415 - not needed for --help
    from trafilatura.utils import load_html  # noqa: PLC0415

    return trafilatura.extract(load_html(markup), favor_precision=True, include_comments=False) or ""


def report(name: str, extract: Callable[[str], str], pages: dict[str, str], truth: dict[str, str], show: int) -> None:
    """Print one line of figures, and the ``show`` worst pages."""
    start = time.perf_counter()
    rows = []
    for key, markup in pages.items():
        found = extract(markup)
        rows.append((*score(truth[key], found), foreign_tail(truth[key], found), key))
    seconds = time.perf_counter() - start
    precision = sum(row[0] for row in rows) / len(rows)
    recall = sum(row[1] for row in rows) / len(rows)
    f1 = 2 * precision * recall / (precision + recall)
    tails = sum(row[2] >= _TAIL for row in rows)
    print(
        f"{name:12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  foreign tails {tails}/{len(rows)}  {seconds:.1f} s"
    )
    for row in sorted(rows, key=lambda row: min(row[:2]))[:show]:
        print(f"    P {row[0]:.2f} R {row[1]:.2f} tail {row[2]:4} {row[3]}")


def main() -> None:
    """Read the folder and print both lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, help="also name the worst pages")
    given = parser.parse_args()
    raw = json.loads((given.folder / "ground-truth.json").read_text(encoding="utf-8"))
    truth = {key: row["articleBody"] for key, row in raw.items()}
    pages = {
        key: gzip.decompress((given.folder / "html" / f"{key}.html.gz").read_bytes()).decode("utf-8", "replace")
        for key in truth
    }
    report("trafilatura", bare, pages, truth, given.show)
    report("onrecord", ours, pages, truth, given.show)


if __name__ == "__main__":
    main()
