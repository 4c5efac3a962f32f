"""What people do at the desk with the mouse, and with a text and a file of their own: from the form to marked words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.ledger import Ledger
from onrecord.run.desk import Desk
from tests.browser.conftest import serving, watched
from tests.browser.looks import expect, faults, marked, too_wide
from tests.databases import Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Emoji of two and more code points, words from right to left and combining accents stand before and in the evidence.
PASTED = """CAIRO, Jan 14 (Quay Wire) 🕊️ – Egypt 🇪🇬 will send 900 soldiers to the stabilisation force for Gaza \
(قوة الاستقرار) if the Security Council gives it a mandate, Foreign Minister Badr Abdelatty (بدر عبد العاطي) told \
reporters at the Cafe\u0301 Riche on Wednesday 👩‍🚒.

Azerbaijan, he was asked? “We support the force 🤝🏽,” he said of Cairo’s view."""
FILED = """Baku refuses again

BAKU, Jan 15 (Quay Wire) - Azerbaijan will not send troops to the stabilisation force for Gaza, President Ilham Aliyev \
said on Thursday.
"""


@pytest.fixture(scope="module")
def address(demo_address: str) -> str:
    """The demo's."""
    return demo_address


@pytest.fixture
def own(demo: Desk, new_place: Place) -> Iterator[str]:
    """Where a desk answers that holds the demo's dossier and no article yet."""
    place = new_place("own.db")
    with Ledger.open(place, create=True) as ledger:
        ledger.write_dossier(demo.snapshot().dossiers[0])
    desk = Desk(place)
    with serving(desk) as at:
        yield at


def to_the_article(page: Page, holder: str, issue: str) -> str:
    """By mouse from the matrix over a cell's evidence to the article; gives the words that the evidence marks."""
    page.locator(f'.matrix a.cell[href*="holder={holder}"][href*="issue={issue}"]').click()
    report = page.locator("#evidence .report").first
    expect(report).to_be_visible()
    words = "".join(one.text_content() or "" for one in report.locator(".m.position").all())
    report.locator('a[href*="/articles/"]').first.click()
    page.wait_for_url("**/articles/**")
    expect(page.locator(".anchor:target")).to_have_count(1)
    return words


def marked_exactly(page: Page) -> list[str]:
    """The quotes of an article's positions, each of which is marked in its text and nothing else with it."""
    data = page.request.get(page.url.partition("#")[0] + ".json").json()
    # A form sends each end of line as two characters, a browser shows it as one.
    quotes = {one["id"]: one["evidence"]["quote"].replace("\r\n", "\n") for one in data["positions"]}
    assert {one: marked(page, one) for one in quotes} == quotes
    return list(quotes.values())


def test_from_the_matrix_to_the_evidence_to_the_article_by_mouse(page: Page) -> None:
    page.goto("/")
    page.locator('main a[href="/dossiers/gaza-force"]').first.click()
    page.wait_for_url("**/dossiers/gaza-force")
    words = to_the_article(page, "AZE", "force-contribute")
    assert words.strip() in [one.strip() for one in marked_exactly(page)]
    page.locator(".panel .jump").first.click()
    expect(page.locator(".anchor:target")).to_have_count(1)
    page.get_by_role("link", name="Dossiers").first.click()
    expect(page.locator("h1")).to_have_count(1)


def test_a_text_and_a_file_are_read_while_one_looks_on(browser: Browser, own: str, tmp_path: Path) -> None:
    file = tmp_path / "refuses.txt"
    file.write_text(FILED, encoding="utf-8")
    with watched(browser, own) as page:
        page.goto("/add")
        page.locator("#text").fill(PASTED)
        page.locator("#files").set_input_files(file)
        page.locator("summary").filter(has_text="does not say of itself").click()
        page.locator("#title").fill("Cairo names a number 🇪🇬")
        page.locator("#published").fill("2026-01-14")
        page.get_by_role("button", name="Read", exact=True).click()
        page.wait_for_url("**/jobs/*")
        page.locator("#job .job-line").filter(has_text="Done").wait_for(timeout=180_000)
        expect(page.get_by_role("region", name="Articles").locator("tbody tr")).to_have_count(2)
        assert (faults(page), too_wide(page)) == ([], [])
        page.get_by_role("link", name="Cairo names a number").click()
        page.wait_for_url("**/articles/**")
        quotes = marked_exactly(page)
        assert any("قوة الاستقرار" in one for one in quotes)
        assert (faults(page), too_wide(page)) == ([], [])
        page.goto("/dossiers/gaza-force")
        words = to_the_article(page, "EGY", "force-contribute")
        assert words in quotes
        page.goto("/dossiers/gaza-force")
        to_the_article(page, "AZE", "force-contribute")
        expect(page.locator("h1")).to_have_text(re.compile("Baku refuses again"))
