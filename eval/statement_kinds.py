"""Recall of labelled statements by kind of words and of source: ``python eval/statement_kinds.py [--set NAME …]``.

For each labelled set: how many of the labelled statements were read (half of the words and the same speaker, as the
gate counts them), among direct, indirect and mixed ones, and among those whose source stands as a name, a noun, a
pronoun, or nameless ("officials", "a diplomat in the Gulf"). Mistakes are not shown: the held-out set is among them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from eval.matching import statements_right
from eval.sets import SETS, LabelledSet
from eval.sheets import Row, Sheet, labelled, predicted, rows

from onrecord.export.contract import reading_to_json
from onrecord.records import Page, Reading
from onrecord.run.pipeline import read_pages
from onrecord.settings import Settings

_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "his", "her", "their", "its"})
_NAME = re.compile(r"\b[A-Z][a-z]")
KINDS = ("direct", "indirect", "mixed")
SOURCES = ("named", "nominal", "pronoun", "anonymous", "none")


def source_kind(label: Row) -> str:
    """What stands as the source of a labelled statement."""
    words = (label.get("speaker_text") or "").strip()
    if not words:
        return "none"
    if label.get("anonymous"):
        return "anonymous"
    if words.lower() in _PRONOUNS:
        return "pronoun"
    return "named" if _NAME.search(words) else "nominal"


def counted(of: LabelledSet, settings: Settings) -> Counter[tuple[str, str]]:
    """How many labelled statements there are, and were read, by kind."""
    labels = [row for row in rows(of.labels) if row.get("statements")]
    found = dict(_read(labels, settings))
    counts: Counter[tuple[str, str]] = Counter()
    for row in labels:
        gold, guess = labelled(row), found.get(row["id"])
        for label, said in zip(row["statements"], gold.statements or (), strict=True):
            right = statements_right([said], (guess.statements or ()) if guess else ())
            for kind in (label.get("kind", ""), source_kind(label)):
                counts[kind, "all"] += 1
                counts[kind, "right"] += right
    return counts


def _read(labels: list[Row], settings: Settings) -> Iterator[tuple[str, Sheet]]:
    pages = (Page(row["id"], row["text"], id=row["id"], published=row.get("published")) for row in labels)
    for item in read_pages(pages, None, settings):
        if isinstance(item, Reading):
            yield item.article.id, predicted(reading_to_json(item), item.article.text)


def main() -> None:
    """Prints a table a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", choices=[one.name for one in SETS])
    asked = parser.parse_args()
    for one in SETS:
        if (asked.set and one.name not in asked.set) or not one.labels.exists():
            continue
        counts = counted(one, Settings())
        print(one.name)
        for kind in (*KINDS, *SOURCES):
            count = counts[kind, "all"]
            if count:
                print(f"  {kind:10} {counts[kind, 'right'] / count:.3f}  of {count}")


if __name__ == "__main__":
    main()
