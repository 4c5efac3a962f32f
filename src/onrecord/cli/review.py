"""``onrecord review``: judge positions; a log that only grows, undone by a later entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.answering import Wanted
from onrecord.cli.options import (
    ActorOption,
    DossierOption,
    IssueOption,
    JsonOption,
    LedgerOption,
    Level,
    SinceOption,
    UntilOption,
    login,
    opened,
)
from onrecord.cli.output import print_json, print_table, say
from onrecord.errors import InputError
from onrecord.records import LADDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.analysis.review_queue import Queued
    from onrecord.ledger import Ledger, PositionRow
    from onrecord.run.filters import Filters

app = typer.Typer(name="review", no_args_is_help=True, help="Judge positions: accept, reject, correct, add; undo it.")

IdsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[ID]...", help="Ids of positions, or their starts; or give filters.")
]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The id of a position, or its start.")]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept in the log.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges; by default your login name.")]
LevelOption = Annotated[
    list[Level] | None, typer.Option("--level", metavar="LEVEL", help="Only this level; may be repeated.")
]
AsReadOption = Annotated[
    bool, typer.Option("--as-read", help="Judge what the reader read, whatever other people made of it.")
]
SettleOption = Annotated[
    bool, typer.Option("--settle", help="Decide between reviewers: counts above what they said, and for no agreement.")
]


@app.command(name="list")
def list_(
    *,
    actor: ActorOption = None,
    issue: IssueOption = None,
    dossier: DossierOption = None,
    level: LevelOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="What people rejected instead.")] = False,
    judged: Annotated[bool, typer.Option("--judged", help="What people accepted, corrected or added instead.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="At most so many rows.")] = 20,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """List what to look at first: the unsure, contested, single-sourced and new before the rest, and why.

    What was decided on is left out, unless it is asked for.
    """
    from onrecord.ledger import positions  # noqa: PLC0415
    from onrecord.run.review import queue_of  # noqa: PLC0415

    asked = Wanted(actor, issue, dossier, level, since, until)
    with opened(ledger) as record:
        if rejected:
            _show_decided(_rejected(record, asked)[:limit], json=json)
            return
        wanted = positions(record, asked.filter(record))
        if judged:
            _show_decided([row for row in wanted if row.judged][:limit], json=json)
            return
        queue = queue_of(positions(record), wanted)
    _show_queue(queue, limit, json=json)


def _rejected(record: Ledger, asked: Wanted) -> list[PositionRow]:
    """What people rejected and the filters leave; a holder may have no other position, so all names are let through."""
    from onrecord.ledger import rejected  # noqa: PLC0415

    which = _filters(record, asked)
    return [row for row in rejected(record, which.dossier) if which.passes(row)]


def _filters(record: Ledger, asked: Wanted) -> Filters:
    from onrecord.cli.names import dossier_id, issue_id  # noqa: PLC0415
    from onrecord.run.filters import Filters  # noqa: PLC0415

    return Filters(
        dossier=dossier_id(record, asked.dossier),
        actors=tuple(asked.actor or ()),
        issues=tuple(issue_id(record, one) for one in asked.issue or ()),
        levels=tuple(one for one in LADDER if one in (asked.level or ())),
        since=asked.since,
        until=asked.until,
    )


def _show_queue(queue: Sequence[Queued], limit: int, *, json: bool) -> None:
    from onrecord.export.review import queue_grid, queued_to_json  # noqa: PLC0415

    if json:
        print_json([queued_to_json(one) for one in queue[:limit]])
        return
    print_table(queue_grid(queue[:limit]), "Every position that fits was decided on.")
    if len(queue) > limit:
        say(f"{len(queue) - limit} more; all of them: --limit {len(queue)}")


def _show_decided(rows: Sequence[PositionRow], *, json: bool) -> None:
    from onrecord.export.review import judged_grid  # noqa: PLC0415
    from onrecord.export.rows import position_row  # noqa: PLC0415

    if json:
        print_json([position_row(row) for row in rows])
    else:
        print_table(judged_grid(rows), "Nobody has decided so on any position.")


@app.command()
def accept(
    positions: IdsArgument = None,
    *,
    actor: ActorOption = None,
    issue: IssueOption = None,
    dossier: DossierOption = None,
    level: LevelOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    why: WhyOption = "",
    by: ByOption = "",
    as_read: AsReadOption = False,
    settle: SettleOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Say that positions are right: those named, or all undecided ones that the filters leave, as one batch.

    With --as-read the filters leave what was read and you have not decided on, whatever others decided.
    """
    from onrecord.ledger import accept as append  # noqa: PLC0415
    from onrecord.ledger import target_of  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        asked, judge = Wanted(actor, issue, dossier, level, since, until), by or login()
        rows = _chosen(record, positions, asked, judge if as_read else None)
        targets = [target_of(row) for row in rows]
        number = append(record, targets, by=judge, why=why, as_read=as_read, settles=settle)
    told(number, "accepted", len(rows))


@app.command()
def reject(
    positions: IdsArgument = None,
    *,
    actor: ActorOption = None,
    issue: IssueOption = None,
    dossier: DossierOption = None,
    level: LevelOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    why: WhyOption = "",
    by: ByOption = "",
    settle: SettleOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Say that these are no positions: they go out of every view, and stay in `list --rejected`."""
    from onrecord.ledger import reject as append  # noqa: PLC0415
    from onrecord.ledger import target_of  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        rows = _chosen(record, positions, Wanted(actor, issue, dossier, level, since, until))
        number = append(record, [target_of(row) for row in rows], by=by or login(), why=why, settles=settle)
    told(number, "rejected", len(rows))


def _chosen(record: Ledger, ids: Sequence[str] | None, wanted: Wanted, by: str | None = None) -> list[PositionRow]:
    """The positions that were named, or those that the filters leave and nobody (as read: not ``by``) has decided on.

    Raises:
        InputError: neither ids nor filters, or both; nothing fits.
    """
    from onrecord.ledger import position, positions  # noqa: PLC0415
    from onrecord.run.review import not_judged_by  # noqa: PLC0415

    if bool(ids) == bool(wanted):
        raise InputError("name positions, or give filters", remedy="See ids: onrecord review list")
    if ids:
        return [position(record, one) for one in ids]
    if by is None:
        rows = [row for row in positions(record, wanted.filter(record)) if row.judged is None]
    else:
        rows = not_judged_by(record, _filters(record, wanted), by)
    if not rows:
        raise InputError("no undecided position fits", place=record.place, remedy="See them: onrecord review list")
    return rows


def told(number: int, what: str, count: int) -> None:
    """Say what was decided, and how it is undone."""
    how_many = "1 position" if count == 1 else f"{count} positions"
    say(f"{how_many} {what}. Undo: onrecord review undo {number}")
