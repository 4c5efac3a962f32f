"""Nothing that stands in an article, or anywhere else in the ledger, runs, loads or breaks out of its place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.run.desk import Desk
from onrecord.web.app import create_app
from tests.databases import Place
from tests.run.command import dump
from tests.web import hostile
from tests.web.conftest import ADDRESS
from tests.web.crawl import ADDRESSES, Seen, Tag, crawl, routes_of

FORBIDDEN = frozenset("style iframe object embed base applet frame frameset portal".split())
LOADING = frozenset("script img image link iframe source video audio track use feimage embed object".split())
FORMULA = re.compile(r"[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
ELSEWHERE = re.compile(r"/(jobs/|accounts|account|audit|login|logout).*|.*\.html|/api/v1/.*")
"""Pages that articles cannot make: jobs, accounts, and the log of a shared desk."""


@pytest.fixture(scope="module")
def ledger(lasting_place: Place) -> str:
    path = lasting_place("secret-place.db")
    hostile.write(path)
    return path


@pytest.fixture(scope="module")
def pages(ledger: str) -> list[Seen]:
    """Every page over the hostile ledger."""
    app = create_app(Desk(ledger))
    with TestClient(app, base_url=ADDRESS, follow_redirects=False, raise_server_exceptions=False) as client:
        return list(crawl(client, routes_of(app)))


def every(pages: list[Seen], wrong: Callable[[Seen], list[str]]) -> dict[str, list[str]]:
    """What is wrong with each page, by its address; pages with which nothing is are left out."""
    return {one.address: faults for one in pages if (faults := wrong(one))}


def of_tags(pages: list[Seen], wrong: Callable[[Tag], bool]) -> dict[str, list[str]]:
    """The tags that are wrong, by the address of their page."""
    return every(pages, lambda one: [f"{tag.name} {tag.attributes}"[:300] for tag in one.tags if wrong(tag)])


def test_every_page_was_looked_at(pages: list[Seen], new_place: Place) -> None:
    seen = {one.route.path for one in pages if one.route is not None and one.answer.status_code == 200}
    app = create_app(Desk(new_place("empty.db")))
    asked = {one.path for one in routes_of(app) if "GET" in one.methods}
    assert {path for path in asked - seen if not ELSEWHERE.fullmatch(path)} == set()


def test_nothing_breaks(pages: list[Seen]) -> None:
    def broken(one: Seen) -> list[str]:
        status = one.answer.status_code
        missing = status == 404 and ELSEWHERE.fullmatch(one.address)
        bare = one.address.removesuffix(" (part)")
        unasked = status in (400, 422) and one.route is not None and bare == one.route.path  # a query is wanted
        return [] if status in (200, 303) or missing or unasked else [str(status)]

    assert not every(pages, broken)


def test_no_word_of_the_ledger_becomes_markup(pages: list[Seen]) -> None:
    assert not of_tags(pages, lambda tag: any(hostile.MARK in name for name in tag.attributes))
    # It was there to be seen, as words.
    assert sum("onerror=alert(1)" in one.answer.text.replace("&#34;", '"') for one in pages if one.tags) > 3


def test_no_template_runs_words_of_the_ledger(pages: list[Seen]) -> None:
    assert not every(pages, lambda one: ["ran"] if "49-evil" in one.answer.text else [])


def test_no_script_or_style_stands_in_a_page(pages: list[Seen]) -> None:
    assert not of_tags(pages, lambda tag: tag.name in FORBIDDEN)
    assert not of_tags(
        pages, lambda tag: any(name.startswith(("on", "hx-on")) or name == "style" for name in tag.attributes)
    )
    assert not of_tags(
        pages, lambda tag: tag.name == "script" and not tag.attributes.get("src", "").startswith("/static/")
    )
    assert not of_tags(
        pages, lambda tag: tag.name == "meta" and "refresh" in tag.attributes.get("http-equiv", "").lower()
    )
    assert not of_tags(
        pages, lambda tag: any(value.startswith(("js:", "javascript:")) for value in tag.attributes.values())
    )


def test_no_page_loads_or_sends_anything_elsewhere(pages: list[Seen]) -> None:
    def elsewhere(tag: Tag) -> bool:
        leads = [value for name, value in tag.attributes.items() if name in ADDRESSES and value]
        if tag.name == "a":
            return any(not re.match(r"https?://[^/]|/(?!/)|[#?]", value) for value in leads)
        return any(not re.match(r"/(?![/\\])|[#?]", value) for value in leads)

    assert not of_tags(pages, elsewhere)
    assert not of_tags(pages, lambda tag: "srcset" in tag.attributes or "ping" in tag.attributes)
    assert not of_tags(pages, lambda tag: tag.name in LOADING and "://" in str(tag.attributes))


def test_links_that_leave_the_desk_tell_nothing_of_it(pages: list[Seen]) -> None:
    def tells(tag: Tag) -> bool:
        away = tag.name == "a" and tag.attributes.get("href", "").startswith("http")
        return away and not {"noreferrer"} <= set(tag.attributes.get("rel", "").split())

    assert not of_tags(pages, tells)


def test_every_answer_says_what_may_run(pages: list[Seen]) -> None:
    def wrong(one: Seen) -> list[str]:
        headers = one.answer.headers
        policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
        right = {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
            "form-action": "'self'",
        }
        faults = [name for name, value in right.items() if policy.get(name) != value]
        faults += ["unsafe"] if "unsafe" in str(policy) or "*" in str(policy) else []
        return faults + [name for name in ("x-content-type-options", "referrer-policy") if name not in headers]

    assert not every(pages, wrong)


def test_no_answer_is_kept_by_a_shared_cache(pages: list[Seen]) -> None:
    def wrong(one: Seen) -> list[str]:
        control = one.answer.headers.get("cache-control", "")
        return [] if "private" in control or "no-store" in control else [control]

    assert not every(pages, wrong)


def test_no_cell_of_a_file_is_a_formula(pages: list[Seen]) -> None:
    def formulas(one: Seen) -> list[str]:
        if one.kind != "text/csv":
            return []
        cells = [cell for row in csv.reader(io.StringIO(one.answer.text, newline="")) for cell in row]
        return [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]

    assert not every(pages, formulas)
    assert sum(one.kind == "text/csv" for one in pages) > 10


def test_data_is_never_taken_for_a_page(pages: list[Seen]) -> None:
    def wrong(one: Seen) -> list[str]:
        suffix = one.address.partition("?")[0].rpartition(".")[2]
        wanted = {"json": "application/json", "csv": "text/csv"}.get(suffix)
        return [one.kind] if wanted and one.answer.status_code == 200 and one.kind != wanted else []

    assert not every([one for one in pages if one.route and one.route.path.endswith((".json", ".csv"))], wrong)


def test_names_of_files_add_no_header(pages: list[Seen]) -> None:
    def wrong(one: Seen) -> list[str]:
        given = one.answer.headers.get("content-disposition", "")
        return [given] if given and not re.fullmatch(r'attachment; filename="[A-Za-z0-9._-]+"', given) else []

    assert not every(pages, wrong)


def test_looking_changes_nothing(ledger: str) -> None:
    before = dump(ledger, without=())
    app = create_app(Desk(ledger))
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        for path in ("/", "/articles", "/add", "/jobs", "/issues"):
            client.get(path)
    assert dump(ledger, without=()) == before
    assert not Path(f"{ledger}-jobs").exists()


def test_no_page_says_where_the_ledger_lies(pages: list[Seen], ledger: str) -> None:
    place = str(Path(ledger).parent)
    assert not every(pages, lambda one: ["path"] if place in one.answer.text else [])


STATIC = sorted((Path(__file__).parents[2] / "src/onrecord/web/static").rglob("*"))


@pytest.mark.parametrize(
    "file", [one for one in STATIC if one.suffix in (".js", ".css", ".svg")], ids=lambda one: one.name
)
def test_our_own_files_load_nothing_and_make_no_markup_of_words(file: Path) -> None:
    text = file.read_text("utf-8")
    if "vendor" not in file.parts:
        # A part of a page that the desk has rendered may be put in its place; nothing may be made of words here.
        made = r"innerHTML\s*\+?=(?!\s*(text|await answer\.text\(\));)|outerHTML\s*=|insertAdjacentHTML|document\.write"
        assert not re.search(rf"\beval\(|new Function|{made}", text)
        assert not re.search(r"https?://(?!www\.w3\.org/)", text)
    assert not re.search(r"@import|url\(\s*['\"]?(https?:)?//", text)


def test_templates_hold_no_script_style_or_unescaped_words() -> None:
    templates = sorted((Path(__file__).parents[2] / "src/onrecord/web/templates").glob("*"))
    assert templates
    for one in templates:
        text = one.read_text("utf-8")
        assert "autoescape false" not in text, one.name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", text), one.name
