"""A view and the issues of a dossier as one sequence of word pieces, with the places where the answer is read.

``[CLS] <issue> question; aliases <issue> question … [SEP] heading <then> sentence before <then> teller: sentence``

Every issue starts with a mark of its kind, every name of a possible holder stands between two: one pass compares each
holder with each issue, and close issues with each other. The marks are some of the vocabulary's unused pieces. Marking
the names in place, rather than replacing them, follows Zhong and Chen, *A Frustratingly Easy Approach for Entity and
Relation Extraction*, NAACL 2021.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.positions.views import View
from onrecord.records import Issue

CLS, SEP = 101, 102
ACTION, OPEN, CLOSE, THEN, PROPOSAL = 1, 2, 3, 4, 5
"""Word pieces of BERT's uncased vocabulary: its class and end pieces, and five that it leaves unused."""

QUESTION, ALIASES, HEADING, BEFORE, TELLER, SENTENCE = 36, 12, 24, 36, 12, 120
"""How many pieces of each part are read; longer ones are cut, the sentence before at its start."""

TOGETHER = 6
"""How many issues, at most, share a pass."""

Pieces = Callable[[str], Sequence[int]]
"""Maps a text to the ids of its word pieces, without the class and end pieces."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """``ids`` and ``parts`` (0 for issues, 1 for text) have one entry a piece; the marks are places in them.

    ``holders[i]`` are the places of the opening marks of the view's i-th holder, ``issues[j]`` that of the j-th issue.
    """

    ids: tuple[int, ...]
    parts: tuple[int, ...]
    holders: tuple[tuple[int, ...], ...]
    issues: tuple[int, ...]


def asked(issue: Issue, pieces: Pieces) -> tuple[int, ...]:
    """The pieces of an issue, its mark first."""
    aliases = "; ".join(issue.aliases)
    return (
        ACTION if issue.kind == "action" else PROPOSAL,
        *pieces(issue.question)[:QUESTION],
        *pieces(aliases)[:ALIASES],
    )


def grouped(issues: Sequence[Issue]) -> Iterator[Sequence[Issue]]:
    """The issues, as evenly as may be, in groups that share a pass."""
    groups = -(-len(issues) // TOGETHER)
    size = -(-len(issues) // max(1, groups))
    for start in range(0, len(issues), max(1, size)):
        yield issues[start : start + size]


def render(view: View, questions: Sequence[Sequence[int]], pieces: Pieces) -> Rendered:
    """One sequence for a view and the ``questions`` (from ``asked``) of one group of issues."""
    ids = [CLS]
    issues = []
    for question in questions:
        issues.append(len(ids))
        ids += question
    ids.append(SEP)
    told = len(ids)
    for text, most in ((view.heading, HEADING), (view.before, -BEFORE)):
        found = pieces(text)
        ids += [*(found[:most] if most > 0 else found[most:]), THEN]
    marked: dict[str, list[int]] = {holder.id: [] for holder in view.holders}
    _teller(view, ids, marked, pieces)
    _sentence(view, ids, marked, pieces)
    ids.append(SEP)
    holders = tuple(tuple(places) for places in marked.values())
    return Rendered(tuple(ids), tuple(int(i >= told) for i in range(len(ids))), holders, tuple(issues))


def _teller(view: View, ids: list[int], marked: dict[str, list[int]], pieces: Pieces) -> None:
    """Who speaks, before the sentence: a holder without a name in the sentence is marked there."""
    absent = [holder for holder in view.holders if not holder.spans]
    words = view.teller or next((h.statement.speaker_text or "" for h in absent if h.statement), "")
    if not absent and not words:
        return
    for holder in absent:
        marked[holder.id].append(len(ids))
        ids.append(OPEN)
    ids += [*pieces(words)[:TELLER], *([CLOSE] if absent else []), *pieces(":")]


def _sentence(view: View, ids: list[int], marked: dict[str, list[int]], pieces: Pieces) -> None:
    """The sentence, each name of a holder between marks; what lies beyond the limit is marked at its end."""
    text, start = view.text.quote, view.text.start
    names = [(span.start, span.end, holder.id) for holder in view.holders for span in holder.spans]
    at, first = 0, len(ids)
    for opens, closes, holder in sorted(names):
        if len(ids) - first >= SENTENCE:
            marked[holder].append(len(ids) - 1)
            continue
        begin = max(at, opens - start)
        end = max(begin, min(len(text), closes - start))
        ids += pieces(text[at:begin])[: SENTENCE - len(ids) + first]
        marked[holder].append(len(ids))
        ids += [OPEN, *pieces(text[begin:end])[:TELLER], CLOSE]
        at = max(at, end)
    ids += pieces(text[at:])[: max(0, SENTENCE - len(ids) + first)]
