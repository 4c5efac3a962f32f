"""Files to raw pages. A fault is a problem with its place; the rest of the batch goes on."""

from __future__ import annotations

import codecs
import io
import sys
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from onrecord.problems import problem
from onrecord.read import archive
from onrecord.read.decode import MARKS, decode, replace_bad, wide_encoding
from onrecord.read.paths import STDIN, check, files
from onrecord.read.rows import json_pages, jsonl_pages
from onrecord.read.sniff import HEAD_BYTES, Content, content_of, suffix_of
from onrecord.read.unpack import TooLarge, Unpacked
from onrecord.records import Page, Problem
from onrecord.settings import Settings

# A JSON file is one value that must be held whole, and may hold many pages.
_PAGES_IN_JSON = 10


def pages(paths: Sequence[str], settings: Settings, stdin: BinaryIO | None = None) -> Iterator[Page | Problem]:
    """Every page that the paths hold, in order, and a problem for each that could not be read.

    Paths may be files, folders (walked, sorted, hidden files left out), globs (``**`` too) and ``-`` for standard input
    (``stdin`` if given). Content is told by suffix or by its first bytes: text, HTML, JSON, JSON lines; any of them
    gzipped; a zip archive's files one by one, also where it lies in a folder.

    Raises:
        InputError: at once, if none of the paths exists or they hold no file that could be an article.
    """
    check(paths)
    return _pages(paths, settings, stdin)


def _pages(paths: Sequence[str], settings: Settings, stdin: BinaryIO | None) -> Iterator[Page | Problem]:
    for found in files(paths):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _file(found, settings, stdin)


def _file(path: Path, settings: Settings, stdin: BinaryIO | None) -> Iterator[Page | Problem]:
    if str(path) != STDIN:
        yield from file_pages(path, settings)
        return
    yield from _guarded(_stream(_buffered(stdin or sys.stdin.buffer), "stdin", "", settings), STDIN)


def file_pages(path: Path, settings: Settings, name: str | None = None) -> Iterator[Page | Problem]:
    """The pages that one file holds, or why it could not be read.

    ``name`` is what the file was called where it came from: its source in records, its suffix the hint at its content.
    """
    yield from _guarded(_opened(path, name or str(path), settings), name or str(path))


def _opened(path: Path, source: str, settings: Settings) -> Iterator[Page | Problem]:
    with path.open("rb") as stream:
        size = path.stat().st_size if path.is_file() else 0
        yield from _stream(cast(BinaryIO, stream), source, suffix_of(PurePath(source)), settings, size=size)


def data_pages(data: bytes, source: str, settings: Settings, *, suffix: str = "") -> Iterator[Page | Problem]:
    """The same for bytes that are at hand; ``suffix`` is that of a file which would hold them, if anything tells."""
    yield from _guarded(_stream(_buffered(cast(BinaryIO, io.BytesIO(data))), source, suffix, settings), source)


def _guarded(found: Iterator[Page | Problem], source: str) -> Iterator[Page | Problem]:
    """A stream's pages; a fault in reading it ends them with a row."""
    try:
        yield from found
    except TooLarge as error:
        yield problem("too-large", str(error), source=source)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        yield problem("unreadable", f"{detail}", source=source)


def _stream(
    stream: BinaryIO, source: str, suffix: str, settings: Settings, *, size: int = 0, packed: bool = False
) -> Iterator[Page | Problem]:
    """The pages of an open stream. ``size`` is its length in bytes where that is known before reading."""
    head = cast(io.BufferedReader, stream).peek(HEAD_BYTES)[:HEAD_BYTES]
    content = content_of(head, suffix)
    if not head:
        yield problem("empty", "the file is empty", source=source)
    elif content == "gzip" and not packed:
        unpacked = Unpacked(stream, settings.max_page_bytes)
        yield from _stream(_buffered(cast(BinaryIO, unpacked)), source, suffix, settings, packed=True)
    elif head.startswith(archive.MAGIC) and not packed:
        yield from archive.archive_pages(stream, source, settings, partial(_packed, settings))
    elif content in ("binary", "gzip"):
        yield problem("binary", "the bytes are no text", source=source)
    elif content == "jsonl":
        yield from jsonl_pages(_utf8_lines(stream, head), source, settings)
    else:
        yield from _whole(stream, source, content, settings, size)


def _packed(settings: Settings, stream: BinaryIO, source: str, suffix: str) -> Iterator[Page | Problem]:
    """The pages of a file in an archive."""
    yield from _stream(_buffered(stream), source, suffix, settings, packed=True)


def _whole(stream: BinaryIO, source: str, content: Content, settings: Settings, size: int) -> Iterator[Page | Problem]:
    """The page or pages of a stream that is read at one go, within the limit."""
    limit = settings.max_page_bytes * (_PAGES_IN_JSON if content == "json" else 1)
    if size > limit:
        raise TooLarge(f"{size:,} bytes; the limit is {limit:,}")
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"more than {limit:,} bytes, the limit")
    decoded = decode(data, markup=content == "html")
    if decoded.doubt:
        yield problem("encoding-guessed", decoded.doubt, source=source)
    if content == "json":
        yield from json_pages(decoded.text, source, settings)
        return
    text, replaced = replace_bad(decoded.text)
    if replaced:
        yield problem("bad-characters", replaced, source=source)
    if not text.strip():
        yield problem("empty", "the file holds nothing but white space", source=source)
    elif content == "html":
        yield Page(source=source, text=text, media="html")
    else:
        yield Page(source=source, text=text)


def _utf8_lines(stream: BinaryIO, head: bytes) -> BinaryIO:
    """``stream`` without byte order mark, and as UTF-8 if it was in a wide encoding, so that lines can be told."""
    mark, name = next(((mark, name) for mark, name in MARKS if head.startswith(mark)), (b"", wide_encoding(head)))
    stream.read(len(mark))
    if name is None or name == "utf-8":
        return stream
    return _buffered(cast(BinaryIO, _Recoded(stream, name)))


class _Recoded(io.RawIOBase):
    """A byte stream in one encoding, read as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest and (data := self._stream.read(HEAD_BYTES)):
            self._rest = self._decoder.decode(data).encode("utf-8", "surrogatepass")
        chunk, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _buffered(stream: BinaryIO) -> BinaryIO:
    """``stream`` with ``peek``, whatever it was."""
    if hasattr(stream, "peek"):
        return stream
    return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, stream), HEAD_BYTES))
