"""The labels of ``eval/outlets`` as if a perfect extractor had read them: ``python eval/outlets/gold.py --help``.

Shifts, conflicts and conditions are computed from what is in a ledger. To measure that step apart from extraction, the
labelled positions, origins and stories are put into readings here: printed as ``onrecord read --format jsonl`` prints
its own, or written to a ledger. The dates of statements are as labelled; every confidence is 1.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from eval.sheets import Row, find, occurrences, rows

from onrecord.export.contract import reading_to_json
from onrecord.ledger import Ledger
from onrecord.read import load_dossier
from onrecord.records import Article, Boilerplate, Condition, Contribution, Position, Reading, RunInfo, Span, cut

HERE = Path(__file__).parent
ARTICLES = HERE / "articles.jsonl"
DOSSIERS = HERE / "dossiers"


def reading(row: Row) -> Reading:
    """A labelled article as a reading: its paragraphs less the boilerplate, and its positions as labelled."""
    return Reading(
        article=_article(row),
        origin=row["origin"],
        story=row["story"],
        positions=tuple(_position(one, f"{row['id']}-p{at}", row["text"]) for at, one in enumerate(row["positions"])),
    )


def readings(dossier: str | None = None) -> Iterator[Reading]:
    """Every labelled article of a dossier (of both if None) as a reading, by date of publication."""
    held = (row for row in rows(ARTICLES) if dossier in (None, row["dossier"]))
    return (reading(row) for row in sorted(held, key=lambda row: (row["published"], row["id"])))


def gold_run(dossier: str) -> RunInfo:
    """The run under which the labels of a dossier are stored."""
    return RunInfo(id=f"gold-{dossier}", dossier=dossier, code="labels", lexicons="", weights="", settings="")


def fill(ledger: Ledger, dossier: str) -> None:
    """Write a dossier and its labelled articles to a ledger, under one run.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    run = gold_run(dossier)
    ledger.write_dossier(load_dossier(str(DOSSIERS / f"{dossier}.yaml")))
    for one in readings(dossier):
        ledger.write(run, one)


def _article(row: Row) -> Article:
    text: str = row["text"]
    noise = tuple(sorted({span for piece in row["boilerplate"] for span in occurrences(piece, text)}, key=_start))
    paragraphs = (cut(text, match.start(), match.end()) for match in re.finditer(r"[^\n]+", text))
    return Article(
        id=row["id"],
        text=text,
        body=tuple(one for one in paragraphs if one.quote and not any(piece.contains(one) for piece in noise)),
        boilerplate=tuple(Boilerplate(span, "labelled") for span in noise),
        outlet=row["outlet"],
        title=row["title"],
        published=date.fromisoformat(row["published"]),
        credit=row["credit"],
    )


def _start(span: Span) -> int:
    return span.start


def _position(row: Row, name: str, text: str) -> Position:
    evidence = find(row["evidence"], text)
    given = row["contribution"]
    return Position(
        id=name,
        holder=row["holder"],
        issue=row["issue"],
        level=row["level"],
        evidence=evidence,
        confidence=1.0,
        because=("labelled",),
        otherwise=row["otherwise"],
        conditions=tuple(Condition(one["kind"], _within(one["text"], evidence)) for one in row["conditions"]),
        contribution=Contribution(given["kind"], given["quantity"], given["unit"]) if given else None,
        vote=row["vote"],
        speaker=row["speaker"],
        speaker_role=row["speaker_role"],
        anonymous=row["anonymous"],
        stated=date.fromisoformat(row["stated"]) if row["stated"] else None,
        superseded=row["superseded"],
        reported_by=row["reported_by"],
    )


def _within(piece: str, outer: Span) -> Span:
    at = outer.start + outer.quote.index(piece)
    return Span(at, at + len(piece), piece)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the readings, or fills a new ledger with them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", choices=[path.stem for path in sorted(DOSSIERS.glob("*.yaml"))], required=True)
    parser.add_argument("--ledger", metavar="FILE", help="write to this ledger instead of printing")
    asked = parser.parse_args(arguments)
    if asked.ledger:
        with Ledger.open(asked.ledger, create=True) as ledger:
            fill(ledger, asked.dossier)
    else:
        for one in readings(asked.dossier):
            print(json.dumps(reading_to_json(one), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
