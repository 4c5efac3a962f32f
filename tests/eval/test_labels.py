"""What must hold of labels: each slip of a coder's pen is refused."""

from __future__ import annotations

from typing import Any

import pytest
from eval.articles.check import main
from eval.labels import check_article
from eval.sets import SETS, LabelledSet

ISSUES = {"lake": {"send"}}
POSITION = {
    "issue": "send",
    "level": "open",
    "otherwise": None,
    "vote": None,
    "stated": "2026-02-02",
    "contribution": {"kind": "equipment"},
    "evidence": "Oslo would send ten boats if the lake freezes over",
    "conditions": [{"kind": "if", "text": "the lake freezes over"}],
}
ARTICLE = {
    "dossier": "lake",
    "published": "2026-02-03",
    "text": "Oslo would send ten boats if the lake freezes over.\n\nShare this page",
    "boilerplate": ["Share this page"],
    "positions": [POSITION],
}


@pytest.mark.parametrize(
    "slip",
    [
        {"issue": "stay"},
        {"level": "maybe"},
        {"otherwise": "maybe"},
        {"vote": "perhaps"},
        {"stated": "last week"},
        {"contribution": {"kind": "boats"}},
        {"evidence": ""},
        {"evidence": "Oslo would send twelve boats"},
        {"conditions": [{"kind": "when", "text": "the lake freezes over"}]},
        {"conditions": [{"kind": "if", "text": "the lake thaws"}]},
    ],
    ids=str,
)
def test_a_slip_in_a_position_is_refused(slip: dict[str, Any]) -> None:
    check_article(ARTICLE, ISSUES)  # as it is, nothing is wrong with it
    article = {**ARTICLE, "positions": [{**POSITION, **slip}]}
    with pytest.raises((AssertionError, ValueError)):
        check_article(article, ISSUES)


@pytest.mark.parametrize("slip", [{"published": "soon"}, {"boilerplate": ["Share this page"] * 2}], ids=str)
def test_a_slip_beside_the_positions_is_refused(slip: dict[str, Any]) -> None:
    with pytest.raises((AssertionError, ValueError)):
        check_article({**ARTICLE, **slip}, ISSUES)


@pytest.mark.parametrize("one", [one for one in SETS if one.held_out], ids=lambda one: one.name)
def test_the_labels_of_the_held_out_sets_are_in_order(one: LabelledSet) -> None:
    assert main(one.labels.parent) == 0
