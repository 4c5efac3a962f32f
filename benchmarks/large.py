"""A large ledger, made from a seed: articles with five positions each, and all that people would leave beside them.

That is: two people's judgements, of which every tenth is apart, entries on conditions, jobs, and, when asked for,
accounts with their audit log.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.analysis import position

from onrecord.ledger import Ledger, accept, positions, reject, store, target_of, word_index
from onrecord.ledger.accounts import add_account
from onrecord.ledger.audit import Doer, noted
from onrecord.ledger.condition_log import Told, set_condition
from onrecord.records import Article, Dossier, Issue, Position, Reading, RunInfo, Span, Statement, cut
from onrecord.run.jobs import Entry, Job
from onrecord.run.jobs.shelf import Shelf, shelf_folder
from onrecord.run.names import names

EACH: Final = 5
"""Positions to an article."""
TODAY: Final = date(2026, 1, 1)
ISSUES: Final = tuple(Issue(f"i{one}", "action", f"Will it do {one}?", (f"thing {one}",)) for one in range(8))
DOSSIER: Final = Dossier("large", "A large question", ISSUES)
RUN: Final = RunInfo("run-large", DOSSIER.id, "0", "0", "0", "{}")
FILLER: Final = "Delegates met for hours behind closed doors on {day}, and the talks at the lake went on until late. "
DECIDED: Final = 2_000
"""Positions that two people have judged, and half as many conditions that one has."""
JOBS, READ, FAILED = 200, 2_000, 600
"""How many jobs there are, and what the last of them read and could not."""
ADMIN: Final = ("ada", "a heron on the pier")
"""The name and the password of an account."""


def readings(count: int) -> Iterator[Reading]:
    """So many articles: holders that are known, four reports of a story, two of an origin, a year and a half's days."""
    seed = random.Random(7)
    holders = sorted(one for one in names() if re.fullmatch("[A-Z]{3}", one))[:250]
    for number in range(count):
        published = TODAY - timedelta(days=730 * (count - number) // count)
        stances = (position(EACH * number + one, seed, published) for one in range(EACH))
        held = [replace(one, holder=holders[int(one.holder[1:]) % len(holders)]) for one in stances]
        yield _reading(number, held, published)


def _reading(number: int, stances: list[Position], published: date) -> Reading:
    text, placed, said = "", [], []
    for one in stances:
        text += FILLER.format(day=f"{published:%A}") * 2
        start, words = len(text), one.evidence.quote
        wish = one.conditions[0].span.quote if one.conditions else ""
        text += f"{one.holder}: {words}{f', if {wish}' if wish else ''}, an envoy said.\n\n"
        evidence = Span(start, start + len(one.holder) + 2 + len(words), f"{one.holder}: {words}")
        at = text.rindex(wish, start) if wish else 0
        conditions = tuple(replace(each, span=cut(text, at, at + len(wish))) for each in one.conditions)
        placed.append(replace(one, evidence=evidence, conditions=conditions, statement=f"s-{one.id}"))
        said.append(Statement(f"s-{one.id}", evidence, "indirect", "an envoy", one.speaker, on_behalf_of=one.holder))
    article = Article(
        f"a-{number}",
        text,
        (Span(0, len(text), text),),
        outlet=f"Outlet {number % 40}",
        title=f"Talks, day {number}",
        published=published,
        source=f"{number}.txt",
    )
    return Reading(article, f"o-{number // 2}", f"s-{number // 4}", tuple(said), tuple(placed))


def make(path: Path, count: int) -> None:
    """Write the ledger, in one transaction: how long that takes is not the question here."""
    with Ledger.open(path, create=True) as ledger:
        ledger.write_dossier(DOSSIER)
        with ledger.writing() as connection:
            for one in readings(count):
                store.add_reading(connection, RUN, one)
                word_index.add(connection, one)
    decide(path)
    work(path)


def decide(path: Path) -> None:
    """Judge positions, twice each, and say of conditions what they are."""
    with Ledger.open(path) as ledger:
        rows = list(islice(positions(ledger), 3 * DECIDED))
        judged = [target_of(row) for row in rows[::3]]
        for start in range(0, len(judged), 10):
            accept(ledger, judged[start : start + 10], by="Ada", why="so it stands")
            accept(ledger, judged[start + 1 : start + 10], by="Bo", as_read=True)
            reject(ledger, judged[start : start + 1], by="Bo", why="an analyst says so")
        conditional = (row.position for row in rows if row.position.conditions)
        for number, one in enumerate(islice(conditional, DECIDED // 2)):
            told = Told(one.conditions[0].span.quote, one.holder)
            set_condition(ledger, told, ("met", "unmet", "unknown")[number % 3], by="Ada", why="the minutes say so")


def work(path: Path) -> Job:
    """Leave jobs behind; the last has read much."""
    shelf = Shelf(shelf_folder(str(path), ""))
    for number in range(JOBS):
        job = shelf.open_new("add", f"Files, lot {number}", DOSSIER.id, "Ada")
        job = replace(job, state="done", started=job.made, ended=job.made, new=READ, problems=FAILED)
        shelf.save(job)
    shelf.note(job, (Entry("new", f"a-{one}", f"Talks {one}", f"{one}.txt", EACH, EACH) for one in range(READ)))
    shelf.note(job, (Entry("binary", None, "", f"{one}.pdf", detail="the bytes are no text") for one in range(FAILED)))
    return job


def share(path: Path) -> None:
    """Give accounts, and a log of what they did."""
    with Ledger.open(path) as ledger:
        root = Doer("root", "command line")
        for number in range(20):
            add_account(ledger, f"{ADMIN[0]}{number or ''}", "admin", ADMIN[1], root)
        for number in range(500):
            noted(ledger, root, "page", f"/actors/H{number}", "a benchmark")
