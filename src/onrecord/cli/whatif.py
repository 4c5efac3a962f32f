"""``onrecord whatif``: who moves if a condition is met, and what still blocks the others."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

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
    opened,
)
from onrecord.cli.output import say

if TYPE_CHECKING:
    from onrecord.analysis.whatif import WhatIf

Words = list[str] | None
Weights = Annotated[str | None, typer.Option("--weights", metavar="FILE", help="Your weights, CSV: holder,weight.")]
OnlyGiven = Annotated[bool, typer.Option("--only-given", help="Leave out what people and articles have settled.")]


def whatif(
    *,
    met: Annotated[Words, typer.Option("--met", metavar="WORDS|ID", help="This condition is met; repeatable.")] = None,
    unmet: Annotated[Words, typer.Option("--unmet", metavar="WORDS|ID", help="It is not; repeatable.")] = None,
    unknown: Annotated[
        Words, typer.Option("--unknown", metavar="WORDS|ID", help="Take it as unknown, whatever the ledger keeps.")
    ] = None,
    weights: Weights = None,
    actor: ActorOption = None,
    issue: IssueOption = None,
    contribution: Annotated[
        str | None, typer.Option("--contribution", metavar="KIND", help="Only this kind: troops, funds, …")
    ] = None,
    only_given: OnlyGiven = False,
    dossier: DossierOption = None,
    on: OnOption = None,
    ledger: LedgerOption = None,
    form: FormOption = Form.table,
    json: JsonOption = False,
) -> None:
    """Suppose that conditions are met or not: who moves from where to where, and what still blocks the others.

    What `onrecord conditions set` keeps, and else what later articles report, counts as well, where the question does
    not set it otherwise.
    """
    from onrecord.cli import written  # noqa: PLC0415
    from onrecord.read.weights_file import load_weights  # noqa: PLC0415
    from onrecord.run import ask  # noqa: PLC0415

    weighed = load_weights(weights) if weights else None
    with opened(ledger) as record:
        answer = ask.whatif(
            record,
            met=met or (),
            unmet=unmet or (),
            unknown=unknown or (),
            weights=weighed,
            contribution=contribution,
            on=on,
            only_given=only_given,
            **asked(record, actor, issue, dossier),
        )
    for words in _taken(answer):
        say(words)
    for_people = show(answer, written.WHATIF, form, json, nothing="Nobody moves.")
    if for_people:
        _rest(answer)


def _taken(answer: WhatIf) -> list[str]:
    """What the typed words were taken for, so that a wrong merge is seen."""
    lines = [f"{one.proposition.id} is {one.status}: {' | '.join(one.proposition.wordings)}" for one in answer.settings]
    if answer.also_say:
        more = "; ".join(f"{one.id} {one.words}" for one in answer.also_say[:5])
        lines.append(f"not set, though they say more of the same: {more}")
    return lines


def _rest(answer: WhatIf) -> None:
    from onrecord.export.answers_table import fields_grid, stances_grid  # noqa: PLC0415
    from onrecord.export.table import print_grid  # noqa: PLC0415

    for title, stances in (("Still blocked:", answer.blocked), ("Even then not:", answer.overridden)):
        if stances:
            print(f"\n{title}\n")
            print_grid(stances_grid(stances), sys.stdout)
    print("\nThe field, a holder once on each issue:\n")
    print_grid(fields_grid(answer), sys.stdout)
    without = sorted({holder for one in answer.before for holder in one.without_weight})
    if without:
        say(f"left out of median and mean, since your file gives them no weight: {', '.join(without)}")
