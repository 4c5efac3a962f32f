"""Takes the pictures of the desk from a real run: ``python docs/pictures/desk.py``; needs Chromium.

Reads the demo into a new ledger, serves it, goes through the main pages in a browser as a reader would, and writes what
it shows as small PNG files. How letters look depends on the machine's fonts.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.served import served
from docs.generators.session import DEMO_LEDGER, checkout, demo_command, run

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
CHROMIUM = Path("/usr/bin/chromium")
LARGEST = 150_000
"""Bytes of a picture; a repository keeps every version of each."""


@dataclass(frozen=True)
class Picture:
    """A page and what is done on it before its picture is taken; the window's size in pixels."""

    address: str
    doing: Callable[[Page], object]
    height: int = 660
    width: int = 1280
    dark: bool = False


def _evidence(page: Page) -> None:
    page.locator('a.cell[href*="holder=AZE"]').first.click()
    page.locator("#evidence .report").first.wait_for()


def _article(page: Page) -> None:
    page.locator("main table a[href^='/articles/'], main li a[href^='/articles/']").nth(1).click()
    page.locator(".text .m.position").first.wait_for()
    page.locator(".reader").evaluate("one => one.scrollIntoView()")


def _supposing(page: Page) -> None:
    """Suppose one condition after the other met until somebody moves."""
    for switch in page.locator('.switch input[value="met"]').all():
        switch.check(force=True)
        page.wait_for_url("**met=c-*")
        page.wait_for_load_state("networkidle")
        if "Nobody" not in page.locator(".said").first.inner_text():
            return


def _reviewing(page: Page) -> None:
    page.locator("#r-name").fill("Ada")
    page.keyboard.press("Enter")
    page.locator("#r-name").wait_for(state="hidden")
    first = page.locator("[data-item]").get_attribute("data-item")
    page.keyboard.press("a")
    page.locator(f'[data-item="{first}"]').wait_for(state="detached")


def _tied(page: Page) -> None:
    """Ask why the first two are tied, and look at the drawing beside the answer."""
    page.locator('main table a[aria-label^="Why "]').first.click()
    page.locator("#why blockquote, #why li").first.wait_for()
    page.locator(".split.net").evaluate("one => one.scrollIntoView()")


def _as_it_is(page: Page) -> None:
    page.locator("h1").wait_for()


PICTURES = {
    "desk-matrix.png": Picture("/dossiers/gaza-force", _evidence),
    "desk-article.png": Picture("/articles", _article, height=520),
    "desk-issue.png": Picture("/issues/gaza-force/force-contribute", _supposing, height=680),
    "desk-review.png": Picture("/review", _reviewing),
    "desk-network.png": Picture("/network?issue=turkish-soldiers", _tied, height=520, width=1100, dark=True),
    "desk-digest.png": Picture("/digest?since=2026-01-01", _as_it_is),
}


def take(page: Page, name: str, wanted: Picture) -> None:
    """Write one picture.

    Raises:
        ValueError: it is too large.
    """
    page.emulate_media(color_scheme="dark" if wanted.dark else "light", reduced_motion="reduce")
    page.set_viewport_size({"width": wanted.width, "height": wanted.height})
    page.goto(wanted.address)
    wanted.doing(page)
    page.mouse.move(0, 0)
    drawn = page.screenshot(animations="disabled", caret="hide")
    if len(drawn) > LARGEST:
        raise ValueError(f"{name} has {len(drawn):,} bytes: show less of the page")
    (HERE / name).write_bytes(drawn)
    print(f"wrote {name}: {len(drawn):,} bytes")


def main() -> None:
    """Takes every picture, or those that are named."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        here = checkout(Path(folder))
        run(demo_command(), here)
        with served(here / DEMO_LEDGER) as desk, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(base_url=desk.address)
            for name in sys.argv[1:] or PICTURES:
                take(page, name, PICTURES[name])
            browser.close()


if __name__ == "__main__":
    main()
