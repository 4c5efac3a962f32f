"""Where the content of a cue verb stands: the clause after it, the clause before it, an infinitive, a judgement.

Every function returns ``(first, last)`` tokens of the content, or None. Quotation marks are the business of
``quotes.py``; here only the tree and the commas are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.parse import Sentence, Token
from onrecord.statements.cues import load
from onrecord.statements.phrases import at, before, is_verb

Stretch = tuple[Token, Token]

_CLAUSES = frozenset({"ccomp", "parataxis"})
_WH = frozenset({"WP", "WDT", "WRB", "WP$"})
_MARKS = frozenset({'"', "'", "``", "''", "“", "”", "‘", "’", "«", "»", "„"})
_STOPS = frozenset({",", ";", ":", ".", "—", "–", "-", "..."})
_LINKS = frozenset({"and", "but", "or"})
ADDRESSING = frozenset({"tell", "inform", "assure", "remind", "notify", "warn", "advise", "brief", "reassure"})
_VERBLESS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def after(verb: Token, sentence: Sentence, frames: frozenset[str]) -> Stretch | None:
    """The finite clause that follows the verb, without its "that"."""
    clause = next(
        (c for c in verb.children if c.dep == "ccomp" and c.index > verb.index and _edge(c) > verb.index), None
    )
    if clause is None:
        clause = _misplaced(verb, sentence)
    if clause is None or not _fits(clause, frames):
        return None
    tokens = clause.subtree()
    last = tokens[-1]
    for sibling in verb.children:
        if sibling.index > clause.index and sibling.dep in {"conj", "advcl", "prep"} and _goes_on(sibling, last):
            last = sibling.subtree()[-1]
    first = tokens[0]
    if first.lower == "it" and clause.pos == "ADJ":
        return None
    if first.lower == "that" and (first.dep in {"mark", "advmod"} or first.tag == "IN"):
        first = tokens[1] if len(tokens) > 1 else first
    return trim(sentence, first, last)


def _edge(clause: Token) -> int:
    """Where a clause starts, without a comma or mark that the parser hung on its left."""
    return next(token.index for token in clause.subtree() if token.pos != "PUNCT")


def _fits(clause: Token, frames: frozenset[str]) -> bool:
    finite = clause.tag in {"VBD", "VBZ", "VBP", "MD"} or clause.child("nsubj", "nsubjpass", "aux", "expl") is not None
    infinitive = clause.tag == "VB" and any(c.tag == "TO" for c in clause.all("aux"))
    opener = clause.subtree()[0]
    mark = clause.child("mark")
    if mark is not None and mark.lower not in {"that", "whether", "if"}:
        return False
    if opener.tag in _WH or opener.lower in {"whether", "if"}:
        return "question" in frames or opener.lower == "if"
    return finite and not infinitive


def _misplaced(verb: Token, sentence: Sentence) -> Token | None:
    """A that-clause which the parser hung on a noun or adjective after the verb ("told the hall that ...")."""
    for token in verb.subtree():
        tie = token.lower == "that" and token.tag == "IN" and token.dep in {"mark", "dobj"}
        if token.index <= verb.index + 1 or not tie:
            continue
        clause, holder = token.head, token.head.head
        if holder.dep == "acl":  # "in a statement carried by the agency that ..."
            holder = holder.head
        if holder.tag == "VBG" and holder.dep == "pcomp" and holder.head.head is verb and not load().of_verb(holder):
            return clause  # "said before flying out that ..."
        if is_verb(holder):
            continue
        if holder is not clause and (holder.head is verb or holder.head.head is verb) and clause.index > token.index:
            return clause
    return None


def _goes_on(sibling: Token, last: Token) -> bool:
    """True where a dependent of the cue plainly belongs to what is said: "..., but that ...", or an adjunct in line."""
    opening = sibling.subtree()[0]
    if sibling.dep == "conj":
        return any(token.lower == "that" and token.dep == "mark" for token in sibling.children)
    if sibling.dep == "advcl":
        marked = sibling.child("mark")
        return marked is not None and marked.lower in {"unless", "until", "if", "because"}
    return opening.index == last.index + 1 and sibling.lower in {"without", "despite", "because"}


def ahead(verb: Token, source: Sequence[Token], sentence: Sentence) -> Stretch | None:
    """The clause before a trailing attribution: "..., the envoy said on Monday"."""
    if verb.tag == "VB" and any(child.tag == "TO" for child in verb.all("aux")):
        return None
    start = min([verb.index, *(token.index for token in source if token.index > verb.index - 25)])
    for child in verb.all("aux", "auxpass", "neg"):
        start = min(start, child.index) if child.index < verb.index else start
    gap = _skip_adverbs(sentence, start)
    comma = before(sentence, gap)
    if comma is None or comma.text not in {",", "?", "!", "—", "–"} | _MARKS:
        return None
    clause = next(
        (c for c in verb.children if c.dep in _CLAUSES | {"dep", "advcl"} and c.index < start and _spoken(c)), None
    )
    if clause is None and not _trails(verb, sentence, start, source):
        return None
    first = sentence.tokens[0] if verb.head is verb or clause is None else clause.subtree()[0]
    if clause is not None and verb.head is verb and verb.dep != "ROOT":
        first = clause.subtree()[0]
    last = before(sentence, comma.index + 1)
    return trim(sentence, first, last) if last is not None and first.index < start else None


def _skip_adverbs(sentence: Sentence, start: int) -> int:
    token = before(sentence, start)
    while token is not None and token.dep == "advmod" and token.pos == "ADV":
        start = token.index
        token = before(sentence, start)
    return start


def _spoken(clause: Token) -> bool:
    """True for a clause with its own subject or finite verb: not for "Speaking to reporters, he said"."""
    if clause.dep == "advcl":
        return clause.child("mark") is None and clause.child("nsubj", "nsubjpass") is not None
    return clause.tag.startswith("VB") or clause.tag == "MD" or clause.child("nsubj", "nsubjpass") is not None


def _trails(verb: Token, sentence: Sentence, start: int, source: Sequence[Token]) -> bool:
    """True where a verb with nothing of its own ends the sentence and a finite clause stands before it.

    Who speaks may be taken for what is said: "..., has added the general".
    """
    rest = [token for token in sentence.tokens if token.index > verb.index]
    if any(is_verb(token) and token.tag not in {"VBG", "VBN"} for token in rest):
        return False
    head = [token for token in sentence.tokens if token.index < start]
    opening = next((token for token in head if token.pos != "PUNCT"), verb)
    if opening.tag in {"VBN", "VBG"} and opening.dep == "advcl" and opening.head is verb:
        return False  # "Asked whether it would come, she replied"
    said = verb.child("dobj")
    return any(token.dep in _VERBLESS and token.head.index < start for token in head) and (
        said is None or said in source or verb.lemma in ADDRESSING
    )


def around(verb: Token, source: Sequence[Token], sentence: Sentence) -> Stretch | None:
    """The clause that an attribution interrupts: "The plan, she said, would cost lives"."""
    if verb.dep not in {"parataxis", "ccomp", "dep"} or not source:
        return None
    first = min(verb.index, source[0].index)
    last = max(verb.index, source[-1].index)
    left, right = before(sentence, first), at(sentence, after_adjuncts(verb, last) + 1)
    if left is None or right is None or left.text not in {",", "—", "–", '"', "'"} or right.text not in {",", "—", "–"}:
        return None
    tokens = verb.head.subtree()
    return trim(sentence, tokens[0], tokens[-1])


def as_clause(verb: Token, sentence: Sentence) -> Stretch | None:
    """The clause that "as the envoy put it" or "as a channel claimed" goes with."""
    mark = verb.child("mark", "advmod")
    if verb.dep != "advcl" or mark is None or mark.lower != "as" or verb.head.index == verb.index:
        return None
    own = {token.index for token in verb.subtree()}
    rest = [token for token in verb.head.subtree() if token.index not in own]
    if not rest or verb.head.index in own:
        return None
    side = (
        [t for t in rest if t.index < min(own)]
        if min(own) > verb.head.index
        else [t for t in rest if t.index > max(own)]
    )
    return trim(sentence, side[0], side[-1]) if len(side) > 1 else None


def cleft(verb: Token, sentence: Sentence) -> Stretch | None:
    """ "that nobody will pay" of "What the envoy said is that nobody will pay"."""
    what = verb.child("dobj")
    if verb.dep != "csubj" or what is None or what.lower != "what" or verb.head.lemma != "be":
        return None
    clause = verb.head.child("ccomp")
    return trim(sentence, clause.subtree()[0], clause.subtree()[-1]) if clause is not None else None


def after_adjuncts(verb: Token, last: int) -> int:
    """The index of the last token of when, where and to whom it was said, at least ``last``."""
    for child in verb.children:
        if child.dep in {"prep", "npadvmod", "advmod", "dobj", "dative"} and child.index > verb.index:
            last = max(last, child.subtree()[-1].index)
    return last


def infinitive(verb: Token, sentence: Sentence, *, addressed: bool = False) -> Stretch | None:
    """ "to stay" of "vowed to stay", or "Quito to open the border" of "urged Quito to open the border".

    ``addressed`` asks for someone to be named who is to act: "asked not to be named" urges nothing.
    """
    clause = next((c for c in verb.all("xcomp", "ccomp", "advcl") if _infinitive(c, verb)), None)
    if clause is None:
        preposition = verb.child("prep")
        noun = preposition.child("pobj") if preposition is not None else None
        held = noun.child("acl", "relcl") if noun is not None else None
        if noun is None or held is None or not _infinitive(held, verb):
            return None
        return trim(sentence, noun.subtree()[0], held.subtree()[-1])
    first = clause.subtree()[0]
    addressee = verb.child("dobj", "dative")
    if addressee is None:
        preposition = verb.child("prep")
        addressee = (
            preposition.child("pobj") if preposition is not None and preposition.lower in {"on", "upon"} else None
        )
    if addressee is not None and verb.index < addressee.index < first.index:
        first = addressee.subtree()[0]
    elif addressed and clause.child("nsubj", "nsubjpass") is None:
        return None
    return trim(sentence, first, clause.subtree()[-1])


def _infinitive(clause: Token, verb: Token) -> bool:
    return clause.index > verb.index and any(c.tag == "TO" for c in clause.all("aux"))


def gerund(verb: Token, sentence: Sentence) -> Stretch | None:
    """ "sending police" of "ruled out sending police"."""
    clause = next(
        (c for c in verb.all("xcomp", "advcl", "pcomp", "ccomp", "dobj") if c.tag == "VBG" and c.index > verb.index),
        None,
    )
    if clause is None:
        return None
    first = clause.subtree()[0]
    if first.index - verb.index > 2:
        return None
    return trim(sentence, first, clause.subtree()[-1])


def thing(verb: Token, sentence: Sentence) -> Stretch | None:
    """The direct object, or what a "for" asks: "a ceasefire" of "wants a ceasefire", "called for a ceasefire"."""
    noun = verb.child("dobj")
    if noun is None:
        preposition = next((c for c in verb.all("prep") if c.lower in {"for", "to"}), None)
        noun = preposition.child("pobj") if preposition is not None else None
    if noun is None or noun.index < verb.index or noun.pos == "PRON":
        return None
    return trim(sentence, noun.subtree()[0], noun.subtree()[-1])


def judgement(verb: Token, sentence: Sentence) -> Stretch | None:
    """The object and what it is called: "the vote as historic", "it a crime"."""
    noun = verb.child("dobj", "nsubj") if verb.child("dobj") is None else verb.child("dobj")
    said = next((c for c in verb.all("oprd", "ccomp", "xcomp", "attr") if c.index > verb.index), None)
    if (
        said is not None
        and (is_verb(said) or any(c.tag == "TO" for c in said.children))
        and said.child("nsubj") is None
    ):
        said = None
    if said is None:
        said = _as_phrase(verb, noun)
    if said is None:
        said = next((c for c in noun.all("appos") if _quoted(sentence, c)), None) if noun is not None else None
    if said is None:
        return None
    first = said.subtree()[0]
    if noun is not None and verb.index < noun.index < said.index:
        first = noun.subtree()[0]
    return trim(sentence, first, said.subtree()[-1])


def _as_phrase(verb: Token, noun: Token | None) -> Token | None:
    for holder in (verb, noun):
        if holder is not None:
            found = next((c for c in holder.all("prep") if c.lower == "as" and c.index > verb.index), None)
            if found is not None:
                return found
    return None


def _quoted(sentence: Sentence, noun: Token) -> bool:
    mark = before(sentence, noun.subtree()[0].index)
    return (mark is not None and mark.text in _MARKS) or noun.subtree()[0].text in _MARKS


def trim(sentence: Sentence, first: Token, last: Token) -> Stretch | None:
    """The stretch without stops and commas at its ends; None where nothing is left."""
    low, high = first.index, last.index
    tokens = sentence.tokens
    base = tokens[0].index
    while low <= high and tokens[low - base].text in _STOPS | {"and", "but"}:
        low += 1
    while high >= low and (tokens[high - base].text in _STOPS or tokens[high - base].lower in _LINKS):
        high -= 1
    return (tokens[low - base], tokens[high - base]) if low <= high else None
