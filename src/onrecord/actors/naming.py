"""Finds who is named in an article: full names first, then surnames, each with the titles and appositions around it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.actors.bearing import Bearings
from onrecord.actors.knowledge import PARTICLES, WORDS, holder_trie, name_key, serving, surnames
from onrecord.actors.people import WEAK, People, Person, appoint, fits_office
from onrecord.actors.scene import Scene, speaks
from onrecord.actors.trie import Hit, fold
from onrecord.lexicons.world import Holder, Role, given_names, modifiers
from onrecord.parse.tree import Token

_NEVER = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december gaza west bank strip force resolution plan council ministry committee "
    "party agreement treaty i he she it they we you the a an this that but and".split()
)
_THINGS = frozenset(["ORG", "GPE", "LOC", "NORP", "FAC", "LAW", "EVENT", "PRODUCT"])
_ACRONYM = 4
_APPOSITION = 9  # tokens looked at on either side of a name for its apposition
_BREAKS = frozenset({"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "ADP"})


@dataclass(frozen=True, slots=True)
class Attested:
    """A person whom no lexicon knows, with the office that the words at tokens ``[start, end)`` give."""

    person: Person
    actor: str
    office: str
    start: int
    end: int


class Naming:
    """Fills ``scene.persons`` in text order."""

    def __init__(self, scene: Scene, people: People, bearings: Bearings) -> None:
        self.scene, self.people, self.bearings = scene, people, bearings
        self.attested: list[Attested] = []
        self.terms: dict[int, tuple[Holder, ...]] = {}

    def run(self) -> None:
        """Full names over the whole article, then every mention in order."""
        spans = self._full_names()
        words = {word for start, end in spans for word in name_key(self._text(start, end))}
        taken = {i for start, end in spans for i in range(start, end)}
        spans += self._short_names(words, taken)
        for start, end in sorted(spans):
            person = self.people.known(self._text(start, end), self.terms.get(start, ()))
            hit = Hit(start, end, person)
            for i in range(start, end):
                self.scene.persons[i] = hit
                self.scene.names.pop(i, None)
            self._describe(hit)

    def _text(self, start: int, end: int) -> str:
        tokens = self.scene.tokens
        text = self.scene.parsed.article.text[tokens[start].start : tokens[end - 1].end]
        return " ".join(text.replace("\u00ad", "").split())

    def _full_names(self) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        for sentence in self.scene.parsed.sentences:
            taken: set[int] = set()
            for hit in (*self.people.own.names.find(sentence.tokens), *holder_trie().find(sentence.tokens)):
                if hit.start in taken:
                    continue
                self.terms[hit.start] = self._one(hit.value)
                spans.append((hit.start, hit.end))
                taken.update(range(hit.start, hit.end))
            i = sentence.tokens[0].index
            last = sentence.tokens[-1].index + 1
            while i < last:
                end = self._run(i, last, taken)
                start = self._without_prefix(self._without_titles(i, end), end)
                if end - start > 1 and self._is_name(start, end):
                    spans.append((start, end))
                i = max(end, i + 1)
        return spans

    def _one(self, terms: tuple[Holder, ...]) -> tuple[Holder, ...]:
        """The terms where they are one person's; of namesakes, those of the one who serves on the day."""
        if len({t.person for t in terms}) > 1:
            terms = serving(terms, self.people.on)
        return terms if len({t.person for t in terms}) == 1 else ()

    def _run(self, i: int, last: int, taken: set[int]) -> int:
        """Where the run of capitalised words that starts at ``i`` ends."""
        j = i
        while j < last and j not in taken:
            if not (self._capital(j) or (j > i and self._joins(j, last))):
                break
            j += 1
        return j

    def _joins(self, j: int, last: int) -> bool:
        text = self.scene.tokens[j].lower
        return (
            (text == "-" or text in PARTICLES) and j + 1 < last and (self._capital(j + 1) or self._joins(j + 1, last))
        )

    def _capital(self, i: int) -> bool:
        token, scene = self.scene.tokens[i], self.scene
        if not token.text[0].isupper() or i in scene.names or i in scene.roles or token.text.endswith("'s"):
            return False
        return token.lower not in _NEVER and (token.pos == "PROPN" or token.entity == "PERSON")

    def _without_titles(self, start: int, end: int) -> int:
        while start < end and self.scene.tokens[start].lower in modifiers():
            start += 1
        return start

    def _without_prefix(self, start: int, end: int) -> int:
        """Drops words before those that the recogniser takes for a person: "Special Counsel Ann Moe"."""
        first = next((i for i in range(start, end) if self.scene.tokens[i].entity == "PERSON"), start)
        return first if first < end and fold(self.scene.tokens[start].text) not in given_names() else start

    def _is_name(self, start: int, end: int) -> bool:
        """Evidence that a run of capitalised words is a person: the recogniser's, a title, a possessive."""
        tokens, scene = self.scene.tokens, self.scene
        if any(tokens[i].entity == "PERSON" for i in range(start, end)):
            return not any(i in scene.bodies for i in range(start, end))
        if any(i in scene.bodies for i in range(start, end)):
            return False
        if tokens[start].entity not in {"GPE", "LOC", "NORP"} and self._right(end) is not None:
            return True
        closed = scene.same_sentence(end, end - 1) and tokens[end].text == ","
        if closed and self._left(start) is not None:  # "its deputy minister for shipping, Eleni Vassou, said"
            return True
        if tokens[start].entity not in _THINGS and fold(tokens[start].text) in given_names():
            return True
        if not scene.same_sentence(start - 1, start):
            return False
        before = start - 1
        if tokens[before].lower == "'s" and before - 1 in scene.names:
            return tokens[start].entity not in _THINGS or self._speaks(start, end)
        return before in scene.roles or modifiers().get(tokens[before].lower, "").startswith("courtesy")

    def _speaks(self, start: int, end: int) -> bool:
        return speaks(self.scene.head(start, end))

    def _short_names(self, words: set[str], taken: set[int]) -> list[tuple[int, int]]:
        scene, spans = self.scene, []
        for token in scene.tokens:
            i = token.index
            if i in taken or i in scene.names or not token.text[0].isupper() or token.lower in _NEVER:
                continue
            word = fold(token.text)
            named = word in words and token.pos in {"PROPN", "NOUN", "ADJ", "VERB", "X"}
            if named or (i not in scene.roles and i not in scene.bodies and self._alone(token, word)):
                spans.append((i, i + 1))
        return spans

    def _within_a_name(self, i: int) -> bool:
        """Whether a capitalised word beside it belongs to the same name: the "Jun" of "Lim Jun Hao" is no Dong Jun."""
        token = self.scene.tokens[i]
        beside = [j for j in (i - 1, i + 1) if self.scene.same_sentence(j, i) and self._capital(j)]
        near = [other for other in (self.scene.tokens[j] for j in beside) if other.index not in self.scene.bodies]
        return any(
            (other.dep == "compound" and other.head in {token, token.head})
            or (token.dep == "compound" and token.head is other)
            for other in near
        )

    def _alone(self, token: Token, word: str) -> bool:
        """A surname without its full name in the article: of an office holder, or after a title."""
        i = token.index
        titled = (
            i > 0
            and self.scene.same_sentence(i - 1, i)
            and (
                (i - 1 in self.scene.roles and self.scene.roles[i - 1].end == i)
                or modifiers().get(self.scene.tokens[i - 1].lower, "").startswith("courtesy")
            )
        )
        if token.pos != "PROPN" or (token.text.isupper() and len(token.text) <= _ACRONYM):
            return False
        if not titled and self._within_a_name(i):
            return False
        if word in WORDS and not titled:
            return token.entity == "PERSON" and word in surnames()
        return (
            titled
            or word in surnames()
            or bool(self.people.own.alone(word))
            or (token.entity == "PERSON" and token.dep in {"nsubj", "nsubjpass"})
        )

    def _describe(self, hit: Hit[Person]) -> None:
        for role, start, end, worth in self._titles(hit):
            self.scene.titles[start] = hit
            self._describe_as(hit, role, start, end, worth)
        if self._removed(hit.end):
            hit.value.speaks = False
        self._possessed(hit)

    def _describe_as(self, hit: Hit[Person], role: Role, start: int, end: int, rank: int) -> None:
        """Note what a title says of a person, unless the lexicon knows better."""
        person, bearing = hit.value, self.bearings.of(start, end, role)
        speaks, holder = role.speaks != "none" and not bearing.mute, bearing.holder
        if role.speaks == "none" and not bearing.mute and person.rank == 1 and person.speaks:
            return  # "Trump, lawyer ...": an apposition to someone else; who serves speaks for the state
        if role.office == "counterpart" and person.rank == 1 and holder == person.holder:
            return  # the lexicon knows the office
        if holder and speaks and not person.rank and self.people.correct(person, holder, role.office):
            return
        fitting = fits_office(person.office, role.office) and person.rank == 1
        if fitting and speaks and holder in {None, person.holder}:
            person.sex = role.sex or person.sex
            if role.office == person.office:
                person.role = role.role
            return
        if holder is None and speaks and not person.rank and role.office not in WEAK:
            holder, rank = role.home or self.bearings.context(hit.start), 1
        if holder is not None and speaks and self.people.contradicts(person, holder, role.office):
            speaks = False
        if bearing.holder and speaks and not person.rank:
            span = (min(start, hit.start), max(end, hit.end))
            self.attested.append(Attested(person, bearing.holder, role.office, *span))
        appoint(person, role, holder, speaks=speaks, rank=rank)

    def _removed(self, end: int) -> bool:
        """ "Bazoum, deposed in July,": a participle behind the name that ends the term."""
        scene = self.scene
        if not scene.same_sentence(end - 1, end + 1) or scene.tokens[end].text != ",":
            return False
        return scene.tokens[end + 1].tag == "VBN" and modifiers().get(scene.tokens[end + 1].lower) == "former"

    def _possessed(self, hit: Hit[Person]) -> None:
        """ "Russia's Vassily Nebenzia", "Labour's Peeni Henare": the state or party whose person it is."""
        mark, owner = hit.start - 1, hit.start - 2
        person = hit.value
        if (
            owner < 0
            or self.scene.tokens[mark].lower not in {"'s", "'"}
            or owner not in self.scene.names
            or person.rank > 1
        ):
            return
        form = self.scene.names[owner].value
        if form.sort == "blocked":
            return
        if person.holder != form.speaks:
            person.holder, person.office, person.role = form.speaks, "", None
        person.speaks, person.rank, person.how = form.speaks is not None, max(person.rank, 2), "possessive"

    def _titles(self, hit: Hit[Person]) -> list[tuple[Role, int, int, int]]:
        """Roles before the name, before it with a comma, and after it with a comma, with how much each is worth."""
        found = []
        scene, before = self.scene, hit.start - 1
        role = scene.roles.get(before)
        if role is not None and scene.same_sentence(before, hit.start):
            found.append((role.value, role.start, role.end, 3))
        elif (left := self._left(hit.start)) is not None:
            found.append((left.value, left.start, left.end, 2))
        if (right := self._right(hit.end)) is not None:
            found.append((right.value, right.start, right.end, 3))
        return found

    def _left(self, start: int) -> Hit[Role] | None:
        scene, i = self.scene, start - 1
        while scene.same_sentence(i, start) and (scene.tokens[i].pos in {"DET", "ADJ"} or i in scene.names):
            i -= 1
        if not scene.same_sentence(i, start) or scene.tokens[i].text != ",":
            return None
        for j in range(i - 1, max(i - _APPOSITION, -1), -1):
            if not scene.same_sentence(j, start) or scene.tokens[j].pos in {"VERB", "AUX", "PUNCT", "SCONJ"}:
                return None
            if j in scene.persons:
                return None
            if j in scene.roles:
                return scene.roles[j]
        return None

    def _right(self, end: int) -> Hit[Role] | None:
        scene = self.scene
        if not scene.same_sentence(end - 1, end) or scene.tokens[end].text not in {",", "(", "–", "—"}:
            return None
        for j in range(end + 1, end + 1 + _APPOSITION):
            if not scene.same_sentence(j, end) or scene.tokens[j].pos in _BREAKS:
                return None
            if j in scene.roles:
                role = scene.roles[j]
                return None if role.end in scene.persons or self._titled(role.end) else role
        return None

    def _titled(self, i: int) -> bool:
        return self.scene.same_sentence(i - 1, i) and self._capital(i)
