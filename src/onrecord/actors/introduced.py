"""Who an unnamed office-holder is: *its fisheries minister has said*, and in the next sentence *Jonas Berg argued*.

News names the office first and the person after it, and explains everyone else whom it quotes. So one who speaks right
after an unnamed holder of an office, for the first time and with nothing said of who that is, is that holder.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from onrecord.actors.bearing import Bearings
from onrecord.actors.people import People, Person, appoint
from onrecord.actors.scene import SPEECH, Scene, speaks
from onrecord.actors.trie import Hit
from onrecord.lexicons.world import Role
from onrecord.parse.tree import Sentence

T = TypeVar("T")

_SPEAKS = SPEECH | {"quote", "write", "explain", "reply", "answer", "promise"}
_EXPLAINS = frozenset({",", "(", "–", "—"})
_FULL = 2


def introduce(scene: Scene, people: People, bearings: Bearings) -> None:
    """Gives persons of whom nothing is known the office that speaks, unnamed, in the sentence before."""
    met: set[int] = set()
    unnamed: tuple[Role, str] | None = None
    for sentence in scene.parsed.sentences:
        named = _within(sentence, scene.persons)
        if unnamed is not None:
            new = [hit for hit in named if id(hit.value) not in met and _is_unexplained(scene, hit)]
            if len(new) == 1 and not people.contradicts(new[0].value, unnamed[1], unnamed[0].office):
                _appoint(new[0].value, *unnamed)
        met.update(id(hit.value) for hit in named)
        unnamed = _speaking_office(scene, people, bearings, sentence)


def _within(sentence: Sentence, hits: Mapping[int, Hit[T]]) -> list[Hit[T]]:
    """The hits of a sentence, each once; the map has them at every token."""
    return list({hit.start: hit for token in sentence.tokens if (hit := hits.get(token.index)) is not None}.values())


def _is_unexplained(scene: Scene, hit: Hit[Person]) -> bool:
    """A full name that speaks, without an office, a state or an apposition."""
    person = hit.value
    if person.rank or person.role or person.holder or len(person.key) < _FULL:
        return False
    followed = scene.same_sentence(hit.end - 1, hit.end) and scene.tokens[hit.end].text in _EXPLAINS
    return not followed and speaks(scene.head(hit.start, hit.end), _SPEAKS)


def _speaking_office(scene: Scene, people: People, bearings: Bearings, sentence: Sentence) -> tuple[Role, str] | None:
    """The office, and whose it is, that speaks in the sentence without its holder's name."""
    for hit in _within(sentence, scene.roles):
        if hit.value.speaks != "holder" or hit.start - 1 in scene.persons or hit.end in scene.persons:
            continue
        bearing = bearings.of(hit.start, hit.end, hit.value)
        if bearing.holder is None or bearing.mute or not speaks(scene.head(hit.start, hit.end), _SPEAKS):
            continue
        if people.by_office(bearing.holder, hit.value.office) is None:
            return hit.value, bearing.holder
    return None


def _appoint(person: Person, role: Role, holder: str) -> None:
    appoint(person, role, holder, speaks=True, rank=1)
    person.how = "introduced"
