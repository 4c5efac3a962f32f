"""Loads the cues of stance, conditions, contributions and concepts from ``lexicons/cues``."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from onrecord.records import ConditionKind, Level

_NONE = "-"


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: the level it gives affirmed and negated, on action and on proposal issues.

    ``sign`` is +1 where affirming the cue favours the act; ``weak`` cues only open a possibility;
    ``impersonal`` cues are said of the proposal, so their holder is whoever says so; cues that ``needs_act``
    answer an action issue only where they govern the issue's own act.
    """

    words: str
    action: tuple[Level | None, Level | None]
    proposal: tuple[Level | None, Level | None]
    sign: int
    weak: bool = False
    impersonal: bool = False
    needs_act: bool = False


@dataclass(frozen=True, slots=True)
class StanceCues:
    """The cue lexicon by the grammar that carries a cue; keys are lemmas, two-word cues included."""

    verbs: dict[str, Cue]
    adjectives: dict[str, Cue]
    nouns: dict[str, Cue]
    modality: dict[str, str]
    support_verbs: frozenset[str]
    transparent: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("onrecord.lexicons").joinpath("cues", f"{name}.toml").read_text(encoding="utf-8"))


def _pair(values: list[str]) -> tuple[Level | None, Level | None]:
    affirmed, negated = (None if value == _NONE else value for value in values)
    return affirmed, negated  # type: ignore[return-value]  # the lexicon test holds that these are levels


def _cues(tables: list[dict[str, Any]]) -> dict[str, Cue]:
    return {
        words: Cue(
            words,
            _pair(table["action"]),
            _pair(table["proposal"]),
            table["sign"],
            table.get("weak", False),
            table.get("impersonal", False),
            table.get("needs_act", False),
        )
        for table in tables
        for words in table["words"]
    }


@functools.cache
def stance_cues() -> StanceCues:
    """The stance lexicon, read once."""
    data = _load("stance")
    return StanceCues(
        verbs=_cues(data["verb"]),
        adjectives=_cues(data["adjective"]),
        nouns=_cues(data["noun"]),
        modality={word: reading for reading, words in data["modality"].items() for word in words},
        support_verbs=frozenset(data["support_verbs"]["words"]),
        transparent=frozenset(data["transparent_verbs"]["words"]),
    )


@functools.cache
def reasons(sort: Literal["promises", "reversals", "withdrawals"]) -> frozenset[str]:
    """The reasons of a stance by what they do: promise a deed, give up the opposite stance, leave what one joined."""
    return frozenset(_load("stance")[sort]["because"])


@functools.cache
def concepts() -> dict[str, frozenset[str]]:
    """For each lemma (or pair of words), the concepts that it may stand for."""
    found: dict[str, set[str]] = {}
    for concept, words in _load("concepts").items():
        for word in words:
            found.setdefault(word, set()).add(concept)
    return {word: frozenset(ids) for word, ids in found.items()}


@functools.cache
def contribution_kinds() -> dict[str, str]:
    """For each lemma, the kind of contribution it names."""
    return {word: kind for kind, words in _load("contributions")["kinds"].items() for word in words}


@functools.cache
def units() -> dict[str, str]:
    """For each sign or word of money, its ISO 4217 code."""
    return {word: code for code, words in _load("contributions")["units"].items() for word in words}


@functools.cache
def condition_markers() -> tuple[tuple[str, str], ...]:
    """Subordinators of a condition with their kind (``when`` and ``before`` are settled by the main clause)."""
    pairs = [(word, kind) for kind, words in _load("conditions")["markers"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@functools.cache
def condition_phrases() -> tuple[tuple[str, ConditionKind], ...]:
    """Prepositions and verbs whose complement is a condition, longest first."""
    pairs = [(word, kind) for kind, words in _load("conditions")["phrases"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
