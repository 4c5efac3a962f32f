"""``onrecord changes``, ``conflicts`` and ``corroboration``: what moved, who contradicts whom, what it rests on."""

from __future__ import annotations

from onrecord.cli.answering import asked, show
from onrecord.cli.options import (
    ActorOption,
    DossierOption,
    Form,
    FormOption,
    IssueOption,
    JsonOption,
    LedgerOption,
    SinceOption,
    UntilOption,
    opened,
)


def changes(
    *,
    since: SinceOption = None,
    until: UntilOption = None,
    actor: ActorOption = None,
    issue: IssueOption = None,
    dossier: DossierOption = None,
    ledger: LedgerOption = None,
    form: FormOption = Form.table,
    json: JsonOption = False,
) -> None:
    """Show what changed: a changed mind apart from a changed reporter, old words again, and denials.

    Where the dates do not tell what was said first, it says so and calls nothing a change of mind.
    """
    from onrecord.cli import written  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        found = ask.changes(record, since=since, until=until, **asked(record, actor, issue, dossier))
    show(found, written.SHIFTS, form, json, nothing="Nothing changed in this time.")


def conflicts(
    *,
    since: SinceOption = None,
    until: UntilOption = None,
    actor: ActorOption = None,
    issue: IssueOption = None,
    dossier: DossierOption = None,
    ledger: LedgerOption = None,
    form: FormOption = Form.table,
    json: JsonOption = False,
) -> None:
    """Show who contradicts whom: two reports, two speakers, or another's claim against a holder's own words."""
    from onrecord.cli import written  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        found = ask.conflicts(record, since=since, until=until, **asked(record, actor, issue, dossier))
    show(found, written.CONFLICTS, form, json, nothing="Nobody is contradicted.")


def corroboration(
    *,
    actor: ActorOption = None,
    issue: IssueOption = None,
    dossier: DossierOption = None,
    ledger: LedgerOption = None,
    form: FormOption = Form.table,
    json: JsonOption = False,
) -> None:
    """Show on how many origins each present stance rests, whose words they are, and where it was first seen."""
    from onrecord.cli import written  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        found = ask.corroboration(record, **asked(record, actor, issue, dossier))
    show(found, written.CORROBORATIONS, form, json, nothing="No stance fits.")
