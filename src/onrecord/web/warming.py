"""What the pages work out when they are first opened, for ``run.warm`` to do ahead: what takes longest last."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.analysis.course import course
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from onrecord.run.warm import Step
from onrecord.web.pages import digest, network
from onrecord.web.prevailing import stances
from onrecord.web.supposing import Question, suppose


def steps(snapshot: Snapshot) -> Iterator[Step]:
    """The stances, what-if with nothing supposed, how the issues went, the digest of the last days, the network."""
    everything = Filters()
    yield lambda: stances(snapshot, everything)
    yield lambda: suppose(snapshot, everything, Question())
    yield lambda: snapshot.each_cell("course", course)
    yield lambda: digest.of_last_days(snapshot)
    yield from network.steps(snapshot)
