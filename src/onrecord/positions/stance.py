"""Reads a predicate's attitude to what it governs: cue, negation, modality and tense, composed from the outside in.

*has not ruled out sending* is the negation of a negative cue, hence ``open``; *refused to rule out* the same;
*plans to vote against* takes its level from the inner cue. Levels are the codebook's; where a construction says
nothing certain there is no stance, rather than a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.parse.tree import Token
from onrecord.positions.grammar import auxiliaries, complement, is_verb, negated
from onrecord.positions.lexicon import Cue, stance_cues
from onrecord.records import LADDER, Level, Vote

_FLIP: dict[Level, Level] = {
    "rules_out": "pledges",
    "opposes": "supports",
    "doubts": "open",
    "neutral": "neutral",
    "open": "opposes",
    "supports": "opposes",
    "pledges": "rules_out",
    "delivers": "rules_out",
}
_COPULAS = frozenset({"be", "remain", "stay", "become", "seem", "appear", "feel", "look", "stand"})
_JUDGING = frozenset({"call", "declare", "describe", "deem", "consider", "find", "label", "brand", "hail", "denounce"})
"""Verbs whose subject judges, while the object is what is judged: *called the plan premature*."""

_SPEAKING = frozenset({"come", "speak", "argue", "campaign", "stand", "lobby", "decide", "be", "remain"})
_MAKING = frozenset({"make", "render", "keep", "leave"})
"""Verbs that say what a proposal brings about: *would make the region safer*."""

_RAISING = frozenset({"think", "believe", "expect", "see", "suppose"})
"""Verbs whose negation is felt in the clause that they govern."""

_HEDGES = frozenset({"probably", "likely", "perhaps", "maybe", "possibly", "hardly"})
_FOR = frozenset({"for", "in favour", "in favor", "yes", "aye"})
_AGAINST = frozenset({"against", "no", "nay"})


@dataclass(frozen=True, slots=True)
class Stance:
    """An attitude: its level on action and on proposal issues, and where it was read.

    ``act`` heads what the attitude is about; ``own`` is True where that is an act of the holder itself
    (*plans to send*), False where it is a thing or another's act (*backs the plan*). ``impersonal`` stances
    belong to whoever utters them. ``certain`` in 0..1 says how sure the construction is.
    """

    action: Level | None
    proposal: Level | None
    head: Token
    act: Token
    own: bool
    negated: bool
    because: tuple[str, ...]
    impersonal: bool = False
    needs_act: bool = False
    vote: Vote | None = None
    deed: bool = False
    modal: str = ""
    certain: float = 1.0
    used: tuple[Token, ...] = ()


def stance(verb: Token) -> Stance | None:
    """The attitude that this predicate carries, or None."""
    found = _stance(verb)
    if found is None or verb.dep != "ccomp" or not negated(verb.head) or verb.head.lemma not in _RAISING:
        return found
    return replace(
        found,
        action=_disbelieved(found.action),
        proposal=_disbelieved(found.proposal),
        because=(f"not {verb.head.lemma}", *found.because),
        deed=False,
    )


def nominal(noun: Token) -> Stance | None:
    """The attitude that a noun with an owner carries: *Norway's decision to pay*, *its opposition to the dam*."""
    cues = stance_cues()
    cue = cues.verbs["decide"] if noun.lemma == "decision" else cues.nouns.get(noun.lemma)
    inner = complement(noun)
    target = inner or _object(noun)
    if cue is None or target is None or noun.child("poss") is None:
        return None
    no = inner is not None and negated(inner)
    made = Stance(
        cue.action[0],
        cue.proposal[0],
        head=noun,
        act=_through(inner) if inner is not None else target,
        own=inner is not None,
        negated=no,
        because=(noun.lower, f"noun:{cue.words}"),
        modal="cue",
        certain=0.7,
        used=(noun, *((inner,) if inner is not None else ())),
    )
    return _flip(made) if no else made


def _disbelieved(level: Level | None) -> Level | None:
    """*does not think that it will*: less than its own refusal."""
    if level is None:
        return None
    return "doubts" if LADDER.index(level) > LADDER.index("neutral") else "open"


