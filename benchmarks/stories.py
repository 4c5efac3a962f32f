"""How the cost of placing one more article grows: ``python benchmarks/stories.py [COUNT] [FOLDER]``.

Without FOLDER, articles are recombined from invented words: each is about an event whose words it shares with its
siblings; COUNT is 10,000 unless told. With FOLDER (one that holds ``news/*.jsonl``) they are recombined from the
paragraphs of those texts: each takes most of its paragraphs from one story, whose names are exchanged for invented ones
at each retelling so that no two events are one, and the rest from anywhere. One in ten is a cut copy and one in ten a
copy with words exchanged.

Printed at 1,000, 3,000, 10,000 … articles: milliseconds of processor time an article (median of the last 1,000, and
mean of the later half, which has the merging of runs), both over those at 3,000 (1 is flat; before, an article finds
little to be compared with), resident memory and its growth an article, and at the end how long an index of that size
takes to open. Other work on the machine slows the processor down: beside each article a fixed piece of work is timed,
and the ratios are of times counted in it. The ratios alone compare between machines.
"""

from __future__ import annotations

import json
import random
import re
import resource
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

import numpy as np

from onrecord.records import Article, Span
from onrecord.stories import Grouper, Shelf

_WINDOW = 1_000
_BASE = 3_000
_FAR = np.random.default_rng(5).integers(0, 1 << 30, 1 << 20)

Figures: TypeAlias = tuple[float, float, float]

_A_DAY = 150
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}|\d+")
_OUTLETS = 60


def words(seed: random.Random, count: int) -> list[str]:
    """So many invented words."""
    return ["".join(seed.choices(_SYLLABLES, k=seed.randint(2, 4))) for _ in range(count)]


def invented(seed: random.Random) -> Iterator[list[str]]:
    """Without end: the paragraphs of articles, five in a row about one event."""
    common = words(seed, 3_000)
    weights = [1 / (rank + 10) for rank in range(len(common))]
    while True:
        about = words(seed, 40)
        for _ in range(5):
            paragraphs = []
            for size in (seed.randint(30, 60) for _ in range(seed.randint(4, 10))):
                drawn = [*seed.choices(common, weights, k=2 * size // 3), *seed.choices(about, k=size // 3)]
                seed.shuffle(drawn)
                paragraphs.append(" ".join(drawn))
            yield paragraphs


def recombined(folder: Path, seed: random.Random) -> Iterator[list[str]]:
    """Without end: the paragraphs of articles made from those of the labelled sets, five in a row about one event."""
    clusters: dict[str, list[str]] = {}
    for path in ("basil", "giveme5w1h_news_cluster"):
        for line in (folder / "news" / f"{path}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            clusters.setdefault(row["cluster"], []).extend(p for p in row["text"].splitlines() if len(p) > 80)
    held = [paragraphs for paragraphs in clusters.values() if len(paragraphs) >= 8]
    every = [paragraph for paragraphs in held for paragraph in paragraphs]
    while True:
        source, renamed = seed.choice(held), dict[str, str]()
        for _ in range(5):
            drawn = [*seed.sample(source, seed.randint(4, 8)), *seed.choices(every, k=2)]
            yield [_NAME.sub(lambda m: renamed.setdefault(m.group(), _other(m.group(), seed)), p) for p in drawn]  # noqa: B023


def _other(name: str, seed: random.Random) -> str:
    return str(seed.randint(2, 9_999)) if name.isdigit() else words(seed, 1)[0].title()


def articles(source: Iterator[list[str]], count: int, seed: random.Random) -> Iterator[Article]:
    """Articles in order of date, with copies of recent ones among them."""
    recent: list[list[str]] = []
    for number in range(count):
        draw = seed.random()
        if recent and draw < 0.1:
            paragraphs = seed.choice(recent)[: seed.randint(2, 4)]
        elif recent and draw < 0.2:
            paragraphs = [_exchanged(p, seed) for p in seed.choice(recent)]
        else:
            paragraphs = next(source)
        recent = [*recent[-200:], paragraphs]
        outlet = f"outlet {number % _OUTLETS}"
        footer = f"Readers of {outlet} find more on this and all other matters of the day on our pages every morning."
        yield article(f"a{number}", [*paragraphs, footer], outlet, date(2020, 1, 1) + timedelta(number // _A_DAY))


def _exchanged(paragraph: str, seed: random.Random) -> str:
    return " ".join(word if seed.random() < 0.8 else words(seed, 1)[0] for word in paragraph.split())


def article(name: str, paragraphs: list[str], outlet: str, published: date) -> Article:
    """Paragraphs as an article."""
    spans, text = [], ""
    for body in paragraphs:
        spans.append(Span(len(text), len(text) + len(body), body))
        text += body + "\n\n"
    title = " ".join(paragraphs[0].split()[:8])
    return Article(name, text, tuple(spans), title=title, outlet=outlet, published=published)


def resident() -> float:
    """Megabytes of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def yardstick() -> float:
    """Milliseconds of a fixed piece of work, much like an article's: hashing words, sorting numbers."""
    start = time.process_time()
    numbers = np.fromiter((zlib.crc32(b"%d" % n) for n in range(2_000)), dtype=np.uint32)
    np.unique(_FAR[numbers & 0xFFFFF])
    return 1000 * (time.process_time() - start)


def main(count: int, folder: Path | None) -> None:
    """Places ``count`` articles and prints the figures."""
    seed = random.Random(7)
    source = recombined(folder, seed) if folder else invented(seed)
    with tempfile.TemporaryDirectory() as held:
        path = Path(held) / "index"
        grouper = Grouper(Shelf(str(path)))
        spent: list[float] = []
        work: list[float] = []
        first: tuple[float, float, float] | None = None
        for number, one in enumerate(articles(source, count, seed), 1):
            start = time.process_time()
            grouper.place(one)
            if number % 256 == 0:
                grouper.save()
            spent.append(1000 * (time.process_time() - start))
            work.append(yardstick())
            if number in (1_000, 3_000, 10_000, 30_000, 100_000, count):
                first = report(number, spent, work, first)
        grouper.save()
        grouper.close()
        start = time.process_time()
        opened = Grouper(Shelf(str(path)))
        took, size = time.process_time() - start, path.stat().st_size / 1e6
        print(f"{len(opened):,} articles opened in {took:.2f} s; {size:.0f} MB on disk")
        opened.close()


def report(number: int, spent: list[float], work: list[float], first: Figures | None) -> Figures | None:
    """Prints where things stand; the figures that later ones are compared with."""
    late = slice(number // 2, number)
    times = (statistics.median(spent[-_WINDOW:]), statistics.mean(spent[late]))
    now = (times[0] / statistics.median(work[-_WINDOW:]), times[1] / statistics.mean(work[late]), resident())
    base = first or now
    print(
        f"at {number:7,}: median {times[0]:5.2f} ms, mean of the later half {times[1]:5.2f} ms, "
        f"ratios {now[0] / base[0]:.2f} and {now[1] / base[1]:.2f}; {now[2]:4.0f} MB resident "
        f"(+{1000 * (now[2] - base[2]) / max(number - _BASE, 1):.1f} kB an article)",
        flush=True,
    )
    return now if first is None and number >= _BASE else first


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
