"""Checks the marks of the training text: `python training/statements/check.py [FILE ...]`; faults go to the output.

Names marks that cross or never close, roles that are not known, numbers that seem to serve twice, ids that come
again; then counts articles, words and attributions by kind of cue and by file. Exits with 1 where there is a fault.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent / "tagger"))

from marks import Article, of_file  # noqa: E402  (the reader of marks lies with the tagger's scripts)


def counts(article: Article) -> Counter[str]:
    """Words, sentences (roughly) and attributions of one article."""
    found = Counter(articles=1, words=len(article.text.split()), attributions=len(article.attributions))
    for one in article.attributions:
        found["no source"] += not one.source
        found["no cue"] += not one.cue
        found["no content"] += not one.content
        found["in pieces"] += len(one.content) > 1 or len(one.source) > 1 or len(one.cue) > 1
        found["quoted"] += any(re.search("[\"“”„«»‘]|(?<!\\w)'", article.text[a:b]) is not None for a, b in one.content)
    return found


def main() -> int:
    """Reads the files and reports."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.txt"))
    total: Counter[str] = Counter()
    ids: Counter[str] = Counter()
    faults = 0
    for path in paths:
        of_path: Counter[str] = Counter()
        for article in of_file(path.read_text("utf-8")):
            ids[article.id] += 1
            wrong = article.faults + ([f"the id {article.id!r} comes again"] if ids[article.id] > 1 else [])
            for fault in wrong:
                print(f"{path.name}, {article.id}: {fault}")
            faults += len(wrong)
            of_path += counts(article)
        print(f"{path.name}: " + ", ".join(f"{count} {what}" for what, count in of_path.items()))
        total += of_path
    print(f"all: {faults} faults, " + ", ".join(f"{count} {what}" for what, count in total.items()))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
