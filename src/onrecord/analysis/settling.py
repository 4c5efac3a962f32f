"""Whether a fact that a later article reports settles a condition: that it has come about, or failed.

The words are compared as ``wording`` does, and their roles as well: the verb must be the condition's verb (or one of
coming about, where the condition only asks that there be something), and who does what to whom must agree. Every
name and number of the condition must stand in the clause, and the clause may name no state that the condition's
article does not. Where any of this is open there is no answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from onrecord.analysis.facts import Fact, core, cues, roles
from onrecord.analysis.wording import Wording, as_told
from onrecord.ledger.condition_log import Told
from onrecord.parse.tree import Parsed, Token
from onrecord.positions.grammar import is_verb
from onrecord.records import ConditionStatus

COVERED: Final = 0.75
"""The share of a condition's stems that a clause must have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition as its grammar has it.

    ``verb`` holds the stems of its verb, empty where it asks only that ``thing`` be there (``rest`` are then the stems
    that say more than that); ``lasts`` is True where it asks that something goes on, which its end fails whatever the
    term was.
    """

    told: Told
    stems: frozenset[str]
    fixed: frozenset[str]
    positive: bool
    scope: str
    verb: frozenset[str]
    thing: frozenset[str]
    lasts: bool
    rest: frozenset[str]
    agent: frozenset[str]
    patient: frozenset[str]


def asked(told: Told, parsed: Parsed) -> Asked | None:
    """The condition of these words, which ``parsed`` holds as a text; None where they have no head to go by."""
    found = as_told(told.words, told.holder)
    root = next((sentence.root for sentence in parsed.sentences), None)
    if root is None or not found.stems:
        return None
    agent, patient = roles(root) if is_verb(root) else (None, None)
    verb = _verb_stems(root) if is_verb(root) else frozenset[str]()
    there = not verb or root.lemma in cues().came_object or root.lemma in cues().came_subject
    noun = root if not is_verb(root) else (patient if root.lemma in cues().came_object else agent) or patient
    thing = _stems([noun]) if noun is not None else frozenset[str]()
    if is_verb(root) and _consumed(root, found.stems):
        there, thing = True, found.stems
    return Asked(
        told=told,
        stems=found.stems,
        fixed=(found.names | found.numbers) & found.stems,
        positive=found.positive,
        scope=found.scope,
        verb=frozenset() if there else verb,
        thing=thing if there else frozenset(),
        lasts=is_verb(root) and root.lemma in {"hold", "last", "remain", "continue", "stay", "survive"},
        rest=(found.stems - verb or found.stems) if there else found.stems,
        agent=_stems([agent]) if agent is not None and not there else frozenset(),
        patient=_stems([patient]) if patient is not None and not there else frozenset(),
    )


def worth_reading(condition: Wording, stems: frozenset[str]) -> bool:
    """A gate before any grammar: whether a sentence of these stems may settle the condition."""
    wanted = condition.stems - condition.numbers - _UNITS or condition.stems
    return 2 * len(wanted & stems) >= len(wanted)


_UNITS: Final = frozenset({"day", "week", "month", "year", "hour"})


def status(one: Asked, fact: Fact, context: frozenset[str], article: frozenset[str]) -> ConditionStatus:
    """What the fact says of the condition; ``unknown`` where it says nothing that can be told.

    ``context`` are the states that the condition's article names, ``article`` those of the fact's article.
    """
    clause = as_told(_text(fact.tokens))
    sentence = as_told(_text(fact.sentence.tokens))
    states = frozenset(name for name in clause.names if name.isupper())
    if not states <= context or not (context & article):
        return "unknown"
    if one.scope and one.scope not in sentence.stems:
        return "unknown"
    so = _says(one, fact, clause.stems)
    if so is None or (_in_part(fact) and so):
        return "unknown"
    if not so and fact.teller is not None and fact.teller not in sentence.stems:
        return "unknown"  # an accusation
    return "met" if so == one.positive else "unmet"


def _says(one: Asked, fact: Fact, stems: frozenset[str]) -> bool | None:
    if one.lasts and _ended(one, fact):
        return False
    if not _covers(one, stems):
        return None
    if one.verb:
        return fact.so if _same_verb(one, fact) else None
    if _turned_down(one, fact):
        return False
    return fact.so if _came_about(one, fact) else None


def _covers(one: Asked, stems: frozenset[str]) -> bool:
    return one.fixed <= stems and len(one.rest & stems) >= COVERED * len(one.rest)


def _same_verb(one: Asked, fact: Fact) -> bool:
    found = _verb_stems(fact.verb)
    if not (one.agent or one.patient):
        return False  # "we are asked to": a verb alone is said of anything
    if not found or not (found <= one.verb or one.verb <= found):
        return False
    agent, patient = (_phrase(noun) for noun in (fact.agent, fact.patient))
    if one.agent and not one.patient and fact.verb.child("nsubjpass") is not None:
        return one.agent <= _stems_of(fact.patient)  # "the bridge opens", "the bridge was opened"
    if one.agent and fact.agent is not None and not one.agent <= agent | _stems_of(fact.agent):
        return False
    return not one.patient or one.patient <= _stems_of(fact.patient) or (one.patient <= patient and _named(one.patient))


def _came_about(one: Asked, fact: Fact) -> bool:
    verb = fact.verb
    if verb.lemma in cues().came_object and one.thing & _stems_of(fact.patient):
        return True
    said = f" {' '.join(token.lower for token in fact.tokens)} "
    starts = verb.lemma in cues().came_subject or any(phrase in said for phrase in cues().came_phrases)
    if starts and one.thing & _stems_of(fact.agent):
        return True
    if one.thing & _verb_stems(verb) and verb.lemma not in cues().came_object:
        return True  # "the release of the prisoners", "freed the prisoners"
    return _consumed(verb, one.thing)


def _ended(one: Asked, fact: Fact) -> bool:
    """True where the thing that should last has come to an end, whatever the term was."""
    intransitive = fact.verb.child("dobj", "nsubjpass") is None
    return (
        fact.so
        and fact.verb.lemma in cues().ended_subject
        and intransitive
        and bool(one.thing)
        and one.thing <= _stems_of(fact.agent)
    )


def _turned_down(one: Asked, fact: Fact) -> bool:
    found = fact.so and fact.verb.lemma in cues().ended_object
    return found and bool(one.thing) and one.thing <= _stems_of(fact.patient)


def _consumed(verb: Token, wanted: frozenset[str]) -> bool:
    """True where only subject and verb together say it: "the guns fell silent" for a ceasefire."""
    if not wanted:
        return False
    tokens = core(verb)
    rest = [token for token in tokens if token is not verb and token.dep not in {"acomp", "prt", "oprd"}]
    return wanted <= _stems(tokens) and not wanted & _stems(rest)


def _in_part(fact: Fact) -> bool:
    nouns = [noun for noun in (fact.agent, fact.patient) if noun is not None]
    return any(token.lower in cues().part for noun in nouns for token in (noun, *noun.children))


def _named(stems: frozenset[str]) -> bool:
    return all(stem.isupper() for stem in stems)


def _verb_stems(verb: Token) -> frozenset[str]:
    particles = [token for token in verb.all("prt", "advmod") if token.dep == "prt" or token.lower in _PARTICLES]
    first = next((prep for prep in verb.all("prep") if prep.lower in _PARTICLES), None)
    whole = _stems([verb, *particles])
    return whole if particles or first is None else _stems([verb, first]) or whole


_PARTICLES: Final = frozenset({"back", "off", "out", "away", "aside", "down", "up", "through"})


def _stems(tokens: Iterable[Token]) -> frozenset[str]:
    return as_told(" ".join(token.text for token in tokens)).stems


def _stems_of(noun: Token | None) -> frozenset[str]:
    """The stems of a noun and those joined to it."""
    if noun is None:
        return frozenset()
    return _stems([noun, *noun.all("conj")])


def _phrase(noun: Token | None) -> frozenset[str]:
    return frozenset() if noun is None else as_told(_text(noun.subtree())).stems


def _text(tokens: Iterable[Token]) -> str:
    return " ".join(token.text for token in tokens)
