"""Attitudes that an adjective, adverb or preposition attributes: "is wary of", "reportedly", "is against the plan"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.parse import Sentence, Token
from onrecord.statements.attribution import Attribution
from onrecord.statements.content import Stretch, trim
from onrecord.statements.phrases import cue_tokens, is_verb, noun_phrase, subject
from onrecord.statements.stances import Attitudes

_COPULAS = frozenset({"be", "seem", "remain", "feel", "sound", "become", "grow", "appear", "stay", "get"})
_SIDES = frozenset({"against", "for"})
_TIMES = frozenset({"DATE", "TIME"})


def from_words(sentence: Sentence, lexicon: Attitudes) -> Iterator[Attribution]:
    """Every attribution that an adjective, a hedging adverb or a preposition of this sentence makes."""
    for token in sentence.tokens:
        one = None
        if token.lower in lexicon.adverbs:
            one = _hedge(sentence, token)
        elif token.lower in lexicon.hedges and token.dep == "amod":
            one = _called(sentence, token)
        elif token.lemma in lexicon.adjectives and token.pos in {"ADJ", "VERB"}:
            one = of_adjective(sentence, token, lexicon.adjectives[token.lemma].name, lexicon)
        elif token.lower in _SIDES and token.dep == "prep" and token.head.lemma == "be":
            one = _sides(sentence, token, lexicon)
        if one is not None:
            yield one


def _hedge(sentence: Sentence, adverb: Token) -> Attribution | None:
    clause = adverb.head
    while not is_verb(clause) and clause.head is not clause:
        clause = clause.head
    tokens = clause.subtree()
    stretch = trim(sentence, tokens[0], tokens[-1])
    return _made((), (adverb,), stretch, "hedge") if stretch is not None else None


def _called(sentence: Sentence, adjective: Token) -> Attribution | None:
    phrase = [token for token in noun_phrase(adjective.head) if token is not adjective]
    stretch = trim(sentence, phrase[0], phrase[-1]) if phrase else None
    return _made((), (adjective,), stretch, "hedge") if stretch is not None else None


def of_adjective(sentence: Sentence, word: Token, family: str, lexicon: Attitudes) -> Attribution | None:
    """ "is wary of the deal", "were delighted that ...": the cue takes the verb in."""
    verb = word.head
    if word.dep == "conj" and word.head.dep == "acomp":
        verb = word.head.head
    if word.dep not in {"acomp", "oprd", "conj"} or verb.lemma not in _COPULAS:
        return None
    holder = subject(verb)
    if holder is None or not lexicon.holds(holder):
        return None
    cue = (*cue_tokens(verb), word) if word.dep == "acomp" else (word,)
    stretch = _about(sentence, word)
    if stretch is None:
        return Attribution(noun_phrase(holder), cue, word.end, word.end, "attitude-word", family, _why(family))
    return _made(noun_phrase(holder), cue, stretch, family)


def _about(sentence: Sentence, word: Token) -> Stretch | None:
    for child in word.children:
        if child.index < word.index or child.dep not in {"prep", "ccomp", "xcomp", "advcl"}:
            continue
        held = child.child("pobj", "pcomp") if child.dep == "prep" else child
        if held is None or held.entity in _TIMES:
            continue
        tokens = held.subtree()
        return trim(sentence, tokens[1] if tokens[0].lower == "that" and len(tokens) > 1 else tokens[0], tokens[-1])
    return None


def _sides(sentence: Sentence, preposition: Token, lexicon: Attitudes) -> Attribution | None:
    """ "is against the plan"."""
    verb, held = preposition.head, preposition.child("pobj", "pcomp")
    holder = subject(verb)
    if (
        held is None
        or holder is None
        or not lexicon.holds(holder)
        or (preposition.lower == "for" and held.dep != "pcomp")
    ):
        return None
    stretch = trim(sentence, held.subtree()[0], held.subtree()[-1])
    cue = (*cue_tokens(verb), preposition)
    return _made(noun_phrase(holder), cue, stretch, "disapprove") if stretch is not None else None


def _made(source: tuple[Token, ...], cue: tuple[Token, ...], stretch: Stretch, family: str) -> Attribution:
    ordered = tuple(sorted(cue, key=lambda token: token.index))
    return Attribution(source, ordered, stretch[0].start, stretch[1].end, "attitude-word", family, _why(family))


def _why(family: str) -> str:
    return f"{family}: an attitude, not something said"
