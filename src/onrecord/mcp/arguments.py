"""What tools may be asked: the commands' options as arguments, each told to the assistant in a sentence."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field

from onrecord.export.shapes.base import Day
from onrecord.records import Level

LIMIT: Final = 20
"""How many items an answer holds where the assistant does not say."""


def _several(value: Any) -> Any:
    """One value where several may stand: assistants often send it without the brackets."""
    return (value,) if isinstance(value, str) else value


_Words = Annotated[str, Field(min_length=1, max_length=200)]
_Some = Annotated[tuple[_Words, ...], BeforeValidator(_several), Field(max_length=50)]

Actors = Annotated[_Some, Field(description="Only these holders, by id (JPN, EU, HAMAS) or name (Japan).")]
Issues = Annotated[_Some, Field(description="Only these issues, by the ids that `dossiers` lists.")]
DossierId = Annotated[_Words | None, Field(description="Only this dossier, by the id that `dossiers` lists.")]
Levels = Annotated[
    tuple[Level, ...],
    BeforeValidator(_several),
    Field(description="Only these levels of the ladder, which runs from rules_out (least) to delivers (most)."),
]
Since = Annotated[Day | None, Field(description="From this day on, as 2026-01-31.")]
Until = Annotated[Day | None, Field(description="Up to and with this day.")]
On = Annotated[Day | None, Field(description="The record as it was known on this day; leave out for now.")]
Sure = Annotated[float, Field(ge=0, le=1, description="Only positions read with at least this confidence.")]
Origins = Annotated[int, Field(ge=0, le=10_000, description="Only stances that so many independent reports agree on.")]
Anonymous = Annotated[bool | None, Field(description="true: only stances known from unnamed sources alone.")]
Contested = Annotated[bool | None, Field(description="true: only stances on which reports contradict each other.")]
Text = Annotated[str, Field(max_length=200, description="Words in the evidence, the speaker's name or the title.")]
Conditions = Annotated[_Some, Field(description="Conditions, by words or by the ids that `conditions` lists.")]
Limit = Annotated[int, Field(ge=1, le=100, description="At most so many items; long ones may come in smaller pages.")]
Cursor = Annotated[
    str | None,
    Field(max_length=2000, description="`next_cursor` of the page before, asked with the same other arguments."),
]
OnlyGiven = Annotated[
    bool, Field(description="true: leave out what people and articles have settled, and take the question's word only.")
]
