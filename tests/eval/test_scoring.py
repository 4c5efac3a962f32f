"""The scorer gives what a hand gives on small cases."""

from __future__ import annotations

from typing import Any

import pytest
from eval.breakdowns import calibration_error, confusion, mistakes, phenomena, reliability
from eval.matching import fold, same_name, token_f1
from eval.scoring import NAMES, ZEROES, Pair, score
from eval.sheets import find, labelled, predicted

TEXT = (
    "Ruritania will not send soldiers, Minister Zoë Mallory said. "
    "Freedonia could send 300 police if the truce holds, a diplomat said. "
    "Read more: Sylvania sends soldiers."
)
REFUSAL = "Ruritania will not send soldiers"
OFFER = "Freedonia could send 300 police if the truce holds"
JUNK = "Read more: Sylvania sends soldiers."


def label(holder: str, level: str, evidence: str, **more: Any) -> dict[str, Any]:
    return {"holder": holder, "issue": "force", "level": level, "evidence": evidence, **more}


def guess(holder: str, level: str, words: str, **more: Any) -> dict[str, Any]:
    return {"holder": holder, "issue": "force", "level": level, "evidence": span(words), **more}


def span(words: str) -> dict[str, Any]:
    where = find(words, TEXT)
    return {"start": where.start, "end": where.end, "quote": words}


GOLD: dict[str, Any] = {
    "id": "one",
    "text": TEXT,
    "credit": "AFP",
    "origin": "o-1",
    "boilerplate": [JUNK],
    "phenomena": ["negation"],
    "positions": [
        label("RUR", "rules_out", REFUSAL, speaker="Zoë Mallory"),
        label(
            "FRE",
            "open",
            OFFER,
            conditions=[{"kind": "if", "text": "the truce holds"}],
            otherwise="opposes",
            anonymous=True,
            contribution={"kind": "police", "quantity": 300, "unit": None},
        ),
    ],
    "statements": [
        {"speaker_text": "Minister Zoë Mallory", "speaker": "Zoë Mallory", "content": REFUSAL},
        {"speaker_text": "a diplomat", "speaker": None, "content": OFFER},
    ],
}


def pair(**read: Any) -> Pair:
    return labelled(GOLD), predicted({"id": "one", "positions": [], "statements": [], **read}, TEXT)


def values(*pairs: Pair) -> dict[str, float | None]:
    return {name: figure.value for name, figure in score(pairs).items()}


def test_words_are_compared_without_case_accents_and_marks() -> None:
    assert fold("Zoë’s  U.S. visit") == "zoe s u s visit"
    assert token_f1("the truce holds", "truce holds now") == pytest.approx(2 * 2 / 6)
    assert token_f1("no no", "no") == pytest.approx(2 / 3)
    assert token_f1("", "no") == 0
    assert same_name("Mallory", "Zoë Mallory")
    assert not same_name("Zoe Mallory", "Zoe Smith")
    assert not same_name("", "Zoe")
    assert not same_name(None, None)


def test_a_perfect_reading_has_every_figure_at_one() -> None:
    found = [{**one, "evidence": span(one["evidence"])} for one in GOLD["positions"]]
    said = [{**one, "content": span(one["content"])} for one in GOLD["statements"]]
    got = values(pair(positions=found, statements=said, credit="afp"))
    assert {name: got[name] for name in ZEROES} == dict.fromkeys(ZEROES, 0.0)
    nothing_to_find = {"superseded": 0.0, "origin": 0.0}
    assert {name: got[name] for name in NAMES} == dict.fromkeys(NAMES, 1.0) | nothing_to_find


def test_an_article_that_did_not_come_back_counts_as_absent_and_all_missed() -> None:
    figures = score([(labelled(GOLD), None)])
    assert figures["absent"].value == 1
    assert figures["holder+issue"].value == 0
    assert figures["holder+issue"].n == 2
    assert figures["speaker"].value is None
    assert figures["credit"].value == 0


def test_levels_one_step_away_count_as_near() -> None:
    # wanted 2, found 3, one exact and one a step away: P 1/3 R 1/2 -> F1 .4 exact; P 2/3 R 1 -> F1 .8 near
    read = [guess("RUR", "opposes", REFUSAL), guess("FRE", "open", OFFER), guess("SYL", "pledges", OFFER)]
    got = values(pair(positions=read))
    assert got["holder+issue"] == pytest.approx(0.8)
    assert got["position"] == pytest.approx(0.4)
    assert got["within one"] == pytest.approx(0.8)


