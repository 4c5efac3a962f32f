"""Who stands with whom, from a ledger: loads the rows of an issue set and a time, calls ``analysis.network``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onrecord.analysis.discourse import Normalisation
from onrecord.analysis.network import CAP, Measure, Network, Scale, network, stances
from onrecord.ledger import Ledger, PositionFilter, positions


def relate(
    ledger: Ledger,
    *,
    actors: Sequence[str] = (),
    issues: Sequence[str] = (),
    dossier: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    scale: Scale = "sides",
    measure: Measure = "net",
    normalisation: Normalisation = "none",
    cap: int = CAP,
) -> Network:
    """The network of the stances that prevail among positions of these days, on these issues (all where none)."""
    wanted = PositionFilter(actors=tuple(actors), issues=tuple(issues), dossier=dossier, since=since, until=until)
    found = stances(positions(ledger, wanted))
    return network(found, scale=scale, measure=measure, normalisation=normalisation, cap=cap)
