"""What filters offer on the pages of a dossier, actors and issues: only places that some holder in scope belongs to."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from onrecord.lexicons.places import belongs, in_region, memberships, regions
from onrecord.run.desk import Snapshot
from onrecord.run.filters import Filters
from onrecord.run.names import name_of


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a filter offers: its value, what it is called, and whether it is chosen."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The dossiers, regions and organisations to choose from."""

    dossiers: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    organisations: tuple[Choice, ...]


def dossiers(snapshot: Snapshot, wanted: Filters) -> list[Choice]:
    """The dossiers to choose from."""
    return [Choice(one.id, one.title, one.id == wanted.dossier) for one in snapshot.dossiers]


def choices(snapshot: Snapshot, wanted: Filters, holders: Iterable[str], scope: Hashable) -> Choices:
    """What can be chosen for these holders, who are the same as long as ``scope`` and the snapshot are."""

    def places() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        some = frozenset(holders)
        inside = [(one.id, one.name) for one in regions().values() if any(in_region(holder, one.id) for holder in some)]
        groups = [(one, name_of(one)) for one in memberships() if any(belongs(holder, one) for holder in some)]
        return inside, sorted(groups, key=lambda one: one[1].casefold())

    inside, groups = snapshot.once(("places", scope), places)
    return Choices(
        tuple(dossiers(snapshot, wanted)),
        tuple(Choice(one, name, one in wanted.regions) for one, name in inside),
        tuple(Choice(one, name, one in wanted.member_of) for one, name in groups),
    )
