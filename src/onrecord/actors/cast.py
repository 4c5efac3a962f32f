"""The actors of one article: every mention of a state, an organisation, an office or a person, resolved at its date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.actors.bearing import Bearings
from onrecord.actors.introduced import introduce
from onrecord.actors.known import Known
from onrecord.actors.naming import Attested, Naming
from onrecord.actors.offices import referred
from onrecord.actors.people import People
from onrecord.actors.phrases import Phrases
from onrecord.actors.scene import Scene
from onrecord.actors.sector import Sector, sector_of
from onrecord.parse.tree import Parsed, Token
from onrecord.records import Learned, Mention

_MEMBERS = frozenset(["leader", "leaders", "president", "presidents", "minister", "ministers", "governments", "envoys"])
_SEVERAL = 2
_LEARNT = frozenset(
    "spokesperson ambassador un-ambassador envoy negotiator security-adviser foreign-minister defence-minister "
    "interior-minister finance-minister justice-minister energy-minister trade-minister health-minister "
    "deputy-foreign-minister deputy-defence-minister deputy-prime-minister".split()
)


class Cast:
    """Who acts and speaks in one article.

    ``mentions`` holds every resolved mention of the body in text order. ``mention_of`` and ``mentions_of`` resolve a
    noun phrase given by its tokens (as from ``Token.subtree``); they never raise.
    """

    def __init__(self, parsed: Parsed, own: Known) -> None:
        scene = Scene(parsed, own.forms)
        bearings = Bearings(scene)
        people = People(parsed.article.published, own)
        self._scene = scene
        self._on = parsed.article.published
        self._phrases = Phrases(scene, people, bearings)
        naming = Naming(scene, people, bearings)
        naming.run()
        introduce(scene, people, bearings)
        self._phrases.forget()
        self.learned: tuple[Learned, ...] = tuple(_learned(naming.attested, scene))
        self.mentions: tuple[Mention, ...] = tuple(self._all())

    @property
    def states(self) -> tuple[str, ...]:
        """The states whose names, people, seats or cities stand in the body, in text order, each time they do."""
        hits = {id(hit): hit for _, hit in sorted(self._scene.names.items())}.values()
        return tuple(h.value.actor.split("/")[0] for h in hits if h.value.actor and h.value.kind in {"state", "office"})

    def mention_of(self, tokens: Sequence[Token]) -> Mention | None:
        """What the noun phrase of these tokens names, by its head; None where it names no actor that can be told."""
        if not tokens:
            return None
        head = _head(tokens)
        mention = self._phrases.of(head.index) or self._first_inside(tokens, head)
        if mention is None and (inner := self._inner(head)) is not None:
            mention = self._phrases.of(inner)
        return None if mention is None else replace(mention, span=self._scene.parsed.span(list(tokens)))

    def sector_of(self, tokens: Sequence[Token]) -> Sector | None:
        """The sector of the actor that these tokens name; None for states, peoples and what has no sector."""
        if not tokens:
            return None
        head = _head(tokens)
        named = head.index if head.index in self._scene.persons or head.pos == "NOUN" else self._person_in(tokens)
        return sector_of(self._scene, tokens, self._scene.tokens[named or head.index], self._on)

    def _person_in(self, tokens: Sequence[Token]) -> int | None:
        return next((token.index for token in tokens if token.index in self._scene.persons), None)

    def mentions_of(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """Every member of a coordination ("Indonesia, Morocco and Kosovo", "the leaders of Germany and France")."""
        if not tokens:
            return ()
        inside = {token.index for token in tokens}
        members = [t for t in self._listed(_head(tokens)) if t.index in inside]
        if len(members) == 1:
            members = self._led(members[0], inside) or members
        together = self._phrases.refer.together(members[0]) if len(members) == 1 else []
        if len(together) >= _SEVERAL:
            found = [referred(self._scene, members[0], self._phrases.of(t.index), "pronoun") for t in together]
            return tuple(mention for mention in found if mention is not None)
        found = [self._phrases.of(token.index) for token in members]
        named = tuple(mention for mention in found if mention is not None)
        if len(named) >= _SEVERAL:
            return named
        one = self.mention_of(tokens)
        return (one,) if one is not None else named

    def _listed(self, token: Token) -> list[Token]:
        """A noun and its conjuncts; a long list of names may be parsed as an apposition at its first comma."""
        found = _conjuncts(token)
        for apposed in token.all("appos"):
            if token.index in self._scene.names and apposed.index in self._scene.names:
                found += _conjuncts(apposed)
        return found

    def _led(self, head: Token, inside: set[int]) -> list[Token]:
        """The states of "the leaders of Germany, France and Poland"."""
        of = next((child for child in head.children if child.lower == "of"), None)
        first = of.child("pobj") if of is not None else None
        if first is None or head.lower not in _MEMBERS:
            return []
        members = [t for t in _conjuncts(first) if t.index in inside and t.index in self._scene.names]
        return members if len(members) >= _SEVERAL else []

    def _inner(self, head: Token) -> int | None:
        """The head inside "members of X", "one of X", "a group of X"."""
        of = next((child for child in head.children if child.lower == "of"), None)
        inner = of.child("pobj") if of is not None else None
        return inner.index if inner is not None else None

    def _first_inside(self, tokens: Sequence[Token], head: Token) -> Mention | None:
        """Where the parse has put the head on a stray token: the first person or name up to it."""
        if head.pos in {"NOUN", "PRON"}:
            return None
        scene = self._scene
        for token in tokens:
            if token.index in scene.persons or token.index in scene.names:
                return self._phrases.of(token.index)
        return None

    def _all(self) -> Iterator[Mention]:
        scene, seen = self._scene, -1
        for token in scene.tokens:
            role = scene.roles.get(token.index)
            title = role is not None and role.start in scene.titles and role.end in scene.persons
            if token.index < max(seen, scene.dateline_end) or title:
                continue
            mention = self._phrases.of(token.index)
            if mention is not None:
                seen = self._phrases.end_of(token.index)
                yield mention


def _conjuncts(token: Token) -> list[Token]:
    found = [token]
    for follower in token.all("conj"):
        found.extend(_conjuncts(follower))
    return found


def _head(tokens: Sequence[Token]) -> Token:
    inside = {token.index for token in tokens}
    heads = [token for token in tokens if token.head is token or token.head.index not in inside]
    worded = [token for token in heads if token.pos not in {"PUNCT", "DET", "CCONJ", "ADP"}]
    return (worded or heads or list(tokens))[0]


def _learned(attested: Iterable[Attested], scene: Scene) -> Iterator[Learned]:
    """Named spokespeople, ministers and envoys, once each; heads of state are the lexicon's business."""
    seen = set()
    for one in attested:
        person = one.person
        key = (person.name, one.actor, one.office)
        if len(person.key) < _SEVERAL or one.office not in _LEARNT or key in seen or not person.speaks:
            continue
        seen.add(key)
        yield Learned(*key, scene.parsed.span(scene.tokens[one.start : one.end]))


def cast(parsed: Parsed, extra: Known | None = None) -> Cast:
    """The actors of an article. ``extra`` holds the user's own and learned ones, which win over the lexicons'."""
    return Cast(parsed, extra if extra is not None else Known())
