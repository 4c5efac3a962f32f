"""A session of review in the browser, by keyboard alone: decide, go on, correct with selected words, undo."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.ledger import Ledger, accept, edit, positions, rejected, review_log, target_of
from onrecord.records import Article, Position, Reading, Span
from tests.ledger.samples import RUN, one_position, span

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

# Line ends of two characters, an emoji of two UTF-16 units and words from right to left stand before the evidence.
HARD = "البحيرة هادئة 🛶🛶 today.\r\n\r\nMalta opposes the ferry, and would back it if the ice melts 🧊 soon."
WORDS = "would back it"


@pytest.fixture
def place(place: str) -> str:
    """A ledger with a text that is hard to count in."""
    opposes = Position("p-hard", "MLT", "send", "opposes", span(HARD, "Malta opposes the ferry"), 0.05, ("opposes",))
    article = Article("hard", HARD, (Span(0, len(HARD), HARD),), outlet="The Ferryman", title="Hard to count")
    with Ledger.open(place) as ledger:
        ledger.write(RUN, Reading(article, positions=(opposes,)))
    return place


@pytest.fixture
def address(own_address: str) -> str:
    """That ledger's."""
    return own_address


def expect(locator: Locator) -> Any:
    """Playwright's own waiting assertions."""
    from playwright.sync_api import expect as expecting  # noqa: PLC0415

    expecting.set_options(timeout=20_000)
    return expecting(locator)


def begin(page: Page, query: str = "") -> None:
    """Give a name by keyboard, and wait for the queue."""
    page.goto(f"/review{query}")
    expect(page.locator("#r-name")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    expect(page.locator("#r-name")).to_be_hidden()
    expect(page.locator("[data-ready]")).to_have_count(1)


def compare(page: Page, place: str) -> None:
    """Let Ada and Bo judge a position apart, and look at both as Ada."""
    with Ledger.open(place) as ledger:
        ledger.write(RUN, one_position("c1", "GRC", "open"))
        target = next(target_of(row) for row in positions(ledger) if row.position.id == "p-c1")
        accept(ledger, [target], by="Ada")
        edit(ledger, [target], lambda one: replace(one, level="doubts"), by="Bo", as_read=True)
    begin(page)
    page.goto("/review/compare")
    expect(page.locator("[data-ready]")).to_have_count(1)


def item(page: Page) -> str:
    """The target of the position that is shown."""
    return str(page.locator("[data-item]").get_attribute("data-item"))


def goes_on(page: Page, key: str) -> None:
    """Press a key that decides, and wait for the next position."""
    before = item(page)
    page.keyboard.press(key)
    expect(page.locator(f'[data-item="{before}"]')).to_have_count(0)


def test_a_session_by_keyboard_alone(page: Page, place: str) -> None:
    begin(page)
    first = item(page)
    assert first.endswith(":p-hard")
    goes_on(page, "a")
    expect(page.locator(f'li[data-target="{first}"] [data-verdict]')).to_have_text("accept")
    second = item(page)
    goes_on(page, "r")
    third = item(page)
    page.keyboard.press("j")
    expect(page.locator(f'[data-item="{third}"]')).to_have_count(0)
    page.keyboard.press("k")
    expect(page.locator(f'[data-item="{third}"]')).to_have_count(1)
    with Ledger.open(place, readonly=True) as ledger:
        assert [(row.entry.verdict, row.entry.by) for row in review_log(ledger)] == [
            ("accept", "Ada"),
            ("reject", "Ada"),
        ]
        assert second.partition(":")[2] in {row.position.id for row in rejected(ledger)}
    page.keyboard.press("u")
    expect(page.locator(f'[data-item="{second}"]')).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator(f'[data-item="{first}"]')).to_have_count(1)
    with Ledger.open(place, readonly=True) as ledger:
        assert rejected(ledger) == []
        assert all(row.judged is None for row in positions(ledger))


def test_a_correction_by_keyboard_and_selected_words(page: Page, place: str) -> None:
    begin(page, "?position=p-hard")
    page.keyboard.press("e")
    expect(page.locator("#e-level")).to_be_focused()
    page.keyboard.type("supports")
    page.evaluate(SELECT, WORDS)
    page.locator('[data-take="evidence"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("#e-evidence")).to_have_value(WORDS)
    page.locator("[data-add-condition]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-conditions] [name=condition]")).to_be_focused()
    page.keyboard.type("the ice melts 🧊")
    page.keyboard.press("Control+Enter")
    expect(page.locator('[data-item$=":p-hard"]')).to_have_count(0)
    with Ledger.open(place, readonly=True) as ledger:
        one = next(row.position for row in positions(ledger) if row.position.id == "p-hard")
    assert (one.level, one.evidence) == ("supports", span(HARD, WORDS))
    assert [(each.kind, each.span) for each in one.conditions] == [("if", span(HARD, "the ice melts 🧊"))]


