"""The command line. ``main`` is what ``onrecord`` runs; heavy libraries load inside the commands that need them.

Exit codes: 0 done; 1 unexpected; 2 wrong usage or input; 3 the ledger cannot be used; 4 the installation lacks
something; 5 done, but some pages could not be read (see ``onrecord problems``); 130 interrupted.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from typing import TextIO

from onrecord.errors import OnrecordError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; ``arguments`` default to the process's own."""
    if arguments is None:
        _behave_in_a_pipeline()
    try:
        from onrecord.cli.app import app  # noqa: PLC0415 - an interrupt while loading is answered too

        app(args=None if arguments is None else list(arguments), prog_name="onrecord")
    except OnrecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    return 0


def _behave_in_a_pipeline() -> None:
    """End quietly when the reader of a pipe is gone, as other tools do, and never fail on a character."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        _never_fail(stream)


def _never_fail(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
