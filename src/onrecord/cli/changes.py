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
    from onrecord.export.answers import shift_to_json  # noqa: PLC0415
    from onrecord.export.answers_csv import shifts_csv  # noqa: PLC0415
    from onrecord.export.answers_table import shifts_grid  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        what = asked(record, actor, issue, dossier)
        found = ask.changes(
            record, since=since, until=until, actors=what.actors, issues=what.issues, dossier=what.dossier
        )
    show(
        form,
        json,
        as_json=lambda: [shift_to_json(one) for one in found],
        as_csv=lambda: shifts_csv(found),
        as_grid=lambda: shifts_grid(found),
        nothing="Nothing changed in this time.",
    )


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
    from onrecord.export.answers import conflict_to_json  # noqa: PLC0415
    from onrecord.export.answers_csv import conflicts_csv  # noqa: PLC0415
    from onrecord.export.answers_table import conflicts_grid  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        what = asked(record, actor, issue, dossier)
        found = ask.conflicts(
            record, since=since, until=until, actors=what.actors, issues=what.issues, dossier=what.dossier
        )
    show(
        form,
        json,
        as_json=lambda: [conflict_to_json(one) for one in found],
        as_csv=lambda: conflicts_csv(found),
        as_grid=lambda: conflicts_grid(found),
        nothing="Nobody is contradicted.",
    )


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
    from onrecord.export.answers import corroboration_to_json  # noqa: PLC0415
    from onrecord.export.answers_csv import corroborations_csv  # noqa: PLC0415
    from onrecord.export.answers_table import corroborations_grid  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    with opened(ledger) as record:
        what = asked(record, actor, issue, dossier)
        found = ask.corroboration(record, actors=what.actors, issues=what.issues, dossier=what.dossier)
    show(
        form,
        json,
        as_json=lambda: [corroboration_to_json(one) for one in found],
        as_csv=lambda: corroborations_csv(found),
        as_grid=lambda: corroborations_grid(found),
        nothing="No stance fits.",
    )
