"""Pages to articles: ids, duplicates, language, problems, offsets."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.clean import articles
from onrecord.problems import problem
from onrecord.records import Article, Page, Problem
from onrecord.settings import Settings

LEAD = "Norway will send no soldiers to the mission, its foreign minister said on Monday."


def read(*items: Page | Problem) -> tuple[list[Article], list[str]]:
    found = list(articles(items, Settings()))
    problems = [item.kind for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, Article)], problems


def test_problems_pass_through_in_place() -> None:
    fault = problem("empty", "x")
    found = list(articles([Page("a", LEAD), fault, Page("b", LEAD + " No.")], Settings()))
    assert [type(item) for item in found] == [Article, Problem, Article]
    assert found[1] is fault


def test_ids_are_kept_or_made_of_the_content() -> None:
    (one, two, three), problems = read(Page("a", LEAD, id="x"), Page("b", LEAD), Page("c", LEAD, outlet="Harbour"))
    assert one.id == "x"
    assert two.id.startswith("a-")
    assert len(two.id) == 14
    assert two.id != three.id
    assert problems == []
    assert read(Page("elsewhere", LEAD))[0][0].id == two.id


def test_one_id_for_two_texts_and_one_article_twice() -> None:
    found, problems = read(
        Page("a", LEAD, id="x"),
        Page("b", LEAD + " No.", id="x"),
        Page("c", LEAD, id="x"),
        Page("d", LEAD + " No.", id="x"),
    )
    assert [article.id[:2] for article in found] == ["x", "x~"]
    assert len(found[1].id) == len("x~") + 8
    assert problems == ["duplicate-id", "duplicate-article", "duplicate-article"]


def test_the_container_is_believed() -> None:
    page = Page(
        "a", f"By Jane Doe\n\n{LEAD}", title="T", outlet="O", byline="John Roe", url="u", published="2026-01-02"
    )
    (article,), _ = read(page)
    assert (article.title, article.outlet, article.byline, article.url) == ("T", "O", "John Roe", "u")
    assert str(article.published) == "2026-01-02"


@pytest.mark.parametrize(
    ("text", "declared", "language", "kinds"),
    [
        (LEAD * 4, None, "en", []),
        (LEAD * 4, "de", "en", []),
        ("Non.", None, "en", []),
        (
            "La ministre a déclaré lundi que son pays ne participera pas à la force prévue. " * 4,
            None,
            "und",
            ["language"],
        ),
        ("Der Minister sagte am Montag, sein Land werde keine Soldaten entsenden. " * 4, "de-AT", "de", ["language"]),
    ],
)
def test_language(text: str, declared: str | None, language: str, kinds: list[str]) -> None:
    (article,), problems = read(Page("a", text, language=declared))
    assert (article.language, problems) == (language, kinds)


def test_a_page_of_nothing_but_furniture_is_said_to_be_no_article() -> None:
    (article,), problems = read(Page("a", "Skip to main content\n\nShare\n\nRead more: Peru votes"))
    assert article.body == ()
    assert problems == ["not-an-article"]


def test_odd_characters_keep_their_places() -> None:
    odd = "\u200bNor\u00adway will not go,\u00a0the minister said."
    text = f"\u00a0\u00a0Oslo 🙂 says no\r\n\r\n{odd}\r\n\r\n{LEAD}\u2029Read more: Peru votes"
    (article,), _ = read(Page("a", text))
    assert article.text == text
    assert [span.quote for span in article.body] == [odd, LEAD]
    check(article)


def check(article: Article) -> None:
    """Every span is exact, stripped and not empty; body is in order; nothing overlaps."""
    furniture = [piece.span for piece in article.boilerplate]
    spans = [*article.body, *furniture, *([article.headline] if article.headline else [])]
    for span in spans:
        assert article.text[span.start : span.end] == span.quote
        assert span.quote
        assert span.quote == span.quote.strip()
    for group in (list(article.body), furniture):
        assert group == sorted(group, key=lambda span: span.start)
    spans.sort(key=lambda span: span.start)
    assert all(one.end <= two.start for one, two in pairwise(spans))


PIECES = st.sampled_from(
    [
        *("\n", "\n\n", "\r\n", " ", "\u00a0", "\u2028", "🙂", "OSLO, Jan 6 (AFP) - ", "By Jane Doe", "(AllFjord) "),
        *("Read more: X", "Sign up here.", "Get our newsletter.", "MOST READ", "» a", "Share", "___", "Q: ", "“No.”"),
        *("date 2026-01-02 ", LEAD, "(ask@h.example)", "AFP", "Peru Votes On Trade Deal With Chile"),
    ]
)
TAGS = st.sampled_from(["<p>", "</p>", "<div>", "</div", "<!--", "<script>", "<b ", "&#x0;", "<title>"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=25).map("".join), st.none() | st.text(max_size=20))
def test_any_text_gives_exact_spans(text: str, title: str | None) -> None:
    found, problems = read(Page("a", text, title=title, outlet=title))
    assert "step-failed" not in problems
    for article in found:
        assert article.text == text
        check(article)


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS | PIECES, max_size=25))
def test_any_markup_gives_exact_spans(pieces: list[str]) -> None:
    found, problems = read(Page("a", "".join(pieces), media="html"))
    assert "step-failed" not in problems
    for article in found:
        check(article)
