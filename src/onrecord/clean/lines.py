"""A text as lines that keep their place: the unit on which body and furniture are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ENDED = re.compile(r"""[.!?…:;]["”’'»)\]\s]*$""")
_STOPPED = re.compile(r"""[.!…]["”’'»)\]\s]*$""")
_SENTENCE = re.compile(r"""[.!?…]["”’')\]»]*\s+(?=["“‘'(\[«]?[^\W_a-zà-ÿ])""")
QUOTES = "\"“”„«‘'"


@dataclass(slots=True)
class Line:
    """One paragraph, ``text[start:end]`` of the article, without white space at its ends.

    ``block`` counts stretches between blank lines. Steps fill ``why`` (furniture, with the reason), ``role`` (``body``
    unless it is headline or byline), ``cut_from`` / ``cut_to`` (what of it is left as body) and ``tag_to`` (where a
    source's name in brackets at its start ends).
    """

    start: int
    end: int
    text: str
    block: int
    why: str = ""
    role: str = "body"
    cut_from: int = field(default=-1)
    cut_to: int = field(default=-1)
    cut_why: str = ""
    tag_to: int = -1

    def __post_init__(self) -> None:
        self.cut_from, self.cut_to = self.start, self.end

    @property
    def is_body(self) -> bool:
        """True while nothing has claimed the line for something else."""
        return not self.why and self.role == "body"

    @property
    def words(self) -> int:
        """How many stretches of non-space it has."""
        return len(self.text.split())


def split_lines(text: str) -> list[Line]:
    """The text's paragraphs. Lines that were wrapped at a column are joined; other single newlines divide."""
    found: list[Line] = []
    block, last = 0, 0
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.strip()
        if not bare:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        if found and len(_BREAK.findall(text, last, match.start())) > 1:
            block += 1
        found.append(Line(start, start + len(bare), bare, block))
        last = match.end()
    return _unwrap(found, text) if _is_wrapped(found) else found


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Rough sentences as ``(start, end)``; an abbreviation may split one in two, which its users allow for."""
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def ends_sentence(text: str) -> bool:
    """True if the text ends in a stop, question or exclamation mark, colon or semicolon, closing quotes aside."""
    return _ENDED.search(text[-12:]) is not None


def ends_in_stop(text: str) -> bool:
    """True if the text ends as a sentence of prose does: a question alone or a colon is not enough."""
    return _STOPPED.search(text[-12:]) is not None


def opens_quote(text: str) -> bool:
    """True if the text starts with a quotation mark."""
    return text[:1] in QUOTES and bool(text)


def folded(text: str) -> str:
    """The text's letters and digits in lower case, for comparing lines."""
    return " ".join(re.findall(r"\w+", text.casefold()))


_ENOUGH = 4
"""Line ends from which shares can be told; with fewer, all must look wrapped."""


def _is_wrapped(lines: list[Line]) -> bool:
    """True where line ends come from filling lines up to a column.

    The test: some width exists such that no line is longer and hardly any line had room for the next line's first word.
    """
    pairs = [(one, two) for one, two in pairwise(lines) if one.block == two.block]
    if not pairs:
        return False
    width = max(len(line.text) for pair in pairs for line in pair)
    if not 40 <= width <= 110:
        return False
    full = sum(len(one.text) + 1 + len(two.text.split(None, 1)[0]) > width - 3 for one, two in pairs)
    inside = sum(not ends_sentence(one.text) for one, _ in pairs)
    lower = sum(two.text[0].islower() for _, two in pairs)
    if len(pairs) < _ENOUGH:
        return full == inside == len(pairs) and lower > 0
    return full >= 0.8 * len(pairs) and inside >= 0.6 * len(pairs) and lower >= 0.3 * len(pairs)


def _unwrap(lines: list[Line], text: str) -> list[Line]:
    joined: list[Line] = []
    for line in lines:
        if joined and joined[-1].block == line.block:
            start = joined[-1].start
            joined[-1] = Line(start, line.end, text[start : line.end], line.block)
        else:
            joined.append(line)
    return joined
