"""What the tagger adds to the grammar: cues that no list has, and doubts about attitudes that a list alone would see.

The tagger says which words are a cue; the tree says whose and of what, as for cues of the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tagger import Tagger

from onrecord.parse import Parsed, Sentence, Token
from onrecord.statements.attitude_nouns import of_noun
from onrecord.statements.attitude_words import of_adjective
from onrecord.statements.attitudes import of_verb
from onrecord.statements.attribution import Attribution
from onrecord.statements.phrases import is_verb
from onrecord.statements.stances import Attitudes, Family, load

CUE, AGREED, DOUBTED = 0.9, 0.8, 0.2
"""From which chance on words are a cue; what source and content must have beside it; below which what the lexicon of
attitudes calls a cue is none."""

ANY = Family("tagged", frozenset({"object", "inf", "gerund", "clause"}))
_WHY = "tagged: an attitude, or words that no grammar knows as speech"

Chances = dict[int, tuple[float, float, float]]
"""By the token's index: cue, source, content."""


def weighed(parsed: Parsed, found: Sequence[Attribution], tagger: Tagger) -> list[Attribution]:
    """The attributions without attitudes that the tagger doubts, and with those whose cue only the tagger knows."""
    lexicon = load()
    chances: Chances = {}
    for sentence, of in zip(parsed.sentences, tagger.chances(parsed.sentences), strict=True):
        for token, (cue, source, content) in zip(sentence.tokens, of.tolist(), strict=True):
            chances[token.index] = (cue, source, content)
    kept = [one for one in found if not _doubted(one, chances)]
    used = {token.index for one in kept for token in one.cue}
    for sentence in parsed.sentences:
        for head in _cues(sentence, chances, used):
            one = _of(sentence, head, lexicon)
            if one is None or used & {token.index for token in one.cue} or not _agreed(sentence, one, chances):
                continue
            used |= {token.index for token in one.cue}
            kept.append(replace(one, how=f"tagger:{one.how}", group="tagged", refused=_WHY))
    return kept


def _doubted(one: Attribution, chances: Chances) -> bool:
    if not one.cue or not one.refused or one.how == "attitude-noun":
        return False  # nouns stay: the training text marks few that have no content of their own
    return max(chances[token.index][0] for token in one.cue) < DOUBTED


def _agreed(sentence: Sentence, one: Attribution, chances: Chances) -> bool:
    """True where there is a source, and the tagger takes it for one and the content for content."""
    if not one.source:
        return False
    told = [token for token in sentence.tokens if one.start <= token.start and token.end <= one.end]
    for tokens, role in ((one.source, 1), (told, 2)):
        if tokens and sum(chances[token.index][role] for token in tokens) < AGREED * len(tokens):
            return False
    return True


def _cues(sentence: Sentence, chances: Chances, used: set[int]) -> Iterator[Token]:
    """The head of each run of tokens that are likely a cue and are none yet."""
    for token in sentence.tokens:
        likely = chances[token.index][0] >= CUE and token.index not in used
        if likely and (token.head is token or not _same_run(token, chances)):
            yield token


def _same_run(token: Token, chances: Chances) -> bool:
    """True where the token's head is near and likely a cue too: then the head stands for both."""
    return abs(token.head.index - token.index) <= 3 and chances.get(token.head.index, (0.0, 0.0, 0.0))[0] >= CUE


def _of(sentence: Sentence, head: Token, lexicon: Attitudes) -> Attribution | None:
    if is_verb(head):
        tail = next((c for c in head.all("prep") if c.index - head.index <= 2), None)
        return of_verb(sentence, head, lexicon, ANY, ()) or (
            of_verb(sentence, head, lexicon, ANY, (tail,)) if tail is not None else None
        )
    if head.pos == "NOUN":
        return of_noun(sentence, head, ANY, lexicon)
    return of_adjective(sentence, head, ANY.name, lexicon) if head.pos == "ADJ" else None
