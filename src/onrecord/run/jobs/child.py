"""The desk's hold on the process that reads: started when there is work, ended when idle or told to."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol

from onrecord.run.jobs.worker import Order

_PROGRAM: Final = "from onrecord.run.jobs.worker import main; main()"


class Hand(Protocol):
    """Whoever carries out orders."""

    def carry_out(self, order: Order) -> Iterator[dict[str, Any]]:
        """The events of an order; they end without ``done`` or ``failed`` where the hand was lost."""
        ...

    def end(self) -> None:
        """Stop at once, whatever is going on; another order starts afresh."""
        ...


Hands = Callable[[], Hand]


class Child:
    """A process that reads; one order at a time."""

    def __init__(self) -> None:
        # -P: a module in the folder where the desk happens to stand must not be taken for one of ours.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def carry_out(self, order: Order) -> Iterator[dict[str, Any]]:
        """Send an order, then give its events as they come."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        try:
            stdin.write(order.to_line() + "\n")
            stdin.flush()
        except (OSError, ValueError):  # it died, or was ended, while it was idle
            return
        for line in stdout:
            event = json.loads(line)
            yield event
            if event["event"] in ("done", "failed"):
                return

    def end(self) -> None:
        """Kill it: no article is ever half in the ledger."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
