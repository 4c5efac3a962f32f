"""Fills the tree from spaCy: loads the pipeline once, parses paragraphs in batches, maps offsets back.

Soft hyphens and zero-width characters are taken out before parsing and typographic marks made plain, because the
pipeline was not trained on them; every offset is mapped back to the article's own text.
"""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from onrecord.errors import SetupError
from onrecord.parse.quotations import find_quotations
from onrecord.parse.tree import Parsed, Sentence, Token
from onrecord.records import Article, Span, cut
from onrecord.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token as SpacyToken

_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_PLAIN = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " "}
_PLAIN |= {"\u2007": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " ", "\u2011": "-"}
_LISTED = frozenset({"NNP", "NNPS", ",", "CC", "DT"})
_ENDS = frozenset({".", ":", "''"})
_LONGEST = 20_000
"""Characters given to the pipeline as one text: its memory grows with the length, and it refuses a million."""
_TOGETHER = 100_000
"""Characters, at most, that the pipeline holds at once."""
_LEMMAS = {
    form: lemma
    for lemma, forms in {
        "hope": "hopes hoped hoping",
        "rate": "rates rated rating",
        "hate": "hates hated hating",
        "scare": "scares scared scaring",
        "retweet": "retweeted retweeting",
    }.items()
    for form in forms.split()
}
"""Forms of verbs of opinion that the pipeline's rules cut wrongly ("hopes" as a form of "hop")."""
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?][”\"’)]*\s+(?=[“\"‘(]?[A-Z])")


@functools.lru_cache(maxsize=2)
def load(model: str) -> Language:
    """The installed pipeline of this name, loaded once a process.

    Raises:
        SetupError: it is not installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # spaCy's own imports warn on newer Pythons; nothing a user could do
        import spacy  # noqa: PLC0415  (half a second: only when something is parsed)

        try:
            return _with_lists(spacy.load(model))
        except OSError as error:
            raise SetupError(
                f"the language model {model!r} is not installed",
                place="settings.model",
                remedy="Install onrecord with its dependencies, or name an installed pipeline in ONRECORD_MODEL.",
            ) from error


def _with_lists(pipeline: Language) -> Language:
    """The pipeline, told before it parses that a list of names behind a colon belongs to the sentence before it."""
    from spacy.language import Language as Pipeline  # noqa: PLC0415

    if "parser" in pipeline.pipe_names:
        Pipeline.component("onrecord_lists", func=_keep_lists)
        pipeline.add_pipe("onrecord_lists", before="parser")
    return pipeline


def _keep_lists(doc: Doc) -> Doc:
    """Marks that no sentence starts within *…: Norway, Iceland and Ireland*; the parser keeps to it."""
    for token in doc:
        if token.text != ":":
            continue
        run = list(takewhile(lambda other: other.tag_ in _LISTED, doc[token.i + 1 :]))
        behind = doc[token.i + 1 + len(run) :]
        ends = not len(behind) or behind[0].tag_ in _ENDS  # no predicate follows, of which they would be the subject
        if ends and run and run[0].tag_ == "NNP" and any(other.tag_ in {",", "CC"} for other in run):
            for other in run:
                other.is_sent_start = False
    return doc


def plain(text: str) -> tuple[str, list[int]]:
    """``text`` as the pipeline likes it, and each character's offset in ``text`` (one more at the end)."""
    kept = [(i, _PLAIN.get(char, char)) for i, char in enumerate(text) if char not in _DROPPED]
    return "".join(char for _, char in kept), [i for i, _ in kept] + [len(text)]


def parse(articles: Iterable[Article], settings: Settings) -> Iterator[Parsed]:
    """Each article with its sentences and quotations, in order; ``settings.batch`` articles are parsed at once."""
    source = iter(articles)
    while batch := list(islice(source, settings.batch)):
        yield from _parse_batch(batch, settings)


