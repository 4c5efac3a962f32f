"""Asks a language model where everyone stands in an article, and puts what can be believed in place of the offline
reader's positions; where the model gives nothing usable, those stay."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from onrecord.llm.answers import Answer, Broken, answer
from onrecord.llm.checking import BadQuote, BadValue, Basis, Checker
from onrecord.llm.client import Client, Message, Silence
from onrecord.llm.endpoint import endpoint
from onrecord.llm.form import form
from onrecord.llm.pieces import Piece, halves, pieces
from onrecord.llm.prompt import messages, repair, version
from onrecord.llm.usage import Usage
from onrecord.positions import Found
from onrecord.positions.merge import merge
from onrecord.positions.supersession import mark_superseded
from onrecord.problems import problem
from onrecord.records import Article, Dossier, Dropped, Mention, Position, Problem, Span, Statement
from onrecord.settings import Settings

FAILED = "llm-failed"
"""The kind of problem that says that an article was read offline instead."""
_STEP = "llm"
_PATIENCE = 3
"""After so many articles in a row without any answer the endpoint is taken to be down."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands for an article after the model was asked, and the rows in problems that go with it."""

    found: Found
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Piecemeal:
    """An answer, and the piece of the article it is about."""

    piece: Piece
    answer: Answer


class Asker:
    """One run's way to a language model; ``usage`` tells at any time what it has cost.

    Nothing of one article reaches the request for another: what a text says to the model can change its own records
    at most.

    Raises:
        InputError: the settings name no usable endpoint.
    """

    def __init__(self, settings: Settings, sleep: Callable[[float], None] = time.sleep) -> None:
        where = endpoint(settings)
        self.usage = Usage(where.model)
        self._settings = settings
        self._client = Client(where, self.usage, sleep)
        self._by = (f"llm:{where.model}", f"prompt:{version()}")
        self._silent = 0
        self._down = ""

    def instead(
        self,
        offline: Found,
        dossier: Dossier,
        article: Article,
        statements: Sequence[Statement],
        mentions: Sequence[Mention],
    ) -> Asked:
        """The model's positions in place of ``offline``'s, or ``offline`` with a row that says why it stays.

        Nobody whom neither ``mentions`` nor ``statements`` name can hold a position in the article.
        """
        self.usage.articles += 1
        named = _named(mentions, statements)
        answered = list(self._pieces(dossier, article, named)) if not self._down else [Silence(self._down)]
        silence = next((one for one in answered if isinstance(one, Silence)), None)
        if silence is not None:
            self._remember(silence)
            self.usage.offline += 1
            return Asked(offline, (_row(FAILED, f"read offline instead: {silence.why}", article),))
        self._silent = 0
        levels = {(p.holder, p.issue): p.level for p in offline.positions}
        issues = {issue.id: issue for issue in dossier.issues}
        checker = Checker(Basis(article, issues, statements, named, levels, self._by))
        return self._checked(checker, article, [one for one in answered if isinstance(one, _Piecemeal)])

    def _remember(self, silence: Silence) -> None:
        """Notices an endpoint that is down, so that every further article does not wait for it in turn."""
        self._silent += silence.again
        if silence.lasting:
            self._down = silence.why
        elif self._silent >= _PATIENCE and not self._down:
            self._down = f"not asked any more, after {_PATIENCE} articles in a row without an answer: {silence.why}"

    def _pieces(self, dossier: Dossier, article: Article, named: Collection[str]) -> Iterator[_Piecemeal | Silence]:
        for piece in pieces(article, self._settings.llm_piece, self._settings.max_words):
            for one in self._asked(dossier, article, piece, named):
                yield one
                if isinstance(one, Silence):
                    return

    def _asked(
        self, dossier: Dossier, article: Article, piece: Piece, named: Collection[str], *, last: bool = False
    ) -> Iterator[_Piecemeal | Silence]:
        """The answer on a piece. One that cannot be used is asked for once more: in two halves if it grew too long."""
        sent = messages(dossier, article, piece, named)
        got = self._chat(sent, dossier)
        if isinstance(got, Broken) and not last:
            smaller = halves(article, piece) if got.cut else ()
            if len(smaller) > 1:
                for half in smaller:
                    yield from self._asked(dossier, article, half, named, last=True)
                return
            if not got.cut:
                got = self._chat(repair(sent, got.text, got.why), dossier)
        if isinstance(got, Answer):
            yield _Piecemeal(piece, got)
        else:
            yield Silence(f"its answer cannot be used: {got.why}") if isinstance(got, Broken) else got

    def _chat(self, sent: list[Message], dossier: Dossier) -> Answer | Broken | Silence:
        reply = self._client.chat(sent, form(dossier))
        if isinstance(reply, Silence):
            return reply
        if reply.cut:
            return Broken("it was cut off at its longest length", reply.text, cut=True)
        return answer(reply.text, [issue.id for issue in dossier.issues])

    def _checked(self, checker: Checker, article: Article, answered: Sequence[_Piecemeal]) -> Asked:
        made: list[Position] = []
        dropped: list[Dropped] = []
        unknown: list[str] = []
        for one in answered:
            unknown += one.answer.refused
            for claim in one.answer.claims:
                checked = checker.check(claim, one.piece)
                if isinstance(checked, Position):
                    made.append(checked)
                elif isinstance(checked, BadValue):
                    unknown.append(checked.why)
                elif isinstance(checked, BadQuote):
                    self.usage.quotes += 1
                    at = one.piece.start  # words that stand nowhere have no place of their own
                    dropped.append(Dropped(Span(at, at, ""), _STEP, checked.why))
                else:
                    self.usage.doubts += 1
                    dropped.append(Dropped(checked.span, _STEP, checked.why))
        self.usage.values += len(unknown)
        kept, repeated = merge(mark_superseded(made))
        kept = tuple({position.id: position for position in kept}.values())
        self.usage.kept += len(kept)
        dropped += [Dropped(gone.evidence, _STEP, f"restates {by.id}") for gone, by in repeated]
        found = Found(kept, tuple(sorted(dropped, key=lambda one: one.span.start)))
        return Asked(found, tuple(_row("llm-value", why, article) for why in unknown))


def _named(mentions: Sequence[Mention], statements: Sequence[Statement]) -> frozenset[str]:
    """The ids of the states and organisations that the article names, or whose people it does."""
    ids = {one.speaks_for for one in mentions} | {one.on_behalf_of for one in statements}
    ids |= {one.actor.split("/")[0] for one in mentions if one.actor}
    return frozenset(one for one in ids if one)


def _row(kind: str, detail: str, article: Article) -> Problem:
    return problem(kind, detail, source=article.source, article=article.id)
