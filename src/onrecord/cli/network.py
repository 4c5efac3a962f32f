"""``onrecord network``: who stands with whom, as a table or as a graph for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.answering import asked
from onrecord.cli.options import (
    ActorOption,
    DossierOption,
    IssueOption,
    JsonOption,
    LedgerOption,
    OutOption,
    SinceOption,
    UntilOption,
    opened,
)
from onrecord.cli.output import as_json_text, deliver, print_table, say

if TYPE_CHECKING:
    from onrecord.analysis.camps import Polarization
    from onrecord.analysis.network import Network


class GraphForm(StrEnum):
    """What a network is written as."""

    table = "table"
    json = "json"
    csv = "csv"
    graphml = "graphml"
    gexf = "gexf"


class ScaleName(StrEnum):
    """What two stances are to each other is told by this."""

    sides = "sides"
    ladder = "ladder"


class MeasureName(StrEnum):
    """What a tie weighs."""

    net = "net"
    agreement = "agreement"
    conflict = "conflict"


class NormalisationName(StrEnum):
    """What a tie's weight is divided by."""

    none = "none"
    share = "share"
    average = "average"
    jaccard = "jaccard"
    cosine = "cosine"


def network(
    *,
    since: SinceOption = None,
    until: UntilOption = None,
    actor: ActorOption = None,
    issue: IssueOption = None,
    dossier: DossierOption = None,
    scale: Annotated[
        ScaleName, typer.Option("--scale", help="For against against; or by steps of the ladder of levels.")
    ] = ScaleName.sides,
    measure: Annotated[
        MeasureName, typer.Option("--measure", help="Agreement less conflict, or one of the two.")
    ] = MeasureName.net,
    normalise: Annotated[
        NormalisationName, typer.Option("--normalise", help="Divide so that those who say much do not lead.")
    ] = NormalisationName.none,
    cap: Annotated[int, typer.Option("--cap", min=2, max=2000, metavar="N", help="At most so many holders.")] = 150,
    camps: Annotated[
        bool, typer.Option("--polarization", help="Also look for two camps, against shuffled stances.")
    ] = False,
    form: Annotated[
        GraphForm, typer.Option("--format", help="A table for people; data; or a graph for Gephi, yEd, R.")
    ] = GraphForm.table,
    out: OutOption = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """Show who stands with whom: holders tied by the issues on which they agree or are at odds.

    A holder counts once on an issue, with the stance that prevails in these days.
    """
    from onrecord.analysis.network import polarization  # noqa: PLC0415
    from onrecord.export.network import network_grid  # noqa: PLC0415
    from onrecord.run.relate import relate  # noqa: PLC0415

    with opened(ledger) as record:
        found = relate(
            record,
            **asked(record, actor, issue, dossier),
            since=since,
            until=until,
            scale=scale.value,
            measure=measure.value,
            normalisation=normalise.value,
            cap=cap,
        )
    parted = polarization(found) if camps else None
    chosen = GraphForm.json if json else form
    if chosen is GraphForm.table and out is None:
        print_table(network_grid(found), "No two holders took a stance on one issue.")
    else:
        deliver(_pieces(found, parted, chosen), out)
    _tell(found, parted)


def _pieces(found: Network, camps: Polarization | None, form: GraphForm) -> Iterator[str]:
    from onrecord.export.network import network_csv, network_to_json  # noqa: PLC0415
    from onrecord.run.names import name_of  # noqa: PLC0415

    if form is GraphForm.json:
        return iter([as_json_text(network_to_json(found, camps))])
    if form is GraphForm.graphml:
        from onrecord.export.graphml import graphml  # noqa: PLC0415

        return graphml(found, name_of)
    if form is GraphForm.gexf:
        from onrecord.export.gexf import gexf  # noqa: PLC0415

        return gexf(found, name_of)
    return network_csv(found)


def _tell(found: Network, camps: Polarization | None) -> None:
    """What a picture or table does not say by itself, on stderr."""
    if found.left_out:
        say(f"left out beyond --cap: {', '.join(found.left_out)}")
    if camps is None:
        return
    sides = ([m.holder for m, of in zip(found.members, camps.camps.of, strict=True) if of == side] for side in (0, 1))
    one, other = (", ".join(names) for names in sides)
    say(f"two camps: {one} | {other}")
    say(
        f"balance {camps.camps.balance:.2f}, above {camps.percentile:.0%} of {camps.permutations} tables of shuffled "
        f"stances (nine tenths of them: {camps.low:.2f} to {camps.high:.2f})"
    )
