"""In a real browser, over a real server: nothing of a hostile ledger runs or breaks out, whatever its ids hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.ledger import Ledger
from onrecord.run.desk import Desk
from tests.browser.conftest import serving, watched
from tests.databases import Place
from tests.web import hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ODD = ("50%2f50", "a/b/../c", "what?x=1#y", "%00%0d%0a", "x.json", "ünï code")
"""Ids that a browser, a proxy or a server may take apart; the test client of the other tests decodes them twice."""
MOST = 4
"""Pages of one kind that are looked at."""


@pytest.fixture(scope="module")
def address(lasting_place: Place) -> Iterator[str]:
    """A server over the hostile ledger, with articles whose ids are odd addresses."""
    path = lasting_place("browser-hostile.db")
    hostile.write(path)
    with Ledger.open(path) as ledger:
        for ident in ODD:
            one = hostile.readings()[0]
            ledger.write(hostile.RUN, replace(one, article=replace(one.article, id=ident, title=f"odd {ident}")))
    with serving(Desk(path)) as at:
        yield at


def links(page: Page) -> list[str]:
    """The desk's own links on a page, as the browser takes them."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('main a[href^=\"/\"]')]"
        ".map((a) => new URL(a.getAttribute('href'), location)).map((at) => at.pathname + at.search)"
    )
    return [one for one in found if not one.partition("?")[0].endswith((".json", ".csv", ".yaml"))]


def test_no_page_runs_or_shows_anything_but_words(browser: Browser, address: str) -> None:
    with watched(browser, address) as page:
        ran: list[str] = []
        page.on("dialog", lambda dialog: ran.append(dialog.message))
        waiting = ["/", "/articles", "/actors", "/issues", "/stories", "/changes", "/conflicts", "/whatif", "/review"]
        known, kinds = set(waiting), dict[str, int]()
        for at in waiting:
            kind = at.split("/")[1].partition("?")[0]
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] > MOST:
                continue
            answer = page.goto(at)
            assert answer is not None
            assert answer.status == 200, at
            assert page.locator(f"[{hostile.MARK}]").count() == 0, at
            assert page.locator("main").count() == 1, at
            fresh = [one for one in dict.fromkeys(links(page)) if one not in known]
            known.update(fresh)
            waiting.extend(fresh)
        assert ran == []
        assert len(kinds) > 8


def test_an_article_whose_id_looks_like_something_else_has_its_page(browser: Browser, address: str) -> None:
    with watched(browser, address) as page:
        page.goto("/articles")
        for ident in ODD:
            page.goto("/articles")
            page.get_by_role("link", name=f"odd {ident}", exact=True).first.click()
            page.wait_for_load_state()
            assert f"odd {ident}" in (page.text_content("h1") or ""), ident
            data = page.evaluate("async (at) => (await fetch(at)).status", page.get_attribute(".twins a", "href"))
            assert data == 200, ident
