"""What ids stand for, for every face: the names of actors, by the lexicons, and what an issue of a dossier asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from onrecord.lexicons import table

if TYPE_CHECKING:
    from onrecord.ledger.rows import IssueRow


@cache
def names() -> dict[str, str]:
    """The name of every state, territory and organisation of the lexicons, by its id."""
    states = {row[0]: row[1] for row in table("territories")}
    return {**{row[0]: row[2] for row in table("organisations")}, **states}


def name_of(actor: str) -> str:
    """The actor's name; its id where the lexicons know none."""
    return names().get(actor, actor)


def asking(issues: Iterable[IssueRow]) -> Callable[[str, str | None], str]:
    """What an issue asks: that of the dossier, or of any where none is named; empty where it is unknown."""
    found: dict[tuple[str | None, str], str] = {}
    for row in issues:
        found.setdefault((None, row.issue.id), row.issue.question)
        found[row.dossier, row.issue.id] = row.issue.question
    return lambda issue, dossier: found.get((dossier, issue), "")
