"""One article through the rooms: sentences, actors, statements, positions. Holds models and no logic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.actors import Known, cast
from onrecord.errors import OnrecordError
from onrecord.parse.language import characters_beyond, parse
from onrecord.parse.tree import Parsed, Token
from onrecord.positions import UNKNOWN_NAME, Profile, Reader, balanced, find_positions, profiles, territory
from onrecord.problems import problem
from onrecord.read.actors_file import load_actors
from onrecord.records import Article, Dossier, Dropped, Learned, Problem, Reading, Span
from onrecord.settings import Settings
from onrecord.statements import find as find_statements

if TYPE_CHECKING:
    from onrecord.llm import Asker

UNSAID = ("negated", "hypothetical")
"""How the reasons begin for which ``statements`` refuses what was not said."""


class Extractor:
    """Reads articles for one dossier (or none: then statements only). Load once, use for many articles.

    Where the settings name a language model, ``asker`` asks it; one is made if none is given.
    """

    def __init__(self, dossier: Dossier | None, settings: Settings, asker: Asker | None = None) -> None:
        self.settings = settings
        self.dossier = dossier
        self.asker = asker
        self.learning = False
        """Whether persons learned from an article are known in those after it; a ledger keeps them between runs."""
        self.known = Known(load_actors(settings.actors) if settings.actors else None)
        self.profiles: tuple[Profile, ...] = ()
        self.balance = balanced(settings.decide, settings.lean)
        self.reader: Reader | None = None
        if dossier is not None:
            self.asker = asker or asker_of(settings)
            self.profiles = profiles(dossier, self._question, territory)
            self.reader = Reader(dossier.issues) if self.balance.reader else None

    def readings(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """A reading of each article, in order; origins and stories are not decided here."""
        waiting = list(articles)
        done = 0
        try:
            for parsed in parse(waiting, self.settings):
                yield self._reading(parsed)
                done += 1
        except OnrecordError:
            raise
        except Exception:  # a whole batch is parsed at once: only one by one shows which article it was
            yield from map(self._alone, waiting[done:])

    def _alone(self, article: Article) -> Reading:
        try:
            return self._reading(next(parse([article], self.settings)))
        except OnrecordError:
            raise
        except Exception as error:
            return _failed(article, error)

    def _reading(self, parsed: Parsed) -> Reading:
        try:
            reading = self._read(parsed)
        except Exception as error:  # one article must not end the batch; the row says what to report
            return _failed(parsed.article, error)
        return replace(reading, problems=(*_unread(parsed.article, self.settings.max_words), *reading.problems))

    def _read(self, parsed: Parsed) -> Reading:
        actors = cast(parsed, self.known)
        statements, refused = find_statements(parsed, actors)
        self._keep(actors.learned, parsed.article)
        if not self.profiles or not parsed.article.language.startswith("en"):
            return Reading(parsed.article, statements=statements, dropped=refused, learned=actors.learned)
        unsaid = [d.span for d in refused if d.why.startswith(UNSAID)]
        found = find_positions(
            parsed,
            actors,
            statements,
            self.profiles,
            territory,
            unsaid=unsaid,
            reader=self.reader,
            balance=self.balance,
        )
        rows = tuple(_unnamed(parsed.article, found.dropped))
        if self.asker is not None and self.dossier is not None:
            asked = self.asker.instead(found, self.dossier, parsed.article, statements, actors.mentions)
            found, rows = asked.found, (*rows, *asked.problems)
        sure = tuple(p for p in found.positions if p.confidence >= self.settings.min_confidence)
        unsure = tuple(
            Dropped(p.evidence, "positions", f"confidence {p.confidence} is below the limit")
            for p in found.positions
            if p.confidence < self.settings.min_confidence
        )
        dropped = sorted((*refused, *found.dropped, *unsure), key=lambda d: (d.span.start, d.span.end))
        return replace(
            Reading(parsed.article),
            statements=statements,
            positions=sure,
            dropped=tuple(dropped),
            problems=rows,
            learned=actors.learned,
        )

    def _keep(self, learned: Iterable[Learned], article: Article) -> None:
        if self.learning:
            for one in learned:
                self.known.learn(one, article.published)

    def _question(self, text: str) -> Sequence[Token]:
        page = Article("question", text, (Span(0, len(text), text),))
        return [t for parsed in parse([page], self.settings) for s in parsed.sentences for t in s.tokens]


def asker_of(settings: Settings) -> Asker | None:
    """The way to the language model that the settings name; None where they name none, and nothing is loaded.

    Raises:
        InputError: the settings name no usable endpoint. SetupError: the extra ``onrecord[llm]`` is not installed.
    """
    if not settings.llm_url:
        return None
    from onrecord.llm import Asker  # noqa: PLC0415

    return Asker(settings)


def _failed(article: Article, error: Exception) -> Reading:
    detail = f"{type(error).__name__}: {error}"
    return Reading(article, problems=(problem("step-failed", detail, source=article.source, article=article.id),))


def _unread(article: Article, words: int) -> Iterator[Problem]:
    beyond = characters_beyond(article, words)
    if beyond:
        detail = f"{beyond:,} characters behind the first {words:,} words were not read"
        yield problem("tail-not-read", detail, source=article.source, article=article.id)


def _unnamed(article: Article, dropped: Iterable[Dropped]) -> Iterator[Problem]:
    """A stance on an issue whose holder is an unknown name is worth a row: the lexicons may lack an actor."""
    for item in dropped:
        if item.why == UNKNOWN_NAME:
            yield problem("unknown-actor", item.span.quote[:160], source=article.source, article=article.id)
