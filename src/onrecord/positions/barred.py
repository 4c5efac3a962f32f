"""What no reader may take for a stance: what others expect, what is only asked, what is said not to have been said."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.parse.tree import Sentence, Token
from onrecord.positions.views import Holder
from onrecord.records import Span

_EXPECTED = frozenset({"expect", "tip", "predict", "rumour", "rumor", "forecast"})
_ASKED = _EXPECTED | {"ask", "urge", "invite", "request", "press", "pressure", "call", "lobby", "beg", "order"}
_EXCEPTING = tuple(
    phrase.split()
    for phrase in (
        "except",
        "except for",
        "excluding",
        "save",
        "save for",
        "bar",
        "apart from",
        "aside from",
        "other than",
        "exception of",
    )
)
_EVERY = frozenset(
    {"all", "every", "everyone", "everybody", "none", "any", "no", "nobody", "member", "members", "states"}
)
_LISTED = frozenset({"conj", "appos"})
_ASIDE = frozenset({"advcl", "relcl", "acl"})


def barred(sentence: Sentence, holder: Holder, unsaid: Sequence[Span]) -> str:
    """Why the sentence gives this holder no stance, whatever its words; empty where nothing forbids it."""
    if _only_asked(sentence):
        return "a question takes no position"
    if holder.spans and all(any(s.contains(name) for s in unsaid) for name in holder.spans):
        return "not said, only mentioned"
    if holder.spans and all(_is_expected(sentence, span) for span in holder.spans):
        return "what is expected or asked of a holder is not its position"
    if holder.spans and holder.statement is None and all(_is_excepted(sentence, span) for span in holder.spans):
        return "the others did, this holder is the exception"
    return ""


def adopts(sentence: Sentence, holder: Holder) -> bool:
    """True where a council is the subject of the sentence: only then is what is adopted its position (codebook)."""
    inside = [t for t in sentence.tokens if any(span.start <= t.start < span.end for span in holder.spans)]
    return any(t.dep == "nsubj" and t.head.dep not in _ASIDE for t in inside)


def _only_asked(sentence: Sentence) -> bool:
    """True for a question by its order: *Will Japan join?*"""
    verb = sentence.root
    subject, auxiliary = verb.child("nsubj", "nsubjpass"), verb.child("aux", "auxpass")
    inverted = subject is not None and auxiliary is not None and auxiliary.index < subject.index
    return inverted and any(token.text == "?" for token in sentence.tokens[-2:])


def _is_expected(sentence: Sentence, span: Span) -> bool:
    """True for the subject of *is expected to*, for whom *I expect … to*, or a member of a list that is."""
    token = next((t for t in sentence.tokens if span.start <= t.start < span.end), None)
    while token is not None and _climbs(token):
        token = token.head
    if token is None:
        return False
    verb = token.head
    if token.dep == "nsubj":  # what somebody expects of it: the holder is the subject of the expected deed
        above = verb.head
        return verb.dep in {"ccomp", "xcomp"} and above.lemma in _EXPECTED and above.index < token.index
    return token.dep == "nsubjpass" and verb.lemma in _ASKED


def _is_excepted(sentence: Sentence, span: Span) -> bool:
    """True behind *all but*, *every member except*, *apart from*: the one named may hold the opposite, or nothing."""
    before = [token.lower for token in sentence.tokens if token.start < span.start]
    while before and before[-1] in {"the", "its", "neighbouring"}:
        before.pop()
    if before[-1:] == ["but"]:
        return bool(_EVERY & set(before[-3:-1]))
    return any(before[-len(words) :] == words for words in _EXCEPTING)


def _climbs(token: Token) -> bool:
    listed = token.dep in _LISTED and token.head.pos in {"PROPN", "NOUN"}
    return (listed or token.dep in {"compound", "amod", "nmod", "poss"}) and token.head is not token
