"""Noun phrases, subjects and clause edges over the dependency tree: what every pattern of this room needs."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.parse import Sentence, Token

_CLIMBED = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep"})
_MAX_SOURCE = 30
_TAILS = frozenset({"cc", "punct", "case"})
_HEADS = frozenset({"nsubj", "nsubjpass", "appos", "ROOT", "dep", "conj"})
DOCUMENTS = frozenset(
    [
        "statement",
        "letter",
        "note",
        "post",
        "tweet",
        "message",
        "report",
        "speech",
        "interview",
        "communique",
        "release",
    ]
)


def is_verb(token: Token) -> bool:
    """True for verbs and auxiliaries that head a clause."""
    return token.tag.startswith("VB") and token.dep not in {"aux", "auxpass", "amod", "compound"}


def noun_phrase(head: Token) -> tuple[Token, ...]:
    """The phrase of a noun as a reader would copy it: title, name, apposition and prepositions, no relative clause."""
    dropped: set[int] = set()
    for token in head.subtree():
        if (token is not head and _leaves(token, token.head)) or (token.dep == "relcl" and token is not head):
            dropped.update(below.index for below in token.subtree())
    kept = [token for token in head.subtree() if token.index not in dropped]
    return _trim(_run_around(kept, head))


def _leaves(child: Token, head: Token) -> bool:
    if child.dep in {"relcl", "advcl", "parataxis", "ccomp", "dep"}:
        return True
    if child.dep == "acl":
        return child.index < head.index or _comma_before(child, head) or child.tag == "TO"
    if child.dep == "conj":
        return is_verb(child)
    return child.dep == "prep" and child.index < head.index


def _comma_before(child: Token, head: Token) -> bool:
    return any(token.text in {",", "—", "–"} and head.index < token.index < child.index for token in head.subtree())


def _run_around(kept: Sequence[Token], head: Token) -> list[Token]:
    """The tokens next to one another around the head: a dropped clause ends the phrase."""
    at = next(i for i, token in enumerate(kept) if token is head)
    first = last = at
    while first > 0 and kept[first].index - kept[first - 1].index == 1:
        first -= 1
    while last + 1 < len(kept) and kept[last + 1].index - kept[last].index == 1 and last - first < _MAX_SOURCE:
        last += 1
    return list(kept[first : last + 1])


def _trim(tokens: list[Token]) -> tuple[Token, ...]:
    while tokens and (tokens[-1].pos == "PUNCT" or tokens[-1].dep in _TAILS) and tokens[-1].text != ")":
        tokens.pop()
    while tokens and (tokens[0].pos in {"PUNCT", "CCONJ"} or tokens[0].dep in {"cc", "punct"}) and len(tokens) > 1:
        tokens.pop(0)
    return tuple(tokens)


def subject(verb: Token) -> Token | None:
    """The noun that does what the verb says: its own subject, the antecedent, or that of the verb it hangs on.

    A passive's subject is none unless the verb reached from below is the one that speaks ("was quoted as saying").
    """
    passive = verb.child("auxpass") is not None or _bare_passive(verb)
    if passive:
        return agent(verb)
    return _subject(verb, set())


def _subject(verb: Token, seen: set[int]) -> Token | None:
    seen.add(verb.index)
    own = nearest_subject(verb)
    if own is not None:
        return _antecedent(own, verb)
    if verb.dep == "acl":
        return _of_noun(verb.head, verb, seen)
    if verb.dep == "ccomp" and verb.tag in {"VBG", "VB"}:
        return _climb(verb, seen)
    if verb.dep == "advcl" and verb.tag in {"VBD", "VBZ", "VBP"}:
        return None
    return _climb(verb, seen) if verb.dep in _CLIMBED else None


def nearest_subject(verb: Token) -> Token | None:
    """The verb's own subject; of several, which come of a label or a place in front, the last before the verb."""
    nouns = [noun for noun in verb.all("nsubj", "nsubjpass") if noun.lower != "itself"]
    nouns = [noun for noun in nouns if noun.index < verb.index] or nouns[:1]
    while len(nouns) > 1 and nouns[-1].pos == "PRON" and nouns[-2].tag != "WDT" and not _parted(nouns[-2], nouns[-1]):
        nouns.pop()
    return nouns[-1] if nouns else None


def read_out(noun: Token, sentence: Sentence) -> Token:
    """Whose words a document's verb gives: "The letter from Bello, read out by an aide, said" is Bello's.

    The parser may take the aide for who says it; the document that opens the sentence then stands for its author.
    """
    heads = [token for token in sentence.tokens[:4] if token.lemma in DOCUMENTS and token.dep != "pobj"]
    read = [token for token in sentence.tokens if token.lemma == "read" and token.child("agent") is not None]
    if not heads or not any(heads[0].index < token.index < noun.index for token in read):
        return noun
    author = next((p.child("pobj") for p in heads[0].all("prep") if p.lower in {"from", "by", "of"}), None)
    return heads[0].child("poss") or author or heads[0]


