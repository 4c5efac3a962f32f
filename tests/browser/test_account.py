"""A shared desk in the browser: with an account's name on it, every place stays in sight; undoing on the log asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.ledger import Ledger, positions, reject, review_log, target_of
from onrecord.ledger.accounts import add_account
from onrecord.ledger.audit import Doer
from tests.browser.looks import expect, faults, too_wide

if TYPE_CHECKING:
    from playwright.sync_api import Page

SECRET = "a heron on the pier"
NAME = "margaret.hamilton"

# The places of the navigation that do not lie wholly within the screen.
_OUT_OF_SIGHT = """() => [...document.querySelectorAll(".places a, .account")].filter((one) => {
  const { left, right } = one.getBoundingClientRect();
  return left < 0 || right > innerWidth;
}).map((one) => one.textContent)"""


@pytest.fixture
def place(place: str) -> str:
    """A ledger with an admin, in which two positions were rejected at once."""
    with Ledger.open(place) as ledger:
        add_account(ledger, NAME, "admin", SECRET, Doer("root", "command line"))
        reject(ledger, [target_of(row) for row in positions(ledger)][:2], by="ada")
    return place


@pytest.fixture
def address(own_address: str) -> str:
    """That ledger's."""
    return own_address


def log_in(page: Page) -> None:
    """Log in by the form."""
    page.goto("/login")
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=password]").fill(SECRET)
    page.locator("main button[type=submit]").click()
    expect(page.locator(".account")).to_have_text(NAME)


def test_every_place_is_in_sight_beside_an_account(page: Page) -> None:
    log_in(page)
    for width in (1400, 1200, 1000, 900, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_OUT_OF_SIGHT) == [], width
    assert too_wide(page) == []


def test_a_decision_is_undone_on_the_log_once_it_is_meant(page: Page, place: str) -> None:
    log_in(page)
    page.goto("/review/log")
    page.wait_for_selector("[data-ready]")
    assert faults(page) == []
    for answer, entries in (("No", 2), ("Yes", 4)):
        page.get_by_role("button", name="Undo decision 1", exact=True).click()
        expect(page.locator("#confirm-words")).to_have_text("Undo decision 1, on 2 positions?")
        page.get_by_role("button", name=answer, exact=True).click()
        if answer == "Yes":
            expect(page.get_by_role("button", name="Undo decision 3", exact=True)).to_be_visible()
        with Ledger.open(place, readonly=True) as ledger:
            assert len(review_log(ledger)) == entries
    assert page.get_by_role("button", name="Undo decision 1", exact=True).count() == 0
    assert too_wide(page) == []
