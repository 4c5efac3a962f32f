"""The ledger: one file (or database) that keeps every reading, append-only, and gives each back exactly as it was."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, Select, select

from onrecord.errors import LedgerReadOnly
from onrecord.ledger import coding, opening, schema, servers, store, word_index
from onrecord.ledger.faults import translated
from onrecord.records import Article, Dossier, Problem, Reading, RunInfo

PAGE = 50
"""How many readings are fetched at a time; between pages the file is free for a writer."""


class Ledger:
    """An open ledger; a context manager, to be used by one thread at a time.

    Every method raises ``LedgerError`` (or ``LedgerFull``, ``LedgerReadOnly``) for a fault of the database.
    """

    def __init__(self, engine: Engine, place: str, *, readonly: bool) -> None:
        self._engine = engine
        self.place = place
        self.readonly = readonly
        self._closed = False

    @classmethod
    def open(
        cls,
        path_or_url: str | os.PathLike[str],
        *,
        create: bool = False,
        readonly: bool = False,
        patience: float = 10.0,
    ) -> Ledger:
        """Open a ledger, bringing it to the present schema where it may be written.

        Args:
            path_or_url: an SQLite file, or a database URL such as ``postgresql://user@host/name``.
            create: make the ledger where there is none.
            readonly: promise not to write; needs no write permission.
            patience: seconds to wait for another process that is writing.

        Raises:
            LedgerTooNew: a newer onrecord wrote it.
            LedgerReadOnly: it is to be written and cannot be.
            LedgerError: there is none, it is something else, it is damaged or locked.
            SetupError: the driver of the URL's database is not installed.
        """
        place = servers.without_password(os.fspath(path_or_url))
        engine = opening.engine_for(path_or_url, create=create, readonly=readonly, patience=patience)
        try:
            opening.check(engine, place, create=create, readonly=readonly)
        except BaseException:
            opening.release(engine)
            raise
        return cls(engine, place, readonly=readonly)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file, or of the server once no other ledger here uses it; closing again changes nothing."""
        if not self._closed:
            self._closed = True
            opening.release(self._engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries, with the database's faults translated; keep the block short."""
        with translated(self.place), opening.reading(self._engine).connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection within one transaction, written whole or not at all, with the faults translated."""
        if self.readonly:
            raise LedgerReadOnly(
                "the ledger was opened for reading only", place=self.place, remedy="Open it without readonly."
            )
        with translated(self.place), opening.writing(self._engine).begin() as connection:
            yield connection

    def write(self, run: RunInfo, reading: Reading) -> bool:
        """Store a reading, all of it or nothing; False if this run has stored this version of the article before.

        The version is told by the article's words and fields (not its file), so a corrected article under the
        same id is stored beside the earlier one, and shown instead of it.

        Raises:
            LedgerFull: the disk ran out; nothing of this reading was kept.
            LedgerError: a span of the reading does not quote the text.
        """
        coding.check_evidence(reading)
        with self.writing() as connection:
            content = coding.content_key(reading.article)
            if store.key_of(connection, run.id, reading.article.id, content) is not None:
                return False
            store.add_reading(connection, run, reading)
            word_index.add(connection, reading)
            return True

    def write_problems(self, run: RunInfo, problems: Iterable[Problem]) -> int:
        """Store faults that belong to no reading; returns how many this run had not stored before."""
        with self.writing() as connection:
            return store.add_problems(connection, run, problems)

    def write_dossier(self, dossier: Dossier) -> None:
        """Store a dossier's title and questions, in place of what it said before."""
        with self.writing() as connection:
            store.add_dossier(connection, dossier)

    def has(self, run_id: str, article: Article | str) -> bool:
        """Whether the run has stored this article: by id, or, given the article itself, this very version of it."""
        if isinstance(article, str):
            article_id, content = article, None
        else:
            article_id, content = article.id, coding.content_key(article)
        with self.reading() as connection:
            return store.key_of(connection, run_id, article_id, content) is not None

    def stored(self, run_id: str, article: Article) -> Reading:
        """What the run has stored of this very version of an article.

        Raises:
            KeyError: it has stored nothing of it.
        """
        with self.reading() as connection:
            key = store.key_of(connection, run_id, article.id, coding.content_key(article))
            if key is None:
                raise KeyError(article.id)
            return store.load(connection, [key])[0]

    def readings(
        self, run: str | None = None, *, current: bool = False, dossier: str | None = None, as_read: bool = True
    ) -> Iterator[Reading]:
        """Readings in the order in which they were stored, each equal to what was written.

        Args:
            run: of this run only.
            current: only the latest of each article and dossier.
            dossier: of runs with this dossier only.
            as_read: as they were written; False applies what people decided on their positions.
        """
        latest, table = schema.current_readings, schema.articles
        query = select(table.c.reading).order_by(table.c.reading)
        if run is not None:
            query = query.where(table.c.run == run)
        if dossier is not None:
            query = query.where(table.c.run.in_(select(schema.runs.c.id).where(schema.runs.c.dossier == dossier)))
        if current:
            query = query.where(table.c.reading.in_(select(latest.c.reading)))
        for keys in self._pages(query):
            with self.reading() as connection:
                found = store.load(connection, keys, as_read=as_read)
            yield from found

    def _pages(self, query: Select[Any]) -> Iterator[list[int]]:
        with self.reading() as connection:
            keys = list(connection.execute(query).scalars())
        for start in range(0, len(keys), PAGE):
            yield keys[start : start + PAGE]
