"""Reads training text with inline marks: `[s1 The mayor] [c1 said] [t1 the bridge would stay shut].`

`s` is a source, `c` a cue, `t` the content; the number ties the three together, and a role in pieces carries its mark
again. A file holds articles parted by lines of `====`; the first line of each is `# id | style | place`, then
paragraphs between blank lines. Marks may hold other marks and never cross. Square brackets serve nothing else.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_MARK = re.compile(r"\[([a-z])(\d+) ?|\]")
_ARTICLES = re.compile(r"^====\s*$", re.MULTILINE)
ROLES = {"s": "source", "c": "cue", "t": "content"}

Pieces = list[tuple[int, int]]


@dataclass(slots=True)
class Attribution:
    """One attribution: for each role its pieces, half-open stretches of the article's text; a role may be empty."""

    number: int
    source: Pieces = field(default_factory=list)
    cue: Pieces = field(default_factory=list)
    content: Pieces = field(default_factory=list)


@dataclass(slots=True)
class Article:
    """One text without its marks. ``faults`` says, with a line each, what is wrong with the marks."""

    id: str
    style: str
    place: str
    text: str
    attributions: list[Attribution]
    faults: list[str]


def articles(folder: Path) -> Iterator[tuple[Path, Article]]:
    """Every article of every text file in a folder, in the order of the files' names."""
    for path in sorted(folder.glob("*.txt")):
        for article in of_file(path.read_text("utf-8")):
            yield path, article


def of_file(text: str) -> Iterator[Article]:
    """The articles of one file."""
    for block in _ARTICLES.split(text):
        if block.strip():
            yield _article(block.strip())


def _article(block: str) -> Article:
    header, _, marked = block.partition("\n")
    fields = [part.strip() for part in header.lstrip("# ").split("|")]
    faults = [] if header.startswith("#") and len(fields) == 3 else [f"no '# id | style | place' line: {header[:60]!r}"]
    fields += [""] * (3 - len(fields))
    text, found, wrong = unmarked(re.sub(r"\n\s*\n+", "\n\n", marked.strip()))
    return Article(fields[0], fields[1], fields[2], text, found, faults + wrong)


def unmarked(marked: str) -> tuple[str, list[Attribution], list[str]]:
    """The text without its marks, the attributions that they make, and what is wrong with them."""
    kept: list[str] = []
    length = at = 0
    opened: list[tuple[str, int, int, int]] = []
    found: dict[int, Attribution] = {}
    faults: list[str] = []
    for match in _MARK.finditer(marked):
        kept.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[1] is not None:
            opened.append((match[1], int(match[2]), length, match.start()))
        elif not opened:
            faults.append(f"a mark closes that never opened: {_around(marked, match.start())}")
        else:
            role, number, start, place = opened.pop()
            faults += _close(found, role, number, (start, length), _around(marked, place))
    kept.append(marked[at:])
    faults += [f"a mark never closes: {_around(marked, place)}" for *_, place in opened]
    text = "".join(kept)
    if "[" in text or "]" in text:
        faults.append(f"a bracket that is no mark: {_around(text, max(text.find('['), text.find(']')))}")
    faults += [fault for one in found.values() for fault in _odd(one, text)]
    return text, list(found.values()), faults


def _close(found: dict[int, Attribution], role: str, number: int, stretch: tuple[int, int], where: str) -> list[str]:
    if role not in ROLES:
        return [f"no role is called {role!r}: {where}"]
    one = found.setdefault(number, Attribution(number))
    pieces: Pieces = getattr(one, ROLES[role])
    pieces.append(stretch)
    pieces.sort()
    return [] if stretch[0] < stretch[1] else [f"an empty mark: {where}"]


def _odd(one: Attribution, text: str) -> list[str]:
    """What cannot be meant: no content and no cue, pieces of a role that overlap, or that lie far apart."""
    name = f"number {one.number}"
    faults = [] if one.cue or one.content else [f"{name} has neither cue nor content"]
    for role in ROLES.values():
        pieces: Pieces = getattr(one, role)
        for (_, end), (start, _) in itertools.pairwise(pieces):
            if start < end:
                faults.append(f"{name}: two pieces of its {role} overlap: {text[start:][:40]!r}")
            if role != "content" and start - end > 150:
                faults.append(
                    f"{name}: its {role} lies in pieces far apart, is the number used twice? {text[start:][:40]!r}"
                )
    places = [place for role in ROLES.values() for piece in getattr(one, role) for place in piece]
    if max(places) - min(places) > 3000:
        faults.append(f"{name} runs over 3,000 characters, is the number used twice?")
    return faults


def _around(text: str, place: int) -> str:
    return repr(text[max(0, place - 20) : place + 50])
