"""Attributions that a verb makes: "X said that ...", "..., said X", "was quoted as saying", "urged Y to ..."."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.parse import Parsed, Sentence, Token
from onrecord.statements import content, edges, surface
from onrecord.statements.attribution import Attribution
from onrecord.statements.cues import Cues, Group
from onrecord.statements.phrases import cue_tokens, is_verb, loose_subject, names_before, noun_phrase, read_out, subject

_NOBODY = frozenset({"nobody", "none", "neither"})
_FIRST_PERSON = frozenset({"i", "we", "you", "me", "us"})
_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "advcl", "dobj", "dative"})
_NEVER_HEADS = frozenset({"decline", "refuse", "fail", "hesitate", "avoid"})
_NEVER_PREPOSITIONS = frozenset({"without", "from", "against"})


def from_verbs(parsed: Parsed, sentence: Sentence, cues: Cues) -> Iterator[Attribution]:
    """Every attribution that a verb of this sentence makes; content between quotation marks alone comes later."""
    for token in sentence.tokens:
        if is_verb(token):
            found = _of_verb(parsed, sentence, token, cues)
            if found is not None:
                yield found


def _of_verb(parsed: Parsed, sentence: Sentence, verb: Token, cues: Cues) -> Attribution | None:
    groups = cues.of_verb(verb)
    source = _source(verb, sentence, groups)
    quotation = parsed.quotation_at(verb.start)
    inside = quotation is not None and (quotation.closed or not surface.lost_its_end(verb, source, sentence))
    for group in groups:
        found = _stretch(verb, source, sentence, group, inside=inside)
        if found is None:
            continue
        how = found[1]
        first, last = _mended(found, verb, source, sentence, cues)
        return Attribution(
            source=source,
            cue=_with_preposition(cue_tokens(verb), first) if how == "object" else cue_tokens(verb),
            start=first.start,
            end=last.end,
            how=how,
            group=group.name,
            refused=why_refused(verb, source, group, cues) or _own_words(source),
            clause=clause_tokens(verb, first, last),
        )
    return _read_out(sentence, verb, source) if not groups and not inside else None


def _mended(
    found: tuple[content.Stretch, str], verb: Token, source: tuple[Token, ...], sentence: Sentence, cues: Cues
) -> content.Stretch:
    """The content with its edges where they belong, by the way in which it stands."""
    stretch, how = found
    if how == "before":
        stretch = edges.whole(verb, stretch, sentence, cues)
        return edges.without_opener(edges.resumed(verb, source, stretch, sentence, cues), sentence)
    if how == "clause":
        stretch = edges.with_object(verb, stretch)
    if how == "infinitive":
        stretch = edges.with_infinitives(verb, stretch, sentence)
    return edges.without_tail(surface.cut_short(verb, stretch, sentence, cues), sentence)


def _with_preposition(cue: tuple[Token, ...], first: Token) -> tuple[Token, ...]:
    """ "called for" where the content is what is called for."""
    held = first
    while held.dep != "pobj" and held.head is not held and held.head not in cue:
        held = held.head
    preposition = held.head
    near = held.dep == "pobj" and preposition.head in cue and 0 < preposition.index - cue[-1].index <= 2
    return (*cue, preposition) if near else cue


def _source(verb: Token, sentence: Sentence, groups: tuple[Group, ...]) -> tuple[Token, ...]:
    noun = subject(verb.head.head) if surface.resumes(verb) else subject(verb)
    if verb.child("nsubj", "nsubjpass", "auxpass") is None and verb.dep in {"conj", "ROOT", "parataxis"}:
        trailing = surface.trailing_source(verb, sentence) if any(g.name == "say" for g in groups) else ()
        if trailing:
            return trailing
    if noun is None and verb.tag in {"VBD", "VBZ"} and verb.child("auxpass", "nsubj") is None:
        noun = loose_subject(verb, sentence) if any(g.name == "say" for g in groups) else None
    if noun is None and verb.tag in {"VBD", "VBZ", "VBP"} and verb.child("auxpass", "nsubj", "expl") is None:
        return names_before(verb, sentence) if verb.dep in {"ROOT", "conj", "ccomp"} else ()
    return noun_phrase(read_out(noun, sentence)) if noun is not None else ()


def _own_words(source: tuple[Token, ...]) -> str:
    if source and source[-1].lower in _FIRST_PERSON:
        return "first person: part of the words of whoever is quoted, or the reporter's own"
    return ""


def _read_out(sentence: Sentence, verb: Token, source: tuple[Token, ...]) -> Attribution | None:
    """ "Her office put out a note: ..." with a verb that is no cue."""
    stretch = surface.after_colon(verb, sentence) if source and surface.issues_document(verb) else None
    if stretch is None:
        return None
    return Attribution(source, cue_tokens(verb), stretch[0].start, stretch[1].end, "colon", clause=())


def _stretch(
    verb: Token, source: tuple[Token, ...], sentence: Sentence, group: Group, *, inside: bool
) -> tuple[content.Stretch, str] | None:
    for how, find in _finders(verb, source, sentence, group, inside=inside):
        stretch = find()
        if stretch is not None:
            return stretch, how
    return None


def _finders(
    verb: Token, source: tuple[Token, ...], sentence: Sentence, group: Group, *, inside: bool
) -> Iterator[tuple[str, Callable[[], content.Stretch | None]]]:
    """The ways in which content may stand by a verb of this group, the surest first."""
    if "clause" in group.frames:
        yield "clause", lambda: content.after(verb, sentence, group.frames)
        yield "that", lambda: surface.that_clause(verb, sentence)
    if group.name == "say" and not inside:
        yield "before", lambda: content.ahead(verb, source, sentence)
        yield "colon", lambda: surface.after_colon(verb, sentence)
    if group.name in {"say", "believe"} and not inside:
        yield "around", lambda: content.around(verb, source, sentence)
        yield "as", lambda: content.as_clause(verb, sentence)
        yield "cleft", lambda: content.cleft(verb, sentence)
    if "judge" in group.frames:
        yield "judge", lambda: content.judgement(verb, sentence)
    if "gerund" in group.frames:
        yield "gerund", lambda: content.gerund(verb, sentence)
    if "inf" in group.frames:
        yield "infinitive", lambda: content.infinitive(verb, sentence, addressed=group.name == "urge")
    if "object" in group.frames:
        yield "object", lambda: content.thing(verb, sentence)


def why_refused(verb: Token, source: tuple[Token, ...], group: Group, cues: Cues) -> str:
    """Why what this verb reports is no statement; empty where it is one."""
    if not group.utterance:
        return f"{group.name}: a state of mind, a plan or evidence, not something said"
    if not source:
        return "no source stands in the text"
    if (not group.polar and _negated(verb)) or source[0].lower in _NOBODY:
        return "negated: not said"
    if verb.dep in {"xcomp", "ccomp"} and _unsaid_head(verb, cues):
        return "hypothetical: the saying is only wanted, expected or refused"
    if any(child.lower in cues.modals for child in verb.all("aux")) and group.name != "believe":
        return "hypothetical: may or could be said"
    mark = verb.child("mark")
    if mark is not None and mark.lower in {"if", "unless", "whether"}:
        return "hypothetical: inside a condition"
    return ""


def _negated(verb: Token) -> bool:
    if verb.child("neg") is not None or any(c.lower in {"never", "nothing"} for c in verb.children):
        return True
    if verb.dep == "pcomp":
        kin = [verb.head.head, *verb.head.head.children]
        return verb.head.lower in _NEVER_PREPOSITIONS or any(token.lower in {"short", "instead"} for token in kin)
    return verb.dep == "xcomp" and verb.head.lemma in _NEVER_HEADS


def _unsaid_head(verb: Token, cues: Cues) -> bool:
    return verb.tag == "VB" and verb.head.lemma in cues.unsaid_heads and any(c.tag == "TO" for c in verb.all("aux"))


def clause_tokens(verb: Token, first: Token, last: Token) -> tuple[Token, ...]:
    """What stands beside the content in the attribution's own clause: when, where and to whom it was said."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep not in _ADJUNCTS:
            continue
        tokens = child.subtree()
        outside = tokens[-1].index < first.index or tokens[0].index > last.index
        if outside or (verb.index > first.index and not any(is_verb(token) for token in tokens)):
            found.extend(tokens)
    return tuple(sorted(found, key=lambda token: token.index))
