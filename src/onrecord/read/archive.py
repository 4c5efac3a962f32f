"""Zip archives of articles, opened without trust: members are read in memory, one at a time, within limits.

Nothing is ever written, so a member's name leads nowhere; it is only shown, without a root or a way up. An archive in
an archive is not opened.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, Final, cast

from onrecord.problems import problem
from onrecord.read.sniff import ARCHIVE, SUFFIXES, suffix_of
from onrecord.read.unpack import RATIO, Capped, TooLarge
from onrecord.records import Page, Problem
from onrecord.settings import Settings

MAGIC: Final = b"PK\x03\x04"
_OFFICE: Final = re.compile(
    r"\[Content_Types\]\.xml|mimetype|AndroidManifest\.xml|(word|xl|ppt|META-INF)/.*", re.DOTALL
)
"""Members that make an archive a document or a program of its own, and no folder of articles."""
_END: Final = b"PK\x05\x06"
_END_WITHIN: Final = 22 + 65_535
_LISTED: Final = 1_024
"""Bytes that the list of an archive may take for each file: its name and what packers add to it."""
_ENCRYPTED: Final = 0x1
_PAGES_AT_ONCE: Final = 50
"""Whole pages of the largest size that an archive may unpack to."""
_BROKEN: Final = (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
"""What a member raises that is cut, damaged, or packed in a way that is not known (``NotImplementedError``)."""

Read = Callable[[BinaryIO, str, str], Iterator[Page | Problem]]
"""The pages of an open stream, by its source and suffix."""


def archive_pages(stream: BinaryIO, source: str, settings: Settings, read: Read) -> Iterator[Page | Problem]:
    """The pages of the archive's text, HTML and JSON files, in the order of their names, and a problem for each fault.

    Raises:
        TooLarge: it holds more files, or unpacks to more, than is taken; what came before stays read.
    """
    if not stream.seekable():
        yield problem("unreadable", "an archive from a pipe; name the file instead", source=source)
        return
    try:
        _check_list(stream, settings.upload_files)
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        yield problem("unreadable", f"a broken archive: {error}", source=source)
        return
    with archive:
        members = archive.infolist()
        if any(_OFFICE.fullmatch(one.filename) for one in members):
            yield problem("binary", "a document or program, which is an archive inside", source=source)
            return
        if len(members) > settings.upload_files:
            raise _too_many(settings.upload_files)
        yield from _members(archive, sorted(members, key=lambda one: one.filename), source, settings, read)


def _check_list(stream: BinaryIO, most: int) -> None:
    """Refuse an archive whose list of files alone would fill the memory: the list is read at one go.

    Raises:
        TooLarge: it would.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END_WITHIN))
    tail = stream.read(_END_WITHIN)
    stream.seek(0)
    at = tail.rfind(_END)
    listed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if listed > max(most, 100) * _LISTED:
        raise _too_many(most)


def _too_many(most: int) -> TooLarge:
    return TooLarge(f"an archive of more than {most:,} files, the limit; unpack it, or raise ONRECORD_UPLOAD_FILES")


def _members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], source: str, settings: Settings, read: Read
) -> Iterator[Page | Problem]:
    left = settings.max_page_bytes * _PAGES_AT_ONCE
    wanted = [(one, name) for one in members if not one.is_dir() and not _passed_over(name := _shown(one.filename))]
    if not wanted:
        yield problem("empty", "the archive holds no text, HTML or JSON file", source=source)
    for one, name in wanted:
        most = max(settings.max_page_bytes, one.compress_size * RATIO)
        left -= yield from _member(archive, one, f"{source}/{name}", read, left=left, most=most)


def _member(
    archive: zipfile.ZipFile, one: zipfile.ZipInfo, where: str, read: Read, *, left: int, most: int
) -> Generator[Page | Problem, None, int]:
    """A member's pages, and to how many bytes it unpacked; a fault in it is a row of its own.

    Raises:
        TooLarge: with it the whole archive unpacks to more than is taken.
    """
    if fault := _fault(one):
        yield problem(*fault, source=where)
        return 0
    capped = None
    try:
        with archive.open(one) as packed:
            capped = Capped(cast(BinaryIO, packed), left, most)
            yield from read(cast(BinaryIO, capped), where, suffix_of(PurePosixPath(where)))
    except TooLarge as error:
        if capped is None or capped.spent:
            raise
        yield problem("too-large", str(error), source=where)
    except _BROKEN as error:
        yield problem("unreadable", f"a file in an archive that cannot be unpacked: {error}", source=where)
    return capped.given if capped is not None else 0


def _fault(one: zipfile.ZipInfo) -> tuple[str, str] | None:
    if one.flag_bits & _ENCRYPTED:
        return "unreadable", "the file is encrypted; unpack the archive with its password"
    if stat.S_ISLNK(one.external_attr >> 16):
        return "unreadable", "a link, which is not followed"
    return None


def _passed_over(name: str) -> bool:
    """What a folder's walk would pass over too: hidden files, and those that are no article by their name.

    An archive is not passed over, so that a row says that it was not opened.
    """
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    suffix = suffix_of(path)
    return hidden or (bool(suffix) and suffix not in (*SUFFIXES, ARCHIVE))


def _shown(name: str) -> str:
    """A member's name as it may be shown: no root, no way up, no drive, no control characters."""
    parts = ("".join(sign for sign in part if sign.isprintable()).strip() for part in re.split(r"[/\\]", name))
    kept = [part for part in parts if part.strip(".") and not re.fullmatch("[A-Za-z]:", part)]
    return "/".join(kept)[-200:].lstrip("/") or "unnamed"
