"""Language and world knowledge as data: each file says its source and licence in its first lines.

``table`` reads a TSV file of this folder; ``version`` names the state of all of them for the record of a run. The typed
views on the tables that name actors are in ``onrecord.lexicons.world``.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from onrecord.errors import SetupError

_FOLDER = Path(__file__).parent


@functools.cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``<name>.tsv`` in this folder, without comments and empty lines.

    Raises:
        SetupError: the file is not there.
    """
    try:
        lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        remedy = "Install onrecord again; its data files are part of the package."
        raise SetupError(f"the lexicon {name!r} is missing", place="onrecord.lexicons", remedy=remedy) from error
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


def tables(folder: str) -> tuple[str, ...]:
    """The names of the tables in a folder below this one, to be read by ``table``."""
    return tuple(f"{folder}/{path.stem}" for path in sorted((_FOLDER / folder).glob("*.tsv")))


def parts(cell: str) -> tuple[str, ...]:
    """The alternatives of a cell, which stand between ``|``."""
    return tuple(part for part in cell.split("|") if part)


@functools.cache
def version() -> str:
    """A short hash over the names and bytes of every lexicon file that reading rests on: equal data, equal version.

    What lies in ``geography/`` serves answers alone.
    """
    digest = hashlib.sha256()
    for path in sorted(_FOLDER.rglob("*")):
        if path.suffix in {".tsv", ".toml"} and path.parent.name != "geography":
            digest.update(path.relative_to(_FOLDER).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


__all__ = ["parts", "table", "tables", "version"]
