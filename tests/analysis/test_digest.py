"""Promises, timelines and the digest; and the digest as a page that cannot do anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from onrecord.analysis.changes import changes
from onrecord.analysis.digest import Digest, digest
from onrecord.analysis.pledges import Pledge, pledges
from onrecord.analysis.propositions import propositions
from onrecord.analysis.timeline import timeline
from onrecord.export.digest_text import digest_html, digest_markdown, link
from onrecord.ledger.rows import PositionRow
from tests.analysis.rows import after, told


def pledge(*rows: PositionRow, on: int = 100, expire: int | None = None) -> Pledge:
    (found,) = pledges(rows, after(on), expire=expire)
    return found


def test_a_pledge_ages_and_expires_when_the_user_says_so() -> None:
    given = told("first", "pledges", said=0)
    again = told("again", "pledges", said=50, seen=50)
    assert (pledge(given).state, pledge(given).age, pledge(given).expires) == ("standing", 100, None)
    found = pledge(given, again, expire=60)
    assert (found.state, found.age, found.expires) == ("standing", 100, after(110))
    assert pledge(given, expire=60).state == "expired"
    (by_dossier,) = pledges([given], after(100), by_dossier={"lake-force": 10})
    assert by_dossier.expires == after(10)
    assert pledges([given], after(-1)) == ()


def test_only_a_reported_deed_keeps_a_promise() -> None:
    given = told("given", "pledges", said=0, kind="police")
    assert pledge(given, told("again", "pledges", said=9, seen=9, kind="police")).by is None
    deed = told("deed", "delivers", said=20, seen=20, speaker=None, kind="police")
    assert (pledge(given, deed, expire=5).state, pledge(given, deed).by) == ("delivered", deed)
    assert pledge(given, told("old", "delivers", said=-9, seen=-9, kind="police")).state == "standing"
    assert pledge(given, told("other", "delivers", said=20, seen=20, kind="funds")).state == "standing"


def test_a_promise_taken_back_or_contradicted() -> None:
    given = told("given", "pledges", said=0)
    assert pledge(given, told("no", "opposes", said=9, seen=9)).state == "withdrawn"
    assert pledge(given, told("no", "opposes", seen=9)).state == "contradicted"
    assert pledge(given, told("corrected", "opposes", said=0, seen=3)).state == "contradicted"
    assert pledge(given, told("claim", "opposes", said=9, seen=9, reported_by="USA")).state == "standing"
    assert pledges([told("claim", "pledges", reported_by="USA")], after(9)) == ()


def test_a_timeline_shows_each_report_once_with_what_it_changed() -> None:
    rows = [
        told("now", "open", said=9, seen=9, origin="o-wire"),
        told("copy", "open", said=9, seen=10, origin="o-wire"),
        told("first", "rules_out", said=0),
        told("undated", "rules_out", seen=None),
    ]
    found = timeline(rows, changes(rows), pledges(rows, after(20)))
    assert [(one.row.position.id, one.dated, len(one.rows)) for one in found] == [
        ("p-first", "stated", 1),
        ("p-now", "stated", 2),
        ("p-undated", "unknown", 1),
    ]
    assert [one.shift.kind if one.shift else None for one in found] == [
        None,
        "changed_mind",
        "order_unknown",
    ]


EVIL = '<script>alert(1)</script> "a" & *b* [c](javascript:d) `e` $f$ http://g.example \x1b[2J\u202e'


def record() -> list[PositionRow]:
    return [
        told("no", "rules_out", said=0),
        told("copy", "rules_out", said=0, seen=3),
        told(
            "yes", "supports", said=5, seen=6, conditions=(("if", "the truce holds"),), url="https://x.example/a?b=1&c"
        ),
        told("claim", "pledges", said=6, seen=7, holder="GRC", reported_by="USA", url="javascript:alert(1)"),
        told(
            "evil",
            "open",
            holder="MKD",
            seen=8,
            words=EVIL,
            outlet=EVIL,
            kind="medical",
            url='https://x.example/"><script>',
        ),
        told("denial", "rules_out", holder="GRC", said=8, seen=9),
        told("old", "pledges", holder="MKD", said=-60, seen=-60, kind="funds"),
    ]


def made() -> Digest:
    rows = record()
    promised = pledges(rows, after(10), expire=65)
    return digest(rows, propositions(rows), promised, after(4), after(10))


def test_the_digest_holds_what_the_days_added() -> None:
    found = made()
    assert found.articles == 4
    assert [one.row.position.id for one in found.positions] == ["p-yes", "p-claim", "p-denial", "p-evil"]
    assert [one.kind for one in found.shifts] == ["changed_mind", "denied"]
    assert [one.use.told.words for one in found.conditions] == ["the truce holds"]
    assert [one.kind for one in found.conflicts] == ["claim"]
    assert [one.row.position.id for one in found.pledges] == ["p-old"]
    assert found.positions[1].cautions == ("single_source", "second_hand_only")
    assert found.warnings == found.positions


def test_a_restated_stance_is_no_news() -> None:
    rows = record()[:2]
    assert digest(rows, propositions(rows), (), after(1), after(10)).positions == ()


class Page(HTMLParser):
    """Collects tags, addresses and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.links: list[str | None] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_has_no_script_and_only_safe_links() -> None:
    page = Page()
    page.feed("".join(digest_html(made(), lambda one: f"{one} <b>")))
    assert not page.tags & {"script", "link", "img", "iframe", "form", "b"}
    assert page.links
    assert all(one and one.startswith("https://x.example/") for one in page.links)
    assert "<script>alert(1)</script>" in page.text
    assert not {"\x1b", "\u202e"} & set(page.text)


def test_the_issue_is_told_in_words_where_they_are_known() -> None:
    def asks(issue: str, dossier: str | None) -> str:
        return f"Will it? *{issue}* <i>"

    text, page = "".join(digest_markdown(made(), asks=asks)), Page()
    page.feed("".join(digest_html(made(), asks=asks)))
    assert " *Will it? \\*" in text
    assert "Will it? *" in page.text
    assert "<i>" in page.text
    assert "Will it?" not in "".join(digest_markdown(made()))


def test_markdown_is_escaped() -> None:
    text = "".join(digest_markdown(made()))
    assert "\\<script\\>" in text
    assert "http\\://g.example" in text
    assert not re.search(r"(?<!\\)\*b", text)
    assert "](<https://x.example/a?b=1&c>)" in text
    assert "](<javascript" not in text


def test_addresses_that_a_browser_must_not_follow_are_left_out() -> None:
    for url in (None, "javascript:alert(1)", "data:text/html,x", "//x.example", "http://[", "file:///etc/passwd"):
        assert link(told("x", url=url)) is None
