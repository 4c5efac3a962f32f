"""Full text: what is typed is understood, what is found is marked where it stands, on either database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine

from onrecord.ledger import Ledger, opening, store, word_index
from onrecord.ledger.excerpts import excerpt
from onrecord.ledger.fulltext import article_hits, matches, statement_hits
from onrecord.ledger.search_query import Term, parse
from onrecord.ledger.search_words import plain_words, words
from onrecord.records import Article, Reading, Span
from tests.databases import Place
from tests.ledger.samples import DOSSIER, LATER, RUN, TEXT, one_position, reading


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Pledges pledged pledging pledge", "pledg pledg pledg pledg"),
        ("deny denies denied", "deni deni deni"),
        ("stopped stops calling calls", "stop stop call call"),
        ("Erdoğan’s ÉLYSÉE don't", "erdogan elyse dont"),
        ("the cease-fire of 1,500 troops", "the ceas fir of 1 500 troop"),
        ("boss status crisis", "boss status crisis"),
        ("İstanbul straße", "istanbul strass"),
        ("🛶 — …", ""),
    ],
)
def test_words_are_compared_without_case_accents_and_inflection(raw: str, plain: str) -> None:
    assert plain_words(raw) == plain


def test_every_word_says_where_it_stands() -> None:
    text = "🛶 Élysée’s monitors 🛶 agreed"
    assert [text[word.start : word.end] for word in words(text)] == ["Élysée’s", "monitors", "agreed"]


@pytest.mark.parametrize(
    ("typed", "groups", "without"),
    [
        ("lake force", [["lak"], ["forc"]], []),
        ('"lake force" -monitors', [["lak forc"]], ["monitor"]),
        ("lake OR river bank", [["lak", "river"], ["bank"]], []),
        ('NOT lake "open phrase', [["open phras"]], ["lak"]),
        ('AND OR NOT - " “”', [], []),
        ("“curly quotes”", [["curli quot"]], []),
        ("peace AND talks", [["peac"], ["talk"]], []),
        ("cease-fire –talks", [["ceas fir"]], ["talk"]),
        ("", [], []),
    ],
)
def test_what_is_typed_is_never_an_error(typed: str, groups: list[list[str]], without: list[str]) -> None:
    found = parse(typed)
    assert [[" ".join(term.words) for term in group] for group in found.groups] == groups
    assert [" ".join(term.words) for term in found.without] == without


def test_a_star_asks_for_a_beginning() -> None:
    assert parse("country*").terms == (Term(("countr",), begins=True),)
    assert parse("lake greec*").terms[1] == Term(("greec",), begins=True)


@pytest.fixture
def ledger(new_place: Place) -> Iterator[Ledger]:
    with Ledger.open(new_place("ledger.db"), create=True) as found:
        found.write_dossier(DOSSIER)
        found.write(RUN, reading())
        found.write(RUN, one_position("b2", "GRC", "supports"))
        yield found


@pytest.mark.parametrize(
    ("typed", "articles", "statements"),
    [
        ("monitors", ["a1"], ["st-a1"]),
        ('"will not send"', ["a1"], ["st-a1"]),
        ('"send not will"', [], []),
        ("albania OR supports", ["a1", "b2"], ["st-a1"]),
        ("plan -GRC", [], []),
        ("greec*", ["a1"], ["st-a1-2"]),
        ("ferries", [], []),  # stands in boilerplate alone
        ("keeps", ["a1"], []),  # stands in the title alone
        ("Prifti", ["a1"], ["st-a1"]),  # the statement's speaker
        ('") OR (a*', [], []),
        ("'; DROP TABLE articles; --", [], []),
    ],
)
def test_articles_and_statements_are_found(
    ledger: Ledger, typed: str, articles: list[str], statements: list[str]
) -> None:
    query = parse(typed)
    assert sorted(one.of.article for one in matches(ledger, query, "article")) == articles
    assert sorted(str(one.statement) for one in matches(ledger, query, "statement")) == statements


def test_what_is_shown_quotes_the_text_exactly(ledger: Ledger) -> None:
    query = parse('"single monitor" lake keeps')
    (found,) = article_hits(ledger, [1], query)
    shown = found.excerpt
    assert [mark.quote for mark in shown.marks] == ["single monitor", "lake"]
    assert all(TEXT[one.start : one.end] == one.quote for one in (shown.span, *shown.marks))
    assert "".join(piece for piece, _ in shown.pieces()) == shown.span.quote
    assert [piece for piece, is_marked in found.title.pieces() if is_marked] == ["keeps"]
    (said,) = statement_hits(ledger, [(1, "st-a1")], query)
    assert all(TEXT[one.start : one.end] == one.quote for one in (said.excerpt.span, *said.excerpt.marks))
    assert [mark.quote for mark in said.excerpt.marks] == ["single monitor", "lake"]


def test_the_latest_reading_is_found_and_nothing_twice(ledger: Ledger) -> None:
    ledger.write(LATER, reading())
    (found,) = matches(ledger, parse("monitor"), "article")
    assert found.of.key == 3
    changed = reading()
    corrected = replace(changed, article=replace(changed.article, title="Albania thinks again"))
    ledger.write(LATER, corrected)
    assert matches(ledger, parse("keeps"), "article") == []
    assert [one.of.key for one in matches(ledger, parse("thinks"), "article")] == [4]


def test_one_match_for_each_dossier_of_an_article(ledger: Ledger) -> None:
    ledger.write(replace(RUN, id="run-9", dossier="other"), reading())
    found = matches(ledger, parse("monitor"), "article")
    assert sorted((str(one.of.dossier), one.of.newest) for one in found) == [("lake-force", False), ("other", True)]


def test_a_killed_writer_leaves_no_word(ledger: Ledger) -> None:
    class Killed(Exception):
        pass

    with pytest.raises(Killed), ledger.writing() as connection:
        store.add_reading(connection, RUN, one_position("c3", "ITA", "doubts"))
        word_index.add(connection, one_position("c3", "ITA", "doubts"))
        raise Killed
    assert matches(ledger, parse("doubts"), "article") == []
    assert ledger.write(RUN, one_position("c3", "ITA", "doubts"))
    assert len(matches(ledger, parse("doubts"), "article")) == 1


@pytest.mark.sqlite_file("made by earlier migrations; a server is looked at in test_servers")
def test_an_older_ledger_is_indexed_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    with Ledger.open(file, create=True) as made:
        made.write(RUN, reading())
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        for table in ("article_words", "statement_words", "search_articles", "search_statements", "links"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        for index in ("articles_content", "articles_story"):
            connection.exec_driver_sql(f"DROP INDEX {index}")
        config = opening._config()
        config.attributes["connection"] = connection
        command.stamp(config, "0006")
    engine.dispose()
    with Ledger.open(file) as again:
        assert [one.of.article for one in matches(again, parse("monitor"), "article")] == ["a1"]
        assert [one.statement for one in matches(again, parse("mandate"), "statement")] == ["st-a1-2"]


def test_the_excerpt_is_where_most_of_what_is_wanted_stands() -> None:
    filler = " ".join(f"word{n}" for n in range(60))
    text = f"{filler} peace.\n\n{filler} peace talks {filler}"
    cut = text.index("\n\n")
    found = excerpt(text, [(0, cut), (cut + 2, len(text))], parse("peace talks"))
    assert [mark.quote for mark in found.marks] == ["peace", "talks"]
    assert found.cut_before
    assert found.cut_after
    assert len(found.span.quote.split()) <= 40


def test_a_text_without_words_has_an_empty_excerpt(new_place: Place) -> None:
    text = "… — …"
    with Ledger.open(new_place("odd.db"), create=True) as made:
        article = Article("x", text, (Span(0, len(text), text),), title="Lake")
        made.write(RUN, Reading(article, origin="o", story="s"))
        (found,) = article_hits(made, [1], parse("lake"))
    assert found.excerpt.span.quote == ""
