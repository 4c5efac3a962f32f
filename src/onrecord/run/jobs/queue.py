"""The jobs of a desk: one at a time, in the order in which they came, carried out by a process of its own."""

from __future__ import annotations

import atexit
import queue
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from onrecord.errors import InputError
from onrecord.run.jobs.child import Child, Hand, Hands
from onrecord.run.jobs.records import Entry, Job, Kind, Material, now
from onrecord.run.jobs.shelf import Shelf, shelf_folder
from onrecord.run.jobs.worker import Order
from onrecord.settings import Settings

IDLE: Final = 600.0
"""Seconds after which a process with nothing to do is ended, for the memory that its models take."""
_SAVE_EVERY: Final = 1.0
_ENTRY: Final = ("kind", "article", "title", "source", "statements", "positions", "detail")


class Jobs:
    """The jobs of one ledger. Safe to be used by several threads; nothing is started before the first job."""

    def __init__(self, place: str, settings: Settings, *, hands: Hands = Child) -> None:
        self.settings = settings
        self.shelf = Shelf(shelf_folder(place, settings.jobs))
        self._place = place
        self._hands = hands
        self._hand: Hand | None = None
        self._lock = threading.RLock()
        self._waiting: queue.Queue[str] = queue.Queue()
        self._live: dict[str, Job] = {}
        self._thread: threading.Thread | None = None

    def open_new(self, kind: Kind, title: str, dossier: str | None, by: str, hosts: Iterable[str] = ()) -> Job:
        """A job that can be given material on the shelf; ``submit`` or ``shelf.drop`` it.

        Raises:
            LedgerReadOnly: the folder for jobs cannot be written.
        """
        return self.shelf.open_new(kind, title, dossier, by, hosts=hosts)

    def submit(self, job: Job, materials: Sequence[Material] = ()) -> Job:
        """Put a job at the end of the queue."""
        if job.kind == "add":
            self.shelf.save_material(job, materials)
        with self._lock:
            self._live[job.id] = job
            self.shelf.save(job)
            self._waiting.put(job.id)
            if self._thread is None:
                atexit.register(self.close)
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()
        return job

    def again(self, job_id: str) -> Job:
        """Run a job again that failed, was cancelled or interrupted; what it has read is not read twice.

        Raises:
            InputError: there is no such job, or it is done or not over.
        """
        with self._lock:
            job = self.get(job_id)
            if job is None or job.state not in ("failed", "cancelled", "interrupted"):
                raise InputError("this job cannot be run again", remedy="Add the articles anew.")
            fresh = Job(job.id, job.kind, job.title, job.dossier, job.by, job.made, hosts=job.hosts)
            self.shelf.forget_entries(job)
            return self.submit(replace(fresh, expected=job.expected), self.shelf.material(job))

    def cancel(self, job_id: str) -> Job:
        """Stop a job; what it has read so far stays in the ledger.

        Raises:
            InputError: there is no such job, or it is over.
        """
        with self._lock:
            job = self._live.get(job_id)
            if job is None or job.over:
                raise InputError("this job is over", remedy="There is nothing to cancel.")
            cancelled = replace(job, state="cancelled", ended=now())
            self._keep(cancelled)
            if job.state == "running":
                self._lose_hand()
            return cancelled

    def drop(self, job: Job) -> None:
        """Forget a job that is over, and delete what it did not read."""
        with self._lock:
            self._live.pop(job.id, None)
            self.shelf.drop(job)

    def get(self, job_id: str) -> Job | None:
        """The job with this id as it is now."""
        with self._lock:
            return self._live.get(job_id) or self.shelf.load(job_id)

    def history(self) -> list[Job]:
        """All jobs, the latest first."""
        with self._lock:
            return [self._live.get(job.id, job) for job in self.shelf.history()]

    def wait(self, job_id: str, seconds: float) -> Job:
        """The job once it is over, or as it is after so many seconds.

        Raises:
            KeyError: there is no such job.
        """
        until = time.monotonic() + seconds
        while True:
            job = self.get(job_id)
            if job is None:
                raise KeyError(job_id)
            if job.over or time.monotonic() > until:
                return job
            time.sleep(0.05)

    def close(self) -> None:
        """End the process that reads; a job at which it was shows as interrupted."""
        with self._lock:
            self._lose_hand()

    def _work(self) -> None:
        while True:
            try:
                job_id = self._waiting.get(timeout=IDLE)
            except queue.Empty:
                self.close()
                continue
            with self._lock:
                job = self._live[job_id]
                if job.state != "queued":  # cancelled while it waited
                    continue
                job = replace(job, state="running", started=now())
                self._keep(job)
            self._carry_out(job)

    def _carry_out(self, job: Job) -> None:
        try:
            for event in self._hand_for(job).carry_out(self._order(job)):
                if not self._heard(job.id, event):
                    return
        except (OSError, ValueError) as error:
            self._over(job.id, "failed", f"the job could not be carried out: {error}", "Run it again.")
        # The events ended without a last one: the process died, unless somebody cancelled the job.
        self._over(job.id, "failed", "the process that reads died", "Run it again: what was read is kept.")

    def _order(self, job: Job) -> Order:
        folder = self.shelf.folder.resolve() / job.id
        materials = tuple(self.shelf.material(job))
        return Order(job.kind, self._place, job.dossier, self.settings, str(folder), materials, job.hosts)

    def _heard(self, job_id: str, event: dict[str, Any]) -> bool:
        """Take note of an event; False where it was the last."""
        with self._lock:
            job = self._live[job_id]
            match event["event"]:
                case _ if job.state != "running":  # cancelled, and perhaps put at the end of the queue again
                    return False
                case "entry":
                    self._entered(job, event)
                case "expected":
                    self._keep(replace(job, expected=event["number"]))
                case "beat":
                    self._alive()
                case "done":
                    self._over(job_id, "done")
                    return False
                case "failed":
                    self._over(job_id, "failed", event["message"], event["remedy"])
                    return False
            return True

    def _entered(self, job: Job, event: dict[str, Any]) -> None:
        entry = Entry(**{name: event[name] for name in _ENTRY})
        self.shelf.note(job, [entry])
        self._live[job.id] = replace(
            job,
            new=job.new + (entry.kind == "new"),
            known=job.known + (entry.kind == "known"),
            statements=job.statements + entry.statements,
            positions=job.positions + entry.positions,
            problems=job.problems + entry.is_problem,
            lost=job.lost + bool(event["lost"]),
        )

    def _alive(self) -> None:
        """Say of every job that is not over that this desk still has it."""
        for job in self._live.values():
            if not job.over:
                self.shelf.save(job)

    def _over(self, job_id: str, state: str, fault: str = "", remedy: str = "") -> None:
        with self._lock:
            job = self._live[job_id]
            if job.state != "running":
                return
            if state == "failed":
                self._lose_hand()
                self._keep(replace(job, state="failed", ended=now(), fault=fault, remedy=remedy))
                return
            self._keep(replace(job, state="done", ended=now()))
            with suppress(OSError):
                self.shelf.forget_material(job)
                self.shelf.tidy()

    def _keep(self, job: Job) -> None:
        self._live[job.id] = job
        with suppress(InputError):  # a full disk must not stop the reading; the page still shows how far it is
            self.shelf.save(job)

    def _hand_for(self, job: Job) -> Hand:
        with self._lock:
            if self._hand is None and self._live[job.id].state == "running":
                self._hand = self._hands()
            if self._hand is None:
                raise ValueError("it was cancelled")
            return self._hand

    def _lose_hand(self) -> None:
        if self._hand is not None:
            self._hand.end()
            self._hand = None
