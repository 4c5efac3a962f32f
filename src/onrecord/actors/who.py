"""Who is meant by a few words at a date, for people who ask: the answer, the step that gave it, and the alternatives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.actors.cast import cast
from onrecord.actors.knowledge import serving, terms_by_word
from onrecord.actors.trie import fold
from onrecord.lexicons import world
from onrecord.records import Article, Mention, Span
from onrecord.settings import Settings


@dataclass(frozen=True, slots=True)
class Answer:
    """What the words name. ``mention`` is None where it cannot be told.

    ``incumbents`` holds who was in that office on the day by the dated lexicon (a name that need not stand in the words);
    ``alternatives`` other actors that the words name, and ids an ambiguous form could mean.
    """

    mention: Mention | None
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
    tokens = [token for sentence in parsed.sentences for token in sentence.tokens]
    mention = found.mention_of(tokens)
    others = [m.actor for m in found.mentions if m.actor and (mention is None or m.actor != mention.actor)]
    return Answer(
        mention, _incumbents(mention, on), tuple(dict.fromkeys([*others, *_ambiguous(clean), *_namesakes(clean)]))
    )


def _incumbents(mention: Mention | None, on: date | None) -> tuple[str, ...]:
    holder, _, office = (mention.actor or "").partition("/") if mention is not None else ("", "", "")
    terms = tuple(term for term in world.holders() if term.actor == holder and term.office == office)
    return tuple(dict.fromkeys(term.person for term in serving(terms, on)))


def _ambiguous(text: str) -> list[str]:
    words = {fold(word) for word in text.split()}
    return [
        code for form, meant in world.forms() if meant.candidates and fold(form) in words for code in meant.candidates
    ]


def _namesakes(text: str) -> list[str]:
    """Offices whose holders at any time bear one of the words as surname."""
    terms = [term for word in text.split() if word[0].isupper() for term in terms_by_word().get(fold(word), ())]
    return [f"{term.actor}/{term.office}: {term.person}" for term in terms]
