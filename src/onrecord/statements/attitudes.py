"""Attitudes that a verb attributes: "praised the work", "plans were rejected by", "objects to", "angered Lima"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.parse import Parsed, Sentence, Token
from onrecord.statements.attitude_nouns import from_nouns
from onrecord.statements.attitude_words import from_words
from onrecord.statements.attribution import Attribution
from onrecord.statements.content import Stretch, trim
from onrecord.statements.phrases import agent, before, cue_tokens, is_verb, noun_phrase, subject
from onrecord.statements.stances import Attitudes, Family, load
from onrecord.statements.turns import LABEL

_WH = frozenset({"WP", "WDT", "WRB"})
_ABOUT = frozenset({"as", "for", "of", "about", "over", "from", "to", "against", "toward", "towards", "with", "into"})
_TIMES = frozenset({"DATE", "TIME"})
_STATES = ("want", "regard")
_NEEDS_SOMEBODY = frozenset({"want", "commit", "call"})
"""Groups of cues whose nouns and gerunds are as often about things: they count only where they say whose."""

_OF_VERBS = frozenset({"object", "infinitive", "clause", "that", "judge", "gerund"})
_EVERY = frozenset({"object", "inf", "gerund", "clause"})


def attitudes(parsed: Parsed, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Every attribution of an attitude whose cue is not among those of ``found``; each says why it is no statement."""
    lexicon = load()
    used = {token.index for one in found for token in one.cue}
    for sentence in parsed.sentences:
        for one in _of_sentence(sentence, lexicon):
            if not used.intersection(token.index for token in one.cue) and _somebodys(one):
                used.update(token.index for token in one.cue)
                yield one


def _somebodys(one: Attribution) -> bool:
    """False for "plans to widen the road" and "was rejected": an attitude, but nobody is said to have it."""
    return bool(one.source) or one.how == "attitude-word" or (one.group == "tell" and one.how == "attitude-verb")


def believable(one: Attribution) -> bool:
    """False where a thing or nobody would have an attitude ("the bridge supports"), or where a noun tells more.

    Of a light verb and its noun ("voiced fears") the noun is the cue.
    """
    lexicon = load()
    verb = next((token for token in one.cue if is_verb(token)), None)
    if (not one.source and _nobodys(one, verb)) or one.refused == LABEL:
        return False
    if one.refused.startswith(_STATES) and one.source and one.how in _OF_VERBS:
        held = {token.index for token in one.source}
        head = next((token for token in one.source if token.head.index not in held), one.source[0])
        if not lexicon.holds(head):
            return False
    return one.how not in _OF_VERBS or verb is None or not _light(verb, lexicon)


def _nobodys(one: Attribution, verb: Token | None) -> bool:
    """True for "plans to widen the road", "deciding who goes" and "a road called the Spine": nobody is meant."""
    if one.how in {"nominal", "object", "gerund"}:
        return one.group in _NEEDS_SOMEBODY
    if one.how == "judge":
        return verb is not None and verb.dep == "acl"
    return one.how == "clause" and one.group in {"know", "want"}


def _light(verb: Token, lexicon: Attitudes) -> bool:
    """True for "voiced" of "voiced fears": the noun is the cue."""
    thing = verb.child("dobj")
    return (
        thing is not None and thing.index > verb.index and verb.lemma in lexicon.light and thing.lemma in lexicon.nouns
    )


def widened(parsed: Parsed, one: Attribution) -> Attribution:
    """The attribution with all that its verb governs: "called the vote "a sham"", "the fleet ... is expected to sail".

    A statement is the quoted words alone; what the attribution is about is more.
    """
    verb = one.cue[0] if one.cue else None
    verb = next((token for token in one.cue if is_verb(token)), verb)
    sentence = parsed.sentence_at(verb.start) if verb is not None else None
    if verb is None or sentence is None:
        return one
    noun = verb.child("nsubjpass")
    told = one.how == "judge" or (one.how == "infinitive" and not one.source)
    if told and noun is not None and noun.tag not in _WH:
        return replace(one, start=min(one.start, noun.subtree()[0].start))
    if one.how != "quote-after":
        return one
    stretch = _complements(sentence, verb, _EVERY)
    if stretch is None or not (stretch[0].start < one.start and one.end <= stretch[1].end + 2):
        return one
    start, end = stretch[0].start, max(one.end, stretch[1].end)
    beside = tuple(token for token in one.clause if token.end <= start or token.start >= end)
    return replace(one, start=start, end=end, clause=beside)


def _of_sentence(sentence: Sentence, lexicon: Attitudes) -> Iterator[Attribution]:
    yield from from_nouns(sentence, lexicon)
    yield from from_words(sentence, lexicon)
    for token in sentence.tokens:
        if is_verb(token) and not _light(token, lexicon):
            known = lexicon.of_verb(token)
            one = of_verb(sentence, token, lexicon, *known) if known is not None else None
            if one is not None:
                yield one


def of_verb(
    sentence: Sentence, verb: Token, lexicon: Attitudes, family: Family, tail: tuple[Token, ...]
) -> Attribution | None:
    """What a verb of this family attributes; ``tail`` is the particle and preposition that belong to it."""
    made = _felt(sentence, verb) if family.felt else _taken(sentence, verb, family, tail)
    if made is None:
        return None
    holder, stretch = made
    if holder is not None and not lexicon.holds(holder):
        return None
    source = noun_phrase(holder) if holder is not None else ()
    cue = tuple(sorted({*cue_tokens(verb), *tail}, key=lambda token: token.index))
    why = f"{family.name}: an attitude, not something said"
    return Attribution(source, cue, stretch[0].start, stretch[1].end, "attitude-verb", family.name, why)


