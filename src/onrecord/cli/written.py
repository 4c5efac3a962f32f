"""Each answer of the analysis in the three forms that ``--format`` names. Loaded by the commands that answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from onrecord.analysis.whatif import WhatIf
from onrecord.export import answers, answers_csv, answers_table
from onrecord.export.table import Grid

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Written(Generic[Found]):
    """How one kind of answer is written for programs, for a spreadsheet and for a person."""

    as_json: Callable[[Found], Any]
    as_csv: Callable[[Found], Iterable[str]]
    as_grid: Callable[[Found], Grid]


def _each(one: Callable[..., Any]) -> Callable[[Iterable[Any]], list[Any]]:
    return lambda found: [one(item) for item in found]


def _moved(answer: WhatIf) -> Grid:
    return answers_table.stances_grid(answer.moved)


SHIFTS = Written(_each(answers.shift_to_json), answers_csv.shifts_csv, answers_table.shifts_grid)
CONFLICTS = Written(_each(answers.conflict_to_json), answers_csv.conflicts_csv, answers_table.conflicts_grid)
CORROBORATIONS = Written(
    _each(answers.corroboration_to_json), answers_csv.corroborations_csv, answers_table.corroborations_grid
)
CONDITIONS = Written(
    _each(lambda row: answers.proposition_to_json(*row)), answers_csv.conditions_csv, answers_table.conditions_grid
)
PLEDGES = Written(_each(answers.pledge_to_json), answers_csv.pledges_csv, answers_table.pledges_grid)
TIMELINE = Written(answers.timeline_to_json, answers_csv.timeline_csv, answers_table.timeline_grid)
WHATIF = Written(answers.whatif_to_json, answers_csv.whatif_csv, _moved)
