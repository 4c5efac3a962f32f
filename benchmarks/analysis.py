"""How long each question takes on a large ledger: ``python benchmarks/analysis.py [COUNT]`` (50,000 unless told).

A ledger of so many positions is made from a seed: 250 holders with 8 issues over two years, a third of the positions
conditional in one of many wordings, copies of a report in several articles, others' claims, missing dates. Printed are
for each command the processor seconds that it takes once the rows are loaded, and their ratio to the limit of one
second (below 1 is within it). Every time is the best of three.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.analysis.changes import changes
from onrecord.analysis.conflicts import conflicts
from onrecord.analysis.corroboration import corroborations
from onrecord.analysis.digest import digest
from onrecord.analysis.pledges import pledges
from onrecord.analysis.propositions import propositions
from onrecord.analysis.statuses import recorded, settings
from onrecord.analysis.timeline import timeline
from onrecord.analysis.whatif import whatif
from onrecord.ledger.rows import ArticleRow, PositionRow
from onrecord.records import LADDER, Condition, ConditionKind, Contribution, Position, Span

LIMIT = 1.0
TODAY = date(2026, 1, 1)
_KINDS: tuple[ConditionKind, ...] = ("if", "only_if", "unless", "until", "provided")
_WHO = ("the council", "its neighbours", "both armies", "the donors", "Norway", "Peru", "the observers", "parliament")
_DOES = ("agree", "pay for it", "leave the valley", "sign the charter", "open the bridge", "ask for it", "stop firing")
_WHERE = ("", " at the lake", " in the north", " by the summer", " before the vote", " under a mandate", " in writing")
_GIVES = ("troops", "police", "funds", "training")


def condition(seed: random.Random) -> Condition:
    """A condition in one of some hundred wordings."""
    words = f"{seed.choice(_WHO)} {seed.choice(('', '', 'do not '))}{seed.choice(_DOES)}{seed.choice(_WHERE)}"
    return Condition(seed.choice(_KINDS), Span(0, len(words), words))


def position(number: int, seed: random.Random, stated: date | None) -> Position:
    """A position with a level that wavers about the holder's own."""
    holder = int(250 * seed.random() ** 2)
    level = LADDER[min(7, max(0, holder % 8 + seed.choice((-3, -1, 0, 0, 0, 0, 1, 3))))]
    conditional = seed.random() < 0.33
    words = f"H{holder} {level} number {number}"
    return Position(
        id=f"p-{number}",
        holder=f"H{holder}",
        issue=f"i{seed.randrange(8)}",
        level=level,
        evidence=Span(0, len(words), words),
        confidence=round(seed.random(), 2),
        because=(level,),
        otherwise="opposes" if conditional and seed.random() < 0.4 else None,
        conditions=(condition(seed),) if conditional else (),
        contribution=Contribution(seed.choice(_GIVES)) if seed.random() < 0.4 else None,
        speaker=f"S{seed.randrange(4)}" if seed.random() < 0.7 else None,
        anonymous=seed.random() < 0.05,
        stated=stated,
        superseded=seed.random() < 0.04,
        reported_by="USA" if seed.random() < 0.1 else None,
    )


def rows(count: int) -> list[PositionRow]:
    """So many positions, three to an article, two articles to an origin."""
    seed = random.Random(11)
    made = []
    for number in range(count):
        article = number // 3
        published = TODAY - timedelta(days=730 * (count - number) // count)
        stated = published - timedelta(days=seed.choice((0, 0, 1, 1, 30))) if seed.random() < 0.6 else None
        where = ArticleRow(
            reading=article,
            run="r",
            dossier="d",
            id=f"a-{article}",
            outlet=f"Outlet {article % 40}",
            title=None,
            published=published,
            credit=None,
            url=None,
            language="en",
            source="",
            origin=f"o-{article // 2}",
            story=f"s-{article // 4}",
        )
        made.append(PositionRow(position(number, seed, stated), where))
    return made


def best(work: Callable[[], object]) -> float:
    """Processor seconds of the quickest of three calls: other work on the machine is not ours to measure."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def asking(record: list[PositionRow]) -> object:
    """All that ``onrecord whatif`` does with its rows."""
    known = propositions(record)
    asked = settings(known, {"met": (known.all[0].id,)})
    return whatif(record, known, recorded(known, (), TODAY), asked)


def morning(record: list[PositionRow]) -> object:
    """All that ``onrecord digest`` does with its rows."""
    promised = pledges(record, TODAY, expire=180)
    return digest(record, propositions(record), promised, TODAY - timedelta(days=7), TODAY)


def main(count: int) -> int:
    """Measures and prints; 1 where a command is over the limit."""
    record = rows(count)
    known = propositions(record)
    busiest = [row for row in record if row.position.holder == "H0"]
    questions: dict[str, Callable[[], object]] = {
        "changes": lambda: changes(record, since=date(2025, 6, 1)),
        "conflicts": lambda: conflicts(record, since=date(2025, 6, 1)),
        "corroboration": lambda: corroborations(record),
        "conditions": lambda: recorded(propositions(record), (), TODAY),
        "whatif": lambda: asking(record),
        "pledges": lambda: pledges(record, TODAY, expire=180),
        "digest": lambda: morning(record),
        "timeline": lambda: timeline(busiest, changes(busiest), pledges(busiest, TODAY)),
    }
    print(f"{count:,} positions, {len(known.all)} propositions, {len(busiest)} positions of the busiest holder")
    over = False
    for name, work in questions.items():
        spent = best(work)
        over |= spent > LIMIT
        print(f"{name:<14} {spent:6.2f} s  ratio to the limit {spent / LIMIT:5.2f}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
