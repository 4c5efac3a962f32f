"""``onrecord timeline`` and ``pledges``: one holder's record in order of time; promises and what became of them."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.answering import asked, show
from onrecord.cli.options import (
    ActorOption,
    DossierOption,
    ExpireOption,
    Form,
    FormOption,
    IssueOption,
    JsonOption,
    LedgerOption,
    OnOption,
    opened,
)


def timeline(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="The holder, by id or name.")],
    issue: Annotated[str | None, typer.Argument(metavar="[ISSUE]", help="One issue only.")] = None,
    *,
    dossier: DossierOption = None,
    on: OnOption = None,
    expire: ExpireOption = None,
    ledger: LedgerOption = None,
    form: FormOption = Form.table,
    json: JsonOption = False,
) -> None:
    """Show one holder's record in order of time: each report once, with what it changed and how old a pledge is."""
    from onrecord.cli import written  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        what = asked(record, [actor], [issue] if issue else None, dossier)
        (holder,), issues = what["actors"], what["issues"]
        found = ask.timeline(record, holder, next(iter(issues), None), dossier=what["dossier"], on=on, expire=expire)
    show(found, written.TIMELINE, form, json, nothing="No position of this holder is on record.")


def pledges(
    *,
    actor: ActorOption = None,
    issue: IssueOption = None,
    dossier: DossierOption = None,
    on: OnOption = None,
    expire: ExpireOption = None,
    ledger: LedgerOption = None,
    form: FormOption = Form.table,
    json: JsonOption = False,
) -> None:
    """Show every promise with its age: standing, expired, taken back, or kept by a deed that is reported.

    --expire goes before the dossier's own `expire`; without either no pledge expires.
    """
    from onrecord.cli import written  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        found = ask.pledges(record, on=on, expire=expire, **asked(record, actor, issue, dossier))
    show(found, written.PLEDGES, form, json, nothing="No pledge is on record.")
