"""Attributions without a verb of saying: "according to X", "in X's view", "her pledge to ...", "is sure that"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.parse import Sentence, Token
from onrecord.statements import content
from onrecord.statements.attribution import Attribution
from onrecord.statements.cues import Cues, Group
from onrecord.statements.phrases import at, before, cue_tokens, is_verb, noun_phrase, subject

_PERSONS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_BY = frozenset({"by", "from", "of"})
_NEAR = 3
_COPULAS = frozenset({"be", "seem", "remain", "feel", "sound", "become"})


def from_phrases(sentence: Sentence, cues: Cues) -> Iterator[Attribution]:
    """Every attribution that a preposition, a noun or an adjective of this sentence makes."""
    for token in sentence.tokens:
        found = None
        if token.pos in {"ADP", "SCONJ", "VERB"} or token.dep == "prep":
            found = _according(sentence, token, cues) or _owned(sentence, token, cues) or _for(sentence, token)
        elif token.pos in {"NOUN", "PROPN"} and token.lemma in cues.nouns:
            found = _nominal(sentence, token, cues)
        elif token.pos == "ADJ" and token.lemma in cues.adjectives:
            found = _adjective(sentence, token, cues)
        if found is not None:
            yield found


def _according(sentence: Sentence, token: Token, cues: Cues) -> Attribution | None:
    for phrase in cues.before:
        if phrase[0] != token.lower:
            continue
        words = [at(sentence, token.index + i) for i in range(len(phrase))]
        cue = tuple(word for word in words if word is not None)
        if tuple(word.lower for word in cue) != phrase:
            continue
        noun = next((c for word in reversed(cue) for c in word.all("pobj") if c.index > cue[-1].index), None)
        if noun is not None:
            return _beside(sentence, cue, noun, "according")
    return None


def _owned(sentence: Sentence, token: Token, cues: Cues) -> Attribution | None:
    """ "in her view", "in the envoy's words"."""
    noun = token.child("pobj") if token.lower in {"in", "by"} else None
    owner = noun.child("poss") if noun is not None and noun.lower in cues.owned else None
    if noun is None or owner is None:
        return None
    return _beside(sentence, (token, noun), owner, "owned")


def _for(sentence: Sentence, token: Token) -> Attribution | None:
    """ "For Tinubu, the coup is a crime": a person or power at the head of the sentence, then a clause that judges."""
    noun = token.child("pobj") if token.lower == "for" and token is sentence.tokens[0] else None
    if noun is None or noun.entity not in {"PERSON", "GPE", "NORP", "ORG"} or noun.pos != "PROPN":
        return None
    comma = at(sentence, noun.subtree()[-1].index + 1)
    main = token.head
    if comma is None or comma.text != "," or main.lemma != "be" or main.child("attr", "acomp") is None:
        return None
    return _beside(sentence, (token,), noun, "for")


def _beside(sentence: Sentence, cue: tuple[Token, ...], noun: Token, how: str) -> Attribution | None:
    """The rest of the clause that the phrase stands in is its content."""
    source = noun_phrase(noun)
    if not source:
        return None
    first, last = min(cue[0].index, source[0].index), max(cue[-1].index, source[-1].index)
    low, high = sentence.tokens[0], sentence.tokens[-1]
    if first == low.index:
        stretch = _after(sentence, last, high)
    elif _ends(sentence, last):
        previous = before(sentence, first)
        stretch = content.trim(sentence, low, previous) if previous is not None else None
    else:
        host = _clause_of(cue[0])
        tokens = host.subtree()
        stretch = content.trim(sentence, tokens[0], tokens[-1])
    if stretch is None:
        return None
    return Attribution(source, cue, stretch[0].start, stretch[1].end, how, clause=(*cue, *source))


def _after(sentence: Sentence, last: int, high: Token) -> content.Stretch | None:
    following = at(sentence, last + 1)
    while following is not None and following.text != "," and following.index - last < 12:
        if is_verb(following) and following.dep == "ROOT":
            break
        following = at(sentence, following.index + 1)
    if following is None or following.text != ",":
        following = at(sentence, last + 1)
    return content.trim(sentence, following, high) if following is not None else None


def _ends(sentence: Sentence, last: int) -> bool:
    rest = [token for token in sentence.tokens if token.index > last]
    if rest and rest[0].text == "," and any(token.dep in {"acomp", "attr", "dobj"} for token in rest[:3]):
        return False
    return not any(is_verb(token) and token.child("nsubj", "nsubjpass") is not None for token in rest)


def _clause_of(token: Token) -> Token:
    head = token.head
    while not is_verb(head) and head.head is not head:
        head = head.head
    return head


def _nominal(sentence: Sentence, noun: Token, cues: Cues) -> Attribution | None:
    owner = noun.child("poss") or _by(noun)
    if noun.lower == "order" and noun.dep == "pobj" and noun.head.lower == "in":
        return None  # "in order to" orders nothing
    for group in cues.nouns[noun.lemma]:
        clause = _held_clause(noun, group)
        if clause is None:
            continue
        holder = owner or _issuer(noun)
        source = noun_phrase(holder) if holder is not None else ()
        tokens = clause.subtree()
        first = tokens[1] if tokens[0].lower == "that" and len(tokens) > 1 else tokens[0]
        stretch = content.trim(sentence, first, tokens[-1])
        if stretch is None:
            continue
        refused = "" if group.utterance else f"{group.name}: a state of mind or a plan, not something said"
        if not source:
            refused = "no source stands in the text"
        return Attribution(source, (noun,), stretch[0].start, stretch[1].end, "nominal", group.name, refused)
    return None


def _held_clause(noun: Token, group: Group) -> Token | None:
    for clause in noun.all("acl", "relcl", "ccomp", "appos"):
        opener = clause.subtree()[0]
        if "clause" in group.frames and opener.lower == "that" and opener.tag == "IN":
            return clause
        if "inf" in group.frames and any(c.tag == "TO" for c in clause.all("aux")) and opener.tag == "TO":
            return clause
    return None


def _by(noun: Token) -> Token | None:
    for preposition in noun.all("prep"):
        if preposition.lower in _BY:
            held = preposition.child("pobj")
            if held is not None and (held.entity in _PERSONS or preposition.lower == "by"):
                return held
    return None


def _issuer(noun: Token) -> Token | None:
    """The subject of "made a promise to ...", "issued a warning that ..."."""
    verb = noun.head
    if (
        noun.dep == "dobj"
        and is_verb(verb)
        and verb.lemma in {"make", "issue", "give", "repeat", "renew", "voice", "express", "send"}
    ):
        return subject(verb)
    return None


def _adjective(sentence: Sentence, word: Token, cues: Cues) -> Attribution | None:
    verb = word.head
    if word.dep not in {"acomp", "oprd", "conj"} or verb.lemma not in _COPULAS:
        return None
    noun = subject(verb)
    for group in cues.adjectives[word.lemma]:
        clause = next((c for c in word.all("ccomp", "xcomp") if c.index > word.index), None)
        if clause is None or noun is None:
            continue
        infinitive = any(c.tag == "TO" for c in clause.all("aux"))
        if infinitive != ("inf" in group.frames):
            continue
        tokens = clause.subtree()
        stretch = content.trim(sentence, tokens[1] if tokens[0].lower == "that" else tokens[0], tokens[-1])
        if stretch is not None:
            why = "" if group.utterance else f"{group.name}: a state of mind, not something said"
            cue = (*cue_tokens(verb), word) if word.dep == "acomp" and word.index - verb.index <= _NEAR else (word,)
            return Attribution(noun_phrase(noun), cue, stretch[0].start, stretch[1].end, "adjective", group.name, why)
    return None
