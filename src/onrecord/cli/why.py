"""``onrecord why``: the words behind a position, where they stand, and what they rest on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import JsonOption, LedgerOption, opened
from onrecord.cli.output import print_json
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.export.why import Why
    from onrecord.ledger import Ledger, PositionRow


def why(
    what: Annotated[str, typer.Argument(metavar="POSITION|ACTOR", help="A position's id or its start; or an actor.")],
    issue: Annotated[str | None, typer.Argument(metavar="[ISSUE]", help="With an actor: only this issue.")] = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """Say why: the words in their context, the article and its origin, what decided it, on how much it rests.

    For an actor: the position that prevails on the issue, or on each of them.
    """
    from onrecord.cli.names import named  # noqa: PLC0415
    from onrecord.export.why import print_why, why_to_json  # noqa: PLC0415

    with opened(ledger) as record:
        answers = [_answer(record, row) for row in _asked(record, what, issue)]
    if json:
        print_json([why_to_json(one) for one in answers])
        return
    for number, one in enumerate(answers):
        if number:
            print()
        print_why(one, sys.stdout, named(one.row.position.holder))


def _asked(record: Ledger, what: str, issue: str | None) -> list[PositionRow]:
    """The position with this id, or those that prevail for this actor."""
    from onrecord.cli.names import actor_id, issue_id  # noqa: PLC0415
    from onrecord.ledger import PositionFilter, positions  # noqa: PLC0415
    from onrecord.run.reasons import standing  # noqa: PLC0415

    if issue is None:
        try:
            actor = actor_id(record, what)
        except InputError as no_actor:
            return [_with_id(record, what, no_actor)]
        return standing(positions(record, PositionFilter(actors=(actor,))))
    which = PositionFilter(actors=(actor_id(record, what),), issues=(issue_id(record, issue),))
    found = positions(record, which)
    if not found:
        raise InputError(
            f"the ledger holds no position of {which.actors[0]} on {which.issues[0]}",
            place=record.place,
            remedy=f"See what it holds: onrecord positions --actor {which.actors[0]}",
        )
    return standing(found)


def _with_id(record: Ledger, what: str, no_actor: InputError) -> PositionRow:
    from onrecord.ledger import position, position_ids  # noqa: PLC0415

    if position_ids(record, what):
        return position(record, what)
    raise InputError(
        f"{what!r} is neither an actor in the ledger nor the start of a position's id",
        place=record.place,
        remedy=f"{no_actor.remedy} Ids of positions: onrecord positions --list",
    )


def _answer(record: Ledger, row: PositionRow) -> Why:
    from onrecord.ledger import PositionFilter, issues, positions  # noqa: PLC0415
    from onrecord.run.reasons import explained  # noqa: PLC0415

    holder, issue = row.position.holder, row.position.issue
    questions = {one.issue.id: one.issue.question for one in issues(record, row.article.dossier)}
    rows = positions(record, PositionFilter(actors=(holder,), issues=(issue,), dossier=row.article.dossier))
    return explained(record, row, rows, questions.get(issue, ""))
