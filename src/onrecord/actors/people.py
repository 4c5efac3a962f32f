"""The persons of one article: what they are called, which office they hold, for whom they speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.actors.knowledge import name_key, named_alone, serving, surname, terms_by_person, terms_by_word, terms_of
from onrecord.actors.known import Known
from onrecord.actors.nearly import nearly
from onrecord.lexicons import world
from onrecord.lexicons.world import Holder, Role, given_names

WEAK = frozenset(
    "chief head chair coordinator leader commander general colonel commissioner ambassador delegate director".split()
)
"""Offices that tell nothing of a state unless one stands with them: a chair can be of anything."""
_SINGLE = frozenset(["president", "prime-minister", "chancellor", "king", "foreign-minister", "defence-minister"])
_KNOWN_UNTIL = date(2025, 6, 30)  # where the table of office holders stops being complete


@dataclass(slots=True)
class Person:
    """A person while the article is read: ``rank`` is how well the office is attested."""

    name: str
    key: tuple[str, ...]
    role: str | None = None
    office: str = ""
    holder: str | None = None
    speaks: bool = True
    sex: str = ""
    how: str = ""
    rank: int = 0

    @property
    def actor(self) -> str | None:
        """The office's id, where holder and office are known."""
        return f"{self.holder}/{self.office}" if self.holder and self.office else None

    @property
    def speaks_for(self) -> str | None:
        """Whose stance the person's words are."""
        return self.holder if self.speaks else None


def sex_of(key: tuple[str, ...]) -> str:
    """``f`` or ``m`` where the given name tells; else empty."""
    names = given_names()
    return names.get(key[0], "") if len(key) > 1 else ""


class People:
    """Everyone named in an article so far; ``on`` is its date, which decides who held which office."""

    def __init__(self, on: date | None, own: Known) -> None:
        self.on = on
        self.own = own
        self.all: list[Person] = []

    def known(self, name: str, terms: tuple[Holder, ...] = ()) -> Person:
        """The person of this name: one met before, an office holder of the lexicon, or a new one."""
        key = name_key(name)
        terms = terms or self._terms(key)
        canonical = terms[0].person if terms else None
        person = self._met(key, canonical)
        if person is None:
            person = Person(canonical or name, key if canonical is None else name_key(canonical))
            person.sex = sex_of(person.key)
            self.all.append(person)
        elif len(key) > len(person.key) and not canonical:
            person.name, person.key = name, key
            person.sex = person.sex or sex_of(key)
        if terms and person.rank < 1:
            self._appoint(person, terms)
        return person

    def _met(self, key: tuple[str, ...], canonical: str | None) -> Person | None:
        for person in reversed(self.all):
            if person.name == canonical or person.key == key:
                return person
        same = [person for person in reversed(self.all) if _same(key, person.key)]
        ranked = [person for person in same if person.rank]
        return ranked[0] if len(key) == 1 and len(ranked) == 1 else next(iter(same), None)

    def _terms(self, key: tuple[str, ...]) -> tuple[Holder, ...]:
        """The terms of the office holder this name means, by full name or by the surname of one serving."""
        found = self._own(key) or terms_by_word().get(surname(key), ())
        if len(key) > 1:
            found = tuple(t for t in found if any(_same(key, name_key(s)) for s in t.spellings))
        elif any(surname(p.key) == key[0] or key[0] in p.key for p in self.all):
            return ()
        else:
            found = tuple(
                t
                for t in self.own.alone(key[0]) or named_alone(key[0])
                if key[0] not in _COMMON or key[0] in map(surname, map(name_key, t.spellings))
            )
            running = serving(found, self.on)
            found = running if len({t.person for t in running}) == 1 else _one_person(found)
        return found if len({t.person for t in found}) == 1 else ()

    def _own(self, key: tuple[str, ...]) -> tuple[Holder, ...]:
        """The user's own and learned terms of those whom a name can mean."""
        return tuple(t for t in self.own.of(key) if any(_same(key, name_key(spelling)) for spelling in t.spellings))

    def _appoint(self, person: Person, terms: tuple[Holder, ...]) -> None:
        """The office of the lexicon on the article's day; one out of office speaks for nobody."""
        own = tuple(term for term in self.own.of(name_key(terms[0].person)) if term.person == terms[0].person)
        every = own or terms_by_person()[terms[0].person]
        running = serving(every, self.on)
        term = running[0] if running else max(every, key=lambda t: t.first)
        person.holder, person.office = term.actor, term.office
        person.role = term.office.replace("-", " ") if running else None
        person.speaks = term.speaks and (bool(running) or self._newer(every))
        person.how, person.rank = "office-holder", 1

    def correct(self, person: Person, holder: str, office: str) -> bool:
        """Takes a name one letter off for that of the office's holder on the day: "Foreign Minister Lavrow"."""
        terms = tuple(t for t in world.holders() if t.actor == holder and fits_office(t.office, office))
        meant = {t.person for t in serving(terms, self.on) if _nearly(person.key, t)}
        if len(meant) != 1:
            return False
        person.name = meant.pop()
        person.key = (*name_key(person.name), surname(person.key))
        self._appoint(person, terms_by_person()[person.name])
        person.how = "misspelt"
        return True

    def _newer(self, terms: tuple[Holder, ...]) -> bool:
        """True where no day is known and the term may still run."""
        return self.on is None and any(term.last is None for term in terms)

    def by_office(self, holder: str, office: str, wanted: Sequence[Person] | None = None) -> Person | None:
        """Someone named in the article who holds this office."""
        pool = self.all if wanted is None else wanted
        fits = [p for p in pool if p.holder == holder and p.speaks and fits_office(p.office, office)]
        return fits[-1] if fits else None

    def by_role(self, holder: str, role: str) -> Person | None:
        """The one person named in the article whose role is this, if nothing says that it is another state's."""
        fits = [p for p in self.all if p.role == role and p.holder in {None, holder}]
        return fits[0] if len(fits) == 1 else None

    def contradicts(self, person: Person, holder: str, office: str) -> bool:
        """Whether the lexicon surely knows someone else in that office on the day: "President Jimmy Carter" in 2018."""
        if office not in _SINGLE or self.on is None:
            return False
        if office.endswith("-minister") and office != "prime-minister" and person.name not in terms_by_person():
            return False  # ministers change faster than tables: an unknown name is a new one
        terms = terms_of(holder, office)
        running = [term for term in terms if term.serves(self.on)]
        sure = all(term.last is not None or self.on <= _KNOWN_UNTIL for term in running)
        return bool(running) and sure and person.name not in {term.person for term in running}

    def incumbent(self, holder: str, office: str) -> str | None:
        """Who holds the office on the article's day by the lexicon; None where it does not tell, or names several."""
        terms = terms_of(holder, office)
        running = {term.person for term in serving(terms, self.on)}
        return running.pop() if len(running) == 1 else None


