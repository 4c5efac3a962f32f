"""``onrecord serve``: the desk in a browser."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.listening import address_of, listening, serve_on
from onrecord.cli.options import LedgerOption
from onrecord.errors import SetupError

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

LOOPBACK = "127.0.0.1"


def serve(
    *,
    ledger: LedgerOption = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen on: this machine only.")] = LOOPBACK,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 for any that is free.")] = 8321,
    browse: Annotated[bool, typer.Option("--open", help="Open the desk in the browser.")] = False,
) -> None:
    """Open the desk: read, judge and see the ledger in a browser. Stop it with Ctrl-C."""
    from onrecord.run.desk import Desk  # noqa: PLC0415 - the web's libraries load only for those who serve
    from onrecord.settings import Settings  # noqa: PLC0415
    from onrecord.web.app import create_app  # noqa: PLC0415
    from onrecord.web.security import LOOPBACK as HOSTS  # noqa: PLC0415
    from onrecord.web.security import Guard  # noqa: PLC0415

    if host not in HOSTS:
        raise SetupError(
            f"without accounts the desk is open to whoever reaches it, so it does not listen on {host}",
            remedy="Leave out --host: the desk then answers to this machine only.",
        )
    settings = Settings.from_environment()
    desk = Desk(ledger or settings.ledger, settings)
    _run(create_app(desk, Guard(hosts=HOSTS)), listening(host, port), browse=browse)


def _run(app: FastAPI, opened: socket.socket, *, browse: bool) -> None:
    address = f"{address_of(opened)}/"
    print(f"onrecord: the desk is at {address}  (Ctrl-C stops it)", file=sys.stderr, flush=True)
    if browse:
        import webbrowser  # noqa: PLC0415

        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    serve_on(opened, app)
