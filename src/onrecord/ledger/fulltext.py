"""Full text over the articles and statements of a ledger: what matches, best first, and how it is shown.

Sees the latest reading of each article. A match is light, so that ten thousand can be counted by facets; what a page
shows of some of them is fetched apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import CTE, Connection, Float, Integer, column, select, text

from onrecord.ledger import coding, schema
from onrecord.ledger.excerpts import Excerpt, excerpt, marked
from onrecord.ledger.joined import ARTICLE_COLUMNS, to_article, with_article
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.passages import passages
from onrecord.ledger.rows import ArticleRow, StatementRow
from onrecord.ledger.search_query import Query, Term
from onrecord.ledger.search_tables import search_articles, search_statements
from onrecord.records import Span

Kind = Literal["article", "statement"]

_ON_SQLITE: Final = {
    "article": "SELECT rowid AS number, -bm25(article_words, 5.0, 1.0) AS score FROM article_words "
    "WHERE article_words MATCH :wanted",
    "statement": "SELECT rowid AS number, -bm25(statement_words, 2.0, 1.0) AS score FROM statement_words "
    "WHERE statement_words MATCH :wanted",
}
_ON_POSTGRESQL: Final = {
    kind: f"SELECT number, ts_rank_cd(words, query, 1) AS score FROM {kind}_words, to_tsquery('simple', :wanted) query "
    "WHERE words @@ query"
    for kind in ("article", "statement")
}
FEW: Final = 500
"""Up to how many readings are asked for by their keys; of more, all are read."""

_article, _run, _latest = schema.articles, schema.runs, schema.current_readings


@dataclass(frozen=True, slots=True, eq=False)
class FoundIn:
    """What is known of an article where it, or a statement of it, matches: one for each dossier that it was read for.

    ``newest`` marks the latest reading over all dossiers. All matches of an article share one, so that a common word's
    fifty thousand are counted article by article.
    """

    key: int
    article: str
    outlet: str | None
    published: dt.date | None
    story: str
    dossier: str | None
    newest: bool


Latest = Mapping[int, FoundIn]


class Match(NamedTuple):
    """An article that matches, or a statement of one (by its id and for whom it speaks), and how well it does."""

    of: FoundIn
    score: float
    statement: str | None = None
    on_behalf_of: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article as a list of what was found shows it: its title and the best stretch of its reporting, marked."""

    article: ArticleRow
    title: Excerpt
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class StatementHit:
    """A statement that was found; ``excerpt`` is what was said, whole and marked."""

    row: StatementRow
    excerpt: Excerpt


def matches(ledger: Ledger, query: Query, kind: Kind, known: Callable[[], Latest] | None = None) -> list[Match]:
    """Every article or statement that matches, the best first; none for a query that wants no word.

    ``known`` gives all the latest readings where they are at hand; it is asked only where very many match.
    """
    if not query.groups:
        return []
    with ledger.reading() as connection:
        found = _matched(connection, query, kind)
        wanted = [_article.c.reading, found.c.score]
        if kind == "statement":
            wanted += [schema.statements.c.id.label("statement"), schema.statements.c.on_behalf_of]
        chosen = _joined(found, kind, wanted).order_by(found.c.score.desc(), _article.c.reading)
        hits = connection.execute(chosen).all()
        readings = {hit[0] for hit in hits}
        few = len(readings) <= FEW
        latest = known() if known is not None and not few else _latest_of(connection, readings if few else None)
    return [Match(latest[hit[0]], *hit[1:]) for hit in hits if hit[0] in latest]


def latest_readings(ledger: Ledger) -> Latest:
    """What matches say of their articles, by the keys of all the latest readings."""
    with ledger.reading() as connection:
        return _latest_of(connection, None)


