"""What is known of one holder and one issue in one sentence, from both readers, in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

from onrecord.lexicons.world import unheld
from onrecord.parse.tree import Parsed, Sentence, Token
from onrecord.positions.attitude import Stance
from onrecord.positions.barred import barred
from onrecord.positions.clauses import clauses, in_cue, spoken_at
from onrecord.positions.holders import Cast
from onrecord.positions.listed import is_group
from onrecord.positions.others import on_another
from onrecord.positions.profile import Profile
from onrecord.positions.reader import Chance, Chances, Reader
from onrecord.positions.readings import Read, Refused, matched, may_hold, readings
from onrecord.positions.recording import evidence
from onrecord.positions.relevance import Topics
from onrecord.positions.views import Holder, View, views
from onrecord.records import Dropped, Span, Statement

_FAR = 4.0
_SCORED = 1.5

_FORMER = frozenset({"former", "ex", "retired", "onetime", "late"})

OF_ANOTHER = "speaks of what another does, and is asked what it will do itself"

_REACTING = frozenset({"respond", "react", "retaliate", "answer", "reply"})
_EXPECTING = frozenset({"expect", "hope", "anticipate", "trust"})
_RECEIVING = frozenset({"receive", "get", "obtain", "secure"})
_OFFERS = frozenset({"offer", "pledge", "promise", "commitment", "assurance", "undertaking", "request"})
_ASKING = frozenset({"ask", "urge", "invite", "request", "press", "beg", "call"})

_PEERS = frozenset({"counterpart", "colleague", "opposite"})

_OBJECTS = frozenset({"dobj", "dative", "pobj"})

_TOLD = 0.8
"""What of a question's words a sentence has that is plainly about it."""

_TOUCHED = 0.3
"""Keeps 99 % of what the trained reader takes for positions in labelled articles."""


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
class Sight:
    """The figures that are weighed; a truth is 0 or 1.

    Of the trained reader: ``reader`` is the log odds of a stance, ``ahead`` how far these are ahead of the holder's
    next best issue there. Of the grammar: ``score`` says how far a clause of the holder's is about the issue, ``best``
    whether one is taken to be about it, ``other`` about another issue, ``told`` whether any attitude of the holder's is
    read, ``subject`` whether any clause is the holder's at all, ``refused`` whether a clause about the issue is found
    to be nobody's stance. Of the text: whether the holder ``speaks`` there, is only ``quoted`` by another, whether
    ``nobody`` speaks who may; how many of the issue's words stand in the sentence (``words``), how many more than of
    the next issue (``more``), how many before it (``before``); whether a name that sets the issue apart is missing
    (``unnamed``), and whether the question itself names the holder (``asked``).
    """

    reader: float
    ahead: float
    score: float
    best: float
    other: float
    told: float
    subject: float
    refused: float
    speaks: float
    quoted: float
    nobody: float
    words: float
    more: float
    before: float
    unnamed: float
    asked: float

    def figures(self) -> tuple[float, ...]:
        """In the order of the fields."""
        return astuple(self)


FIGURES = tuple(field.name for field in fields(Sight))


@dataclass(frozen=True, slots=True)
class Sighting:
    """One holder and one issue in one sentence: the holder's clauses there, and what the trained reader makes of it."""

    sentence: Sentence
    holder: Holder
    profile: Profile
    own: Sequence[Read]
    about: Sequence[Read]
    chance: Chance | None
    sight: Sight
    silenced: str = ""
    """Why no reader may take the words for this holder's stance; empty where nothing forbids it."""


