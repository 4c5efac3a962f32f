"""Who stands with whom, and why."""

from __future__ import annotations

import pytest

from onrecord.analysis.layout import layout, strongest
from onrecord.analysis.network import Network, Relation, Scale, network, polarization, stances, why
from onrecord.ledger.rows import PositionRow
from onrecord.records import Level
from tests.analysis.rows import told


def rows() -> list[PositionRow]:
    """Two camps over three issues, and one who stands alone."""
    found = []
    for holder, side in (("ALB", 1), ("GRC", 1), ("ITA", 1), ("FRA", -1), ("DEU", -1)):
        for number, issue in enumerate(("send", "mandate", "funds")):
            level: Level = "supports" if side * (-1) ** number > 0 else "opposes"
            found.append(told(f"{holder}-{issue}", level, holder=holder, issue=issue, said=number))
    return [*found, told("alone", "open", holder="SMR", issue="venue")]


def of(*some: PositionRow, scale: Scale = "sides") -> Network:
    return network(stances(some), scale=scale)


def test_those_who_agree_are_tied_and_those_at_odds_too() -> None:
    found = of(*rows())
    ties = {(tie.one, tie.other): tie for tie in found.ties}
    assert ties["ALB", "GRC"].agree == ties["ALB", "GRC"].weight == 3
    assert (ties["ALB", "DEU"].conflict, ties["ALB", "DEU"].weight) == (3, -3)
    assert [member.holder for member in found.members] == ["ALB", "DEU", "FRA", "GRC", "ITA", "SMR"]
    assert not any("SMR" in (tie.one, tie.other) for tie in found.ties)


def test_why_names_the_issues_and_the_rows_conflicts_first() -> None:
    found = of(
        told("a", "supports", issue="send"),
        told("b", "opposes", issue="mandate"),
        told("c", "pledges", issue="send", holder="GRC"),
        told("d", "supports", issue="mandate", holder="GRC"),
        told("e", "supports", issue="funds", holder="GRC"),
    )
    reasons = why(found, "ALB", "GRC")
    assert [(one.issue, one.relation) for one in reasons] == [("mandate", "conflict"), ("send", "agree")]
    assert (reasons[0].one.position.id, reasons[0].other.position.id) == ("p-b", "p-d")
    assert why(found, "ALB", "nobody") == ()


@pytest.mark.parametrize(
    ("one", "otherwise", "other", "wanted"),
    [
        ("supports", None, "delivers", "agree"),
        ("rules_out", None, "doubts", "agree"),
        ("opposes", None, "pledges", "conflict"),
        ("open", None, "supports", "neither"),
        ("neutral", None, "rules_out", "neither"),
        ("rules_out", "supports", "supports", "neither"),
        ("rules_out", "opposes", "supports", "conflict"),
    ],
)
def test_what_two_stances_are_to_each_other(
    one: Level, otherwise: Level | None, other: Level, wanted: Relation
) -> None:
    found = of(told("a", one, otherwise=otherwise), told("b", other, holder="GRC"))
    (reason,) = why(found, "ALB", "GRC")
    assert reason.relation == wanted
    (tie,) = found.ties
    assert (tie.agree, tie.conflict) == (float(wanted == "agree"), float(wanted == "conflict"))
    assert tie.shared == 1


def test_on_the_ladder_agreement_falls_with_every_step() -> None:
    (tie,) = of(told("a", "rules_out"), told("b", "delivers", holder="GRC"), scale="ladder").ties
    assert (tie.agree, tie.conflict) == (0, 1)
    (tie,) = of(told("a", "open"), told("b", "supports", holder="GRC"), scale="ladder").ties
    assert tie.agree == pytest.approx(6 / 7, abs=1e-6)


def test_a_holder_counts_once_on_an_issue_with_the_stance_that_prevails() -> None:
    many = [told(f"old{day}", "opposes", said=day) for day in range(5)]
    found = of(*many, told("new", "supports", said=60, seen=60), told("b", "supports", holder="GRC", said=60, seen=60))
    (tie,) = found.ties
    assert (tie.agree, tie.conflict, tie.shared) == (1, 0, 1)


def test_beyond_the_cap_those_with_fewest_stances_are_left_out_and_named() -> None:
    found = network(stances(rows()), cap=5)
    assert found.left_out == ("SMR",)
    assert len(found.members) == 5


def test_ties_are_ordered_by_weight_then_by_name() -> None:
    found = of(*rows(), told("x", "supports", holder="ESP", issue="send"))
    weights = [abs(tie.weight) for tie in found.ties]
    assert weights == sorted(weights, reverse=True)
    strong = [(tie.one, tie.other) for tie in found.ties if abs(tie.weight) == 3]
    assert strong == sorted(strong)


def test_camps_lie_on_two_sides_and_nobody_on_another() -> None:
    found = of(*rows())
    places = layout(found, strongest(found))
    assert layout(found, strongest(found)) == places
    assert set(places) == {"ALB", "GRC", "ITA", "FRA", "DEU"}
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())

    def apart(one: str, other: str) -> float:
        return float(sum((a - b) ** 2 for a, b in zip(places[one], places[other], strict=True)) ** 0.5)

    assert max(apart("ALB", "GRC"), apart("DEU", "FRA")) < min(apart("ALB", "DEU"), apart("GRC", "FRA"))
    assert min(apart(one, two) for one in places for two in places if one != two) > 0.05


def test_nothing_to_draw() -> None:
    found = of(told("a"))
    assert strongest(found) == ()
    assert layout(found, ()) == {}
    nobody = of()
    assert (nobody.members, nobody.ties, polarization(nobody)) == ((), (), None)
    assert of(scale="ladder").ties == ()


def test_only_the_strongest_ties_of_each_are_drawn() -> None:
    found = of(*(told(f"x{n}", holder=f"H{n:02}") for n in range(30)))
    assert len(found.ties) == 30 * 29 / 2
    assert len(strongest(found, each=3)) <= 30 * 3
    assert len(strongest(found, most=10)) == 10


def test_two_camps_are_told_against_chance() -> None:
    found = polarization(of(*rows()), permutations=99)
    assert found is not None
    assert found.camps.balance == 1
    assert found.camps.of == (0, 1, 1, 0, 0, 0)
    assert found.percentile > 0.8
