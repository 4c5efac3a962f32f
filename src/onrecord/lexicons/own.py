"""What a user or a ledger adds to the lexicons: forms of names, and persons with their terms of office."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicons.world import Form, Holder


@dataclass(frozen=True, slots=True)
class Own:
    """Forms and terms of office that win over those of the lexicons."""

    forms: tuple[tuple[str, Form], ...] = ()
    holders: tuple[Holder, ...] = ()

    def __or__(self, other: Own) -> Own:
        """Both together; where they differ on a form, the other's wins."""
        return Own((*self.forms, *other.forms), (*self.holders, *other.holders))