def sightings(scene: Scene, reader: Reader | None, dropped: list[Dropped]) -> Iterator[Sighting]:
    """Every holder and issue of every sentence. Why a clause has no holder is added to ``dropped``."""
    seen = list(views(scene.parsed, scene.cast, scene.statements))
    about = _is_about(scene)
    asked = [view for view in seen if about or _worth_asking(scene, view.sentence)] if reader is not None else []
    chances = {id(view): chance for view, chance in zip(asked, reader.read(asked) if reader else (), strict=True)}
    by_sentence = {view.sentence.index: (view, chances.get(id(view), {})) for view in seen}
    for sentence in scene.parsed.sentences:
        found = list(clauses(scene.parsed, sentence, scene.statements, scene.topics))
        told = list(readings(scene.parsed, scene.cast, found, scene.unsaid))
        reads = [one for one in told if isinstance(one, Read)]
        refused = [one for one in told if isinstance(one, Refused)]
        dropped += [Dropped(evidence(scene.parsed, one.clause), "positions", one.why) for one in refused]
        view, chance = by_sentence.get(sentence.index, (None, {}))
        here = _Here(scene, sentence, reads, frozenset(one.issue for one in refused))
        for holder in _holders(view, reads):
            yield from here.sightings(holder, chance)


def _is_about(scene: Scene) -> bool:
    """True for an article that has two sentences with nearly all the words of a question: any other may answer it too,
    in words of its own (*Moscow's man said the mandate had not been thought through*)."""
    near = (any(_share(profile, said) >= _TOLD for profile in scene.profiles) for said in scene.topics.by_sentence)
    return sum(near) > 1


def _worth_asking(scene: Scene, sentence: Sentence) -> bool:
    """False where hardly a word of any question stands in the sentence, before it, or at the article's start.

    On articles about other things that is nearly everywhere, and the trained reader costs more than all else together.
    """
    at, topics = sentence.index, scene.topics
    near = topics.by_sentence[at] | topics.by_sentence[max(0, at - 1)] | topics.by_sentence[0]
    return any(_share(profile, near) >= _TOUCHED for profile in scene.profiles)


def _holders(view: View | None, reads: Sequence[Read]) -> Iterator[Holder]:
    """Those that the grammar names first, as it names them; then everyone else who may hold a stance."""
    named = {holder.id: holder for holder in view.holders} if view is not None else {}
    for read in reads:
        holding = read.holding
        if holding.holder not in named:
            spans = (holding.by.span,) if holding.by is not None else ()
            named[holding.holder] = Holder(holding.holder, spans, holding.by, read.clause.statement)
    yield from named.values()


@dataclass(frozen=True, slots=True)
class _Held:
    """A holder in a sentence: its clauses, the statements within whose words it is first named, whether it only tells
    of another, and whether it is what it expects of another that the sentence tells."""

    holder: Holder
    own: Sequence[Read]
    telling: Sequence[Statement]
    tells_of_another: bool
    expects: bool


