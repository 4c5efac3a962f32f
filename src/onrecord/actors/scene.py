"""An article's tokens with what the lexicons find in them: names, roles, bodies, persons, the dateline's state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import replace
from typing import TypeVar

from onrecord.actors.doubt import settled
from onrecord.actors.knowledge import body_trie, name_trie, role_trie
from onrecord.actors.people import Person
from onrecord.actors.trie import Hit, Trie
from onrecord.lexicons.world import Body, Form, Role
from onrecord.parse.tree import Parsed, Sentence, Token

T = TypeVar("T")

_DASHES = frozenset(["-", "--", "–", "—", "―", ":"])
_PLACE = frozenset(
    ["in", "at", "near", "outside", "around", "across", "into", "via", "through", "inside", "throughout"]
)
_MOTION = frozenset(
    [
        "fly",
        "travel",
        "go",
        "come",
        "return",
        "arrive",
        "drive",
        "move",
        "visit",
        "leave",
        "reach",
        "head",
        "tour",
        "meet",
    ]
)
SPEECH = frozenset(
    ["say", "tell", "add", "insist", "argue", "warn", "reiterate", "stress", "note", "declare", "announce", "state"]
)
"""Verbs whose subject speaks: enough to prefer a subject as an antecedent, no list of cues."""
_DATELINE_TOKENS = 14


def speaks(head: Token, verbs: Set[str] = SPEECH) -> bool:
    """True for the subject of one of these verbs."""
    return head.dep in {"nsubj", "nsubjpass"} and head.head.lemma in verbs


class Scene:
    """What stands where in one article. Keys of the maps are token indexes; every token of a form is a key."""

    def __init__(self, parsed: Parsed, own: Trie[Form]) -> None:
        self.parsed = parsed
        self.tokens: list[Token] = [token for sentence in parsed.sentences for token in sentence.tokens]
        self.sentence_of = [s.index for s in parsed.sentences for _ in s.tokens]
        self.first_of = {s.index: s.tokens[0].index for s in parsed.sentences}
        self.names: dict[int, Hit[Form]] = {}
        self.roles: dict[int, Hit[Role]] = {}
        self.bodies: dict[int, Hit[Body]] = {}
        self.persons: dict[int, Hit[Person]] = {}
        self.titles: dict[int, Hit[Person]] = {}  # by the first token of the role
        for sentence in parsed.sentences:
            self._fill(self.names, name_trie(), sentence)
            self._fill(self.names, own, sentence)
            self._fill(self.roles, role_trie(), sentence)
            self._fill(self.bodies, body_trie(), sentence)
        self._drop_personal_names()
        for i, hit in list(settled(self.names, parsed, self.tokens)):
            if hit is None:
                del self.names[i]
            else:
                self.names[i] = hit
        self._settle()
        self._reseat()
        self.dateline_end, self.home = self._dateline()
        self.states = Counter(
            h.value.speaks for h in dict.fromkeys(self.names.values()) if h.value.kind == "state" and h.value.speaks
        )

    @staticmethod
    def _fill(into: dict[int, Hit[T]], trie: Trie[T], sentence: Sentence) -> None:
        for hit in trie.find(sentence.tokens):
            for i in range(hit.start, hit.end):
                into[i] = hit

    def sentence(self, i: int) -> Sentence:
        """The sentence of a token."""
        return self.parsed.sentences[self.sentence_of[i]]

    def words(self, start: int, end: int) -> str:
        """The words of tokens ``[start, end)`` as they stand."""
        return self.parsed.article.text[self.tokens[start].start : self.tokens[end - 1].end]

    def same_sentence(self, i: int, j: int) -> bool:
        """True where both positions exist and lie in one sentence."""
        return 0 <= i < len(self.tokens) and 0 <= j < len(self.tokens) and self.sentence_of[i] == self.sentence_of[j]

    def head(self, start: int, end: int) -> Token:
        """The token of ``[start, end)`` that the others hang on."""
        inside = range(start, end)
        return next((self.tokens[i] for i in inside if self.tokens[i].head.index not in inside), self.tokens[end - 1])

    def is_place(self, hit: Hit[Form]) -> bool:
        """Whether a capital is only the place of something here: in a dateline, after "in", on a journey."""
        if hit.start < self.dateline_end or hit.value.sort == "city":
            return True
        if hit.value.sort != "capital":
            return False
        head = self.head(hit.start, hit.end)
        if head.dep == "pobj":
            prep = head.head
            return prep.lower in _PLACE or (prep.lower in {"to", "from", "for"} and prep.head.lemma in _MOTION)
        return head.dep in {"npadvmod", "compound"} or (head.dep == "dobj" and head.head.lemma in _MOTION)

    def _drop_personal_names(self) -> None:
        """Takes out forms that are part of a personal name here: "Jordan Peterson", "Sofia Carson"."""
        for i, hit in list(self.names.items()):
            if hit.end - hit.start > 1 or hit.value.sort not in {"name", "capital", "city"}:
                continue
            token, following = self.tokens[i], i + 1
            if token.entity == "PERSON" and self.same_sentence(i, following) and self._carries_on(following):
                del self.names[i]

    def _carries_on(self, i: int) -> bool:
        token = self.tokens[i]
        known: tuple[Mapping[int, object], ...] = (self.names, self.roles, self.bodies)
        free = not any(i in found for found in known)
        return token.entity == "PERSON" and token.text[:1].isupper() and free

    def _settle(self) -> None:
        """Decides forms that name several territories by the others that the article names."""
        seen = {hit.value.actor for hit in self.names.values() if not hit.value.candidates}
        for i, hit in list(self.names.items()):
            if hit.value.candidates:
                fits = [code for code in hit.value.candidates if code in seen]
                code = fits[0] if len(fits) == 1 else hit.value.actor
                self.names[i] = Hit(hit.start, hit.end, replace(hit.value, actor=code, speaks=code, candidates=()))

    def _reseat(self) -> None:
        """ "Chile's Defense Department": a seat's name qualified by another state is that state's."""
        for i, hit in list(self.names.items()):
            form, before = hit.value, hit.start - 1
            if form.sort != "seat":
                continue
            before -= self.same_sentence(before, hit.start) and self.tokens[before].lower == "'s"
            owner = self.names.get(before)
            if owner is None or owner.value.kind != "state" or not self.same_sentence(before, hit.start):
                continue
            code = owner.value.actor
            if code and form.actor and not form.actor.startswith(code):
                actor = f"{code}/{form.office}"
                self.names[i] = Hit(hit.start, hit.end, replace(form, actor=actor, speaks=form.speaks and code))

    def _dateline(self) -> tuple[int, str | None]:
        """Where the dateline of the first paragraph ends, and the state it stands in."""
        home = self._state_of(self.parsed.article.dateline)
        if not self.parsed.sentences:
            return 0, home
        first = self.tokens[:_DATELINE_TOKENS]
        dash = next((t.index for t in first if t.text in _DASHES and t.index), None)
        if dash is None or not first[0].text.isupper() or len(first[0].text) < 4:
            return 0, home
        inside = [self.names[i].value for i in range(dash) if i in self.names]
        found = [form.actor for form in inside if form.sort in {"capital", "city", "name"}]
        return dash + 1, home or (found[0] if found else None)

    @staticmethod
    def _state_of(place: str | None) -> str | None:
        if not place:
            return None
        words = [_word(word, i) for i, word in enumerate(place.replace("/", " / ").replace(",", " , ").split())]
        hits = [hit.value for hit in name_trie().find(words) if hit.value.sort in {"capital", "city", "name"}]
        return hits[0].actor.split("/")[0] if hits and hits[0].actor else None


def _word(text: str, index: int) -> Token:
    return Token(index, 0, len(text), text, text.lower(), "PROPN", "NNP", "", "")
