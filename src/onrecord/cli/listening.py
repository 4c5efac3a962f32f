"""What commands that serve share: a socket whose address is known before anything is said, and the server on it."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from onrecord.errors import SetupError

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def listening(host: str, port: int) -> socket.socket:
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
        remedy = "Stop the other program, or take another port: 0 takes any that is free."
        raise SetupError(f"cannot listen on {host}:{port}: {error.strerror}", remedy=remedy) from error
    opened.listen()
    return opened


def address_of(opened: socket.socket) -> str:
    """The web address of a socket, without a slash at its end."""
    host, port = opened.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def serve_on(
    opened: socket.socket,
    app: ASGIApp,
    *,
    lifespan: bool = False,
    proxy: str | None = None,
    ready: Callable[[], object] = lambda: None,
) -> None:
    """Answer on the socket until the process is told to stop; ``lifespan`` says that the app has a start of its own.

    ``ready`` is called once, when the server answers.
    ``proxy`` is the address of a proxy (or its network, or ``*``) that is believed when it says who calls.
    """
    import uvicorn  # noqa: PLC0415

    if hasattr(signal, "SIGPIPE"):
        # Commands end when the reader of their output goes; a server must outlive a browser that does.
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        ws="none",
        lifespan="on" if lifespan else "off",
        proxy_headers=proxy is not None,
        forwarded_allow_ips=proxy,
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    Server(config).run(sockets=[opened])
