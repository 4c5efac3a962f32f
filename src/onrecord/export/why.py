"""The answer to "why do you say that?": the words in their context, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from onrecord.analysis.stance import opposing, supporting
from onrecord.export.contract import Json
from onrecord.export.review import decision_in_words, decision_to_json
from onrecord.export.rows import link_row, origins_to_json, position_row
from onrecord.export.table import LEVEL_STYLE, console, plain
from onrecord.ledger.linked import LinkRow
from onrecord.ledger.review_history import ReviewRow
from onrecord.ledger.rows import PositionRow
from onrecord.records import Article, LinkKind, Span

REACH = 280
"""How many characters of context are shown on either side of the evidence, at most."""


@dataclass(frozen=True, slots=True)
class Context:
    """The paragraph around the evidence, in three pieces; long ones are cut at a word."""

    before: str
    evidence: str
    after: str


@dataclass(frozen=True, slots=True)
class Why:
    """A position, its context, and the holder's other rows on the issue: the same stance, its contradiction, others.

    ``links`` say why the articles that support it go back to one report, or do not. ``decisions`` is what people
    decided on it, in order.
    """

    row: PositionRow
    question: str
    context: Context
    supporting: tuple[PositionRow, ...]
    opposing: tuple[PositionRow, ...]
    others: tuple[PositionRow, ...]
    links: tuple[LinkRow, ...] = ()
    decisions: tuple[ReviewRow, ...] = ()


def explain(
    row: PositionRow,
    on_issue: Iterable[PositionRow],
    article: Article,
    question: str,
    links: Iterable[LinkRow] = (),
    *,
    decisions: Iterable[ReviewRow] = (),
) -> Why:
    """Why ``row`` is on record; ``on_issue`` are its holder's rows on its issue, ``article`` the one it is from.

    Of ``links`` those are kept that tie the articles which support it. ``decisions`` is its part of the log of review.
    """
    rows = [other for other in on_issue if (other.position.id, other.article.id) != (row.position.id, row.article.id)]
    agreeing, against = supporting(row, rows), opposing(row, rows)
    told = {one.article.id for one in (row, *agreeing)}
    return Why(
        row=row,
        question=question,
        context=context_of(article, row.position.evidence),
        supporting=(row, *agreeing),
        opposing=tuple(against),
        others=tuple(other for other in rows if other not in agreeing and other not in against),
        links=tuple(one for one in links if one.article in told and (one.link.to in told or one.article == article.id)),
        decisions=tuple(decisions),
    )


def context_of(article: Article, evidence: Span) -> Context:
    """What stands around the evidence in its paragraph."""
    whole = Span(0, len(article.text), article.text)
    around = next((one for one in article.body if one.contains(evidence)), whole)
    before = article.text[around.start : evidence.start]
    after = article.text[evidence.end : around.end]
    if len(before) > REACH:
        before = "…" + before[-REACH:].partition(" ")[2]
    if len(after) > REACH:
        after = after[:REACH].rpartition(" ")[0] + "…"
    return Context(before, evidence.quote, after)


def why_to_json(why: Why) -> Json:
    """The answer as JSON: the position's row, with its question, context, origins and contradictions."""
    return {
        **position_row(why.row),
        "question": why.question,
        "context": {"before": why.context.before, "evidence": why.context.evidence, "after": why.context.after},
        "origins": origins_to_json(why.supporting),
        "contradicted_by": [position_row(row) for row in why.opposing],
        "also_on_record": [position_row(row) for row in why.others],
        "linked": [link_row(one) for one in why.links],
        "decisions": [decision_to_json(one) for one in why.decisions],
    }


def print_why(why: Why, stream: TextIO, name: str) -> None:
    """Print the answer; the evidence is highlighted on a terminal and stands between ``>>`` and ``<<`` when piped."""
    from rich.table import Table  # noqa: PLC0415 - only those who ask pay for it
    from rich.text import Text  # noqa: PLC0415

    position = why.row.position
    terminal = stream.isatty()
    head = Text.assemble(
        (plain(name), "bold"),
        f" · {plain(position.issue)} · ",
        (position.level, LEVEL_STYLE[position.level]),
        f"   {plain(position.id)}",
    )
    opening, closing = ("", "") if terminal else (">>", "<<")
    quoted = Text.assemble(
        _inline(why.context.before),
        (f"{opening}{plain(why.context.evidence)}{closing}", "bold reverse"),
        _inline(why.context.after),
    )
    screen = console(stream)
    screen.print(head)
    if why.question:
        screen.print(Text(f"  {plain(why.question)}", "dim"))
    screen.print(Text("  “").append_text(quoted).append("”"))
    for label, value in _facts(why):
        line = Table.grid(padding=(0, 1))
        line.add_row(Text(f"  {label:<20}", "dim", no_wrap=True), Text(plain(value), overflow="fold"))
        screen.print(line)


def _inline(text: str) -> str:
    """On one line, with the space at either end kept."""
    core = plain(text)
    return (" " if text[:1].isspace() else "") + core + (" " if core and text[-1:].isspace() else "")


def _facts(why: Why) -> list[tuple[str, str]]:
    position, article = why.row.position, why.row.article
    found = [
        ("article", _joined(article.outlet, article.published, article.title, article.id, article.url)),
        ("said by", _joined(position.speaker, position.speaker_role, "anonymous" if position.anonymous else None)),
        ("stated", str(position.stated or "")),
        ("reported by", position.reported_by or ""),
        *((f"condition ({one.kind})", f"{one.span.quote} ({one.status})") for one in position.conditions),
        ("otherwise", position.otherwise or ""),
        ("contribution", _contribution(why.row)),
        ("vote", position.vote or ""),
        ("former", "set against a later stance by the text itself" if position.superseded else ""),
        ("decided by", " · ".join(position.because)),
        ("confidence", f"{position.confidence:.2f}"),
        ("rests on", _origins(why)),
        *(("linked", _linked(one)) for one in why.links),
        *(("decided", decision_in_words(one)) for one in why.decisions),
        *(("contradicted by", _in_short(row)) for row in why.opposing),
        *(("also on record", _in_short(row)) for row in why.others),
    ]
    return [(label, value) for label, value in found if value]


def _joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _contribution(row: PositionRow) -> str:
    one = row.position.contribution
    if one is None:
        return ""
    quantity = "" if one.quantity is None else f"{one.quantity:,g}"
    return " ".join(part for part in (one.kind, quantity, one.unit or "") if part)


def _origins(why: Why) -> str:
    found = origins_to_json(why.supporting)
    count = f"{len(found)} origin{'' if len(found) == 1 else 's'}"
    named = (f"{one['origin']} ({', '.join(_reporters(one))})" for one in found)
    return f"{count}: {'; '.join(named)}" if found else "no standing report"


_KINDS: dict[LinkKind, str] = {
    "copy": "a copy of",
    "excerpt": "in part a copy of",
    "rewrite": "a re-write of the report in",
    "facts": "the same facts as",
    "credit": "the same agency as",
    "story": "the same development as",
}


def _linked(one: LinkRow) -> str:
    return f"{one.article} · {_KINDS[one.link.kind]} {one.link.to}: {one.link.why}"


def _reporters(origin: Json) -> list[str]:
    """The credited agency and the outlets, each once; the articles where neither is known."""
    known = [name for name in (origin["credit"], *origin["outlets"]) if name]
    return list(dict.fromkeys(known)) or origin["articles"]


def _in_short(row: PositionRow) -> str:
    position = row.position
    level = f"{position.level} (former)" if position.superseded else position.level
    return _joined(level, row.date, row.article.outlet, row.article.origin, position.id)
