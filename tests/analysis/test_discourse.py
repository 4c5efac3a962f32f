"""The formulas of discourse networks against the figures of the program that the field uses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.analysis.camps import best_camps, polarization
from onrecord.analysis.discourse import Matrix, graded, normalised, same_level, shared_issues, tie_strength

VECTORS = json.loads(Path(__file__).with_name("discourse_vectors.json").read_text("utf-8"))


def kept(statements: list[Any], duplicates: str, by_level: bool) -> Iterator[Any]:
    seen = set()
    for number, one in enumerate(sorted(statements, key=lambda one: one["date"])):
        scope = {"include": number, "document": one["doc"], "acrossrange": 0}[duplicates]
        key = (one["organization"], one["concept"], scope, one["agreement"] if by_level else None)
        if key not in seen:
            seen.add(key)
            yield one


def table(dataset: str, duplicates: str = "include", by_level: bool = True) -> tuple[Matrix, Matrix]:
    statements = VECTORS["statements"][dataset]
    rows = list(kept(statements, duplicates, by_level))
    actors, concepts, levels = (
        sorted({one[name] for one in statements}) for name in ("organization", "concept", "agreement")
    )
    x = np.zeros((len(actors), len(concepts), len(levels)))
    for one in rows:
        x[actors.index(one["organization"]), concepts.index(one["concept"]), levels.index(one["agreement"])] += 1
    return x, np.array(levels, dtype=np.float64)


@pytest.mark.parametrize("vector", VECTORS["networks"], ids=lambda one: "-".join(map(str, list(one.values())[:4])))
def test_ties_are_those_of_the_reference(vector: Any) -> None:
    how, dataset = vector["qualifierAggregation"], vector["dataset"]
    x, values = table(dataset, vector["duplicates"], how != "ignore")
    likeness = graded(values)
    kernel = {
        "ignore": np.ones_like(likeness),
        "congruence": likeness,
        "conflict": 1 - likeness,
        "subtract": 2 * likeness - 1,
    }[how]
    found = tie_strength(x, kernel)
    if vector["normalization"] == "cosine":  # there the product of activities, which is no cosine
        activity = x.sum(axis=(1, 2))
        found = found / np.outer(activity, activity)
    elif vector["normalization"] != "no":
        found = normalised(found, x, vector["normalization"])
    assert np.allclose(found, vector["matrix"])


def test_a_true_cosine_of_equal_rows_is_one() -> None:
    x = np.zeros((3, 2, 2))
    x[0, :, 0] = x[1, :, 0] = (2, 1)
    x[2, :, 1] = (1, 1)
    found = normalised(tie_strength(x, same_level(2)), x, "cosine")
    assert found[0, 1] == pytest.approx(1)
    assert found[0, 2] == 0


def test_shares_count_the_issues_on_which_both_took_a_stance() -> None:
    x = np.zeros((2, 3, 2))
    x[0, 0, 0] = x[0, 1, 0] = x[1, 1, 0] = x[1, 2, 0] = 1
    assert shared_issues(x)[0, 1] == 1
    assert normalised(tie_strength(x, same_level(2)), x, "share")[0, 1] == 1


def test_the_planted_camps_of_the_reference_data_are_found() -> None:
    x, values = table("bipolar")
    likeness = graded(values)
    found = best_camps(tie_strength(x, 2 * likeness - 1))
    assert found is not None
    assert list(found.of) == VECTORS["camps"]
    assert found.balance == 1


def planted(actors: int, issues: int, noise: float, seed: int) -> tuple[Matrix, Matrix]:
    random = np.random.default_rng(seed)
    camp = random.integers(0, 2, actors)
    camp[0] = 0
    x = np.zeros((actors, issues, 2))
    for actor in range(actors):
        for issue in np.flatnonzero(random.random(issues) < 0.7):
            x[actor, issue, int(camp[actor] ^ (issue % 2) ^ (random.random() < noise))] = 1
    return camp.astype(np.float64), x


@pytest.mark.parametrize("actors", [8, 14, 40])
def test_planted_camps_are_found_and_lie_beyond_chance(actors: int) -> None:
    camp, x = planted(actors, 10, 0.05, seed=actors)
    found = polarization(x, same_level(2), 1 - same_level(2), permutations=39)
    assert found is not None
    assert np.mean(np.array(found.camps.of) == camp) > 0.9
    assert found.percentile > 0.97
    assert found.low <= found.high < found.camps.balance


def test_stances_at_random_look_balanced_and_lie_within_chance() -> None:
    _, x = planted(7, 6, 0.5, seed=3)
    found = polarization(x, same_level(2), 1 - same_level(2), permutations=99)
    assert found is not None
    assert found.camps.balance > 0.5  # which is why the figure is never shown alone
    assert 0.02 < found.percentile < 0.98


def test_the_search_is_as_good_as_trying_all(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(4)
    exact, searched = [], []
    for _ in range(20):
        signed = random.normal(size=(10, 10))
        signed = signed + signed.T
        np.fill_diagonal(signed, 0)
        exact.append(best_camps(signed))
        with monkeypatch.context() as patch:
            patch.setattr("onrecord.analysis.camps._EXACT", 0)
            searched.append(best_camps(signed))
    same = [
        one is not None and two is not None and abs(one.balance - two.balance) < 1e-9
        for one, two in zip(exact, searched, strict=True)
    ]
    assert sum(same) >= 19


def test_without_a_tie_there_are_no_camps() -> None:
    assert best_camps(np.zeros((3, 3))) is None
    assert polarization(np.zeros((2, 1, 2)), same_level(2), 1 - same_level(2)) is None