class _Here:
    """One sentence, and what is the same in it for every holder."""

    def __init__(self, scene: Scene, sentence: Sentence, reads: Sequence[Read], refused: frozenset[str]) -> None:
        at, topics = sentence.index, scene.topics
        self._scene, self._sentence, self._reads, self._refused = scene, sentence, reads, refused
        self._mentions = [m for m in scene.cast.mentions if sentence.start <= m.span.start < sentence.end]
        self._near = topics.by_sentence[at] | (topics.by_sentence[at - 1] if at else frozenset())
        before = (topics.by_sentence[at - 1] if at else frozenset()) | topics.by_sentence[0]
        self._words = {p.issue.id: _share(p, topics.by_sentence[at]) for p in scene.profiles}
        self._before = {p.issue.id: _share(p, before) for p in scene.profiles}
        self._around = [
            s for s in scene.statements if s.content.start < sentence.end and sentence.start < s.content.end
        ]
        self._nobodies = self._places_of_nobodies()

    def sightings(self, holder: Holder, chances: Chances) -> Iterator[Sighting]:
        """What is known of this holder here, issue by issue."""
        own = [read for read in self._reads if read.holding.holder == holder.id]
        held = _Held(holder, own, self._telling(holder), self._tells_of_another(holder), self._expects(holder))
        mute = barred(self._sentence, holder, self._scene.unsaid) or self._mute(held)
        for profile in self._scene.profiles:
            about = [read for read in matched(own, profile.issue) if may_hold(read.holding, profile.issue)]
            chance = chances.get((holder.id, profile.issue.id))
            sight = self._sight(held, profile, about, chances)
            silenced = mute or self._silence(held, profile, about)
            yield Sighting(self._sentence, holder, profile, own, about, chance, sight, silenced)

    def _mute(self, held: _Held) -> str:
        """Why the holder takes no stance here on any issue."""
        if not held.own and held.telling and all(_speaks_for_nobody(s) for s in held.telling):
            return "told of it by one who speaks for no state or organisation"
        if not held.own and self._only_home(held.holder):
            return "only named as where the speaker comes from, who speaks for nobody"
        acts = [r.clause.stance for r in held.own if not self._only_says(r)]
        if acts and all(_reacts(found) for found in acts):
            return "says how it would react, not what it wants"
        return ""

    def _only_says(self, read: Read) -> bool:
        at = read.clause.stance.head.start
        return read.clause.stance.deed and any(in_cue(s, at) for s in self._around)

    def _silence(self, held: _Held, profile: Profile, about: Sequence[Read]) -> str:
        """Why it takes none on this one."""
        action = profile.issue.kind == "action"
        cues = [r.clause.stance for r in about or held.own if action and r.clause.stance.modal == "cue"]
        another = [found for found in cues if on_another(found, held.holder.id, self._mentions)]
        if another and all(found in another or found.action is None for found in cues):
            return OF_ANOTHER
        judged = any(profile.issue.id in read.judged or _is_of_all(read, profile) for read in held.own)
        if not about and (judged or (action and held.expects)):
            return OF_ANOTHER
        told = [read for read in matched(self._reads, profile.issue) if read.holding.reported_by == held.holder.id]
        if not about and (told or (action and held.tells_of_another)):
            return "tells what another holds"
        return ""

    def _tells_of_another(self, holder: Holder) -> bool:
        """True where the holder only speaks, and the subject of all that it says is another state or a group."""
        said = holder.statement
        if said is None:
            return False
        inside = [t for t in self._sentence.tokens if said.content.start <= t.start < said.content.end]
        own = [t for t in inside if any(span.start <= t.start < span.end for span in holder.spans)]
        if any(t.dep not in _OBJECTS and not (t.dep == "poss" and t.head.lemma in _PEERS) for t in own):
            return False
        subjects = [t for t in inside if t.dep in {"nsubj", "nsubjpass"} and t.head.head not in inside]
        return bool(subjects) and all(self._is_another(subject, holder.id) for subject in subjects)

    def _expects(self, holder: Holder) -> bool:
        """True for one who only waits for another's act: *expects Ghana to send*, *received an offer*."""
        return any(self._is_its(verb, holder) and self._is_of_others(verb, holder) for verb in self._sentence.tokens)

    def _is_its(self, verb: Token, holder: Holder) -> bool:
        """True where the holder is the verb's subject, or the one by whom another is asked."""
        asking = [by.child("pobj") for by in verb.all("agent")] if verb.lemma in _ASKING else []
        doers = (verb.child("nsubj"), *asking)
        return any(t is not None and any(s.start <= t.start < s.end for s in holder.spans) for t in doers)

    def _is_of_others(self, verb: Token, holder: Holder) -> bool:
        if verb.lemma in _EXPECTING:
            expected = verb.child("ccomp")
            doer = expected.child("nsubj", "nsubjpass") if expected is not None else None
            return doer is not None and self._is_another(doer, holder.id)
        if verb.lemma in _RECEIVING:
            return any(noun.lemma in _OFFERS for noun in verb.all("dobj"))
        return verb.lemma == "thank" or (verb.lemma in _ASKING and verb.child("agent") is not None)

    def _is_another(self, subject: Token, holder: str) -> bool:
        if is_group(subject) and subject.child("nummod") is not None:
            return True
        owners = ("compound",) if subject.lemma in _PEERS else ("poss", "compound")
        start = min(t.start for t in (subject, *subject.all("amod", *owners)))
        named = {m.speaks_for for m in self._mentions if start <= m.span.start <= subject.start}
        return bool(named - {None, holder}) and holder not in named

    def _sight(self, held: _Held, profile: Profile, about: Sequence[Read], chances: Chances) -> Sight:
        issue, holder, own, telling = profile.issue.id, held.holder, held.own, held.telling
        matches = [read.clause.matches[issue].score for read in own if issue in read.clause.matches]
        reader, ahead = _odds(holder.id, issue, chances)
        return Sight(
            reader=reader,
            ahead=ahead,
            score=min(_SCORED, max(matches, default=0.0)),
            best=float(bool(about)),
            other=float(any(read.clause.best is not None and read not in about for read in own)),
            told=float(any(not read.clause.stance.deed for read in own)),
            subject=float(bool(own)),
            refused=float(issue in self._refused),
            speaks=float(holder.statement is not None),
            quoted=float(bool(telling) and all(s.on_behalf_of != holder.id for s in telling)),
            nobody=float(any(s.on_behalf_of is None and not s.anonymous for s in telling or self._around)),
            words=self._words[issue],
            more=self._words[issue] - _next(self._words, issue),
            before=self._before[issue],
            unnamed=float(bool(profile.own_names) and not profile.own_names & self._near),
            asked=float(f"@{holder.id}" in profile.weights),
        )

    def _only_home(self, holder: Holder) -> bool:
        """True where the holder is named within the speaker's name alone: *Ghana's opposition leader said …*."""
        return bool(holder.spans) and all(
            any(at <= span.start and span.end <= end for at, end in self._nobodies) for span in holder.spans
        )

    def _places_of_nobodies(self) -> list[tuple[int, int]]:
        """Where the sentence names the speakers who speak for nobody."""
        words, start, end = self._scene.parsed.article.text, self._sentence.start, self._sentence.end
        names = [s.speaker_text for s in self._around if _speaks_for_nobody(s) and s.speaker_text]
        return [(at, at + len(name)) for name in names if (at := words.find(name, start, end)) >= 0]

    def _telling(self, holder: Holder) -> list[Statement]:
        """The statements within whose words the holder is first named, speakers who are nobody's apart."""
        if not holder.spans:
            return []
        named = [s for s in holder.spans if not any(at <= s.start and s.end <= end for at, end in self._nobodies)]
        return spoken_at(self._around, (named or holder.spans)[0].start)


