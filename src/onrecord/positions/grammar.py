"""Small questions to the dependency tree that several steps of this room ask: negation, subjects, complements."""

from __future__ import annotations

from onrecord.parse.tree import Sentence, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor", "hardly", "nowhere", "no"})
_RUN_TOGETHER = frozenset({"wont", "dont", "cant", "wouldnt", "doesnt", "didnt", "isnt", "couldnt"})
_NO = frozenset({"no", "none", "neither", "nobody", "nothing", "zero"})
_CLAUSES = frozenset({"pobj", "xcomp", "ccomp", "advcl", "acl", "pcomp", "relcl"})
_ENJOYING = frozenset({"have", "enjoy", "win", "gain", "get", "receive", "secure", "command", "draw", "earn", "meet"})
_PARTS = frozenset({"one", "two", "three", "part", "some"})
_NEGATIVE_PHRASES = ("under no circumstances", "in no case", "on no account", "no longer", "by no means", "no way")


def is_verb(token: Token) -> bool:
    """True for verbs and for *be* as a main verb."""
    return token.pos == "VERB" or (token.pos == "AUX" and token.dep not in {"aux", "auxpass"})


def is_asked(verb: Token, sentence: Sentence) -> bool:
    """True for a question by its order (*Will Japan join?*): it takes no position."""
    subject, auxiliary = verb.child("nsubj", "nsubjpass"), verb.child("aux", "auxpass")
    inverted = subject is not None and auxiliary is not None and auxiliary.index < subject.index
    return inverted and any(token.text == "?" for token in sentence.tokens[-2:])


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of a verb, in order; those of the verb it is coordinated with where it has none."""
    own = verb.all("aux", "auxpass")
    if not own and verb.dep == "conj" and is_verb(verb.head) and subject_of(verb, inherit=False) is None:
        return auxiliaries(verb.head)
    return own


def negated(verb: Token) -> bool:
    """True where the verb is negated: a particle, a negative subject or object, a negative phrase."""
    count = sum(1 for child in verb.children if child.dep in {"neg", "advmod", "preconj"} and child.lower in _NEGATIONS)
    count += any(_is_no(noun) for noun in verb.children if noun.dep in {"nsubj", "nsubjpass", "dobj", "attr", "expl"})
    count += any(child.lower in _RUN_TOGETHER for child in verb.children)
    if not count:
        phrases = [child for child in verb.children if child.dep in {"prep", "advmod"}]
        words = " ".join(token.lower for child in phrases for token in child.subtree())
        count += any(phrase in words for phrase in _NEGATIVE_PHRASES)
    count += verb.dep == "conj" and any(c.dep == "cc" and c.lower == "nor" for c in verb.head.children)
    inherited = verb.dep == "conj" and is_verb(verb.head) and verb.child("aux", "auxpass") is None and not count
    if inherited and _joined_by_or(verb):
        return negated(verb.head)
    return count % 2 == 1


def _joined_by_or(verb: Token) -> bool:
    return any(child.dep == "cc" and child.lower in {"or", "nor"} for child in verb.head.children)


def _is_no(noun: Token) -> bool:
    return noun.lower in _NO or any(
        child.dep in {"det", "neg", "nummod"} and child.lower in _NO for child in noun.children
    )


def beside(verb: Token) -> Token | None:
    """The second object that is denied where the first is not: *police but no soldiers*, *engineers, not soldiers*."""
    objects = verb.all("dobj")
    for noun in (*verb.all("conj"), *(second for first in objects for second in first.all("conj", "appos"))):
        if objects and noun.pos in {"NOUN", "PROPN"} and any(_denies(child) for child in noun.children):
            return noun
    return None


def _denies(child: Token) -> bool:
    return child.dep in {"det", "neg", "preconj"} and child.lower in {"no", "not"}


def subject_of(verb: Token, *, inherit: bool = True) -> Token | None:
    """The head of the verb's subject; for a verb without one, that of the clause which governs it."""
    own = verb.child(*SUBJECTS)
    if own is not None:
        return _antecedent(own, verb)
    if not inherit:
        return None
    if verb.dep == "acl":
        return _member(verb.head) if verb.tag == "VBG" else None
    governor = verb.head
    if governor is verb or verb.dep not in _CLAUSES | {"conj", "prep"}:
        return None
    while not is_verb(governor) and governor.head is not governor:
        governor = governor.head
    return subject_of(governor) if is_verb(governor) and governor is not verb else None


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower in {"which", "who", "that"} and verb.dep == "relcl":
        return _member(verb.head)
    return subject


