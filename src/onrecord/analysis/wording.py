"""What a condition says, apart from how it is said: stems without light words, synonyms as one, its sign.

"the truce does not hold" and "the ceasefire collapses" have the same content and the same (negative) sign. Nothing here
knows grammar: two conditions that only grammar tells apart ("A attacks B", "B attacks A") come out alike, which is why
groups are always shown and can be parted.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from onrecord.lexicons import parts, table

_LETTERS = r"[^\W\d_]"
_WORD = re.compile(
    rf"[nN]['’]t\b|(?:{_LETTERS}(?!['’]t\b))+(?:[-.]{_LETTERS}+)*|{_LETTERS}+(?:[-.]{_LETTERS}+)*|\d[\d,.]*\d|\d"
)
_SPLIT = re.compile(
    r",?\s+and\s+(?=(?:that|if|once|when|unless|provided)\b)|;\s+|,?\s+and\s+(?=(?:an?|the|its|their)\s)",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"^\W*(?:an?|the|its|their)\s", re.IGNORECASE)
_EDGES = re.compile(r"""^[\s,;:"'“”]+|(?:[\s,;:"“”]+(?:and|or|but))?[\s,;:.'"“”]*$""")
_OPENERS = re.compile(r"^\W*(?:that|if|once|when|unless|provided(?: that)?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """The content of a condition.

    ``stems`` is what it speaks of; ``names`` those stems that name someone, ``numbers`` those that are numbers;
    ``positive`` is False where an odd number of negations turns it round; ``scope`` is the holder whose condition it
    is where "we" or "it" ties the words to a speaker, else empty.
    """

    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    positive: bool
    scope: str = ""

    @property
    def key(self) -> str:
        """The content as one string: equal keys, equal content."""
        return " ".join(sorted(self.stems)) + (f" @{self.scope}" if self.scope else "")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    light: frozenset[str]
    negations: frozenset[str]
    pointing: frozenset[str]
    possessive: frozenset[str]
    domestic: frozenset[str]
    concepts: tuple[tuple[frozenset[str], str], ...]
    irregular: dict[str, str]
    verbs: frozenset[str]
    names: dict[tuple[str, ...], str]


@functools.cache
def _lexicon() -> _Lexicon:
    found = tomllib.loads(files("onrecord.lexicons").joinpath("cues/propositions.toml").read_text("utf-8"))
    irregular = found["irregular"]

    def stems(words: str) -> frozenset[str]:
        return frozenset(_stem(word, irregular) for word in _words_of(words))

    concepts = [(stems(one), name) for name, alternatives in found["concepts"].items() for one in alternatives]
    return _Lexicon(
        light=frozenset(found["light"].split()),
        negations=frozenset(found["negations"].split()),
        pointing=frozenset(f"{found['first_person']} {found['pointing']}".split()),
        possessive=frozenset(found["possessive"].split()),
        domestic=frozenset(found["domestic"].split()),
        concepts=tuple(sorted(concepts, key=lambda one: -len(one[0]))),
        irregular=irregular,
        verbs=frozenset(found["verbs"]["words"].split()),
        names=_names(),
    )


def _names() -> dict[tuple[str, ...], str]:
    """The id of each territory by the words of its names, adjectives and people."""
    forms: dict[tuple[str, ...], str] = {}
    for row in table("territories"):
        code, name, others, adjectives, people, *_ = row
        for form in (name, *parts(others), *parts(adjectives), *parts(people)):
            forms.setdefault(tuple(_words_of(form)), code)
            if form.endswith(("n", "i")):
                forms.setdefault(tuple(_words_of(f"{form}s")), code)
    return forms


def _words_of(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


@functools.lru_cache(maxsize=50_000)
def wording(text: str, holder: str = "") -> Wording:
    """What the words of a condition of ``holder`` say; ``holder`` matters only where they point at the speaker."""
    known = _lexicon()
    raw = _WORD.findall(text.replace("’s", " ").replace("'s", " "))
    words, names = _named([word.lower().replace("’", "'") for word in raw], known)
    capitals = {word.lower() for word in raw[1:] if word[0].isupper()}
    negations = sum(word in known.negations or word == "n't" for word in words)
    unsaid = known.light | known.negations | known.pointing | known.possessive | {"n't"}
    kept = [word for word in words if word not in unsaid]
    stems = {word if word in names else _stem(word, known.irregular) for word in kept}
    names |= {_stem(word, known.irregular) for word in kept if word in capitals}
    stems = _with_concepts(stems, known)
    return Wording(
        stems=frozenset(stems),
        names=frozenset(names & stems),
        numbers=frozenset(stem for stem in stems if stem[0].isdigit()),
        positive=negations % 2 == 0,
        scope=holder if _points(words, bool(names), known) else "",
    )


def _points(words: list[str], named: bool, known: _Lexicon) -> bool:
    """True where the words mean another thing when another holder says them: "we", "it", "parliament"."""
    if not known.pointing.isdisjoint(words):
        return True
    return not named and not (known.possessive | known.domestic).isdisjoint(words)


def _named(words: list[str], known: _Lexicon) -> tuple[list[str], set[str]]:
    """The words with every name of a state or its people as the state's id."""
    made: list[str] = []
    names: set[str] = set()
    at = 0
    while at < len(words):
        for length in (4, 3, 2, 1):
            code = known.names.get(tuple(words[at : at + length]))
            if code is not None and at + length <= len(words):
                made.append(code)
                names.add(code)
                at += length
                break
        else:
            made.append(words[at])
            at += 1
    return made, names


def _with_concepts(stems: set[str], known: _Lexicon) -> set[str]:
    for alternative, concept in known.concepts:
        if alternative <= stems:
            stems = (stems - alternative) | {concept}
    return stems


_ENDINGS = (
    ("isation", "is"),
    ("ization", "is"),
    ("ication", "y"),
    ("ations", ""),
    ("ation", ""),
    ("ments", ""),
    ("ment", ""),
    ("ances", ""),
    ("ance", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ising", "is"),
    ("izing", "is"),
    ("ised", "is"),
    ("ized", "is"),
    ("ize", "is"),
    ("ise", "is"),
    ("als", ""),
    ("al", ""),
    ("ings", ""),
    ("ing", ""),
    ("ed", ""),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("s", ""),
    ("e", ""),
)


def _stem(word: str, irregular: dict[str, str]) -> str:
    """A rough stem: enough to bring forms of one word together, never a word to show."""
    word = irregular.get(word, word).replace("-", "").replace(".", "")
    for _ in range(3):  # "agreements" loses "s", then "ment", then "e"
        shorter = _shorter(word)
        if shorter == word:
            break
        word = shorter
    return word


def _shorter(word: str) -> str:
    for ending, instead in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) + len(instead) < 3:
            continue
        if ending == "s" and word.endswith(("ss", "us", "is")):
            continue
        stem = word[: -len(ending)] + instead
        undouble = ending in ("ed", "ing", "al") and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz"
        return stem[:-1] if undouble else stem
    return word


def clauses(text: str) -> tuple[str, ...]:
    """The parts that must all happen: "a mandate and the approval of parliament" has two.

    Parted only where it is plain that each side stands for itself: "and that", "and if", a semicolon, or two nouns with
    their articles and no verb. Parting too much errs to the side of asking for more.
    """
    pieces: list[str] = []
    for piece in _SPLIT.split(text):
        opened = _OPENERS.sub("", piece)
        if pieces and not _stands_alone(pieces[-1], piece):
            pieces[-1] = f"{pieces[-1]} and {piece}"
        else:
            pieces.append(opened if pieces else piece)
    trimmed = (_EDGES.sub("", piece) for piece in pieces)
    return tuple(piece for piece in trimmed if piece)


def _stands_alone(before: str, piece: str) -> bool:
    if _OPENERS.match(piece):
        return True
    verbs = _lexicon().verbs
    nouns = not any(word in verbs or word.endswith("ed") for word in [*_words_of(before), *_words_of(piece)])
    return nouns and _DETERMINED.match(before) is not None and _DETERMINED.match(piece) is not None
