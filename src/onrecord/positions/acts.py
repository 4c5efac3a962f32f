"""The act itself, without a cue of stance: its modality and tense, votes cast, what has yet to be done."""

from __future__ import annotations

from dataclasses import replace

from onrecord.parse.tree import Token
from onrecord.positions.attitude import Stance
from onrecord.positions.grammar import auxiliaries, complement, is_verb, negated
from onrecord.positions.lexicon import stance_cues
from onrecord.records import Level, Vote

_STATES = frozenset({"have", "be", "include", "contain", "respect"})
_HEDGES = frozenset({"probably", "likely", "perhaps", "maybe", "possibly", "hardly"})
_FOR = frozenset({"for", "in favour", "in favor", "yes", "aye"})
_AGAINST = frozenset({"against", "no", "nay"})


def vote_cast(verb: Token) -> Stance | None:
    """The stance of a verb that casts or announces a vote; a vote still to come carries its level and no ``vote``."""
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
    if cast is None or negated(verb) or modal_of(verb) in {"open", "urges"}:
        return None
    level: Level = {"for": "supports", "against": "opposes", "abstain": "neutral"}[cast]  # type: ignore[assignment]
    act = governed(verb) or verb
    because = (verb.text.lower(), f"vote:{cast}")
    done = None if modal_of(verb) or verb.dep == "xcomp" else cast  # "will vote against" is no vote yet
    return Stance(None, level, verb, act, False, False, because, vote=done, modal="cue", used=(verb,))


def yet_to(verb: Token) -> Stance | None:
    """*has yet to decide*: nothing is settled."""
    inner = verb.child("xcomp")
    if verb.lemma != "have" or inner is None or not any(c.lower == "yet" for c in (*verb.children, *inner.children)):
        return None
    return Stance("neutral", "neutral", verb, the_act(inner), True, True, ("has yet to", "neutral"), modal="cue")


def bare(verb: Token) -> Stance | None:
    """The act itself with its modality and tense: *will send*, *cannot join*, *has ratified*."""
    if not is_verb(verb):
        return None
    no, reading = negated(verb), modal_of(verb)
    act = the_act(verb)
    made = Stance(
        None, None, verb, act, True, no, (), verb.child("nsubjpass") is not None, modal=reading, used=(verb, act)
    )
    if verb.lemma == "be" and act is not verb and act is verb.child("xcomp") and verb.child("acomp", "attr") is None:
        return replace(made, action="rules_out" if no else "pledges", because=("is to", "future"), certain=0.7)
    last = _is_last(verb) if no else None
    if last is not None:
        return replace(
            made, action="supports", act=the_act(last), because=("not the last to", "modal:will"), certain=0.8
        )
    words = " ".join(a.lower for a in auxiliaries(verb))
    hedged = any(child.lower in _HEDGES for child in verb.children)
    if reading == "pledges":
        level: Level = ("opposes" if hedged else "rules_out") if no else ("open" if hedged else "pledges")
        if not no and verb.dep == "ccomp" and in_principle(verb.head):
            level = "supports"
        reasons = (f"{words} {verb.lower}", "negated:will" if no else "modal:will")
        return replace(made, action=level, proposal="rules_out" if no else None, because=reasons, certain=0.85)
    if reading == "open":
        cannot = no and any(a.lower in {"can", "could", "ca"} for a in auxiliaries(verb))
        level = "rules_out" if cannot else "opposes" if no else "open"
        reasons = (f"{words} {verb.lower}", "negated:can" if no else "modal:can")
        return replace(made, action=level, proposal=level if no else None, because=reasons, certain=0.6)
    if reading == "urges":
        if verb.lemma in _STATES:
            return None  # "a mission must be the council's" says which mission, not whether there should be one
        proposal: Level = "opposes" if no else "supports"
        return replace(
            made, proposal=proposal, impersonal=True, because=(f"{words} {verb.lower}", "modal:should"), certain=0.6
        )
    return _tensed(made, verb, no)


def _is_last(verb: Token) -> Token | None:
    """The act in *will not be the last to sign*: it is wanted, and not refused."""
    attribute = verb.child("attr", "acomp") if verb.lemma == "be" else None
    if attribute is None or attribute.lower != "last":
        return None
    return attribute.child("relcl", "acl", "xcomp")


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


def modal_of(verb: Token) -> str:
    """What the auxiliaries say of the act, as the lexicon reads them: ``pledges``, ``open``, ``urges``, or nothing."""
    modality = stance_cues().modality
    return next((modality[a.lower] for a in auxiliaries(verb) if a.lower in modality), "")


def governed(token: Token) -> Token | None:
    """What a word governs: its object, complement or prepositional object."""
    found = token.child("dobj", "attr", "acomp", "nsubjpass", "oprd", "ccomp")
    if found is not None:
        return found
    preposition = token.child("prep", "dative")
    return preposition.child("pobj", "pcomp") if preposition is not None else None


def the_act(verb: Token) -> Token:
    """The act itself, past verbs that only help it along (*help to train*)."""
    transparent = stance_cues().transparent
    while verb.lemma in transparent:
        inner = complement(verb)
        if inner is None or inner is verb:
            break
        verb = inner
    return verb


def in_principle(verb: Token) -> bool:
    """True where consent is given in principle only (codebook: ``supports``)."""
    return verb.lemma in {"agree", "accept", "approve"} and any(t.lower == "principle" for t in verb.subtree())
