"""``onrecord serve``: the desk in a browser."""

from __future__ import annotations

import socket
import sys
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import LedgerOption
from onrecord.errors import SetupError

if TYPE_CHECKING:
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
    _run(create_app(desk, Guard(hosts=HOSTS)), _listening(host, port), browse=browse)


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens, so that the address is known, and taken, before anything else is said.

    Raises:
        SetupError: the address is in use, or is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
    except OSError as error:
        opened.close()
        remedy = "Stop the other program, or take another port: --port 0 takes any that is free."
        raise SetupError(f"cannot listen on {host}:{port}: {error.strerror}", remedy=remedy) from error
    opened.listen()
    return opened


def _run(app: FastAPI, listening: socket.socket, *, browse: bool) -> None:
    import uvicorn  # noqa: PLC0415

    host, port = listening.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    print(f"onrecord: the desk is at {address}  (Ctrl-C stops it)", file=sys.stderr, flush=True)
    if browse:
        import webbrowser  # noqa: PLC0415

        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    config = uvicorn.Config(app, log_level="warning", server_header=False, ws="none", lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])