def _latest_of(connection: Connection, readings: set[int] | None) -> Latest:
    """Those of some readings that are the latest, or of all.

    Asked for once an article, not once a statement of it, where whether it is the latest would be found out each time.
    """
    columns = [_article.c[name] for name in ("reading", "id", "outlet", "published", "story")]
    chosen = select(*columns, _latest.c.dossier, _latest.c.newest).join(
        _latest, _latest.c.reading == _article.c.reading
    )
    if readings is not None:
        chosen = chosen.where(_article.c.reading.in_(readings))
    rows: Iterable[Sequence[Any]] = connection.execute(chosen)
    return {row[0]: FoundIn(*row) for row in rows}


def _matched(connection: Connection, query: Query, kind: Kind) -> CTE:
    on_sqlite = connection.dialect.name == "sqlite"
    wanted = _for_sqlite(query) if on_sqlite else _for_postgresql(query)
    words = text((_ON_SQLITE if on_sqlite else _ON_POSTGRESQL)[kind]).bindparams(wanted=wanted)
    return words.columns(column("number", Integer), column("score", Float)).cte("matched")


def _joined(found: CTE, kind: Kind, columns: Sequence[Any]) -> Any:
    if kind == "article":
        joined = select(*columns).select_from(found).join(search_articles, search_articles.c.number == found.c.number)
        return joined.join(_article, _article.c.content == search_articles.c.content)
    table, said = search_statements, schema.statements
    joined = select(*columns).select_from(found).join(table, table.c.number == found.c.number)
    joined = joined.join(_article, _article.c.content == table.c.content)
    return joined.join(said, (said.c.reading == _article.c.reading) & (said.c.id == table.c.statement))


def article_hits(ledger: Ledger, readings: Sequence[int], query: Query) -> list[ArticleHit]:
    """What is shown of the articles under these keys, in the keys' order."""
    rows = select(*ARTICLE_COLUMNS).join(_run, _run.c.id == _article.c.run).where(_article.c.reading.in_(readings))
    with ledger.reading() as connection:
        articles = {row["a_reading"]: to_article(row) for row in connection.execute(rows).mappings()}
    texts = passages(ledger, readings)
    found = []
    for key in readings:
        article, passage = articles[key], texts[key]
        title = article.title or ""
        shown = excerpt(passage.text, passage.paragraphs, query)
        found.append(ArticleHit(article, marked(title, 0, len(title), query), shown))
    return found


def statement_hits(ledger: Ledger, keys: Sequence[tuple[int, str]], query: Query) -> list[StatementHit]:
    """What is shown of these statements (reading and id), in their order."""
    said = schema.statements
    rows = with_article(said).where(
        said.c.reading.in_([key for key, _ in keys]), said.c.id.in_([id_ for _, id_ in keys])
    )
    with ledger.reading() as connection:
        found = {
            (row["reading"], row["id"]): StatementRow(coding.to_statement(row), to_article(row))
            for row in connection.execute(rows).mappings()
        }
    return [StatementHit(found[key], _whole(found[key].statement.content, query)) for key in keys]


def _whole(said: Span, query: Query) -> Excerpt:
    """What was said with its marks, whose offsets are those of the article again."""
    found = marked(said.quote, 0, len(said.quote), query)
    marks = tuple(Span(one.start + said.start, one.end + said.start, one.quote) for one in found.marks)
    return Excerpt(said, marks)


def _for_sqlite(query: Query) -> str:
    """FTS5's own language; every word is quoted, and has letters and digits alone."""

    def one(term: Term) -> str:
        return f'"{" ".join(term.words)}"' + (" *" if term.begins else "")

    wanted = " AND ".join(f"({' OR '.join(map(one, group))})" for group in query.groups)
    return f"({wanted}) NOT ({' OR '.join(map(one, query.without))})" if query.without else wanted


def _for_postgresql(query: Query) -> str:
    """The language of ``to_tsquery``."""

    def one(term: Term) -> str:
        words = " <-> ".join(f"'{word}'" for word in term.words)
        return f"({words}{':*' if term.begins else ''})"

    wanted = " & ".join(f"({' | '.join(map(one, group))})" for group in query.groups)
    return f"({wanted}) & !({' | '.join(map(one, query.without))})" if query.without else wanted
