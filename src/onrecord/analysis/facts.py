"""Which clauses of an article report a fact: past or present, not supposed, asked, hoped, denied or half done.

Precision goes first: a clause of which this cannot be told is none.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from onrecord.parse.tree import Parsed, Sentence, Token
from onrecord.positions.grammar import auxiliaries, is_verb, negated
from onrecord.records import Statement

_MODALS: Final = frozenset("will would shall should can could may might must to 'll 'd wo ca".split())
_APART: Final = frozenset({"advcl", "relcl", "ccomp", "parataxis", "punct", "mark"})
_NOW: Final = frozenset({"hold", "be", "remain", "last", "continue", "refuse", "stand"})
_ROLES: Final = ("nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd", "prt")


@dataclass(frozen=True, slots=True)
class Cues:
    """The lexicon ``settling.toml``."""

    reporting: frozenset[str]
    came_object: frozenset[str]
    came_subject: frozenset[str]
    came_phrases: tuple[str, ...]
    ended_object: frozenset[str]
    ended_subject: frozenset[str]
    unwilling: frozenset[str]
    doubt: frozenset[str]
    doubt_phrases: tuple[str, ...]
    part: frozenset[str]
    past: frozenset[str]
    past_phrases: tuple[str, ...]


@functools.cache
def cues() -> Cues:
    """The words, loaded once."""
    found = tomllib.loads(files("onrecord.lexicons").joinpath("cues/settling.toml").read_text("utf-8"))

    def words(section: str, key: str) -> frozenset[str]:
        return frozenset(found[section][key].split())

    def phrases(section: str) -> tuple[str, ...]:
        return tuple(f" {one} " for one in found[section]["phrases"].split("|"))

    return Cues(
        reporting=words("reporting", "verbs"),
        came_object=words("came", "object"),
        came_subject=words("came", "subject"),
        came_phrases=phrases("came"),
        ended_object=words("ended", "object"),
        ended_subject=words("ended", "subject"),
        unwilling=words("unwilling", "verbs"),
        doubt=words("doubt", "words"),
        doubt_phrases=phrases("doubt"),
        part=words("part", "words"),
        past=words("past", "words"),
        past_phrases=phrases("past"),
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """A clause that is reported as a fact: ``so`` is False where it is reported not to be so.

    ``agent`` and ``patient`` are the heads of who does and to what it is done, whichever way the verb is turned.
    ``teller`` is for whom the official speaks who says so; None where the outlet says it in its own voice.
    """

    sentence: Sentence
    verb: Token
    so: bool
    tokens: tuple[Token, ...]
    agent: Token | None
    patient: Token | None
    teller: str | None


def facts(parsed: Parsed, statements: Sequence[Statement]) -> Iterator[Fact]:
    """The facts that an article reports, in the order of its sentences."""
    year = str(parsed.article.published.year) if parsed.article.published else ""
    for sentence in parsed.sentences:
        if not _is_of_now(sentence, year):
            continue
        for verb in filter(is_verb, sentence.tokens):
            so = _reported(verb)
            tellers = None if so is None else _tellers(verb, statements)
            if so is not None and tellers is not None:
                tokens = tuple(own_clause(verb))
                if not _doubtful(tokens):
                    agent, patient = roles(verb)
                    yield Fact(sentence, verb, so, tokens, agent, patient, tellers[-1] if tellers else None)


def _is_of_now(sentence: Sentence, year: str) -> bool:
    words = [token.lower for token in sentence.tokens]
    if words[-1] == "?" or "?" in words[-3:]:
        return False
    text = f" {' '.join(words)} "
    if not cues().past.isdisjoint(words) or any(one in text for one in cues().past_phrases):
        return False
    years = {word for word in words if len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")}
    return years <= {year}


def _doubtful(tokens: Iterable[Token]) -> bool:
    words = [token.lower for token in tokens]
    text = f" {' '.join(words)} "
    return not cues().doubt.isdisjoint(words) or any(one in text for one in cues().doubt_phrases)


def own_clause(verb: Token) -> list[Token]:
    """The tokens of a verb's clause without other clauses that hang on it."""
    found, stack = [], [verb]
    while stack:
        token = stack.pop()
        found.append(token)
        for child in token.children:
            another = child.dep in _APART or (child.dep == "conj" and is_verb(child) and is_verb(token))
            if not another:
                stack.append(child)
    if verb.dep == "xcomp" and (subject := verb.head.child("nsubj")) is not None:
        found += subject.subtree()
    return sorted(found, key=lambda token: token.index)


