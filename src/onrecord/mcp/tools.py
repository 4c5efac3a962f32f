"""The tools: each asks the desk what a command of the same name asks, and answers in pages that fit a conversation."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Sequence
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent

from onrecord.errors import OnrecordError
from onrecord.export.contract import Json
from onrecord.export.shapes.base import Shape
from onrecord.run.desk import Desk, Snapshot
from onrecord.run.filters import Filters
from onrecord.run.known import resolved
from onrecord.run.paging import Page, page

ROOM: Final = 40_000
"""How many characters of JSON one answer holds, about: an assistant must keep all of it in mind."""

Given = ParamSpec("Given")
Item = TypeVar("Item")
Made = TypeVar("Made", bound=Shape)


def told(tool: Callable[Given, Shape]) -> Callable[Given, CallToolResult]:
    """The tool with its answer as structured content and as compact JSON, and its errors as the assistant's to mend."""

    @wraps(tool)
    def called(*args: Given.args, **kwargs: Given.kwargs) -> CallToolResult:
        try:
            made = tool(*args, **kwargs)
        except OnrecordError as error:
            raise ToolError(" ".join(filter(None, (f"{error.message}.", error.remedy)))) from error
        data = made.model_dump(mode="json", by_alias=True)
        words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return CallToolResult(content=[TextContent(type="text", text=words)], structured_content=data)

    return called


class Tools:
    """What all tools share: the desk that they ask, and the address under which people see it (empty for none)."""

    def __init__(self, desk: Desk, address: str = "") -> None:
        self.desk, self.address = desk, address

    def snapshot(self) -> Snapshot:
        """The record as it is now."""
        return self.desk.snapshot()

    def filters(self, **given: Any) -> Filters:
        """The filters of a question, under the ledger's ids.

        Raises:
            InputError: the ledger knows no such actor, issue or dossier.
        """
        return resolved(self.desk, Filters(**given))

    def made(self, shape: type[Made], value: Json) -> Made:
        """The value as its shape, with links."""
        return shape.model_validate(value, context={"desk": self.address})

    def listed(
        self,
        shape: type[Made],
        items: Sequence[Item],
        written: Callable[[Item], Json],
        *,
        key: Callable[[Item], str],
        question: Hashable,
        limit: int,
        cursor: str | None,
        **beside: Any,
    ) -> Made:
        """A page of these items, as many as there is room for; ``beside`` is what else the shape holds."""
        return self.turned(
            shape,
            lambda some: page(items, question=question, key=key, limit=some, cursor=cursor),
            written,
            limit=limit,
            **beside,
        )

    def turned(
        self,
        shape: type[Made],
        turn: Callable[[int], Page[Item]],
        written: Callable[[Item], Json],
        *,
        limit: int,
        **beside: Any,
    ) -> Made:
        """The page that ``turn`` gives, of at most so many items, or of fewer where there is no room for them."""
        found = turn(limit)
        values = [written(one) for one in found.items]
        fitting = _fitting(values)
        if fitting < len(values):
            found = turn(fitting)
        listed = {"items": values[:fitting], "total": found.total, "next_cursor": found.next}
        return self.made(shape, {**beside, **listed})


def _fitting(values: Sequence[Json]) -> int:
    """How many of the first values there is room for; one always."""
    left = ROOM
    for number, value in enumerate(values):
        left -= len(json.dumps(value, ensure_ascii=False))
        if left < 0:
            return max(1, number)
    return len(values)
