"""Who stands with whom, and on how many issues."""

from __future__ import annotations

from onrecord.analysis.company import company
from tests.analysis.rows import told


def test_stances_that_can_both_hold_are_together() -> None:
    rows = [
        told("a", "opposes", issue="send"),
        told("b", "supports", issue="mandate"),
        told("c", "rules_out", holder="GRC", issue="send"),
        told("d", "opposes", holder="GRC", issue="mandate"),
        told("e", "pledges", holder="ITA", issue="send"),
        told("f", "doubts", holder="DEU", issue="other"),
    ]
    grc, ita = company("ALB", rows)
    assert (grc.holder, len(grc.together), len(grc.apart), grc.issues, grc.share) == ("GRC", 1, 1, 2, 0.5)
    assert (ita.holder, ita.share) == ("ITA", 0.0)
    assert grc.apart[0][0].position.holder == "ALB"


def test_a_conditional_stance_meets_either_of_its_branches() -> None:
    rows = [
        told("a", "supports"),
        told("b", "supports", holder="GRC", otherwise="opposes", conditions=(("if", "the council asks"),)),
        told("c", "opposes", holder="ITA"),
    ]
    by_holder = {one.holder: one for one in company("ALB", rows)}
    assert by_holder["GRC"].share == 1
    assert {one.holder: one.share for one in company("ITA", rows)}["GRC"] == 1


def test_an_issue_of_another_dossier_is_another_issue() -> None:
    assert company("FRA", [told("a", "opposes")]) == ()
