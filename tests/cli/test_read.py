"""``onrecord read`` as programs see it: what goes to which stream, JSON everywhere, nothing coloured when piped."""

from __future__ import annotations

import json
import sys

import pytest

from tests.run.command import OFFER, REFUSAL, Onrecord, in_own_process
from tests.run.conftest import onrecord as onrecord  # noqa: PLC0414 - a fixture for this file


@pytest.fixture
def batch(onrecord: Onrecord) -> str:
    """A folder with a refusal, an offer and a page that cannot be read."""
    folder = onrecord.folder / "batch"
    folder.mkdir()
    for name, text in (("a.txt", REFUSAL), ("b.txt", OFFER), ("c.txt", "%PDF-1.7 \0\1\2")):
        (folder / name).write_text(text, "utf-8")
    return str(folder)


def test_the_table_is_data_and_all_else_goes_to_stderr(onrecord: Onrecord, batch: str) -> None:
    ended = onrecord("read", batch, "--dossier", onrecord.dossier, "--ledger", onrecord.ledger)
    assert ended.code == 5
    table, evidence = ended.out.split("\n\n")
    assert [line.split() for line in table.splitlines()[1:]] == [
        ["BGD", "Bangladesh", "pledges"],
        ["NOR", "Norway", "rules_out"],
    ]
    assert "Norway will not send ships to the escort mission in the strait" in evidence
    for words in ("binary", "remedy:", "2 articles read", "2 positions", "1 problem (", f"kept in {onrecord.ledger}"):
        assert words in ended.err
        assert words not in ended.out
    assert "next: onrecord why" in ended.err
    assert "\x1b" not in ended.out + ended.err


def test_reading_again_shows_the_same_and_says_so(onrecord: Onrecord, batch: str) -> None:
    arguments = ("read", batch, "--dossier", onrecord.dossier, "--ledger", onrecord.ledger)
    first, second = onrecord(*arguments), onrecord(*arguments)
    assert (second.code, second.out) == (first.code, first.out)
    assert "0 articles read, 2 known already" in second.err


def test_without_a_dossier_statements_are_read(onrecord: Onrecord, batch: str) -> None:
    ended = onrecord("read", batch, "--json")
    assert [(len(one["statements"]), one["positions"]) for one in ended.lines()] == [(1, []), (1, [])]
    kept = onrecord("read", batch, "--ledger", onrecord.ledger)
    assert "next: onrecord statements" in kept.err
    assert "Espen Barth Eide" in onrecord("statements", "--ledger", onrecord.ledger).out


def test_json_lines_need_no_ledger_and_make_none(
    onrecord: Onrecord, batch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(onrecord.folder)
    before = sorted(onrecord.folder.iterdir())
    ended = onrecord("read", batch, "--dossier", onrecord.dossier, "--format", "jsonl")
    assert len(ended.lines()) == 2
    assert onrecord("read", batch, "--dossier", onrecord.dossier, "--json").out == ended.out
    assert sorted(onrecord.folder.iterdir()) == before


@pytest.mark.sqlite_file("the ledger by default is a file")
def test_the_ledger_stands_beside_the_user_by_default(
    onrecord: Onrecord, batch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(onrecord.folder)
    onrecord("read", batch, "--dossier", onrecord.dossier)
    assert (onrecord.folder / "onrecord.db").is_file()


def test_json_on_every_command_is_one_document(onrecord: Onrecord, batch: str) -> None:
    onrecord("read", batch, "--dossier", onrecord.dossier, "--ledger", onrecord.ledger)
    for command in (
        ["positions"], ["positions", "--list"], ["why", "NOR", "send"], ["statements"], ["articles"], ["problems"],
        ["export"], ["positions", "--level", "open"], ["problems", "--kind", "empty"],
    ):  # fmt: skip
        ended = onrecord(*command, "--json", "--ledger", onrecord.ledger)
        assert ended.code == 0
        json.loads(ended.out)
        assert ended.err == ""


def test_min_confidence_drops_with_a_reason(onrecord: Onrecord, batch: str) -> None:
    arguments = ("read", batch, "--dossier", onrecord.dossier, "--json", "--min-confidence", "1", "--explain")
    ended = onrecord(*arguments)
    assert all(one["positions"] == [] for one in ended.lines())
    assert "is below the limit: 'Norway will not send" in ended.err


def test_what_a_page_or_its_name_says_cannot_steer_the_terminal(onrecord: Onrecord) -> None:
    name = onrecord.folder / "\x1b[2J\u202eevil.txt"
    name.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    good = onrecord.folder / "good.txt"
    good.write_text(REFUSAL.replace("reporters", "\x1b[31mreporters\u202e"), "utf-8")
    ended = onrecord("read", name, good, "--dossier", onrecord.dossier, "--ledger", onrecord.ledger, "--explain")
    assert ended.code == 5
    assert "\x1b" not in ended.out + ended.err
    assert "\u202e" not in ended.out + ended.err


def test_progress_is_shown_on_a_terminal_only(onrecord: Onrecord, batch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b" not in onrecord("read", batch, "--json").err
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True, raising=False)
    ended = onrecord("read", batch, "--json")
    assert "articles" in ended.err
    assert [len(one["statements"]) for one in ended.lines()] == [1, 1]


def test_a_process_prints_its_data_to_stdout_alone(onrecord: Onrecord, batch: str) -> None:
    ended = in_own_process("read", batch, "--dossier", onrecord.dossier, "--json")
    assert ended.code == 5
    assert [one["positions"][0]["holder"] for one in ended.lines()] == ["NOR", "BGD"]
    assert "\x1b" not in ended.out + ended.err


def test_leaning_to_precision_and_to_recall(onrecord: Onrecord, batch: str) -> None:
    asked = ("read", batch, "--dossier", onrecord.dossier, "--json")
    counts = [
        sum(len(json.loads(line)["positions"]) for line in onrecord(*asked, *lean).out.splitlines())
        for lean in (("--precision",), (), ("--recall",))
    ]
    assert counts == sorted(counts)


def test_leaning_both_ways_is_refused(onrecord: Onrecord, batch: str) -> None:
    refused = onrecord("read", batch, "--dossier", onrecord.dossier, "--precision", "--recall")
    assert refused.code == 2
    assert "Give one of the two" in refused.err
