"""Who speaks for a holder where its stance is told without a speaker: the lead tells what the next sentence quotes.

News puts the stance first and who said it after (the inverted pyramid): *Ghana will stay out. "Not one soldier," its
minister, Ama Owusu, said.* A voice is taken over only where the article hears no other for that holder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.parse.tree import Parsed, Sentence
from onrecord.positions.holders import Cast
from onrecord.records import Mention, Position, Statement

BESIDE = "voice:beside"
"""Why a record has a speaker whom its own clause does not name."""

_LEAD = 3
"""How many sentences, the headline's among them, may tell what is quoted right after them."""

_OWNED = ("'s", "’s")
_TELLS = frozenset({"VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks, and in which sentences; ``heard`` where words of theirs are told there."""

    person: str
    role: str | None
    sentences: frozenset[int]
    heard: bool


def voiced(
    parsed: Parsed, cast: Cast, statements: Sequence[Statement], positions: Iterable[Position]
) -> tuple[Position, ...]:
    """The records, those without a speaker given the only voice of their holder where it is heard beside them."""
    found: dict[str, _Voice | None] = {}

    def given(position: Position) -> Position:
        if not _is_silent(position):
            return position
        if position.holder not in found:
            found[position.holder] = _only_voice(parsed, cast, statements, position.holder)
        return _taken(parsed, position, found[position.holder])

    return tuple(map(given, positions))


def _is_silent(position: Position) -> bool:
    named = position.speaker or position.speaker_role or position.anonymous or position.reported_by
    return not named and position.vote is None and position.level != "delivers"


def _only_voice(parsed: Parsed, cast: Cast, statements: Sequence[Statement], holder: str) -> _Voice | None:
    """Who alone speaks for the holder in the article, else who alone is named as one that may."""
    said = [s for s in statements if s.on_behalf_of == holder and s.speaker]
    if said:
        if len({s.speaker for s in said}) > 1:
            return None
        places = [at for s in said for at in (s.content.start, s.cue.start if s.cue else s.content.start)]
        return _Voice(said[0].speaker or "", said[0].speaker_role, _sentences(parsed, places), heard=True)
    named = [m for m in cast.mentions if m.person and m.speaks_for == holder]
    if len({m.person for m in named}) != 1:
        return None
    places = [m.span.start for m in named if not _is_owner(parsed, m)]
    return _Voice(named[0].person or "", named[0].role, _sentences(parsed, places), heard=False)


def _is_owner(parsed: Parsed, mention: Mention) -> bool:
    """*Mensah's office* is not Mensah."""
    return parsed.article.text.startswith(_OWNED, mention.span.end)


def _sentences(parsed: Parsed, places: Iterable[int]) -> frozenset[int]:
    found = (parsed.sentence_at(place) for place in places)
    return frozenset(sentence.index for sentence in found if sentence is not None)


def _taken(parsed: Parsed, position: Position, voice: _Voice | None) -> Position:
    sentence = parsed.sentence_at(position.evidence.start)
    if voice is None or sentence is None:
        return position
    next_one = voice.heard and sentence.index < _LEAD and sentence.index + 1 in voice.sentences
    if sentence.index in voice.sentences or (next_one and _tells(position, sentence)):
        return replace(position, speaker=voice.person, speaker_role=voice.role, because=(*position.because, BESIDE))
    return position


def _tells(position: Position, sentence: Sentence) -> bool:
    """False for an act of the past, which nobody need have spoken of: *signed a declaration*."""
    verb = sentence.root
    return position.statement is not None or verb.tag in _TELLS or any(t.tag == "MD" for t in verb.all("aux"))
