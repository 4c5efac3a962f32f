"""Positions of one article: what its grammar and the trained reader find on the issues of a dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.parse.tree import Parsed, Sentence
from onrecord.positions.clauses import clauses
from onrecord.positions.holders import Cast
from onrecord.positions.merge import merge
from onrecord.positions.profile import Lexeme, Profile
from onrecord.positions.reader import Chance, Chances, Reader
from onrecord.positions.readings import Read, matched, may_hold, readings, stand_in
from onrecord.positions.recording import evidence, record
from onrecord.positions.relevance import Topics
from onrecord.positions.supersession import mark_superseded
from onrecord.positions.views import Holder, View, views
from onrecord.positions.weighing import Balance, Sight
from onrecord.records import Dropped, Position, Span, Statement


@dataclass(frozen=True, slots=True)
class Found:
    """The positions of an article and the candidates that were refused, with reasons."""

    positions: tuple[Position, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One article as this room reads it. ``unsaid`` are the stretches that the text says nobody said."""

    profiles: Sequence[Profile]
    parsed: Parsed
    cast: Cast
    statements: Sequence[Statement]
    topics: Topics
    unsaid: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One holder and one issue in one sentence: the holder's clauses there, and what the trained reader makes of it."""

    sentence: Sentence
    holder: Holder | None
    profile: Profile
    own: Sequence[Read]
    about: Sequence[Read]
    chance: Chance | None

    @property
    def sight(self) -> Sight:
        """What is known of the pair."""
        issue = self.profile.issue.id
        matches = [read.clause.matches[issue] for read in self.own if issue in read.clause.matches]
        return Sight(
            chance=self.chance,
            score=min(1.5, max((match.score for match in matches), default=0.0)),
            best=bool(self.about),
            other=any(read.clause.best is not None and read not in self.about for read in self.own),
            told=any(not read.clause.stance.deed for read in self.own),
        )


def find(
    parsed: Parsed,
    cast: Cast,
    statements: Sequence[Statement],
    profiles: Sequence[Profile],
    lexeme: Lexeme,
    *,
    unsaid: Sequence[Span] = (),
    reader: Reader | None = None,
    balance: Balance | None = None,
) -> Found:
    """Every position that the article's body reports on the issues of ``profiles``, in text order.

    ``unsaid`` are the stretches that the text says nobody said (*without saying that it would join*). Without a
    ``reader`` the grammar decides alone; ``balance`` says how the two are weighed.
    """
    scene = Scene(profiles, parsed, cast, statements, Topics(parsed, profiles, lexeme), unsaid)
    weighing = balance or Balance()
    made: list[Position] = []
    dropped: list[Dropped] = []
    for one in sightings(scene, reader, dropped):
        made += _positions(scene, one, weighing, dropped)
    kept, repeated = merge(mark_superseded(made))
    dropped += [Dropped(p.evidence, "positions", f"restates {by.id}") for p, by in repeated]
    return Found(kept, tuple(sorted(dropped, key=lambda d: d.span.start)))


def sightings(scene: Scene, reader: Reader | None, dropped: list[Dropped]) -> Iterator[Sighting]:
    """Every holder and issue of every sentence. Why a clause has no holder is added to ``dropped``."""
    seen = list(views(scene.parsed, scene.cast, scene.statements)) if reader is not None else []
    chances = reader.read(seen) if reader is not None else []
    by_sentence = {view.sentence.index: (view, chance) for view, chance in zip(seen, chances, strict=True)}
    for sentence in scene.parsed.sentences:
        view, chance = by_sentence.get(sentence.index, (None, {}))
        yield from _in_sentence(scene, sentence, view, chance, dropped)


def _in_sentence(
    scene: Scene,
    sentence: Sentence,
    view: View | None,
    chances: Chances,
    dropped: list[Dropped],
) -> Iterator[Sighting]:
    found = list(clauses(scene.parsed, sentence, scene.statements, scene.topics))
    reads = list(readings(scene.parsed, scene.cast, found, scene.unsaid, dropped))
    named = {holder.id: holder for holder in view.holders} if view is not None else {}
    for name in dict.fromkeys([*(read.holding.holder for read in reads), *named]):
        own = [read for read in reads if read.holding.holder == name]
        for profile in scene.profiles:
            about = [read for read in matched(own, profile.issue) if may_hold(read.holding, profile.issue)]
            chance = chances.get((name, profile.issue.id))
            if about or chance is not None:
                yield Sighting(sentence, named.get(name), profile, own, about, chance)


def _positions(scene: Scene, one: Sighting, balance: Balance, dropped: list[Dropped]) -> Iterator[Position]:
    """What one holder is found to hold on one issue in a sentence; what is refused is added to ``dropped``."""
    sure = balance.sure(one.sight)
    if sure < balance.limit:
        why = f"on {one.profile.issue.id} only {sure:.2f} sure"
        dropped += [Dropped(evidence(scene.parsed, read.clause), "positions", why) for read in one.about]
        return
    for read in one.about or _otherwise(scene, one, balance):
        if may_hold(read.holding, one.profile.issue):
            decision = balance.decide(read.clause, read.holding, one.profile, one.chance, sure)
            yield record(scene.parsed, read.clause, read.holding, decision)


def _otherwise(scene: Scene, one: Sighting, balance: Balance) -> list[Read]:
    """The clause to record where the grammar takes none to be about the issue: the nearest in level, or a stand-in."""
    chance = one.chance
    if chance is not None and one.own:
        return [max(one.own, key=lambda read: balance.likely(read.clause, one.profile.issue, chance))]
    if one.holder is None:
        return []
    made = stand_in(scene.parsed, one.sentence, one.holder, scene.statements, scene.topics)
    return [made] if made is not None else []
