"""What a condition says, apart from how it is said: stems without light words, synonyms as one, its sign.

"the truce does not hold" and "the ceasefire collapses" have the same content and the same (negative) sign. Nothing here
knows grammar: two conditions that only grammar tells apart ("A attacks B", "B attacks A") come out alike, which is why
groups are always shown and can be parted.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass, replace
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
    is where "we" or "it" ties the words to a speaker, else empty. Equal ``key`` is equal content and scope.
    """

    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    positive: bool
    key: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    negations: frozenset[str]
    pointing: frozenset[str]
    possessive: frozenset[str]
    domestic: frozenset[str]
    unsaid: frozenset[str]
    concepts: dict[str, tuple[tuple[int, frozenset[str], str], ...]]
    irregular: dict[str, str]
    figures: dict[str, str]
    verbs: frozenset[str]
    names: dict[tuple[str, ...], str]
    named: frozenset[str]


@functools.cache
def _lexicon() -> _Lexicon:
    found = tomllib.loads(files("onrecord.lexicons").joinpath("cues/propositions.toml").read_text("utf-8"))
    irregular = found["irregular"]
    light, negations, possessive = (frozenset(found[one].split()) for one in ("light", "negations", "possessive"))
    pointing = frozenset(f"{found['first_person']} {found['pointing']}".split())
    names = _names()
    return _Lexicon(
        negations=negations | {"n't"},
        pointing=pointing,
        possessive=possessive,
        domestic=frozenset(found["domestic"].split()),
        unsaid=light | negations | pointing | possessive | {"n't"},
        concepts=_concepts(found["concepts"], irregular),
        irregular=irregular,
        figures=found["numbers"],
        verbs=frozenset(found["verbs"]["words"].split()),
        names=names,
        named=frozenset(words[0] for words in names),
    )


def _concepts(
    found: dict[str, list[str]], irregular: dict[str, str]
) -> dict[str, tuple[tuple[int, frozenset[str], str], ...]]:
    """The alternatives of every concept by each of their stems; the number orders them, those of more words first."""
    made = [
        (frozenset(_stem(irregular.get(word, word)) for word in _words_of(one)), name)
        for name, alternatives in found.items()
        for one in alternatives
    ]
    by_stem: dict[str, list[tuple[int, frozenset[str], str]]] = {}
    for number, (stems, name) in enumerate(sorted(made, key=lambda one: -len(one[0]))):
        for stem in stems:
            by_stem.setdefault(stem, []).append((number, stems, name))
    return {stem: tuple(some) for stem, some in by_stem.items()}


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
    found, points = _read(text)
    return replace(found, scope=holder, key=f"{found.key} @{holder}") if points and holder else found


def read_once(text: str) -> Wording:
    """The content of a longer text that is not asked about again: nothing is remembered."""
    return _read.__wrapped__(text)[0]


@functools.lru_cache(maxsize=50_000)
def _read(text: str) -> tuple[Wording, bool]:
    """The content of these words, and whether it is another thing when someone else says them."""
    known = _lexicon()
    raw = _WORD.findall(text.replace("’s", " ").replace("'s", " "))
    words, names = _named(_in_figures([word.lower().replace("’", "'") for word in raw], known), known)
    capitals = {word.lower() for word in raw[1:] if word[0].isupper()}
    points = _points(words, bool(names), known)
    kept = [word for word in words if word not in known.unsaid]
    stems = {word: word if word in names else _stem(known.irregular.get(word, word)) for word in kept}
    names |= {stem for word, stem in stems.items() if word in capitals}
    content = _with_concepts(set(stems.values()), known)
    found = Wording(
        stems=frozenset(content),
        names=frozenset(names & content),
        numbers=frozenset(stem for stem in content if stem[0].isdigit()),
        positive=sum(word in known.negations for word in words) % 2 == 0,
        key=" ".join(sorted(content)),
    )
    return found, points


def _in_figures(words: list[str], known: _Lexicon) -> list[str]:
    """The words with numbers as figures; "one" is left out, being mostly a pronoun or the "one" of "one third"."""
    if "one" not in words and known.figures.keys().isdisjoint(words):
        return words
    return [piece for word in words if word != "one" for piece in known.figures.get(word, word).split()]


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
        for length in (4, 3, 2, 1) if words[at] in known.named else ():
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
    for _, alternative, concept in sorted({one for stem in stems for one in known.concepts.get(stem, ())}, key=_first):
        if alternative <= stems:
            stems = (stems - alternative) | {concept}
    return stems


def _first(concept: tuple[int, frozenset[str], str]) -> int:
    return concept[0]


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


@functools.lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """A rough stem: enough to bring forms of one word together, never a word to show."""
    word = word.replace("-", "").replace(".", "")
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


@functools.lru_cache(maxsize=20_000)
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
