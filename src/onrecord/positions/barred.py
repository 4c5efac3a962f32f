"""What no reader may take for a stance: what others expect, what is only asked, what is said not to have been said."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.parse.tree import Sentence, Token
from onrecord.positions.grammar import is_asked
from onrecord.positions.views import Holder
from onrecord.records import Span

_EXPECTED = frozenset("expect tip predict rumour rumor forecast guess suspect bet reckon speculate".split())
_GUESS = frozenset({"guess", "bet", "hunch", "expectation", "assumption", "speculation", "prediction", "forecast"})
_SUPPOSED = frozenset({"probably", "presumably", "likely", "doubtless", "perhaps", "maybe", "surely", "supposedly"})
_FUTURE = frozenset({"will", "would", "may", "might", "shall", "'ll"})
_OUGHT = frozenset({"should", "must"})
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
_SILENT = frozenset({"decline", "refuse"})
_ANSWERS = frozenset({"comment", "say", "answer", "elaborate", "add", "reply"})
_APART = frozenset({"company", "rank", "odds", "contrast", "step", "differ", "disagree", "contrary"})
_BLOC = frozenset("group union bloc alliance caucus league community nation state member country coalition".split())
_MEMBERS = frozenset({"member", "state", "nation"})
_LISTED = frozenset({"conj", "appos"})
_INTERVIEWER = (["q", ":"], ["q", "."], ["question", ":"])
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
    if _says_nothing(sentence, holder):
        return "has nothing to say on it"
    name = head_of(sentence, holder.spans[0]) if holder.spans else None
    return _not_own(sentence, name, holder) if name is not None else ""


def _not_own(sentence: Sentence, name: Token, holder: Holder) -> str:
    """Why the words are another's, or a guess, by the place of the holder's name."""
    if _speaks_for_bloc(name):
        return "speaks for a group, whose position it is"
    if holder.statement is None and _is_supposed(name) and _names_within(sentence, holder, name.head):
        return "what is guessed of a holder is not its position"
    if len(holder.spans) > 1 or holder.statement is not None:
        return ""
    if name.dep == "nsubj" and any(aux.lower in _OUGHT for aux in name.head.all("aux")):
        return "what a holder ought to do is another's view"
    if _is_set_apart(name):
        return "named only to set another apart from it"
    return "some of its members did, not the body" if _is_whole(name) else ""


def _names_within(sentence: Sentence, holder: Holder, verb: Token) -> bool:
    """True where the holder is named in this predicate's clause alone: *Peru will send less than it promised*."""
    inside = {token.index for token in verb.subtree()}
    heads = [head_of(sentence, span) for span in holder.spans]
    return all(head is not None and head.index in inside for head in heads)


def head_of(sentence: Sentence, span: Span) -> Token | None:
    """The token that heads a name."""
    inside = _tokens(sentence, span)
    return next((token for token in inside if token.head not in inside or token.head is token), None)


def _tokens(sentence: Sentence, span: Span) -> list[Token]:
    return [t for t in sentence.tokens if span.start <= t.start < span.end]


def _speaks_for_bloc(token: Token) -> bool:
    """True for *Ghana, speaking for the African Union, said*, and *on behalf of 14 island states, Fiji said*."""
    verb = token.head
    if token.dep != "nsubj":
        return False
    speaking = [t for t in verb.children if t.dep in {"advcl", "acl"} and t.lower == "speaking"]
    preps = [prep for head in (verb, token, *speaking) for prep in head.all("prep")]
    behalf = [noun for prep in preps if prep.lower == "on" for noun in prep.all("pobj") if noun.lemma == "behalf"]
    for_them = [prep for prep in preps if prep.lower == "for" and prep.head in speaking]
    objects = [noun for prep in (*for_them, *(p for n in behalf for p in n.all("prep"))) for noun in prep.all("pobj")]
    return any(noun.lemma.lower() in _BLOC and noun.child("poss") is None for noun in objects)


def _says_nothing(sentence: Sentence, holder: Holder) -> bool:
    """True for *declined to comment*, *refused to be drawn*, *had nothing to add*, of the sentence's one predicate."""
    names = {t.index for span in holder.spans for t in _tokens(sentence, span)}
    for verb in sentence.tokens:
        subject = verb.child("nsubj")
        if subject is None or not names & {t.index for t in subject.subtree()}:
            continue
        asked = verb.child("xcomp")
        if verb.lemma in _SILENT and asked is not None and (asked.lemma in _ANSWERS or asked.lower == "drawn"):
            return True
        if any(t.lower == "nothing" and any(a.lemma in _ANSWERS for a in t.children) for t in verb.all("dobj")):
            return True
    return False


def _is_set_apart(token: Token) -> bool:
    """True for *unlike Ghana*, *parting company with Ghana and Peru*, *in contrast to Ghana*."""
    first = _above(token, "conj")
    prep = first.head
    return first.dep == "pobj" and (prep.lower == "unlike" or prep.head.lemma in _APART)


def _is_supposed(token: Token) -> bool:
    """True for the subject of *will probably send*, *my guess is that … will send*."""
    verb = token.head
    if token.dep != "nsubj" or not any(a.lower in _FUTURE for a in verb.all("aux")):
        return False
    above = verb.head.child("nsubj") if verb.dep == "ccomp" else None
    guessed = above is not None and above is not token and above.lemma in _GUESS
    return guessed or any(adverb.lower in _SUPPOSED for adverb in verb.all("advmod"))


def _is_whole(token: Token) -> bool:
    """True for the body in *140 of the 193 members of the United Nations*: so many of them are not the body."""
    noun = _above(token, "compound")
    members = noun.head.head
    if noun.dep != "pobj" or noun.head.lower != "of" or members.lemma not in _MEMBERS:
        return False
    return members.child("nummod") is not None or (members.dep == "pobj" and members.head.head.tag == "CD")


def adopts(sentence: Sentence, holder: Holder) -> bool:
    """True where a council is the subject of the sentence: only then is what is adopted its position (codebook)."""
    inside = (token for span in holder.spans for token in _tokens(sentence, span))
    return any(token.dep == "nsubj" and token.head.dep not in _ASIDE for token in inside)


def _only_asked(sentence: Sentence) -> bool:
    """True for an interviewer's question, or one by its order: *Will Japan join?*"""
    if [t.lower for t in sentence.tokens[:2]] in _INTERVIEWER:
        return sentence.tokens[-1].text == "?"
    return is_asked(sentence.root, sentence)


def _is_expected(sentence: Sentence, span: Span) -> bool:
    """True for the subject of *is expected to*, for whom *I expect … to*, or a member of a list that is."""
    token = next(iter(_tokens(sentence, span)), None)
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


def _above(token: Token, dep: str) -> Token:
    """The first token from this one upwards that hangs on its head by another relation."""
    while token.dep == dep:
        token = token.head
    return token


def _climbs(token: Token) -> bool:
    listed = token.dep in _LISTED and token.head.pos in {"PROPN", "NOUN"}
    return (listed or token.dep in {"compound", "amod", "nmod", "poss"}) and token.head is not token
