"""What all shapes share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A JSON object with just these fields: a field too many or too few is a fault of ours and is never sent."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
