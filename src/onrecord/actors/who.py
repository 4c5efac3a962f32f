"""Who is meant by a few words at a date, for people who ask: the answer, the step that gave it, the alternatives."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from onrecord.actors.cast import Cast, cast
from onrecord.actors.knowledge import serving, terms_by_word
from onrecord.actors.trie import fold
from onrecord.lexicons import world
from onrecord.records import Article, Mention, Span
from onrecord.settings import Settings


@dataclass(frozen=True, slots=True)
class Answer:
    """What the words name. ``mention`` is None where it cannot be told; ``country`` the state the words tie it to.

    ``incumbents`` holds who was in that office on the day by the dated lexicon, whether or not the words name them;
    ``alternatives`` other actors that the words name, and ids an ambiguous form could mean.
    """

    mention: Mention | None
    country: str | None = None
    incumbents: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


def resolve_text(text: str, on: date | None = None, settings: Settings | None = None) -> Answer:
    """Who is meant by ``text`` ("the Italian defence minister") on a day; without a day, by what was known last.

    Raises:
        SetupError: the language model is not installed.
    """
    from onrecord.parse.language import parse  # noqa: PLC0415  (loads the model: only for who asks)

    clean = " ".join(text.split())
    article = Article("who", clean, (Span(0, len(clean), clean),) if clean else (), published=on)
    parsed = next(parse([article], settings or Settings()), None)
    if parsed is None or not parsed.sentences:
        return Answer(None)
    found = cast(parsed)
    mention = found.mention_of([token for sentence in parsed.sentences for token in sentence.tokens])
    others = [m.actor for m in found.mentions if m.actor and (mention is None or m.actor != mention.actor)]
    alternatives = tuple(dict.fromkeys([*others, *_ambiguous(clean), *_namesakes(clean)]))
    return Answer(mention, _country(mention, found), _incumbents(mention, on), alternatives)


def _country(mention: Mention | None, found: Cast) -> str | None:
    """The state of the actor; else the first that the words hold: of "four Saudi men", of "Shanghai police"."""
    actor = (mention.actor or mention.speaks_for or "").split("/")[0] if mention is not None else ""
    return actor if actor in _states() else next(iter(found.states), None)


@functools.cache
def _states() -> frozenset[str]:
    return frozenset(form.actor for _, form in world.forms() if form.kind == "state" and form.actor)


def _incumbents(mention: Mention | None, on: date | None) -> tuple[str, ...]:
    holder, _, office = (mention.actor or "").partition("/") if mention is not None else ("", "", "")
    terms = tuple(term for term in world.holders() if term.actor == holder and term.office == office)
    return tuple(dict.fromkeys(term.person for term in serving(terms, on)))


def _ambiguous(text: str) -> list[str]:
    words = {fold(word) for word in text.split()}
    meant = [form for name, form in world.forms() if form.candidates and fold(name) in words]
    return [code for form in meant for code in form.candidates]


def _namesakes(text: str) -> list[str]:
    """Offices whose holders at any time bear one of the words as surname."""
    terms = [term for word in text.split() if word[0].isupper() for term in terms_by_word().get(fold(word), ())]
    return [f"{term.actor}/{term.office}: {term.person}" for term in terms]
