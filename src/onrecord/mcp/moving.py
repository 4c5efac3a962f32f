"""Tools on what changes: shifts, contradictions, conditions, and what would move if they were met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from onrecord.analysis.whatif import Stance as StanceRecord
from onrecord.export.answers import conflict_to_json, proposition_to_json, shift_to_json, whatif_to_json
from onrecord.export.contract import Json, day
from onrecord.mcp import arguments as ask
from onrecord.mcp.shapes import Condition, Conflict, Listed, Shift, WhatIf
from onrecord.mcp.tools import Tools, told
from onrecord.run import ask as asking
from onrecord.run.ask import ConditionRow
from onrecord.run.keys import conflict_key, shift_key

_TOUCHES: Final = ("moved", "blocked", "overridden")
"""The groups of stances that a what-if question touches."""


class Moving(Tools):
    """The tools on change."""

    @told
    def changes(
        self,
        *,
        since: ask.Since = None,
        until: ask.Until = None,
        actor: ask.Actors = (),
        issue: ask.Issues = (),
        dossier: ask.DossierId = None,
        limit: ask.Limit = 10,
        cursor: ask.Cursor = None,
    ) -> Listed[Shift]:
        """What changed, latest first: a changed mind told apart from a changed reporter, old words again, denials."""
        which = self.filters(actors=actor, issues=issue, dossier=dossier)
        found = asking.changes(self.snapshot(), since=since, until=until, **which.asked())
        return self.listed(
            Listed[Shift],
            found,
            shift_to_json,
            key=shift_key,
            question=("changes", which, since, until),
            limit=limit,
            cursor=cursor,
        )

    @told
    def conflicts(
        self,
        *,
        since: ask.Since = None,
        until: ask.Until = None,
        actor: ask.Actors = (),
        issue: ask.Issues = (),
        dossier: ask.DossierId = None,
        limit: ask.Limit = 10,
        cursor: ask.Cursor = None,
    ) -> Listed[Conflict]:
        """Who contradicts whom: two reports, two speakers, or another's claim against a holder's own words."""
        which = self.filters(actors=actor, issues=issue, dossier=dossier)
        found = asking.conflicts(self.snapshot(), since=since, until=until, **which.asked())
        return self.listed(
            Listed[Conflict],
            found,
            conflict_to_json,
            key=conflict_key,
            question=("conflicts", which, since, until),
            limit=limit,
            cursor=cursor,
        )

    @told
    def conditions(
        self,
        *,
        actor: ask.Actors = (),
        issue: ask.Issues = (),
        dossier: ask.DossierId = None,
        on: ask.On = None,
        limit: ask.Limit = ask.LIMIT,
        cursor: ask.Cursor = None,
    ) -> Listed[Condition]:
        """On what stances hang: each condition in all its wordings, whether it is met, by whose word, and who waits.

        Their ids and words are what `whatif` takes.
        """
        which = self.filters(actors=actor, issues=issue, dossier=dossier)
        found = asking.conditions(self.snapshot(), on=on, **which.asked())
        return self.listed(
            Listed[Condition],
            found,
            _condition,
            key=lambda row: row.proposition.id,
            question=("conditions", which, on),
            limit=limit,
            cursor=cursor,
        )

    @told
    def whatif(
        self,
        *,
        met: ask.Conditions = (),
        unmet: ask.Conditions = (),
        unknown: ask.Conditions = (),
        actor: ask.Actors = (),
        issue: ask.Issues = (),
        dossier: ask.DossierId = None,
        only_given: ask.OnlyGiven = False,
        limit: ask.Limit = ask.LIMIT,
        cursor: ask.Cursor = None,
    ) -> WhatIf:
        """Suppose that conditions are met or not: who moves from where to where, and what still blocks the others.

        Nothing is kept. `before` and `after` count how many holders stand at each level of an issue.
        """
        which = self.filters(actors=actor, issues=issue, dossier=dossier)
        answer = asking.whatif(
            self.snapshot(),
            met=met,
            unmet=unmet,
            unknown=unknown,
            only_given=only_given,
            **which.asked(),
        )
        whole = whatif_to_json(answer)
        touched = _touched({name: zip(getattr(answer, name), whole.pop(name), strict=True) for name in _TOUCHES})
        return self.listed(
            WhatIf,
            list(touched),
            touched.__getitem__,
            key=str,
            question=("whatif", which, met, unmet, unknown, only_given),
            limit=limit,
            cursor=cursor,
            **whole,
        )


def _touched(groups: Mapping[str, Iterable[tuple[StanceRecord, Json]]]) -> dict[str, Json]:
    """The stances that a question touches, each once; ``how`` names the groups that it is in."""
    found: dict[str, Json] = {}
    for name, group in groups.items():
        for one, written in group:
            key = f"{one.holder} {one.issue} {one.contribution}"
            found[key] = {**written, "how": [*found.get(key, {}).get("how", ()), name]}
    return found


def _condition(row: ConditionRow) -> Json:
    whole = proposition_to_json(row.proposition, row.status)
    uses = [
        {
            "kind": use.condition.kind,
            "words": use.told.words,
            "positive": use.positive,
            "position": use.row.position.id,
            "holder": use.row.position.holder,
            "issue": use.row.position.issue,
            "level": use.row.position.level,
            "otherwise": use.row.position.otherwise,
            "date": day(use.row.date),
            "article": use.row.article.id,
            "outlet": use.row.article.outlet,
            "url": use.row.article.url,
        }
        for use in row.proposition.uses
    ]
    return {**whole, "uses": uses}
