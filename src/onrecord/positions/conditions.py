"""Finds what a stance hangs on: if, only if, unless, until, provided, and phrases such as *subject to*.

Kinds and the reading of branches follow the codebook: for ``unless`` and ``until`` the level is the branch more
favourable to the issue and ``otherwise`` the other, filled only where the text states it.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.parse.tree import Parsed, Token
from onrecord.positions.attitude import Stance
from onrecord.positions.grammar import clause_tokens, is_verb
from onrecord.positions.lexicon import condition_markers, condition_phrases
from onrecord.records import Condition, ConditionKind, Level, Span

_FAR = 3
_MEASURES = frozenset({"npadvmod", "advmod"})
_PARTICIPLES = frozenset({"provided", "providing", "assuming"})
_DEMANDING = frozenset({"want", "need", "demand", "require", "insist", "await", "expect"})
_OBLIGING = frozenset({"must", "should", "first"})
_PAST = frozenset({"last", "recently", "now", "then", "yesterday", "this"})
_MORE = frozenset({"more", "fewer", "less", "longer", "further", "sooner", "earlier"})
_UNNAMED = frozenset({"identify", "name", "quote", "anonymity"})
_WHATEVER = frozenset({"take", "need", "require", "necessary", "possible"})
_IRREALIS = frozenset({"would", "will", "could", "can", "may", "might", "shall", "'ll", "should", "must"})


@dataclass(frozen=True, slots=True)
class Hanging:
    """A condition with the tokens it covers, cue included (so that they are not taken for the act)."""

    condition: Condition
    tokens: frozenset[int]


def conditions(parsed: Parsed, found: Stance, clause: list[Token]) -> tuple[Hanging, ...]:
    """The conditions on a stance, in text order. ``clause`` holds the tokens of the stance's sentence to look in."""
    made: list[Hanging] = []
    for hanging in (_clause(parsed, token, found, clause) for token in clause):
        if hanging is not None and not any(hanging.tokens & other.tokens for other in made):
            made.append(hanging)
    awaited = _awaited(parsed, found)
    if awaited is not None:
        made.append(awaited)
    taken = {index for hanging in made for index in hanging.tokens}
    made += [h for h in _phrases(parsed, found, clause) if not h.tokens & taken]
    made = [h for h in made if not is_idle(h, clause)]
    return tuple(sorted(made, key=lambda h: h.condition.span.start))


def is_idle(hanging: Hanging, sentence: list[Token]) -> bool:
    """True where the words hang something else on the clause, or nothing: how many go (*40, or more if asked*), whether
    the source is named (*on condition that they not be identified*), how long (*for as long as it takes*)."""
    tokens = [token for token in sentence if token.index in hanging.tokens]
    before = next((t for t in reversed(sentence) if t.index < tokens[0].index and t.text != ","), None)
    lemmas = [token.lemma.lower() for token in tokens]
    if before is not None and before.lower in _MORE and hanging.condition.kind == "if":
        return True
    if hanging.condition.kind == "provided" and _UNNAMED & set(lemmas):
        return "anonymity" in lemmas or any(token.dep == "neg" for token in tokens)
    return len(tokens) <= 5 and lemmas[-1] in _WHATEVER and "long" in lemmas


