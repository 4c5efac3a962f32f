"""What an issue is about, as weighted concepts, and how far a stretch of an article is about it.

A dossier may be two minutes old, so nothing is learned per issue: its question and aliases are parsed, their content
words become concepts (``lexicons/cues/concepts.toml`` lets *soldiers* answer for *troops*), and a concept that
several issues of the dossier share tells them apart less and weighs less (as in tf-idf).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.parse.tree import Token
from onrecord.positions.lexicon import concepts, contribution_kinds
from onrecord.records import Dossier, Issue

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_EMPTY = frozenset(
    "do does will would should can could may it its itself own other way part be have take set make go get as now "
    "new support favour favor back want up country state government help under more anything something hand".split()
)
"""Words of a question that say nothing about what it asks."""

_GENERAL = frozenset({"contribute", "join", "sell", "talks"})
"""Acts that questions of all kinds ask about: the verb alone does not tell which is meant."""

GIVING = frozenset({"troops", "police", "training", "funds", "equipment", "logistics"})
"""Concepts that make an action issue one of giving, whatever verb its question uses."""

_MEDIATION = "mediation"
_EQUIVOCAL = frozenset({"company", "unit", "grant", "lift"})
"""Words for a kind of contribution that a question mostly uses otherwise."""

_SUMS = frozenset({"million", "billion", "trillion"})
_OPENS = frozenset({"(", ":"})
_IN_BRACKETS = 0.5
"""The weight of what a question only lists as examples, in brackets or after a colon."""

_IMPLIED = 0.6
_PLAIN = 2.0

Lexeme = Callable[[Token], str | None]
"""Maps a token that names a territory or its people to the territory's id, so that *Turkish* meets *Turkey*."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One issue's concepts with their weights.

    ``act`` holds the concepts of the verb that the question asks about; ``own`` those that no other issue of the
    dossier has; ``own_names`` the territories among these. ``asked`` is the kind of contribution that the question
    asks for, None where it names none or several. ``of_others`` is the proposal issue, if any, that asks of others
    what this one asks of the holder: *Will it recognise the state?*, *Does it want others to recognise it?*
    """

    issue: Issue
    weights: dict[str, float]
    act: frozenset[str]
    own: frozenset[str]
    own_names: frozenset[str]
    asked: str | None = None
    of_others: str | None = None

    @property
    def full(self) -> float:
        """The weight of the issue's three heaviest concepts: what a clause that is plainly about it would reach."""
        return min(_PLAIN, sum(sorted(self.weights.values(), reverse=True)[:3])) or 1.0

    @property
    def own_act(self) -> frozenset[str]:
        """The concepts of an act that only this kind of question asks about: *sign*, *ratify*, not *send*."""
        return self.act - _GENERAL

    def told(self, concepts: frozenset[str]) -> bool:
        """True where these hold more of the issue than its verb: *send* is no sign of what is sent."""
        rest = self.weights.keys() - self.act
        return not rest or not self.act & _GENERAL or bool(concepts & rest)


def concept_ids(token: Token, lexeme: Lexeme) -> frozenset[str]:
    """The concepts a token may stand for; empty for words without content."""
    territory = lexeme(token)
    if territory:
        return frozenset({f"@{territory}"})
    if token.pos not in _CONTENT:
        return frozenset()
    if token.lower in _SUMS:
        return frozenset({"funds"})
    known = concepts()
    pair = next((p for c in token.children if (p := f"{token.lemma} {c.lemma}") in known), "")
    if pair or token.lemma in _EMPTY:
        return known.get(pair, frozenset())
    return known.get(token.lemma) or known.get(token.lower) or frozenset({token.lemma})


