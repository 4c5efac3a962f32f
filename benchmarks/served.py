"""``onrecord serve`` as a process of its own: what the benchmark of the desk measures, and what its pictures show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen


class served:  # noqa: N801
    """A context in which the desk runs over a ledger on a free port.

    Attributes:
        address: where it answers, without a slash at its end.
        waited: seconds from the start to its first answer.
        worked: the processor seconds among them; None where the system does not tell.
    """

    def __init__(self, ledger: Path) -> None:
        command = [str(Path(sys.executable).with_name("onrecord")), "serve", "--ledger", str(ledger), "--port", "0"]
        began = time.monotonic()
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            self.address = self._said()
            with urlopen(f"{self.address}/health") as answer:
                answer.read()
        except BaseException:
            self._end()
            raise
        self.waited = time.monotonic() - began
        self.worked = _worked(self._process.pid)

    def __enter__(self) -> served:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _said(self) -> str:
        """The address that the desk says it has.

        Raises:
            RuntimeError: it said something else, and will not come up.
        """
        line = self._process.stderr.readline() if self._process.stderr else ""
        found = re.search(r"http://[\w.]+:\d+", line)
        if found is None:
            raise RuntimeError(f"the desk did not start: {line}")
        return found[0]

    def _end(self) -> None:
        self._process.terminate()
        self._process.wait(30)
        if self._process.stderr is not None:
            self._process.stderr.close()


def _worked(process: int) -> float | None:
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return None
    fields = told.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))
