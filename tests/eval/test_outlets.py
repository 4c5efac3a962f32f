"""The multi-outlet set is consistent, and its labels can be put into a ledger as if they had been read."""

from __future__ import annotations

import json

import pytest
from eval.outlets import check, gold
from eval.sheets import rows
from tests.databases import Place

from onrecord.ledger import Ledger, positions
from onrecord.read import load_dossier


def test_the_labels_are_consistent() -> None:
    assert check.main() == 0


def test_the_check_sees_a_shift_that_no_position_bears_out() -> None:
    articles = {row["id"]: row for row in check.rows("articles.jsonl")}
    row = check.rows("shifts.jsonl")[0]
    check.check_shift(row, articles)
    with pytest.raises(AssertionError):
        check.check_shift({**row, "to": "doubts"}, articles)


def test_the_check_sees_a_condition_under_no_proposition() -> None:
    articles = {row["id"]: row for row in check.rows("articles.jsonl")}
    with pytest.raises(AssertionError):
        check.check_propositions(check.rows("conditions.jsonl")[1:], articles)


@pytest.mark.parametrize("dossier", ["shipping-levy", "border-truce"])
def test_a_ledger_gives_back_the_labelled_positions(dossier: str, new_place: Place) -> None:
    with Ledger.open(new_place("gold.db"), create=True) as ledger:
        gold.fill(ledger, dossier)
        held = positions(ledger)
    labels = [(row, one) for row in rows(gold.ARTICLES) if row["dossier"] == dossier for one in row["positions"]]
    wanted = sorted((row["id"], one["holder"], one["issue"], one["level"], one["evidence"]) for row, one in labels)
    got = [(r.article.id, r.position.holder, r.position.issue, r.position.level, r.position.evidence) for r in held]
    assert sorted((*head, span.quote) for *head, span in got) == wanted
    assert {row.article.origin for row in held} == {row["origin"] for row, _ in labels}


def test_filling_twice_adds_nothing(new_place: Place) -> None:
    with Ledger.open(new_place("gold.db"), create=True) as ledger:
        gold.fill(ledger, "border-truce")
        once = len(positions(ledger))
        gold.fill(ledger, "border-truce")
        assert len(positions(ledger)) == once


def test_spans_quote_the_text_and_conditions_lie_in_their_evidence() -> None:
    for one in gold.readings():
        spans = list(one.article.body)
        spans += [piece.span for piece in one.article.boilerplate]
        for position in one.positions:
            spans += [position.evidence, *(condition.span for condition in position.conditions)]
            assert all(position.evidence.contains(condition.span) for condition in position.conditions)
            assert any(paragraph.contains(position.evidence) for paragraph in one.article.body), position.evidence
        assert all(one.article.text[span.start : span.end] == span.quote for span in spans)


def test_every_dossier_can_be_loaded_and_read_out(capsys: pytest.CaptureFixture[str], new_place: Place) -> None:
    issues = {issue.id for issue in load_dossier(str(gold.DOSSIERS / "shipping-levy.yaml")).issues}
    assert gold.main(["--dossier", "shipping-levy"]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {one["issue"] for row in printed for one in row["positions"]} == issues
    assert [row["published"] for row in printed] == sorted(row["published"] for row in printed)
    assert gold.main(["--dossier", "shipping-levy", "--ledger", new_place("gold.db")]) == 0
    with Ledger.open(new_place("gold.db"), readonly=True) as ledger:
        assert len(positions(ledger)) == sum(len(row["positions"]) for row in printed)