def characters_beyond(article: Article, words: int) -> int:
    """How many characters of the body stand behind its first ``words`` words, and so are not parsed."""
    kept = _within(article, words)
    return sum(span.end - span.start for span in article.body) - sum(span.end - span.start for _, span in kept)


def _parse_batch(batch: list[Article], settings: Settings) -> Iterator[Parsed]:
    pieces = [_within(article, settings.max_words) for article in batch]
    texts = [plain(span.quote) for spans in pieces for _, span in spans]
    longest = max((len(text) for text, _ in texts), default=1) or 1
    at_once = max(1, min(settings.batch * 4, _TOGETHER // longest))
    docs = iter(load(settings.model).pipe((text for text, _ in texts), batch_size=at_once))
    maps = iter(texts)
    for article, spans in zip(batch, pieces, strict=True):
        builder = _Builder()
        for paragraph, span in spans:
            builder.add(next(docs), span, paragraph, next(maps)[1])
        yield Parsed(article, tuple(builder.sentences), find_quotations(article.text, _paragraphs(article, spans)))


def _within(article: Article, words: int) -> list[tuple[int, Span]]:
    """The body up to a number of words, in stretches the pipeline can hold, each with its paragraph's number.

    A page of a million words must not hold the others up.
    """
    kept: list[tuple[int, Span]] = []
    seen = 0
    for paragraph, span in enumerate(article.body):
        for piece in _pieces(span):
            if seen > words:
                return kept
            kept.append((paragraph, piece))
            seen += piece.quote.count(" ") + 1
    return kept


def _pieces(span: Span) -> Iterator[Span]:
    """The paragraph whole, or, where it is too long, cut behind sentences, else at spaces, else anywhere."""
    start = 0
    while len(span.quote) - start > _LONGEST:
        window = span.quote[start : start + _LONGEST]
        ends = [match.end() for match in _SENTENCE_END.finditer(window, _LONGEST // 2)]
        end = start + (ends[-1] if ends else window.rfind(" ") + 1 or _LONGEST)
        yield Span(span.start + start, span.start + end, span.quote[start:end])
        start = end
    yield Span(span.start + start, span.end, span.quote[start:]) if start else span


def _paragraphs(article: Article, pieces: list[tuple[int, Span]]) -> list[Span]:
    """The paragraphs that these pieces make up."""
    last = {paragraph: piece.end for paragraph, piece in pieces}
    return [cut(article.text, article.body[paragraph].start, end) for paragraph, end in last.items()]


def _lemma(word: SpacyToken) -> str:
    lemma = word.lemma_.lower()
    return _LEMMAS.get(word.lower_, lemma) if word.pos_ == "VERB" else lemma


class _Builder:
    """Collects the sentences of one article over its paragraphs, counting tokens through."""

    def __init__(self) -> None:
        self.sentences: list[Sentence] = []
        self.count = 0

    def add(self, doc: Doc, span: Span, paragraph: int, offsets: list[int]) -> None:
        for piece in doc.sents:
            tokens = self._tokens(piece, span.start, offsets)
            if tokens:
                self.sentences.append(Sentence(len(self.sentences), paragraph, tokens))

    def _tokens(self, piece: SpacySpan, base: int, offsets: list[int]) -> tuple[Token, ...]:
        made: dict[int, Token] = {}
        for word in piece:
            if word.is_space:
                continue
            start, last = offsets[word.idx], offsets[word.idx + len(word.text) - 1]
            token = Token(
                index=self.count,
                start=base + start,
                end=base + last + 1,
                text=word.text,
                lemma=_lemma(word),
                pos=word.pos_,
                tag=word.tag_,
                dep=word.dep_,
                entity=word.ent_type_,
            )
            made[word.i] = token
            self.count += 1
        for word in piece:
            token_or_none = made.get(word.i)
            head = made.get(word.head.i)
            if token_or_none is not None and head is not None and head is not token_or_none:
                token_or_none.head = head
                head.children.append(token_or_none)
        return tuple(made.values())
