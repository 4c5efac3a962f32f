"""Then and now: which records the text itself sets against a later stance of the same holder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.parse.tree import Sentence, Token
from onrecord.positions.attitude import Stance
from onrecord.positions.clauses import in_cue
from onrecord.positions.grammar import auxiliaries
from onrecord.records import Level, Position, Statement

THEN = "told of an earlier time"
"""The reason that a record gives for being taken for a former stance."""

_THEN = frozenset({"earlier", "previously", "formerly", "initially", "originally", "once", "before", "then"})
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_LONG_AGO = re.compile(
    r"\b(?:last (?:month|year|spring|summer|autumn|fall|winter)|(?:week|month|year)s? (?:ago|earlier|before)|"
    rf"in (?:{_MONTH})(?: last year| \d{{4}})?|in (?:19|20)\d\d|until (?:recently|now)|for (?:weeks|months|years))\b"
)
_BRIEF = 40
"""Characters of a time adverbial; longer ones (*in November, when nine envoys met …*) tell more."""


def then_marker(sentence: Sentence, found: Stance, statement: Statement | None) -> bool:
    """True where the predicate, or the verb that reports it, is in the past perfect or told of an earlier time."""
    told = [token for token in sentence.tokens if statement is not None and in_cue(statement, token.start)]
    reports = told or [found.head]
    if any(_past_perfect(verb) or _marked(verb) for verb in reports):
        return True
    return any(_long_ago(verb) for verb in (found.head, *told))


def _past_perfect(verb: Token) -> bool:
    return any(a.lower in {"had", "'d"} and verb.tag == "VBN" for a in auxiliaries(verb))


def _marked(verb: Token) -> bool:
    return verb.tag in {"VBD", "VBN"} and any(c.lower in _THEN and c.dep == "advmod" for c in verb.children)


def _long_ago(verb: Token) -> bool:
    """*Said last month*, *promised in November*: set against a present stance, that is the former one."""
    if verb.tag not in {"VBD", "VBN", "VBG"}:
        return False
    times = [c for c in verb.children if c.dep in {"npadvmod", "prep", "advmod", "nmod"}]
    told = (" ".join(token.text for token in time.subtree()) for time in times)
    return any(len(words) < _BRIEF and _LONG_AGO.search(words) for words in told)


def mark_superseded(positions: Sequence[Position]) -> list[Position]:
    """Keeps the mark of then only where the article also holds another, present stance of the holder on the issue.

    Where every record is marked, those that the text does not tell of an earlier time are the present ones.
    """
    groups: dict[tuple[str, str], list[Position]] = {}
    for one in positions:
        groups.setdefault((one.holder, one.issue), []).append(one)
    return [replace(p, superseded=p.superseded and _left(p, groups[p.holder, p.issue])) for p in positions]


def _left(then: Position, beside: Sequence[Position]) -> bool:
    """True where the holder stands elsewhere now: what it holds still is no former stance."""
    present = [one for one in beside if not one.superseded]
    if not present and THEN in then.because:
        present = [one for one in beside if THEN not in one.because]
    now: set[Level] = {one.level for one in present}
    return bool(now) and then.level not in now