def _nearly(key: tuple[str, ...], term: Holder) -> bool:
    """Whether a name is one letter off in one word, with all its other words in the holder's name."""
    for spelling in term.spellings:
        own = name_key(spelling)
        strange = [word for word in key if word not in own]
        if len(strange) == 1 and any(nearly(strange[0], word) for word in own if word not in key):
            return True
    return False


def _one_person(terms: tuple[Holder, ...]) -> tuple[Holder, ...]:
    return terms if len({term.person for term in terms}) == 1 else ()


_COMMON = frozenset(["wang", "li", "park", "kim", "lee", "cho", "moon", "fu", "zhang", "mao", "lin", "lai", "to"])


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can mean one person: the words of the shorter stand in the longer."""
    if len(one) > len(other):
        one, other = other, one
    if not one or not set(one) <= set(other):
        return False
    return len(one) > 1 or one[0] in {other[-1], other[0]} or (len(other) > 2 and one[0] in other[1:])


_HEADS = frozenset(
    ["president", "prime-minister", "chancellor", "king", "emir", "sultan", "leader", "supreme-leader", "crown-prince"]
)


def fits_office(held: str, asked: str) -> bool:
    """Whether someone who holds one office can be called by the other: a foreign minister is a minister."""
    if not held or not asked:
        return False
    if held == asked:
        return True
    if asked == "minister":
        return held.endswith("minister") and held != "prime-minister"
    if asked in {"leader", "head"}:
        return held in _HEADS
    return frozenset((held, asked)) in _PAIRS


_PAIRS = frozenset(
    frozenset(pair)
    for pair in (
        ("prime-minister", "chancellor"),
        ("ambassador", "un-ambassador"),
        ("envoy", "ambassador"),
        ("envoy", "un-ambassador"),
        ("delegate", "ambassador"),
        ("delegate", "un-ambassador"),
        ("general", "commander"),
        ("general", "military-chief"),
        ("chief", "secretary-general"),
        ("chief", "director-general"),
        ("head", "commission-president"),
        ("head", "secretary-general"),
        ("chief", "foreign-minister"),
        ("president", "commission-president"),
        ("president", "council-president"),
        ("adviser", "security-adviser"),
    )
)


def appoint(person: Person, role: Role, holder: str | None, *, speaks: bool, rank: int) -> None:
    """Gives the person a role read from the text, where it is better attested than the one known so far."""
    person.sex = role.sex or person.sex
    if rank < person.rank and not (person.role is None or (not speaks and person.speaks)):
        return
    if holder is None and person.holder and person.rank and speaks:
        person.role = person.role or role.role
        return
    person.role, person.office = role.role, role.office
    person.holder, person.speaks, person.rank, person.how = holder or person.holder, speaks, rank, "title"
