"""Who a group's noun stands for where the sentence lists them: *five countries have promised troops: Ghana, Peru …*."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.parse.tree import Token
from onrecord.records import Mention

_GROUPS = frozenset(
    "country state nation government member contributor signatory power ally partner neighbour neighbor capital".split()
)
_OPENERS = frozenset({":", "—", "–", "--", "-"})
_SAMPLES = frozenset({"including", "namely"})
_NAMES = frozenset({"PROPN", "PUNCT", "CCONJ", "DET", "ADP", "ADV"})


def is_group(noun: Token) -> bool:
    """True for a noun of several states that names none: *five countries*, *the allies*."""
    return noun.lemma.lower() in _GROUPS and noun.tag == "NNS"


def listed(subject: Token, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those of ``mentions`` that the sentence lists behind a colon or a dash, or as *including …*; none for no list."""
    root = (subject, *subject.ancestors())[-1]
    sentence = list(root.subtree())
    opened = [i for i, token in enumerate(sentence) if token.index > subject.index and _opens(token)]
    for at in opened:
        names = _run(sentence[at + 1 :])
        if not names:
            continue
        start, end = names[0].start, names[-1].end
        found = [m for m in mentions if start <= m.span.start and m.span.end <= end and m.speaks_for]
        if found and found[0].span.start <= names[0].end:
            return tuple(found)
    return ()


def _opens(token: Token) -> bool:
    return token.text in _OPENERS or token.lower in _SAMPLES


def _run(tokens: Sequence[Token]) -> list[Token]:
    """The names, commas and *and*s from here on; what follows the last name is left off."""
    run: list[Token] = []
    for token in tokens:
        if token.pos not in _NAMES or token.text in {*_OPENERS, ";"}:
            break
        run.append(token)
    while run and run[-1].pos != "PROPN":
        run.pop()
    return run
