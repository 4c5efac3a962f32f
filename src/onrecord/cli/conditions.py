"""``onrecord conditions``: on what stances hang, what articles and people say of it; a log that only grows."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, cast

import typer

from onrecord.cli.answering import asked, show
from onrecord.cli.options import (
    ActorOption,
    DossierOption,
    Form,
    FormOption,
    IssueOption,
    JsonOption,
    LedgerOption,
    OnOption,
    day,
    login,
    opened,
)
from onrecord.cli.output import print_json, print_table, say
from onrecord.records import ConditionStatus

app = typer.Typer(name="conditions", no_args_is_help=True, help="See on what stances hang; say what is met.")

Met = StrEnum("Met", {name: name for name in ("met", "unmet", "unknown")})  # type: ignore[misc]  # as the codebook has them

WordsArgument = Annotated[str, typer.Argument(metavar="WORDS|ID", help="The condition: its words, or an id of `list`.")]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept in the log.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so; by default your login name.")]


@app.command(name="list")
def list_(
    *,
    actor: ActorOption = None,
    issue: IssueOption = None,
    dossier: DossierOption = None,
    on: OnOption = None,
    ledger: LedgerOption = None,
    form: FormOption = Form.table,
    json: JsonOption = False,
) -> None:
    """List the conditions, those in other words as one, with their status and all their wordings."""
    from onrecord.cli import written  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        rows = ask.conditions(record, on=on, **asked(record, actor, issue, dossier))
    found = [(row.proposition, row.status) for row in rows]
    show(found, written.CONDITIONS, form, json, nothing="No condition is on record.")


@app.command(name="set")
def set_(
    words: WordsArgument,
    status: Annotated[Met, typer.Argument(help="What it is.")],
    *,
    why: WhyOption = "",
    by: ByOption = "",
    until: Annotated[
        date | None, typer.Option("--until", metavar="DATE", parser=day, help="Counts up to and with this day.")
    ] = None,
    article: Annotated[
        str | None, typer.Option("--article", metavar="ID", help="The article that says so, with --quote.")
    ] = None,
    quote: Annotated[
        str | None, typer.Option("--quote", metavar="WORDS", help="Its words, exactly as they stand there.")
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Keep that a condition is met, unmet or unknown: with who, when, why, and an article's words if you have them."""
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        made = ask.set_condition(
            record,
            words,
            cast(ConditionStatus, status.value),
            by=by or login(),
            why=why,
            until=until,
            article=article,
            quote=quote,
        )
    undo = f"Undo: onrecord conditions undo {made.number}"
    say(f"Entry {made.number}: “{made.one.words}” is {made.verdict}. {undo}")


@app.command()
def same(
    one: WordsArgument, other: WordsArgument, why: WhyOption = "", by: ByOption = "", ledger: LedgerOption = None
) -> None:
    """Say that two conditions are one, in other words."""
    _join("same", one, other, why=why, by=by, ledger=ledger)


@app.command(name="not-same")
def not_same(
    one: WordsArgument, other: WordsArgument, why: WhyOption = "", by: ByOption = "", ledger: LedgerOption = None
) -> None:
    """Say that two wordings which were taken for one condition are two."""
    _join("not-same", one, other, why=why, by=by, ledger=ledger)


@app.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The entry's number, as `log` shows it.")],
    why: WhyOption = "",
    by: ByOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Undo an entry, or an undo. Nothing is deleted: the log keeps both."""
    from onrecord.ledger import undo_condition  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        made = undo_condition(record, number, by=by or login(), why=why)
    say(f"Entry {number} is undone by entry {made}.")


@app.command()
def log(ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """List what people decided on conditions and articles report of them, with who, when, why and evidence."""
    from onrecord.export.answers import entry_to_json  # noqa: PLC0415
    from onrecord.export.answers_table import log_grid  # noqa: PLC0415
    from onrecord.ledger import condition_log  # noqa: PLC0415

    with opened(ledger) as record:
        entries = condition_log(record)
    if json:
        print_json([entry_to_json(entry) for entry in entries])
    else:
        print_table(log_grid(entries), "Nobody has decided on a condition yet.")


def _join(verdict: Literal["same", "not-same"], one: str, other: str, *, why: str, by: str, ledger: str | None) -> None:
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        made = ask.join_conditions(record, verdict, one, other, by=by or login(), why=why)
    other_words = made.other.words if made.other else ""
    undo_it = f"Undo: onrecord conditions undo {made.number}"
    say(f"Entry {made.number}: “{made.one.words}” and “{other_words}” are {verdict.replace('-', ' ')}. {undo_it}")
