"""How long every page of the desk takes on a large ledger: ``python benchmarks/desk.py [ARTICLES]`` (10,000).

A ledger of so many articles, five positions to each, is made from a seed. Then measured are: ``onrecord serve`` until
it answers, against two seconds; each page's work on the server, against 0.3 s, for a first request after the desk has
warmed itself and for the median of those that follow; and how long Chromium takes to paint a page first, against one
second, where it is installed. A ratio below 1 is within its limit.

Work is counted in processor seconds, since other work on the machine is not ours to measure; painting by the clock.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.analysis import position
from benchmarks.served import served

from onrecord.ledger import Ledger, store, word_index
from onrecord.records import Article, Dossier, Issue, Position, Reading, RunInfo, Span, Statement, cut
from onrecord.run.desk import Desk, Snapshot
from onrecord.run.names import names

PAGE, PAINT, START = 0.3, 1.0, 2.0
"""The limits in seconds."""
EACH = 5
"""Positions to an article, and requests of each page."""
CHROMIUM = Path("/usr/bin/chromium")
TODAY = date(2026, 1, 1)
ISSUES = tuple(Issue(f"i{one}", "action", f"Will it do {one}?", (f"thing {one}",)) for one in range(8))
DOSSIER = Dossier("large", "A large question", ISSUES)
RUN = RunInfo("run-large", DOSSIER.id, "0", "0", "0", "{}")
FILLER = "Delegates met for hours behind closed doors on {day}, and the talks at the lake went on until late. "

PAGES = {
    "dossiers": "/",
    "matrix": "/dossiers/large",
    "matrix as of a day": "/dossiers/large?on=2025-06-01",
    "matrix of members": "/dossiers/large?member_of=EU&min_origins=2",
    "cell": "/cell?dossier=large&holder={holder}&issue={issue}",
    "position": "/positions/{position}",
    "articles": "/articles",
    "article": "/articles/{article}",
    "actors": "/actors",
    "actor": "/actors/{holder}",
    "issues": "/issues",
    "issue": "/issues/large/{issue}",
    "what-if": "/whatif",
    "stories": "/stories",
    "story": "/stories/{story}",
    "changes": "/changes",
    "changes of a year": "/changes?since=2025-01-01",
    "conflicts": "/conflicts",
    "digest": "/digest?since=2025-12-01",
    "network": "/network",
    "camps": "/network/camps",
    "search, rare words": "/search?text=%22number+77%22",
    "search, common words": "/search?text=talks+lake",
    "review": "/review",
    "review log": "/review/log",
    "review, compared": "/review/compare",
    "edit dossier": "/dossiers/large/edit",
    "new dossier": "/dossiers/new",
    "add": "/add",
    "jobs": "/jobs",
    "API, positions": "/api/v1/positions?limit=100",
}


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


def addresses(snapshot: Snapshot) -> dict[str, str]:
    """Each page's address, with the busiest holder, cell, article and story in the place of what varies."""
    dossier, holder, issue = max(snapshot.by_cell, key=lambda one: len(snapshot.by_cell[one]))
    row = snapshot.by_cell[dossier, holder, issue][0]
    values = {"holder": holder, "issue": issue, "position": row.position.id, "article": row.article.id}
    return {name: place.format(**values, story=row.article.story) for name, place in PAGES.items()}


def pages(path: Path) -> Iterator[tuple[str, float, float, int]]:
    """Each page with its first and median processor seconds, and its size in bytes."""
    from starlette.testclient import TestClient  # noqa: PLC0415 - only its work is to be counted where a page's is

    from onrecord.run.warm import settle, warm  # noqa: PLC0415
    from onrecord.web.app import create_app  # noqa: PLC0415
    from onrecord.web.warming import steps  # noqa: PLC0415

    desk = Desk(path)
    warm(desk.snapshot(), steps(desk))
    settle()
    with TestClient(create_app(desk), base_url="http://127.0.0.1") as client:
        client.get("/static/desk.css")
        for name, address in addresses(desk.snapshot()).items():
            spent, size = [], 0
            for _ in range(EACH):
                began = time.process_time()
                answer = client.get(address)
                spent.append(time.process_time() - began)
                size = len(answer.content)
                if answer.status_code != 200:
                    raise RuntimeError(f"{address} answered {answer.status_code}")
            yield name, spent[0], statistics.median(spent[1:]), size


def painted(address: str, places: dict[str, str]) -> Iterator[tuple[str, float]]:
    """How many seconds Chromium takes from a click to the first paint of each page, the better of two."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    ask = "performance.getEntriesByType('paint').find(one => one.name === 'first-contentful-paint')?.startTime ?? -1"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=address)
        for name, place in places.items():
            if not place.startswith("/api/"):
                times = []
                for _ in range(2):
                    page.goto(place)
                    while (spent := float(page.evaluate(ask))) < 0:  # the desk's pages let no words be run to wait
                        page.wait_for_timeout(10)
                    times.append(spent / 1000)
                yield name, min(times)
        browser.close()


def told(what: str, seconds: float, limit: float, more: str = "") -> bool:
    """Print one line; whether it is over the limit."""
    print(f"{what:<34} {seconds:6.3f} s  ratio to the limit {seconds / limit:5.2f}{more}", flush=True)
    return seconds > limit


def main(count: int) -> int:
    """Measures and prints; 1 where something is over its limit."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.db"
        make(path, count)
        print(f"{count:,} articles, {EACH * count:,} positions, {path.stat().st_size / 1e6:,.0f} MB", flush=True)
        over = [_starting(path)]
        for name, first, median, size in pages(path):
            over.append(told(f"page: {name}", median, PAGE, f"; first {first / PAGE:5.2f}; {size / 1000:,.0f} kB"))
            over.append(first > PAGE)
        over += _painting(path)
    return int(any(over))


def _starting(path: Path) -> bool:
    with served(path) as desk:
        spent = desk.waited if desk.worked is None else desk.worked
        return told("start", spent, START, f"; by the clock {desk.waited:.2f} s")


def _painting(path: Path) -> list[bool]:
    if not CHROMIUM.exists():
        print("first paint: not measured, there is no Chromium")
        return []
    places = addresses(Desk(path).snapshot())
    with served(path) as desk:
        for place in places.values():
            urlopen(desk.address + place).close()
        return [told(f"paint: {name}", seconds, PAINT) for name, seconds in painted(desk.address, places)]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
