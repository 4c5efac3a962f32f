"""What ids of actors are called: the names of the lexicons, for every face."""

from __future__ import annotations

from functools import cache

from onrecord.lexicons import table


@cache
def names() -> dict[str, str]:
    """The name of every state, territory and organisation of the lexicons, by its id."""
    states = {row[0]: row[1] for row in table("territories")}
    return {**{row[0]: row[2] for row in table("organisations")}, **states}


def name_of(actor: str) -> str:
    """The actor's name; its id where the lexicons know none."""
    return names().get(actor, actor)
