#!/usr/bin/env python3
"""Scores country and sector of short phrases: ``python eval/actors/phrases_score.py FILE [--show] [--today DATE]``.

FILE holds JSON lines with ``text``, ``context``, ``date`` and ``expect`` (``country`` and ``code_1``: lists of accepted
values; ``none``: nothing should be found), the form of a peer's regression tests. UN organs count as UNO, organs of the
EU as EUR, other international organisations as IGO. A phrase without a date is read as of ``--today``.

"both" counts rows that label both. Rows whose label contradicts itself or another row of the file (``CONTRADICTED``,
with the reason) are counted apart.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.actors.sector import home_of
from onrecord.actors.who import Answer, resolve_text, states

CONTRADICTED = {
    "ngec-test_105-675": "out of office on the day, yet GOV; others out of office are ELI",
    "ngec-test_109-697": "led the opposition, yet GOV",
    "ngec-test_217-1768": "its wiki title says German, yet no country",
    "ngec-test_290-2216": "the country stands in the name, yet none is labelled",
}
_MONTHS = {name: i for i, name in enumerate("january february march april may june july august".split(), 1)}
_PUBLIC = frozenset(["JUD", "HLH", "LEG", "GOV", "COP"])
_UNTOLD = frozenset(["", "UNK"])


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase, what its label accepts, and what was found."""

    id: str
    text: str
    expect: dict[str, list[Any]]
    country: str
    sectors: frozenset[str]

    @property
    def country_right(self) -> bool | None:
        """Whether the country is accepted; None where the row does not label it."""
        return self.country in self.expect["country"] if "country" in self.expect else None

    @property
    def sector_right(self) -> bool | None:
        """Whether a sector is accepted; "" (no sector) and UNK (nothing told) count as one."""
        if "code_1" not in self.expect:
            return None
        wanted = set(self.expect["code_1"])
        return bool(wanted & self.sectors) or bool(wanted & _UNTOLD and self.sectors & _UNTOLD)


def day(text: str | None, today: date) -> date:
    """A row's date: 2022-05-01, 12 April 2022, or today."""
    if not text:
        return today
    if found := re.fullmatch(r"(\d+) (\w+) (\d{4})", text):
        return date(int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
    return date.fromisoformat(text)


def country_code(answer: Answer) -> str:
    """The answer's country in the codes of the file."""
    if answer.country is not None:
        return answer.country
    mention = answer.mention
    if mention is None or not mention.actor or mention.kind not in {"organisation", "office", "person", "unnamed"}:
        return ""
    holder = mention.actor.split("/")[0]
    family = {"UN": "UNO", "EU": "EUR"}.get(home_of(mention.actor) or home_of(holder) or holder)
    plain = mention.kind == "organisation" and holder not in states() and "/" not in mention.actor
    return family or ("IGO" if plain and (answer.sector is None or answer.sector.code in _PUBLIC) else "")


def rows(path: Path, today: date) -> Iterator[Row]:
    """Every row, resolved."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        answer = resolve_text(row["text"], day(row["date"], today), context=row["context"] or "")
        sector = answer.sector
        yield Row(
            row["id"],
            row["text"],
            row["expect"],
            country_code(answer),
            frozenset([sector.code, sector.second] if sector and sector.second else [sector.code if sector else ""]),
        )


def _share(values: list[bool]) -> str:
    return f"{sum(values) / len(values):6.3f} of {len(values)}" if values else "-"


def main() -> None:
    """Prints the figures, and the misses when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--today", type=date.fromisoformat, default=date(2022, 12, 1))
    asked = parser.parse_args()
    found = list(rows(asked.file, asked.today))
    for name, kept in (
        ("all rows", found),
        ("without contradicted labels", [r for r in found if r.id not in CONTRADICTED]),
    ):
        pairs = [(r.country_right, r.sector_right) for r in kept]
        print(name)
        print("  country", _share([c for c, _ in pairs if c is not None]))
        print("  sector ", _share([s for _, s in pairs if s is not None]))
        print("  both   ", _share([c and s for c, s in pairs if c is not None and s is not None]))
        nothing = [not r.country and r.sectors <= _UNTOLD | {"JNK"} for r in kept if "none" in r.expect]
        print("  none   ", _share(nothing))
    for row in found if asked.show else ():
        if False in (row.country_right, row.sector_right):
            note = CONTRADICTED.get(row.id, "")
            print(f"{row.id:30} {row.text!r} {row.expect} -> {row.country or '-'} {sorted(row.sectors)} {note}")


if __name__ == "__main__":
    main()
