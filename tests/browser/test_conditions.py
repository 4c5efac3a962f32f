"""Saying by keyboard alone what a condition is, and taking it back, where conditions are listed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.ledger import Ledger, condition_log
from tests.browser.test_review import expect
from tests.browser.test_whatif import ISSUE, rung, settled, switch

if TYPE_CHECKING:
    from playwright.sync_api import Page

LONG = "https://lake.example/gauge/" + "a" * 90


@pytest.fixture
def address(own_address: str) -> str:
    """Over a ledger that a test decides in."""
    return own_address


def keep(page: Page, moves: int, why: str) -> None:
    """Open the form of the only condition by keyboard, choose a status so many to the right of the first, say why."""
    page.locator(".record > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(moves):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type(why)
    page.keyboard.press("Enter")


def test_said_and_taken_back_by_keyboard(page: Page, place: str) -> None:
    page.goto(ISSUE)
    keep(page, 0, "the wind did turn")
    row = page.locator(".with-record")
    expect(row).to_contain_text("the wind did turn")
    expect(rung(page, "supports")).to_have_text([re.compile(name) for name in ("European Union", "France", "Italy")])
    keep(page, 1, "it turned back")
    expect(rung(page, "opposes")).to_have_text([re.compile("Italy")])
    row.get_by_role("button", name="Undo entry 2").focus()
    page.keyboard.press("Enter")
    expect(row).to_contain_text("the wind did turn")
    expect(rung(page, "supports")).to_have_count(3)
    with Ledger.open(place, readonly=True) as ledger:
        found = [(one.verdict, one.why, one.undone) for one in condition_log(ledger)]
    assert found[:2] == [("met", "the wind did turn", False), ("unmet", "it turned back", True)]
    page.get_by_role("link", name="What was decided on conditions").click()
    expect(page.locator("[data-ready]")).to_have_count(1)
    page.get_by_role("button", name="Undo entry 1").click()
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_role("button", name="Undo entry 1").click()
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.locator(".badge", has_text="undone")).to_have_count(2)


def test_what_is_supposed_stays_supposed(page: Page) -> None:
    page.goto("/whatif")
    switch(page, "met").first.check(force=True)
    settled(page, "met")
    keep(page, 1, "it did not turn")
    page.wait_for_url(re.compile(r"/whatif\?met=(c-\w+)#\1$"))
    expect(page.locator(".said")).to_contain_text("1 stance moves")
    expect(page.locator(".with-record")).to_contain_text("not met")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [ISSUE, "/whatif", "/conditions/log"])
def test_pages_are_accessible_and_fit_a_narrow_screen(page: Page, path: str, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    page.emulate_media(color_scheme=scheme)
    page.goto(ISSUE)
    keep(page, 0, LONG)
    expect(page.locator(".with-record")).to_contain_text(LONG)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    form = page.locator(".record form")
    if form.count():
        box = form.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 360
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
