"""From the matrix to the evidence to the article: by keyboard, in light and dark, on a phone, and to the character."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from onrecord.ledger import Ledger
from onrecord.records import Article, Position, Reading, Span, Statement
from onrecord.run.desk import Desk
from tests.browser.conftest import serving, watched
from tests.databases import Place
from tests.ledger.samples import RUN
from tests.ledger.small import write_small

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REFUSAL = "لن نرسل 🛶🏽 أحدا"
MIXED = f"🇦🇱 Albania’s envoy wrote “{REFUSAL}” to the lake council, e\u0301tat 𝒶.\n\nהיוונים said nothing."
PAGES = (
    "/",
    "/dossiers/lake-force",
    "/cell?holder=ALB&issue=send&dossier=lake-force",
    "/positions/p-a1-refuses",
    "/articles",
    "/articles/mixed",
)


def mixed() -> Reading:
    """An article whose words run both ways, with characters outside the basic plane before and in its evidence."""
    start = MIXED.index(REFUSAL)
    evidence = Span(start, start + len(REFUSAL), REFUSAL)
    inner = Span(start + 4, start + len(REFUSAL) + 12, MIXED[start + 4 : start + len(REFUSAL) + 12])
    return Reading(
        Article("mixed", MIXED, (Span(0, len(MIXED), MIXED),), title="Two ways", published=date(2026, 1, 3)),
        origin="o-mixed",
        statements=(Statement("st-mixed", inner, "direct", speaker_text="envoy"),),
        positions=(Position("p-mixed", "ALB", "send", "rules_out", evidence, 0.9, ("x",), stated=date(2026, 1, 3)),),
    )


@pytest.fixture(scope="module")
def address(lasting_place: Place) -> Iterator[str]:
    """Where a desk answers whose ledger also holds the article of two directions."""
    place = write_small(lasting_place("reading.db"))
    with Ledger.open(place) as ledger:
        ledger.write(RUN, mixed())
    with serving(Desk(place)) as at:
        yield at


def test_from_the_matrix_to_the_evidence_to_the_article_by_keyboard(page: Page) -> None:
    page.goto("/dossiers/lake-force")
    page.locator(".matrix tbody a").first.focus()
    page.keyboard.press("ArrowRight")
    assert "holder=ALB" in (page.evaluate("document.activeElement.getAttribute('href')") or "")
    page.keyboard.press("Enter")
    page.locator("#evidence .report").first.wait_for()
    assert page.locator("#evidence .m.position").first.is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    page.keyboard.press("Escape")
    assert page.locator("#evidence .report").count() == 0
    page.keyboard.press("Enter")
    page.locator("#evidence .report").first.wait_for()
    link = page.locator('#evidence a[href*="/articles/"]').first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    assert page.locator(".anchor:target").count() == 1


def test_a_filter_is_kept_in_the_address(page: Page) -> None:
    page.goto("/dossiers/lake-force")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Member of").select_option("EU")
    page.wait_for_url("**/dossiers/lake-force?member_of=EU")
    assert "Albania" not in page.locator(".matrix").inner_text()
    page.reload()
    page.get_by_title("Take this filter off").click()
    page.wait_for_url("**/dossiers/lake-force")
    assert "Albania" in page.locator(".matrix").inner_text()


def test_marks_stand_on_the_very_characters(page: Page) -> None:
    page.goto("/articles/mixed")
    assert page.locator(".text").evaluate("one => one.textContent") == MIXED
    marked = page.locator('.text [data-records~="p-mixed"]').all()
    assert "".join(one.evaluate("one => one.textContent") for one in marked) == REFUSAL
    said = page.locator('.text [data-records~="st-mixed"]').all()
    assert "".join(one.evaluate("one => one.textContent") for one in said) == mixed().statements[0].content.quote


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_quiet(browser: Browser, address: str, scheme: str) -> None:
    with watched(browser, address, color_scheme=scheme) as page:
        for path in PAGES:
            page.goto(path)
            found = Axe().run(page).response["violations"]
            assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], path


def test_pages_fit_a_phone(browser: Browser, address: str) -> None:
    with watched(browser, address, viewport={"width": 360, "height": 740}) as page:
        for path in PAGES:
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        page.goto("/dossiers/lake-force")
        page.locator("a.cell").first.click()
        page.locator("#evidence .report").first.wait_for()
        page.wait_for_function("document.getElementById('evidence').getBoundingClientRect().top < 200")


def test_the_theme_is_chosen_and_kept(page: Page) -> None:
    page.goto("/")
    toggle = page.locator("[data-theme-toggle]")
    toggle.click()
    toggle.click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.goto("/articles")
    assert page.locator("html").get_attribute("data-theme") == "dark"
