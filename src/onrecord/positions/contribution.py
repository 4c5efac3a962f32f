"""What is offered or refused, how much of it and in which unit, from the words of the act."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.parse.tree import Token
from onrecord.positions.lexicon import contribution_kinds, units
from onrecord.positions.profile import Profile
from onrecord.records import Contribution

_SCALE = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: float(value) for value, word in enumerate(_UNITS.split())} | {
    word: 10.0 * value for value, word in enumerate(_TENS.split(), start=2)
}
_VAGUE = frozenset({"dozen", "dozens", "hundreds", "thousands", "scores"})
_BODIES = frozenset({"force", "mission", "operation"})
_NONE = frozenset({"no", "neither"})
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def gives(profile: Profile) -> bool:
    """True for an action issue that asks for something to be given: then what is given is worth a record."""
    return profile.issue.kind == "action" and bool({"contribute", "mediate"} & profile.weights.keys())


def contribution(region: Sequence[Token], act: Token, *, offered: bool = False) -> Contribution | None:
    """The contribution that these tokens name, None where they name no kind.

    What is ``offered`` is not what is denied beside it: *no soldiers to spare, but 25 million kroner*.

    The act's own verb decides first (*train police* is training), then its object, then any other noun of a kind.
    """
    kinds = contribution_kinds()
    given = [t for t in region if not (offered and _is_denied(t))]
    noun = _kind_noun(given, act) or _kind_noun(region, act)
    if act.lemma in kinds and act.pos == "VERB":
        kind = kinds[act.lemma]
    elif noun is not None and noun.dep == "dobj" and noun.head.pos == "VERB" and noun.head.lemma in kinds:
        kind = kinds[noun.head.lemma]
    elif noun is not None:
        kind = kinds.get(noun.lemma) or kinds[noun.lower]
    else:
        return None
    quantity, unit = _quantity(region, noun, kind)
    return Contribution(kind, quantity, unit)


def _is_denied(noun: Token) -> bool:
    return any(t.lower in _NONE for t in noun.children)


def _kind_noun(region: Sequence[Token], act: Token) -> Token | None:
    kinds = contribution_kinds()
    nouns = [t for t in region if (t.lemma in kinds or t.lower in kinds) and t.pos in {"NOUN", "PROPN", "SYM", "ADJ"}]
    nouns = [t for t in nouns if t.lower != "forces" or t.pos == "NOUN"]  # not a name: "Self-Defense Forces officers"
    objects = [t for t in nouns if t.head is act and t.dep in {"dobj", "nsubjpass", "pobj"}]
    modified = [t for o in objects for t in o.children if t in nouns and t.dep in {"compound", "amod"}]
    apart = [
        t for t in nouns if t.head.lemma not in {"force", "mission", "operation"} or t.dep not in {"compound", "amod"}
    ]
    telling = [o for o in objects if (kinds.get(o.lemma) or kinds[o.lower]) != "troops"]  # "military hospital"
    return next(iter(telling or modified or objects or apart), None)  # but "medical unit", "police contingent"


def _quantity(region: Sequence[Token], noun: Token | None, kind: str) -> tuple[float | None, str | None]:
    for token in region:
        if token.lower in _VAGUE:
            return None, token.lower if token.lower.endswith("s") else f"{token.lower}s"
        if token.pos != "NUM" and token.lower not in _SMALL:
            continue
        counted = _counted(token)
        money = _money(token)
        if kind == "funds" and money is None:
            money = _currency(counted)
            if money is None:
                continue
        if money is None and (counted is None or not _counts(counted, noun)):
            continue
        value = _value(token)
        if value is not None:
            return value, money or (counted.lower if counted is not None else None)
    return None, None


def _counted(number: Token) -> Token | None:
    """The noun that a number counts."""
    token = number
    while token.head is not token and token.dep in {"nummod", "compound", "quantmod", "amod", "npadvmod"}:
        token = token.head
        if token.pos in {"NOUN", "PROPN"}:
            return token
    return None


def _counts(counted: Token, noun: Token | None) -> bool:
    people = contribution_kinds().get(counted.lemma) or contribution_kinds().get(counted.lower)
    return counted is noun or people is not None or (noun is not None and noun.head is counted)


def _money(number: Token) -> str | None:
    codes = units()
    near = [*number.children, number.head, *number.head.children]
    return next((codes[t.lower] for t in near if t.lower in codes), None) or next(
        (codes[t.lemma] for t in near if t.lemma in codes), None
    )


def _currency(counted: Token | None) -> str | None:
    """A currency without a code of its own here, by its word: *25 million kroner*."""
    return counted.lower if counted is not None and contribution_kinds().get(counted.lower) == "funds" else None


def _value(number: Token) -> float | None:
    words = [t.lower for t in [*number.children, number] if t.pos == "NUM" or t.lower in _SMALL]
    scale = [number.head.lower] if number.head.lower in _SCALE else []
    total: float | None = None
    for word in (*words, *scale):
        digits = _DIGITS.search(word)
        if digits:
            total = float(digits.group().replace(",", ""))
        elif word in _SMALL:
            total = _SMALL[word]
        elif word in _SCALE:
            total = (total or 1.0) * _SCALE[word]
    return total