def _member(noun: Token) -> Token:
    """Who is meant by a group's noun: *Chile was among the nine that voted yes*, *is one of the states that …*."""
    among = noun.head
    if noun.dep == "nsubj" and noun.head.lemma == "be":  # "the states that will send police are Chile and Peru"
        named = noun.head.child("attr")
        return named if named is not None and named.pos == "PROPN" else noun
    if noun.dep == "pobj" and among.lower == "as":  # "named Chile and Peru as states that will send police"
        named = among.head.child("dobj")
        return named if named is not None and named.pos == "PROPN" else noun
    if noun.dep != "pobj" or among.lower not in {"among", "of"}:
        return noun
    verb = among.head.head if among.head.dep == "attr" and among.head.lower in _PARTS else among.head
    subject = verb.child(*SUBJECTS) if is_verb(verb) else None
    return subject if subject is not None else noun


def giver(noun: Token) -> Token | None:
    """Whose attitude a noun is: *Norway's support*; *the support of Norway*, where something enjoys it."""
    owner = noun.child("poss")
    if owner is not None or enjoyer(noun) is None:
        return owner
    named = [name for prep in noun.all("prep") if prep.lower in {"of", "from"} for name in prep.all("pobj")]
    return next((name for name in named if name.pos == "PROPN"), None)


def enjoyer(noun: Token) -> Token | None:
    """What has an attitude on its side, or against it: the plan in *the plan won Norway's support*."""
    enjoyed = noun.dep == "dobj" and noun.head.lemma in _ENJOYING
    return noun.head.child("nsubj") if enjoyed else None


def noun_phrase(head: Token) -> list[Token]:
    """A noun with its modifiers and conjuncts, without relative clauses and appositions set off by commas."""
    found, stack = [], [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(child for child in token.children if child.dep not in {"relcl", "advcl", "ccomp"})
    return sorted(found, key=lambda token: token.index)


def complement(verb: Token) -> Token | None:
    """The verb of the clause that this word governs with the same subject: *plans to send*, *ruled out sending*."""
    for child in verb.children:
        if child.dep in {"xcomp", "acl"} and is_verb(child):
            return child
        bare = child.index > verb.index and child.child(*SUBJECTS, "mark") is None
        if bare and (child.dep == "ccomp" or (child.dep in {"advcl", "dobj"} and child.tag == "VBG")):
            return child
    particles = verb.all("prt", "advmod")
    for preposition in (*verb.all("prep", "agent", "prt"), *(p for t in particles for p in t.all("prep"))):
        inner = preposition.child("pcomp", "pobj")
        if inner is not None and is_verb(inner):
            return inner
    for noun in verb.all("dobj", "attr", "acomp", "oprd"):
        inner = complement(noun) if noun.pos in {"NOUN", "ADJ", "PROPN"} else None
        if inner is not None and inner.dep != "relcl":
            return inner
    return None


def clause_tokens(verb: Token, *, without: frozenset[int] = frozenset()) -> list[Token]:
    """The tokens of a verb's clause: its subtree less coordinated clauses with their own subjects and ``without``."""
    found, stack = [], [verb]
    while stack:
        token = stack.pop()
        found.append(token)
        for child in token.children:
            separate = child.dep == "conj" and is_verb(child) and child.child(*SUBJECTS) is not None
            if child.index not in without and not separate and child.dep != "parataxis":
                stack.append(child)
    return sorted(found, key=lambda token: token.index)
