"""What the analysis says, under the names of the commands."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from onrecord.analysis.branches import Branch
from onrecord.analysis.conflicts import ConflictKind
from onrecord.analysis.corroboration import Standing
from onrecord.analysis.digest import Caution
from onrecord.analysis.pledges import PledgeState
from onrecord.analysis.shift import Basis, ShiftKind
from onrecord.analysis.statuses import By
from onrecord.analysis.timeline import Dated
from onrecord.analysis.voices import Voice
from onrecord.export.shapes.base import Shape
from onrecord.export.shapes.contract import Span
from onrecord.export.shapes.rows import OriginRow, PositionRow
from onrecord.ledger.condition_log import ConditionVerdict
from onrecord.records import ConditionKind, ConditionStatus, Level


class VoicedPosition(PositionRow):
    """A position's row with whose words it is."""

    voice: Voice = Field(description="The holder's own, the article's, an unnamed official's, or another's.")


class Shift(Shape):
    """What changed, with both rows."""

    kind: ShiftKind
    basis: Basis
    holder: str
    issue: str
    date: dt.date | None
    steps: int = Field(description="Steps of the ladder; below 0 is less favourable.")
    from_: Level = Field(alias="from")
    to: Level
    earlier: VoicedPosition
    later: VoicedPosition


class Side(Shape):
    """One of two stances that cannot both hold; ``rows`` are ids of positions."""

    level: Level
    origins: int
    evidence: VoicedPosition
    rows: list[str]


class Conflict(Shape):
    """A contradiction with both of its sides."""

    kind: ConflictKind
    holder: str
    issue: str
    first: dt.date | None
    last: dt.date | None
    one: Side
    other: Side


class Corroboration(Shape):
    """On what a stance rests: origins, never articles."""

    holder: str
    issue: str
    level: Level
    origins: int
    official: int
    standing: Standing
    contested: bool
    first_seen: VoicedPosition
    evidence: VoicedPosition
    sources: list[OriginRow]
    against: list[VoicedPosition]


class LogEntry(Shape):
    """One entry of the log of conditions; ``at`` is in UTC."""

    number: int
    verdict: ConditionVerdict
    words: str | None
    holder: str | None
    other_words: str | None
    other_holder: str | None
    until: dt.date | None
    article: str | None
    quote: Span | None
    undoes: int | None
    by: str
    at: str
    why: str
    run: str | None
    seen: dt.date | None
    undone: bool


class Use(Shape):
    """One condition of one position; ``positive`` is false where it is the proposition's negation."""

    kind: ConditionKind
    words: str
    positive: bool
    position: VoicedPosition


class Proposition(Shape):
    """A condition in all its wordings, with its status and everything that hangs on it."""

    id: str
    words: str
    wordings: list[str]
    holders: list[str]
    status: ConditionStatus
    set_by: By
    entry: LogEntry | None
    uses: list[Use]


class Setting(Shape):
    """What a question sets: the words that were typed, and the condition that they were taken for."""

    typed: str
    status: ConditionStatus
    proposition: str
    words: str
    wordings: list[str]
    holders: list[str]


class Outcome(Shape):
    """Which branch of a conditional stance holds, and its level."""

    branch: Branch
    level: Level | None


class Need(Shape):
    """One thing that a stance still hangs on."""

    proposition: str | None
    words: str
    kind: ConditionKind
    wanted: ConditionStatus
    status: ConditionStatus


class Stance(Shape):
    """Where a holder stands before and after the question, with the position that decides."""

    holder: str
    issue: str
    contribution: str | None
    before: Outcome
    after: Outcome
    blocked_by: list[Need]
    evidence: VoicedPosition
    overridden: VoicedPosition | None


class FieldOfIssue(Shape):
    """The field on one issue in figures: how many holders stand at each level, and where the middle is."""

    issue: str
    counts: dict[Level, int]
    undecided: int
    unstated: int
    mean: float | None = Field(description="0 to 7; the ladder is ordinal, prefer the medians.")
    median_low: Level | None
    median_high: Level | None
    weight: float
    without_weight: list[str]


class AlsoSay(Shape):
    """A condition that was not set though it speaks of the same thing and more."""

    id: str
    words: str
    holders: list[str]


class WhatIf(Shape):
    """The answer to a what-if question."""

    settings: list[Setting]
    moved: list[Stance]
    blocked: list[Stance]
    overridden: list[Stance]
    unconditional: int
    also_say: list[AlsoSay]
    before: list[FieldOfIssue]
    after: list[FieldOfIssue]


class Pledge(Shape):
    """A promise, its age in days, and what became of it."""

    holder: str
    issue: str
    state: PledgeState
    age: int | None
    expires: dt.date | None
    first: VoicedPosition
    renewed: VoicedPosition
    by: VoicedPosition | None


class ShiftNote(Shape):
    """What a report changed."""

    kind: ShiftKind
    from_: Level = Field(alias="from")


class PledgeNote(Shape):
    """What became of the promise that a report holds."""

    state: PledgeState
    age: int | None
    expires: dt.date | None


class TimelineEntry(Shape):
    """One report in a holder's record; ``dated`` says what ``date`` is."""

    date: dt.date | None
    dated: Dated
    voice: Voice
    position: PositionRow
    articles: list[str]
    outlets: list[str]
    shift: ShiftNote | None
    pledge: PledgeNote | None


class NewPosition(Shape):
    """A stance that was not on record before; ``cautions`` say on how little it rests."""

    evidence: VoicedPosition
    origins: int
    standing: Standing
    cautions: list[Caution]
    sources: list[OriginRow]


class NewCondition(Shape):
    """A condition on which a holder's stance has not hung before."""

    proposition: str
    words: str
    kind: ConditionKind
    evidence: VoicedPosition


class Digest(Shape):
    """What the articles of some days added to the record."""

    since: dt.date
    until: dt.date
    articles: int
    positions: list[NewPosition]
    shifts: list[Shift]
    conditions: list[NewCondition]
    conflicts: list[Conflict]
    warnings: list[NewPosition]
    pledges: list[Pledge]
