"""What the pages work out when they are first opened, for ``run.warm`` to do ahead: what takes longest last."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib import import_module

from onrecord.analysis.course import course
from onrecord.run import search
from onrecord.run.desk import Desk, Snapshot
from onrecord.run.filters import Filters
from onrecord.run.warm import Step, Steps
from onrecord.web import rendering
from onrecord.web.pages import actor, digest, matrix, network, stories
from onrecord.web.prevailing import stances
from onrecord.web.reviewing import decisions
from onrecord.web.supposing import Question, suppose


def steps(desk: Desk) -> Steps:
    """What there is to do ahead on each state of a desk's ledger."""
    return partial(_steps, desk)


def _steps(desk: Desk, snapshot: Snapshot) -> Iterator[Step]:
    """The templates and the API, what matrices offer, the stances, what-if with nothing supposed, how the issues went,
    the digest of the last days, the stories, the network, what searches need, the holders of whom most is on record,
    and the log of review."""
    everything = Filters()
    yield rendering.compiled
    yield partial(import_module, "onrecord.api.app")  # the greater part of what its first request would wait for
    yield from matrix.ahead(snapshot)
    yield lambda: stances(snapshot, everything)
    yield lambda: suppose(snapshot, everything, Question())
    yield lambda: snapshot.each_cell("course", course)
    yield lambda: digest.of_last_days(snapshot)
    yield lambda: stories.stories_by_id(desk, snapshot)
    yield from network.steps(snapshot)
    yield lambda: search.ahead(desk, snapshot)
    yield from actor.ahead(snapshot)
    yield lambda: decisions(desk, snapshot)
