"""How the cost of placing one more article grows: ``python benchmarks/stories.py [COUNT]`` (10,000 unless told).

Articles are recombined from invented words: each is about an event whose words it shares with its siblings; one in ten
is a cut copy and one in ten a copy with words exchanged. Printed are milliseconds an article in the window that ends at
1,000 and in the one that ends at COUNT, their ratio (1 is flat), and the peak of resident memory. The ratio alone
compares between machines.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.records import Article, Span
from onrecord.stories import Grouper

_WINDOW = 500
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def words(seed: random.Random, count: int) -> list[str]:
    """So many invented words."""
    return ["".join(seed.choices(_SYLLABLES, k=seed.randint(2, 4))) for _ in range(count)]


def articles(count: int, seed: random.Random) -> Iterator[Article]:
    """Recombined articles of 120 to 600 words in order of date, some 30 events a day."""
    common = words(seed, 3_000)
    weights = [1 / (rank + 10) for rank in range(len(common))]
    recent: list[list[list[str]]] = []
    for number in range(count):
        if number % 5 == 0:
            about = words(seed, 40)
        draw = seed.random()
        if recent and draw < 0.1:
            paragraphs = seed.choice(recent)[: seed.randint(2, 4)]
        elif recent and draw < 0.2:
            paragraphs = [[w if seed.random() < 0.8 else seed.choice(common) for w in p] for p in seed.choice(recent)]
        else:
            sizes = [seed.randint(30, 60) for _ in range(seed.randint(4, 10))]
            paragraphs = [
                [*seed.choices(common, weights, k=2 * size // 3), *seed.choices(about, k=size // 3)] for size in sizes
            ]
            for paragraph in paragraphs:
                seed.shuffle(paragraph)
        recent = [*recent[-200:], paragraphs]
        yield article(f"a{number}", paragraphs, date(2026, 1, 1) + timedelta(days=number // 150))


def article(name: str, paragraphs: list[list[str]], published: date) -> Article:
    """Paragraphs of words as an article."""
    spans, text = [], ""
    for paragraph in paragraphs:
        body = " ".join(paragraph) + "."
        spans.append(Span(len(text), len(text) + len(body), body))
        text += body + "\n\n"
    return Article(name, text, tuple(spans), title=" ".join(paragraphs[0][:8]), published=published)


def main(count: int) -> None:
    """Places ``count`` articles and prints the figures."""
    grouper, spent = Grouper(), []
    for one in articles(count, random.Random(7)):
        start = time.process_time()
        grouper.place(one)
        spent.append(time.process_time() - start)
    early, late = (1000 * sum(spent[end - _WINDOW : end]) / _WINDOW for end in (1_000, count))
    print(f"at 1,000 articles: {early:.2f} ms an article; at {count:,}: {late:.2f} ms; ratio {late / early:.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
