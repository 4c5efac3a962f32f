"""Where fingerprints and story profiles lie between uses: an SQLite file, or a temporary one that nobody sees.

The file is a cache. It holds hashes, ids, groupings and reasons, no text; whoever deletes it loses time alone.
"""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import date

import numpy as np

from onrecord.errors import LedgerError
from onrecord.records import Link
from onrecord.stories.fingerprint import Fingerprint
from onrecord.stories.grouping import Grouping
from onrecord.stories.hashes import Hashes, Weights, stored

VERSION = 2
"""Of fingerprints and of how they are compared; a file of another version is made anew."""

_CACHE_KB = 48_000

_TABLES = """
CREATE TABLE articles (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, story INTEGER NOT NULL,
  published INTEGER, credit TEXT, outlet TEXT, digest BLOB,
  phrases BLOB, terms BLOB, said BLOB, heard BLOB, figures BLOB, links TEXT NOT NULL,
  words BLOB, by_phrase BLOB, by_term BLOB, by_word BLOB);
CREATE INDEX articles_digest ON articles (digest) WHERE digest IS NOT NULL;
CREATE TABLE stories (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, first TEXT NOT NULL,
  earliest INTEGER, latest INTEGER, words BLOB, weights BLOB);
CREATE TABLE templates (learnt BLOB NOT NULL);
"""

_KEPT = "id, published, credit, outlet, digest, phrases, terms, said, heard, figures"


@dataclass(frozen=True, slots=True)
class Posted:
    """The features under which an article can be found again, and the words that it taught the rarity of."""

    words: Hashes
    by_phrase: Hashes
    by_term: Hashes
    by_word: Hashes


@dataclass(frozen=True, slots=True)
class Profile:
    """A story: the article it began with, its span of days (ordinals) and its heaviest words with their weights."""

    id: str
    first: str
    earliest: int | None
    latest: int | None
    words: Hashes
    weights: Weights


