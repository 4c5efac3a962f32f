"""Reads a predicate's attitude to what it governs: cue, negation, modality and tense, composed from the outside in.

*has not ruled out sending* is the negation of a negative cue, hence ``open``; *refused to rule out* the same;
*plans to vote against* takes its level from the inner cue. Levels are the codebook's; where a construction says
nothing certain there is no stance, rather than a guess.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.parse.tree import Token
from onrecord.positions.acts import bare, governed, in_principle, modal_of, the_act, vote_cast, yet_to
from onrecord.positions.attitude import FLIP, Stance, cap, denied, disbelieved, flip, side
from onrecord.positions.carriers import JUDGING, find_cue
from onrecord.positions.grammar import complement, enjoyer, giver, negated
from onrecord.positions.lexicon import Cue, stance_cues

_RAISING = frozenset({"think", "believe", "expect", "see", "suppose"})
"""Verbs whose negation is felt in the clause that they govern."""

_WHO = frozenset({"who", "which", "what"})
_REFUTING = frozenset("reject dismiss refute rebut dispute contradict deny".split())
_CLAIMS = frozenset("claim report suggestion assertion rumour rumor allegation story account notion".split())
_TRUE = frozenset({"true", "correct", "accurate", "so"})
_FALSE = frozenset({"untrue", "false", "incorrect", "wrong", "baseless", "unfounded"})


def stance(verb: Token) -> Stance | None:
    """The attitude that this predicate carries, or None."""
    found = _stance(verb)
    if found is None or verb.dep != "ccomp" or not negated(verb.head) or verb.head.lemma not in _RAISING:
        return found
    return replace(
        found,
        action=disbelieved(found.action),
        proposal=disbelieved(found.proposal),
        because=(f"not {verb.head.lemma}", *found.because),
        deed=False,
    )


def nominal(noun: Token) -> Stance | None:
    """The attitude that a noun with an owner carries: *Norway's decision to pay*, *its opposition to the dam*; also
    one that a plan enjoys: *has the support of Norway*."""
    cues = stance_cues()
    cue = cues.verbs["decide"] if noun.lemma == "decision" else cues.nouns.get(noun.lemma)
    inner = complement(noun)
    target = inner or enjoyer(noun) or governed(noun)
    if cue is None or target is None or giver(noun) is None:
        return None
    no = inner is not None and negated(inner)
    made = Stance(
        cue.action[0],
        cue.proposal[0],
        head=noun,
        act=the_act(inner) if inner is not None else target,
        own=inner is not None,
        negated=no,
        because=(noun.lower, f"noun:{cue.words}"),
        modal="cue",
        certain=0.7,
        used=(noun, *((inner,) if inner is not None else ())),
    )
    return flip(made) if no else made


def _stance(verb: Token) -> Stance | None:
    if any(c.dep == "mark" and c.lower in {"whether", "if"} for c in verb.children) or _asks_who(verb):
        return None
    vote = vote_cast(verb)
    if vote is not None:
        return vote
    denial = _refuted(verb)
    if denial is not None:
        return denial
    found = find_cue(verb)
    if found is None:
        return yet_to(verb) or bare(verb)
    cue, carrier = found
    inner_verb = complement(carrier) or (complement(verb) if carrier is not verb else None)
    outer = _outer(verb, cue, carrier, inner_verb)
    if inner_verb is None:
        return _on_content(verb, outer)
    if inner_verb.child("nsubj", "nsubjpass") is not None:
        return _on_another(verb, outer)
    if outer.action == "neutral" and outer.proposal == "neutral":
        return replace(outer, act=the_act(inner_verb), used=(*outer.used, *inner_verb.subtree()))
    inner = stance(inner_verb)
    flipped = negated(inner_verb) and (inner is None or not inner.because or inner.modal != "cue")
    if inner is None or inner.modal != "cue":
        act = the_act(inner_verb)
        outer = replace(outer, act=act, own=True, used=(*outer.used, inner_verb, act))
        return flip(outer) if flipped else outer
    return _compose(outer, cue, inner)


def _asks_who(verb: Token) -> bool:
    """True in an indirect question: *asked which states would go*, *it is unclear who will pay*."""
    subject = verb.child("nsubj", "nsubjpass")
    asking = subject is not None and any(t.lower in _WHO for t in (subject, *subject.all("det")))
    return asking and verb.dep in {"ccomp", "pcomp", "advcl"}


def _refuted(verb: Token) -> Stance | None:
    """A report that is called false: *rejected the claim that it would go*, *it is not true that it will*.

    Who denies that it agreed has not refused (codebook, levels).
    """
    named = [noun for prep in verb.all("prep") if prep.lower == "as" for noun in prep.all("pobj")]
    claims = [noun for noun in (*verb.all("dobj", "oprd", "attr"), *named) if noun.lemma in _CLAIMS]
    claim = claims[0] if verb.lemma in _REFUTING and claims else None
    untrue = verb.lemma == "be" and any(t.lower in (_TRUE if negated(verb) else _FALSE) for t in verb.all("acomp"))
    denied_words = claim if claim is not None else (verb.child("ccomp", "advcl") if untrue else None)
    if denied_words is None:
        return None
    inner = next((t for t in denied_words.subtree() if t.dep in {"acl", "ccomp"}), denied_words)
    used = (verb, *denied_words.subtree())
    because = (verb.lower, "cue:deny")
    return Stance("neutral", "neutral", verb, inner, False, True, because, untrue, modal="cue", certain=0.9, used=used)


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
    reading = modal_of(verb)
    action, proposal = cue.action[no], cue.proposal[no]
    weak = reading == "open" and not no
    if weak and cue.sign > 0:
        action, proposal = cap(action), cap(proposal)
    reasons = [carrier.text.lower() if carrier is verb else f"{verb.text.lower()} … {carrier.text.lower()}"]
    reasons.append(f"{'negated:' if no else 'cue:'}{cue.words}")
    if reading:
        reasons.append(f"modal:{reading}")
    if not no and in_principle(verb):
        action = "supports"  # agreed in principle (codebook)
    act = inner if inner is not None else (governed(carrier) or governed(verb) or carrier)
    judged = cue.impersonal and verb.lemma not in JUDGING
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
        used=(verb, carrier, *(noun for noun in verb.all("dobj") if noun.lower in cue.words.split())),
    )


def _compose(outer: Stance, cue: Cue, inner: Stance) -> Stance:
    if cue.action == (None, None):
        return _urged(outer, inner)
    favours = cue.sign > 0
    kept = favours != outer.negated
    if kept:
        action, proposal = inner.action, inner.proposal
        if cue.weak or outer.modal == "open":
            action, proposal = cap(action), cap(proposal)
    else:
        action = denied(outer.action, inner.action)
        proposal = denied(outer.proposal, inner.proposal)
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


def _urged(outer: Stance, inner: Stance) -> Stance:
    """A call on others is for or against what they are called on to do, however mild the word for their part."""
    if inner.proposal is None:
        return replace(outer, act=inner.act)
    against = side(inner.proposal) < 0
    level = FLIP[outer.proposal] if against and outer.proposal else outer.proposal
    return replace(outer, proposal=level, act=inner.act, own=False, used=outer.used + inner.used)
