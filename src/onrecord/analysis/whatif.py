"""What if: with these propositions met or unmet, who moves from where to where, and what still blocks the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.analysis.branches import Outcome, needs, outcome
from onrecord.analysis.field import Field, field
from onrecord.analysis.propositions import Proposition, Propositions, content
from onrecord.analysis.stance import prevailing
from onrecord.analysis.statuses import Setting, Status, applied
from onrecord.analysis.voices import holders_side, overrides, surely_before
from onrecord.ledger.rows import PositionRow


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a holder stands on an issue with one kind of contribution (None: none named), before and after.

    ``row`` is the position that decides. Where it is an override ("even then not"), ``overridden`` is the conditional
    position that it beats.
    """

    holder: str
    issue: str
    contribution: str | None
    row: PositionRow
    before: Outcome
    after: Outcome
    overridden: PositionRow | None = None

    @property
    def moves(self) -> bool:
        """True where the question changes what holds."""
        return (self.before.branch, self.before.level) != (self.after.branch, self.after.level)

    @property
    def blocked(self) -> bool:
        """True where something unmet or unknown still keeps the position's level from holding."""
        return self.after.branch != "holds" and bool(self.after.blocked_by)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer. ``moved`` and ``blocked`` may share stances: one may move and stay short of its level.

    ``overridden`` are stances that conditions would move if the holder had not said "even then not".
    ``unconditional`` counts the stances that hang on nothing. ``also_say`` are propositions that were not set though
    they speak of the same thing and more. ``before`` and ``after`` hold one field an issue, and ``leading`` the stances
    that these count: of each holder and issue the one that prevails.
    """

    settings: tuple[Setting, ...]
    moved: tuple[Stance, ...]
    blocked: tuple[Stance, ...]
    overridden: tuple[Stance, ...]
    unconditional: int
    also_say: tuple[Proposition, ...]
    before: tuple[Field, ...]
    after: tuple[Field, ...]
    leading: tuple[Stance, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """The row that decides where a holder stands on an issue with one kind of contribution, whatever is supposed.

    ``leads``: of this holder and issue it is the one that prevails.
    """

    holder: str
    issue: str
    contribution: str | None
    row: PositionRow
    overridden: PositionRow | None
    leads: bool


def whatif(
    rows: Iterable[PositionRow],
    known: Propositions,
    statuses: Mapping[str, Status],
    settings: Sequence[Setting],
    *,
    weights: Mapping[str, float] | None = None,
) -> WhatIf:
    """Evaluate every stance under ``statuses``, and again with ``settings`` in their place.

    Rows of one issue and holder with different contributions are stances of their own; the fields count each holder
    once, by the stance that prevails on the issue.
    """
    return evaluated(decided(rows), known, statuses, settings, weights=weights)


def evaluated(
    deciding: Iterable[Decided],
    known: Propositions,
    statuses: Mapping[str, Status],
    settings: Sequence[Setting],
    *,
    weights: Mapping[str, float] | None = None,
) -> WhatIf:
    """As ``whatif``, of what ``decided`` found: that stays the same whatever is asked."""
    then = applied(statuses, settings)
    stances, leading = [], []
    for one in deciding:
        before = outcome(one.row.position, needs(one.row, known, statuses))
        after = outcome(one.row.position, needs(one.row, known, then)) if settings else before
        stances.append(Stance(one.holder, one.issue, one.contribution, one.row, before, after, one.overridden))
        if one.leads:
            leading.append(stances[-1])
    return WhatIf(
        settings=tuple(settings),
        moved=tuple(one for one in stances if one.moves),
        blocked=tuple(one for one in stances if one.blocked),
        overridden=tuple(one for one in stances if one.overridden is not None),
        unconditional=sum(not one.after.needs for one in stances),
        also_say=_also_say(known, settings),
        before=_fields(leading, weights, lambda one: one.before),
        after=_fields(leading, weights, lambda one: one.after),
        leading=tuple(leading),
    )


def decided(rows: Iterable[PositionRow]) -> tuple[Decided, ...]:
    """The rows that decide, by holder, issue and contribution."""
    groups: dict[tuple[str, str], dict[str | None, list[PositionRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if not row.position.superseded:
            given = row.position.contribution
            groups[row.position.holder, row.position.issue][given.kind if given else None].append(row)
    found = []
    for holder, issue in sorted(groups):
        of_kind = groups[holder, issue]
        leads = _leading_kind(of_kind)
        for kind in sorted(of_kind, key=lambda one: one or ""):
            row, beaten = _decides(of_kind[kind])
            found.append(Decided(holder, issue, kind, row, beaten, kind == leads))
    return tuple(found)


def _leading_kind(of_kind: Mapping[str | None, Sequence[PositionRow]]) -> str | None:
    """The contribution of what prevails on the issue."""
    first = prevailing(row for some in of_kind.values() for row in some) if len(of_kind) > 1 else None
    if first is None:
        return next(iter(of_kind))
    return first.position.contribution.kind if first.position.contribution else None


def _decides(rows: Sequence[PositionRow]) -> tuple[PositionRow, PositionRow | None]:
    """The row that decides and the conditional one that it overrides.

    An override wins over what prevails, unless what prevails is the holder's own and surely of a later day.
    """
    first = prevailing(rows) or rows[0]
    if not any(row.position.conditions for row in rows):
        return first, None
    firm = [row for row in rows if overrides(row.position) and holders_side(row)]
    if not firm:
        return first, None
    last = prevailing(firm) or firm[0]
    if holders_side(first) and surely_before(last, first):
        return first, None
    conditional = next((row for row in (first, *rows) if row.position.conditions and row not in firm), None)
    return last, conditional


def _also_say(known: Propositions, settings: Sequence[Setting]) -> tuple[Proposition, ...]:
    """Propositions of the same scope that hold all that a set one does, and more."""
    set_ids = {one.proposition.id for one in settings}
    asked = [content(key) for one in settings for key in one.proposition.keys]
    return tuple(
        one
        for one in known.all
        if one.id not in set_ids
        and any(
            stems < content(key)[0] and scope in ("", content(key)[1]) for key in one.keys for stems, scope in asked
        )
    )


def _fields(
    leading: Sequence[Stance], weights: Mapping[str, float] | None, which: Callable[[Stance], Outcome]
) -> tuple[Field, ...]:
    by_issue: dict[str, dict[str, Outcome]] = defaultdict(dict)
    for one in leading:
        by_issue[one.issue][one.holder] = which(one)
    return tuple(field(issue, outcomes, weights) for issue, outcomes in sorted(by_issue.items()))
