"""``onrecord.read`` from Python, and how a notebook shows what it gives."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.errors import DossierError, InputError
from onrecord.export.highlight import article_html
from onrecord.read.dossier import parse_dossier
from onrecord.records import Article, Boilerplate, Condition, Dossier, Position, Reading, Span, Statement
from onrecord.settings import Settings
from tests.run.command import DOSSIER, OFFER, REFUSAL


@pytest.fixture
def dossier() -> Dossier:
    return parse_dossier(DOSSIER, "here")


def test_a_text_a_path_and_several_paths(dossier: Dossier, tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(REFUSAL, "utf-8")
    two.write_text(OFFER, "utf-8")
    for given_as in (REFUSAL, one, str(one), [one], f"{tmp_path}/o*.txt"):
        found = onrecord.read(given_as, dossier=dossier)
        assert [(p.holder, p.level) for p in found.positions] == [("NOR", "rules_out")]
        assert found[0].article.text == REFUSAL
    assert [p.holder for p in onrecord.read([two, str(one)], dossier=dossier).positions] == ["BGD", "NOR"]
    assert [p.holder for p in onrecord.read(tmp_path, dossier=dossier).positions] == ["NOR", "BGD"]


def test_a_dossier_may_be_a_file_and_may_be_left_out(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text(DOSSIER, "utf-8")
    wanted = onrecord.read(REFUSAL, dossier=dossier)
    assert onrecord.read(REFUSAL, dossier=path).positions == wanted.positions
    assert onrecord.read(REFUSAL, dossier=str(path)).positions == wanted.positions
    bare = onrecord.read(REFUSAL)
    assert bare.positions == ()
    assert bare.statements == wanted.statements
    with pytest.raises(DossierError):
        onrecord.read(REFUSAL, dossier=tmp_path / "none.yaml")


def test_it_is_a_sequence_of_readings(dossier: Dossier, tmp_path: Path) -> None:
    for name, text in (("a.txt", REFUSAL), ("b.txt", OFFER), ("c.txt", "")):
        (tmp_path / name).write_text(text, "utf-8")
    found = onrecord.read(tmp_path, dossier=dossier)
    assert len(found) == 2
    assert list(found) == [found[0], found[-1]]
    assert found[:1] == (found[0],)
    assert found[0] in found
    assert [reading.article.source for reading in reversed(found)] == [str(tmp_path / n) for n in ("b.txt", "a.txt")]
    with pytest.raises(IndexError):
        found[2]
    assert [problem.kind for problem in found.problems] == ["empty"]
    assert repr(found) == "<Readings: 2 articles, 2 statements, 2 positions, 1 problems>"
    assert isinstance(found, onrecord.Readings)


def test_records_are_typed_and_quote_the_text(dossier: Dossier) -> None:
    (position,) = onrecord.read(REFUSAL, dossier=dossier).positions
    assert isinstance(position, Position)
    assert REFUSAL[position.evidence.start : position.evidence.end] == position.evidence.quote
    assert position.speaker == "Espen Barth Eide"


def test_settings_are_heeded(dossier: Dossier) -> None:
    found = onrecord.read(REFUSAL, dossier=dossier, settings=Settings(min_confidence=1.0))
    assert found.positions == ()
    assert any("below the limit" in one.why for one in found[0].dropped)


@pytest.mark.parametrize("what", [[], Path("/no/such/file"), ["/no/such/file"]])
def test_no_file_to_read_is_an_error(what: Path | list[str]) -> None:
    with pytest.raises(InputError) as caught:
        onrecord.read(what)
    assert caught.value.remedy


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_text_is_a_problem(text: str) -> None:
    found = onrecord.read(text)
    assert (len(found), [one.kind for one in found.problems]) == (0, ["empty"])


def test_bad_characters_are_replaced_one_for_one(dossier: Dossier) -> None:
    (reading,) = onrecord.read(REFUSAL.replace("told", "\0told\ud83d"), dossier=dossier)
    assert reading.article.text == REFUSAL.replace("told", "\ufffdtold\ufffd")
    assert [one.kind for one in reading.problems] == ["bad-characters"]
    assert [one.holder for one in reading.positions] == ["NOR"]


class Shown(HTMLParser):
    """Takes HTML apart: the text of the article's own box, and whether tags nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= {"class", "title", "lang"}
        self.open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "div" in self.open and "sup" not in self.open:
            self.text += data


def shown(html: str) -> Shown:
    """The HTML taken apart; tags must nest."""
    parser = Shown()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


TAGS = {"style", "section", "h4", "p", "span", "div", "sup"}
HOSTILE = "<script>alert(1)</script> \" ' & &amp; <b>]]> --> </span></div> onerror=x \u202e 🛶 "


def test_a_notebook_shows_it(dossier: Dossier) -> None:
    html = onrecord.read(REFUSAL, dossier=dossier)._repr_html_()
    parser = shown(html)
    assert parser.text == REFUSAL
    assert parser.tags == TAGS
    assert "NOR send −− rules_out" in html
    assert not re.search(r"https?:|url\(|<script", html)


@st.composite
def marked(draw: st.DrawFn) -> Reading:
    """An article of any characters with any spans of every kind over it."""
    letters = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), min_size=1, max_size=40)
    text = draw(st.builds(lambda a, b: a + b, letters, st.sampled_from(["", HOSTILE])))
    ends = st.integers(0, len(text))

    def span() -> Span:
        start, end = sorted((draw(ends), draw(ends)))
        return Span(start, end, text[start:end])

    def note() -> str:
        return draw(st.sampled_from(["", HOSTILE, "Ada Prifti"]))

    times = st.integers(0, 3)
    return Reading(
        Article(note() or "a", text, (), title=note() or None, boilerplate=tuple(
            Boilerplate(span(), note()) for _ in range(draw(times))
        )),
        statements=tuple(
            Statement("s", span(), "direct", speaker=note(), cue=span() if draw(st.booleans()) else None)
            for _ in range(draw(times))
        ),
        positions=tuple(
            Position("p", note() or "ALB", note() or "send", "open", span(), 0.5, (note(),),
                     conditions=(Condition("if", span()),))
            for _ in range(draw(times))
        ),
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(marked())
def test_marks_of_any_kind_lose_no_character_and_break_no_tag(reading: Reading) -> None:
    parser = shown(article_html(reading))
    assert parser.text == reading.article.text
    assert parser.tags <= TAGS


def test_several_articles_stand_one_after_the_other(dossier: Dossier) -> None:
    found = onrecord.read(REFUSAL, dossier=dossier)
    twice = onrecord.Readings([found[0], replace(found[0], positions=())], [])
    assert twice._repr_html_().count("<section") == 2
    assert shown(twice._repr_html_()).text == REFUSAL * 2


def test_the_function_is_not_shadowed_by_the_room_of_its_name() -> None:
    program = """
import onrecord.read.pages
from onrecord.read import load_dossier
import onrecord
from onrecord import Readings, read
assert isinstance(onrecord.read("A text."), Readings)
assert isinstance(onrecord.read("A text."), onrecord.Readings)
assert read is onrecord.read
"""
    subprocess.run([sys.executable, "-c", program], check=True)
