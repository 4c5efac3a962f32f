"""Whose each clause is: the clauses of a sentence with their holders, and a stand-in where the grammar reads none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.parse.tree import Parsed, Sentence, Token
from onrecord.positions.clauses import Clause, plain_clause, statement_at
from onrecord.positions.grammar import is_verb, noun_phrase
from onrecord.positions.holders import PARLIAMENT, Cast, Holding, Nobody, holders, reporter
from onrecord.positions.others import on_another
from onrecord.positions.recording import COUNCILS
from onrecord.positions.relevance import THRESHOLD, Match, Topics
from onrecord.positions.views import Holder
from onrecord.records import Issue, Mention, Span, Statement

_NAMING = frozenset({"name", "list", "mention", "cite"})


@dataclass(frozen=True, slots=True)
class Read:
    """One clause and one holder whose stance it is; ``judged`` are the action issues that it is about as another's."""

    clause: Clause
    holding: Holding
    judged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refused:
    """A clause that the grammar takes to be about an issue, and why it is nobody's stance."""

    clause: Clause
    issue: str
    why: str


def readings(parsed: Parsed, cast: Cast, found: Sequence[Clause], unsaid: Sequence[Span]) -> Iterator[Read | Refused]:
    """Each clause with each of its holders, or why a clause about an issue has none."""
    for clause in found:
        said = not any(span.start <= clause.stance.head.start < span.end for span in unsaid)
        held = holders(parsed, cast, clause.stance, clause.statement) if said else Nobody("not said, only mentioned")
        if not isinstance(held, Nobody):
            yield from (_owned(clause, _judge(clause, holding), cast) for holding in held)
        elif clause.best is not None:
            yield Refused(clause, clause.best.profile.issue.id, held.why)


def _owned(clause: Clause, holding: Holding, cast: Cast) -> Read:
    """The clause as its holder's: what it says of another's act answers no question about the holder's own."""
    if not clause.matches or not on_another(clause.stance, holding.holder, cast.mentions):
        return Read(clause, holding)
    left = {name: match for name, match in clause.matches.items() if match.profile.issue.kind == "proposal"}
    judged = frozenset(name for name, match in clause.matches.items() if name not in left and match.score >= THRESHOLD)
    return Read(replace(clause, matches=left), holding, judged)


def may_hold(holding: Holding, issue: Issue) -> bool:
    """A parliament speaks for its state only by doing what an action issue asks for; a council itself does nothing."""
    action = issue.kind == "action"
    return action if holding.why == PARLIAMENT else not (action and holding.holder in COUNCILS)


def _judge(clause: Clause, holding: Holding) -> Holding:
    """Who says what another state's soldiers may do, on an issue that asks just that, takes the stance itself."""
    match, statement = clause.best, clause.statement
    if match is None or statement is None or match.profile.issue.kind != "proposal" or holding.by is not None:
        return holding
    asked = f"@{holding.holder}" in match.profile.own_names
    if asked and statement.on_behalf_of not in {None, holding.holder}:
        return replace(holding, holder=statement.on_behalf_of or "", reported_by=None, why="speaker:of another")
    return holding


def stand_in(
    parsed: Parsed, cast: Cast, sentence: Sentence, holder: Holder, *, statements: Sequence[Statement], topics: Topics
) -> Read | None:
    """The clause that a holder stands in, for a stance that only the trained reader sees; None for no clause at all."""
    verb = _verb(sentence, holder)
    if verb is None:
        return None
    clause = plain_clause(parsed, sentence, verb, statements, topics)
    if holder.statement is not None:
        clause = replace(clause, statement=holder.statement)
        return Read(clause, Holding(holder.id, None, None, "speaker", 0.8))
    around = statement_at(statements, holder.spans[0].start) if holder.spans else None
    clause = replace(clause, statement=around)
    words = holder.mention.span.quote if holder.mention else holder.spans[0].quote
    namer = _namer(cast, verb, holder) if around is None else None
    teller = namer.speaks_for if namer is not None else reporter(holder.id, around)
    return Read(clause, Holding(holder.id, holder.mention, teller, f"named:{words}", 0.8, namer))


def _namer(cast: Cast, verb: Token, holder: Holder) -> Mention | None:
    """Who names the holder: *the general named Ghana and Peru*."""
    told = verb.dep == "acl" and verb.tag == "VBD" and verb.head.dep == "ROOT"  # "Gen. Mensah named ...", misparsed
    subject = verb.head if told else verb.child("nsubj")
    if verb.lemma not in _NAMING or subject is None or not holder.spans:
        return None
    named = {token.start for noun in verb.all("dobj", "oprd") for token in noun.subtree()}
    words = [token for token in noun_phrase(subject) if token.index < verb.index]
    found = cast.mention_of(words) if holder.spans[0].start in named else None
    if found is None or (found.speaks_for is None and found.person is None):
        return None
    return found if found.speaks_for != holder.id else None


def _verb(sentence: Sentence, holder: Holder) -> Token | None:
    """The predicate that governs the holder's name, or heads the words that are its own."""
    said = holder.statement
    if said is not None:
        own = [t for t in sentence.tokens if said.content.start <= t.start < said.content.end]
        heads = [t for t in own if t.head not in own or t.head is t]
        return next((t for t in heads if is_verb(t)), next((t for t in own if is_verb(t)), None)) or _first(heads)
    named = [t for t in sentence.tokens if holder.spans and holder.spans[0].start <= t.start < holder.spans[0].end]
    for token in named[:1]:
        return next((t for t in token.ancestors() if is_verb(t)), sentence.root)
    return None


def _first(tokens: Sequence[Token]) -> Token | None:
    return tokens[0] if tokens else None


def matched(reads: Sequence[Read], issue: Issue) -> list[Read]:
    """The readings that the grammar takes to be about the issue, those without a stance of anybody's own apart."""
    return [read for read in reads if _is_about(read.clause.best, issue) and _is_said(read.clause)]


def _is_about(match: Match | None, issue: Issue) -> bool:
    return match is not None and match.profile.issue.id == issue.id


def _is_said(clause: Clause) -> bool:
    """A bare possibility (*could join*) that nobody is reported to have said is the reporter's own."""
    return clause.statement is not None or clause.stance.modal != "open"