def profiles(dossier: Dossier, parse: Callable[[str], Sequence[Token]], lexeme: Lexeme) -> tuple[Profile, ...]:
    """The profiles of a dossier's issues. ``parse`` turns a question or an alias into tokens."""
    found = [(issue, *_terms(issue, parse, lexeme)) for issue in dossier.issues]
    shared = Counter(concept for _, terms, _ in found for concept in terms)
    made = []
    for issue, terms, act in found:
        weights = {c: w / shared[c] ** 0.5 for c, w in terms.items()}
        own = frozenset(c for c in terms if shared[c] == 1)
        names = frozenset(c for c in own if c.startswith("@") and _is_asked(c, issue, parse, lexeme))
        made.append(Profile(issue, weights, act, own, names, _kind_asked(parse(issue.question))))
    return tuple(replace(profile, of_others=_of_others(profile, made)) for profile in made)


def _of_others(profile: Profile, beside: Sequence[Profile]) -> str | None:
    if profile.issue.kind != "action" or not profile.own_act:
        return None
    others = (other for other in beside if other.issue.kind == "proposal" and profile.own_act <= other.weights.keys())
    return next((other.issue.id for other in others), None)


def _kind_asked(question: Sequence[Token]) -> str | None:
    """The one kind of contribution that a question asks for, whichever of its verbs: *send observers*, *mediate*."""
    verbs = [token for token in question if token.head is token or (token.dep == "conj" and token.pos == "VERB")]
    named = [_kinds_of(verb) for verb in verbs]
    kinds = frozenset(kind for one in named for kind in one)
    if _MEDIATION in kinds:
        return _MEDIATION  # *host talks, or mediate*: who mediates does nothing else
    return next(iter(kinds)) if len(kinds) == 1 and all(named) else None


def _kinds_of(verb: Token) -> set[str]:
    """The kinds that a verb, or each of the things that it asks for, names; none where one of them is of no kind."""
    things = verb.all("dobj")
    things += [t for thing in things for t in thing.subtree() if t.dep == "conj" and t.pos == "NOUN"]
    kinds = [_kind_of(thing) for thing in (verb, *things)]
    named = {kind for kind in kinds if kind is not None}
    return named if kinds[0] is not None or all(kinds[1:]) or _MEDIATION in named else set()


def _kind_of(token: Token) -> str | None:
    known = contribution_kinds()
    words = (word for word in (token.lemma, token.lower) if word not in _EQUIVOCAL)
    return next((known[word] for word in words if word in known), None)


def _terms(
    issue: Issue, parse: Callable[[str], Sequence[Token]], lexeme: Lexeme
) -> tuple[dict[str, float], frozenset[str]]:
    terms: dict[str, float] = {}
    act: set[str] = set()
    for text in (issue.question, *issue.aliases):
        found = list(_weighted(parse(text), lexeme))
        share = 1.0 if text is issue.question else max(1, len({ids for _, ids, _ in found if ids})) ** -0.5
        for token, ids, weight in found:
            for concept in ids:
                terms[concept] = max(terms.get(concept, 0.0), share * weight / len(ids) ** 0.5)
            if text is issue.question and token.head is token:
                act |= ids or frozenset(c for t, others, w in found if w == 1.0 and t is not token for c in others)
    if issue.kind == "action" and GIVING & terms.keys():
        for implied in ("contribute", "join"):
            terms.setdefault(implied, _IMPLIED)
            act.add(implied)
    return terms, frozenset(act)


def _is_asked(name: str, issue: Issue, parse: Callable[[str], Sequence[Token]], lexeme: Lexeme) -> bool:
    """True where the question turns on this territory: its aliases, where it has any, name it too."""
    return not issue.aliases or any(lexeme(token) == name[1:] for alias in issue.aliases for token in parse(alias))


def _weighted(tokens: Sequence[Token], lexeme: Lexeme) -> Iterator[tuple[Token, frozenset[str], float]]:
    """Each token with its concepts and its weight, which is less within brackets and after a colon."""
    depth = 0
    for token in tokens:
        depth += (token.text in _OPENS) - (token.text == ")")
        yield token, concept_ids(token, lexeme), _IN_BRACKETS if depth > 0 else 1.0
