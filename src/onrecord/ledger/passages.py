"""The words around evidence, without loading whole readings: what a list of positions shows of each article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from onrecord.ledger import schema
from onrecord.ledger.ledger import PAGE, Ledger


@dataclass(frozen=True, slots=True)
class Passage:
    """An article's text and where its paragraphs of reporting are (pairs of code points, in order)."""

    text: str
    paragraphs: tuple[tuple[int, int], ...]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The paragraph that holds this stretch; the stretch's own lines where none does."""
        for first, last in self.paragraphs:
            if first <= start and end <= last:
                return first, last
        return self.text.rfind("\n", 0, start) + 1, end + len(self.text[end:].partition("\n")[0])


def passages(ledger: Ledger, readings: Sequence[int]) -> dict[int, Passage]:
    """The passages of these readings (keys as ``ArticleRow.reading`` gives them), by key."""
    keys = sorted(set(readings))
    found: dict[int, Passage] = {}
    for start in range(0, len(keys), PAGE):
        found |= _some(ledger, keys[start : start + PAGE])
    return found


def _some(ledger: Ledger, keys: Sequence[int]) -> dict[int, Passage]:
    articles, texts, paragraphs = schema.articles, schema.texts, schema.paragraphs
    wanted = articles.c.reading.in_(keys)
    words = select(articles.c.reading, texts.c.text).join(texts, texts.c.sha256 == articles.c.text).where(wanted)
    lines = select(paragraphs.c.reading, paragraphs.c.text_start, paragraphs.c.text_end).where(
        paragraphs.c.reading.in_(keys)
    )
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    with ledger.reading() as connection:
        for reading, start, end in connection.execute(lines.order_by(paragraphs.c.reading, paragraphs.c.place)):
            places[reading].append((start, end))
        return {reading: Passage(text, tuple(places[reading])) for reading, text in connection.execute(words)}
