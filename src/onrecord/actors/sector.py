"""Which sector an actor belongs to: government, military, rebels, parliament, business … (codes as in ``sectors.tsv``).

The sector is read from the words of a noun phrase and what the lexicons know of whom it names: first what its head is,
then what stands with the head, the strongest word winning. It never decides who speaks for a state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.actors.knowledge import sector_trie
from onrecord.actors.people import Person
from onrecord.actors.scene import Scene
from onrecord.actors.trie import Hit
from onrecord.lexicons.sectors import homes, offices, words
from onrecord.lexicons.world import Form, modifiers, roles
from onrecord.parse.tree import Token

_STRONG, _PLAIN, _WEAK = 3, 2, 1
_OF_ANY = frozenset(["president", "premier", "presidents"])  # of a state, and of a parliament or a company too
_FADING = frozenset(["GOV", "LEG", "MIL", "SPY", "JUD", "COP", "PTY"])
_STATE_OWNED = frozenset(["official", "state", "state-run", "state-owned", "state-controlled", "government"])
_FIGHTING = frozenset(["REB", "PRM", "CRM"])
_FIGHTERS = frozenset(["MIL", "OPP", "UAF"])  # "FARC dissidents", "Wagner mercenaries": what the group is, they are
_PASSING = frozenset(["CVL", "UAF"])  # words that anyone can bear besides: "a Jewish community leader"


@dataclass(frozen=True, slots=True)
class Sector:
    """A code; a ``second`` one where it has two (a defence minister: GOV, MIL); the words or the step that told."""

    code: str
    second: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class _Clue:
    start: int
    end: int
    code: str
    weight: int
    how: str
    named: bool = False


def sector_of(scene: Scene, tokens: Sequence[Token], head: Token, on: date | None) -> Sector | None:
    """The sector of the noun phrase of these tokens; None where it names a state, a people, or nobody with a sector."""
    if not tokens:
        return None
    if (person := scene.persons.get(head.index)) is not None:
        return _of_person(person.value)
    name = scene.names.get(head.index)
    if name is not None and name.value.sort == "organisation" and not _code_of(name, scene, on):
        return None
    clues = list(_clues(scene, tokens, on))
    chosen = _chosen(clues, head, scene)
    if chosen is None:
        return None
    phrase = {token.lower for token in tokens}
    if chosen.code in _FADING and _is_former(tokens, chosen, head):
        return Sector("ELI", how="former")
    if chosen.code == "JRN" and phrase & _STATE_OWNED:
        return Sector("GOV", "JRN", chosen.how)
    defence = chosen.code == "GOV" and phrase & {"defence", "defense"}
    return Sector(chosen.code, "MIL" if defence else "", chosen.how)


def _of_person(person: Person) -> Sector | None:
    if person.how == "office-holder" and person.role is None:
        return Sector("ELI", how="out of office")
    code = offices().get(person.office, "")
    if code and (person.speaks or person.how == "office-holder"):
        return Sector(code, "MIL" if person.office == "defence-minister" else "", f"office {person.office}")
    word, role = words().get(person.role or ""), roles().get(person.role or "")
    silent = role is not None and role.speaks == "none"
    if word is not None and (silent or word.code != "GOV"):
        return Sector(word.code, how=f"role {person.role}")
    if code and code not in {"GOV", "MIL"}:
        return Sector(code, how=f"office {person.office}")
    return Sector("ELI", how="out of office") if person.rank and person.role else None


def _clues(scene: Scene, tokens: Sequence[Token], on: date | None) -> Iterator[_Clue]:
    """Everything in the phrase that tells a sector."""
    inside = {token.index for token in tokens}
    for hit in {id(h): h for i in inside if (h := scene.names.get(i)) is not None}.values():
        if code := _code_of(hit, scene, on):
            weight = _WEAK if hit.value.sort == "capital" else _STRONG
            yield _Clue(hit.start, hit.end, code, weight, f"name {scene.words(hit.start, hit.end)}", named=True)
    for found in sector_trie().find(tokens):
        word = found.value
        weight = _STRONG if word.strength == "strong" else _WEAK
        if word.code in _PASSING:
            weight = min(weight, _PLAIN)
        yield _Clue(found.start, found.end, word.code, weight, f"word {scene.words(found.start, found.end)}")


def _code_of(hit: Hit[Form], scene: Scene, on: date | None) -> str:
    form = hit.value
    if form.sort == "blocked":
        return "JRN" if form.office == "media" else ""
    if form.sort == "capital":
        return "" if scene.is_place(hit) else "GOV"
    if form.office:
        return offices().get(form.office, "")
    home = homes().get(form.actor or "")
    return home.sector(on) if home is not None else ""


def _chosen(clues: list[_Clue], head: Token, scene: Scene) -> _Clue | None:
    """The clue that decides: the head's own, unless it is weak and a stronger one stands with it."""
    own = max(
        (c for c in clues if c.start <= head.index < c.end), key=lambda c: (c.weight, c.end - c.start), default=None
    )
    group = next((c for c in clues if c.named and c.code in _FIGHTING), None)
    if own is not None and own.code in _FIGHTERS and group is not None:
        return group
    if own is not None and own.weight == _STRONG:
        of = [c for c in clues if c.start > head.index and c.weight == _STRONG]
        if head.lower in _OF_ANY and of and scene.tokens[own.end].lower == "of":
            return of[0]
        return own
    others = [c for c in clues if c is not own]
    best = max(
        others, key=lambda c: (c.weight, c.end <= head.index, c.end - c.start, -abs(c.start - head.index)), default=None
    )
    if own is None:
        return best
    return best if best is not None and best.weight > own.weight else own


def _is_former(tokens: Sequence[Token], chosen: _Clue, head: Token) -> bool:
    last = max(chosen.start, head.index)
    return any(modifiers().get(token.lower) == "former" for token in tokens if token.index < last)


def home_of(actor: str | None) -> str:
    """The state an actor belongs to, or UN or EU for their organs; empty where it belongs to none or is unknown."""
    holder = (actor or "").split("/")[0]
    known = homes().get(actor or "") or homes().get(holder)
    return known.home if known is not None else ""


def is_international(actor: str | None) -> bool:
    """Whether an id is an organisation of states: no home of its own, and no charity, company or armed group."""
    known = homes().get(actor or "")
    return known is not None and not known.home and not known.sectors
