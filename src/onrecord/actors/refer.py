"""What a pronoun or "the country", "the minister", "the group" stands for: the best of the mentions before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.actors.people import fits_office
from onrecord.actors.scene import SPEECH, Scene
from onrecord.actors.sector import home_of
from onrecord.lexicons.world import anaphor_actors, anaphors
from onrecord.parse.tree import Token
from onrecord.records import Mention

Resolve = Callable[[int], Mention | None]

_PERSONAL = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_NEUTRAL = frozenset(["it", "its", "itself"])
_PLURAL = frozenset(["they", "them", "their", "themselves"])
_THANKING = frozenset("thank praise commend laud applaud congratulate criticise criticize condemn blame rebuke".split())
_SHARES = frozenset("all both each few half many most none one several some two three four".split())
_ABOUT = frozenset(["of", "about"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_MARGIN = 0.75  # two antecedents as near as this leave it open which is meant
_DOUBTED = 0.7
_BACK = 6  # sentences that a pronoun reaches back
_PERSONS = frozenset(["person", "office", "unnamed"])
_GROUPS = frozenset(["organisation", "armed-group", "party"])
_BODIES = frozenset(["state", "organisation", "armed-group", "party", "office"])


class Reference:
    """Antecedents in one article. ``resolve`` gives the mention whose head is a token, if it is one."""

    def __init__(self, scene: Scene, resolve: Resolve, sexes: Callable[[Mention], str]) -> None:
        self.scene, self.resolve, self.sexes = scene, resolve, sexes

    def personal(self, token: Token) -> Mention | None:
        """The person that "he" or "she" stands for."""
        sex = _PERSONAL[token.lower]

        def fits(mention: Mention) -> bool:
            return mention.kind in _PERSONS and self._can_be(mention, sex)

        return self._spoken_of(token, fits) or self._best(token, fits, back=_BACK)

    def neutral(self, token: Token) -> Mention | None:
        """The state, organisation or body that "it" stands for; none where a thing was spoken of last."""
        if self._is_of_a_thing(token):
            return None

        def fits(mention: Mention) -> bool:
            return mention.kind in _BODIES and not _is_human(mention)

        thanked = _thanked(token)
        found = self.resolve(thanked.index) if thanked is not None else None
        return found if found is not None and fits(found) else self._best(token, fits, back=3)

    def plural(self, token: Token) -> Mention | None:
        """Those that "they" stands for: several unnamed people, a group, a body; not "most of them", after a plural."""
        return self._several(token)[1]

    def together(self, token: Token) -> list[Token]:
        """The heads of all those for whom "they" stands, where they are named together: *Peru and Chile said they*."""
        head, _ = self._several(token) if token.lower in _PLURAL else (None, None)
        if head is None:
            return []
        while head.dep == "conj" and head.head.pos in {"NOUN", "PROPN"}:
            head = head.head
        found = [head]
        for one in found:
            found += one.all("conj")
        return [one for one in found if self.resolve(one.index) is not None]

    def _several(self, token: Token) -> tuple[Token | None, Mention | None]:
        if token.head.lower == "of" and token.head.head.lower in _SHARES and self._counts(token):
            return None, None
        return self._nearest(token, lambda m: m.anonymous or (m.kind in _BODIES and not _is_human(m)), back=3)

    def pronoun(self, token: Token) -> Mention | None:
        """The antecedent of any pronoun of the third person."""
        word = token.lower
        ahead = _ahead(token)
        found = self.resolve(ahead.index) if ahead is not None else None
        if found is not None and (word not in _PERSONAL or self._can_be(found, _PERSONAL[word])):
            return found
        if word in _PERSONAL:
            return self.personal(token)
        if word in _NEUTRAL:
            return self.neutral(token)
        return self.plural(token) if word in _PLURAL else None

    def kinds(self, token: Token, wanted: tuple[str, ...], nation: str | None = None) -> Mention | None:
        """The latest of these kinds: "the country", "the group"; a kind in capitals is an id.

        With a ``nation`` ("the Palestinian group") only one that belongs to it.
        """
        only = anaphor_actors().get(token.lower)
        back = 12 if "state" not in wanted else 4

        def fits(mention: Mention) -> bool:
            if mention.actor in wanted:
                return True
            if only is not None and mention.actor not in only:
                return False
            if nation is not None and nation not in {mention.actor, home_of(mention.actor)}:
                return False
            return mention.kind in wanted and not mention.anonymous and not _is_human(mention)

        return self._best(token, fits, back=back)

    def office(self, token: Token, office: str, role: str) -> Mention | None:
        """The latest person or office that can be called so: "the minister", "the general", "the source"."""

        def fits(mention: Mention) -> bool:
            if mention.kind not in _PERSONS:
                return False
            held = (mention.actor or "").partition("/")[2]
            return mention.role == role or fits_office(held, office) or role in (mention.role or "").split()

        return self._best(token, fits, back=30, side=self._side(token))

    def _side(self, token: Token) -> str | None:
        """Whose speech the token stands in: "a Turkish diplomat recalled that the minister ..."."""
        for verb in token.ancestors():
            subject = verb.child(*_SUBJECTS)
            if verb.dep != "relcl" and subject is not None and subject.index < token.index and subject is not token:
                teller = self.resolve(subject.index)
                return teller.speaks_for if teller is not None else None
        return None

    def anonymous(self, token: Token) -> Mention | None:
        """The latest unnamed source whose state is known."""
        return self._best(token, lambda m: m.anonymous and m.speaks_for is not None, back=6)

    def _is_of_a_thing(self, token: Token) -> bool:
        """True at the start of a sentence behind one about a thing: *The vote is on Monday. It will …*."""
        scene = self.scene
        here = scene.sentence_of[token.index]
        if here == 0 or token.index != scene.first_of[here]:
            return False
        before = scene.sentence(scene.first_of[here - 1])
        if before.paragraph != scene.sentence(token.index).paragraph:
            return False
        subject = before.root.child(*_SUBJECTS)
        return subject is not None and subject.tag == "NN" and not self._names_somebody(subject)

    def _names_somebody(self, noun: Token) -> bool:
        inside = [t.index for t in noun.subtree()]
        found = (self.scene.roles, self.scene.bodies, self.scene.names, self.scene.persons)
        return noun.lower in anaphors() or any(i in one for one in found for i in inside)

    def _counts(self, token: Token) -> bool:
        """True where things or people without a name were counted before it in its sentence."""
        before = self.scene.sentence(token.index).tokens
        return any(t.index < token.head.head.index and t.tag == "NNS" for t in before)

    def _spoken_of(self, token: Token, fits: Callable[[Mention], bool]) -> Mention | None:
        """Who is meant within a quotation whose cue says of whom it is: *"He agrees," she said of the king*."""
        here, scene = self.scene.sentence_of[token.index], self.scene
        if not self._quoted(token):
            return None
        for at in range(here, max(-1, here - 3), -1):
            sentence = scene.sentence(scene.first_of[at])
            if sentence.paragraph != scene.sentence(token.index).paragraph:
                break
            for verb in sentence.tokens:
                if verb.lemma not in SPEECH or self._quoted(verb):
                    continue
                spoken = [noun for prep in verb.all("prep") if prep.lower in _ABOUT for noun in prep.all("pobj")]
                meant = [m for noun in spoken if (m := self.resolve(noun.index)) is not None and fits(m)]
                if meant:
                    return meant[0]
        return None

    def _can_be(self, mention: Mention, sex: str) -> bool:
        known = self.sexes(mention)
        return (known in {"", sex}) and _is_human(mention)

    def _best(
        self, token: Token, fits: Callable[[Mention], bool], *, back: int, side: str | None = None
    ) -> Mention | None:
        return self._nearest(token, fits, back=back, side=side)[1]

    def _nearest(
        self, token: Token, fits: Callable[[Mention], bool], *, back: int, side: str | None = None
    ) -> tuple[Token | None, Mention | None]:
        """The token that heads the best antecedent, and what it stands for."""
        best, at, top, rival = None, None, -99.0, -99.0
        quoted = self._quoted(token)
        for head in self._before(token, back):
            mention = self.resolve(head.index)
            if mention is None or not fits(mention):
                continue
            score = self._score(token, head, mention)
            if quoted != self._quoted(head):
                score -= 2.5
            if side is not None and mention.speaks_for == side:
                score += 2.0
            if best is not None and not _one_actor(mention, best):
                rival = max(rival, min(score, top))
            if score > top:
                best, at, top = mention, head, score
        if best is not None and top - rival < _MARGIN:
            return at, replace(best, confidence=round(best.confidence * _DOUBTED, 3))
        return at, best

    def _before(self, token: Token, back: int) -> Iterator[Token]:
        """Tokens that can head a mention before this one, the nearest first."""
        scene = self.scene
        first = scene.first_of[max(0, scene.sentence_of[token.index] - back)]
        for i in range(token.index - 1, first - 1, -1):
            candidate = scene.tokens[i]
            if self._may_head(candidate) and not self._binds(candidate, token):
                yield candidate

    def _may_head(self, token: Token) -> bool:
        i, scene = token.index, self.scene
        if token.lower in _PERSONAL or token.lower in _NEUTRAL or token.lower in _PLURAL:
            return token.dep in _SUBJECTS or token.dep == "poss"
        found = scene.persons.get(i) or scene.names.get(i) or scene.roles.get(i) or scene.bodies.get(i)
        if found is None:
            return False
        if found.end != i + 1:
            return False
        modifies = token.dep in {"compound", "amod", "nmod"}
        return not modifies or (i in scene.names and scene.names[i].value.kind in _GROUPS)

    @staticmethod
    def _binds(candidate: Token, token: Token) -> bool:
        """A subject and a pronoun in its own predicate are two: "Macron told him", "she agreed with her"."""
        if candidate.dep not in _SUBJECTS or token.dep not in {"dobj", "dative", "pobj"}:
            return False
        governor = token.head
        while governor.dep in {"prep", "dative", "agent"} and governor.head is not governor:
            governor = governor.head
        return candidate.head is governor

    def _score(self, token: Token, head: Token, mention: Mention) -> float:
        scene = self.scene
        distance = scene.sentence_of[token.index] - scene.sentence_of[head.index]
        score = -1.9 * distance - 0.01 * (token.index - head.index)
        first = head
        while first.dep == "conj" and first.head is not first and first.head.pos in {"NOUN", "PROPN"}:
            first = first.head  # "A and B said": both are subjects
        if first.dep in _SUBJECTS:
            score += 2.0
            if first.head.lemma in SPEECH:
                score += 1.0
            if first.head.dep == "ROOT":
                score += 0.5
        elif head.dep == "poss":
            score -= 0.5
        elif head.dep == "pobj":
            score -= 0.8
        if mention.speaks_for:
            score += 0.4
        if distance and scene.sentence(token.index).paragraph != scene.sentence(head.index).paragraph:
            score -= 0.2
        return score

    def _quoted(self, token: Token) -> bool:
        return self.scene.parsed.quotation_at(token.start) is not None


def _ahead(token: Token) -> Token | None:
    """The subject that a participle before it speaks of: *Explaining his vote, the ambassador said …*."""
    if token.dep != "poss":
        return None
    verb = next((t for t in token.ancestors() if t.dep in {"advcl", "ROOT", "ccomp", "relcl", "conj"}), token)
    subject = verb.head.child(*_SUBJECTS) if verb.dep == "advcl" and verb.tag == "VBG" else None
    return subject if subject is not None and verb.index < subject.index else None


def _thanked(token: Token) -> Token | None:
    """Whose it is that somebody is thanked or blamed for: Peru's in *thanked Peru for its offer*."""
    prep = token.head.head
    if token.dep != "poss" or token.head.dep != "pobj" or prep.lower not in {"for", "over"}:
        return None
    return prep.head.child("dobj") if prep.head.lemma in _THANKING else None


def _one_actor(one: Mention, other: Mention) -> bool:
    return one.actor == other.actor and one.person == other.person


def _is_human(mention: Mention) -> bool:
    return mention.kind in {"person", "unnamed"} or (mention.kind == "office" and mention.role is not None)
