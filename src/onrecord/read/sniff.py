"""What kind of content a file's first bytes and its name speak for."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from onrecord.read.decode import MARKS, wide_encoding

Content = Literal["text", "html", "jsonl", "json", "binary", "gzip"]

SUFFIXES: dict[str, Content] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}
ARCHIVE = ".zip"
"""The suffix by which an archive in a folder is known: by its first bytes alone it may be a document or a program."""
HEAD_BYTES = 8192

_GZIP = b"\x1f\x8b"
_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"BZh",
    b"\xfd7zXZ", b"7z\xbc\xaf", b"SQLite format 3", b"OggS", b"ID3", b"MZ\x90", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAGS = re.compile(r"<(?:p|div|article|span|a|h1|title|meta)\b[^>]{0,300}>", re.I)
_ROW = re.compile(r'\s*\{\s*(?:"|\})')
_ROWS = re.compile(r'\s*\[\s*(?:\{\s*"|\])')


def suffix_of(path: PurePath) -> str:
    """The suffix that tells the content, ``.gz`` left aside, in lower case."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def content_of(head: bytes, suffix: str = "") -> Content:
    """What the first bytes hold. A known suffix decides among the kinds of text, never between text and binary."""
    if head.startswith(_GZIP):
        return "gzip"
    if is_binary(head):
        return "binary"
    known = SUFFIXES.get(suffix)
    if known in ("html", "jsonl", "json"):
        return known
    sniffed = _sniff(_peek(head))
    # A .txt that opens with a document type was saved under the wrong name; one with a brace is still prose.
    if known == "text" and sniffed != "html":
        return "text"
    return sniffed


def is_binary(head: bytes) -> bool:
    """True for bytes that are no text: a known signature, or too many control characters."""
    if head.startswith(_MAGIC):
        return True
    if any(head.startswith(mark) for mark, _ in MARKS) or wide_encoding(head):
        return False
    control = len(head) - len(head.translate(None, _CONTROL))
    return control > (0.3 if _is_utf8(head) else 0.02) * len(head)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A character cut in two by the end of the sample is no fault.
        return len(head) == HEAD_BYTES and error.start >= len(head) - 4
    return True


def _peek(head: bytes) -> str:
    for mark, name in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(name, "replace")
    return head.decode(wide_encoding(head) or "latin-1", "replace")


def _sniff(head: str) -> Content:
    if _HTML.match(head) or len(_TAGS.findall(head)) >= 8:
        return "html"
    if _ROWS.match(head):
        return "json"
    if _ROW.match(head):
        return "jsonl" if head.lstrip().split("\n", 1)[0].rstrip().endswith("}") else "json"
    return "text"
