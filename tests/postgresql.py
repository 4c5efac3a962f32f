"""A PostgreSQL server for the tests, of Debian's package or any other on PATH: made, started, stopped, thrown away.

It listens on a Unix socket in a temporary folder and nowhere else. PostgreSQL refuses to run as root, so as root it
runs as the package's own user. By hand: ``python -m tests.postgresql COMMAND …`` runs a command with the server's
URL in ONRECORD_TEST_DATABASE.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

DEBIAN = Path("/usr/lib/postgresql")
USERS = ("postgres", "nobody")
# Durability is for those who keep their data. A locale other than C shows where an order hangs on the server's.
CLUSTER = ("--auth=trust", "--encoding=UTF8", "--username=onrecord", "--no-sync", "--no-instructions")
LOCALE = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en")
OPTIONS = "-c fsync=off -c full_page_writes=off -c listen_addresses='' -c max_connections=60 -c shared_buffers=32MB"


def binaries() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``: the newest of Debian's, else what PATH holds; None if there is none."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    for name in ("initdb", "postgres"):
        path = shutil.which(name)
        if path is not None and (Path(path).resolve().parent / "initdb").exists():
            return Path(path).resolve().parent
    return None


def _user() -> str | None:
    """The user to run the server as, None for the present one."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in USERS if name in known)


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives the URL of its database ``postgres``, without the name at its end.

    Raises:
        LookupError: no PostgreSQL is installed here. CalledProcessError: it does not start.
    """
    folder = binaries()
    if folder is None:
        raise LookupError("no PostgreSQL server is installed (Debian: apt install postgresql)")
    user = _user()
    with TemporaryDirectory(prefix="onrecord-pg-") as name:
        data = Path(name) / "data"
        if user is not None:
            shutil.chown(name, user)
        _run([folder / "initdb", "--pgdata", data, *CLUSTER, *LOCALE], user, name)
        options = f"{OPTIONS} -c unix_socket_directories={name}"
        start = ("--options", options, "--log", data / "log", "--wait", "start")
        _run([folder / "pg_ctl", "--pgdata", data, *start], user, name)
        try:
            yield f"postgresql://onrecord@/%s?host={name}"
        finally:
            _run([folder / "pg_ctl", "--pgdata", data, "--mode", "immediate", "--wait", "stop"], user, name)


def _run(command: Sequence[str | Path], user: str | None, folder: str) -> None:
    subprocess.run([str(one) for one in command], user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped then too
    with server() as url:
        done = subprocess.run(sys.argv[1:], env={**os.environ, "ONRECORD_TEST_DATABASE": url}, check=False)
    sys.exit(done.returncode)
