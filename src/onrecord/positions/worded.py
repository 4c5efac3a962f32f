"""Finds a condition by its opening words where the grammar ties none to a stance that the trained reader takes to hang
on one: *it is ready, the minister said, provided its neighbours are*, *has set money aside, should a ballot be called*.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.parse.tree import Parsed, Token
from onrecord.positions.clauses import Clause, in_cue
from onrecord.positions.conditions import Hanging, dated, is_idle, trimmed
from onrecord.positions.grammar import clause_tokens
from onrecord.positions.lexicon import condition_markers, condition_phrases
from onrecord.records import Condition, ConditionKind, Statement

_STOPS = frozenset(',;:—–"“”()')
_ASKING = frozenset({"ask", "wonder", "see", "know", "tell", "say", "decide", "as", "even", "what", "question"})
_WEAK = frozenset({"when", "whenever", "after", "now that"})


def worded(parsed: Parsed, clause: Clause, statements: Sequence[Statement]) -> tuple[Hanging, ...]:
    """The condition that the plainest opening words in the sentence of a stance state, if any: a strong cue before a
    weak one (*when*, *after*: they more often tell the time), an earlier before a later."""
    tokens, head = list(clause.sentence.tokens), clause.stance.head
    telling = frozenset(token.index for token in tokens if any(in_cue(one, token.start) for one in statements))
    made = [
        (cue in _WEAK, at, hanging)
        for at, token in enumerate(tokens)
        for cue, hanging in _opened(parsed, tokens, at)
        if not _of_another(token, head, telling)
    ]
    return (min(made, key=lambda one: one[:2])[2],) if made else ()


def _of_another(cue: Token, head: Token, telling: frozenset[int]) -> bool:
    """True where the cue opens a clause of somebody else's: *Oslo is ready, but Lisbon will not come unless …*.

    What the parser hangs on a verb of ``telling`` may be the stance's: *only once it is paid, the envoy told us*.
    """
    governor = next((token for token in cue.head.ancestors() if _has_subject(token)), head)
    if governor.index in telling:
        return False
    mine, theirs = [head, *head.ancestors()], [governor, *governor.ancestors()]
    between = [token for token in (*mine, *theirs) if (token in mine) != (token in theirs)]
    return any(token.dep == "conj" and _has_subject(token) for token in between)


def _has_subject(token: Token) -> bool:
    return token.child("nsubj", "nsubjpass") is not None


def _opened(parsed: Parsed, tokens: Sequence[Token], at: int) -> list[tuple[str, Hanging]]:
    """The condition whose cue stands at a token, with the cue; the longest cue counts."""
    words = [token.lower for token in tokens[at : at + 6]]
    for cue, kind in _cues():
        parts = cue.split()
        if words[: len(parts)] != parts:
            continue
        settled = _kind(cue, kind, tokens, at)
        content = _content(tokens, at + len(parts) - 1) if settled is not None else []
        if settled is None or not any(token.pos in {"NOUN", "PROPN", "VERB", "PRON"} for token in content):
            return []
        if settled == "until" and dated(content):
            return []
        covered = frozenset(token.index for token in (*tokens[at : at + len(parts)], *content))
        hanging = Hanging(Condition(settled, trimmed(parsed, content)), covered)
        return [(cue, hanging)] if not is_idle(hanging, list(tokens)) else []
    return []


@cache
def _cues() -> tuple[tuple[str, str], ...]:
    """Every cue of a condition with its kind, longest first."""
    return tuple(sorted((*condition_markers(), *condition_phrases()), key=lambda pair: -len(pair[0])))


def _kind(cue: str, kind: str, tokens: Sequence[Token], at: int) -> ConditionKind | None:
    """The codebook's kind by what stands before the cue; None where it opens a question, a comparison or a time."""
    before = tokens[at - 1] if at else None
    if before is not None and (before.lemma in _ASKING or before.lower in _ASKING):
        return None
    if kind == "before":
        return "until" if before is not None and before.lower == "not" else None
    if cue == "should":
        free = before is None or before.text in _STOPS
        return "if" if free and any(t.tag == "VB" for t in tokens[at + 1 : at + 8]) else None
    if kind in {"if", "when"}:
        return "only_if" if before is not None and before.lower == "only" else "if"
    return kind  # type: ignore[return-value]


def _content(tokens: Sequence[Token], last: int) -> list[Token]:
    """What follows the cue: its clause where the parser sees one, else the words up to the next stop."""
    cue, rest = tokens[last], tokens[last + 1 :]
    if cue.dep in {"mark", "advmod"} and cue.head.index > cue.index:
        within = {token.index for token in clause_tokens(cue.head)}
        return [token for token in rest if token.index in within]
    content: list[Token] = []
    for token in rest:
        if token.text in _STOPS and content:
            break
        content.append(token)
    return content
