"""Keys of review that come faster than the desk answers: none is lost, and none counts on what it was not meant for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from onrecord.ledger import Ledger, rejected, review_log
from tests.browser.test_review import begin, compare, expect, item

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

SLOW = """() => {
  const sent = window.fetch;
  window.fetch = async (...asked) => {
    await new Promise((done) => setTimeout(done, 150));
    return sent(...asked);
  };
}"""


@pytest.fixture
def address(own_address: str) -> str:
    """Over a ledger that a test decides in."""
    return own_address


def press(page: Page, keys: str) -> None:
    """Press keys one right after the other."""
    for key in keys.split():
        page.keyboard.press(key)


def said(page: Page, words: str) -> None:
    """Wait until the desk says so."""
    expect(page.locator(".toast")).to_have_text(re.compile(words))


def listed(page: Page) -> list[str]:
    """The targets of the queue, in its order."""
    return [str(one.get_attribute("data-at")) for one in page.locator(".queue a").all()]


def decided(place: str) -> list[tuple[str, str, bool]]:
    """What the log holds: target, verdict, whether it counts."""
    with Ledger.open(place, readonly=True) as ledger:
        entries = [row.entry for row in review_log(ledger)]
    return [(f"{one.reading}:{one.position}", one.verdict, one.counts) for one in entries]


class Gate:
    """Holds the requests of a page that fit, while it is shut.

    Make it before the page is gone to: a page that has begun may send its next request past a new one.
    """

    def __init__(self, page: Page, pattern: str) -> None:
        self._waiting: list[Route] = []
        self._end: Callable[[Route], None] | None = Gate._on
        page.route(re.compile(pattern), self._came)

    @staticmethod
    def _on(route: Route) -> None:
        route.continue_()

    def _came(self, route: Route) -> None:
        if self._end is None:
            self._waiting.append(route)
        else:
            self._end(route)

    def shut(self) -> None:
        """Hold what comes from now on."""
        self._end = None

    def open(self, end: Callable[[Route], None] | None = None) -> None:
        """Let go what waits and all that comes later, or ``end`` it otherwise."""
        self._end = end or Gate._on
        for one in self._waiting:
            self._end(one)


def test_undo_right_after_a_decision_on_many(page: Page, place: str) -> None:
    gate = Gate(page, "/static/review.js")
    begin(page, "?actor=FRA")
    gate.shut()  # a page that came anew would not hear the key yet
    page.locator(".bulk summary").click()
    page.locator("#b-verdict").select_option("reject")
    page.locator(".bulk button[type=submit]").click()
    page.get_by_role("button", name="Yes", exact=True).click()
    said(page, "2 positions rejected")
    expect(page.locator("#queue .empty")).to_be_visible()
    page.keyboard.press("u")
    gate.open()
    expect(page.locator(".queue a")).to_have_count(2)
    expect(page.locator(".bulk summary")).to_contain_text("all 2")
    with Ledger.open(place, readonly=True) as ledger:
        assert rejected(ledger) == []


def test_undo_while_the_decision_is_on_its_way(page: Page, place: str) -> None:
    gate = Gate(page, "/review/decide")
    begin(page)
    first = item(page)
    gate.shut()
    page.keyboard.press("a")
    page.keyboard.press("u")
    page.wait_for_timeout(100)
    gate.open()
    said(page, "is undone")
    expect(page.locator(f'[data-item="{first}"]')).to_have_count(1)
    assert decided(place)[0] == (first, "accept", False)


def test_three_accepted_and_two_of_them_undone(page: Page, place: str) -> None:
    begin(page)
    page.evaluate(SLOW)
    one, two, three, *_ = listed(page)
    press(page, "a a a u u")
    said(page, "Decision 2 is undone")
    expect(page.locator(f'[data-item="{two}"]')).to_have_count(1)
    found = [entry for entry in decided(place) if entry[1] == "accept"]
    assert found == [(one, "accept", True), (two, "accept", False), (three, "accept", False)]
    press(page, "r")
    expect(page.locator(f'[data-item="{two}"]')).to_have_count(0)
    assert decided(place)[-1] == (two, "reject", True)


def test_the_other_verdict_after_an_undo_counts_on_the_same_position(page: Page, place: str) -> None:
    begin(page)
    page.evaluate(SLOW)
    one, two, *_ = listed(page)
    press(page, "a u r a")
    expect(page.locator(f'li[data-target="{two}"] [data-verdict]')).to_have_text("accept")
    counting = [entry[:2] for entry in decided(place) if entry[2] and entry[1] != "undo"]
    assert counting == [(one, "reject"), (two, "accept")]


def test_moves_and_decisions_keep_their_order(page: Page, place: str) -> None:
    begin(page)
    page.evaluate(SLOW)
    _, two, three, four, *_ = listed(page)
    press(page, "j a j r")
    expect(page.locator(f'li[data-target="{four}"] [data-verdict]')).to_have_text("reject")
    assert decided(place) == [(two, "accept", True), (four, "reject", True)]
    assert item(page) != three


def test_what_waits_behind_a_refusal_is_dropped_and_said(browser: Browser, address: str, place: str) -> None:
    page = browser.new_page(base_url=address)  # the browser itself complains of what fails
    gate = Gate(page, "/review/decide")
    begin(page)
    gate.shut()
    press(page, "a r u")
    page.wait_for_timeout(100)
    gate.open(lambda route: route.abort())
    said(page, "does not answer.* The 2 keys pressed meanwhile did nothing")
    assert decided(place) == []
    page.close()


def test_nothing_is_decided_on_what_came_anew(page: Page, place: str) -> None:
    begin(page, "?actor=FRA")
    page.evaluate(SLOW)
    both = listed(page)
    press(page, "a a r")
    said(page, "look before you decide")
    assert decided(place) == [(one, "accept", True) for one in both]


def test_what_is_typed_for_the_form_decides_nothing(page: Page, place: str) -> None:
    begin(page)
    page.evaluate(SLOW)
    one, *_ = listed(page)
    press(page, "a e r u")
    expect(page.locator("#e-level")).to_be_focused()
    assert decided(place) == [(one, "accept", True)]


def test_keys_count_before_the_script_has_come(page: Page, place: str) -> None:
    gate = Gate(page, "/static/review.js")
    begin(page)
    first = item(page)
    gate.shut()
    page.goto("/review", wait_until="commit")
    expect(page.locator("[data-item]")).to_have_count(1)
    press(page, "a")
    page.wait_for_timeout(100)
    gate.open()
    expect(page.locator(f'li[data-target="{first}"] [data-verdict]')).to_have_text("accept")
    press(page, "a")
    expect(page.locator("li.done")).to_have_count(2)
    assert [entry[1] for entry in decided(place)] == ["accept", "accept"]


def test_an_adjudication_and_its_undo_right_after(page: Page, place: str) -> None:
    compare(page, place)
    page.evaluate(SLOW)
    press(page, "j 1 u")
    said(page, "is undone")
    expect(page.locator("[data-settled]")).to_have_text("")
    assert [entry[2] for entry in decided(place) if entry[1] == "accept"] == [True, False]
