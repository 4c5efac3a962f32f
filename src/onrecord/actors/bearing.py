"""On whose behalf a role is held: the state or organisation that qualifies it, left or right of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.actors.scene import Scene
from onrecord.lexicons.world import Role, anaphors, modifiers

_POSSESSIVE = frozenset(["his", "her", "its", "their"])
_REACH = 8
_STOPS = frozenset(["VERB", "AUX", "PUNCT", "SCONJ", "PRON"])
_OF = frozenset(["of", "for"])
_INSIDE = frozenset(["in", "at", "from", "with", "inside", "within", "to", "of", "for", "on"])
_POSTED = frozenset(["ambassador", "envoy", "un-ambassador", "delegate"])
_MUTING = frozenset(["former", "opposition", "hopeful"])
_LOOSENED = frozenset(["close", "familiar", "near"])  # "a source close to the movement"
_NEAR = 3  # sentences that a context reaches back


@dataclass(frozen=True, slots=True)
class Bearing:
    """Whose role it is. ``mute`` where the words around say that it speaks for nobody; ``how`` what told."""

    holder: str | None = None
    mute: bool = False
    former: bool = False
    how: str = ""
    body: str = ""


class Bearings:
    """Reads the words around roles and bodies of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.owner_of: Callable[[int], str | None] = _nobody

    def of(self, start: int, end: int, role: Role | None = None) -> Bearing:
        """The bearing of the role or body at tokens ``[start, end)``."""
        left = self._left(start)
        if left.holder or left.mute:
            return left
        right = self._right(end, role)
        return Bearing(
            right.holder, right.mute or left.mute, left.former, right.how or left.how, left.body or right.body
        )

    def _left(self, start: int) -> Bearing:
        scene, former, mute, body = self.scene, False, False, ""
        i = start - 1
        while i >= 0 and start - i <= _REACH and scene.same_sentence(i, start):
            token = scene.tokens[i]
            effect = modifiers().get(token.lower, "")
            former, mute = former or effect == "former", mute or effect in _MUTING
            if i in scene.names and scene.names[i].value.sort not in {"blocked", "people"}:
                form = scene.names[i].value
                before = self._effect(scene.names[i].start, start)
                former, mute = former or before == "former", mute or before in _MUTING
                return Bearing(
                    _holder(form.speaks),
                    mute or (form.speaks is None and form.kind != "state"),
                    former,
                    "nationality",
                    body,
                )
            if token.lower in _POSSESSIVE or (i in scene.persons and scene.tokens[i + 1].lower in {"'s", "'"}):
                return Bearing(self.owner_of(i), mute, former, "owner", body)
            if i in scene.bodies:
                body, mute = scene.bodies[i].value.office, mute or not scene.bodies[i].value.speaks
            elif token.lower != "'s" and not self._passes(i, start):
                break
            i -= 1
        return Bearing(None, mute, former, "", body)

    def _effect(self, i: int, anchor: int) -> str:
        """What the word before a nationality does to the role after it: "former U.S. president"."""
        for j in (i - 1, i - 2):
            if not self.scene.same_sentence(j, anchor) or self.scene.tokens[j].pos in _STOPS | {"ADP", "DET"}:
                return ""
            if (effect := modifiers().get(self.scene.tokens[j].lower, "")) in _MUTING:
                return effect
        return ""

    def _passes(self, i: int, start: int) -> bool:
        """Whether the look to the left goes on over this token: it belongs to the same noun phrase."""
        token = self.scene.tokens[i]
        if token.lower == "and":
            return i - 1 in self.scene.roles and self.scene.same_sentence(i - 1, start)
        return token.pos in {"ADJ", "NOUN", "PROPN", "NUM", "ADV"} or token.text == "-" or i in self.scene.roles

    def _right(self, end: int, role: Role | None) -> Bearing:
        scene = self.scene
        if not scene.same_sentence(end - 1, end) or end >= len(scene.tokens):
            return Bearing()
        if scene.tokens[end].lower in _LOOSENED and scene.same_sentence(end, end + 1):
            end += 1
        preposition = scene.tokens[end].lower
        allowed = _OF if role is None or role.speaks == "holder" else _INSIDE
        posted = role is not None and role.office in _POSTED
        if preposition not in _INSIDE or (posted and preposition not in {"of", "from"}):
            return Bearing()
        return self._inside(end + 1, end, loose=preposition in allowed)

    def _inside(self, i: int, anchor: int, *, loose: bool) -> Bearing:
        """Looks into "of the Italian foreign ministry", "in the government", "to President X"."""
        scene, mute, body = self.scene, False, ""
        for j in range(i, i + _REACH):
            if not scene.same_sentence(j, anchor) or (
                scene.tokens[j].pos in _STOPS and scene.tokens[j].lower not in _POSSESSIVE
            ):
                break
            if j in scene.persons:
                return Bearing(self.owner_of(j), mute, False, "owner", body)
            if j in scene.names:
                form = scene.names[j].value
                if form.sort != "blocked" and (loose or body or form.sort in {"organisation", "seat", "adjective"}):
                    mute = mute or self._mute_body_after(j, anchor) or (form.speaks is None and form.kind != "state")
                    return Bearing(_holder(form.speaks or form.actor), mute, False, "of", body)
            if scene.tokens[j].lower in _POSSESSIVE:
                return Bearing(self.owner_of(j), self._mute_body_after(j, anchor), False, "owner", body)
            refers = j in scene.roles or scene.tokens[j].lower in anaphors()
            if refers and scene.tokens[j].dep == "pobj" and (holder := self.owner_of(j)):
                return Bearing(holder, mute, False, "owner", body)
            if j in scene.bodies:
                body, mute = scene.bodies[j].value.office, mute or not scene.bodies[j].value.speaks
        return Bearing(None, mute, False, "", body)

    def _mute_body_after(self, j: int, anchor: int) -> bool:
        for k in range(j + 1, j + 4):
            if not self.scene.same_sentence(k, anchor) or self.scene.tokens[k].pos in _STOPS | {"ADP"}:
                return False
            if k in self.scene.bodies:
                return not self.scene.bodies[k].value.speaks
        return False

    def context(self, i: int) -> str | None:
        """The state that an unqualified "minister" or "government" most likely belongs to here."""
        scene = self.scene
        score: dict[str, float] = {}
        here = scene.sentence_of[i]
        first = scene.first_of[max(0, here - _NEAR)]
        for j in range(first, i):
            code = self._state_at(j)
            if code is None:
                continue
            weight = (1.0 if self._official(j) else 0.6) / (1 + here - scene.sentence_of[j])
            weight += 0.5 * weight if scene.tokens[j].dep in {"nsubj", "nsubjpass", "poss"} else 0
            score[code] = score.get(code, 0.0) + weight
        if there := self._where(i):
            score[there] = score.get(there, 0.0) + 2.0
        if scene.home:
            score[scene.home] = score.get(scene.home, 0.0) + 1.0
        named = scene.states.most_common(2)
        if len(named) == 1 or (named and named[0][1] > named[1][1]):  # of two named as often, neither is the article's
            code, count = named[0]
            score[code] = score.get(code, 0.0) + min(count, 5) * 0.2
        return max(score, key=lambda code: score[code]) if score else None

    def _where(self, i: int) -> str | None:
        """The state in whose place the one spoken of acts: *word came from Lisbon, where the minister said …*."""
        word = self.scene.tokens[i]
        subject = next((token for token in (word, word.head) if token.dep == "nsubj"), word)
        verb, place = subject.head, subject.head.head
        if verb.dep != "relcl" or not any(child.lower == "where" for child in verb.children):
            return None
        return self._state_at(place.index) if place.head.lower in {"from", "in"} else None

    def _official(self, j: int) -> bool:
        """Whether a state is named through its officials here, and not only as a country or its soldiers."""
        scene = self.scene
        if j + 1 in scene.roles:
            return scene.roles[j + 1].value.speaks != "none"
        return j in scene.persons or j + 1 in scene.bodies or scene.names[j].value.sort == "seat"

    def _state_at(self, j: int) -> str | None:
        scene = self.scene
        if j in scene.persons and scene.persons[j].end == j + 1:
            return scene.persons[j].value.speaks_for
        if j in scene.names and scene.names[j].end == j + 1 and scene.names[j].value.kind in {"state", "office"}:
            return _holder(scene.names[j].value.speaks)
        return None


def _holder(actor: str | None) -> str | None:
    return actor.split("/")[0] if actor else None


def _nobody(_: int) -> str | None:
    return None
