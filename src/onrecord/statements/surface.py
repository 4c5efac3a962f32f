"""What word order alone tells where the tree has lost its way: that-clauses, trailing attributions, colons, cuts."""

from __future__ import annotations

from onrecord.parse import Sentence, Token
from onrecord.statements.content import ADDRESSING, Stretch, trim
from onrecord.statements.cues import Cues
from onrecord.statements.phrases import DOCUMENTS, before, is_verb

_REACH = 14
_BREAKS = frozenset({";", ":", ".", "?", "!", '"', "“", "”", "``", "''"})
_LIGHT = frozenset({"make", "let"})
_CONTRASTS = frozenset({"and", "but", "though", "although", "while", "whereas", "yet"})


def that_clause(verb: Token, sentence: Sentence) -> Stretch | None:
    """The rest of the sentence after "that", where no other verb stands between it and the cue."""
    thing = verb.child("dobj")
    held = thing is not None and thing.pos in {"NOUN", "PROPN"} and verb.lemma not in ADDRESSING | _LIGHT
    for token in _following(verb, sentence, _REACH):
        if token.lower == "that" and token.tag in {"IN", "DT", "WDT"} and not _points(token, verb):
            previous = before(sentence, token.index)
            if (previous is not None and previous.tag == "CC") or (held and thing and thing.index < token.index):
                return None
            if previous is not None and _relates(token, previous) and verb.lemma not in ADDRESSING:
                return None
            rest = [t for t in sentence.tokens if t.index > token.index]
            finite = any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in rest)
            last = _clause_end(token, rest)
            return trim(sentence, rest[0], last) if finite and last is not None and token.index > verb.index else None
        if is_verb(token) or token.text in _BREAKS:
            return None
    return None


def _relates(that: Token, previous: Token) -> bool:
    """True for "held to rules that never applied": the pronoun of a clause about the noun before it."""
    return that.tag == "WDT" and that.dep in {"nsubj", "nsubjpass"} and previous.pos in {"NOUN", "PROPN"}


def _points(that: Token, verb: Token) -> bool:
    """True for "declined that post and left"; not for "replied that trade and aid were apart", which the parser splits
    alike, but for the second clause's subject."""
    apart = any(c.index > that.index and c.child("nsubj", "nsubjpass") is not None for c in verb.all("conj"))
    return that.dep == "det" and not apart


def _following(verb: Token, sentence: Sentence, reach: int) -> list[Token]:
    return [token for token in sentence.tokens if verb.index < token.index <= verb.index + reach]


def _clause_end(opener: Token, rest: list[Token]) -> Token | None:
    """The last token before a participle of saying that goes on ("..., adding that ...") or the end."""
    last = None
    for token in rest:
        if token.text == ";" or (last is not None and last.text == "," and token.tag == "VBG" and token.dep == "advcl"):
            return last
        last = token
    return last


def trailing_source(verb: Token, sentence: Sentence) -> tuple[Token, ...]:
    """The noun phrase of ", the deputy minister told reporters" or ", added the general" that the parser took apart."""
    inverted = verb.child("dobj") if verb.lemma not in ADDRESSING else None
    start = min([verb.index, *(c.index for c in verb.all("aux"))])
    mark = before(sentence, start)
    if mark is not None and mark.text in {",", '"', "'"}:
        if inverted is None or inverted.index < verb.index or inverted.index - verb.index > 4:
            return ()
        return tuple(inverted.subtree())
    held: list[Token] = []
    while mark is not None and mark.text not in {",", "—", "–", '"', "“", "”", ";", ":"}:
        if is_verb(mark) or len(held) > _REACH:
            return ()
        held.insert(0, mark)
        mark = before(sentence, mark.index)
    names = bool(held) and held[-1].pos in {"NOUN", "PROPN", "PRON"} and mark is not None and mark.text == ","
    return tuple(held) if names and held[0].tag not in {"WP", "WDT", "CC", "IN"} else ()


def after_colon(verb: Token, sentence: Sentence) -> Stretch | None:
    """What follows a colon: "wrote: Poland stays", "put out a note: ...". The colon ends the verb's own clause."""
    for token in _following(verb, sentence, _REACH):
        if token.text == ":":
            rest = [t for t in sentence.tokens if t.index > token.index]
            return trim(sentence, rest[0], rest[-1]) if any(is_verb(t) for t in rest) else None
        if token.tag in {"VBD", "VBZ", "VBP", "MD"} or token.text in _BREAKS:
            return None
        if token.dep == "dobj" and token.lemma not in DOCUMENTS and verb.lemma not in ADDRESSING:
            return None
    return None


def lost_its_end(verb: Token, source: tuple[Token, ...], sentence: Sentence) -> bool:
    """True for ", Ruiz said on Friday." that ends the first sentence of a quotation whose closing mark is missing."""
    if not source or sentence.tokens[0].text not in _BREAKS or source[-1].lower in {"i", "we", "you"}:
        return False
    comma = before(sentence, min(verb.index, source[0].index))
    rest = [token for token in sentence.tokens if token.index > max(verb.index, source[-1].index)]
    return comma is not None and comma.text == "," and not any(is_verb(token) for token in rest)


def issues_document(verb: Token) -> bool:
    """True for "put out a note", "in a statement" after any verb: a text is about to be read out."""
    held = [c for c in verb.children if c.dep == "dobj"]
    held += [c for p in verb.all("prep") for c in p.all("pobj")]
    return any(noun.lemma in DOCUMENTS for noun in held)


def cut_short(verb: Token, stretch: Stretch, sentence: Sentence, cues: Cues) -> Stretch:
    """Content ends where another source begins to speak: "..., though her office said ...", "...; Lima denied ..."."""
    first, last = stretch
    for token in sentence.tokens:
        if not first.index < token.index <= last.index or not is_verb(token) or not cues.of_verb(token):
            continue
        opener = _own_clause(token, verb)
        if opener is not None and first.index < opener.index:
            comma = before(sentence, opener.index)
            return trim(sentence, first, comma or last) or stretch
    return stretch


def _own_clause(token: Token, verb: Token) -> Token | None:
    """The conjunction that opens a clause with its own source and cue, None where the clause belongs to the content."""
    noun, held = token.child("nsubj"), token.child("ccomp")
    if held is None or token.tag not in {"VBD", "VBZ", "VBP", "VBN"} or token is verb:
        return None
    if token.dep == "conj":
        link = next((c for c in token.head.all("cc") if c.index < token.index and c.lower in _CONTRASTS), None)
        if noun is None and not resumes(token):
            return None
        return link if link is not None and token.child("mark") is None else None
    if noun is None or noun.pos == "PRON":
        return None
    mark = token.child("mark")
    return mark if token.dep == "advcl" and mark is not None and mark.lower in _CONTRASTS else None


def resumes(verb: Token) -> bool:
    """True for the last verb of "X said A was B, and repeated that C": the comma gives it back to X."""
    host = verb.head
    if verb.dep != "conj" or host.dep != "ccomp" or verb.child("nsubj", "nsubjpass") is not None:
        return False
    held = verb.child("ccomp")
    link = next((c for c in host.all("cc") if c.index < verb.index), None)
    comma = link is not None and any(c.text == "," and c.index == link.index - 1 for c in host.all("punct"))
    return comma and held is not None and held.child("mark") is not None and verb.tag == host.head.tag
