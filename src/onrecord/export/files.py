"""A file that is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import InputError


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write text (UTF-8) beside ``path``, then put it in place at once; what was there stays if anything fails.

    A pipe or device is written as it is.

    Raises:
        InputError: the file cannot be written there.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("w", encoding="utf-8", newline="") as device:
                device.writelines(pieces)
            return
        _replace(path.resolve(), pieces)
    except OSError as error:
        raise InputError(
            f"the file cannot be written: {error.strerror or error}",
            place=str(path),
            remedy="Check the folder, its permissions and the space on the disk, or name another file with --out.",
        ) from error


def _replace(path: Path, pieces: Iterable[str]) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    beside = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - a descriptor, no path
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(_mode(path))
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
