"""A parsed article as the later rooms see it: sentences of tokens linked by dependencies.

No language model shows here: ``parse.language`` fills these from spaCy, and another parser could. Part-of-speech tags
are Universal Dependencies' (``pos``) and the Penn Treebank's (``tag``); dependency labels are ClearNLP's, as in
spaCy's English pipelines (``nsubj``, ``ccomp``, ``dobj`` …).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.records import Article, Span, cut


@dataclass(slots=True, eq=False)
class Token:
    """One token. ``start`` and ``end`` are code points of the article's text; ``index`` counts in the article."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    entity: str
    head: Token = field(init=False, repr=False)
    children: list[Token] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.head = self

    @property
    def lower(self) -> str:
        """The token's words in lower case, typographic apostrophes made plain."""
        return self.text.lower().replace("’", "'")

    def subtree(self) -> list[Token]:
        """The token and all that depends on it, in text order."""
        found, stack = [], [self]
        while stack:
            token = stack.pop()
            found.append(token)
            stack.extend(token.children)
        return sorted(found, key=lambda token: token.index)

    def ancestors(self) -> Iterator[Token]:
        """The token's head, its head's head, up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def child(self, *deps: str) -> Token | None:
        """The first child with one of these dependency labels."""
        return next((token for token in self.children if token.dep in deps), None)

    def all(self, *deps: str) -> list[Token]:
        """Every child with one of these dependency labels, in text order."""
        return [token for token in self.children if token.dep in deps]


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence: its tokens in order, which paragraph it stands in, and its place among the sentences."""

    index: int
    paragraph: int
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Where the sentence starts, in code points of the article's text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.tokens[-1].end

    @property
    def root(self) -> Token:
        """The token that heads the sentence."""
        return next((token for token in self.tokens if token.head is token), self.tokens[0])


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. ``inner`` is without the marks; ``closed`` is False where no closing mark stands.

    ``continues`` is True where the paragraph before left a quotation open and this one opens again (the
    convention for quotes that run over paragraphs).
    """

    outer: Span
    inner: Span
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its sentences and quotations, in text order. Headline and boilerplate are not parsed."""

    article: Article
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    def span(self, tokens: list[Token] | tuple[Token, ...]) -> Span:
        """The stretch of the article's text from the first of these tokens to the last."""
        return cut(self.article.text, min(t.start for t in tokens), max(t.end for t in tokens))

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that this offset lies in."""
        return next((q for q in self.quotations if q.inner.start <= offset < q.inner.end), None)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that this offset lies in."""
        return next((s for s in self.sentences if s.start <= offset < s.end), None)