SELECT = """words => {
  const node = [...document.querySelector("[data-words]").childNodes]
    .map(one => one.firstChild ?? one).find(one => one.textContent.includes(words));
  const start = node.textContent.indexOf(words);
  getSelection().setBaseAndExtent(node, start, node, start + words.length);
}"""


def test_what_cannot_be_is_said_in_its_place(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)  # the browser itself complains of what the desk refuses
    begin(page, "?position=p-hard")
    page.keyboard.press("e")
    page.locator("#e-evidence").fill("nobody said this")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("do not stand in the article")
    page.keyboard.press("Escape")
    expect(page.locator("[data-edit]")).to_be_hidden()
    page.close()


def test_a_click_never_decides(page: Page, place: str) -> None:
    begin(page)
    page.locator(".queue a").nth(2).click()
    expect(page.locator(".queue a").nth(2)).to_have_attribute("aria-current", "true")
    page.locator('[data-do="reject"]').click()
    expect(page.locator("#confirm-words")).to_have_text("Reject this position?")
    page.keyboard.press("Escape")
    expect(page.locator("#confirm")).to_be_hidden()
    page.locator('[data-do="accept"]').click()
    page.get_by_role("button", name="No", exact=True).click()
    with Ledger.open(place, readonly=True) as ledger:
        assert review_log(ledger) == []
    before = item(page)
    page.locator('[data-do="accept"]').click()
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.locator(f'[data-item="{before}"]')).to_have_count(0)
    expect(page.locator(f'li[data-target="{before}"] [data-verdict]')).to_have_text("accept")
    with Ledger.open(place, readonly=True) as ledger:
        assert len(review_log(ledger)) == 1


def test_a_key_that_bounces_decides_once(page: Page, place: str) -> None:
    begin(page)
    page.evaluate(
        """() => { for (let n = 0; n < 2; n++)
          document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "a", bubbles: true})); }"""
    )
    expect(page.locator("[data-verdict]").filter(has_text="accept")).to_have_count(1)
    with Ledger.open(place, readonly=True) as ledger:
        assert len(review_log(ledger)) == 1


def test_many_at_once_and_back(page: Page, place: str) -> None:
    begin(page, "?actor=FRA")
    page.locator(".bulk summary").click()
    page.locator("#b-verdict").select_option("reject")
    page.locator(".bulk button[type=submit]").click()
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.locator(".toast")).to_have_text(re.compile("2 positions rejected"))
    expect(page.locator("#queue .empty")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator(".queue a")).to_have_count(2)
    with Ledger.open(place, readonly=True) as ledger:
        assert rejected(ledger) == []


def test_search_and_help_by_keyboard(page: Page) -> None:
    begin(page)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#r-text")).to_be_focused()
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("text=ferry"))
    expect(page.locator(".queue a")).to_have_count(1)


def test_an_adjudication_by_keyboard(page: Page, place: str) -> None:
    compare(page, place)
    page.keyboard.press("j")
    page.keyboard.press("1")
    expect(page.locator("[data-settled]")).to_have_text(re.compile("Settled"))
    with Ledger.open(place, readonly=True) as ledger:
        assert next(row for row in positions(ledger) if row.position.id == "p-c1").position.level == "open"
    page.keyboard.press("u")
    expect(page.locator("[data-settled]")).to_have_text("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/review", "/review?state=rejected", "/review/compare", "/review/log"])
def test_pages_are_accessible(page: Page, path: str, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    page.emulate_media(color_scheme=scheme)
    begin(page)
    page.keyboard.press("r")
    expect(page.locator("li.done")).to_have_count(1)
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    if path == "/review":
        expect(page.locator("[data-ready]")).to_have_count(1)
        page.keyboard.press("e")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["/review", "/review/compare", "/review/log"])
def test_pages_fit_a_narrow_screen(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    begin(page)
    page.goto(path)
    if path == "/review":
        expect(page.locator("[data-ready]")).to_have_count(1)
        page.keyboard.press("e")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
