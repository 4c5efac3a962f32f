"""What tests of several pages ask of a page: whether people can use it, and what its marked words say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 900}

# Elements that reach beyond the screen and do not stand in something that scrolls by itself.
_TOO_WIDE = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= innerWidth) return [];
  const held = (one) => one && (getComputedStyle(one).overflowX !== "visible" || held(one.parentElement));
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5 && !held(one.parentElement))
    .map((one) => one.outerHTML.slice(0, 120)).slice(0, 5).concat(`page ${page.scrollWidth}`);
}"""

_MARKED = """record => [...document.querySelectorAll(".text [data-records]")]
  .filter(one => one.dataset.records.split(" ").includes(record)).map(one => one.textContent).join("")"""


def expect(locator: Locator) -> Any:
    """Playwright's own waiting assertions."""
    from playwright.sync_api import expect as expecting  # noqa: PLC0415

    return expecting(locator)


def unfold(page: Page) -> None:
    """Open all that is folded away, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong with the page in light and in dark; in dark only colours can differ."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    found = []
    for scheme, rules in (("light", None), ("dark", ["color-contrast", "link-in-text-block"])):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
        for one in Axe().run(page, options={"resultTypes": ["violations"], **only}).response["violations"]:
            nodes = [f"{node['html'][:160]} {node['any'][:1]}" for node in one["nodes"][:3]]
            found.append(f"{scheme} {one['id']} ×{len(one['nodes'])}: {nodes}")
    page.emulate_media(color_scheme="light")
    return found


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways on a screen of 360 pixels; empty where it does not."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    found: list[str] = page.evaluate(_TOO_WIDE)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return found


def marked(page: Page, record: str) -> str:
    """The words of an article's text that are marked as a record's."""
    return str(page.evaluate(_MARKED, record))