def _clause(parsed: Parsed, verb: Token, found: Stance, clause: list[Token]) -> Hanging | None:
    """The condition that this verb's clause states, if a marker opens it."""
    subtree = clause_tokens(verb)
    before = _participle_before(verb, subtree)
    if before is None and verb.dep not in {"advcl", "pcomp", "ccomp", "pobj"}:
        return None
    if before is None and verb.dep in {"pcomp", "pobj"}:
        before = verb.head
    opening = [*_correlative(subtree), *subtree] if before is None else [before, *subtree]
    if _is_measured(opening[0]):
        return None
    words = [token.lower for token in opening]
    if verb.dep == "pobj" and not (before is not None and before.lower in {"until", "after", "before", "once"}):
        return None
    for marker, kind in condition_markers():
        parts = marker.split()
        if words[: len(parts)] != parts and words[1 : len(parts) + 1] != parts:
            continue
        skip = len(parts) + (words[: len(parts)] != parts)
        if skip > 1 and words[: len(parts)] != parts and words[0] not in {"only", "and", "even", "but", "not"}:
            continue
        settled = _settle(kind, opening, found, clause, governor=verb.head if before is None else before.head)
        if settled is None or not is_governed(verb, found):
            return None
        content = opening[skip:]
        if not content or (kind == "until" and _is_past(content, found.head)):
            return None
        return Hanging(Condition(settled, trimmed(parsed, content)), frozenset(t.index for t in opening))
    return None


def _is_past(content: list[Token], head: Token) -> bool:
    """*Until last year it refused*, *until May it had refused*: that tells when it ended."""
    if not content or content[0].lower in _PAST:
        return bool(content)
    return dated(content) and any(a.lower in {"had", "'d"} for a in head.all("aux")) and head.tag == "VBN"


def dated(content: list[Token]) -> bool:
    """True where the words name a day or a time, and nothing that must happen."""
    return any(token.entity in {"DATE", "TIME"} for token in content) and not any(is_verb(t) for t in content)


def _participle_before(verb: Token, subtree: list[Token]) -> Token | None:
    """*provided*, *assuming* just before a clause, whichever way the parser ties the two."""
    siblings = (verb.head, *verb.head.children)
    return next((t for t in siblings if t.lower in _PARTICIPLES and t.index == subtree[0].index - 1), None)


def _awaited(parsed: Parsed, found: Stance) -> Hanging | None:
    """What must come first where the stance itself stands behind *before*: *a truce must hold before it will go*."""
    head, governor = found.head, found.head.head
    mark = head.child("mark")
    if head.dep != "advcl" or mark is None or mark.lower != "before":
        return None
    within = {token.index for token in head.subtree()}
    if governor.lemma in _DEMANDING:
        wanted = governor.child("dobj") or next(
            (p.child("pobj") for p in governor.all("prep") if p.lower == "on"), None
        )
        content = wanted.subtree() if wanted is not None else []
    elif any(child.lower in _OBLIGING for child in governor.children):
        content = clause_tokens(governor)
    else:
        return None
    content = [token for token in content if token.index not in within]
    return (
        Hanging(Condition("only_if", trimmed(parsed, content)), frozenset(t.index for t in content))
        if content
        else None
    )


def _correlative(subtree: list[Token]) -> list[Token]:
    """*as long*, *as soon*, *no sooner* before the clause that *as* or *than* opens: they hang outside it."""
    adverb = subtree[0].head.head if subtree[0].lower in {"as", "than"} else None
    if adverb is None or adverb.index != subtree[0].index - 1:
        return []
    degree = next((t for t in adverb.children if t.index == adverb.index - 1), None)
    return [degree, adverb] if degree is not None else []


def _is_measured(opener: Token) -> bool:
    """True where a measure says how long after or before: *a day after hosting the talks* tells when, not whether."""
    near = (opener.head, *opener.children)
    return opener.lower in {"after", "before"} and any(
        t.index == opener.index - 1 and t.dep in _MEASURES and t.lower != "only" for t in near
    )


def is_governed(verb: Token, found: Stance) -> bool:
    """True where the conditional clause hangs on the stance, what it governs, or what reports it."""
    head = found.head
    within = {token.index for token in found.used} | {head.index, found.act.index}
    if head.dep == "ccomp" and verb.head is head.head:  # the parser may hang the condition on "said"
        return True
    for steps, token in enumerate(verb.ancestors()):
        if token.index in within:
            return True
        another = token.dep == "conj" and token.child("nsubj", "nsubjpass") is not None
        if another or steps >= _FAR:  # "A is ready, but B will not come unless …" hangs on B alone
            return False
    return False