def _reacts(found: Stance) -> bool:
    """*Would respond*, without saying *by* what."""
    by = [prep for prep in found.act.all("prep") if prep.lower in {"by", "with"}]
    return found.act.lemma in _REACTING and bool(found.modal) and not by


def _is_of_all(read: Read, profile: Profile) -> bool:
    """True for a judgement on the act as such, where another question asks for it: *recognition rewards terror*."""
    best = read.clause.best
    return (
        best is not None
        and best.profile.issue.id == profile.of_others
        and read.clause.stance.modal == "cue"
        and read.clause.stance.action is None
    )


def _speaks_for_nobody(statement: Statement) -> bool:
    """True for a person without an office, for a role of no side (an analyst) and for a former holder; not for an
    official whose side or name is not told, who may well be the state's own."""
    if statement.on_behalf_of is not None:
        return False
    if statement.speaker_role is None:
        return statement.speaker is not None or (statement.speaker_text or "").lower().startswith("my ")
    words = set((statement.speaker_text or "").lower().replace("-", " ").split())
    return statement.speaker_role in unheld() or bool(_FORMER & words)


def _odds(holder: str, issue: str, chances: Chances) -> tuple[float, float]:
    """The log odds of a stance and how far they are ahead; (0, 0) where the reader was not asked."""
    chance = chances.get((holder, issue))
    if chance is None:
        return 0.0, 0.0
    others = [one.odds for (who, what), one in chances.items() if who == holder and what != issue]
    lead = chance.odds - max(others, default=chance.odds - _FAR / 2)
    return chance.odds, max(-_FAR, min(_FAR, lead))


def _share(profile: Profile, concepts: frozenset[str]) -> float:
    """The weight of an issue's concepts among these, in units of what a plain clause would reach."""
    return sum(weight for concept, weight in profile.weights.items() if concept in concepts) / profile.full


def _next(shares: Mapping[str, float], issue: str) -> float:
    return max((share for name, share in shares.items() if name != issue), default=0.0)
