"""A text's layout: body, furniture with reasons, and the parts of its head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.clean.context import mark_context
from onrecord.clean.credit import credit_in_body
from onrecord.clean.furniture import mark_furniture
from onrecord.clean.head import Head, read_head
from onrecord.clean.lexicon import named_in
from onrecord.clean.lines import Line, split_lines
from onrecord.records import Boilerplate, Span, cut


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where in a text. Spans are in order; none of body overlaps headline or boilerplate."""

    body: tuple[Span, ...]
    boilerplate: tuple[Boilerplate, ...]
    headline: Span | None
    head: Head
    credit: str | None


def lay_out(text: str, title: str | None = None, outlet: str | None = None) -> Layout:
    """Tell the parts of ``text``; ``title`` and ``outlet`` are what its container says of it."""
    lines = split_lines(text)
    mark_furniture(lines, outlet)
    head = read_head(lines, title)
    mark_context(lines, title)
    body = tuple(span for span in (_body_of(line, text) for line in lines) if span)
    headline = cut(text, head.headline.start, head.headline.end) if head.headline else None
    credit = _credit(lines, body, head, outlet or head.outlet)
    return Layout(body, tuple(_furniture(lines, text)), headline, head, credit)


def _body_of(line: Line, text: str) -> Span | None:
    if not line.is_body:
        return None
    span = cut(text, line.cut_from, line.cut_to)
    return span if span.quote else None


def _furniture(lines: Iterable[Line], text: str) -> Iterable[Boilerplate]:
    for line in lines:
        if line.why:
            yield Boilerplate(cut(text, line.start, line.end), line.why)
        elif line.tag_to > line.start:
            yield Boilerplate(cut(text, line.start, line.tag_to), "source-tag")
        if line.is_body and line.cut_to < line.end:
            yield Boilerplate(cut(text, line.cut_to, line.end), line.cut_why)


def _credit(lines: list[Line], body: tuple[Span, ...], head: Head, outlet: str | None) -> str | None:
    """The credited agency, by the strongest form that the text uses."""
    if head.dateline and head.dateline.agency:
        return head.dateline.agency
    if head.credit:
        return head.credit
    sign_offs = (named_in(line.text) for line in lines if line.why == "credits-line")
    signed = next(filter(None, sign_offs), None)
    if signed:
        return signed
    told = credit_in_body("\n".join(span.quote for span in body), outlet)
    if told or head.headline is None:
        return told
    return credit_in_body(head.headline.text, outlet)