def _parted(one: Token, other: Token) -> bool:
    """True where a comma, dash or colon stands between two nouns: "the general chosen to lead it" is one phrase."""
    between = [token for token in one.head.subtree() if one.index < token.index < other.index]
    return any(token.pos == "PUNCT" and token.text not in {'"', "'"} for token in between)


def loose_subject(verb: Token, sentence: Sentence) -> Token | None:
    """The nearest person, else subject, before a verb that the parser left without one."""
    ahead = [t for t in reversed(sentence.tokens) if t.index < verb.index and t.dep in _HEADS and t.pos != "VERB"]
    return next((t for t in ahead if t.entity == "PERSON"), next((t for t in ahead if t.dep == "nsubj"), None))


def names_before(verb: Token, sentence: Sentence) -> tuple[Token, ...]:
    """ "Lagos and Accra" of "..., Lagos and Accra call it theft": names right before a verb left without a subject."""
    place = verb.index - sentence.tokens[0].index - 1
    while place >= 0 and sentence.tokens[place].pos in {"ADV", "AUX"}:
        place -= 1
    found: list[Token] = []
    while place >= 0 and (sentence.tokens[place].pos == "PROPN" or (found and sentence.tokens[place].lower == "and")):
        found.insert(0, sentence.tokens[place])
        place -= 1
    return _trim(found)


def _climb(verb: Token, seen: set[int]) -> Token | None:
    head = verb.head
    while head.dep in {"prep", "pcomp"} and head.head is not head:
        head = head.head
    if head is verb or head.index in seen or head.pos in {"ADP", "PUNCT"}:
        return None
    if head.pos in {"NOUN", "PROPN", "PRON"}:
        return _of_noun(head, verb, seen)
    return _subject(head, seen)


def _of_noun(noun: Token, verb: Token, seen: set[int]) -> Token | None:
    """The source of a participle after a noun: whoever issued the document, else the noun."""
    if noun.lemma not in DOCUMENTS:
        return noun if verb.tag == "VBG" and noun.pos != "ADP" else None
    owner = noun.child("poss")
    if owner is not None:
        return owner
    head = noun.head
    while head.dep in {"prep", "pobj"} and head.head is not head:
        head = head.head
    if is_verb(head) and head.index not in seen and head.child("auxpass") is None:
        return _subject(head, seen) or noun
    return noun


def _antecedent(noun: Token, verb: Token) -> Token | None:
    if noun.tag not in {"WP", "WDT"}:
        return noun
    clause = verb
    while clause.dep in {"conj", "xcomp", "aux"}:
        clause = clause.head
    return clause.head if clause.dep in {"relcl", "acl"} else None


def agent(verb: Token) -> Token | None:
    """The noun after "by" of a passive."""
    by = verb.child("agent")
    return by.child("pobj") if by is not None else None


def _bare_passive(verb: Token) -> bool:
    """True for "Asked whether ..." and "remarks reported by ...": a participle without a subject or auxiliary."""
    return verb.tag == "VBN" and verb.dep in {"advcl", "acl"} and verb.child("aux", "nsubj") is None


def cue_tokens(verb: Token) -> tuple[Token, ...]:
    """The verb with the auxiliaries, negation and adverbs right before it and the particle right after it."""
    tokens, at = [verb], verb.index
    for child in sorted(verb.children, key=lambda token: -token.index):
        if child.dep in {"aux", "auxpass", "neg", "advmod"} and child.index == at - 1 and not child.children:
            tokens.append(child)
            at = child.index
    while tokens[-1].dep == "advmod" and _opens_clause(tokens[-1], verb):
        tokens.pop()
    particle = next((c for c in verb.all("prt") if c.index - verb.index <= 2), None)
    if particle is not None:
        tokens.append(particle)
    return tuple(sorted(tokens, key=lambda token: token.index))


def _opens_clause(adverb: Token, verb: Token) -> bool:
    """True for "when" and "how", and for an adverb that stands before no auxiliary and no subject of its own."""
    return adverb.tag in {"WRB"} or verb.child("nsubj", "nsubjpass", "aux", "auxpass") is None


def before(sentence: Sentence, index: int) -> Token | None:
    """The token of the sentence that stands right before this index."""
    place = index - sentence.tokens[0].index - 1
    return sentence.tokens[place] if 0 <= place < len(sentence.tokens) else None


def at(sentence: Sentence, index: int) -> Token | None:
    """The token of the sentence with this index, None where it lies outside."""
    place = index - sentence.tokens[0].index
    return sentence.tokens[place] if 0 <= place < len(sentence.tokens) else None
