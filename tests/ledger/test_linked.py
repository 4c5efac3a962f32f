"""Links between articles are evidence of a reading: stored with it, given back with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.linked import LinkRow, links, newest_articles
from onrecord.records import Link
from tests.databases import Place
from tests.ledger.samples import LATER, RUN, one_position, reading

COPY = Link("a1", "copy", 0.83, "83% of the shorter text's phrases stand in the other; the same day", "this")
STORY = Link("b0", "story", 0.3, "words of headline, lead and body 30% alike")


@pytest.fixture
def ledger(new_place: Place) -> Iterator[Ledger]:
    with Ledger.open(new_place("ledger.db"), create=True) as found:
        found.write(RUN, reading())
        found.write(RUN, replace(one_position("a2"), links=(COPY, STORY), story="s-1"))
        yield found


def test_a_reading_comes_back_with_its_links(ledger: Ledger) -> None:
    assert [one.links for one in ledger.readings()] == [(), (COPY, STORY)]


def test_links_are_found_from_either_end(ledger: Ledger) -> None:
    assert links(ledger, ["a1"]) == [LinkRow("a2", COPY)]
    assert links(ledger, ["a2"]) == [LinkRow("a2", COPY), LinkRow("a2", STORY)]
    assert links(ledger, ["none"]) == []


def test_only_the_latest_reading_tells(ledger: Ledger) -> None:
    ledger.write(LATER, replace(one_position("a2"), links=(STORY,), story="s-1"))
    assert links(ledger, ["a2"]) == [LinkRow("a2", STORY)]
    assert [row.id for row in newest_articles(ledger, story="s-1")] == ["a1", "a2"]
    assert len(newest_articles(ledger)) == 2
