"""``onrecord export``: the ledger's latest readings for other tools."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DossierOption, LedgerOption, OutOption, opened
from onrecord.cli.output import as_json_pieces, deliver
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.ledger import Ledger


class Format(StrEnum):
    """What ``export`` writes."""

    jsonl = "jsonl"
    csv = "csv"
    json = "json"


def export(
    *,
    form: Annotated[
        Format, typer.Option("--format", help="jsonl or json: articles as `read` prints them; csv: positions.")
    ] = Format.jsonl,
    out: OutOption = None,
    dossier: DossierOption = None,
    ledger: LedgerOption = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Write what was read, as last read, for other tools."""
    from onrecord.cli.names import dossier_id  # noqa: PLC0415

    with opened(ledger) as record:
        chosen = dossier_id(record, dossier)
        deliver(_pieces(record, Format.json if json else form, chosen), out)


def _pieces(record: Ledger, form: Format, dossier: str | None) -> Iterable[str]:
    if form is Format.csv:
        from onrecord.export.csv_file import positions_csv  # noqa: PLC0415
        from onrecord.ledger import PositionFilter, positions  # noqa: PLC0415

        return positions_csv(positions(record, PositionFilter(dossier=dossier)))
    from onrecord.export import jsonl  # noqa: PLC0415
    from onrecord.ledger import dossiers  # noqa: PLC0415

    several = [one.id for one in dossiers(record)]
    if dossier is None and len(several) > 1:
        raise InputError(
            f"the ledger was read with several dossiers ({', '.join(several)}); an article would come once for each",
            place=record.place,
            remedy="Choose one with --dossier.",
        )
    readings = record.readings(current=True, dossier=dossier, as_read=False)
    return as_json_pieces(jsonl.array(readings) if form is Format.json else jsonl.jsonl(readings))
