"""Bytes to characters, in any common encoding, saying when it had to guess.

The order: byte order mark, strict UTF-8, the charset that the markup declares (as the WHATWG encoding standard reads
its label), UTF-16 without a mark, then a guess. Text that is valid UTF-8 wins over a declaration: other encodings
almost never pass as UTF-8 by chance.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# Labels that browsers read as windows-1252, because pages that use them hold its quotation marks.
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1"})
_SAMPLE = 64_000
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_BAD = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters without byte order mark; ``doubt`` says what had to be guessed, empty if nothing."""

    text: str
    encoding: str
    doubt: str = ""


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """The characters of ``data``; with ``markup`` a charset declared near its start counts. Never fails."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    declared = declared_charset(data) if markup else None
    if declared and declared != "utf-8":
        try:
            return Decoded(data.decode(declared), declared)
        except UnicodeDecodeError:
            pass
    return _guess(data, declared)


def replace_bad(text: str) -> tuple[str, str]:
    """``text`` with each lone surrogate and NUL replaced, one for one, and a sentence on them (empty if none)."""
    first = _BAD.search(text)
    if first is None:
        return text, ""
    clean, count = _BAD.subn(_REPLACED, text)
    return clean, f"{count} lone surrogates or NUL replaced, the first at character {first.start()}"


def declared_charset(data: bytes) -> str | None:
    """The charset that the markup names in its first 4 kB, as a codec's name; None if none that is known."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None
    if name in _LATIN:
        return "cp1252"
    # The declaration was readable as ASCII, so the page cannot be in a wide encoding.
    return "utf-8" if name.startswith(("utf-16", "utf-32", "utf-7")) else name


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by where the zero bytes of Latin letters stand; else None."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    return None


def _guess(data: bytes, declared: str | None) -> Decoded:
    wide = wide_encoding(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide, f"no declared encoding; read as {wide}")
    broken = data.decode("utf-8", "replace")
    if _mostly_utf8(broken):
        count = broken.count(_REPLACED)
        return Decoded(broken, "utf-8", f"{count} bytes are not valid UTF-8 and were replaced")
    name = _likely(data)
    why = f"not valid {declared}" if declared else "not UTF-8 and no encoding declared"
    return Decoded(data.decode(name, "replace"), name, f"{why}; read as {name}")


def _mostly_utf8(broken: str) -> bool:
    """True where more characters beyond ASCII were read well than badly."""
    bad = broken.count(_REPLACED)
    good = sum(1 for char in broken[:_SAMPLE] if char > "\x7f" and char != _REPLACED)
    return good > bad


def _likely(data: bytes) -> str:
    """The 8-bit or Asian encoding that fits best. Latin text with a few accents is windows-1252 nearly always."""
    sample = data[:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    if high < 0.05 * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _lenient(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError as error:
        text = data.decode(name, "replace")
        return Decoded(text, name, f"not valid {name} at byte {error.start}; odd bytes were replaced")
