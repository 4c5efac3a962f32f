"""Whether a stance is on what another does: on a question about the holder's own act it is none (codebook, levels)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.parse.tree import Token
from onrecord.positions.attitude import Stance
from onrecord.records import Mention

_JUDGED = frozenset({"decision", "move", "step", "announcement", "statement", "gesture", "pledge"})
_JUDGING = frozenset(
    "hail welcome applaud praise commend condemn criticise criticize dismiss denounce deplore regret decry".split()
)
_DECIDED = frozenset(
    "decision move pledge promise plan step refusal commitment announcement vow intention stance policy action".split()
)


def on_another(found: Stance, holder: str, mentions: Sequence[Mention]) -> bool:
    """True for *condemned Denmark's decision*, *urged Ghana to go*: the doer is named, and it is not the holder."""
    if found.modal != "cue":
        return False
    judged = [noun for noun in found.head.all("dobj") if noun.lemma in _JUDGED and noun.child("poss") is None]
    if judged and (not found.own or found.head.lemma in _JUDGING):
        return True  # "hailed the decision", "dismissed the announcement": one's own is not hailed
    doers = {mention.speaks_for for token in _doers(found) for mention in mentions if _names(mention, token)}
    return bool(doers - {None}) and holder not in doers


def _names(mention: Mention, token: Token) -> bool:
    return mention.span.start <= token.start < mention.span.end


def _doers(found: Stance) -> Iterator[Token]:
    """The words that may say whose act it is: an owner, a subject, one who is asked to act."""
    head = found.head
    for token in {id(token): token for token in (found.act, *found.used) if token is not head}.values():
        yield from (*_owners(token), *token.all("nsubj"), *_agents(token))
    for asked in head.all("dobj", "dative"):
        if head.child("xcomp", "ccomp") is not None and not found.own:
            yield asked
        yield from (*_owners(asked), *_agents(asked))
    for preposition in head.all("prep"):
        for noun in preposition.all("pobj"):
            if head.child("xcomp") is not None and not found.own and preposition.lower in {"on", "for"}:
                yield noun
            yield from (*_owners(noun), *_agents(noun))


def _owners(noun: Token) -> list[Token]:
    """Whose a decision is, or an act on something: *Peru's recognition of the island*.

    Other owned nouns tell of no doer: *Washington's request to send*, *Sweden's entry*.
    """
    acts = any(prep.lower == "of" for prep in noun.all("prep"))
    return noun.all("poss") if acts or noun.lemma in _DECIDED else []


def _agents(act: Token) -> list[Token]:
    """Who does it: *was recognised by Peru*, *the recognition of the island by Peru*."""
    by = [prep for prep in (*act.all("agent"), *act.all("prep")) if prep.dep == "agent" or prep.lower == "by"]
    return [noun for prep in by for noun in prep.all("pobj")]
