"""What if: over all issues at once, with the user's own weights; who moves, and what still blocks the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter, Request
from markupsafe import Markup

from onrecord.analysis.field import Field
from onrecord.analysis.whatif import Stance
from onrecord.export.answers import whatif_to_json
from onrecord.export.contract import Json, day
from onrecord.run.filters import Filters
from onrecord.run.names import name_of
from onrecord.web import links
from onrecord.web.charts.bars import bar, parts_of
from onrecord.web.choices import choices
from onrecord.web.fields import outcome_in_words
from onrecord.web.rendering import desk_of
from onrecord.web.reviewing import reviewer
from onrecord.web.supposing import Question, Supposed, Switch, in_sight, suppose
from onrecord.web.twins import Listed, View, cut, paged

router = APIRouter()

FIRST: Final = 12
MOST: Final = 40
"""How many switches are shown at once, and how many there are below them; a search narrows them down."""
SHOWN: Final = 200
"""How many stances a list shows at most; the data beside the page has them all."""

COLUMNS = (
    "what",
    "holder",
    "name",
    "dossier",
    "issue",
    "contribution",
    "before",
    "before_branch",
    "after",
    "after_branch",
    "blocked_by",
    "position",
    "date",
    "quote",
    "article",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """An issue's field as it is on record and with what is supposed."""

    issue: str
    link: str
    before: Field
    after: Field

    @property
    def moves(self) -> bool:
        """Whether anything about the field differs."""
        return self.before != self.after

    @property
    def bars(self) -> tuple[Markup, Markup]:
        """The two fields as bars."""
        return (
            bar(f"{self.issue} as it is on record", parts_of(self.before), height=20),
            bar(f"{self.issue} with what is supposed", parts_of(self.after), height=20),
        )


@paged(router, "/whatif")
def whatif_page(request: Request, find: str = "") -> View:
    """The what-if page: all of its state is in the address."""
    snapshot = desk_of(request).snapshot()
    pairs = request.query_params.multi_items()
    wanted = replace(Filters.of(pairs), levels=())
    question = Question.of(pairs)
    supposed = suppose(snapshot, wanted, question)
    fields = _pairs(supposed, wanted)
    found = [one for one in supposed.switches if one.chosen or _said(one, find)]
    kept = [*wanted.query(), *([("find", find)] if find else [])]
    context = {
        "title": "What if",
        "wanted": wanted,
        "question": question,
        "choices": choices(snapshot, wanted, snapshot.by_holder, "all"),
        "find": find,
        "kept": kept,
        "switches": in_sight(found, FIRST + MOST),
        "first": FIRST,
        "left": max(0, len(found) - FIRST - MOST),
        "answer": supposed.answer,
        "fields": sorted(fields, key=lambda one: not one.moves),
        "moved": supposed.answer.moved[:SHOWN],
        "blocked": supposed.answer.blocked[:SHOWN],
        "without_weight": sorted({one for field in supposed.answer.after for one in field.without_weight}),
        "said": outcome_in_words,
        "signed": reviewer(request)[0],
        "total": supposed.items,
        "query": links.with_query("", [*wanted.query(), *question.pairs()])[1:],
    }
    return View(
        "whatif.html",
        context,
        data=Listed(supposed.items, lambda part: _data(wanted, supposed, part)),
        columns=COLUMNS,
        rows=lambda: _rows(supposed),
        fragment="whatif_swap.html",
    )


def _data(wanted: Filters, supposed: Supposed, part: slice) -> Json:
    return {"filters": dict(wanted.query()), **whatif_to_json(cut(supposed.answer, part))}


def _said(one: Switch, find: str) -> bool:
    words = find.casefold()
    said = (*one.proposition.wordings, *one.holders, *(name_of(holder) for holder in one.holders))
    return not words or any(words in some.casefold() for some in said)


def _pairs(supposed: Supposed, wanted: Filters) -> list[Pair]:
    answer = supposed.answer
    dossiers = {one.issue: one.row.article.dossier or "" for one in answer.leading}
    asked = [*wanted.without("dossier", "issues").query(), *supposed.question.pairs()]
    found = []
    for before, after in zip(answer.before, answer.after, strict=True):
        page = links.issue(before.issue, dossiers[before.issue])
        found.append(Pair(before.issue, links.with_query(page, asked), before, after))
    return found


def _rows(supposed: Supposed) -> Iterator[list[object]]:
    answer = supposed.answer
    for what, stances in (("moved", answer.moved), ("blocked", answer.blocked), ("overridden", answer.overridden)):
        for one in stances:
            yield [what, *_cells(one)]


def _cells(one: Stance) -> list[object]:
    row = one.row
    return [
        one.holder,
        name_of(one.holder),
        row.article.dossier,
        one.issue,
        one.contribution,
        one.before.level,
        one.before.branch,
        one.after.level,
        one.after.branch,
        "; ".join(need.words for need in one.after.blocked_by),
        row.position.id,
        day(row.date),
        row.position.evidence.quote,
        row.article.id,
    ]
