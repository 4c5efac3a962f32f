"""The index beside the ledger: a cache that the ledger overrules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.placed import placed
from onrecord.records import Article, Reading, RunInfo
from onrecord.run.index import grouper_of, index_file
from tests.databases import Place
from tests.stories.composed import ELSEWHERE, OTHER_AGENCY, RETOLD, WIRE, article

RUN = RunInfo("r-1", None, "1", "1", "1", "")
ARTICLES = [article("wire", WIRE), article("honey", ELSEWHERE), article("other", OTHER_AGENCY)]


@pytest.fixture
def ledger(new_place: Place) -> Iterator[Ledger]:
    with Ledger.open(new_place("ledger.db"), create=True) as opened:
        yield opened


def read_into(ledger: Ledger, articles: list[Article]) -> None:
    """Places articles and writes them, as a run does."""
    grouper = grouper_of(ledger)
    for one in articles:
        found = grouper.place(one)
        ledger.write(RUN, Reading(one, found.origin, found.story))
    grouper.save()
    grouper.close()


def test_the_index_is_opened_without_reading_articles_again(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    read_into(ledger, ARTICLES)
    monkeypatch.setattr("onrecord.stories.grouper.read", None)
    grouper = grouper_of(ledger)
    assert len(grouper) == len(ARTICLES)
    grouper.close()


@pytest.mark.parametrize("deleted", [True, False])
def test_what_the_index_lacks_is_taken_from_the_ledger(ledger: Ledger, deleted: bool) -> None:
    read_into(ledger, ARTICLES[:1])
    for one in ARTICLES[1:]:
        ledger.write(RUN, Reading(one, "o-elsewhere", "s-elsewhere"))
    if deleted:
        index_file(ledger.place).unlink()
    grouper = grouper_of(ledger)
    assert grouper.shelf.groupings() == {row.article: (row.origin, row.story) for row in placed(ledger)}
    assert grouper.place(replace(ARTICLES[1], id="again")).origin == "o-elsewhere"
    grouper.close()


def test_an_index_that_knows_more_than_the_ledger_is_made_anew(ledger: Ledger) -> None:
    read_into(ledger, ARTICLES[:1])
    stray = grouper_of(ledger)
    stray.place(article("stray", RETOLD, 4, "Reuters"))
    stray.save()
    stray.close()
    grouper = grouper_of(ledger)
    assert list(grouper.shelf.groupings()) == ["wire"]
    grouper.close()


def test_where_the_file_is_taken_a_temporary_one_serves(ledger: Ledger) -> None:
    read_into(ledger, ARTICLES)
    first, second = grouper_of(ledger), grouper_of(ledger)
    assert second.shelf.path == ""
    assert second.shelf.groupings() == first.shelf.groupings()
    first.close()
    second.close()


def test_the_index_of_a_server_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    one, two = (index_file(f"postgresql://ada:***@db.example/{name}") for name in ("one", "two"))
    assert one.parent == two.parent == tmp_path / "onrecord"
    assert one != two
    assert index_file("folder/onrecord.db") == Path("folder/onrecord.db-stories")


def test_a_file_that_is_no_index_is_left_alone(ledger: Ledger) -> None:
    path = index_file(ledger.place)
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text("not an index, but somebody's notes on the tides of Quillenfort and its harbour. " * 20)
    before = path.read_bytes()
    read_into(ledger, ARTICLES)
    assert path.read_bytes() == before
