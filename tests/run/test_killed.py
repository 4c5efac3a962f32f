"""Killed at any moment and run again, a reading ends with the same ledger."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.records import Reading, RunInfo
from tests.run.command import COMMAND, OFFER, REFUSAL, Onrecord, counts, dump

ARTICLES = 48
BATCH = 4


@pytest.fixture
def feed(onrecord: Onrecord) -> Path:
    """Rows of several batches: copies and re-writes among them, broken lines, ids given twice."""
    rows: list[str] = []
    for number in range(ARTICLES):
        text = (REFUSAL, OFFER, f"{REFUSAL}\nThe ferry of pier {number} was late again.\n", OFFER + REFUSAL)[number % 4]
        row = {"id": f"a{number % 40}", "text": text, "outlet": f"Outlet {number % 7}", "published": "2026-02-05"}
        rows.append(json.dumps(row))
        if number % 5 == 0:
            rows.append(f"{{broken {number}")
    path = onrecord.folder / "feed.jsonl"
    path.write_text("\n".join(rows), "utf-8")
    return path


def rows_of(place: str) -> int:
    """How many articles the ledger holds by now; -1 while there is none."""
    try:
        with Ledger.open(place, readonly=True, patience=0) as ledger, ledger.reading() as connection:
            return int(connection.execute(text("SELECT count(*) FROM articles")).scalar_one())
    except LedgerError:  # not yet made, or its writer is at it
        return -1


def test_killed_at_several_moments_and_run_again(
    onrecord: Onrecord, feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_BATCH", str(BATCH))
    onrecord.read(feed)
    whole, broken = onrecord.ledger, onrecord.place("broken.db")
    command = [*COMMAND, "read", str(feed), "--dossier", str(onrecord.dossier), "--ledger", broken]
    killed = 0
    # In the making of the ledger, within a batch, and when a batch has just ended.
    for goal in (0, 1, 2 * BATCH, 3 * BATCH + 2):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            deadline = time.monotonic() + 60
            while process.poll() is None and time.monotonic() < deadline:
                if rows_of(broken) >= goal:
                    break
                time.sleep(0.0005)
            process.send_signal(signal.SIGKILL)
        killed += process.returncode == -signal.SIGKILL
    assert killed >= 3
    assert rows_of(broken) < counts(whole)["articles"]
    onrecord.ledger = broken
    onrecord.read(feed)
    assert dump(broken) == dump(whole)


@pytest.mark.parametrize("goal", [1, BATCH, BATCH + 1, 5 * BATCH])
def test_interrupted_after_any_article_and_run_again(
    onrecord: Onrecord, feed: Path, monkeypatch: pytest.MonkeyPatch, goal: int
) -> None:
    monkeypatch.setenv("ONRECORD_BATCH", str(BATCH))
    onrecord.read(feed)
    whole, onrecord.ledger = onrecord.ledger, onrecord.place("broken.db")
    write = Ledger.write

    def write_some(ledger: Ledger, run: RunInfo, reading: Reading) -> bool:
        if rows_of(onrecord.ledger) == goal:
            raise KeyboardInterrupt
        return write(ledger, run, reading)

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "write", write_some)
        assert onrecord.read(feed).code == 130
    assert rows_of(onrecord.ledger) == goal
    onrecord.read(feed)
    assert dump(onrecord.ledger) == dump(whole)
