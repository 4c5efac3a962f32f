"""A job, what it is to read, and what became of each article: frozen records that go into files as JSON."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Literal, TypeVar

Kind = Literal["add", "reread"]
State = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
MaterialKind = Literal["file", "text", "link"]

OPEN: Final = ("queued", "running")
"""The states of a job that is not over."""


@dataclass(frozen=True, slots=True)
class Material:
    """One thing to read. ``name`` is what it was called where it came from, ``file`` where its bytes lie.

    ``file`` is empty for a link, whose address is ``url``. What a person said of a text or page stands in the others.
    """

    kind: MaterialKind
    name: str
    file: str = ""
    url: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""
    byline: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A job and how far it is. ``expected`` is how many articles there may be, where that can be told.

    ``new`` articles were read, ``known`` ones the ledger held already; ``lost`` counts the problems by which something
    was not read. ``fault`` and ``remedy`` say why it failed. Moments are ISO 8601, UTC.
    """

    id: str
    kind: Kind
    title: str
    dossier: str | None
    by: str
    made: str
    state: State = "queued"
    started: str = ""
    ended: str = ""
    expected: int | None = None
    new: int = 0
    known: int = 0
    statements: int = 0
    positions: int = 0
    problems: int = 0
    lost: int = 0
    hosts: tuple[str, ...] = ()
    fault: str = ""
    remedy: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it unless it is run again."""
        return self.state not in OPEN

    @property
    def read(self) -> int:
        """Articles that are done with."""
        return self.new + self.known


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one article, or a problem met: ``kind`` is ``new``, ``known`` or the problem's kind."""

    kind: str
    article: str | None
    title: str
    source: str
    statements: int = 0
    positions: int = 0
    detail: str = ""

    @property
    def is_problem(self) -> bool:
        """Whether it is a problem and not an article."""
        return self.kind not in ("new", "known")


Record = TypeVar("Record", Job, Material, Entry)


def packed(record: Job | Material | Entry) -> str:
    """A record as one line of JSON."""
    return json.dumps(asdict(record), ensure_ascii=False)


def unpacked(kind: type[Record], line: str) -> Record:
    """The record on a line that ``packed`` wrote, also by a version that had more or fewer fields.

    Raises:
        ValueError: the line holds no such record.
    """
    values: Any = json.loads(line)
    if not isinstance(values, dict):
        raise ValueError("no object")
    known = {one.name for one in fields(kind)}
    kept: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items() if name in known
    }
    try:
        return kind(**kept)
    except TypeError as error:
        raise ValueError(str(error)) from None


def now() -> str:
    """This moment."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
