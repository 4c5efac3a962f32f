"""Who is meant by a few words at a date, for people who ask: the answer, the step that gave it, the alternatives.

``candidates`` is the seam for reconciliation services: ids with a name and a score, the best first.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.actors.cast import Cast, cast
from onrecord.actors.knowledge import serving, terms_by_word, terms_of
from onrecord.actors.known import Known
from onrecord.actors.nearly import nearest_name
from onrecord.actors.sector import Sector, home_of, is_international
from onrecord.actors.trie import fold
from onrecord.lexicons import table, world
from onrecord.lexicons.own import Own
from onrecord.lexicons.sectors import institutions
from onrecord.parse.tree import Parsed, Token
from onrecord.records import Article, Learned, Mention, Span
from onrecord.settings import Settings

STEPS = {
    "name": "its name stands in the words",
    "demonym": "an adjective or a people's name",
    "metonym": "a capital, seat or building that stands for those who sit in it",
    "role": "a role with the state or organisation that qualifies it",
    "body": "a ministry, parliament or other body of the state that qualifies it",
    "title": "a title or apposition beside the name",
    "possessive": "the possessive before the name",
    "office-holder": "the dated lexicon of office holders",
    "misspelt": "a name one letter away from the holder of the office that stands with it",
    "anonymous": "an unnamed source, with what the words tell of it",
    "antecedent": "what stands before",
    "pronoun": "what a pronoun refers to",
    "owner": "whose it is",
    "context": "the states named around it",
    "media": "a news outlet or agency, never a holder",
}
"""What each value of ``Mention.how`` means, in words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that the words could mean: id, a name where one is known, why, and how surely (0..1)."""

    actor: str
    name: str
    why: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the words name. ``mention`` is None where it cannot be told; ``country`` the state the words tie it to.

    ``incumbents`` holds who was in that office on the day by the dated lexicon, whether or not the words name them;
    ``others`` what else the words name or could mean; ``read_as`` the spelling read in place of a misspelt one.
    """

    mention: Mention | None
    country: str | None = None
    sector: Sector | None = None
    incumbents: tuple[str, ...] = ()
    others: tuple[Candidate, ...] = ()
    read_as: str | None = None

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The ids of ``others``."""
        return tuple(candidate.actor for candidate in self.others)

    @property
    def step(self) -> str:
        """The step that resolved the words, in words."""
        if self.mention is None:
            return "nothing in the words or the lexicons tells"
        return STEPS.get(self.mention.how, self.mention.how)


def resolve_text(
    text: str,
    on: date | None = None,
    settings: Settings | None = None,
    *,
    context: str = "",
    extra: Own | None = None,
    learned: Iterable[tuple[Learned, date | None]] = (),
) -> Answer:
    """Who is meant by ``text`` ("the Italian defence minister") on a day; without a day, by what was known last.

    ``context`` is a sentence or a place name that stands around the words; ``extra`` the user's own
    actors; ``learned`` what earlier articles taught of persons, each with its article's day.

    Raises:
        SetupError: the language model is not installed.
    """
    knobs = settings or Settings()
    known = Known(extra)
    for office, day in learned:
        known.learn(office, day)
    answer = _read(text, on, knobs, context, known)
    if answer.mention is None and answer.country is None and text[:1].isupper():
        answer = _read(
            text, on, knobs, context, known, frame=" said so."
        )  # a surname alone parses better in a sentence
    if (answer.mention is None or answer.mention.actor is None) and answer.country is None:
        corrected = nearest_name(text)
        if corrected is not None:
            found = _read(corrected, on, knobs, context, known)
            return Answer(found.mention, found.country, found.sector, found.incumbents, found.others, corrected)
    return answer


def candidates(answer: Answer) -> tuple[Candidate, ...]:
    """The answer and what else it could be, the best first."""
    found = list(answer.others)
    if answer.mention is not None and answer.mention.actor:
        name = answer.mention.person or name_of(answer.mention.actor)
        found.insert(0, Candidate(answer.mention.actor, name, answer.step, answer.mention.confidence))
    return tuple(found)


def _read(
    text: str,
    on: date | None,
    settings: Settings,
    context: str,
    known: Known,
    *,
    frame: str = "",
) -> Answer:
    from onrecord.parse.language import parse  # noqa: PLC0415  (loads the model: only for who asks)

    clean, around = " ".join(text.split()), " ".join(context.split())
    article = _article(clean + frame, around, on)
    parsed = next(parse([article], settings), None)
    tokens = _tokens_of(parsed, len(clean)) if parsed is not None else []
    if parsed is None or not tokens:
        return Answer(None)
    found = cast(parsed, known)
    mention = found.mention_of(tokens)
    others = [m for m in found.mentions if m.actor and (mention is None or m.actor != mention.actor)]
    alternatives = [*_named(others), *_ambiguous(clean), *_namesakes(clean)]
    return Answer(
        mention,
        _country(mention, found, clean),
        found.sector_of(tokens),
        _incumbents(mention, on),
        tuple({candidate.actor: candidate for candidate in reversed(alternatives)}.values())[::-1],
    )


def _article(clean: str, around: str, on: date | None) -> Article:
    whole = f"{clean}\n{around}" if around else clean
    spans = [Span(0, len(clean), clean)] if clean else []
    if around:
        spans.append(Span(len(clean) + 1, len(whole), around))
    return Article("who", whole, tuple(spans), published=on)


def _tokens_of(parsed: Parsed, end: int) -> list[Token]:
    return [token for sentence in parsed.sentences for token in sentence.tokens if token.end <= end]


def _country(mention: Mention | None, found: Cast, text: str) -> str | None:
    """The state of the actor or its home; else the first that the words hold: of "four Saudi men"."""
    if mention is not None:
        for actor in (mention.actor, mention.speaks_for):
            holder = (actor or "").split("/")[0]
            if holder in states():
                return holder
            if home := home_of(actor):
                return home if home in states() else None
        if mention.kind in {"organisation", "armed-group"} and is_international(mention.actor):
            return None
    homes = (home for m in found.mentions if (home := home_of(m.actor)) in states())
    return next(iter((*found.states, *homes, *_outlets(text))), None)


def _outlets(text: str) -> Iterator[str]:
    """The homes of the news outlets that the words name."""
    for home, sector, names in institutions().values():
        if sector == "JRN" and home and any(f" {name} " in f" {text} " for name in names):
            yield home


@functools.cache
def states() -> frozenset[str]:
    """The ids of all states and territories."""
    return frozenset(form.actor for _, form in world.forms() if form.kind == "state" and form.actor)


@functools.cache
def _names() -> dict[str, str]:
    return {form.actor: name for name, form in reversed(world.forms()) if form.actor and form.sort in _NAMING}


_NAMING = frozenset(["name", "organisation"])


def name_of(actor: str) -> str:
    """What an id is called: "Italy", "Italy: defence minister"; the id itself where it is not known."""
    if actor in _names():
        return _names()[actor]
    holder, _, office = actor.partition("/")
    name = _names().get(holder, holder)
    return f"{name}: {office.replace('-', ' ')}" if office else name


def wikidata(actor: str | None) -> str | None:
    """The Wikidata id of a state or organisation (not of its offices), where it is known."""
    return next((row[1] for row in table("wikidata") if row[0] == actor), None)


def _incumbents(mention: Mention | None, on: date | None) -> tuple[str, ...]:
    holder, _, office = (mention.actor or "").partition("/") if mention is not None else ("", "", "")
    terms = terms_of(holder, office)
    return tuple(dict.fromkeys(term.person for term in serving(terms, on)))


def _named(others: Iterable[Mention]) -> Iterator[Candidate]:
    for mention in others:
        if mention.actor:
            yield Candidate(mention.actor, mention.person or name_of(mention.actor), "also named", mention.confidence)


def _ambiguous(text: str) -> Iterator[Candidate]:
    words = {fold(word) for word in text.split()}
    for name, form in world.forms():
        if form.candidates and fold(name) in words:
            for code in form.candidates:
                yield Candidate(code, name_of(code), "the words could mean it", 0.4)


def _namesakes(text: str) -> Iterator[Candidate]:
    """Offices whose holders at any time bear one of the words as surname."""
    for word in text.split():
        for term in terms_by_word().get(fold(word), ()) if word[0].isupper() else ():
            why = f"held {term.office.replace('-', ' ')} from {term.first:%Y-%m}"
            yield Candidate(f"{term.actor}/{term.office}", term.person, why, 0.3)
