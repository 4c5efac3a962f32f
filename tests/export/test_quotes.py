"""Who said what as lines and as a page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from onrecord.export.quotes import grid, lines, page, source_span
from onrecord.records import Article, Boilerplate, Reading, Span, Statement, cut

TEXT = 'Ruiz said the <b>dam</b> & the weir hold. "It holds," Okoro told us. Read more'


def span(words: str) -> Span:
    """Where these words stand."""
    place = TEXT.index(words)
    return cut(TEXT, place, place + len(words))


def reading() -> Reading:
    first = Statement("st-1", span("the <b>dam</b> & the weir hold"), "indirect", "Ruiz", "Ana Ruiz", cue=span("said"))
    second = Statement("st-2", span("It holds"), "direct", "Okoro", on_behalf_of="PER", cue=span("told"))
    article = Article("a", TEXT, (Span(0, 68, TEXT[:68]),), title="Dam <holds>")
    noise = (Boilerplate(span("Read more"), "related-links"),)
    return Reading(Article(**{n: getattr(article, n) for n in Article.__slots__} | {"boilerplate": noise}),
                   statements=(first, second))  # fmt: skip


class Balance(HTMLParser):
    """Fails where a tag closes that is not the last one opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_page_is_escaped_balanced_and_alone() -> None:
    made = "".join(page([reading()]))
    checker = Balance()
    checker.feed(made)
    assert not checker.open
    assert "<b>dam" not in made
    assert "Dam &lt;holds&gt;" in made
    assert not re.search(r"https?:|<script|<link|url\(", made)


def test_page_shows_every_word_of_the_article_and_a_legend() -> None:
    made = "".join(page([reading()]))
    body = re.search(r"<div>(.*?)</div>", made, re.DOTALL)
    assert body is not None
    shown = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", body[1])
    assert shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&") == TEXT
    assert 'class="legend"' in made
    assert "1i</a>" in made
    assert "2d</a>" in made


def test_source_is_the_mention_nearest_to_the_cue() -> None:
    text = "Ruiz waited. Ruiz said so."
    one = Statement("st", Span(23, 25, "so"), "indirect", "Ruiz", cue=Span(18, 22, "said"))
    found = source_span(one, text)
    assert found is not None
    assert found.start == 13


def test_lines_carry_the_contract_and_how() -> None:
    first = json.loads(next(iter(lines([reading()]))))
    assert first["article"] == "a"
    assert first["content"]["quote"] == "the <b>dam</b> & the weir hold"
    assert "how" in first


def test_grid_names_a_speaker_or_says_that_none_is() -> None:
    rows = grid([reading()]).rows
    assert rows[0][0] == "Ana Ruiz"
    assert rows[1][:2] == ("Okoro", "PER")
