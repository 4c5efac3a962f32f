"""Faults in the data, as rows: an unreadable page is a record, not a crash.

``KINDS`` lists every kind with what it means and what a user can do; a kind that is not listed here is a bug.
"""

from __future__ import annotations

from typing import Final

from onrecord.records import Problem

KINDS: Final[dict[str, str]] = {
    "empty": "The file or row holds no text. Nothing to do, or fetch the page again.",
    "binary": "The bytes are no text (an image, a PDF, an archive in an archive). Convert or unpack it first.",
    "encoding-guessed": "The bytes are not in their declared encoding; another was used. Check odd characters.",
    "bad-characters": "Lone surrogates or NUL were replaced, one for one, by U+FFFD; offsets still hold.",
    "unreadable": "The file or folder cannot be opened. Check its permissions.",
    "too-large": "The page is larger than the limit. Split it, or raise ONRECORD_MAX_PAGE_BYTES.",
    "tail-not-read": "The article is longer than the limit; what stands behind it was not read. "
    "Raise ONRECORD_MAX_WORDS.",
    "not-an-article": "The page holds no reporting that could be told from its furniture. Save the article's own page.",
    "bad-json": "The line is no JSON object with a `text`. Correct the line and read the file again.",
    "bad-field": "A field has a value of the wrong type or form; it was left out.",
    "markup-too-deep": "The markup is nested too deeply to be parsed whole; its text was taken without the layout.",
    "duplicate-id": "Two different articles carry one id; the later one was given a longer id. Correct the ids.",
    "duplicate-article": "The same article stands in the input twice; it was read once.",
    "date-unresolved": "A date was found that cannot be told (no year, an impossible day). The field is left empty.",
    "unknown-actor": "A speaker or holder could not be resolved to an actor; it is recorded without an id.",
    "language": "The article does not seem to be in English; positions are not read from it.",
    "llm-failed": "The language model gave no usable answer; the article was read offline instead. "
    "Read it again once the endpoint answers.",
    "llm-value": "The language model gave a value that the codebook does not know; that record was left out.",
    "not-fetched": "The page behind a link could not be fetched. Open it in a browser, save it, and add the file.",
    "step-failed": "A step failed on this article; the rest of the batch was read. Please report it with the article.",
}


LOSSES: Final = frozenset(
    {"binary", "unreadable", "too-large", "bad-json", "not-fetched", "step-failed", "not-an-article", "tail-not-read"}
)
"""Kinds that mean something was not read; a run that met one ends with exit code 5."""


def is_loss(kind: str) -> bool:
    """True where a problem of this kind means that something was not read."""
    return kind in LOSSES


def problem(kind: str, detail: str, *, source: str = "", article: str | None = None) -> Problem:
    """A problem of a known kind.

    Raises:
        KeyError: ``kind`` is not listed in ``KINDS``.
    """
    if kind not in KINDS:
        raise KeyError(f"problem kind {kind!r} is not listed in onrecord.problems.KINDS")
    return Problem(kind=kind, detail=detail, source=source, article=article)


def remedy(kind: str) -> str:
    """What a user can do about a problem of this kind; empty if the kind is of a newer version."""
    return KINDS.get(kind, "")
