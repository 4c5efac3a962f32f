"""What a condition says, apart from how it is said: stems without light words, synonyms as one, its sign.

"the truce does not hold", "the fighting resumes" and "the ceasefire collapses" have the same content and the same
(negative) sign. Nothing here knows grammar: two conditions that only grammar tells apart ("A attacks B", "B attacks
A") come out alike, which is why groups are always shown and can be parted.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.analysis.meanings import Meanings, meanings
from onrecord.analysis.names import named
from onrecord.analysis.stems import stem

_LETTERS = r"[^\W\d_]"
_WORD = re.compile(
    rf"[nN]['’]t\b|(?:{_LETTERS}(?!['’]t\b))+(?:[-.]{_LETTERS}+)*|{_LETTERS}+(?:[-.]{_LETTERS}+)*|\d[\d,.]*\d|\d"
)
_SPLIT = re.compile(
    r",?\s+and\s+(?=(?:that|if|once|when|unless|provided)\b)|;\s+|,?\s+and\s+(?=(?:an?|the|its|their)\s)",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"^\W*(?:an?|the|its|their)\s", re.IGNORECASE)
_EDGES = re.compile(r"""^[\s,;:"'“”]+|(?:[\s,;:"“”]+(?:and|or|but))?[\s,;:.'"“”]*$""")
_OPENERS = re.compile(r"^\W*(?:that|if|once|when|unless|provided(?: that)?)\s+", re.IGNORECASE)
_REWRITTEN = (
    (re.compile(r"[’']s\b"), " "),
    *(
        (re.compile(rf"\bone (\w+ )?(?:in|out of) {many}\b", re.IGNORECASE), rf"{share} \1")
        for many, share in (("three", "third"), ("four", "quarter"), ("five", "fifth"), ("ten", "tenth"))
    ),
    (re.compile(r"\$\s?(\d[\d,.]*)"), r"\1 dollars"),
    (re.compile(r"\b(\d[\d.]*)\s?(?:per cent|percent|%)", re.IGNORECASE), r"\1 percent"),
    (re.compile(r"\b(by|before|at|until|till) (?:the )?end of\b", re.IGNORECASE), r"\1"),
    (
        re.compile(
            r"\b(?:the two|two|both) (?:\w+ )?(?:sides|parties|governments|capitals|neighbours)\b", re.IGNORECASE
        ),
        "both",
    ),
    (re.compile(r"\b(?:refuses?|refused|refusing|declines?|declined) to\b", re.IGNORECASE), "not"),
)
_SHARES = {"25": "1/4", "50": "1/2", "75": "3/4", "20": "1/5", "10": "1/10"}

FAINT: Final = 0.35
"""What a word counts that says little beside others."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The content of a condition.

    ``stems`` is what it speaks of; ``names`` those stems that name someone, ``numbers`` those that are numbers, and
    ``faint`` those that say little beside others; ``positive`` is False where an odd number of negations turns it
    round; ``scope`` is the holder whose condition it is where "we" or "it" ties the words to a speaker, else empty.
    Equal ``key`` is equal content and scope.
    """

    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    positive: bool
    key: str
    scope: str = ""
    faint: frozenset[str] = frozenset()

    def weight(self, stem: str) -> float:
        """What a stem counts."""
        return FAINT if stem in self.faint else 1.0

    def mass(self, stems: Iterable[str]) -> float:
        """What these stems count together."""
        return sum(map(self.weight, stems))


@functools.lru_cache(maxsize=50_000)
def wording(text: str, holder: str = "") -> Wording:
    """What the words of a condition of ``holder`` say; ``holder`` matters only where they point at the speaker."""
    return _of_holder(_read(text), holder)


@functools.lru_cache(maxsize=50_000)
def as_told(text: str, holder: str = "") -> Wording:
    """As ``wording``, where grammar is looked at as well: "stops" is a verb like others and turns nothing round."""
    return _of_holder(_read(text, turned=False), holder)


def read_once(text: str) -> Wording:
    """The content of a longer text that is not asked about again: nothing is remembered."""
    return _read(text)[0]


def _of_holder(read: tuple[Wording, bool], holder: str) -> Wording:
    found, points = read
    return replace(found, scope=holder, key=f"{found.key} @{holder}") if points and holder else found


def _read(text: str, *, turned: bool = True) -> tuple[Wording, bool]:
    """The content of these words, and whether it is another thing when someone else says them."""
    known = meanings()
    for pattern, instead in _REWRITTEN:
        text = pattern.sub(instead, text)
    raw = _WORD.findall(text)
    words, names = named(raw)
    capitals = {word.lower() for word in raw[1:] if word[0].isupper()}
    points = _points(words, bool(names) or not capitals.isdisjoint(words), known)
    words = known.phrased(_in_figures(words, known))
    names |= {known.stem(word) for word in words if word in capitals and word not in known.unsaid}
    content, opposite = _content(words, known, turned=turned)
    negations = sum(word in known.negations for word in words) + opposite
    faint = content & known.faint
    found = Wording(
        stems=frozenset(content),
        names=frozenset(names & content),
        numbers=frozenset(one for one in content if one[0].isdigit()),
        positive=negations % 2 == 0,
        key=" ".join(sorted(content)),
        faint=frozenset(faint) if len(faint) < len(content) else frozenset(),
    )
    return found, points


def _content(words: Sequence[str], known: Meanings, *, turned: bool) -> tuple[set[str], int]:
    """The stems that say something, with words for one thing as one; and how often they turn the whole round."""
    unsaid = {known.stem(word) for word in words if word in known.unsaid}
    stems = {known.stem(word) for word in words if word not in known.unsaid}
    stems, opposite = _with_concepts(stems, unsaid, known, turned=turned)
    if turned and len(stems - known.ending - known.going_on) > 0:
        opposite += len(stems & known.ending)
        stems -= known.ending | known.going_on
    return stems, opposite


def _with_concepts(stems: set[str], unsaid: set[str], known: Meanings, *, turned: bool) -> tuple[set[str], int]:
    """The stems with every concept in place of its words, those of most words first."""
    possible = {one for stem_ in stems for one in known.concepts.get(stem_, ()) if turned or not one.opposite}
    made: set[str] = set()
    opposite = 0
    for one in sorted(possible):
        if one.stems <= stems | unsaid and one.stems & stems:
            stems = stems - one.stems
            made.add(one.concept)
            opposite += one.opposite
    return stems | made, opposite


def _in_figures(words: Sequence[str], known: Meanings) -> list[str]:
    """The words with numbers as figures and spans of time in days.

    "one" is left out, being mostly a pronoun or the "one" of "one third".
    """
    made: list[str] = []
    for at, word in enumerate(words):
        figure = known.figures.get(word, word)
        days = known.days.get(stem(word))
        if word in ("percent", "dozen") and made and made[-1][0].isdigit():
            made[-1] = _SHARES.get(made[-1], f"{made[-1]}%") if word == "percent" else made[-1]
        elif days is not None and made and _is_number(made[-1]):
            made[-1] = f"{_times(made[-1], days)}d"
        elif days is not None and at and words[at - 1] in ("a", "one", "an", "per"):
            made.append(f"{days}d")
        elif word != "one":
            made.append(figure)
    return made


def _is_number(word: str) -> bool:
    return word.isdecimal() or word in ("1/2", "1/4")


def _times(number: str, days: int) -> int:
    return days // int(number[2:]) if "/" in number else int(number) * days


def _points(words: Sequence[str], named_: bool, known: Meanings) -> bool:
    """True where the words mean another thing when another holder says them: "we", "it", "parliament".

    "It" that is not the subject is mostly what all is about; "their" after a noun is mostly that noun's.
    """
    if not known.first_person.isdisjoint(words) or (words and words[-1] in known.demonstrative):
        return True
    if any(word in known.pointing and (word != "it" or _is_subject(words, at)) for at, word in enumerate(words)):
        return True
    loose = any(word in known.possessive and not _bound(words[:at], known) for at, word in enumerate(words))
    return not named_ and (loose or not known.domestic.isdisjoint(words))


def _is_subject(words: Sequence[str], at: int) -> bool:
    return at == 0 or words[at - 1] in _CLAUSE_OPENERS


def _bound(before: Sequence[str], known: Meanings) -> bool:
    return any(word not in known.unsaid and word not in known.verbs for word in before)


_CLAUSE_OPENERS = frozenset("and or but that if when while once because unless as".split())


@functools.lru_cache(maxsize=20_000)
def clauses(text: str) -> tuple[str, ...]:
    """The parts that must all happen: "a mandate and the approval of parliament" has two.

    Parted only where it is plain that each side stands for itself: "and that", "and if", a semicolon, or two nouns with
    their articles and no verb. Parting too much errs to the side of asking for more.
    """
    pieces: list[str] = []
    for piece in _SPLIT.split(text):
        opened = _OPENERS.sub("", piece)
        if pieces and not _stands_alone(pieces[-1], piece):
            pieces[-1] = f"{pieces[-1]} and {piece}"
        else:
            pieces.append(opened if pieces else piece)
    trimmed = (_EDGES.sub("", piece) for piece in pieces)
    return tuple(piece for piece in trimmed if piece)


def _stands_alone(before: str, piece: str) -> bool:
    if _OPENERS.match(piece):
        return True
    words = [word.lower() for word in _WORD.findall(f"{before} {piece}")]
    nouns = not any(word in meanings().verbs or word.endswith("ed") for word in words)
    return nouns and _DETERMINED.match(before) is not None and _DETERMINED.match(piece) is not None
