"""What decided a position, in words: its ``because``, read for people.

Each entry of ``because`` is a plain run of words that decided it, or ``kind:value`` as ``positions`` writes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

KINDS: Final = {
    "cue": "cue in the lexicon",
    "noun": "noun in the lexicon",
    "vote": "vote",
    "modal": "mode",
    "negated": "negated",
    "deed": "reported deed",
    "subject": "the clause's subject",
    "named": "named in the sentence",
    "speaker": "speaker",
    "about": "words of the question",
    "words": "decisive words",
    "llm": "language model",
    "offline": "what is read without the language model",
    "grammar": "what the grammar alone reads",
    "reader": "what the trained reader makes of the sentence",
}
"""What each kind means; a kind that is not listed is shown as it stands."""

_ENTRY: Final = re.compile(r"(?P<kind>[a-z]+):(?P<value>\S.*)", re.DOTALL)
_STANCE: Final = re.compile(r"stance (?P<stance>[\d.]+), (?P<levels>.+)")
_SHARE: Final = re.compile(r"(?P<level>[a-z_]+) (?P<share>[\d.]+)")


@dataclass(frozen=True, slots=True)
class Share:
    """How likely the trained reader holds something, in 0..1."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that decided a position: what kind of thing, its words, and a model's shares where it is one."""

    label: str
    value: str
    shares: tuple[Share, ...] = ()


def reasons(because: tuple[str, ...]) -> tuple[Reason, ...]:
    """The entries in their order, each in words."""
    return tuple(map(_reason, because))


def _reason(entry: str) -> Reason:
    found = _ENTRY.fullmatch(entry)
    if found is None:
        return Reason("decisive words", entry)
    kind, value = found["kind"], found["value"]
    label = KINDS.get(kind, kind)
    if kind == "reader" and (shares := _shares(value)):
        return Reason(label, "", shares)
    return Reason(label, value.replace("+", ", ") if kind == "about" else value.replace("_", " "))


def _shares(value: str) -> tuple[Share, ...]:
    found = _STANCE.fullmatch(value)
    if found is None:
        return ()
    levels = [Share(one["level"].replace("_", " "), float(one["share"])) for one in _SHARE.finditer(found["levels"])]
    return (Share("takes a stance here", float(found["stance"])), *levels)