def _stance(verb: Token) -> Stance | None:
    if any(c.dep == "mark" and c.lower in {"whether", "if"} for c in verb.children):
        return None
    vote = _vote(verb)
    if vote is not None:
        return vote
    found = _cue(verb)
    if found is None:
        return _yet(verb) or bare(verb)
    cue, carrier = found
    inner_verb = complement(carrier) or (complement(verb) if carrier is not verb else None)
    outer = _outer(verb, cue, carrier, inner_verb)
    if inner_verb is None:
        return _on_content(verb, outer)
    if inner_verb.child("nsubj", "nsubjpass") is not None:
        return _on_another(verb, outer)
    if outer.action == "neutral" and outer.proposal == "neutral":
        return replace(outer, act=_through(inner_verb), used=(*outer.used, *inner_verb.subtree()))
    inner = stance(inner_verb)
    flipped = negated(inner_verb) and (inner is None or not inner.because or inner.modal != "cue")
    if inner is None or inner.modal != "cue":
        act = _through(inner_verb)
        outer = replace(outer, act=act, own=True, used=(*outer.used, inner_verb, act))
        return _flip(outer) if flipped else outer
    return _compose(outer, cue, inner)


def _on_content(verb: Token, outer: Stance) -> Stance | None:
    """A cue over a clause with its own subject: a promise *that* is read from the clause, an attitude is the cue's."""
    content = verb.child("ccomp")
    if content is None or outer.act is not content:
        return outer
    if "pledges" in {outer.action, outer.proposal}:
        return None
    return _on_another(verb, outer)


def _on_another(verb: Token, outer: Stance) -> Stance:
    """A call on others to act is an attitude to a proposal, never an act of one's own.

    A denial covers all that it denies: nothing in there is a stance of its own.
    """
    if verb.lemma == "deny":
        return replace(outer, used=(*outer.used, *outer.act.subtree()))
    return replace(outer, action=None, own=False)


def _outer(verb: Token, cue: Cue, carrier: Token, inner: Token | None) -> Stance:
    no = negated(verb) or (carrier is not verb and negated(carrier))
    reading = _modal(verb)
    action, proposal = cue.action[no], cue.proposal[no]
    weak = reading == "open" and not no
    if weak and cue.sign > 0:
        action, proposal = _cap(action), _cap(proposal)
    reasons = [carrier.text.lower() if carrier is verb else f"{verb.text.lower()} … {carrier.text.lower()}"]
    reasons.append(f"{'negated:' if no else 'cue:'}{cue.words}")
    if reading:
        reasons.append(f"modal:{reading}")
    if not no and _in_principle(verb):
        action = "supports"  # agreed in principle (codebook)
    act = inner if inner is not None else (_object(carrier) or _object(verb) or carrier)
    judged = cue.impersonal and verb.lemma not in _JUDGING
    subject_is_act = judged or (verb.child("nsubjpass") is not None and not carrier.child("prep"))
    return Stance(
        action,
        proposal,
        head=verb,
        act=act,
        own=inner is not None,
        negated=no,
        because=tuple(reasons),
        impersonal=subject_is_act,
        needs_act=cue.needs_act,
        modal="cue",
        certain=0.75 if weak else 0.9,
        used=(verb, carrier),
    )


def _in_principle(verb: Token) -> bool:
    return verb.lemma in {"agree", "accept", "approve"} and any(t.lower == "principle" for t in verb.subtree())


def _compose(outer: Stance, cue: Cue, inner: Stance) -> Stance:
    if cue.action == (None, None):
        return _urged(outer, inner)
    favours = cue.sign > 0
    kept = favours != outer.negated
    if kept:
        action, proposal = inner.action, inner.proposal
        if cue.weak or outer.modal == "open":
            action, proposal = _cap(action), _cap(proposal)
    else:
        action = _denied(outer.action, inner.action)
        proposal = _denied(outer.proposal, inner.proposal)
    return replace(
        inner,
        action=action,
        proposal=proposal,
        head=outer.head,
        negated=not kept,
        because=outer.because + inner.because,
        certain=min(outer.certain, inner.certain, 0.85),
        used=outer.used + inner.used,
    )


def _denied(outer: Level | None, inner: Level | None) -> Level | None:
    """*does not plan to sign* is as far as the outer cue goes; *refuses to rule out* what denying the inner leaves."""
    if outer is not None and inner is not None and LADDER.index(inner) > LADDER.index("neutral"):
        return outer
    return _counter(inner)


def _urged(outer: Stance, inner: Stance) -> Stance:
    """A call on others is for or against what they are called on to do, however mild the word for their part."""
    if inner.proposal is None:
        return replace(outer, act=inner.act)
    against = LADDER.index(inner.proposal) < LADDER.index("neutral")
    level = _FLIP[outer.proposal] if against and outer.proposal else outer.proposal
    return replace(outer, proposal=level, act=inner.act, own=False, used=outer.used + inner.used)


