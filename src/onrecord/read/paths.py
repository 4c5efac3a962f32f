"""What the user named, as files to open: folders walked, globs unfolded, each file once."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.errors import InputError
from onrecord.problems import problem
from onrecord.read.sniff import ARCHIVE, HEAD_BYTES, SUFFIXES, content_of, suffix_of
from onrecord.records import Problem

STDIN = "-"
_REMEDY = "Check the spelling; paths may be files, folders, globs in quotes, or - for standard input."


def check(paths: Sequence[str]) -> None:
    """Refuse a list of paths of which none leads anywhere, or that lead to no file that could be an article.

    Raises:
        InputError: no path was given, not one of them exists, or they hold no such file.
    """
    if not paths:
        raise InputError("no path was given", remedy=_REMEDY)
    if not any(_leads_somewhere(path) for path in paths):
        named = ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
        raise InputError("there is no such file or folder", place=named, remedy=_REMEDY)
    if next(files(paths), None) is None:
        raise InputError(
            "no text, HTML or JSONL file in it",
            place=", ".join(paths[:3]),
            remedy="Name a folder with .txt, .html or .jsonl files, or a .zip of them, or the files themselves.",
        )


def files(paths: Sequence[str]) -> Iterator[Path | Problem]:
    """Every file that the paths lead to, in the order given and sorted within folders and globs, each once.

    Standard input is passed on as ``Path("-")``.
    """
    seen: set[str] = set()
    for named in paths:
        for found in _unfold(named):
            if isinstance(found, Path):
                key = os.path.realpath(found) if str(found) != STDIN else STDIN
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _leads_somewhere(named: str) -> bool:
    if named == STDIN or _exists(Path(named).expanduser()):
        return True
    return next(_matches(named), None) is not None


def _exists(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:  # a NUL in the name
        return False


def _matches(named: str) -> Iterator[str]:
    if not glob.has_magic(named):
        return
    try:
        yield from sorted(glob.iglob(str(Path(named).expanduser()), recursive=True))  # noqa: PTH207 - absolute ones too
    except (ValueError, OSError):
        return


def _unfold(named: str) -> Iterator[Path | Problem]:
    path = Path(named).expanduser()
    if named == STDIN:
        yield Path(STDIN)
    elif _exists(path):
        yield from _folder(path) if path.is_dir() else [path]
    else:
        matched = [Path(match) for match in _matches(named)]
        if not matched:
            yield problem("unreadable", "there is no such file or folder, and no file matches", source=named)
        for match in matched:
            if match.is_file():
                yield match
            elif match.is_dir() and not named.rstrip("/").endswith("**"):
                yield from _folder(match)


def _folder(folder: Path) -> Iterator[Path | Problem]:
    faults: list[OSError] = []
    for root, below, names in os.walk(folder, onerror=faults.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and _is_ours(path):
                yield path
    for fault in faults:
        yield problem("unreadable", fault.strerror or str(fault), source=str(fault.filename or folder))


def _is_ours(path: Path) -> bool:
    """True for a file in a folder that is worth opening: a known suffix, or markup, rows or bare text inside.

    A zip archive is a folder in a file; what it holds is chosen among in the same way.
    """
    suffix = suffix_of(path)
    if suffix in SUFFIXES or suffix == ARCHIVE:
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            content = content_of(stream.read(HEAD_BYTES))
    except OSError:
        # The reader meets the same fault and reports it, if the name could have been an article's.
        return not suffix
    # A folder of saved pages holds scripts and styles too: with a foreign suffix only what is plainly markup counts.
    return content == "html" or (not suffix and content in ("text", "jsonl"))
