"""Mends of a content's edges that the tree alone gets wrong: tails that go back to the speaker, parts left behind."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.parse import Sentence, Token
from onrecord.statements.content import Stretch, after_adjuncts, trim
from onrecord.statements.cues import Cues
from onrecord.statements.phrases import at, before, is_verb

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TURNING = frozenset({"add", "cite", "note", "stress", "refer", "quote", "invoke"})
"""Participles after a comma that say what the speaker did next, not what the subject of the content did."""

_OPENERS = frozenset({"however", "meanwhile", "still", "nevertheless", "nonetheless", "separately", "earlier", "later"})


def without_tail(stretch: Stretch, sentence: Sentence) -> Stretch:
    """The content up to ", adding that ..." or ", citing ...", which tell what the speaker did next."""
    first, last = stretch
    for token in sentence.tokens:
        comma = before(sentence, token.index)
        turns = token.tag == "VBG" and token.lemma in _TURNING and comma is not None and comma.text == ","
        if turns and comma is not None and first.index < comma.index < last.index:
            return trim(sentence, first, comma) or stretch
    return stretch


def without_opener(stretch: Stretch, sentence: Sentence) -> Stretch:
    """The content without the "However," that ties the sentence to the one before: the reporter's word."""
    first, last = stretch
    comma = at(sentence, first.index + 1)
    if first.lower in _OPENERS and comma is not None and comma.text == "," and comma.index < last.index:
        return trim(sentence, comma, last) or stretch
    return stretch


def resumed(verb: Token, source: Sequence[Token], stretch: Stretch, sentence: Sentence, cues: Cues) -> Stretch:
    """The content with what follows the attribution: "The toll fell, the agency said, and exports rose"."""
    last = max([verb.index, *(token.index for token in source if token.index < verb.index + 20)])
    comma = at(sentence, after_adjuncts(verb, last) + 1)
    if comma is None or comma.text not in {",", "—", "–"} or stretch[1].index > comma.index:
        return stretch
    rest = [token for token in sentence.tokens if token.index > comma.index]
    if not rest or not _opens_a_clause(rest) or any(is_verb(token) and cues.of_verb(token) for token in rest):
        return stretch
    return trim(sentence, stretch[0], rest[-1]) or stretch


def _opens_a_clause(rest: Sequence[Token]) -> bool:
    """True for "and exports rose" and "he has done so": a finite verb whose subject stands at the start."""
    start = 1 if rest[0].tag == "CC" else 0
    if len(rest) <= start or rest[start].tag in {"WP", "WDT", "WRB", "IN", "VBG", "VBN"}:
        return False
    verb = next((token for token in rest if token.tag in _FINITE), None)
    if verb is None:
        return False
    noun = (verb if is_verb(verb) else verb.head).child("nsubj", "nsubjpass", "expl")
    return noun is not None and noun.subtree()[0].index <= rest[start].index + 1


def whole(verb: Token, stretch: Stretch, sentence: Sentence, cues: Cues) -> Stretch:
    """Both clauses of "The van was due, but guards took her away, a source said": a trailing source gives all."""
    first, last = stretch
    ahead = [token for token in sentence.tokens if token.index < first.index]
    rest = [token for token in sentence.tokens if token.index > verb.index]
    if any(token.tag in _FINITE for token in rest) or not ahead or verb.child("cc") is not None:
        return stretch
    linked = any(token.tag == "CC" for token in ahead[-2:]) or ahead[-1].text == ";"
    finite = [token for token in ahead if token.tag in _FINITE]
    spoken = any(is_verb(token) and cues.of_verb(token) for token in ahead)
    if not linked or not finite or spoken:
        return stretch
    return trim(sentence, ahead[0], last) or stretch


def with_object(verb: Token, stretch: Stretch) -> Stretch:
    """The content with the subject that the parser took for the verb's object: "think the offer | was too low"."""
    thing, first = verb.child("dobj"), stretch[0]
    clause = next((c for c in verb.all("ccomp") if c.subtree()[0].index <= first.index <= c.index), None)
    if thing is None or clause is None or clause.child("nsubj", "nsubjpass", "expl", "mark") is not None:
        return stretch
    tokens = thing.subtree()
    near = verb.index < tokens[0].index and tokens[-1].index + 1 == first.index
    return (tokens[0], stretch[1]) if near and thing.pos != "PRON" else stretch


def with_infinitives(verb: Token, stretch: Stretch, sentence: Sentence) -> Stretch:
    """The content with the second infinitive that the parser hung on the cue: "agreed to share and rely on"."""
    if verb.tag not in {"VBD", "VBZ", "VBP", "VBN", "VBG"}:
        return stretch
    first, last = _to_finite(verb, stretch)
    for child in verb.all("conj"):
        bare = child.tag == "VB" and child.child("nsubj", "nsubjpass") is None and child.index > last.index
        if bare and not any(c.tag == "MD" for c in child.all("aux")):
            last = max(last, child.subtree()[-1], key=lambda token: token.index)
    return (first, last) if last is stretch[1] else trim(sentence, first, last) or stretch


def _to_finite(verb: Token, stretch: Stretch) -> Stretch:
    """Up to "and demands that ...", a second verb of the speaker that the parser hung on the infinitive."""
    first, last = stretch
    for clause in verb.all("xcomp", "ccomp", "advcl"):
        for other in clause.all("conj"):
            link = next((c for c in clause.all("cc") if c.index < other.index), None)
            ends = other.tag == verb.tag and other.tag in _FINITE and other.child("nsubj", "nsubjpass") is None
            if ends and link is not None and first.index < link.index <= last.index:
                before_link = [token for token in clause.subtree() if token.index < link.index]
                return (first, before_link[-1]) if before_link[-1].index > first.index else stretch
    return stretch
