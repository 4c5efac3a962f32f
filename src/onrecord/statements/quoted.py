"""Gives every quotation its source: the cue after it, before it, on both sides, or the one that spoke last.

Works on characters and commas rather than on the tree, because parsers lose their way across quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.parse import Parsed, Quotation, Token
from onrecord.statements.attribution import Attribution, overlap
from onrecord.statements.cues import Cues
from onrecord.statements.phrases import cue_tokens, is_verb, nearest_subject, noun_phrase, subject
from onrecord.statements.turns import paragraphs
from onrecord.statements.verbs import clause_tokens, why_refused

_WORD = re.compile(r"\w+")
_AFTER_REACH = 16
_SIGNATURE = 10
_NEAR = 6
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_SPLIT = frozenset({"before", "clause", "quote-before", "quote-after", "around"})
_WHOLE = 4
"""A quotation of fewer words, in a sentence without a cue, is a title or a scare quote."""


class Quotes:
    """The quotations of one article, being given to attributions."""

    def __init__(self, parsed: Parsed, found: Iterable[Attribution], cues: Cues) -> None:
        self.parsed = parsed
        self.text = parsed.article.text
        self.cues = cues
        self.found = [self._grown(one) for one in found]
        self.titles: list[Quotation] = []
        self._blocks = [
            (group[0].start, group[-1].end, [token for sentence in group for token in sentence.tokens])
            for group in paragraphs(parsed)
        ]

    def assign(self) -> list[Attribution]:
        """All attributions, those of quotations included, in the order of the text."""
        for quotation in self.parsed.quotations:
            if self._taken(quotation):
                continue
            made = self._made(quotation)
            if made is not None:
                self.found.append(made)
        self.found = self._joined(sorted(self.found, key=lambda one: (one.start, -one.end)))
        return self.found

    def _grown(self, one: Attribution) -> Attribution:
        """Content that begins or ends within a quotation takes the whole quotation in."""
        start, end = one.start, one.end
        for quotation in self.parsed.quotations:
            if not overlap(quotation.outer, start, end):
                continue
            if quotation.outer.start <= one.anchor < quotation.outer.end:
                end = min(end, quotation.inner.end)
                continue
            start, end = min(start, quotation.outer.start), max(end, quotation.outer.end)
        return self._split(replace(one, start=start, end=self._tail(one, end)))

    def _split(self, one: Attribution) -> Attribution:
        """ "...," she said, "...": the words on the other side of the attribution belong to the same quotation."""
        said = [t for t in (*one.source, *one.cue, *one.clause) if not self.parsed.quotation_at(t.start)]
        said = [t for t in said if t.start >= one.end or t.end <= one.start]
        if not said or one.how not in _SPLIT:
            return one
        low, high = min(t.start for t in said), max(t.end for t in said)
        for quotation in self.parsed.quotations:
            outer = quotation.outer
            if one.end <= low and outer.start >= high and self.text[high : outer.start].strip() in {",", ",:", ":"}:
                return replace(one, end=max(one.end, outer.end)) if self._edge(one.end) else one
            if one.start >= high and outer.end <= low and not self.text[outer.end : low].strip(" ,"):
                return replace(one, start=outer.start) if self._edge(one.start) else one
        return one

    def _edge(self, place: int) -> bool:
        """True where a quotation begins or ends at this place, its marks counted or not."""
        edges = ((q.outer.start, q.inner.start, q.inner.end, q.outer.end) for q in self.parsed.quotations)
        return any(place in four for four in edges)

    def _tail(self, one: Attribution, end: int) -> int:
        """Takes in a quotation that only a comma parts from the content: "by the French, "and now the Poles"."""
        for quotation in self.parsed.quotations:
            between = self.text[end : quotation.outer.start]
            near = quotation.outer.start >= end and "," in between and not between.strip(" ,")
            if near and one.how in {"clause", "that"} and not quotation.inner.quote[:1].isupper():
                return max(end, quotation.outer.end)
        return end

    def _taken(self, quotation: Quotation) -> bool:
        return any(
            overlap(quotation.inner, one.start, one.end)
            and (not quotation.outer.start <= one.anchor < quotation.outer.end or self._opens(one, quotation))
            for one in self.found
            if not one.refused
        )

    @staticmethod
    def _opens(one: Attribution, quotation: Quotation) -> bool:
        """True for the words before ", Ruiz said" in a quotation that never closes: its end was lost there."""
        return not quotation.closed and one.how == "before" and one.start == quotation.inner.start

    def _made(self, quotation: Quotation) -> Attribution | None:
        tokens = next((block[2] for block in self._blocks if block[0] <= quotation.outer.start < block[1]), [])
        return (
            self._signed(quotation, tokens)
            or self._cue_after(quotation, tokens)
            or self._cue_before(quotation, tokens)
            or self._last_speaker(quotation, tokens)
        )

    def _signed(self, quotation: Quotation, tokens: list[Token]) -> Attribution | None:
        """A name after a dash that closes the paragraph: "..." -- Ana Ruiz."""
        rest = [t for t in tokens if t.start >= quotation.outer.end]
        if not 2 <= len(rest) <= _SIGNATURE or rest[0].text not in _DASHES or rest[1].pos != "PROPN":
            return None
        name = tuple(t for t in rest[1:] if t.text != ".")
        return Attribution(name, (rest[0],), quotation.outer.start, quotation.outer.end, "signed")

    def _cue_after(self, quotation: Quotation, tokens: list[Token]) -> Attribution | None:
        """ "...," she said / said the envoy: the first verb of saying in the clause that follows the closing mark."""
        if quotation.inner.quote.endswith(".") or not quotation.closed:
            return None
        for token in [t for t in tokens if t.start >= quotation.outer.end][:_AFTER_REACH]:
            if token.text in {".", ";", ":", "?", "!"} or self.parsed.quotation_at(token.start):
                return None
            made = self._by_verb(token, quotation, "quote-before") if is_verb(token) else None
            if made is not None:
                return made
        return None

    def _cue_before(self, quotation: Quotation, tokens: list[Token]) -> Attribution | None:
        """She said: "...": the nearest verb of saying in the sentence that leads up to the opening mark."""
        led = [t for t in tokens if t.end <= quotation.outer.start] or self._line_before(quotation)
        colon = bool(led) and led[-1].text == ":"
        for token in reversed(led):
            if token.text in {".", "?", "!", ";"} or self.parsed.quotation_at(token.start):
                break
            if is_verb(token):
                made = self._by_verb(token, quotation, "quote-after", anything=colon)
                if made is not None:
                    return made
        return None

    def _line_before(self, quotation: Quotation) -> list[Token]:
        """The paragraph before one that the quotation opens, if a colon or comma leads over to it."""
        earlier = [block for block in self._blocks if block[1] <= quotation.outer.start]
        tokens = earlier[-1][2] if earlier else []
        return tokens if tokens and tokens[-1].text in {":", ","} else []

    def _by_verb(self, verb: Token, quotation: Quotation, how: str, *, anything: bool = False) -> Attribution | None:
        group = next((g for g in self.cues.of_verb(verb) if "quote" in g.frames), None)
        if group is None and not anything:
            return None
        noun = subject(verb) or (nearest_subject(verb) if anything else None)
        if noun is not None and quotation.outer.start <= noun.start < quotation.outer.end:
            noun = next((c for c in verb.all("nsubj") if c.start >= quotation.outer.end), None)
        noun = noun or (_inverted(verb, quotation) if how == "quote-before" else None)
        source = noun_phrase(noun) if noun is not None else ()
        if not source or any(quotation.outer.start <= token.start < quotation.outer.end for token in source):
            return None
        name = group.name if group is not None else "say"
        refused = why_refused(verb, source, group, self.cues) if group is not None else ""
        clause = clause_tokens(verb, verb, verb)
        clause = tuple(t for t in clause if not quotation.outer.start <= t.start < quotation.outer.end)
        outer = quotation.outer
        return self._split(Attribution(source, cue_tokens(verb), outer.start, outer.end, how, name, refused, clause))

    def _last_speaker(self, quotation: Quotation, tokens: list[Token]) -> Attribution | None:
        """A quotation without a cue goes on with whoever spoke last: in its paragraph, or before it if it opens one."""
        if len(_WORD.findall(quotation.inner.quote)) < _WHOLE and not self._stands_alone(quotation):
            self.titles.append(quotation)
            return None
        opens = bool(tokens) and tokens[0].start >= quotation.outer.start
        floor = 0 if opens else (tokens[0].start if tokens else 0)
        spoke = [
            one for one in self.found if floor <= one.anchor < quotation.outer.start and one.source and not one.refused
        ]
        if not spoke:
            return None
        last = max(spoke, key=lambda one: one.anchor)
        return replace(
            last, start=quotation.outer.start, end=quotation.outer.end, cue=(), how="quote-continued", clause=()
        )

    def _stands_alone(self, quotation: Quotation) -> bool:
        """True for the short sentence after a quotation's attribution: "I would," she said. "I would, too." """
        inner, ahead = quotation.inner.quote, self.text[: quotation.outer.start].rstrip(" ")
        return ahead.endswith(".") and inner[:1].isupper() and inner.rstrip()[-1:] in {".", "!", "?"}

    def _joined(self, found: list[Attribution]) -> list[Attribution]:
        """A quotation that follows its attribution, or runs on over paragraphs, is one with what came before."""
        kept: list[Attribution] = []
        for one in found:
            if one.how == "quote-continued" and kept:
                host = next((k for k in reversed(kept) if self._runs_on(k, one)), None)
                if self._continues(one) and kept[-1].source == one.source:
                    host = kept[-1]
                if host is not None:
                    kept[kept.index(host)] = replace(host, end=max(host.end, one.end))
                    continue
            kept.append(one)
        return kept

    def _clause_end(self, place: int) -> int:
        """The end of the sentence that holds this place: "said Ruiz, who heads the port. "We wait."" """
        sentence = self.parsed.sentence_at(place - 1)
        return max(place, sentence.end) if sentence is not None else place

    def _continues(self, one: Attribution) -> bool:
        return any(q.continues and q.outer.start == one.start for q in self.parsed.quotations)

    def _runs_on(self, host: Attribution, one: Attribution) -> bool:
        if host.source != one.source or host.end > one.start or not host.cue:
            return False
        if self._continues(one):
            return True
        said = [*host.source, *host.cue, *host.clause]
        if max(token.start for token in host.cue) < host.start:
            between = self.text[host.end : one.start]
        else:
            between = self.text[self._clause_end(max(host.end, *(token.end for token in said))) : one.start]
        spoken = any(q.outer.end in {host.end, host.end + 1} for q in self.parsed.quotations)
        return spoken and not _WORD.search(between) and "\n" not in between


def _inverted(verb: Token, quotation: Quotation) -> Token | None:
    """ "...," said Ruiz, a baker: what stands right after a verb that stands right after the closing mark."""
    if verb.start - quotation.outer.end > 1 or verb.tag not in {"VBD", "VBZ"}:
        return None
    return next(
        (c for c in verb.all("dobj", "npadvmod", "dep", "attr", "oprd") if 0 < c.index - verb.index <= _NEAR), None
    )
