"""``onrecord review edit`` and ``add``: positions in a person's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DossierOption, LedgerOption, Level, login, opened
from onrecord.cli.output import say
from onrecord.cli.review import AsReadOption, ByOption, IdArgument, SettleOption, WhyOption, app, told
from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.run.review import Correction

__all__ = ["add", "app", "edit"]

HolderOption = Annotated[str | None, typer.Option("--holder", metavar="ID", help="Whose position it is.")]
OneIssueOption = Annotated[str | None, typer.Option("--issue", metavar="ID", help="The issue.")]
OneLevelOption = Annotated[Level | None, typer.Option("--level", metavar="LEVEL", help="The level.")]
OtherwiseOption = Annotated[
    str | None, typer.Option("--otherwise", metavar="LEVEL", help="The level if the condition fails; none for none.")
]
EvidenceOption = Annotated[
    str | None, typer.Option("--evidence", metavar="WORDS", help="The words of the article, exactly as they stand.")
]
ConditionOption = Annotated[
    list[str] | None,
    typer.Option("--condition", metavar="KIND:WORDS", help="A condition, as in “if:the council agrees”; repeatable."),
]


@app.command()
def edit(
    position: IdArgument,
    *,
    holder: HolderOption = None,
    issue: OneIssueOption = None,
    level: OneLevelOption = None,
    otherwise: OtherwiseOption = None,
    evidence: EvidenceOption = None,
    condition: ConditionOption = None,
    no_conditions: Annotated[bool, typer.Option("--no-conditions", help="It has none.")] = False,
    superseded: Annotated[
        bool | None, typer.Option("--superseded/--standing", help="The text calls it former, or not.")
    ] = None,
    why: WhyOption = "",
    by: ByOption = "",
    as_read: AsReadOption = False,
    settle: SettleOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Correct a position. With what is corrected the rest of it is affirmed."""
    from onrecord.ledger import position as find  # noqa: PLC0415
    from onrecord.ledger import target_of  # noqa: PLC0415
    from onrecord.run.review import correct  # noqa: PLC0415

    wanted = _correction(
        holder=holder,
        issue=issue,
        level=level,
        otherwise=otherwise,
        evidence=evidence,
        conditions=() if no_conditions else condition,
        superseded=superseded,
    )
    with opened(ledger, readonly=False) as record:
        target = target_of(find(record, position))
        number = correct(record, target, wanted, by=by or login(), why=why, as_read=as_read, settles=settle)
    told(number, "corrected", 1)


@app.command()
def add(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's id.")],
    *,
    holder: HolderOption = None,
    issue: OneIssueOption = None,
    level: OneLevelOption = None,
    otherwise: OtherwiseOption = None,
    evidence: EvidenceOption = None,
    condition: ConditionOption = None,
    dossier: DossierOption = None,
    why: WhyOption = "",
    by: ByOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Add a position that the reader missed in an article."""
    from onrecord.cli.names import dossier_id  # noqa: PLC0415
    from onrecord.ledger import articles  # noqa: PLC0415
    from onrecord.run.review import supply  # noqa: PLC0415

    wanted = _correction(
        holder=holder, issue=issue, level=level, otherwise=otherwise, evidence=evidence, conditions=condition
    )
    with opened(ledger, readonly=False) as record:
        found = articles(record, dossier=dossier_id(record, dossier))
        keys = [row.article.reading for row in found if row.article.id == article]
        if not keys:
            raise InputError(f"no article {article!r}", place=record.place, remedy="See ids: onrecord articles")
        made = supply(record, keys[-1], wanted, by=by or login(), why=why)
    say(f"Position {made} added. Undo: onrecord review undo")


def _correction(
    *,
    holder: str | None,
    issue: str | None,
    level: str | None,
    otherwise: str | None,
    evidence: str | None,
    conditions: Sequence[str] | None,
    superseded: bool | None = None,
) -> Correction:
    from onrecord.run.review import Correction  # noqa: PLC0415

    pairs = None
    if conditions is not None:
        cut = (one.partition(":") for one in conditions)
        pairs = tuple((kind.strip(), words.strip()) for kind, _, words in cut)
    return Correction(holder, issue, level, otherwise, evidence, pairs, superseded)
