"""Then and now: which records the text itself sets against a later stance of the same holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.parse.tree import Sentence, Token
from onrecord.positions.attitude import Stance
from onrecord.positions.grammar import auxiliaries
from onrecord.records import Position, Statement

_THEN = frozenset({"earlier", "previously", "formerly", "initially", "originally", "once", "before", "then"})


def then_marker(sentence: Sentence, found: Stance, statement: Statement | None) -> bool:
    """True where the predicate, or the verb that reports it, is in the past perfect or marked as former."""
    verbs = [found.head]
    if statement is not None and statement.cue is not None:
        cue = statement.cue
        verbs = [t for t in sentence.tokens if cue.start <= t.start < cue.end] or verbs
    return any(_past_perfect(verb) or _marked(verb) for verb in verbs)


def _past_perfect(verb: Token) -> bool:
    return any(a.lower in {"had", "'d"} and verb.tag == "VBN" for a in auxiliaries(verb))


def _marked(verb: Token) -> bool:
    return verb.tag in {"VBD", "VBN"} and any(c.lower in _THEN and c.dep == "advmod" for c in verb.children)


def mark_superseded(positions: Sequence[Position]) -> list[Position]:
    """Keeps the mark of then only where the article also holds a present stance of the same holder on the issue."""
    present = {(p.holder, p.issue) for p in positions if not p.superseded}
    return [
        p if not p.superseded or (p.holder, p.issue) in present else replace(p, superseded=False) for p in positions
    ]
