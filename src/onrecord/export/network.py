"""A network of holders as data: its ties with the issues they rest on, as JSON, CSV, a table, or a graph for others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from onrecord.analysis.camps import Polarization
from onrecord.analysis.network import Member, Network, Reason, Relation, Tie, explained
from onrecord.export.answers import voiced
from onrecord.export.contract import Json
from onrecord.export.csv_file import csv_line, guarded
from onrecord.export.table import Grid

if TYPE_CHECKING:
    import networkx as nx

COLUMNS: Final = (
    *("one", "other", "weight", "agree", "conflict", "shared"),
    *("agree_on", "at_odds_on", "neither_on"),
)
_LISTED: Final = 60
"""Ties that the table shows; the other forms have them all."""


def network_to_json(found: Network, camps: Polarization | None = None, part: slice = slice(None)) -> Json:
    """The network: members with their stances, ties with what they rest on; of each list the items in ``part``."""
    return {
        "scale": found.scale,
        "measure": found.measure,
        "normalisation": found.normalisation,
        "issues": list(found.issues[part]),
        "members": [_member(one) for one in found.members[part]],
        "ties": [_tie(tie, reasons) for tie, reasons in explained(found, found.ties[part])],
        "left_out": list(found.left_out[part]),
        "polarization": None if camps is None else polarization_to_json(found, camps),
    }


def polarization_to_json(found: Network, camps: Polarization) -> Json:
    """The two camps, and where their balance lies among shuffled stances."""
    sides = [[one.holder for one, side in zip(found.members, camps.camps.of, strict=True) if side == n] for n in (0, 1)]
    return {
        "camps": sides,
        "balance": round(camps.camps.balance, 4),
        "percentile": round(camps.percentile, 4),
        "by_chance": [round(camps.low, 4), round(camps.high, 4)],
        "permutations": camps.permutations,
    }


def _member(one: Member) -> Json:
    return {"holder": one.holder, "stances": [voiced(row) for row in one.rows]}


def _tie(tie: Tie, reasons: Iterable[Reason]) -> Json:
    return {
        "one": tie.one,
        "other": tie.other,
        "weight": tie.weight,
        "agree": tie.agree,
        "conflict": tie.conflict,
        "shared": tie.shared,
        "reasons": [reason_to_json(one) for one in reasons],
    }


def reason_to_json(one: Reason) -> Json:
    """One issue on which both took a stance, with the position of either."""
    return {
        "issue": one.issue,
        "relation": one.relation,
        "one": {"level": one.one.position.level, "position": one.one.position.id},
        "other": {"level": one.other.position.level, "position": one.other.position.id},
    }


def _on(reasons: Iterable[Reason], relation: Relation) -> str:
    return "; ".join(one.issue for one in reasons if one.relation == relation)


def tie_rows(found: Network) -> Iterator[list[object]]:
    """The ties as cells under ``COLUMNS``."""
    for tie, reasons in explained(found, found.ties):
        on = (_on(reasons, relation) for relation in ("agree", "conflict", "neither"))
        yield [tie.one, tie.other, tie.weight, tie.agree, tie.conflict, tie.shared, *on]


def network_csv(found: Network) -> Iterator[str]:
    """Ties, one a row, strongest first."""
    yield csv_line(COLUMNS)
    for row in tie_rows(found):
        yield csv_line(guarded(cell) for cell in row)


def network_grid(found: Network) -> Grid:
    """The strongest ties as a table for a person."""
    shown = (
        (f"{tie.one} – {tie.other}", *(f"{value:g}" for value in (tie.weight, tie.agree, tie.conflict)), _said(reasons))
        for tie, reasons in explained(found, found.ties[:_LISTED])
    )
    return Grid.of(("who", "weight", "agree", "at odds", "on"), shown)


def _said(reasons: Iterable[Reason]) -> str:
    signs = {"agree": "+", "conflict": "−", "neither": "·"}
    return ", ".join(f"{signs[one.relation]} {one.issue}" for one in reasons)


def graph(found: Network, name: Callable[[str], str] = str) -> nx.Graph[str]:
    """The network as a networkx graph: nodes with their names and stances, edges with what they rest on.

    ``weight`` is at least 0, as readers of graphs expect; ``signed`` has its sign.
    """
    import networkx  # noqa: PLC0415 - only those who export a graph pay for it

    made: nx.Graph[str] = networkx.Graph(
        scale=found.scale, measure=found.measure, normalisation=found.normalisation, left_out=len(found.left_out)
    )
    for member in found.members:
        stances = {f"stance_{row.position.issue}": row.position.level for row in member.rows}
        made.add_node(_plain(member.holder), label=_plain(name(member.holder)), issues=len(member.rows), **stances)
    for tie, reasons in explained(found, found.ties):
        made.add_edge(
            _plain(tie.one),
            _plain(tie.other),
            weight=abs(tie.weight),
            signed=tie.weight,
            agree=tie.agree,
            conflict=tie.conflict,
            shared=tie.shared,
            agree_on=_plain(_on(reasons, "agree")),
            at_odds_on=_plain(_on(reasons, "conflict")),
        )
    return made


def _plain(words: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(sign if sign.isprintable() or sign in "\t\n" else " " for sign in words)
