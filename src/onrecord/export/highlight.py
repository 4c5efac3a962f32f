"""An article as HTML with its records marked in place: for notebooks and reports.

Overlapping spans are cut at every boundary, so that marks nest without breaking; all text is escaped, and there is no
script, no remote reference. Colours come from the Okabe-Ito palette, which colour-blind readers can tell apart; each
mark also has a sign, so that colour is never the only carrier.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from onrecord.records import Level, Reading, Span

_SIGNS: dict[Level, str] = {
    "rules_out": "−−",
    "opposes": "−",
    "doubts": "?−",
    "neutral": "○",
    "open": "?+",
    "supports": "+",
    "pledges": "++",
    "delivers": "✔",
}
_STYLE = (
    "<style>.onrecord{font:15px/1.6 Georgia,serif;max-width:46em;white-space:pre-wrap}"
    ".onrecord .boilerplate{color:#767676}.onrecord .statement{border-bottom:2px dotted #0072B2}"
    ".onrecord .condition{background:#f7e9b0}.onrecord .position{background:#d9ecf7}"
    ".onrecord .cue{border-bottom:2px solid #D55E00}.onrecord sup{font:600 11px sans-serif;color:#004a75}</style>"
)
_LEGEND = (
    '<p class="legend"><span class="statement">statement</span> · <span class="cue">cue</span> · '
    '<span class="position">position</span> · <span class="condition">condition</span> · '
    '<span class="boilerplate">boilerplate</span></p>'
)


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    role: str
    note: str = ""
    label: str = ""


def article_html(reading: Reading) -> str:
    """One article with its boilerplate, statements, positions and conditions marked, and a legend."""
    text, marks = reading.article.text, sorted(_marks(reading), key=lambda m: (m.span.start, m.span.end))
    edges = sorted({0, len(text), *(m.span.start for m in marks), *(m.span.end for m in marks)})
    pieces = [_piece(text, start, end, marks) for start, end in pairwise(edges)]
    title = escape(reading.article.title or reading.article.id)
    return (
        f'{_STYLE}<section class="onrecord" lang="en"><h4>{title}</h4>{_LEGEND}<div>{"".join(pieces)}</div></section>'
    )


def _marks(reading: Reading) -> Iterable[_Mark]:
    for noise in reading.article.boilerplate:
        yield _Mark(noise.span, "boilerplate", noise.why)
    for statement in reading.statements:
        yield _Mark(statement.content, "statement", statement.speaker or statement.speaker_text or "")
        if statement.cue is not None:
            yield _Mark(statement.cue, "cue", "cue")
    for position in reading.positions:
        label = f"{position.holder} {position.issue} {_SIGNS[position.level]} {position.level}"
        yield _Mark(position.evidence, "position", ", ".join(position.because), label)
        for condition in position.conditions:
            yield _Mark(condition.span, "condition", condition.kind)


def _piece(text: str, start: int, end: int, marks: list[_Mark]) -> str:
    """The text between two edges, within a tag for every mark that covers it; signs stand where a position ends."""
    covering = [m for m in marks if m.span.start <= start and end <= m.span.end]
    body = escape(text[start:end])
    if covering:
        roles = " ".join(dict.fromkeys(m.role for m in covering))
        notes = "; ".join(dict.fromkeys(m.note for m in covering if m.note))
        body = f'<span class="{roles}" title="{escape(notes)}">{body}</span>'
    ended = [m.label for m in covering if m.label and m.span.end == end]
    return body + "".join(f"<sup> {escape(label)} </sup>" for label in dict.fromkeys(ended))
