"""The command line. ``main`` is what ``onrecord`` runs; heavy libraries load inside the commands that need them.

Exit codes: 0 done; 1 unexpected; 2 wrong usage or input; 3 the ledger cannot be used; 4 the installation lacks
something; 5 done, but some pages could not be read (see ``onrecord problems``); 130 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from typing import TextIO

from onrecord.errors import InputError, OnrecordError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; ``arguments`` default to the process's own."""
    if arguments is not None:
        return _run(arguments)
    _behave_in_a_pipeline()
    code = _run(None)
    # All is said and done: an interrupt from here on ends the process at once, and without a trace of its ending.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        from onrecord.cli.app import app  # noqa: PLC0415 - an interrupt while loading is answered too

        try:
            app(args=None if arguments is None else list(arguments), prog_name="onrecord")
        finally:
            sys.stdout.flush()
    except OnrecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        return _unwritten(error)
    except KeyboardInterrupt:
        if arguments is None:
            # What it left half-way, such as a query, may complain of its end as it is taken down.
            sys.unraisablehook = lambda _: None
        return INTERRUPTED
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    return 0


def _unwritten(error: OSError) -> int:
    """Say that the output could not be written: faults in reading are rows long before they come here."""
    fault = InputError(
        f"cannot be written: {error.strerror or error}",
        place=str(error.filename or "standard output"),
        remedy="Make room there or send the output elsewhere, then run the same command again.",
    )
    print(f"onrecord: {fault}", file=sys.stderr)
    if sys.__stdout__ is not None and sys.stdout is sys.__stdout__:
        # What is left in the buffer would fail once more when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())
    return fault.exit_code


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
