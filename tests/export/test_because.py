"""What decided a position, in words."""

from __future__ import annotations

from onrecord.export.because import Reason, Share, reasons


def test_entries_are_told_apart_by_kind() -> None:
    found = reasons(("is … unlikely", "cue:unlikely", "about:lake+monitors", "grammar:rules_out", "other:as it is"))
    assert found == (
        Reason("decisive words", "is … unlikely"),
        Reason("cue in the lexicon", "unlikely"),
        Reason("words of the question", "lake, monitors"),
        Reason("what the grammar alone reads", "rules out"),
        Reason("other", "as it is"),
    )


def test_the_shares_of_the_trained_reader_are_figures() -> None:
    (found,) = reasons(("reader:stance 0.83, rules_out 0.56 neutral 0.17",))
    assert found.shares == (Share("takes a stance here", 0.83), Share("rules out", 0.56), Share("neutral", 0.17))
    assert reasons(("reader:in other words",))[0].value == "in other words"
