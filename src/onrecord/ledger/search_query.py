"""What a person types into a search box, understood without complaint: words, "phrases", -not, OR, begin*.

Nothing is an error: a quotation mark without its partner quotes the rest, an operator without its word is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from onrecord.ledger.search_words import Word, folded, plain_word, plain_words

_PIECE: Final = re.compile(r'(-?)(?:["“„”«»]([^"“„”«»]*)["“„”«»]?|(\S+))')
_MOST: Final = 32
"""Terms that are looked at: a pasted page is no question."""

_DASHES: Final = str.maketrans("–—−", "---")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other, as ``search_words`` writes them; the last may only begin so."""

    words: tuple[str, ...]
    begins: bool = False

    def stands_at(self, found: Sequence[Word], place: int) -> bool:
        """Whether the term's words are those of a text from this place on."""
        here = [word.plain for word in found[place : place + len(self.words)]]
        if len(here) < len(self.words) or here[:-1] != list(self.words[:-1]):
            return False
        return here[-1].startswith(self.words[-1]) if self.begins else here[-1] == self.words[-1]


@dataclass(frozen=True, slots=True)
class Query:
    """What is wanted: of every group one term, and none of ``without``."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term that is wanted."""
        return tuple(term for group in self.groups for term in group)

    def any_of(self) -> Query:
        """The same terms, of which one is enough."""
        return Query((self.terms,), self.without)


def parse(typed: str) -> Query:
    """What was typed, as a query; without a wanted word it finds nothing."""
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    either = negated = False
    for minus, quoted, plain in _PIECE.findall(typed.translate(_DASHES))[:_MOST]:
        if plain in ("OR", "|") and not minus:
            either = bool(groups)
        elif plain == "NOT":
            negated = True
        elif plain not in ("AND", "&") and (term := _term(quoted or plain, bool(quoted))) is not None:
            if minus or negated:
                without.append(term)
            elif either:
                groups[-1] = (*groups[-1], term)
            else:
                groups.append((term,))
            either = negated = False
    return Query(tuple(groups), tuple(without))


def _term(raw: str, quoted: bool) -> Term | None:
    found = plain_words(raw).split()
    begins = not quoted and raw.endswith("*") and bool(found)
    if begins:
        found[-1] = _beginning(re.findall(r"[^\W_]+", raw)[-1])
    return Term(tuple(found), begins) if found else None


def _beginning(raw: str) -> str:
    """What every word that begins so begins with once it is stemmed."""
    both = zip(folded(raw), plain_word(raw), strict=False)
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], both))


def marks(query: Query, found: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Where wanted terms stand among the words of a text: first word, the one after the last, and which term."""
    terms = query.terms
    first: dict[str, list[int]] = {}
    for number, term in enumerate(terms):
        first.setdefault(term.words[0], []).append(number)
    beginning = [number for number, term in enumerate(terms) if term.begins and len(term.words) == 1]
    place = 0
    while place < len(found):
        fits = [n for n in (*first.get(found[place].plain, ()), *beginning) if terms[n].stands_at(found, place)]
        if not fits:
            place += 1
            continue
        longest = max(fits, key=lambda number: len(terms[number].words))
        end = place + len(terms[longest].words)
        yield place, end, longest
        place = end
