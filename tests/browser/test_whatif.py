"""What-if switches in the browser: by mouse and keyboard, the picture moves, the address keeps it, back undoes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ISSUE = "/issues/lake-force/mandate"


def rung(page: Page, name: str) -> Locator:
    """Who stands on a rung of the ladder, by name."""
    found = page.locator(".rung").filter(has=page.locator(".level", has_text=re.compile(rf"\b{name}$")))
    return found.locator("[data-holder]")


def switch(page: Page, state: str) -> Locator:
    """A state of the only switch."""
    return page.locator(f'.switch input[value="{state}"]')


def settled(page: Page, state: str) -> None:
    """Wait until the address says so."""
    page.wait_for_url(re.compile(rf"[?&]{state}=c-"))


def expect(locator: Locator) -> Any:
    """Playwright's own waiting assertions."""
    from playwright.sync_api import expect as expecting  # noqa: PLC0415

    return expecting(locator)


def test_a_switch_moves_the_picture_and_the_address_keeps_it(page: Page) -> None:
    page.goto(ISSUE)
    expect(rung(page, "hangs on a condition")).to_have_text([re.compile("Italy")])
    assert page.locator('.map .spot[class*="conditional"]').count() == 1
    switch(page, "met").check(force=True)
    settled(page, "met")
    expect(rung(page, "supports")).to_have_text([re.compile(name) for name in ("European Union", "France", "Italy")])
    expect(page.locator(".said")).to_contain_text("1 of 3 moves")
    expect(page.locator("[data-ghost=ITA]")).to_have_count(1)
    expect(page.locator(".map .spot.conditional")).to_have_count(0)
    expect(page.locator("#twins a").first).to_have_attribute("href", re.compile(r"\.json\?met=c-"))
    kept = page.url
    assert "c-" in kept and "=&" not in kept and not kept.endswith("=")
    page.goto("/issues")
    page.goto(kept)
    expect(switch(page, "met")).to_be_checked()
    expect(rung(page, "supports")).to_have_count(3)


def test_switches_work_by_keyboard_and_keep_the_focus(page: Page) -> None:
    page.goto(ISSUE)
    switch(page, "").focus()
    page.keyboard.press("ArrowRight")
    settled(page, "met")
    expect(rung(page, "supports")).to_have_count(3)
    page.keyboard.press("ArrowRight")
    settled(page, "unmet")
    expect(rung(page, "opposes")).to_have_text([re.compile("Italy")])
    expect(switch(page, "unmet")).to_be_focused()


def test_back_and_clear_undo_what_was_supposed(page: Page) -> None:
    page.goto(ISSUE)
    switch(page, "met").check(force=True)
    settled(page, "met")
    page.get_by_role("button", name="Suppose nothing").click()
    page.wait_for_url(re.compile(rf"{ISSUE}$"))
    expect(rung(page, "hangs on a condition")).to_have_count(1)
    page.go_back()
    settled(page, "met")
    expect(rung(page, "supports")).to_have_count(3)


def test_the_map_looks_closer_and_keeps_the_question(page: Page) -> None:
    page.goto(ISSUE)
    switch(page, "met").check(force=True)
    settled(page, "met")
    page.get_by_role("link", name="Europe", exact=True).click()
    page.wait_for_url(re.compile("view=europe"))
    settled(page, "met")
    expect(page.locator(".views [aria-current]")).to_have_text("Europe")
    expect(page.locator(".map svg")).not_to_have_attribute("viewBox", re.compile("^0 0 2000"))


def test_what_if_over_all_issues_takes_weights(page: Page) -> None:
    page.goto("/whatif")
    switch(page, "unmet").first.check(force=True)
    settled(page, "unmet")
    expect(page.locator(".said")).to_contain_text("1 stance moves")
    page.get_by_text("Your weights").click()
    page.locator("#weights").fill("ITA,10\nFRA,1\nEU,1")
    page.locator("#weights").blur()
    page.wait_for_url(re.compile("weights=ITA"))
    expect(page.locator("tr", has_text="mandate").locator("td").nth(1)).to_have_text(re.compile("supports → opposes"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", [ISSUE, f"{ISSUE}?region=europe&on=2026-01-20", "/whatif", "/issues", "/actors", "/actors/FRA"]
)
def test_pages_are_accessible(page: Page, path: str, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", [ISSUE, "/whatif", "/issues", "/actors", "/actors/FRA"])
def test_pages_fit_a_narrow_screen(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_everything_works_without_a_script(browser: Any, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(ISSUE)
    switch(page, "met").check(force=True)
    page.get_by_role("button", name="Show").click()
    expect(rung(page, "supports")).to_have_count(3)
    context.close()
