"""Who speaks for a holder on its record: names and roles, how often, and when last."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.analysis.stance import origin_of
from onrecord.export.contract import Json, day
from onrecord.ledger import PositionRow


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, or a role that was not named: the roles it had, in how many original reports, and when last.

    ``name`` is None for roles alone; ``anonymous`` where all of it is from unnamed persons.
    """

    name: str | None
    roles: tuple[str, ...]
    reports: int
    last: dt.date | None
    anonymous: bool

    def to_json(self) -> Json:
        """The line as data."""
        return {
            "speaker": self.name,
            "roles": list(self.roles),
            "reports": self.reports,
            "last": day(self.last),
            "anonymous": self.anonymous,
        }


def speakers(rows: Iterable[PositionRow]) -> tuple[Speaker, ...]:
    """Those who speak for the holder in these rows, the most reported first; what others tell of it is left out."""
    groups: dict[tuple[str | None, str | None, bool], list[PositionRow]] = defaultdict(list)
    for row in rows:
        one = row.position
        if one.reported_by is None and (one.speaker or one.speaker_role or one.anonymous):
            role = None if one.speaker else one.speaker_role
            groups[one.speaker, role, one.anonymous and not one.speaker].append(row)
    made = [_speaker(key, some) for key, some in groups.items()]
    return tuple(sorted(made, key=lambda one: (-one.reports, one.name or "", one.roles)))


def _speaker(key: tuple[str | None, str | None, bool], rows: Iterable[PositionRow]) -> Speaker:
    some = list(rows)
    roles = Counter(row.position.speaker_role for row in some if row.position.speaker_role)
    return Speaker(
        name=key[0],
        roles=tuple(role for role, _ in roles.most_common(3)),
        reports=len({origin_of(row) for row in some}),
        last=max((row.date for row in some if row.date), default=None),
        anonymous=key[2],
    )
