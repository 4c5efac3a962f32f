"""Wires what settles conditions: those of the dossier on record against the articles of a run, after they are stored.

A gate over the words of each sentence goes first; only the paragraphs that pass it are parsed. The articles of one
batch are looked at together, with the conditions of them all; what an article settled before its condition was read
comes in when the same command runs again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.analysis.facts import Fact, facts
from onrecord.analysis.settling import Asked, asked, status, worth_reading
from onrecord.analysis.wording import clauses, read_once, wording
from onrecord.ledger import HangingRow, Ledger, SettledRow, Told, hanging, settle
from onrecord.ledger.condition_log import article_text
from onrecord.parse.language import parse
from onrecord.records import Article, Dossier, Reading, RunInfo, Span
from onrecord.settings import Settings

_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])")


_TOGETHER = 256
"""Articles that are looked at together: what they settle of each other's conditions does not hang on their order."""


class Settler:
    """The conditions of a dossier that later articles may settle, and the articles that wait to be looked at.

    Without a dossier there are none.
    """

    def __init__(self, ledger: Ledger, dossier: Dossier | None, settings: Settings) -> None:
        self._ledger = ledger
        self._settings = settings
        self._hanging: dict[Told, HangingRow] = {}
        self._by_stem: dict[str, set[Told]] = defaultdict(set)
        self._asked: dict[Told, Asked | None] = {}
        self._states: dict[str, frozenset[str]] = {}
        self._waiting: list[tuple[RunInfo, Article, Reading | None]] = []
        self._dossier = _states(" ".join(_words(dossier)) if dossier is not None else "")
        for row in hanging(ledger, dossier.id) if dossier is not None else ():
            self._know(row)

    def _know(self, row: HangingRow) -> None:
        for words in clauses(row.told.words):
            told = Told(words, row.told.holder)
            before = self._hanging.get(told)
            if before is None or row.day < before.day:
                self._hanging[told] = replace(row, told=told)
            for stem in wording(words, told.holder).stems:
                self._by_stem[stem].add(told)

    def take(self, run: RunInfo, reading: Reading) -> None:
        """A reading that the ledger holds: its conditions are known from now on, its facts are looked at soon."""
        for position in reading.positions:
            day = position.stated or reading.article.published
            if day is not None and not position.superseded:
                for condition in position.conditions:
                    self._know(HangingRow(Told(condition.span.quote, position.holder), day, reading.article.id))
        self._wait(run, reading.article, reading)

    def again(self, run: RunInfo, article: Article) -> None:
        """An article that the run has stored before: conditions may be on record by now that it settles."""
        self._wait(run, article, None)

    def _wait(self, run: RunInfo, article: Article, reading: Reading | None) -> None:
        if article.published is not None:
            self._waiting.append((run, article, reading))
        if len(self._waiting) >= _TOGETHER:
            self.look()

    def look(self) -> None:
        """Write down what the waiting articles settle."""
        for run, article, reading in self._waiting if self._hanging else ():
            gated = dict(self._gated(article))
            if gated:
                found = self._settled(gated, reading or self._ledger.stored(run.id, article))
                settle(self._ledger, run.id, list(dict.fromkeys(found)))
        self._waiting = []

    def _settled(self, gated: Mapping[Span, set[Told]], reading: Reading) -> Iterator[SettledRow]:
        article = reading.article
        wanted = sorted({told for some in gated.values() for told in some}, key=lambda told: (told.words, told.holder))
        (parsed,) = parse([replace(article, body=tuple(gated))], self._settings)
        for fact in facts(parsed, reading.statements):
            rows = (self._one(told, fact, article) for told in wanted)
            yield from (row for row in rows if row is not None)

    def _one(self, told: Told, fact: Fact, article: Article) -> SettledRow | None:
        row, one = self._hanging[told], self._grammar(told)
        if one is None or article.published is None or article.published < row.day or row.article == article.id:
            return None
        context = self._states_of(row.article) | self._dossier | {told.holder}
        found = status(one, fact, context, self._states_in(article.id, article.text))
        if found == "unknown":
            return None
        start, end = fact.sentence.start, fact.sentence.end
        who = f"said for {fact.teller}" if fact.teller else "the outlet's own words"
        return SettledRow(told, found, article.id, article.published, Span(start, end, article.text[start:end]), who)

    def _gated(self, article: Article) -> Iterator[tuple[Span, set[Told]]]:
        for paragraph in article.body:
            some: set[Told] = set()
            for sentence in _END.split(paragraph.quote):
                stems = read_once(sentence).stems
                near = {told for stem in stems for told in self._by_stem.get(stem, ())}
                some |= {told for told in near if self._may_settle(told, stems, article)}
            if some:
                yield paragraph, some

    def _may_settle(self, told: Told, stems: frozenset[str], article: Article) -> bool:
        row = self._hanging[told]
        if article.published is None or article.published < row.day or row.article == article.id:
            return False
        return worth_reading(wording(told.words, told.holder), stems)

    def _grammar(self, told: Told) -> Asked | None:
        if told not in self._asked:
            text = f"{told.words[:1].upper()}{told.words[1:]}."
            (parsed,) = parse([Article("condition", text, (Span(0, len(text), text),))], self._settings)
            self._asked[told] = asked(told, parsed)
        return self._asked[told]

    def _states_of(self, article: str) -> frozenset[str]:
        if article not in self._states:
            self._states_in(article, article_text(self._ledger, article) or "")
        return self._states[article]

    def _states_in(self, article: str, text: str) -> frozenset[str]:
        if article not in self._states:
            self._states[article] = _states(text)
        return self._states[article]


def _states(text: str) -> frozenset[str]:
    names = read_once(text.replace("-", " ")).names  # "the Thai-Cambodian border"
    return frozenset(name for name in names if name.isupper())


def _words(dossier: Dossier) -> Iterator[str]:
    yield dossier.title
    for issue in dossier.issues:
        yield from (issue.question, *issue.aliases)
