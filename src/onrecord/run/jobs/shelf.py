"""Where jobs are kept: a folder each, with the job, what it is to read, and a line for every article and problem.

The material is deleted once it is read: the ledger keeps the texts. Names that come from outside never become paths.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from onrecord.errors import InputError, LedgerReadOnly
from onrecord.export.files import write_whole
from onrecord.run.jobs.records import OPEN, Entry, Job, Kind, Material, now, packed, unpacked

KEPT: Final = 200
"""How many jobs that are over the history holds."""
SILENT: Final = 120.0
"""Seconds without a sign of life after which an open job of another desk is taken for interrupted."""
_ID: Final = re.compile(r"j-\d{8}-\d{6}-[0-9a-f]{8}")
_LONGEST_NAME: Final = 200
_PIECE: Final = 1 << 20


class Shelf:
    """The jobs of one ledger, in a folder that is made when the first job is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open_new(self, kind: Kind, title: str, dossier: str | None, by: str, *, hosts: Iterable[str] = ()) -> Job:
        """A new job with its folder; it can be given material, and is nobody's yet.

        Raises:
            LedgerReadOnly: the folder cannot be written.
        """
        number = f"j-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(4)}"
        job = Job(number, kind, title, dossier, by, now(), hosts=tuple(hosts))
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._of(job).mkdir(mode=0o700)
        except OSError as error:
            remedy = "Check its permissions, or set ONRECORD_JOBS to another folder."
            raise LedgerReadOnly(
                f"the folder for jobs cannot be written: {error.strerror}", place=str(self.folder), remedy=remedy
            ) from error
        return job

    def keep(self, job: Job, number: int, stream: BinaryIO, limit: int) -> tuple[str, int]:
        """Copy what was uploaded; returns the file's name on the shelf and its size.

        Raises:
            InputError: it is larger than ``limit`` bytes.
        """
        name = f"{number:06}"
        size = 0
        with (self._of(job) / name).open("wb") as file:
            while piece := stream.read(_PIECE):
                size += len(piece)
                if size > limit:
                    raise InputError(f"this is more than {limit:,} bytes", remedy="Add it in smaller parts.")
                file.write(piece)
        return name, size

    def save_material(self, job: Job, material: Sequence[Material]) -> None:
        """Write down what the job is to read."""
        write_whole(self._of(job) / "material.jsonl", (f"{packed(one)}\n" for one in material))

    def material(self, job: Job) -> list[Material]:
        """What the job is to read; nothing once that was deleted."""
        return [unpacked(Material, line) for line in _lines(self._of(job) / "material.jsonl")]

    def path(self, job: Job, one: Material) -> Path:
        """Where a material's bytes lie."""
        return self._of(job) / one.file

    def save(self, job: Job) -> None:
        """Write down how far the job is; also its sign of life."""
        write_whole(self._of(job) / "job.json", [packed(job)])

    def load(self, job_id: str) -> Job | None:
        """The job with this id; one that nobody works at any more is ``interrupted``. None if there is none."""
        path = self.folder / job_id / "job.json"
        if not _ID.fullmatch(job_id):
            return None
        try:
            job = unpacked(Job, path.read_text("utf-8"))
            silent = time.time() - path.stat().st_mtime
        except (OSError, ValueError):
            return None
        return _interrupted(job) if job.state in OPEN and silent > SILENT else job

    def history(self) -> list[Job]:
        """All jobs, the latest first."""
        with contextlib.suppress(OSError):
            names = sorted((path.name for path in self.folder.iterdir() if _ID.fullmatch(path.name)), reverse=True)
            return [job for job in map(self.load, names) if job is not None]
        return []

    def note(self, job: Job, entries: Iterable[Entry]) -> None:
        """Append what became of articles."""
        with (self._of(job) / "entries.jsonl").open("a", encoding="utf-8") as file:
            file.writelines(f"{packed(one)}\n" for one in entries)

    def entries(self, job: Job) -> Iterator[Entry]:
        """What became of the articles so far, in order."""
        for line in _lines(self._of(job) / "entries.jsonl"):
            with contextlib.suppress(ValueError):  # half a line, if the machine stopped within it
                yield unpacked(Entry, line)

    def forget_entries(self, job: Job) -> None:
        """Begin anew, for a job that runs again."""
        (self._of(job) / "entries.jsonl").unlink(missing_ok=True)

    def forget_material(self, job: Job) -> None:
        """Delete what was uploaded."""
        for path in self._of(job).iterdir():
            if path.name == "material.jsonl" or path.name.isdecimal():
                path.unlink(missing_ok=True)

    def drop(self, job: Job) -> None:
        """Delete the job with all that belongs to it."""
        shutil.rmtree(self._of(job), ignore_errors=True)

    def tidy(self) -> None:
        """Delete the oldest of the jobs that are over, beyond ``KEPT``."""
        for job in islice((one for one in self.history() if one.over), KEPT, None):
            self.drop(job)

    def _of(self, job: Job) -> Path:
        if not _ID.fullmatch(job.id):
            raise ValueError(f"{job.id!r} is no job's id")
        return self.folder / job.id


def shelf_folder(place: str, named: str) -> Path:
    """The folder for the jobs of the ledger at ``place``: the one that the settings name, or one beside it."""
    if named:
        return Path(named).expanduser()
    return Path("onrecord-jobs") if "://" in place else Path(f"{Path(place).expanduser()}-jobs")


def clean_name(given: str) -> str:
    """A file's name as it may be shown and kept: no way up, no root, no control or direction-changing characters."""
    parts = re.split(r"[/\\]", given)
    plain = ["".join(sign for sign in part if sign.isprintable()).strip() for part in parts]
    kept = "/".join(part for part in plain if part.strip(".") and not re.fullmatch(r"[A-Za-z]:", part))
    return kept[-_LONGEST_NAME:].lstrip("/") or "unnamed"


def _interrupted(job: Job) -> Job:
    remedy = "Run it again: what was read is kept and is not read twice."
    return replace(job, state="interrupted", fault="the desk stopped before the job was done", remedy=remedy)


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from (line for line in file if line.endswith("\n"))
    except FileNotFoundError:
        return
