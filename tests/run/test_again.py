"""Reading the same again adds nothing; reading in parts, in order, ends as reading in one go; batches do not show."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.run.command import COMMAND, DOSSIER, OFFER, REFUSAL, ROOT, Onrecord, counts, dump

EXAMPLE = ROOT / "examples" / "gaza-force"


def test_reading_the_examples_again_adds_nothing(onrecord: Onrecord) -> None:
    onrecord.dossier = EXAMPLE / "dossier.yaml"
    first = onrecord.read(EXAMPLE / "articles")
    before = dump(onrecord.ledger, without=())
    again = onrecord.read(EXAMPLE / "articles")
    assert (again.code, again.out) == (first.code, first.out)
    assert dump(onrecord.ledger, without=()) == before
    assert counts(onrecord.ledger)["articles"] == len(first.lines())


def write(folder: Path, numbers: range) -> list[Path]:
    """Files that share an origin here and there, and each with a problem of its own."""
    folder.mkdir(exist_ok=True)
    made = []
    for number in numbers:
        path = folder / f"{number:02}.jsonl"
        text = (REFUSAL, OFFER, f"{OFFER}\n{REFUSAL}")[number % 3]
        row = {"text": text, "outlet": f"Outlet {number}", "published": "2026-02-30", "title": number}
        path.write_text(json.dumps(row) + "\n{broken", "utf-8")
        made.append(path)
    return made


def test_reading_in_two_halves_ends_as_reading_in_one_go(onrecord: Onrecord) -> None:
    paths = write(onrecord.folder / "batch", range(12))
    whole = onrecord.read(*paths)
    at_once, onrecord.ledger = onrecord.ledger, onrecord.place("halves.db")
    first = onrecord.read(*paths[:5])
    second = onrecord.read(*paths[5:])
    assert dump(onrecord.ledger) == dump(at_once)
    assert first.out + second.out == whole.out
    # Overlapping parts add nothing twice.
    onrecord.read(*paths[3:9])
    assert dump(onrecord.ledger) == dump(at_once)


@pytest.mark.parametrize("batch", ["1", "3", "100"])
def test_how_many_are_parsed_at_once_changes_nothing(
    onrecord: Onrecord, batch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write(onrecord.folder / "batch", range(8))
    wanted = onrecord.read(*paths)
    as_usual, onrecord.ledger = onrecord.ledger, onrecord.place("other.db")
    monkeypatch.setenv("ONRECORD_BATCH", batch)
    assert onrecord.read(*paths).out == wanted.out
    assert dump(onrecord.ledger) == dump(as_usual)


def test_a_corrected_article_or_another_dossier_stands_beside(onrecord: Onrecord) -> None:
    page = onrecord.folder / "page.jsonl"
    page.write_text(json.dumps({"id": "p", "text": REFUSAL}), "utf-8")
    onrecord.read(page)
    page.write_text(json.dumps({"id": "p", "text": OFFER}), "utf-8")
    assert onrecord.read(page).lines()[0]["id"] == "p"
    assert counts(onrecord.ledger)["articles"] == 2
    onrecord.dossier.write_text(onrecord.dossier.read_text("utf-8").replace("id: strait", "id: other"), "utf-8")
    onrecord.read(page)
    assert counts(onrecord.ledger)["articles"] == 3
    assert counts(onrecord.ledger)["runs"] == 2


UNDECIDED = """\
Officials from Ghana, Peru, Nepal, Chile, Malta and Kenya met on Monday. It rained. The talks were long.

The lights went out at nine. The coffee was gone. Trams stood still.

Foreign Minister Karen Oldfield said the government would send two ships to the escort mission in the strait.
"""


def test_no_order_of_a_set_decides_whose_minister_it_is(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(DOSSIER, "utf-8")
    (tmp_path / "page.txt").write_text(UNDECIDED, "utf-8")
    told = []
    for seed in ("1", "3"):  # under these two the states of a set came in another order
        command = (*COMMAND, "read", "page.txt", "--dossier", "dossier.yaml", "--format", "jsonl")
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "ONRECORD_LEDGER": str(tmp_path / f"{seed}.db")}
        done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True)
        told.append(json.loads(done.stdout))
    assert told[0] == told[1]
    assert {one["on_behalf_of"] for one in told[0]["statements"]} == {None}  # six are as likely: none is taken