def _counter(level: Level | None) -> Level | None:
    """What denying a stance leaves: *refuses to rule out* is open, *will not support* is against."""
    if level is None:
        return None
    return "open" if LADDER.index(level) < LADDER.index("neutral") else _FLIP[level]


def _flip(found: Stance) -> Stance:
    action = _FLIP[found.action] if found.action else None
    proposal = _FLIP[found.proposal] if found.proposal else None
    return replace(found, action=action, proposal=proposal, negated=True, because=(*found.because, "negated:act"))


def _cap(level: Level | None) -> Level | None:
    if level is None or LADDER.index(level) <= LADDER.index("open"):
        return level
    return "open"


def _modal(verb: Token) -> str:
    modality = stance_cues().modality
    return next((modality[a.lower] for a in auxiliaries(verb) if a.lower in modality), "")


def _object(token: Token) -> Token | None:
    found = token.child("dobj", "attr", "acomp", "nsubjpass", "oprd", "ccomp")
    if found is not None:
        return found
    preposition = token.child("prep", "dative")
    return preposition.child("pobj", "pcomp") if preposition is not None else None


def _through(verb: Token) -> Token:
    """The act itself, past verbs that only help it along (*help to train*)."""
    transparent = stance_cues().transparent
    while verb.lemma in transparent:
        inner = complement(verb)
        if inner is None or inner is verb:
            break
        verb = inner
    return verb


# ---------------------------------------------------------------- finding the cue


def _cue(verb: Token) -> tuple[Cue, Token] | None:
    """The cue that this predicate is built on and the token that carries it."""
    cues = stance_cues()
    phrase = _phrase(verb, cues.verbs)
    if phrase is not None:
        return phrase, verb
    if verb.lemma in _COPULAS | _JUDGING | _MAKING:
        found = _predicative(verb)
        if found is not None:
            return found
    if verb.lemma in cues.support_verbs:
        for noun in verb.all("dobj", "attr", "nsubjpass", "nsubj" if verb.child("expl") else "dobj"):
            if noun.lemma in cues.nouns:
                return cues.nouns[noun.lemma], noun
    if verb.lemma in cues.verbs and not (verb.lemma == "go" and complement(verb) is None):
        if verb.lemma == "expect" and verb.child("auxpass") is not None:
            return None
        return cues.verbs[verb.lemma], verb
    side = _side(verb)
    if side is not None:
        return side
    if verb.tag == "VBN" and verb.lemma + "d" in cues.adjectives:
        return cues.adjectives[verb.lemma + "d"], verb
    return _participle(verb)


def _side(verb: Token) -> tuple[Cue, Token] | None:
    """*spoke in favour of*, *came out against*: whatever the verb, the preposition takes sides."""
    adjectives = stance_cues().adjectives
    for preposition in verb.all("prep"):
        noun = preposition.child("pobj")
        if preposition.lower == "in" and noun is not None and noun.lower in {"favour", "favor"}:
            return adjectives["in favour"], preposition
        if preposition.lower == "against" and verb.lemma in _SPEAKING:
            return adjectives["against"], preposition
    return None


def _participle(verb: Token) -> tuple[Cue, Token] | None:
    """*is prepared to*, *was opposed to*: adjectives that the tagger takes for passives."""
    adjectives = stance_cues().adjectives
    if verb.child("auxpass") is not None and verb.lower in adjectives:
        return adjectives[verb.lower], verb
    return None


def _phrase(verb: Token, lexicon: dict[str, Cue]) -> Cue | None:
    """The two-word cue that the verb opens, its second word a particle, preposition or object."""
    for child in verb.children:
        if child.dep in {"prt", "prep", "advmod", "dobj", "attr", "intj"} and f"{verb.lemma} {child.lower}" in lexicon:
            return lexicon[f"{verb.lemma} {child.lower}"]
    return None


def _predicative(verb: Token) -> tuple[Cue, Token] | None:
    """The adjective or phrase after a copula: *is ready*, *is off the table*, *was a mistake*."""
    adjectives = stance_cues().adjectives
    for child in verb.children:
        if child.dep in {"nsubj", "nsubjpass", "aux", "punct", "mark", "csubj"} or child.index < verb.index:
            continue
        if child.dep in {"acomp", "attr", "prep", "oprd", "advmod", "ccomp", "xcomp"}:
            if child.lower == "for" and verb.lemma not in {"be", "remain"}:
                continue
            words = next((t for t in (child, *child.children) if t.lower in adjectives and t.dep != "conj"), None)
            if words is not None and (words is child or child.dep in {"attr", "prep", "oprd", "ccomp"}):
                return adjectives[words.lower], child
            text = " ".join(token.lower for token in child.subtree()[:6])
            hit = next((phrase for phrase in adjectives if " " in phrase and phrase in text), None)
            if hit is not None:
                return adjectives[hit], child
    return None


