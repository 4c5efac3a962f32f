"""``onrecord actors``: people's judgements on who is who, and what earlier articles taught."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from onrecord.cli.options import JsonOption, LedgerOption, login, opened
from onrecord.cli.output import print_json, print_table, say
from onrecord.errors import InputError

app = typer.Typer(name="actors", no_args_is_help=True, help="Say who is who; see what was learned of whom.")

LEARNED = ("person", "actor", "office", "published", "article", "evidence")

OneArgument = Annotated[str, typer.Argument(metavar="ID", help="An actor's id; of the same, this one is shown.")]
OtherArgument = Annotated[str, typer.Argument(metavar="ID", help="The other actor's id.")]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept with the judgement.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges; by default the user's login name.")]


@app.command()
def same(
    one: OneArgument, other: OtherArgument, why: WhyOption = "", by: ByOption = "", ledger: LedgerOption = None
) -> None:
    """Judge that two ids are the same actor: their positions show under the first."""
    _judge("same", one, other, why=why, by=by, ledger=ledger)


@app.command(name="not-same")
def not_same(
    one: OneArgument, other: OtherArgument, why: WhyOption = "", by: ByOption = "", ledger: LedgerOption = None
) -> None:
    """Judge that two ids are different actors, whatever else would join them."""
    _judge("not-same", one, other, why=why, by=by, ledger=ledger)


@app.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The judgement's number, as `list` shows it.")],
    why: WhyOption = "",
    by: ByOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Undo a judgement, or an undo. Nothing is deleted: the log keeps both."""
    from onrecord.ledger import undo as append  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        made = append(record, number, by=by or login(), why=why)
    say(f"Judgement {number} is undone by judgement {made}.")


@app.command(name="list")
def list_(ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """List the judgements, in order, with who made them, when and why."""
    from dataclasses import asdict  # noqa: PLC0415

    from onrecord.export.table import Grid  # noqa: PLC0415
    from onrecord.ledger import judgements  # noqa: PLC0415

    with opened(ledger) as record:
        log = judgements(record)
    if json:
        print_json([asdict(entry) for entry in log])
        return
    rows = [
        (
            entry.number,
            entry.verdict + (" (undone)" if entry.undone else ""),
            entry.undoes or f"{entry.one} {entry.other}",
            entry.by,
            entry.at,
            entry.why,
        )
        for entry in log
    ]
    print_table(Grid.of(("no", "verdict", "on", "by", "at", "why"), rows, prose=False), "Nobody has judged yet.")


@app.command()
def learned(ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """List the offices that articles gave to persons whom no lexicon knows, with date and words."""
    from onrecord.export.table import Grid  # noqa: PLC0415
    from onrecord.ledger import learned_actors  # noqa: PLC0415

    with opened(ledger) as record:
        found = learned_actors(record)
    values = [
        {
            "person": row.learned.person,
            "actor": row.learned.actor,
            "office": row.learned.office,
            "published": row.published.isoformat() if row.published else None,
            "article": row.article,
            "evidence": row.learned.evidence.quote,
        }
        for row in found
    ]
    if json:
        print_json(values)
        return
    print_table(Grid.of(LEARNED, (row.values() for row in values), prose=False), "Nobody was learned yet.")


def _judge(
    verdict: Literal["same", "not-same"], one: str, other: str, *, why: str, by: str, ledger: str | None
) -> None:
    from onrecord.cli.names import known_ids  # noqa: PLC0415
    from onrecord.ledger import holders, judge  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        known = known_ids() | set(holders(record))
        for code in (one, other):
            if code not in known:
                raise InputError(f"no actor has the id {code!r}", remedy="See ids: onrecord who WORDS")
        number = judge(record, verdict, one, other, by=by or login(), why=why)
    say(f"Judgement {number}: {one} and {other} are {verdict.replace('-', ' ')}. Undo: onrecord actors undo {number}")
