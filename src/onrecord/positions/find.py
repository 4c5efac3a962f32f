"""Positions of one article: what its grammar and the trained reader find on the issues of a dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.parse.tree import Parsed
from onrecord.positions.attitude import Stance
from onrecord.positions.barred import adopts, head_of
from onrecord.positions.clauses import in_cue
from onrecord.positions.holders import Cast
from onrecord.positions.lexicon import reasons
from onrecord.positions.merge import merge
from onrecord.positions.profile import Lexeme, Profile
from onrecord.positions.reader import Reader
from onrecord.positions.readings import Read, may_hold, stand_in
from onrecord.positions.recording import COUNCILS, evidence, record
from onrecord.positions.relevance import Topics
from onrecord.positions.sharing import shared_out
from onrecord.positions.sights import OF_ANOTHER, Scene, Sighting, sightings
from onrecord.positions.supersession import mark_superseded
from onrecord.positions.voices import voiced
from onrecord.positions.weighing import Balance, of_clause
from onrecord.positions.worded import worded
from onrecord.records import Dropped, Position, Span, Statement

_LEFT = 0.6
"""How sure it is that one who leaves takes a stance, where the grammar takes the words to be about the issue."""


@dataclass(frozen=True, slots=True)
class Found:
    """The positions of an article and the candidates that were refused, with reasons."""

    positions: tuple[Position, ...]
    dropped: tuple[Dropped, ...]


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
    seen = list(sightings(scene, reader, dropped))
    sure_of = _sure(seen, weighing)
    for one, sure in zip(shared_out(seen, sure_of, weighing), sure_of, strict=True):
        made += _positions(scene, one, sure, weighing, dropped)
    kept, repeated = merge(mark_superseded(made))
    dropped += [Dropped(p.evidence, "positions", f"restates, or is less sure than, {by.id}") for p, by in repeated]
    kept = voiced(parsed, cast, statements, kept)
    return Found(kept, tuple(sorted(dropped, key=lambda d: d.span.start)))


def _sure(seen: Sequence[Sighting], balance: Balance) -> list[float]:
    """How sure each is; what a sentence says of those that it lists it says of all, so they share a figure."""
    alone = _moved(seen, [balance.sure(one.sight, one.chance) for one in seen])
    lists: dict[tuple[object, ...], list[int]] = {}
    for at, one in enumerate(seen):
        if (listed := _list_of(one)) is not None:
            lists.setdefault((one.sentence.index, one.profile.issue.id, listed), []).append(at)
    shared = {at: _shared([alone[i] for i in members]) for members in lists.values() for at in members}
    return [shared.get(at, sure) for at, sure in enumerate(alone)]


def _moved(seen: Sequence[Sighting], sure: Sequence[float]) -> list[float]:
    """How sure each is, where a stance on another's act was taken for one on the holder's own.

    *Mali dismissed Peru's step* is as sure a stance on whether others should take it as it looked on whether Mali will.
    """
    meant: dict[tuple[int, str, str | None], float] = {}
    for one, share in zip(seen, sure, strict=True):
        if one.silenced == OF_ANOTHER:
            place = (one.sentence.index, one.holder.id, one.profile.of_others)
            meant[place] = max(share, meant.get(place, 0.0))
    places = [(one.sentence.index, one.holder.id, one.profile.issue.id) for one in seen]
    return [max(share, meant.get(place, 0.0)) for place, share in zip(places, sure, strict=True)]


def _shared(sure: Sequence[float]) -> float:
    """Half-way between the mean and the surest: a list holds together, and its first name is the plainest."""
    return (sum(sure) / len(sure) + max(sure)) / 2


def _list_of(one: Sighting) -> object | None:
    """What those that are listed together have in common: the clauses, or where no clause is theirs the first name."""
    if one.about:
        clauses = tuple(read.clause.stance.head.index for read in one.about)
        return clauses if all(read.holding.by is not None for read in one.about) else None
    if len(one.holder.spans) != 1 or one.holder.statement is not None:
        return None
    name = head_of(one.sentence, one.holder.spans[0])
    return next((t.index for t in (name, *name.ancestors()) if t.dep != "conj"), None) if name is not None else None


def _positions(
    scene: Scene, one: Sighting, sure: float, balance: Balance, dropped: list[Dropped]
) -> Iterator[Position]:
    """What one holder is found to hold on one issue in a sentence; what is refused is added to ``dropped``."""
    why = one.silenced
    if one.holder.id in COUNCILS and not one.about and not adopts(one.sentence, one.holder):
        why = why or "a council is spoken of, and does nothing"
    if why:
        dropped += [Dropped(evidence(scene.parsed, read.clause), "positions", why) for read in one.about]
        return
    if any(_leaves(read.clause.stance) for read in one.about):
        sure = max(sure, _LEFT)  # the trained reader met too few who left
    if sure < balance.limit:
        why = f"on {one.profile.issue.id} only {sure:.2f} sure"
        dropped += [Dropped(evidence(scene.parsed, read.clause), "positions", why) for read in one.about]
        return
    beside = [read.clause for read in one.about]
    for read in (_hung(scene, one, read, balance) for read in one.about or _otherwise(scene, one, balance)):
        chance = of_clause(read.clause, beside, one.profile.issue, one.chance)
        if balance.turns(read.clause, one.profile.issue, chance):
            why = "negated, which the trained reader overlooks"
            dropped.append(Dropped(evidence(scene.parsed, read.clause), "positions", why))
        elif may_hold(read.holding, one.profile.issue):
            decision = balance.decide(read.clause, read.holding, one.profile, chance, sure)
            yield record(scene.parsed, read.clause, read.holding, decision)


def _otherwise(scene: Scene, one: Sighting, balance: Balance) -> list[Read]:
    """The clause to record where the grammar takes none to be about the issue: the nearest in level, or a stand-in.

    What the grammar reads in it is about something else, so the trained reader's evidence is the sentence.
    """
    chance = one.chance
    told = [read for read in one.own if not _only_says(scene, read)]
    if chance is not None and told:
        nearest = max(told, key=lambda read: balance.likely(read.clause, one.profile.issue, chance))
    else:
        made = stand_in(
            scene.parsed, scene.cast, one.sentence, one.holder, statements=scene.statements, topics=scene.topics
        )
        if made is None:
            return []
        nearest = made
    clause = replace(nearest.clause, stance=replace(nearest.clause.stance, because=()))
    return [replace(nearest, clause=clause)]


def _leaves(found: Stance) -> bool:
    return not found.negated and bool(reasons("withdrawals") & frozenset(found.because))


def _hung(scene: Scene, one: Sighting, read: Read, balance: Balance) -> Read:
    """The clause with the conditions of another clause of the holder's in the sentence, or else those that its opening
    words tell, where it has none itself and the reader is sure that it hangs on something: *signed to go if …*."""
    if read.clause.hanging or one.chance is None or one.chance.conditional < balance.hangs:
        return read
    hanging = next((other.clause.hanging for other in one.own if other.clause.hanging), ())
    hanging = hanging or worded(scene.parsed, read.clause, scene.statements)
    return replace(read, clause=replace(read.clause, hanging=hanging))


def _only_says(scene: Scene, read: Read) -> bool:
    """True for the cue of a statement (*he told reporters*): the stance and its conditions are in what is said."""
    at = read.clause.stance.head.start
    return any(in_cue(one, at) for one in scene.statements)