# ---------------------------------------------------------------- votes and bare acts


def _vote(verb: Token) -> Stance | None:
    words = {
        token.lower for child in verb.children for token in [child] if child.dep in {"prep", "advmod", "dobj", "intj"}
    }
    in_favour = "in" in words and any(t.lower in {"favour", "favor"} for c in verb.children for t in c.subtree())
    cast: Vote | None = None
    if verb.lemma == "abstain":
        cast = "abstain"
    elif verb.lemma == "vote":
        if words & _AGAINST:
            cast = "against"
        elif words & _FOR or in_favour:
            cast = "for"
    if cast is None or negated(verb) or _modal(verb) in {"open", "urges"}:
        return None
    level: Level = {"for": "supports", "against": "opposes", "abstain": "neutral"}[cast]  # type: ignore[assignment]
    act = _object(verb) or verb
    because = (verb.text.lower(), f"vote:{cast}")
    done = None if _modal(verb) or verb.dep == "xcomp" else cast  # "will vote against" is no vote yet
    return Stance(None, level, verb, act, False, False, because, vote=done, modal="cue", used=(verb,))


def _yet(verb: Token) -> Stance | None:
    """*has yet to decide*: nothing is settled."""
    inner = verb.child("xcomp")
    if verb.lemma != "have" or inner is None or not any(c.lower == "yet" for c in (*verb.children, *inner.children)):
        return None
    return Stance("neutral", "neutral", verb, _through(inner), True, True, ("has yet to", "neutral"), modal="cue")


def bare(verb: Token) -> Stance | None:
    """The act itself with its modality and tense: *will send*, *cannot join*, *has ratified*."""
    if not is_verb(verb):
        return None
    no, reading = negated(verb), _modal(verb)
    act = _through(verb)
    made = Stance(
        None, None, verb, act, True, no, (), verb.child("nsubjpass") is not None, modal=reading, used=(verb, act)
    )
    if verb.lemma == "be" and act is not verb and act is verb.child("xcomp") and verb.child("acomp", "attr") is None:
        return replace(made, action="rules_out" if no else "pledges", because=("is to", "future"), certain=0.7)
    words = " ".join(a.lower for a in auxiliaries(verb))
    hedged = any(child.lower in _HEDGES for child in verb.children)
    if reading == "pledges":
        level: Level = ("opposes" if hedged else "rules_out") if no else ("open" if hedged else "pledges")
        if not no and verb.dep == "ccomp" and _in_principle(verb.head):
            level = "supports"
        reasons = (f"{words} {verb.lower}", "negated:will" if no else "modal:will")
        return replace(made, action=level, proposal="rules_out" if no else None, because=reasons, certain=0.85)
    if reading == "open":
        cannot = no and any(a.lower in {"can", "could", "ca"} for a in auxiliaries(verb))
        level = "rules_out" if cannot else "opposes" if no else "open"
        reasons = (f"{words} {verb.lower}", "negated:can" if no else "modal:can")
        return replace(made, action=level, proposal=level if no else None, because=reasons, certain=0.6)
    if reading == "urges":
        proposal: Level = "opposes" if no else "supports"
        return replace(
            made, proposal=proposal, impersonal=True, because=(f"{words} {verb.lower}", "modal:should"), certain=0.6
        )
    return _tensed(made, verb, no)


def _tensed(made: Stance, verb: Token, no: bool) -> Stance | None:
    perfect = any(a.lemma == "have" for a in auxiliaries(verb))
    if no:
        if verb.child("aux") is not None and not perfect and any(a.tag in {"VBP", "VBZ"} for a in auxiliaries(verb)):
            return replace(made, action="rules_out", because=(verb.lower, "negated:present"), certain=0.6)
        return None
    if perfect or verb.tag == "VBD" or (verb.tag == "VBN" and verb.child("auxpass") is not None):
        return replace(made, action="delivers", because=(verb.lower, "deed:past"), deed=True, certain=0.6)
    if verb.tag in {"VBZ", "VBP"} and verb.lemma != "be":
        return replace(made, action="delivers", because=(verb.lower, "deed:present"), deed=True, certain=0.5)
    if verb.tag == "VBG" and any(a.lemma == "be" for a in auxiliaries(verb)):
        return replace(made, action="delivers", because=(verb.lower, "deed:progressive"), deed=True, certain=0.5)
    return None
