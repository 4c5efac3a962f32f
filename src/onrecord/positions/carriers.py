"""Finds the cue that a predicate is built on, and the token that carries it: verb, phrase, adjective, noun, side."""

from __future__ import annotations

import re

from onrecord.parse.tree import Token
from onrecord.positions.grammar import complement, enjoyer, giver
from onrecord.positions.lexicon import Cue, stance_cues

_COPULAS = frozenset({"be", "remain", "stay", "become", "seem", "appear", "feel", "look", "stand"})
JUDGING = frozenset({"call", "declare", "describe", "deem", "consider", "find", "label", "brand", "hail", "denounce"})
"""Verbs whose subject judges, while the object is what is judged: *called the plan premature*."""
_SPEAKING = frozenset({"come", "speak", "argue", "campaign", "stand", "lobby", "decide", "be", "remain"})
_MAKING = frozenset({"make", "render", "keep", "leave"})
"""Verbs that say what a proposal brings about: *would make the region safer*."""

_NEAR = 9
_HELP = frozenset("logistical logistic logistics financial material technical medical air naval practical".split())
_WHEN = re.compile(r"^of when\b|^(?:not )?(?:of )?(?:if|whether) but (?:of )?when\b|^rather of when\b")


def find_cue(verb: Token) -> tuple[Cue, Token] | None:
    """The cue that this predicate is built on and the token that carries it."""
    cues = stance_cues()
    phrase = _phrase(verb, cues.verbs)
    if phrase is not None:
        return phrase, verb
    if verb.lemma in _COPULAS | JUDGING | _MAKING:
        found = _in_time(verb) or _predicative(verb)
        if found is not None:
            return found
    if verb.lemma in cues.support_verbs:
        for noun in verb.all("dobj", "attr", "nsubjpass", "nsubj" if verb.child("expl") else "dobj"):
            if noun.lemma in cues.nouns and not _is_anothers(noun) and not _is_help(noun):
                return cues.nouns[noun.lemma], noun
    if verb.lemma in cues.verbs and not (verb.lemma == "go" and complement(verb) is None):
        if verb.lemma == "expect" and verb.child("auxpass") is not None:
            return None
        return cues.verbs[verb.lemma], verb
    side = _side(verb)
    if side is not None:
        return side
    if verb.tag == "VBN" and verb.lemma + "d" in cues.adjectives:
        return cues.adjectives[verb.lemma + "d"], verb
    return _participle(verb)


def _is_anothers(noun: Token) -> bool:
    """*Has the support of Norway*: what the subject has is another's attitude."""
    owner = giver(noun)
    return enjoyer(noun) is not None and owner is not None and owner.pos == "PROPN"


def _is_help(noun: Token) -> bool:
    """*Will give logistical support*: that is given, and no attitude."""
    return noun.lemma == "support" and any(t.lower in _HELP for t in noun.all("amod", "compound", "nmod"))


def _side(verb: Token) -> tuple[Cue, Token] | None:
    """*spoke in favour of*, *came out against*: whatever the verb, the preposition takes sides."""
    adjectives = stance_cues().adjectives
    for preposition in verb.all("prep"):
        noun = preposition.child("pobj")
        if preposition.lower == "in" and noun is not None and noun.lower in {"favour", "favor"}:
            return adjectives["in favour"], preposition
        if preposition.lower == "against" and verb.lemma in _SPEAKING:
            return adjectives["against"], preposition
    return None


def _participle(verb: Token) -> tuple[Cue, Token] | None:
    """*is prepared to*, *was opposed to*: adjectives that the tagger takes for passives."""
    adjectives = stance_cues().adjectives
    if verb.child("auxpass") is not None and verb.lower in adjectives:
        return adjectives[verb.lower], verb
    return None


def _phrase(verb: Token, lexicon: dict[str, Cue]) -> Cue | None:
    """The cue of two words that the verb opens, its second a particle, preposition or object; or of three, with the
    preposition's object: *stand in the way*."""
    for child in verb.children:
        for noun in child.all("pobj") if child.dep == "prep" else ():
            if f"{verb.lemma} {child.lower} {noun.lemma}" in lexicon:
                return lexicon[f"{verb.lemma} {child.lower} {noun.lemma}"]
        if child.dep in {"prt", "prep", "advmod", "dobj", "attr", "intj"} and f"{verb.lemma} {child.lower}" in lexicon:
            return lexicon[f"{verb.lemma} {child.lower}"]
    return None


def _predicative(verb: Token) -> tuple[Cue, Token] | None:
    """The adjective or phrase after a copula: *is ready*, *is off the table*, *was a mistake*."""
    adjectives = stance_cues().adjectives
    for child in verb.children:
        if child.dep in {"nsubj", "nsubjpass", "aux", "punct", "mark", "csubj"} or child.index < verb.index:
            continue
        if child.dep in {"acomp", "attr", "prep", "oprd", "advmod", "ccomp", "xcomp"} or _is_verdict(child):
            if child.lower == "for" and verb.lemma not in {"be", "remain"}:
                continue
            words = next((t for t in (child, *child.children) if t.lower in adjectives and t.dep != "conj"), None)
            if words is not None and (words is child or child.dep in {"attr", "prep", "oprd", "ccomp", "dobj"}):
                return adjectives[words.lower], child
            text = " ".join(token.lower for token in child.subtree()[:6])
            hit = next((phrase for phrase in adjectives if " " in phrase and phrase in text), None)
            if hit is not None:
                return adjectives[hit], child
    return None


def _in_time(verb: Token) -> tuple[Cue, Token] | None:
    """*Is a question of when, not if*; the parser seldom knows where the *when* belongs, so the words tell."""
    noun = next((noun for noun in verb.all("attr", "oprd") if noun.lemma in {"question", "matter", "issue"}), None)
    if noun is None:
        return None
    whole = (verb, *verb.ancestors())[-1].subtree()
    words = " ".join(t.lower for t in whole if noun.index < t.index <= noun.index + _NEAR and t.pos != "PUNCT")
    return (stance_cues().adjectives["question of when"], noun) if _WHEN.search(words) else None


def _is_verdict(noun: Token) -> bool:
    """The second of two objects, which says what the first is: *called the plan a reward for terror*."""
    judged = noun.head.child("dobj")
    return noun.dep == "dobj" and noun.head.lemma in JUDGING and judged is not None and judged is not noun
