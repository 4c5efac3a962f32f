"""The gate from the command line: what it reads, what it prints, how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval.articles import check
from eval.scoring import Pair
from eval.sets import LabelledSet, Result, read_set
from eval.sheets import Sheet, Stance

from eval import gate
from onrecord.records import Span
from onrecord.settings import Settings

TEXT = "Ruritania will not send soldiers. Freedonia will. Sylvania may. Borduria has."


def stance(holder: str, level: str) -> Stance:
    start = TEXT.find(holder)
    return Stance(holder, "force", level, Span(start, start + len(holder), holder))


WANTED = tuple(
    stance(holder, level)
    for holder, level in (
        ("Ruritania", "rules_out"),
        ("Freedonia", "pledges"),
        ("Sylvania", "open"),
        ("Borduria", "delivers"),
        ("soldiers", "open"),
    )
)


def reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, right: int, noise: tuple[Span, ...] = ()) -> None:
    """Lets the gate read one set, in which so many of five positions are right and the others missing."""
    of = LabelledSet("set", tmp_path, tmp_path, gated=True)
    pair: Pair = (Sheet("one", TEXT, WANTED, noise=noise), Sheet("one", TEXT, WANTED[:right]))
    monkeypatch.setattr(gate, "SETS", (of,))
    monkeypatch.setattr(gate, "read_set", lambda *_: Result(of, (pair,), ()))
    monkeypatch.setattr(gate, "BASELINE", tmp_path / "baseline.json")


def test_it_passes_then_fails_on_a_drop(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reads(monkeypatch, tmp_path, right=5)
    assert gate.main(["--update"]) == 0
    assert gate.main([]) == 0
    reads(monkeypatch, tmp_path, right=3)
    assert gate.main([]) == 1
    assert "FAILED set: position fell from 1.0000 to 0.7500" in capsys.readouterr().err


def test_an_update_does_not_lower_without_a_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reads(monkeypatch, tmp_path, right=5)
    gate.main(["--update"])
    reads(monkeypatch, tmp_path, right=3)
    before = gate.BASELINE.read_text("utf-8")
    assert gate.main(["--update"]) == 1
    assert gate.BASELINE.read_text("utf-8") == before
    assert "baseline unchanged" in capsys.readouterr().err
    assert gate.main(["--update", "--lower", "harder labels"]) == 0
    assert json.loads(gate.BASELINE.read_text("utf-8"))["lowered"][0]["reason"] == "harder labels"


def test_a_record_out_of_boilerplate_fails_whatever_the_baseline(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reads(monkeypatch, tmp_path, right=5, noise=(Span(0, 33, TEXT[:33]),))
    assert gate.main(["--update", "--show", "1", "--details"]) == 1
    shown = capsys.readouterr()
    assert "set: boilerplate is 2, must be 0" in shown.err
    assert "Ruritania force" in shown.out


def test_a_reason_needs_an_update(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        gate.main(["--lower", "because"])
    assert ended.value.code == 2
    assert "needs --update" in capsys.readouterr().err


def test_articles_go_through_the_real_pipeline(tmp_path: Path) -> None:
    dossier = {
        "id": "d",
        "title": "A force",
        "issues": [{"id": "force", "kind": "action", "question": "Will it send troops to the force?"}],
    }
    row = {
        "id": "own-id",
        "dossier": "d",
        "published": "2026-01-06",
        "text": "OSLO, Jan 6 (Reuters) - Norway will not send troops, Foreign Minister Espen Barth Eide said.",
        "credit": "Reuters",
        "positions": [{"holder": "NOR", "issue": "force", "level": "rules_out", "evidence": "Norway will not send"}],
    }
    (tmp_path / "d.yaml").write_text(json.dumps(dossier), encoding="utf-8")  # JSON is YAML
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps(row) + "\n", encoding="utf-8")
    result = read_set(LabelledSet("set", labels, tmp_path, gated=True), Settings())
    ((gold, read),) = result.pairs
    assert result.failures == ()
    assert read is not None
    assert (gold.id, read.id, read.credit) == ("own-id", "own-id", "Reuters")


def test_the_shipped_labels_are_consistent() -> None:
    assert check.main() == 0
