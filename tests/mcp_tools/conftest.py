"""A small ledger, and the tools on it as a client of the official package meets them."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent

from tests.databases import Place
from tests.ledger.small import write_small

DESK = "http://127.0.0.1:8321"
Answer = TypeVar("Answer")
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def ledger_place(lasting_place: Place) -> str:
    """Where the small ledger lies."""
    return write_small(lasting_place("mcp.db"))


def command(*arguments: str) -> StdioServerParameters:
    """The command line as an assistant starts it."""
    program = "import sys; from onrecord.cli import main; sys.exit(main())"
    return StdioServerParameters(command=sys.executable, args=["-c", program, "mcp", *arguments], env=dict(os.environ))


def talk(server: Any, ask: Callable[[Client], Awaitable[Answer]]) -> Answer:
    """What a client learns from a server."""

    async def conversation() -> Answer:
        async with Client(server, read_timeout_seconds=30) as client:
            return await ask(client)

    return anyio.run(conversation)


def structured(result: CallToolResult) -> dict[str, Any]:
    """The structured content of an answer that is no error."""
    assert not result.is_error, result.content
    found: dict[str, Any] | None = result.structured_content
    assert found is not None
    return found


def said(result: CallToolResult) -> str:
    """The words of an answer."""
    first = result.content[0]
    assert isinstance(first, TextContent)
    return first.text
