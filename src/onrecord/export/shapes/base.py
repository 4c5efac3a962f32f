"""What all shapes share."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: Any) -> Any:
    """Nothing but a date as ISO 8601 writes it: pydantic takes a number for seconds since 1970."""
    if isinstance(value, dt.date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError("this is no date; write it as 2026-01-31")


Day = Annotated[dt.date, BeforeValidator(_day)]
"""A day that somebody asks for."""


class Shape(BaseModel):
    """A JSON object with just these fields: a field too many or too few is a fault of ours and is never sent."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
