"""Resolves roles: to whoever bears the title, to an office and its holder, to an unnamed source, or to nobody."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.actors.bearing import Bearing, Bearings
from onrecord.actors.people import WEAK, People, Person
from onrecord.actors.refer import Reference
from onrecord.actors.scene import Scene
from onrecord.actors.trie import Hit
from onrecord.lexicons.world import Role
from onrecord.parse.tree import Token
from onrecord.records import Mention, Span

_INDEFINITE = frozenset(
    ["a", "an", "one", "two", "three", "four", "several", "some", "many", "other", "another", "unnamed", "senior"]
)
_OPEN = frozenset(["spokesperson", "ambassador", "un-ambassador"])
_OWNER = 6  # tokens before "counterpart" that can hold whose it is
_GOVERNS = ("prime-minister", "chancellor", "president")
_BY_RANK = {0: 0.5, 1: 0.8, 2: 0.85}


class Offices:
    """Mentions of one article that are headed by a role."""

    def __init__(self, scene: Scene, people: People, bearings: Bearings, refer: Reference) -> None:
        self.scene, self.people, self.bearings, self.refer = scene, people, bearings, refer

    def of(self, hit: Hit[Role]) -> Mention | None:
        """The mention that a role heads."""
        named = self._bearer(hit)
        if named is not None:
            return mention_of_person(self.scene, named)
        bearing = self.bearings.of(hit.start, hit.end, hit.value)
        if bearing.holder is None and hit.value.home:
            bearing = replace(bearing, holder=hit.value.home, how="office")
        if hit.value.speaks == "none" or bearing.mute:
            return self._mute(hit, bearing)
        if hit.value.speaks == "unnamed":
            return self._unnamed(hit, bearing)
        if hit.value.office == "counterpart" and bearing.holder and (office := self._same_office(hit, bearing.holder)):
            hit = replace(hit, value=replace(hit.value, office=office))
        return self._office(hit, bearing)

    def _same_office(self, hit: Hit[Role], holder: str) -> str:
        """The office that a counterpart holds: that of whoever "his" or "Aliyev's" before it means."""
        for i in range(hit.start - 1, max(-1, hit.start - _OWNER), -1):
            if not self.scene.same_sentence(i, hit.start):
                break
            owner = self.refer.resolve(i) if self.scene.tokens[i].dep == "poss" else None
            if owner is not None and owner.actor and owner.actor.split("/")[0] != holder:
                return self._office_there(holder, owner.actor.partition("/")[2])
        return ""

    def _office_there(self, holder: str, office: str) -> str:
        """The like office of another state: a prime minister's counterpart in Berlin is the chancellor."""
        if office not in _GOVERNS or self.people.incumbent(holder, office):
            return office
        return next((other for other in _GOVERNS if self.people.incumbent(holder, other)), office)

    def _bearer(self, hit: Hit[Role]) -> Hit[Person] | None:
        """The person whose title or apposition this role is."""
        scene, end = self.scene, hit.end
        if hit.start in scene.titles:
            return scene.titles[hit.start]
        if scene.same_sentence(end, end + 1) and scene.tokens[end].lower == "and" and end + 1 in scene.roles:
            end = scene.roles[end + 1].end  # "Deputy Prime Minister and Foreign Minister X"
        if scene.same_sentence(hit.start, end) and end in scene.persons and end - 1 in scene.roles:
            return scene.persons[end]
        return beside(scene, scene.head(hit.start, hit.end))

    def _mute(self, hit: Hit[Role], bearing: Bearing) -> Mention:
        """Someone who speaks for nobody: an analyst, a lawmaker, one out of office."""
        role = hit.value
        actor = f"{bearing.holder}/{role.role.replace(' ', '-')}" if bearing.holder else None
        return Mention(
            self._span(hit),
            "unnamed",
            actor,
            role=role.role,
            anonymous=role.speaks == "unnamed",
            how="role",
            confidence=0.9,
        )

    def _unnamed(self, hit: Hit[Role], bearing: Bearing) -> Mention:
        """A source, an official, a diplomat, an aide: anonymous, with the state where the words or the context tell."""
        token, role = self.scene.head(hit.start, hit.end), hit.value
        holder, sure = bearing.holder, 0.9
        if holder is None and not self._indefinite(hit.start):
            before = self.refer.office(token, role.office, role.role) or self.refer.anonymous(token)
            if before is not None and before.anonymous and (found := referred(self.scene, token, before, "antecedent")):
                return found
        if holder is None and (bearing.body or role.role == "aide"):
            holder, sure = self.bearings.context(hit.start), 0.6 if bearing.body else 0.4
        actor = f"{holder}/{role.office}" if holder else None
        return Mention(
            self._span(hit),
            "unnamed",
            actor,
            holder,
            role=role.role,
            anonymous=True,
            how="anonymous",
            confidence=sure if holder else 0.6,
        )

    def _indefinite(self, start: int) -> bool:
        """Whether the noun phrase brings in someone new: "a diplomat", "two officials", "diplomats"."""
        scene = self.scene
        head = scene.tokens[scene.roles[start].end - 1]
        if (
            head.tag == "NNS"
            and head.lower.endswith("s")
            and not any(child.dep in {"det", "poss"} for child in head.children)
        ):
            return True
        for i in range(start - 1, max(-1, start - 5), -1):
            if not scene.same_sentence(i, start) or scene.tokens[i].pos in {"VERB", "PUNCT", "ADP"}:
                return False
            if scene.tokens[i].lower in _INDEFINITE:
                return True
        return False

    def _office(self, hit: Hit[Role], bearing: Bearing) -> Mention | None:
        """An office without a name: its holder where the article names one, the latest it can mean, or the office."""
        role, token = hit.value, self.scene.head(hit.start, hit.end)
        some = self._indefinite(hit.start)
        if bearing.holder is None:
            before = None if some else self.refer.office(token, role.office, role.role)
            if before is not None and (before.person is not None or before.anonymous or not before.speaks_for):
                return referred(self.scene, token, before, "antecedent")
            if before is not None:
                bearing = Bearing(before.speaks_for, how="antecedent")
            elif role.office in WEAK - {"ambassador", "delegate"} or role.office == "counterpart":
                return Mention(self._span(hit), "unnamed", role=role.role, how="role", confidence=0.5)
        holder, office = bearing.holder or self.bearings.context(hit.start), role.office
        person = self.people.by_office(holder, office) if holder and not some else None
        if person is not None:
            office = person.office
        elif holder and not some and office in WEAK:  # "the American general who leads it", named a paragraph later
            person = self.people.by_role(holder, role.role)
        name = person.name if person is not None else None
        if holder and not some and name is None:
            name = self._in_headline(holder, office)
        return Mention(
            self._span(hit),
            "office",
            f"{holder}/{office}" if holder and office else holder,
            holder,
            name,
            role.role,
            anonymous=some and office not in _OPEN,
            how="role" if bearing.holder else "context",
            confidence=0.9 if bearing.holder else 0.55,
        )

    def _in_headline(self, holder: str, office: str) -> str | None:
        """The incumbent, where the article's head or captions name him and the body does not."""
        name = self.people.incumbent(holder, office)
        known = set(re.findall(r"\w+", self.scene.parsed.article.text)) if name else set()
        return name if name and name.split()[-1] in known else None

    def _span(self, hit: Hit[Role]) -> Span:
        return self.scene.parsed.span(self.scene.tokens[hit.start : hit.end])


def beside(scene: Scene, head: Token) -> Hit[Person] | None:
    """The person that a noun stands in apposition to, either way round."""
    if head.dep == "appos" and head.head.index in scene.persons:
        return scene.persons[head.head.index]
    named = next((child for child in head.all("appos") if child.index in scene.persons), None)
    return scene.persons[named.index] if named is not None else None


def mention_of_person(scene: Scene, hit: Hit[Person]) -> Mention:
    """The mention of a person by name."""
    person = hit.value
    return Mention(
        scene.parsed.span(scene.tokens[hit.start : hit.end]),
        "person",
        person.actor,
        person.speaks_for,
        person.name,
        person.role,
        how=person.how or "name",
        confidence=_BY_RANK.get(person.rank, 0.95),
    )


def referred(scene: Scene, token: Token, before: Mention | None, how: str) -> Mention | None:
    """The antecedent at the place of the token that refers to it, a little less sure."""
    if before is None:
        return None
    return replace(before, span=scene.parsed.span([token]), how=how, confidence=round(before.confidence * 0.8, 3))
