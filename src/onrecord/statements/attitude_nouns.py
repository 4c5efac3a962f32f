"""Attitudes that a noun attributes: "her support for the bill", "criticism by unions", "voiced fears that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.parse import Sentence, Token
from onrecord.statements.attribution import Attribution
from onrecord.statements.content import Stretch, trim
from onrecord.statements.phrases import cue_tokens, is_verb, noun_phrase, subject
from onrecord.statements.stances import Attitudes, Family

_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_BY = frozenset({"by", "from", "among"})
_ABOUT = frozenset(
    {"about", "for", "against", "over", "on", "with", "at", "to", "toward", "towards", "of", "in", "that"}
)
_OWNED = frozenset({"tell", "think", "direct", "intend"})
_TIMES = frozenset({"DATE", "TIME"})
_PERSONS = ("er", "or", "or", "ic", "ent", "ate", "foe", "fan", "ion")
_AGENTS = frozenset(
    {"supporter", "backer", "advocate", "proponent", "champion", "defender", "fan", "admirer", "believer", "critic",
     "opponent", "detractor", "sceptic", "skeptic", "foe"}
)  # fmt: skip


def from_nouns(sentence: Sentence, lexicon: Attitudes) -> Iterator[Attribution]:
    """Every attribution that a noun of this sentence makes; ``start`` equals ``end`` where nothing says what about."""
    for token in sentence.tokens:
        family = lexicon.nouns.get(token.lemma) if token.pos == "NOUN" else None
        if family is not None:
            one = (
                _agent(sentence, token, family) if token.lemma in _AGENTS else of_noun(sentence, token, family, lexicon)
            )
            if one is not None:
                yield one


def of_noun(sentence: Sentence, noun: Token, family: Family, lexicon: Attitudes) -> Attribution | None:
    """What a noun of this family attributes to its owner, or to whoever makes, voices or has it."""
    holder = _holder(noun, family, lexicon)
    cue: tuple[Token, ...] = (noun,)
    if holder is None:
        holder = _subject_of_light(noun, lexicon)
        if holder is not None:
            cue = tuple(sorted({*cue_tokens(noun.head), noun}, key=lambda token: token.index))
    content = _content(sentence, noun, family, holder)
    if holder is None and (content is None or content[0] == "about"):
        return None
    source = noun_phrase(holder) if holder is not None else ()
    start, end = (content[1][0].start, content[1][1].end) if content is not None else (noun.end, noun.end)
    why = f"{family.name}: an attitude, not something said"
    how = "attitude-noun" if content is None or content[0] == "about" else "attitude-clause"
    return Attribution(source, _with_preposition(cue, noun, start), start, end, how, family.name, why)


def _with_preposition(cue: tuple[Token, ...], noun: Token, start: int) -> tuple[Token, ...]:
    """The cue with the preposition that stands between its noun and the content: "support for"."""
    found = next((c for c in noun.all("prep") if c.index == noun.index + 1 and c.end < start <= c.end + 2), None)
    return (*cue, found) if found is not None else cue


def _holder(noun: Token, family: Family, lexicon: Attitudes) -> Token | None:
    owner = noun.child("poss")
    if owner is not None and (lexicon.holds(owner) or owner.tag == "PRP$"):
        return owner
    for preposition in noun.all("prep"):
        held = preposition.child("pobj")
        named = preposition.lower in _BY or (preposition.lower == "of" and family.name in _OWNED)
        if held is not None and named and lexicon.holds(held):
            return held
    return next((c for c in noun.all("amod", "compound", "nmod") if c.entity in _NAMED), None)


def _subject_of_light(noun: Token, lexicon: Attitudes) -> Token | None:
    verb = noun.head
    if noun.dep != "dobj" or not is_verb(verb) or verb.lemma not in lexicon.light or verb.child("auxpass"):
        return None
    held = subject(verb)
    return held if held is not None and lexicon.holds(held) else None


def _content(sentence: Sentence, noun: Token, family: Family, holder: Token | None) -> tuple[str, Stretch] | None:
    """What the noun is about, and whether a clause or a preposition tells it."""
    for clause in noun.all("acl", "relcl", "ccomp"):
        opener = clause.subtree()[0]
        says = opener.lower == "that" and opener.tag == "IN"
        to = opener.tag == "TO" or (any(c.tag == "TO" for c in clause.all("aux")) and clause.tag == "VB")
        if says or (to and clause.dep != "ccomp"):
            tokens = clause.subtree()
            stretch = trim(sentence, tokens[1] if says else tokens[0], tokens[-1])
            if stretch is not None:
                return "clause", stretch
    for preposition in noun.all("prep"):
        held = preposition.child("pobj", "pcomp")
        if held is None or held is holder or preposition.lower not in _ABOUT or held.entity in _TIMES:
            continue
        stretch = trim(sentence, held.subtree()[0], held.subtree()[-1])
        if stretch is not None:
            return "about", stretch
    return None


def _agent(sentence: Sentence, noun: Token, family: Family) -> Attribution | None:
    """ "X is an opponent of the plan"; "opponents of the plan" are a source themselves."""
    content = _content(sentence, noun, family, None)
    if content is None:
        return None
    verb = noun.head
    copula = noun.dep == "attr" and verb.lemma == "be"
    holder = subject(verb) if copula else noun
    if holder is None:
        return None
    cue = tuple(sorted({*cue_tokens(verb), noun}, key=lambda token: token.index)) if copula else (noun,)
    source = noun_phrase(holder) if copula else (noun,)
    start, end = content[1][0].start, content[1][1].end
    why = f"{family.name}: an attitude, not something said"
    return Attribution(source, _with_preposition(cue, noun, start), start, end, "attitude-noun", family.name, why)