_Made = tuple[Token | None, Stretch]


def _taken(sentence: Sentence, verb: Token, family: Family, tail: tuple[Token, ...]) -> _Made | None:
    """The holder and what the attitude is about, where the holder is who does what the verb says."""
    if tail:
        stretch = _after_preposition(sentence, verb, tail[-1])
        holder = subject(verb)
        return (holder, stretch) if stretch is not None and holder is not None else None
    passive = _passive(sentence, verb)
    if passive is not None:
        return passive if "object" in family.frames else None
    holder = subject(verb)
    if holder is None or verb.child("auxpass") is not None:
        return None
    stretch = _complements(sentence, verb, family.frames) or _antecedent(sentence, verb, family.frames)
    return (holder, stretch) if stretch is not None else None


def _after_preposition(sentence: Sentence, verb: Token, preposition: Token) -> Stretch | None:
    held = preposition.child("pobj", "pcomp")
    if held is None or held.entity in _TIMES:
        return None
    last = held.subtree()[-1]
    for child in verb.children:
        if child.dep in {"xcomp", "ccomp"} and child.index > last.index:
            last = child.subtree()[-1]
    return trim(sentence, held.subtree()[0], last)


def _passive(sentence: Sentence, verb: Token) -> _Made | None:
    """ "plans were rejected by the council", "plans rejected by the council"; without "by" nobody is the source."""
    by = agent(verb)
    noun = verb.child("nsubjpass")
    if noun is not None and noun.tag in _WH and verb.dep == "relcl":
        noun = verb.head
    if noun is None and verb.tag == "VBN" and verb.dep == "acl" and by is not None:
        noun = verb.head
    if noun is None or (verb.child("auxpass") is None and verb.dep != "acl"):
        return None
    phrase = noun_phrase(noun)
    stretch = trim(sentence, phrase[0], phrase[-1]) if phrase else None
    return (by, stretch) if stretch is not None else None


def _complements(sentence: Sentence, verb: Token, frames: frozenset[str]) -> Stretch | None:
    """From the first to the last of what stands after the verb and completes it."""
    after = [child for child in verb.children if child.index > verb.index]
    heads = [child for child in after if _completes(child, frames)]
    if not heads:
        return None
    first = heads[0].subtree()[0]
    last = max(heads[-1].subtree()[-1], heads[0].subtree()[-1], key=lambda token: token.index)
    for child in after:
        about = child.dep == "prep" and child.lower in _ABOUT and not _when(child)
        if (about or child.dep == "dative") and child.subtree()[0].index == last.index + 1:
            last = child.subtree()[-1]
    if first.index - verb.index > 6 or first.index <= verb.index:
        return None
    if first.lower == "that" and first.dep == "mark":
        first = sentence.tokens[first.index - sentence.tokens[0].index + 1]
    return trim(sentence, first, _before_aside(sentence, first, last))


def _before_aside(sentence: Sentence, first: Token, last: Token) -> Token:
    """The comma before a closing ", who is 70": what the reporter adds about the last noun; else ``last``."""
    for token in sentence.tokens:
        if first.index < token.index < last.index and token.dep == "relcl" and token.subtree()[-1] is last:
            opener = token.subtree()[0]
            comma = before(sentence, opener.index)
            if opener.tag in _WH and comma is not None and comma.text == ",":
                return comma
    return last


def _completes(child: Token, frames: frozenset[str]) -> bool:
    if child.dep in {"dobj", "oprd", "attr"}:
        return "object" in frames and child.entity not in _TIMES and child.tag not in _WH
    if child.dep not in {"xcomp", "ccomp"}:
        return False
    if any(c.tag == "TO" for c in child.all("aux")):
        return "inf" in frames or "object" in frames
    if child.tag == "VBG":
        return bool(frames & {"gerund", "object"})
    return bool(frames & {"clause", "object"})


def _when(preposition: Token) -> bool:
    held = preposition.child("pobj")
    return held is not None and held.entity in _TIMES


def _antecedent(sentence: Sentence, verb: Token, frames: frozenset[str]) -> Stretch | None:
    """ "loopholes" of "loopholes that she has attacked"."""
    pronoun = verb.child("dobj")
    own = verb.child("nsubj")
    if verb.dep != "relcl" or "object" not in frames or own is None or own.tag in _WH:
        return None
    if pronoun is not None and pronoun.tag not in _WH:
        return None
    phrase = noun_phrase(verb.head)
    return trim(sentence, phrase[0], phrase[-1]) if phrase else None


def _felt(sentence: Sentence, verb: Token) -> _Made | None:
    """ "The vote angered Lima", "Lima was angered by the vote": whoever feels it is the object."""
    cause = verb.child("nsubj", "csubj")
    holder = verb.child("dobj")
    if verb.child("auxpass") is not None:
        holder, cause = verb.child("nsubjpass"), agent(verb) or _reason(verb)
    if holder is None or cause is None or cause.tag in _WH:
        return None
    tokens = cause.subtree()
    stretch = trim(sentence, tokens[0], tokens[-1])
    return (holder, stretch) if stretch is not None else None


def _reason(verb: Token) -> Token | None:
    for child in verb.all("prep", "ccomp", "xcomp"):
        if child.dep != "prep":
            return child
        held = child.child("pobj", "pcomp")
        if held is not None and held.entity not in _TIMES and child.lower in {"at", "about", "with", "over", "by"}:
            return held
    return None
