"""Which lines are furniture by their own words: links, captions, notices, share bars."""

from __future__ import annotations

import re

from onrecord.clean.lexicon import name_pattern, rules
from onrecord.clean.lines import Line, ends_in_stop, opens_quote, sentences

_MAX_LINE_WORDS = 80
_MAX_LINE_CHARS = 900
_MAX_SENTENCE_CHARS = 500
_MAX_SENTENCE_WORDS = 45
_PARTS = re.compile(r"\s*[|·•▪]\s*|\s+[-–—]\s+")
_SHARE = re.compile(
    r"(?:share|save|tweet|print|e-?mail|like|follow|listen|comment|copy link|bookmark|gift|facebook|twitter|x|whatsapp"
    r"|linkedin|reddit|telegram|pinterest|[\d.,k]+ (?:comments?|shares?|views?|likes?)|\d+ min(?:ute)?s?(?: read)?)",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"[\w &'’.-]{2,40}(?:\s*[>»›→]\s*[\w &'’.-]{2,60}){1,6}")
_TALK = re.compile(r"^(?:[QA]|[A-Z][\w .'’-]{1,30}):\s|^\d{1,2}[:.]\d\d\b")
_REPORTS = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells|adds?|added|declined|was|were|had|did|will|would|has|have|wrote|asked|warned|could)\b",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(
    r",[”’\"']?\s(?:[^,.;:]{1,60}\s)?(?:said|says|told|warned|warns|urged|argued|added|insisted|claimed|wrote|chanted|declared|announced)\b"
    r"[^,;:]{0,60}[.!]$"
)
_LABELLED = re.compile(r"[\[(]?[A-Za-z’' ]{3,30}\s?[:»>|]\s*[^\sa-z]")
_INSERTED = re.compile(r".{10,160}\sread more\W*", re.IGNORECASE)


def mark_furniture(lines: list[Line], outlet: str | None) -> None:
    """Give every line that is furniture by its own words its reason, and cut furniture off the ends of the others."""
    for line in lines:
        line.why = line_reason(line.text, outlet)
        if not line.why:
            _trim(line)


def line_reason(text: str, outlet: str | None = None) -> str:
    """Why the whole line is furniture; empty if it is none."""
    if not any(char.isalnum() for char in text):
        return "separator"
    if opens_quote(text) or len(text) > _MAX_LINE_CHARS:
        return ""
    if is_trail(text):
        return "navigation"
    if _is_sign_off(text, outlet):
        return "credits-line"
    bar = _bar_reason(text)
    if bar:
        return bar
    if len(text.split()) > _MAX_LINE_WORDS or is_attributed(text):
        return ""
    if _INSERTED.fullmatch(text) and not ends_in_stop(text):
        return "related-links"
    return next((rule.why for rule in rules() if rule.fits_line(text)), "")


def heading_reason(text: str) -> str:
    """Why the line heads a list of furniture (``related-links``…); empty if it heads none."""
    if len(text) > 90:
        return ""
    return next((rule.why for rule in rules() if rule.heading and rule.heading.fullmatch(text)), "")


def sentence_reason(text: str) -> str:
    """Why a sentence is furniture; empty if it is none."""
    text = text.strip()
    if (
        not text
        or opens_quote(text)
        or is_attributed(text)
        or len(text) > _MAX_SENTENCE_CHARS
        or len(text.split()) > _MAX_SENTENCE_WORDS
    ):
        return ""
    return next((rule.why for rule in rules() if rule.fits_sentence(text)), "")


def is_trail(text: str) -> bool:
    """True for a trail of sections such as ``Home > World > Europe``."""
    return len(text) < 160 and _TRAIL.fullmatch(text) is not None


def is_attributed(text: str) -> bool:
    """True for a sentence that ends by naming who said it: reporting, whatever words it opens with.

    A label before a colon ("Read more: …") takes that back: a linked headline may end so too.
    """
    return _ATTRIBUTED.search(text, max(0, len(text) - 120)) is not None and not _LABELLED.match(text)


def _bar_reason(text: str) -> str:
    """Why a line of short parts between strokes, or of one such part, is furniture."""
    words = len(text.split())
    if words > 25:
        return ""
    parts = [part.strip() for part in _PARTS.split(text)]
    if any(_SHARE.fullmatch(part) for part in parts):
        return "share-bar"
    listed = len(parts) >= 3 and "|" in text and text[0] != "|" and words <= 4 * len(parts)
    return "navigation" if listed and words <= 12 and not re.search(r"\d|^by\b|[.!?]$", text, re.IGNORECASE) else ""


def _is_sign_off(text: str, outlet: str | None) -> bool:
    """True for a line that names agencies (and the outlet) and nothing else."""
    if len(text) > 80 or len(text.split()) > 8:
        return False
    rest = re.sub(name_pattern(), " ", text)
    if rest == text:
        return False
    if outlet:
        rest = re.sub(re.escape(outlet), " ", rest, flags=re.IGNORECASE)
    return not re.search(r"[^\W_]", re.sub(r"\b(?:and|with|via|agencies|by|from)\b", " ", rest, flags=re.IGNORECASE))


def _trim(line: Line) -> None:
    """Judge the line by its sentences: all of it, or what stands at its end."""
    text = line.text
    if opens_quote(text) and len(text) > 600:
        return
    cuts = list(sentences(text))
    if len(text) <= _MAX_SENTENCE_CHARS:
        reasons = [sentence_reason(text[start:end]) for start, end in cuts]
        if any(reasons) and _rest_is_idle(text, cuts, reasons):
            line.why = next(filter(None, reasons))
            return
    _trim_end(line, cuts)


def _rest_is_idle(text: str, cuts: list[tuple[int, int]], reasons: list[str]) -> bool:
    """True where the sentences beside the furniture are short and report nothing."""
    rest = [text[start:end] for (start, end), why in zip(cuts, reasons, strict=True) if not why]
    if rest and _TALK.match(text):
        return False
    return all(
        len(words.split()) <= 10 and not _REPORTS.search(words) and not re.search('[“”"]', words) for words in rest
    )


def _trim_end(line: Line, cuts: list[tuple[int, int]]) -> None:
    """Cut sentences of furniture off the line's end; what is left must still be a sentence."""
    text, end = line.text, len(line.text)
    for start, stop in reversed(cuts):
        why = sentence_reason(text[start:stop]) or _aside_reason(text[start:stop])
        if not why or start == 0:
            break
        end, line.cut_why = start, why
    if end < len(text):
        line.cut_to = line.start + len(text[:end].rstrip())


def _aside_reason(sentence: str) -> str:
    """Why a bracketed aside at a paragraph's end is furniture."""
    bare = sentence.strip()
    if bare.startswith(("(", "[")) and bare.endswith((")", "]", ").")):
        return line_reason(bare)
    return ""