class Shelf:
    """One open file. Changes last once ``save`` is called; until then a crash forgets them."""

    def __init__(self, path: str = "") -> None:
        """Opens the file at ``path``; an empty path is a temporary file of this process.

        Raises:
            sqlite3.Error: it cannot be opened or written, is no such file, or another process is writing it.
        """
        self.path = path
        self._database = sqlite3.connect(path, timeout=1.0, isolation_level=None, check_same_thread=False)
        self.close = weakref.finalize(self, self._database.close)
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        self._database.execute(f"PRAGMA synchronous = {'NORMAL' if path else 'OFF'}")
        self._database.execute("BEGIN IMMEDIATE")
        if self._one("PRAGMA user_version") != VERSION:
            self.clear()
        self._count: int = self._one("SELECT coalesce(max(number) + 1, 0) FROM articles")

    def __len__(self) -> int:
        return self._count

    def _one(self, query: str, *values: object) -> int:
        found: int = self._database.execute(query, values).fetchone()[0]
        return found

    @contextmanager
    def told(self) -> Iterator[None]:
        """Faults of the file within, as what the user can do about them.

        Raises:
            LedgerError: the disk ran out, or the file is damaged.
        """
        try:
            yield
        except sqlite3.Error as error:
            remedy = "Free disk space, or delete this file: it is made anew from the ledger and only saves time."
            message = f"the index of origins cannot be used ({error})"
            raise LedgerError(message, place=self.path or "temporary file", remedy=remedy) from error

    def clear(self) -> None:
        """Forgets everything."""
        for table in ("articles", "stories", "templates"):
            self._database.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _TABLES.split(";"):
            self._database.execute(statement)
        self._database.execute(f"PRAGMA user_version = {VERSION}")
        self._count = 0

    def save(self, templates: bytes) -> None:
        """Makes all changes last, with what is known of templates so far."""
        self._database.execute("DELETE FROM templates")
        self._database.execute("INSERT INTO templates VALUES (?)", (templates,))
        self._database.execute("COMMIT")
        self._database.execute("BEGIN IMMEDIATE")

    def templates(self) -> bytes:
        """What was known of templates at the last ``save``."""
        row = self._database.execute("SELECT learnt FROM templates").fetchone()
        return bytes(row[0]) if row else b""

    def add(self, kept: Fingerprint, grouping: Grouping, story: int, posted: Posted) -> int:
        """Keeps an article; the number it got."""
        number, self._count = self._count, self._count + 1
        links = json.dumps([astuple(link) for link in grouping.links], ensure_ascii=False)
        parts = (kept.phrases, kept.terms, kept.said, kept.heard, kept.figures)
        row = (
            *(number, kept.id, grouping.origin, story, _ordinal(kept.published), kept.credit, kept.outlet, kept.digest),
            *(part.tobytes() for part in parts),
            links,
            *(part.tobytes() for part in (posted.words, posted.by_phrase, posted.by_term, posted.by_word)),
        )
        self._database.execute(f"INSERT INTO articles VALUES ({', '.join('?' * len(row))})", row)
        return number

    def fingerprints(self, numbers: Sequence[int]) -> list[Fingerprint]:
        """The articles with these numbers, in their order."""
        marks = ", ".join("?" * len(numbers))
        rows = self._database.execute(f"SELECT number, {_KEPT} FROM articles WHERE number IN ({marks})", numbers)
        found = {row[0]: _fingerprint(row[1:]) for row in rows}
        return [found[number] for number in numbers]

    def same(self, digest: bytes) -> int | None:
        """The first article with these very words."""
        row = self._database.execute("SELECT min(number) FROM articles WHERE digest = ?", (digest,)).fetchone()
        return None if row[0] is None else int(row[0])

    def grouping(self, article_id: str) -> Grouping | None:
        """What an article was given, None if it is not here."""
        query = "SELECT a.origin, s.id, a.links FROM articles a JOIN stories s ON s.number = a.story WHERE a.id = ?"
        row = self._database.execute(query, (article_id,)).fetchone()
        return Grouping(row[0], row[1], tuple(Link(*one) for one in json.loads(row[2]))) if row else None

    def groupings(self) -> dict[str, tuple[str, str]]:
        """Origin and story of every article, by its id."""
        query = "SELECT a.id, a.origin, s.id FROM articles a JOIN stories s ON s.number = a.story ORDER BY a.number"
        return {row[0]: (row[1], row[2]) for row in self._database.execute(query)}

    def posted(self) -> Iterator[tuple[int, int, str, Posted]]:
        """Number, story, origin and features of every article, in order."""
        query = "SELECT number, story, origin, words, by_phrase, by_term, by_word FROM articles ORDER BY number"
        for number, story, origin, *parts in self._database.execute(query):
            yield number, story, origin, Posted(*map(stored, parts))

    def number_of(self, story_id: str) -> int:
        """The number of a story, the next free one if it is new."""
        row = self._database.execute("SELECT number FROM stories WHERE id = ?", (story_id,)).fetchone()
        return int(row[0]) if row else self._one("SELECT coalesce(max(number) + 1, 0) FROM stories")

    def profile(self, number: int) -> Profile | None:
        """A story, None where there is none of this number."""
        query = "SELECT id, first, earliest, latest, words, weights FROM stories WHERE number = ?"
        row = self._database.execute(query, (number,)).fetchone()
        if row is None:
            return None
        name, first, earliest, latest, words, weights = row
        return Profile(name, first, earliest, latest, stored(words), np.frombuffer(weights, dtype=np.float64))

    def put(self, number: int, profile: Profile) -> None:
        """Keeps a story as it is now."""
        span = (profile.earliest, profile.latest)
        row = (number, profile.id, profile.first, *span, profile.words.tobytes(), profile.weights.tobytes())
        self._database.execute("INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _fingerprint(row: Sequence[object]) -> Fingerprint:
    name, published, credit, outlet, digest, *parts = row
    day = date.fromordinal(published) if isinstance(published, int) else None
    return Fingerprint(name, day, credit, outlet, digest, *map(stored, parts))  # type: ignore[arg-type]
