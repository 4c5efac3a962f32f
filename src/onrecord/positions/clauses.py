"""What the grammar reads in a sentence: each predicate's stance, its conditions, its teller and what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.parse.tree import Parsed, Sentence, Token
from onrecord.positions.acts import the_act
from onrecord.positions.attitude import Stance, flip, side
from onrecord.positions.conditions import Hanging, conditions
from onrecord.positions.grammar import beside, is_asked, is_verb, negated
from onrecord.positions.relevance import THRESHOLD, Match, Topics, region
from onrecord.positions.stance import nominal, stance
from onrecord.records import Statement

_POINTING = frozenset({"that", "this", "it"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate's stance (of no level where the grammar cannot tell one) and what belongs to it.

    ``matches`` say how far it is about each issue, by issue id; ``best`` is the one that it is most plainly about,
    None where none reaches the threshold. ``outer`` is the statement that tells of this one, if another does.
    """

    sentence: Sentence
    stance: Stance
    matches: Mapping[str, Match]
    hanging: tuple[Hanging, ...]
    statement: Statement | None
    outer: Statement | None
    tokens: tuple[Token, ...]

    @property
    def teller(self) -> str | None:
        """For whom the one speaks who tells what another said."""
        return self.outer.on_behalf_of if self.outer is not None else None

    @property
    def best(self) -> Match | None:
        """The issue that it is most plainly about."""
        return max(
            (match for match in self.matches.values() if match.score >= THRESHOLD), key=lambda m: m.score, default=None
        )


def clauses(parsed: Parsed, sentence: Sentence, statements: Sequence[Statement], topics: Topics) -> Iterator[Clause]:
    """The stances of a sentence from the outermost predicate inwards, those about no issue included.

    What a stance about an issue is built of, or hangs on, is not read again (*unless Peru agrees* is no stance of
    Peru's); nouns with an owner may carry a stance too.
    """
    used: set[int] = set()
    for verb in _top_down(sentence):
        if verb.index in used:
            continue
        found = stance(verb) if is_verb(verb) else nominal(verb)
        if found is None or is_asked(verb, sentence):
            continue
        made = _clause(parsed, sentence, found, statements, topics)
        if any(verb.index in h.tokens for h in made.hanging):
            continue
        if made.best is not None and not (made.statement is None and found.modal == "open"):
            used |= {token.index for token in found.used}
            used |= {index for hanging in made.hanging for index in hanging.tokens}
        yield made
        yield from _denied_beside(made, topics)


def _denied_beside(made: Clause, topics: Topics) -> Iterator[Clause]:
    """What the same predicate denies of a second object: *will send police but no soldiers*."""
    found = made.stance
    excluded = beside(found.head)
    if excluded is None or found.negated or found.deed:
        return
    denied = replace(flip(found), act=excluded, used=(excluded,))
    tokens = [found.head, *excluded.subtree()]
    yield replace(made, stance=denied, tokens=tuple(tokens), matches=topics.matches(denied, tokens, made.sentence))


def plain_clause(
    parsed: Parsed, sentence: Sentence, verb: Token, statements: Sequence[Statement], topics: Topics
) -> Clause:
    """The clause of a predicate in which the grammar reads no stance: its words and conditions, without a level."""
    bare = Stance(None, None, verb, the_act(verb), own=False, negated=negated(verb), because=(), used=(verb,))
    return _clause(parsed, sentence, bare, statements, topics)


def _clause(
    parsed: Parsed, sentence: Sentence, found: Stance, statements: Sequence[Statement], topics: Topics
) -> Clause:
    hanging = conditions(parsed, found, list(sentence.tokens))
    tokens = region(found, frozenset(i for h in hanging for i in h.tokens))
    statement = statement_at(statements, found.head.start)
    made = Clause(sentence, found, {}, hanging, statement, _outer(statements, statement), tuple(tokens))
    made = replace(made, matches=topics.matches(found, tokens, sentence))
    return _banned(made, topics)


def _banned(made: Clause, topics: Topics) -> Clause:
    """The clause with what it refuses, where that is named by *if*: *if the aim is to tax ships, we are not for that*.

    A refusal of the very thing that is asked about is no condition (codebook).
    """
    found = made.stance
    points = any(token.lower in _POINTING and token.dep != "det" for token in made.tokens)
    named = [hanging for hanging in made.hanging if hanging.condition.kind == "if"]
    if not (points and named and {side(level) for level in (found.action, found.proposal) if level} == {-1}):
        return made
    inside = {index for hanging in named for index in hanging.tokens}
    tokens = [token for token in made.sentence.tokens if token in made.tokens or token.index in inside]
    wider = replace(made, matches=topics.matches(found, tokens, made.sentence), tokens=tuple(tokens))
    if wider.best is None or (made.best is not None and wider.best.score <= made.best.score):
        return made
    return replace(wider, hanging=tuple(h for h in made.hanging if h not in named))


def _top_down(sentence: Sentence) -> Iterator[Token]:
    queue = [token for token in sentence.tokens if token.head is token]
    while queue:
        token = queue.pop(0)
        if is_verb(token) or token.pos == "NOUN":
            yield token
        queue.extend(token.children)


def statement_at(statements: Sequence[Statement], offset: int) -> Statement | None:
    """The innermost statement whose content holds this offset."""
    return min(spoken_at(statements, offset), key=lambda s: s.content.end - s.content.start, default=None)


def spoken_at(statements: Sequence[Statement], offset: int) -> list[Statement]:
    """The statements whose content holds this offset, their inserted attribution apart."""
    return [s for s in statements if s.content.start <= offset < s.content.end and not in_cue(s, offset)]


def in_cue(statement: Statement, offset: int) -> bool:
    """True where the words that attribute the statement (*he told reporters*) hold this offset."""
    cue = statement.cue
    return cue is not None and cue.start <= offset < cue.end


def _outer(statements: Sequence[Statement], statement: Statement | None) -> Statement | None:
    """Who tells what another said: *Egypt has told us that …*, from a Turkish minister."""
    return next((s for s in statements if statement is not None and s.id == statement.nested_in), None)
