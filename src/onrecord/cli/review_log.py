"""``onrecord review`` after the fact: undo, the log, labels, agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DossierOption, JsonOption, LedgerOption, OutOption, login, opened
from onrecord.cli.output import as_json_pieces, deliver, print_json, print_table, say
from onrecord.cli.review import ByOption, WhyOption
from onrecord.cli.review_edit import app
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.analysis.reviewers import Agreement


__all__ = ["agreement", "app", "export", "log", "undo"]


@app.command()
def undo(
    number: Annotated[
        int | None, typer.Argument(metavar="[NUMBER]", help="An entry of `log`; by default your latest decision.")
    ] = None,
    why: WhyOption = "",
    by: ByOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Undo a decision, or an undo; a batch is undone as one. Nothing is deleted: the log keeps both."""
    from onrecord.ledger import latest_of, undo_review  # noqa: PLC0415

    name = by or login()
    with opened(ledger, readonly=False) as record:
        which = latest_of(record, name) if number is None else number
        if which is None:
            raise InputError(f"{name} has decided nothing that could be undone", remedy="See all: onrecord review log")
        made = undo_review(record, which, by=name, why=why)
    say(f"Decision {which} is undone. Bring it back: onrecord review undo {made}")


@app.command()
def log(
    position: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only on this position.")] = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """List what was decided on positions, in order: what, by whom, when and why."""
    from onrecord.export.review import log_grid, review_to_json  # noqa: PLC0415
    from onrecord.ledger import position as find  # noqa: PLC0415
    from onrecord.ledger import review_log  # noqa: PLC0415

    with opened(ledger) as record:
        rows = review_log(record, position=find(record, position).position.id if position else None)
    if json:
        print_json([review_to_json(row) for row in rows])
    else:
        print_table(log_grid(rows), "Nobody has decided on a position yet.")


@app.command()
def export(
    *,
    dossier: DossierOption = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Also articles of which some positions are still undecided.")
    ] = False,
    out: OutOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Write reviewed articles as labels, for scoring and training: JSON lines, an article each."""
    from onrecord.cli.names import dossier_id  # noqa: PLC0415
    from onrecord.run.labels import reviewed_labels  # noqa: PLC0415

    with opened(ledger) as record:
        lines = reviewed_labels(record, dossier_id(record, dossier), partial=partial)
        deliver(as_json_pieces(lines), out)


@app.command()
def agreement(
    one: Annotated[str | None, typer.Argument(metavar="[ONE", help="A reviewer; by default who judged most.")] = None,
    other: Annotated[str | None, typer.Argument(metavar="OTHER]", help="Another; by default who comes next.")] = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """Say how far two reviewers agree, and list side by side where they differ and nobody has settled it."""
    from onrecord.analysis.reviewers import agreement as compare  # noqa: PLC0415
    from onrecord.analysis.reviewers import reviewers  # noqa: PLC0415
    from onrecord.export.review import agreement_to_json, pairs_grid  # noqa: PLC0415
    from onrecord.ledger import review_log  # noqa: PLC0415

    with opened(ledger) as record:
        rows = review_log(record)
    known = reviewers(rows)
    names = [name for name in (one, other) if name] or list(known[:2])
    if len(names) < 2 or not set(names) <= set(known):
        remedy = f"Name two of {', '.join(known)}." if len(known) > 1 else "Let a second person judge, with --as-read."
        raise InputError("agreement takes two reviewers of this ledger", remedy=remedy)
    found = compare(rows, *names)
    if json:
        print_json(agreement_to_json(found))
        return
    print_table(pairs_grid(found.disputes), "They differ on nothing that is not settled.")
    say(_told(found))


def _told(found: Agreement) -> str:
    spans = f"{found.spans.exact:.2f} ({found.spans.characters:.2f} by characters)" if found.spans else "undefined"
    return (
        f"{found.one} and {found.other} both judged {_count(len(found.pairs))}. "
        f"Krippendorff's alpha: {_figure(found.levels)} on levels, {_figure(found.kept)} on what is a position. "
        f"F1 on spans: {spans}."
    )


def _count(number: int) -> str:
    return "1 position" if number == 1 else f"{number} positions"


def _figure(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"
