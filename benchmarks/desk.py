"""How long every page of the desk takes on a large ledger: ``python benchmarks/desk.py [ARTICLES]`` (10,000).

A ledger of so many articles, five positions to each, is made from a seed, and beside it what people decide and read.
Every page that the app has is asked for, or this says which is not. Measured are: ``onrecord serve`` until
it answers, against two seconds; each page's work on the server, against 0.3 s, for a first request after the desk has
warmed itself and for the median of those that follow; and how long Chromium takes to paint a page first, against one
second, where it is installed. The desk is then shared by accounts, for the pages that only such a desk has. A ratio
below 1 is within its limit.

Work is counted in processor seconds, since other work on the machine is not ours to measure; painting by the clock.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.large import ADMIN, EACH, make, share
from benchmarks.served import served

from onrecord.run.desk import Desk, Snapshot
from onrecord.run.jobs import Jobs
from onrecord.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI
    from playwright.sync_api import Page
    from starlette.testclient import TestClient

PAGE, PAINT, START = 0.3, 1.0, 2.0
"""The limits in seconds."""
REQUESTS = 5
"""How often each page is asked for."""
CHROMIUM = Path("/usr/bin/chromium")
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
    "conditions log": "/conditions/log",
    "conflicts": "/conflicts",
    "digest": "/digest?since=2025-12-01",
    "network": "/network",
    "camps": "/network/camps",
    "search, rare words": "/search?q=%22number+77%22",
    "search, common words": "/search?q=talks+lake",
    "search, what all say": "/search?kind=statement&q=number",
    "review": "/review",
    "review, an item": "/review/item?at={target}",
    "review log": "/review/log",
    "review, compared": "/review/compare",
    "dossier as a file": "/dossiers/large/dossier.yaml",
    "edit dossier": "/dossiers/large/edit",
    "new dossier": "/dossiers/new",
    "add": "/add",
    "jobs": "/jobs",
    "job": "/jobs/{job}",
    "health": "/health",
    "API, positions": "/api/v1/positions?limit=100",
}
SHARED = {"log in": "/login", "account": "/account", "accounts": "/accounts", "audit": "/audit"}
"""What a desk with accounts has beside them; the first is asked for by whoever has not logged in."""
DATA = (".json", ".csv", ".html", ".{form}")
"""How the addresses of a page's data and files end, and its other address."""
NO_PAGES = ("/review/item", "/health", "/dossiers/large/dossier.yaml", "/api/")
"""What no browser paints as a page; and /review/item is a part of one."""


def addresses(snapshot: Snapshot, jobs: Jobs) -> dict[str, str]:
    """Each page's address, with the busiest holder, cell, article, story and job in the place of what varies."""
    dossier, holder, issue = max(snapshot.by_cell, key=lambda one: len(snapshot.by_cell[one]))
    row = snapshot.by_cell[dossier, holder, issue][0]
    job = next(one.id for one in jobs.history() if any(jobs.shelf.entries(one)))
    values = {"holder": holder, "issue": issue, "position": row.position.id, "article": row.article.id, "job": job}
    target = f"{row.article.reading}:{row.position.id}"
    return {name: place.format(**values, story=row.article.story, target=target) for name, place in PAGES.items()}


def left_out(app: FastAPI, places: Iterable[str]) -> list[str]:
    """The app's pages that no address leads to."""
    from tests.web.crawl import route_of, routes_of  # noqa: PLC0415 - needs what only the tests do

    routes = routes_of(app)
    asked = {route_of(routes, place) for place in places}
    return [one.path for one in routes if "GET" in one.methods and one not in asked and not one.path.endswith(DATA)]


def pages(path: Path) -> Iterator[tuple[str, float, float, int]]:
    """Each page with its first and median processor seconds, and its size in bytes.

    Raises:
        RuntimeError: a page is not asked for, or does not answer.
    """
    from starlette.testclient import TestClient  # noqa: PLC0415 - only its work is to be counted where a page's is

    from onrecord.run.warm import settle, warm  # noqa: PLC0415
    from onrecord.web.access import AGAIN  # noqa: PLC0415
    from onrecord.web.app import create_app  # noqa: PLC0415
    from onrecord.web.warming import steps  # noqa: PLC0415

    desk = Desk(path)
    warm(desk.snapshot(), steps(desk))
    settle()
    app = create_app(desk)
    places = addresses(desk.snapshot(), app.state.jobs)
    if forgotten := left_out(app, [*places.values(), *SHARED.values()]):
        raise RuntimeError(f"not measured: {', '.join(forgotten)}")
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        client.get("/static/desk.css")
        for name, address in places.items():
            yield name, *asked(client, address)
        share(path)
        time.sleep(AGAIN)  # so seldom the desk looks whether it is shared by now
        for name, address in SHARED.items():
            yield name, *asked(client, address)
            if address == "/login":
                _log_in(client)


def asked(client: TestClient, address: str) -> tuple[float, float, int]:
    """The first and median processor seconds of a page, and its size in bytes."""
    spent, size = [], 0
    for _ in range(REQUESTS):
        began = time.process_time()
        answer = client.get(address)
        spent.append(time.process_time() - began)
        size = len(answer.content)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
    return spent[0], statistics.median(spent[1:]), size


def _log_in(client: TestClient) -> None:
    token = client.get("/login").text.partition('name="csrf" value="')[2].partition('"')[0]
    client.post("/login", data={"name": ADMIN[0], "password": ADMIN[1], "csrf": token})


def painted(address: str, places: dict[str, str]) -> Iterator[tuple[str, float]]:
    """How many seconds Chromium takes from a click to the first paint of each page, the best of three."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=address)
        for name, place in places.items():
            yield name, min(_paint(page, place) for _ in range(3))
            if place == "/login":
                page.locator("#name").fill(ADMIN[0])
                page.locator("#password").fill(ADMIN[1])
                page.keyboard.press("Enter")
                page.wait_for_url(f"{address}/")
        browser.close()


def _paint(page: Page, place: str) -> float:
    ask = "performance.getEntriesByType('paint').find(one => one.name === 'first-contentful-paint')?.startTime ?? -1"
    page.goto(place)
    while (spent := float(page.evaluate(ask))) < 0:  # the desk's pages let no words be run to wait
        page.wait_for_timeout(10)
    return spent / 1000


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
    places = SHARED | addresses(Desk(path).snapshot(), Jobs(str(path), Settings()))
    shown = {name: place for name, place in places.items() if not place.startswith(NO_PAGES)}
    with served(path) as desk:
        return [told(f"paint: {name}", seconds, PAINT) for name, seconds in painted(desk.address, shown)]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
