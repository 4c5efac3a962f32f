"""Which reading answers which label: names and words compared, positions paired, statements paired.

The rules are the codebook's: a holder may stand on one issue several times in an article, so holder + issue is
scored as a multiset, and within it each label takes the reading that is nearest to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.sheets import NOWHERE, Stance, Utterance

from onrecord.records import LADDER

_UNKNOWN_RANK = 99
_RANK: dict[str, int] = {level: rank for rank, level in enumerate(LADDER)}
_HALF = 0.5


def fold(text: str | None) -> str:
    """Lower case, accents off, anything but ASCII letters and digits made one space."""
    spread = unicodedata.normalize("NFKD", text or "")
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    return " ".join(re.findall(r"[0-9a-z]+", bare.lower()))


def token_f1(one: str, other: str) -> float:
    """How much of their words two texts share, counted with repetition (0 to 1)."""
    left, right = Counter(fold(one).split()), Counter(fold(other).split())
    if not left or not right:
        return 0.0
    return 2 * (left & right).total() / (left.total() + right.total())


def same_name(one: str | None, other: str | None) -> bool:
    """True where all words of the shorter name stand in the longer."""
    left, right = set(fold(one).split()), set(fold(other).split())
    if not left or not right:
        return False
    return left <= right or right <= left


def steps(label: str, guess: str) -> int:
    """How far apart two levels are on the ladder; a level that does not exist is far from all."""
    return abs(_RANK[label] - _RANK.get(guess, _UNKNOWN_RANK))


@dataclass(frozen=True, slots=True)
class Matched:
    """The labels of an article with the readings that answer them, and what is left on both sides."""

    pairs: tuple[tuple[Stance, Stance], ...]
    missed: tuple[Stance, ...]
    extra: tuple[Stance, ...]


def match(labels: Sequence[Stance], guesses: Sequence[Stance]) -> Matched:
    """Pairs labels and readings of one holder and issue, nearest pairs first; readings without a span stay out."""
    pairs: dict[int, int] = {}
    for _, at_label, at_guess in sorted(_options(labels, guesses)):
        if at_label not in pairs and at_guess not in pairs.values():
            pairs[at_label] = at_guess
    taken = set(pairs.values())
    return Matched(
        pairs=tuple((labels[one], guesses[other]) for one, other in pairs.items()),
        missed=tuple(label for at, label in enumerate(labels) if at not in pairs),
        extra=tuple(guess for at, guess in enumerate(guesses) if at not in taken),
    )


def _options(labels: Sequence[Stance], guesses: Sequence[Stance]) -> Iterator[tuple[int, int, int]]:
    for at_label, label in enumerate(labels):
        for at_guess, guess in enumerate(guesses):
            if guess.evidence and (label.holder, label.issue) == (guess.holder, guess.issue):
                yield _distance(label, guess), at_label, at_guess


def _distance(label: Stance, guess: Stance) -> int:
    return steps(label.level, guess.level) + 2 * (not touching(label, guess)) + (label.superseded != guess.superseded)


def touching(label: Stance, guess: Stance) -> bool:
    """True where the evidence of the two shares at least a character."""
    return (label.evidence or NOWHERE).overlaps(guess.evidence or NOWHERE)


def statements_right(labels: Sequence[Utterance], guesses: Sequence[Utterance]) -> int:
    """How many labelled statements were read: half of the words, and the same speaker (as it stands, or resolved)."""
    left = list(guesses)
    for label in labels:
        answer = next((guess for guess in left if _same_statement(label, guess)), None)
        if answer is not None:
            left = [guess for guess in left if guess is not answer]
    return len(guesses) - len(left)


def _same_statement(label: Utterance, guess: Utterance) -> bool:
    if label.content is None or guess.content is None:
        return False
    named = same_name(label.speaker_text, guess.speaker_text) or same_name(label.speaker, guess.speaker)
    return named and token_f1(label.content.quote, guess.content.quote) >= _HALF
