"""Saved pages: text, facts of the head, hostile markup, and no network or clock."""

import json
import socket
from datetime import date

import pytest
from tests.effort import within

from onrecord.clean import articles
from onrecord.clean.markup import bare_text, depth
from onrecord.records import Article, Page, Problem
from onrecord.settings import Settings

PARAGRAPHS = [
    "The foreign minister said on Monday that her country would send no soldiers to the mission in the north.",
    "An aide told reporters in Oslo that the decision was firm and would not be revisited in the present year.",
    "The opposition welcomed the step, while two allies said that they would have to look for troops elsewhere.",
]
PROSE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Oslo says no | Harbour Post</title>
<meta property="og:title" content="Oslo says no to the force"><meta property="og:site_name" content="Harbour Post">
<meta name="author" content="Jane Doe"><link rel="canonical" href="https://harbour.example/world/oslo">
<meta property="article:published_time" content="2026-01-06T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Oslo says no to the force</h1>{PROSE}
<p>Read more: Peru drops a visa rule after months of protest in the capital</p>
<div class="newsletter-box"><p>Sign up for our newsletter and never miss a story from the north.</p></div>
</article><aside><p>Chile votes on a new harbour law and the unions are said to be ready to strike.</p></aside>
<footer>© 2026 Harbour Post</footer></body></html>"""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("reading a page reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def read(markup: str, **fields: str) -> tuple[Article, list[str]]:
    found = list(articles([Page("page.html", markup, "html", **fields)], Settings()))
    (article,) = [item for item in found if isinstance(item, Article)]
    return article, [item.kind for item in found if isinstance(item, Problem)]


def structured(data: str, body: str) -> str:
    script = f'<script type="application/ld+json">{data}</script>'
    return f"<html><head>{script}</head><body><article>{body}</article></body></html>"


def test_a_page() -> None:
    article, problems = read(PAGE)
    assert problems == []
    assert [span.quote for span in article.body] == PARAGRAPHS
    assert article.title == "Oslo says no to the force"
    assert (article.outlet, article.byline) == ("Harbour Post", "Jane Doe")
    assert article.url == "https://harbour.example/world/oslo"
    assert article.published == date(2026, 1, 6)
    assert (article.language, article.media) == ("en", "html")
    assert all(article.text[span.start : span.end] == span.quote for span in article.body)


def test_the_container_outweighs_the_page() -> None:
    article, _ = read(PAGE, title="T", outlet="O", published="2025-05-05", url="https://x.example/")
    assert (article.title, article.outlet, article.url) == ("T", "O", "https://x.example/")
    assert article.published == date(2025, 5, 5)


def test_publisher_from_structured_data() -> None:
    publisher = {"@type": "Organization", "name": "Fjord Daily"}
    facts = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "H", "datePublished": "2026-01-06"}
    article, _ = read(structured(json.dumps({**facts, "publisher": publisher}), PROSE))
    assert article.outlet == "Fjord Daily"
    assert article.published == date(2026, 1, 6)


def test_no_number_of_the_text_passes_for_a_date() -> None:
    old = "<p>The treaty of 2014-03-05 and the pact of 12 May 2015 remain in force.</p>"
    assert read(f"<html><body><article>{PROSE}{old}</article></body></html>")[0].published is None


def test_an_article_in_an_oddly_named_box_is_kept() -> None:
    article, _ = read(f'<html><body><div class="social-story related-main">{PROSE}</div></body></html>')
    assert [span.quote for span in article.body] == PARAGRAPHS


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + PROSE + "</div>" * 100_000,
        "<table><tr><td>" * 5000 + PROSE,
        "<font>" * 50_000 + PROSE,
        "<script>" * 20_000 + PROSE,
        '<div class="' * 20_000 + '">' + PROSE,
    ],
)
def test_deep_nesting_falls_back_to_bare_text(markup: str) -> None:
    with within(20):
        article, problems = read(f"<html><body>{markup}</body></html>")
    assert "markup-too-deep" in problems
    assert PARAGRAPHS[1] in article.text


@pytest.mark.parametrize(
    "markup",
    ["", "<html></html>", "no markup at all", "<" * 10_000, "<!--" * 1000, "\x00<p>", "&#xD800;" * 100, "<body><p",
     "<html><body/>", structured("[" * 50_000, "<p>x</p>"),
     structured('{"@context": "https://schema.org", "@type": "NewsArticle", "author": [null, 5], "publisher": 3}', ""),
     "https://harbour.example/page.html"],
)  # fmt: skip
def test_broken_markup_never_fails(markup: str) -> None:
    assert "step-failed" not in read(markup)[1]


def test_scripts_of_many_megabytes_are_no_burden() -> None:
    page = PAGE.replace("</head>", "<script>" + "var a = '<div>';" * 900_000 + "</script></head>")
    with within(20):
        article, problems = read(page)
    assert problems == []
    assert [span.quote for span in article.body] == PARAGRAPHS


def test_depth_and_bare_text() -> None:
    assert depth("<div><p>a<br><b>c</b></p></div>", 10) == 2
    assert depth("<i>" * 50, 10) == 10
    text = bare_text(f"<head><title>x</title></head><nav>a b c d e f g h i</nav>{PROSE}<style>p {{}}</style>a &lt; b")
    assert text.split("\n") == PARAGRAPHS