def _settle(
    kind: str, opening: list[Token], found: Stance, clause: list[Token], *, governor: Token
) -> ConditionKind | None:
    """The codebook's kind: *only if*, *when* and *before* depend on what stands around them."""
    first = opening[0]
    at = next((i for i, token in enumerate(clause) if token is first), 0)
    ahead = {token.lower for token in clause[max(0, at - 2) : at]} | {first.lower}
    own = {found.head, found.act}
    only = "only" in ahead or (governor in own and any(t.lower == "only" and t.head in own for t in clause))
    if kind in {"if", "when"}:
        if kind == "when" and not (only or _irrealis(found, governor)):
            return None
        if first.lower in {"after", "when"} and any(t.lower in {"said", "says", "told"} for t in opening):
            return None
        return "only_if" if only else "if"
    if kind == "before":
        return "only_if" if found.negated else None
    return kind  # type: ignore[return-value]


def _irrealis(found: Stance, governor: Token) -> bool:
    """True where what the clause hangs on is not yet so: *will come when …*, not *abstained when the council voted*."""
    if governor.dep == "relcl" and governor.tag == "VBD":  # "Mali, which left after a war, could only watch"
        return False
    words = {child.lower for token in found.used for child in token.children if child.dep in {"aux", "auxpass"}}
    if words & _IRREALIS or governor.tag == "VB":  # "hopes to join when …"
        return True
    return found.modal == "cue" and not found.deed and (governor.lemma == "be" or governor.tag not in {"VBD", "VBN"})


def _phrases(parsed: Parsed, found: Stance, clause: list[Token]) -> list[Hanging]:
    lowered = [token.lower for token in clause]
    made: list[Hanging] = []
    for phrase, kind in condition_phrases():
        parts = phrase.split()
        for at in range(len(clause) - len(parts)):
            if lowered[at : at + len(parts)] != parts:
                continue
            opener = clause[at + len(parts) - 1]
            content = [t for t in _complement_of(opener) if t.index > opener.index]
            if kind == "until" and _is_past(content, found.head):
                continue
            covered = frozenset(t.index for t in [*clause[at : at + len(parts)], *content])
            if content and not any(covered & other.tokens for other in made):
                made.append(Hanging(Condition(kind, trimmed(parsed, content)), covered))
    return made


def _complement_of(opener: Token) -> list[Token]:
    inner = opener.child("pobj", "pcomp", "ccomp", "dobj") or (opener.child("acl") if opener.tag == "NN" else None)
    if inner is None or not (is_verb(inner) or inner.pos in {"NOUN", "PROPN"}):
        return []
    return [] if is_verb(inner) and opener.lower in {"without", "absent"} else inner.subtree()


def trimmed(parsed: Parsed, tokens: list[Token]) -> Span:
    """What must happen: the words without *that* before and *and* or a comma behind."""
    kept = list(tokens)
    while kept and kept[-1].pos in {"PUNCT", "CCONJ"}:
        kept.pop()
    while kept and (kept[0].pos == "PUNCT" or kept[0].lower in {"that", "only"}):
        kept.pop(0)
    return parsed.span(kept or tokens)


def branch(level: Level, base_negated: bool, kinds: frozenset[str]) -> tuple[Level, Level | None]:
    """The level while the conditions hold, and ``otherwise`` where the text states that branch.

    A negative main clause with *unless* or *until* states the other branch: "no troops unless …" is open, otherwise
    rules_out. "will … unless …" keeps its level and leaves ``otherwise`` empty; so do *if*, *only if* and *provided*,
    except that a negative with *only if* ("not before …") reads like *until*.
    """
    if kinds & {"unless", "until"} and level in {"rules_out", "opposes", "doubts"}:
        return "open", "rules_out" if level in {"rules_out", "opposes"} else level
    if base_negated and "only_if" in kinds and level in {"rules_out", "opposes"}:
        return "open", "rules_out"
    return level, None
