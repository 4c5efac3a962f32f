"""The same words denied: *will send* becomes *will not send*, and the level must move.

Shown to the reader in training, where the denial of each level is known, and asked of it by the guards on articles
that it never saw.
"""

from __future__ import annotations

import re
from dataclasses import replace

from rows import NONE, Label

from onrecord.parse.tree import Token
from onrecord.positions.views import Holder, View
from onrecord.records import LADDER, Level, Span

_NEGATABLE = frozenset("will would has have had is are was were can could does did do".split())
_REPORTS = frozenset("say tell announce confirm declare state report".split())
_TURNED = re.compile(r"\b(?:not|no|never|nor|neither|without|absent|if|unless|until)\b|n't")
_DENIED: dict[Level, Level] = {"pledges": "rules_out", "supports": "opposes", "open": "opposes"}
"""What a level becomes (codebook, levels): *will not*, *does not back*, *is not ready*. A deed undone is no stance."""


def negated(view: View) -> View | None:
    """The view with *not* after the auxiliary of its main verb, or of what that reports; None where there is none,
    where the sentence names several holders, and where it is negative or conditional already."""
    text, start = view.text.quote, view.text.start
    auxiliary = _auxiliary(view.sentence.root)
    if auxiliary is None or len(view.holders) != 1 or _TURNED.search(text):
        return None
    at = auxiliary.end - start
    changed = f"{text[:at]} not{text[at:]}"
    holders = tuple(_moved(holder, auxiliary.end) for holder in view.holders)
    return replace(view, text=Span(start, start + len(changed), changed), holders=holders)


def denied(label: Label) -> Label | None:
    """The label of the same words denied; None where that is not plain."""
    if label.level == NONE:
        return label
    level = LADDER[label.level - 1]
    if level == "delivers":
        return replace(label, level=NONE)
    return replace(label, level=1 + LADDER.index(_DENIED[level])) if level in _DENIED else None


def _auxiliary(verb: Token) -> Token | None:
    """*will* of *will send*, *is* of *is ready*; that of the report's content where the main verb only reports."""
    content = verb.child("ccomp")
    if verb.lemma in _REPORTS and content is not None:
        return _auxiliary(content)
    found = verb.child("aux", "auxpass")
    if found is not None:
        return found if found.lower in _NEGATABLE else None
    return verb if verb.lemma == "be" and verb.lower in _NEGATABLE else None


def _moved(holder: Holder, place: int) -> Holder:
    shift = len(" not")
    spans = (replace(s, start=s.start + shift, end=s.end + shift) if s.start >= place else s for s in holder.spans)
    return replace(holder, spans=tuple(spans))
