"""What the patterns of this room find: a source, a cue and a stretch of content, before anything is resolved."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.parse import Quotation, Token
from onrecord.records import Mention, Span


class CastLike(Protocol):
    """What this room needs of ``actors.Cast``: the actor that a noun phrase, or a pronoun, names."""

    def mention_of(self, tokens: Sequence[Token]) -> Mention | None:
        """The mention that these tokens are, None where they name no actor."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One candidate. ``start`` and ``end`` bound the content; ``how`` names the pattern, ``group`` the cue's kind.

    ``source`` is empty where the text names none. ``clause`` holds the tokens beside the content (when and where
    it was said). ``refused`` says why the candidate is no statement, and is empty where it is one.
    """

    source: tuple[Token, ...]
    cue: tuple[Token, ...]
    start: int
    end: int
    how: str
    group: str = "say"
    refused: str = ""
    clause: tuple[Token, ...] = ()

    @property
    def anchor(self) -> int:
        """Where the attribution stands in the text: the start of its cue, else of its content."""
        return self.cue[0].start if self.cue else self.start

    def inserted(self, quotations: Sequence[Quotation] = ()) -> list[tuple[int, int]]:
        """The stretches that the attribution itself takes up, if they lie within the content.

        Between two of the ``quotations`` that is all there is: "We wait," said Ruiz, who heads the port. "We all do."
        """
        tokens = (*self.source, *self.cue, *self.clause)
        found = [(t.start, t.end) for t in tokens if self.start <= t.start and t.end <= self.end]
        inside = [q.outer for q in quotations if self.start <= q.outer.start and q.outer.end <= self.end]
        for left, right in itertools.pairwise(inside):
            if inside[0].start == self.start and any(left.end <= start < right.start for start, _ in found):
                found.append((left.end, right.start))
        return found


def overlap(one: Span, start: int, end: int) -> bool:
    """True where the span shares a character with ``[start, end)``."""
    return one.start < end and start < one.end
