"""Resolves a noun phrase by its head: a name, a person, a body, or what it refers to; roles are in ``offices``."""

from __future__ import annotations

from onrecord.actors.bearing import Bearings
from onrecord.actors.offices import Offices, mention_of_person, referred
from onrecord.actors.people import People, Person
from onrecord.actors.refer import Reference
from onrecord.actors.scene import Scene
from onrecord.actors.trie import Hit
from onrecord.lexicons.world import Body, Form, Role, anaphors
from onrecord.parse.tree import Token
from onrecord.records import Mention

_SENT_OUT = frozenset({"mission"})  # of soldiers or observers, more often than of diplomats
_PHRASE = 6  # tokens before a head that can belong to its noun phrase
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "hers",
        "its",
        "their",
        "himself",
        "herself",
        "itself",
        "themselves",
    ]
)


class Phrases:
    """Mentions of one article by the token that heads them, resolved once each."""

    def __init__(self, scene: Scene, people: People, bearings: Bearings) -> None:
        self.scene, self.people, self.bearings = scene, people, bearings
        self.refer = Reference(scene, self.of, self._sex)
        self._known: dict[int, Mention | None] = {}
        bearings.owner_of = self.owner_of
        self.offices = Offices(scene, people, bearings, self.refer)

    def forget(self) -> None:
        """Drops what was resolved while the persons were still being read."""
        self._known.clear()

    def owner_of(self, i: int) -> str | None:
        """The state or organisation of the person or pronoun at a token: whose "his country" or "Trump's envoy" is."""
        if i in self.scene.persons:
            return self.scene.persons[i].value.holder
        mention = self.of(i)
        if mention is None or (mention.kind == "party" and mention.speaks_for is None):
            return None
        return mention.speaks_for or (mention.actor or "").split("/")[0] or None

    def of(self, i: int) -> Mention | None:
        """The mention headed by the token at ``i``; None where it heads none."""
        if i not in self._known:
            self._known[i] = None  # a phrase that refers to itself refers to nothing
            self._known[i] = self._resolve(i)
        return self._known[i]

    def end_of(self, i: int) -> int:
        """The first token after the form at ``i``."""
        hit = self._form(i)
        return hit.end if hit is not None else i + 1

    def _form(self, i: int) -> Hit[Person] | Hit[Form] | Hit[Role] | Hit[Body] | None:
        scene = self.scene
        return scene.persons.get(i) or scene.names.get(i) or scene.roles.get(i) or scene.bodies.get(i)

    def _resolve(self, i: int) -> Mention | None:
        scene, token = self.scene, self.scene.tokens[i]
        if i in scene.persons:
            return mention_of_person(scene, scene.persons[i])
        if token.lower in _PRONOUNS:
            return referred(scene, token, self.refer.pronoun(token), "pronoun")
        if i in scene.names:
            return self._name(scene.names[i])
        role, body = scene.roles.get(i), scene.bodies.get(i)
        if role is not None and (body is None or role.end - role.start >= body.end - body.start):
            return self.offices.of(role)
        if token.lower in anaphors() and (found := self._anaphor(token)) is not None:
            return found
        if body is not None:
            return self._body(body)
        return self._plain(token)

    def _mention(self, start: int, end: int, **fields: object) -> Mention:
        span = self.scene.parsed.span(self.scene.tokens[start:end])
        return Mention(span, **fields)  # type: ignore[arg-type]

    def _name(self, hit: Hit[Form]) -> Mention | None:
        form = hit.value
        head = self.scene.head(hit.start, hit.end)
        if form.sort == "blocked":
            return self._mention(hit.start, hit.end, kind="media", how="media") if form.office == "media" else None
        if form.sort == "adjective" and head.dep in {"amod", "compound", "nmod"}:
            return None
        if form.sort == "city" or self.scene.is_place(hit):
            return None
        how = {"capital": "metonym", "seat": "metonym", "adjective": "demonym", "people": "demonym"}.get(
            form.sort, "name"
        )
        speaks, sure = form.speaks, 0.97
        if form.sort in {"people", "adjective"}:
            speaks, sure = (form.speaks, 0.6) if self._definite(hit.start) else (None, 0.7)
        elif how == "metonym":
            sure = 0.9
        return self._mention(
            hit.start, hit.end, kind=form.kind, actor=form.actor, speaks_for=speaks, how=how, confidence=sure
        )

    def _definite(self, start: int) -> bool:
        """Whether "the" (or "this", "that") opens the noun phrase, over adjectives: "the royal palace"."""
        i = start - 1
        while self.scene.same_sentence(i, start) and start - i < _PHRASE:
            token = self.scene.tokens[i]
            if token.lower in {"the", "this", "that"}:
                return True
            if token.pos not in {"ADJ", "NOUN", "NUM", "ADV", "PROPN"} and token.text != "-":
                return False
            i -= 1
        return False

    def _body(self, hit: Hit[Body]) -> Mention | None:
        body = hit.value
        bearing = self.bearings.of(hit.start, hit.end)
        if body.office == "media":
            return self._mention(hit.start, hit.end, kind="media", how="media", confidence=0.9)
        if not body.speaks:
            actor = f"{bearing.holder}/{body.office}" if bearing.holder else None
            return (
                self._mention(hit.start, hit.end, kind="office", actor=actor, how="body", confidence=0.7)
                if actor
                else None
            )
        if (
            body.office in {"office", "delegation", "ministry", "embassy"}
            and bearing.holder is None
            and not self._definite(hit.start)
        ):
            return None
        told = self._definite(hit.start) and self.scene.tokens[hit.end - 1].lower not in _SENT_OUT
        holder = bearing.holder or (self.bearings.context(hit.start) if told else None)
        if holder is None:
            return None
        return self._mention(
            hit.start,
            hit.end,
            kind="office",
            actor=f"{holder}/{body.office}",
            speaks_for=None if bearing.mute else holder,
            how="body" if bearing.holder else "context",
            confidence=0.9 if bearing.holder else 0.55,
        )

    def _anaphor(self, token: Token) -> Mention | None:
        """ "the country", "his country", "the group", "the alliance"."""
        i, scene = token.index, self.scene
        if not scene.same_sentence(i - 1, i):
            return None
        before = scene.tokens[i - 1]
        if before.lower in {"his", "her"} and "state" in anaphors()[token.lower]:
            holder = self.owner_of(before.index)
            return (
                self._mention(i, i + 1, kind="state", actor=holder, speaks_for=holder, how="owner", confidence=0.85)
                if holder
                else None
            )
        if not self._definite(i):
            return None
        return referred(
            self.scene, token, self.refer.kinds(token, anaphors()[token.lower], self._nation(i)), "antecedent"
        )

    def _nation(self, i: int) -> str | None:
        """The state of the adjective before a noun: "the Palestinian group"."""
        hit = self.scene.names.get(i - 1)
        return hit.value.actor if hit is not None and hit.value.sort == "adjective" else None

    def _plain(self, token: Token) -> Mention | None:
        """Any other head: "the American one", "the Italian", "the U.S. side"."""
        if token.lower not in {"one", "ones"}:
            return None
        bearing = self.bearings.of(token.index, token.index + 1)
        if bearing.holder is None or bearing.mute:
            return None
        return self._mention(
            token.index,
            token.index + 1,
            kind="office",
            actor=bearing.holder,
            speaks_for=bearing.holder,
            how="demonym",
            confidence=0.5,
        )

    def _sex(self, mention: Mention) -> str:
        if mention.person is not None:
            return next((person.sex for person in self.people.all if person.name == mention.person), "")
        return next((role.value.sex for role in self.scene.roles.values() if role.value.role == mention.role), "")
