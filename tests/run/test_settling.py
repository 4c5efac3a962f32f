"""Later articles settle conditions: in any order, once, with their words; a person's word wins over them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.ledger import Ledger, condition_log, undo_condition
from onrecord.read import load_dossier
from onrecord.run import ask
from onrecord.run.pipeline import record
from onrecord.settings import Settings
from tests.databases import Place

TOLD = "OSLO, March 2 (Reuters) - Norway will send police to Haiti if parliament approves the mission, Foreign Minister"
TOLD += " Espen Barth Eide said."
LATER = "OSLO, March 20 (Reuters) - Norway's parliament approved the mission to Haiti on Thursday by a wide margin."
NOT_YET = "OSLO, March 10 (Reuters) - Norway's parliament has not yet approved the mission to Haiti, its speaker said."
DOSSIER = """
id: haiti
title: A police mission to Haiti
issues:
  - id: send
    kind: action
    question: Will it send police or soldiers to the mission in Haiti?
"""


@pytest.fixture
def folder(tmp_path: Path, new_place: Place) -> Path:
    (tmp_path / "place").write_text(new_place("ledger.db"), encoding="utf-8")
    (tmp_path / "haiti.yaml").write_text(DOSSIER, encoding="utf-8")
    return tmp_path


def read(folder: Path, *texts: str) -> str:
    """Reads the articles into a ledger, in this order; where the ledger is."""
    for text in texts:
        (folder / f"{texts.index(text)}-{len(text)}.txt").write_text(text, encoding="utf-8")
    paths = [str(folder / f"{at}-{len(text)}.txt") for at, text in enumerate(texts)]
    place = (folder / "place").read_text(encoding="utf-8")
    with Ledger.open(place, create=True) as ledger:
        for _ in record(paths, load_dossier(str(folder / "haiti.yaml")), Settings(), ledger):
            pass
    return place


def dated(text: str, day: int) -> str:
    return f"Published: 2026-03-{day:02}\n\n{text}"


def test_an_article_settles_a_condition_once(folder: Path) -> None:
    texts = (dated(LATER, 20), dated(TOLD, 2), dated(NOT_YET, 10))
    place = read(folder, *texts)
    read(folder, *texts)
    with Ledger.open(place) as ledger:
        (entry,) = condition_log(ledger)
        (row,) = ask.conditions(ledger, on=date(2026, 4, 1))
    assert entry.quote is not None
    assert entry.quote.quote.startswith("Norway's parliament approved")
    assert (entry.verdict, entry.seen, entry.by) == ("met", date(2026, 3, 20), f"article {entry.article}")
    assert entry.run
    assert (row.status.status, row.status.by, row.status.source) == ("met", "article", f"article {entry.article}")


def test_a_persons_word_wins_and_an_undone_entry_stays_undone(folder: Path) -> None:
    place = read(folder, dated(TOLD, 2), dated(LATER, 20))
    with Ledger.open(place) as ledger:
        ask.set_condition(ledger, "parliament approves the mission", "unmet", by="ada")
        assert ask.conditions(ledger)[0].status.status == "unmet"
        undo_condition(ledger, 2, by="ada")
        assert ask.conditions(ledger)[0].status.by == "article"
        undo_condition(ledger, 1, by="ada", why="another parliament")
    read(folder, dated(TOLD, 2), dated(LATER, 20))
    with Ledger.open(place) as ledger:
        assert ask.conditions(ledger)[0].status.by == "nobody"
        assert ask.conditions(ledger, on=date(2026, 3, 10))[0].status.status == "unknown"


def test_what_if_counts_what_articles_settled_unless_told_not_to(folder: Path) -> None:
    place = read(folder, dated(TOLD, 2), dated(LATER, 20))
    settled = ask.whatif(place, on=date(2026, 4, 1), contribution="police")
    assert settled.before[0].undecided == 0
    assert ask.whatif(place, only_given=True, contribution="police").before[0].undecided == 1


def test_an_earlier_article_settles_nothing(folder: Path) -> None:
    place = read(folder, dated(TOLD, 22), dated(LATER, 20))
    with Ledger.open(place) as ledger:
        assert condition_log(ledger) == []
