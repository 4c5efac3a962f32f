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
    from onrecord.export.answers import timeline_to_json  # noqa: PLC0415
    from onrecord.export.answers_csv import timeline_csv  # noqa: PLC0415
    from onrecord.export.answers_table import timeline_grid  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        what = asked(record, [actor], [issue] if issue else None, dossier)
        found = ask.timeline(
            record, what.actors[0], next(iter(what.issues), None), dossier=what.dossier, on=on, expire=expire
        )
    show(
        form,
        json,
        as_json=lambda: timeline_to_json(found),
        as_csv=lambda: timeline_csv(found),
        as_grid=lambda: timeline_grid(found),
        nothing="No position of this holder is on record.",
    )


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
    from onrecord.export.answers import pledge_to_json  # noqa: PLC0415
    from onrecord.export.answers_csv import pledges_csv  # noqa: PLC0415
    from onrecord.export.answers_table import pledges_grid  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        what = asked(record, actor, issue, dossier)
        found = ask.pledges(record, actors=what.actors, issues=what.issues, dossier=what.dossier, on=on, expire=expire)
    show(
        form,
        json,
        as_json=lambda: [pledge_to_json(one) for one in found],
        as_csv=lambda: pledges_csv(found),
        as_grid=lambda: pledges_grid(found),
        nothing="No pledge is on record.",
    )
