"""``onrecord serve``: the desk in a browser."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.listening import address_of, listening, serve_on
from onrecord.cli.options import LedgerOption
from onrecord.cli.output import say
from onrecord.errors import InputError, SetupError

if TYPE_CHECKING:
    from onrecord.run.desk import Desk
    from onrecord.settings import Settings
    from onrecord.web.security import Guard

LOOPBACK = "127.0.0.1"
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})
SHORTEST_SECRET = 32


def serve(
    *,
    ledger: LedgerOption = None,
    database: Annotated[
        str | None, typer.Option("--database", metavar="URL", help="A ledger on a PostgreSQL server: as --ledger URL.")
    ] = None,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on. Another than this machine's own needs accounts.")
    ] = LOOPBACK,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 for any that is free.")] = 8321,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A name under which browsers reach the desk; may be repeated."),
    ] = None,
    proxy: Annotated[
        str | None,
        typer.Option("--proxy", metavar="ADDRESS", help="The desk stands behind this proxy, which speaks HTTPS."),
    ] = None,
    browse: Annotated[bool, typer.Option("--open", help="Open the desk in the browser.")] = False,
) -> None:
    """Open the desk: read, judge and see the ledger in a browser. Stop it with Ctrl-C."""
    gc.disable()  # until it answers: what a start makes stays, and looking through it for garbage takes a tenth of it
    try:
        _serve(database or ledger, host, port, name or (), proxy=proxy, browse=browse)
    finally:
        gc.enable()


def _serve(
    place: str | os.PathLike[str] | None, host: str, port: int, names: Sequence[str], *, proxy: str | None, browse: bool
) -> None:
    from onrecord.ledger import Ledger  # noqa: PLC0415 - the web's libraries load only for those who serve
    from onrecord.run.desk import Desk  # noqa: PLC0415
    from onrecord.run.warm import keep_warm  # noqa: PLC0415
    from onrecord.settings import Settings  # noqa: PLC0415
    from onrecord.web.app import create_app  # noqa: PLC0415
    from onrecord.web.warming import steps  # noqa: PLC0415

    settings = Settings.from_environment()
    desk = Desk(place or settings.ledger, settings)
    guard = _guard(desk, host, names, secure=proxy is not None)
    app = create_app(desk, guard)
    with Ledger.open(desk.place, readonly=True):  # while one is open, connections to a server are kept for the next
        opened = listening(host, port)
        address = f"{address_of(opened)}/"
        print(f"onrecord: the desk is at {address}  (Ctrl-C stops it)", file=sys.stderr, flush=True)
        if browse:
            _open(address)

        def ready() -> None:
            gc.freeze()
            gc.enable()
            keep_warm(desk, steps(desk))  # only now: a large ledger that loads meanwhile would slow the start

        serve_on(opened, app, proxy=proxy, ready=ready)


def _guard(desk: Desk, host: str, names: Sequence[str], *, secure: bool) -> Guard:
    """To which hosts the desk answers, and how strictly.

    Raises:
        SetupError: others could reach a desk that has no accounts.
        InputError: there is no name to reach it by; the secret is short.
    """
    from onrecord.ledger.accounts import any_account  # noqa: PLC0415
    from onrecord.web.security import LOOPBACK as HOSTS  # noqa: PLC0415
    from onrecord.web.security import Guard, host_of  # noqa: PLC0415

    wanted = {host_of(one) for one in (*names, *({host} - EVERYWHERE))}
    if wanted <= HOSTS and host not in EVERYWHERE:
        return _completed(Guard(hosts=HOSTS, secure=secure), desk.settings)
    with desk.reading() as ledger:
        if not any_account(ledger):
            others = " ".join(sorted(wanted - HOSTS)) or host
            raise SetupError(
                f"without accounts a desk is open to whoever reaches it: not for {others}",
                remedy="Make one: onrecord accounts add NAME --role admin. Or leave out --host and --name.",
            )
    if wanted <= HOSTS:
        raise InputError("browsers must name the desk", place="--host", remedy="Say how: --name desk.example.org")
    if not secure:
        say("onrecord: without --proxy, passwords go over the network as they are typed")
    return _completed(Guard(hosts=HOSTS | wanted, secure=secure), desk.settings)


def _completed(guard: Guard, settings: Settings) -> Guard:
    """The guard with the settings' secret and limits; a form has words beside its files."""
    from dataclasses import replace  # noqa: PLC0415

    guard = replace(guard, max_body=settings.upload_bytes + guard.max_field, max_files=settings.upload_files)
    secret = settings.secret
    if secret and len(secret) < SHORTEST_SECRET:
        remedy = f"Give {SHORTEST_SECRET} characters or more: openssl rand -base64 32"
        raise InputError("the secret can be guessed", place="ONRECORD_SECRET", remedy=remedy)
    return replace(guard, secret=secret.encode()) if secret else guard


def _open(address: str) -> None:
    import webbrowser  # noqa: PLC0415

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
