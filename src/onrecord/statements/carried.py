"""Free indirect continuation: "He said the port was full. Ships would have to wait." The second sentence is his too."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.parse import Parsed, Sentence, Token
from onrecord.statements.attribution import Attribution, overlap

_BACKSHIFTED = frozenset({"would", "could", "might"})
_CARRYING = frozenset({"clause", "that", "free-indirect"})


def carried(parsed: Parsed, found: Sequence[Attribution]) -> list[Attribution]:
    """One attribution for each sentence that plainly goes on with the report of the sentence before it.

    Plainly: the sentence before is told in a shifted tense after a verb of saying in the past, this one has "would",
    "could" or "might" on its main verb, and neither a source nor a quotation nor a condition of its own.
    """
    made: list[Attribution] = []
    for earlier, later in zip(parsed.sentences, parsed.sentences[1:], strict=False):
        host = _host(earlier, [*found, *made]) if earlier.paragraph == later.paragraph else None
        if host is not None and _goes_on(parsed, later, found):
            start, end = later.start, later.end
            made.append(Attribution(host.source, (), start, end, "free-indirect", host.group))
    return made


def _host(sentence: Sentence, found: Sequence[Attribution]) -> Attribution | None:
    """The last thing said in a sentence, if it was said in the past and runs to the sentence's end."""
    said = [one for one in found if sentence.start <= one.start < sentence.end and not one.refused]
    if not said:
        return None
    last = max(said, key=lambda one: one.end)
    past = not last.cue or any(token.tag in {"VBD", "VBN"} for token in last.cue)
    runs = sentence.end - last.end <= 2 and last.how in _CARRYING and last.group == "say"
    told = [token for token in sentence.tokens if last.start <= token.start < last.end]
    shifted = any(t.lower in _BACKSHIFTED or (t.lower == "had" and t.dep in {"aux", "auxpass"}) for t in told)
    return last if past and runs and shifted else None


def _goes_on(parsed: Parsed, sentence: Sentence, found: Sequence[Attribution]) -> bool:
    if any(overlap(q.outer, sentence.start, sentence.end) for q in parsed.quotations):
        return False
    if any(sentence.start <= one.anchor < sentence.end for one in found):
        return False
    return any(_shifts(token) for token in sentence.root.children)


def _shifts(token: Token) -> bool:
    return token.dep == "aux" and token.lower in _BACKSHIFTED
