"""Which articles people have reviewed, as labels for scoring and training."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onrecord.export.labels import label_line
from onrecord.ledger import Ledger, PositionFilter, PositionRow, positions, rejected
from onrecord.ledger.placed import readings_of


def reviewed_labels(ledger: Ledger, dossier: str | None = None, *, partial: bool = False) -> Iterator[str]:
    """One line of labels for each article of which every position was decided on; ``partial``: or some were."""
    judged: dict[int, list[PositionRow]] = defaultdict(list)
    open_: set[int] = set()
    for row in (*positions(ledger, PositionFilter(dossier=dossier)), *rejected(ledger, dossier)):
        if row.judged is None:
            open_.add(row.article.reading)
        else:
            judged[row.article.reading].append(row)
    chosen = sorted(judged if partial else judged.keys() - open_)
    for key, reading in zip(chosen, readings_of(ledger, chosen), strict=True):
        rows = judged[key]
        kept = [row.position for row in rows if row.judged and row.judged.verdict != "reject"]
        yield label_line(rows[0].article, reading.article, kept, [row.judged.by for row in rows if row.judged])
