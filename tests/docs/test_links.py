"""Links between pages lead somewhere, files that pages name are there, pictures need nothing from elsewhere."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.docs.conftest import ROOT

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_OURS = ("docs/", "src/", "tests/", "eval/", "examples/", "benchmarks/", ".ci/")


def _named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _prose(page: Path) -> str:
    return _FENCED.sub("", page.read_text("utf-8"))


@cache
def _anchors(page: Path) -> frozenset[str]:
    """The anchors that headings get: lower case, without punctuation, spaces as hyphens."""
    headings = re.findall(r"^#+ (.+)$", _prose(page), re.MULTILINE)
    words = (re.sub(r"[^\w\- ]", "", heading.lower()).strip() for heading in headings)
    return frozenset(word.replace(" ", "-") for word in words)


def _broken(page: Path) -> Iterator[str]:
    for link in _LINK.findall(_prose(page)):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists():
            yield f"{link}: no such file"
        elif anchor and anchor not in _anchors(target):
            yield f"{link}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_links_lead_somewhere(page: Path) -> None:
    assert list(_broken(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    named = [words for words in _CODE.findall(_prose(page)) if words.startswith(_OURS)]
    missing = [words for words in named if not list(ROOT.glob(words.rstrip("/")))]
    assert missing == []


def test_every_page_can_be_reached_from_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / link.partition("#")[0]).resolve() for link in _LINK.findall(_prose(index))}
    pages = {page for page in (ROOT / "docs").rglob("*.md") if page != index}
    assert {_named(page) for page in pages - linked} == set()


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "pictures").glob("*.svg")), ids=_named)
def test_pictures_need_nothing_from_elsewhere(picture: Path) -> None:
    drawn = picture.read_text("utf-8")
    ET.fromstring(drawn)
    assert "@font-face" not in drawn
    assert re.findall(r"https?://(?!www\.w3\.org/)[^\s\"')]+", drawn) == []
    assert re.findall(r"url\((?!#)", drawn) == []