def test_details_are_taken_over_matched_pairs() -> None:
    offer = guess(
        "FRE",
        "open",
        OFFER,
        conditions=[{"kind": "if", "text": "the truce holds today"}],
        otherwise="neutral",
        contribution={"kind": "police", "quantity": 200.0},
    )
    got = values(pair(positions=[offer, guess("RUR", "rules_out", "a diplomat", conditions=[{"text": "x"}])]))
    assert got["conditional"] == pytest.approx(2 / 3)  # one right of two found, one wanted
    assert got["condition text"] == pytest.approx(6 / 7)
    assert got["otherwise"] == 0
    assert got["speaker"] == 0
    assert got["anonymous"] == 0
    assert got["contribution kind"] == 1
    assert got["contribution quantity"] == 0
    assert got["evidence"] == 0.5


def test_faults_are_counted() -> None:
    crooked = guess("RUR", "rules_out", REFUSAL)
    crooked["evidence"]["quote"] = "Ruritania may send soldiers"
    bare = {"holder": "FRE", "issue": "force", "level": "open", "evidence": None}
    junk = guess("SYL", "delivers", "Sylvania sends soldiers")
    got = values(pair(positions=[crooked, bare, junk], statements=[{"speaker_text": "x", "content": span(JUNK)}]))
    assert got["bad quotes"] == 2
    assert got["boilerplate"] == 2
    assert got["holder+issue"] == pytest.approx(0.4)  # the one without a span is found, and answers nothing


def test_a_statement_answers_one_label_only() -> None:
    twice = {"speaker_text": "Mallory", "speaker": None, "content": span(REFUSAL)}
    got = score([pair(statements=[twice, twice])])["statements"]
    assert (got.precision, got.recall) == (0.5, 0.5)


def test_unlabelled_statements_are_not_none_at_all() -> None:
    gold = {key: value for key, value in GOLD.items() if key != "statements"}
    read = predicted({"id": "one", "statements": [{"speaker_text": "x", "content": span(OFFER)}]}, TEXT)
    assert score([(labelled(gold), read)])["statements"].n == 0


def test_several_stances_of_one_holder_take_the_nearest_reading() -> None:
    gold = labelled({**GOLD, "positions": [label("RUR", "open", OFFER), label("RUR", "rules_out", REFUSAL)]})
    read = predicted({"id": "one", "positions": [guess("RUR", "rules_out", REFUSAL)]}, TEXT)
    counts = confusion([(gold, read)])
    assert counts == {("rules_out", "rules_out"): 1, ("open", "missed"): 1}


def test_origins_are_scored_by_pairs_within_a_dossier() -> None:
    def row(name: str, origin: str, found: str, dossier: str = "d") -> Pair:
        gold = labelled({"id": name, "text": "", "origin": origin, "dossier": dossier})
        return gold, predicted({"id": name, "origin": found}, "")

    pairs = [row("a", "1", "x"), row("b", "1", "x"), row("c", "1", "y"), row("d", "2", "y"), row("e", "1", "x", "else")]
    figure = score(pairs)["origin"]
    assert figure.n == 3  # a-b, a-c, b-c
    assert figure.precision == 0.5
    assert figure.recall == pytest.approx(1 / 3)


def test_phenomena_and_reliability() -> None:
    read = [guess("RUR", "rules_out", REFUSAL, confidence=0.95), guess("FRE", "doubts", OFFER, confidence=0.55)]
    both = [pair(positions=read), (labelled({**GOLD, "id": "two", "phenomena": []}), None)]
    (row,) = phenomena(both)
    assert (row.name, row.articles, row.pairs.figure().value, row.exact.figure().value) == ("negation", 1, 1.0, 0.5)
    low, high = reliability(both)
    assert (low.n, low.confidence, low.right, low.exact) == (1, 0.55, 1.0, 0.0)
    assert (high.n, high.confidence, high.right, high.exact) == (1, 0.95, 1.0, 1.0)
    assert calibration_error([low, high]) == pytest.approx((0.55 + 0.05) / 2)


def test_mistakes_come_worst_first() -> None:
    read = [guess("RUR", "delivers", REFUSAL), guess("SYL", "open", "Sylvania sends soldiers")]
    kinds = [(one.kind, one.severity) for one in mistakes([pair(positions=read)])]
    assert kinds == [("boilerplate", 99), ("level", 7), ("invented", 5), ("missed", 3)]
