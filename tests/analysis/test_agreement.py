"""Krippendorff's alpha against the worked examples of its author, and the agreement of two reviewers on a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis.agreement import Metric, alpha, spans_f1
from onrecord.analysis.reviewers import agreement, reviewers
from onrecord.ledger import Ledger, Target, accept, add, edit, position, reject, review_log, target_of, undo_review
from onrecord.records import Level, Position, Span
from tests.databases import Place
from tests.ledger.samples import DOSSIER, RUN, TEXT, one_position, reading, span

# Krippendorff (2011): A. nominal data, two observers, no missing data; B. the same, two values; C. any metric, any
# number of observers, missing data (None).
BINARY = ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0])
LETTERS = ("aabbdcccedda", "babbbccceddd")
FOUR = (
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
)


def test_two_values() -> None:
    assert alpha(zip(*BINARY, strict=True), "nominal") == pytest.approx(0.095, abs=5e-4)


def test_nominal_data() -> None:
    coded = [[ord(letter) for letter in line] for line in LETTERS]
    assert alpha(zip(*coded, strict=True), "nominal") == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize(("metric", "expected"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_four_observers_with_missing_values(metric: Metric, expected: float) -> None:
    assert alpha(zip(*FOUR, strict=True), metric) == pytest.approx(expected, abs=5e-4)


def test_where_it_is_not_defined() -> None:
    assert alpha([]) is None
    assert alpha([[1, None], [None, 2]]) is None
    assert alpha([[3, 3], [3, 3]]) is None


values = st.lists(st.lists(st.one_of(st.none(), st.integers(0, 7)), min_size=2, max_size=4), max_size=12)


@given(values)
def test_order_does_not_matter_and_perfect_is_one(units: list[list[int | None]]) -> None:
    found = alpha(units)
    turned = alpha([list(reversed(unit)) for unit in reversed(units)])
    assert found == pytest.approx(turned) if found is not None else turned is None
    assert found is None or found <= 1
    same = alpha([[unit[0], unit[0]] for unit in units])
    assert same is None or same == pytest.approx(1)


def test_spans() -> None:
    one = [("a", Span(0, 4, "abcd")), ("a", Span(10, 12, "kl"))]
    other = [("a", Span(0, 4, "abcd")), ("b", Span(10, 12, "kl"))]
    found = spans_f1(one, other)
    assert found is not None
    assert (found.exact, found.count) == (0.5, 4)
    assert found.characters == pytest.approx(2 * 4 / 12)
    assert spans_f1(other, one) == found
    assert spans_f1([], []) is None


@pytest.fixture
def ledger(new_place: Place) -> Iterator[Ledger]:
    with Ledger.open(new_place("ledger.db"), create=True) as record:
        record.write_dossier(DOSSIER)
        record.write(RUN, reading())
        for number in range(4):
            record.write(RUN, one_position(f"b{number}", level="opposes"))
        yield record


def at(ledger: Ledger, id_: str) -> Target:
    return target_of(position(ledger, id_))


def put(ledger: Ledger, id_: str, level: Level, by: str) -> int:
    return edit(ledger, [at(ledger, id_)], lambda one: replace(one, level=level), by=by, as_read=True)


def test_two_reviewers(ledger: Ledger) -> None:
    accept(ledger, [at(ledger, f"p-b{number}") for number in range(4)], by="ada")
    put(ledger, "p-b0", "doubts", "bo")
    reject(ledger, [at(ledger, "p-b1")], by="bo")
    accept(ledger, [at(ledger, "p-b2")], by="bo")
    found = agreement(review_log(ledger), "ada", "bo")
    assert [(pair.article, pair.differs) for pair in found.pairs] == [
        ("b0", ("level",)),
        ("b1", ("verdict",)),
        ("b2", ()),
    ]
    assert found.levels == alpha([[1, 2], [1, 1]])
    assert found.kept == alpha([[1, 1], [1, 0], [1, 1]], "nominal")
    assert found.spans is not None
    assert found.spans.exact == pytest.approx(2 * 2 / 5)
    assert reviewers(review_log(ledger)) == ("ada", "bo")


def test_an_adjudication_settles_and_is_no_agreement(ledger: Ledger) -> None:
    accept(ledger, [at(ledger, "p-b0")], by="ada")
    put(ledger, "p-b0", "doubts", "bo")
    before = agreement(review_log(ledger), "ada", "bo")
    assert len(before.disputes) == 1
    number = edit(ledger, [at(ledger, "p-b0")], lambda one: replace(one, level="open"), by="ada", settles=True)
    after = agreement(review_log(ledger), "ada", "bo")
    assert (after.disputes, after.levels) == ((), before.levels)
    assert after.pairs[0].settled is not None
    assert position(ledger, "p-b0").position.level == "open"
    undo_review(ledger, number, by="ada")
    assert agreement(review_log(ledger), "ada", "bo").disputes == before.disputes


def test_what_one_adds_counts_among_spans(ledger: Ledger) -> None:
    accept(ledger, [at(ledger, "p-a1-refuses")], by="ada")
    accept(ledger, [at(ledger, "p-a1-refuses")], by="bo")
    key = position(ledger, "p-a1-refuses").article.reading
    add(ledger, key, Position("", "GRC", "mandate", "open", span(TEXT, "Greece"), 0.0, ()), by="bo")
    found = agreement(review_log(ledger), "ada", "bo")
    assert found.spans is not None
    assert found.spans.exact == pytest.approx(2 / 3)
    assert found.spans.count == 3
