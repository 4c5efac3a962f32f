"""Who said what: a table, JSON lines, and a page of HTML that shows each statement in its article.

The page holds everything it needs: no script, no font, no reference to elsewhere. Colours come from the Okabe-Ito
palette, which colour-blind readers can tell apart, and none is the only sign: sources are boxed, cues underlined,
and a number with the kind's first letter stands before the words. Overlapping stretches are cut at every edge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from onrecord.export.contract import statement_to_json
from onrecord.export.table import Grid, plain
from onrecord.records import Reading, Span, Statement, cut

HEADERS = ("speaker", "for", "kind", "in", "words")
_REACH = 400
_STYLE = """
body{font:16px/1.65 Georgia,serif;color:#1a1a1a;background:#fff;max-width:46rem;margin:2rem auto;padding:0 1rem}
article>div{white-space:pre-wrap}h1{font-size:1.4rem}
.direct{background:#cfe8f7}.indirect{background:#fbefc4}.mixed{background:#cdeee1}
.cue{border-bottom:3px double #a34100}.source{outline:1.5px solid #00496f;outline-offset:1px;font-weight:600}
.boilerplate{color:#6b6b6b}sup{font:600 .7rem sans-serif;color:#00496f}
.legend{font:.9rem sans-serif;border:1px solid #767676;padding:.5rem .8rem}.legend span{padding:0 .2rem}
table{border-collapse:collapse;font:.9rem sans-serif;margin:1rem 0 3rem}
th,td{border-bottom:1px solid #949494;padding:.3rem .5rem;text-align:left;vertical-align:top}
""".strip()
_LEGEND = (
    '<p class="legend">Words: <span class="direct">quoted (d)</span> <span class="indirect">reported (i)</span> '
    '<span class="mixed">both (m)</span> · <span class="source">source</span> · <span class="cue">cue</span> · '
    '<span class="boilerplate">no reporting</span>. Numbers lead to the table below each article.</p>'
)


def grid(readings: Iterable[Reading]) -> Grid:
    """One statement a row, its words last."""
    rows = (
        (_speaker(one), one.on_behalf_of, one.kind, _name(reading), one.content.quote)
        for reading in readings
        for one in reading.statements
    )
    return Grid.of(HEADERS, rows)


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    """One JSON object a statement: the contract's fields, with the article's id and how the statement was found."""
    for reading in readings:
        for one in reading.statements:
            row = {"article": reading.article.id, **statement_to_json(one), "how": one.how}
            yield json.dumps(row, ensure_ascii=False) + "\n"


def page(readings: Sequence[Reading]) -> Iterator[str]:
    """A whole page: each article with its statements marked, then their table."""
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Who said what</title>\n'
    yield '<meta name="viewport" content="width=device-width">\n'
    yield f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n{_LEGEND}\n"
    for number, reading in enumerate(readings):
        yield _article(reading, f"a{number + 1}")
    yield "</main>\n</body>\n</html>\n"


def _speaker(one: Statement) -> str:
    who = one.speaker or one.speaker_text or ("unnamed" if one.anonymous else "nobody named")
    return plain(who + (", unnamed" if one.anonymous and one.speaker is None and one.speaker_text else ""))


def _name(reading: Reading) -> str:
    return reading.article.outlet or reading.article.title or reading.article.id


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    role: str
    number: str = ""


def _article(reading: Reading, key: str) -> str:
    text, marks = reading.article.text, _marks(reading)
    edges = sorted({0, len(text), *(m.span.start for m in marks), *(m.span.end for m in marks)})
    body = "".join(_piece(text, start, end, marks, key) for start, end in pairwise(edges))
    title = escape(reading.article.title or reading.article.id)
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("no.", "speaker", "for", "kind", "words"))
    rows = "".join(_row(i + 1, one, key) for i, one in enumerate(reading.statements))
    table = f"<table>\n<caption>{len(reading.statements)} statements</caption>\n<tr>{heads}</tr>\n{rows}</table>\n"
    return f"<article>\n<h1>{title}</h1>\n<div>{body}</div>\n{table}</article>\n"


def _row(number: int, one: Statement, key: str) -> str:
    cells = (_speaker(one), one.on_behalf_of or "", one.kind, plain(one.content.quote))
    told = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr id="{key}-{number}"><td>{number}</td>{told}</tr>\n'


def _marks(reading: Reading) -> list[_Mark]:
    marks = [_Mark(noise.span, "boilerplate") for noise in reading.article.boilerplate]
    for i, one in enumerate(reading.statements):
        marks.append(_Mark(one.content, one.kind, str(i + 1)))
        if one.cue is not None:
            marks.append(_Mark(one.cue, "cue"))
        source = source_span(one, reading.article.text)
        if source is not None:
            marks.append(_Mark(source, "source"))
    return marks


def source_span(one: Statement, text: str) -> Span | None:
    """Where the source's words stand nearest to the cue (or content), None where they are not in reach of it."""
    if not one.speaker_text:
        return None
    anchor = one.cue or one.content
    low = max(0, anchor.start - _REACH)
    found = re.finditer(re.escape(one.speaker_text), text[low : anchor.end + _REACH])
    places = [low + match.start() for match in found]
    size = len(one.speaker_text)
    nearest = min(places, key=lambda place: max(anchor.start - place - size, place - anchor.end), default=None)
    return cut(text, nearest, nearest + size) if nearest is not None else None


def _piece(text: str, start: int, end: int, marks: Sequence[_Mark], key: str) -> str:
    """The text between two edges in a tag with the roles of all marks that cover it; numbers where content starts."""
    covering = [m for m in marks if m.span.start <= start and end <= m.span.end]
    opened = [m for m in covering if m.number and m.span.start == start]
    signs = "".join(f'<sup><a href="#{key}-{m.number}">{m.number}{m.role[0]}</a></sup>' for m in opened)
    body = escape(text[start:end])
    if not covering:
        return body
    roles = " ".join(dict.fromkeys(m.role for m in covering))
    return f'{signs}<span class="{roles}">{body}</span>'
