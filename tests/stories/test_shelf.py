"""An index that lies in a file: opened again it goes on as if it had never been closed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import LedgerError
from onrecord.records import Article
from onrecord.stories import Grouper, Shelf
from onrecord.stories.hashes import hashes
from onrecord.stories.postings import Postings
from tests.stories.composed import ELSEWHERE, OTHER_AGENCY, OWN_REPORTING, RETOLD, WIRE, article

ARTICLES = [
    article("wire", WIRE, 3, "Reuters"),
    article("other", OTHER_AGENCY, 3, "AFP"),
    article("honey", ELSEWHERE),
    article("retold", RETOLD, 4, "Reuters"),
    article("own", OWN_REPORTING, 5),
    article("copied", WIRE, 5),
]


@pytest.mark.parametrize("closed_after", range(len(ARTICLES) + 1))
def test_a_saved_index_goes_on_as_if_never_closed(tmp_path: Path, closed_after: int) -> None:
    whole = Grouper()
    expected = [whole.place(one) for one in ARTICLES]
    first = Grouper(Shelf(str(tmp_path / "index")))
    found = [first.place(one) for one in ARTICLES[:closed_after]]
    first.save()
    first.close()
    second = Grouper(Shelf(str(tmp_path / "index")))
    assert found + [second.place(one) for one in ARTICLES[closed_after:]] == expected
    assert [second.place(one) for one in ARTICLES] == expected
    second.close()


def test_what_was_not_saved_is_forgotten(tmp_path: Path) -> None:
    first = Grouper(Shelf(str(tmp_path / "index")))
    first.place(ARTICLES[0])
    first.save()
    first.place(ARTICLES[1])
    first.close()
    second = Grouper(Shelf(str(tmp_path / "index")))
    assert list(second.shelf.groupings()) == ["wire"]
    second.close()


def test_two_cannot_write_one_file(tmp_path: Path) -> None:
    first = Shelf(str(tmp_path / "index"))
    with pytest.raises(sqlite3.OperationalError):
        Shelf(str(tmp_path / "index"))
    first.close()


def test_a_fault_of_the_file_says_what_to_do() -> None:
    grouper = Grouper()
    grouper.close()
    with pytest.raises(LedgerError, match="only saves time"):
        grouper.place(ARTICLES[0])


def test_postings_find_the_same_before_and_after_runs_are_merged() -> None:
    seed = np.random.default_rng(1)
    one, bulk = Postings(cap=3, window=400), Postings(cap=3, window=400)
    features, numbers = [], []
    for number in range(900):
        held = hashes(seed.integers(0, 300, 40).tolist())
        one.add(number, held)
        features.append(held)
        numbers += [number] * len(held)
        if number == 450:
            bulk.load(np.concatenate(features), np.array(numbers, dtype=np.int64))
        elif number > 450:
            bulk.add(number, held)
    asked = hashes(range(0, 300, 7))
    a, b = one.find(asked), bulk.find(asked)
    assert a.of.tolist() == b.of.tolist()
    assert a.numbers.tolist() == b.numbers.tolist()
    assert a.counts(len(asked)).max() == 3
    assert a.numbers.min() > 899 - 400


def test_the_first_features_that_anybody_holds_are_asked_for() -> None:
    index = Postings(cap=3)
    for number, feature in enumerate((5, 9, 7, 3)):
        index.add(number, hashes([feature]))
    wanted = np.array([100, 101, 102, 103, 104, 105, 106, 7, 5, 3, 9], dtype=np.uint32)
    assert sorted(index.first(wanted, 2).numbers.tolist()) == [0, 2]
    assert len(index.first(wanted[:7], 2).numbers) == 0


def test_the_index_names_what_taught_it_nothing_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "index"
    grouper = Grouper(Shelf(str(path)))
    secret = article("secret", "Only the harbourmaster of Quillenfort keeps the key to the tide gate and its ledger.")
    grouper.place(secret)
    grouper.save()
    grouper.close()
    assert b"Quillenfort" not in path.read_bytes()
    assert b"quillenfort" not in path.read_bytes()


def test_templates_survive_closing(tmp_path: Path) -> None:
    path = str(tmp_path / "index")
    grouper = Grouper(Shelf(path))
    for number in range(5):
        grouper.place(signed(number))
    grouper.save()
    learnt = grouper.shelf.templates()
    grouper.close()
    again = Grouper(Shelf(path))
    again.save()
    assert again.shelf.templates() == learnt != b""
    again.close()


def signed(number: int) -> Article:
    """An article of words of its own under one outlet's sign-off."""
    words = " ".join(f"w{number}x{n}" for n in range(60))
    sign_off = "This dispatch was brought to you by the night desk of the Ossel Examiner in Lumora."
    return article(f"n{number}", f"{words}\n\n{sign_off}", outlet="Ossel Examiner")
