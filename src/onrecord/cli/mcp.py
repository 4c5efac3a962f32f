"""``onrecord mcp``: the ledger as read-only tools for an assistant."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Annotated

import typer

from onrecord.cli.options import LedgerOption
from onrecord.errors import LedgerReadOnly, SetupError


def mcp(
    *,
    ledger: LedgerOption = None,
    http: Annotated[
        int | None,
        typer.Option(
            "--http", metavar="PORT", min=0, max=65535, help="Over HTTP on this port of this machine, 0 for any."
        ),
    ] = None,
    desk: Annotated[
        str, typer.Option("--desk", metavar="URL", help="Where the desk is served, for links to its pages.")
    ] = "",
) -> None:
    """Give an assistant read-only tools on the ledger (Model Context Protocol), over stdin and stdout or HTTP.

    Your assistant starts this command itself: see docs/how-to/ask-with-an-assistant.md. Needs `onrecord[mcp]`.
    """
    try:
        from onrecord.mcp.server import PATH, http_app, server  # noqa: PLC0415 - an extra, and slow to load
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        remedy = "pip install 'onrecord[mcp]'"
        raise SetupError("the Model Context Protocol's package is not installed", remedy=remedy) from error
    from onrecord.cli.listening import address_of, listening, serve_on  # noqa: PLC0415
    from onrecord.ledger import Ledger  # noqa: PLC0415
    from onrecord.mcp.links import desk_address  # noqa: PLC0415
    from onrecord.run.desk import Desk  # noqa: PLC0415
    from onrecord.settings import Settings  # noqa: PLC0415

    settings = Settings.from_environment()
    place = ledger or settings.ledger
    address = desk_address(desk)
    with suppress(LedgerReadOnly), Ledger.open(place):
        pass  # a ledger that is not there is a mistake here: a desk would make one
    tools = server(Desk(place, settings), address)
    if http is None:
        tools.run("stdio")
        return
    opened = listening("127.0.0.1", http)
    print(f"onrecord: tools at {address_of(opened)}{PATH}  (Ctrl-C stops them)", file=sys.stderr, flush=True)
    serve_on(opened, http_app(tools), lifespan=True)