def roles(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does it, and to what: subject and object, or agent and subject of a passive."""
    passive = verb.child("nsubjpass")
    if passive is not None:
        by = verb.child("agent")
        return (by.child("pobj") if by is not None else None), passive
    subject = verb.child("nsubj")
    if subject is None and verb.dep == "conj" and is_verb(verb.head):
        subject = roles(verb.head)[0]
    if subject is None and verb.dep == "xcomp" and is_verb(verb.head):
        subject = verb.head.child("nsubj")
    return subject, _acted_on(verb)


def _acted_on(verb: Token) -> Token | None:
    found = verb.child("dobj", "attr")
    if found is not None:
        return found
    return next((noun for prep in verb.all("prep") if (noun := prep.child("pobj")) is not None), None)


def core(verb: Token) -> list[Token]:
    """The verb with its particle and the heads of its subject, object and complement."""
    agent, patient = roles(verb)
    kept = {token.index: token for token in (verb, agent, patient, *verb.all(*_ROLES)) if token is not None}
    return [kept[index] for index in sorted(kept)]


def _reported(verb: Token) -> bool | None:
    """Whether the clause is reported to be so (True) or not to be (False); None where it is not reported as a fact."""
    flipped = False
    token = verb
    if verb.dep == "xcomp" and verb.head.lemma in cues().unwilling:
        flipped, token = True, verb.head
        if negated(verb) or negated(token):
            return None
    if verb.child("mark") is not None and verb.dep != "ccomp":
        return None
    if not _finite(token, under_report=token.dep == "ccomp"):
        return None
    if not _stands(token):
        return None
    if flipped:
        return False
    if not negated(verb):
        return True
    perfect = any(one.lemma == "have" for one in auxiliaries(verb))
    return None if perfect else False  # what has not happened may still happen


def _stands(token: Token) -> bool:
    """True for a main clause, and for what somebody reports who does not doubt it."""
    while token.head is not token:
        head = token.head
        if token.dep == "conj" and is_verb(head):
            token = head
            continue
        reported = token.dep == "ccomp" and head.lemma in cues().reporting and not negated(head)
        marked = token.child("mark")
        if not reported or (marked is not None and marked.lower != "that") or not _finite(head, under_report=False):
            return False
        token = head
    return is_verb(token) and not any(child.dep == "mark" for child in token.children)


def _finite(verb: Token, *, under_report: bool) -> bool:
    """True for a past or perfect form; for the present only where it tells of a state."""
    helpers = auxiliaries(verb)
    if any(one.lower in _MODALS for one in helpers):
        return False
    had = any(one.lower == "had" for one in helpers)
    if had and not under_report:
        return False  # before something else: which day that was is not said
    if verb.tag == "VBD":
        return True
    if verb.tag == "VBN":
        return any(one.lemma in {"have", "be"} for one in helpers)
    return verb.tag in {"VBZ", "VBP"} and (verb.lemma in _NOW or bool(helpers))


def _tellers(verb: Token, statements: Sequence[Statement]) -> list[str] | None:
    """For whom those speak whose words the clause is, the innermost last; None where someone is no official."""
    around = [one for one in statements if one.content.start <= verb.start < one.content.end]
    around = [one for one in around if one.cue is None or not one.cue.start <= verb.start < one.cue.end]
    if not around:
        return [] if verb.dep != "ccomp" else None
    around.sort(key=lambda one: one.content.start - one.content.end)
    if any(one.anonymous or one.on_behalf_of is None for one in around):
        return None
    return [one.on_behalf_of for one in around if one.on_behalf_of is not None]
