"""A desk's digest, put together from what it knows of every cell, says what a ledger's own does."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.run import ask
from onrecord.run.desk import Desk
from tests.databases import Place
from tests.ledger.small import write_small


@pytest.mark.parametrize("until", [date(2026, 12, 31), date(2026, 1, 10)])
@pytest.mark.parametrize("since", [date(2025, 1, 1), date(2026, 1, 9)])
def test_a_desks_digest_is_the_ledgers(new_place: Place, since: date, until: date) -> None:
    desk = Desk(write_small(new_place("small.db")))
    snapshot = desk.snapshot()
    with desk.reading() as ledger:
        for dossier in (None, "lake-force"):
            asked = {"since": since, "until": until, "dossier": dossier}
            assert ask.digest(snapshot, **asked) == ask.digest(ledger, **asked)  # type: ignore[arg-type]
    assert ask.digest(snapshot, since=date(2025, 1, 1), until=date(2026, 12, 31)).shifts
