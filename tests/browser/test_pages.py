"""Every page over the demo: usable by all in light and dark, no wider than a phone, silent, alone with its machine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pytest

from onrecord.ledger import accept, edit, target_of
from onrecord.ledger.accounts import add_account
from onrecord.ledger.audit import Doer
from onrecord.run.desk import Desk
from onrecord.web.app import create_app
from tests.browser.conftest import serving, watched
from tests.browser.looks import faults, too_wide, unfold
from tests.databases import Place
from tests.ledger.small import write_small
from tests.web.crawl import routes_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = {
    "/": "",
    "/dossiers/{dossier_id:path}": "?region=europe",
    "/dossiers/{dossier:path}/edit": "",
    "/dossiers/new": "",
    "/cell": "?holder={holder}&issue={issue}&dossier={dossier}",
    "/positions/{position_id}": "",
    "/articles": "",
    "/articles/{article_id:path}": "",
    "/actors": "",
    "/actors/{actor:path}": "",
    "/issues": "",
    "/issues/{dossier}/{issue}": "",
    "/stories": "",
    "/stories/{story}": "",
    "/changes": "",
    "/conditions/log": "",
    "/conflicts": "",
    "/whatif": "",
    "/digest": "?since=2026-01-01",
    "/network": "",
    "/network/camps": "",
    "/search": "?q=troops",
    "/review/log": "",
    "/review/compare": "",
    "/add": "",
    "/jobs": "",
}
"""Each page by its route, with what it is asked."""


class Looked(NamedTuple):
    """What a page answered, its first headings, what axe-core finds wrong, and what makes a phone scroll sideways."""

    status: int
    headings: int
    faults: list[str]
    too_wide: list[str]


SOUND = Looked(200, 1, [], [])
ELSEWHERE = {
    "/review": "test_review.py",
    "/review/item": "a part of /review",
    "/jobs/{job_id}": "test_journeys.py",
    **dict.fromkeys(("/login", "/accounts", "/account", "/audit"), "below, with accounts"),
    **dict.fromkeys(("/health", "/network/file.{form}", "/dossiers/{dossier:path}/dossier.yaml"), "not a page"),
}


@pytest.fixture(scope="module")
def address(demo_address: str) -> str:
    """The demo's."""
    return demo_address


@pytest.fixture(scope="module")
def known(demo: Desk) -> dict[str, str]:
    """What stands in the place of each parameter: where most is to be seen. Two people have decided on one position."""
    found = demo.snapshot()
    article = max(found.by_article, key=lambda one: len(found.by_article[one]))
    row = next(row for row in found.by_article[article] if row.article.story)
    with demo.writing() as ledger:
        accept(ledger, [target_of(row)], by="Ada")
        edit(ledger, [target_of(row)], lambda one: replace(one, level="neutral"), by="Bo", as_read=True)
    cell = row.position
    dossier, story = str(row.article.dossier), str(row.article.story)
    same = {"dossier": dossier, "dossier_id": dossier, "story": story, "issue": cell.issue, "position_id": cell.id}
    return {**same, "article_id": article, "actor": cell.holder, "holder": cell.holder}


def test_every_page_is_looked_at(new_place: Place) -> None:
    routes = [one.path for one in routes_of(create_app(Desk(new_place("empty.db")))) if "GET" in one.methods]
    pages = {one for one in routes if not one.endswith((".json", ".csv", ".html"))}
    assert pages == set(PAGES) | set(ELSEWHERE)


@pytest.mark.parametrize("route", PAGES)
def test_a_page(page: Page, known: dict[str, str], route: str) -> None:
    query = PAGES[route].format(**known)
    assert looked_at(page, f"{route_filled(route, known)}{query}") == SOUND


def route_filled(route: str, known: dict[str, str]) -> str:
    """The route's address."""
    for name, value in known.items():
        route = route.replace(f"{{{name}:path}}", value).replace(f"{{{name}}}", value)
    return route


def looked_at(page: Page, address: str) -> Looked:
    """Load a page, and say what it is like for everyone."""
    answer = page.goto(address)
    status = answer.status if answer is not None else 0
    unfold(page)
    return Looked(status, page.locator("h1").count(), faults(page), too_wide(page))


def test_pages_of_accounts(browser: Browser, new_place: Place) -> None:
    desk, words = Desk(write_small(new_place("shared.db"))), "a heron on the pier"
    with desk.writing() as ledger:
        add_account(ledger, "ada", "admin", words, Doer("root", "command line"))
    with serving(desk) as at, watched(browser, at) as page:
        assert looked_at(page, "/login") == SOUND
        page.locator("#name").fill("ada")
        page.locator("#password").fill(words)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{at}/")
        for path in ("/account", "/accounts", "/audit"):
            assert looked_at(page, path) == SOUND
