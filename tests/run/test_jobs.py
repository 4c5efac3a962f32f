"""Jobs: what is told of them, and what holds when they are cancelled, die or are met again."""

from __future__ import annotations

import io
import os
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.ledger import Ledger, articles, positions
from onrecord.read import parse_dossier
from onrecord.run.jobs import Job, Jobs, Material
from onrecord.run.jobs.child import Child
from onrecord.run.jobs.shelf import SILENT, clean_name
from onrecord.run.jobs.worker import Order
from onrecord.settings import Settings
from tests.databases import Place
from tests.run.command import DOSSIER, OFFER, REFUSAL

READ = {"event": "entry", "lost": False, "kind": "new", "article": "a-1", "title": "T", "source": "a.txt"}
ARTICLE = READ | {"statements": 2, "positions": 1, "detail": ""}
FAULT = ARTICLE | {"kind": "binary", "article": None, "statements": 0, "positions": 0, "lost": True}


class Scripted:
    """A hand that says what it was given, waiting wherever an event is ``None``."""

    def __init__(self, events: list[dict[str, Any] | None]) -> None:
        self.events = events
        self.orders: list[Order] = []
        self.ended = threading.Event()

    def carry_out(self, order: Order) -> Iterator[dict[str, Any]]:
        """The events, until it is ended."""
        self.orders.append(order)
        for event in self.events:
            if event is None:
                self.ended.wait(10)
                return
            yield event

    def end(self) -> None:
        """Go on where it waits."""
        self.ended.set()


@pytest.fixture
def place(new_place: Place) -> str:
    """A ledger with one dossier."""
    path = new_place("desk.db")
    with Ledger.open(path, create=True) as ledger:
        ledger.write_dossier(parse_dossier(DOSSIER, "dossier.yaml"))
    return path


def jobs_with(place: str, *events: dict[str, Any] | None) -> tuple[Jobs, Scripted]:
    hand = Scripted(list(events))
    return Jobs(place, Settings.from_environment(), hands=lambda: hand), hand


def added(jobs: Jobs, *texts: str) -> Job:
    job = jobs.open_new("add", f"{len(texts)} texts", "strait", "ada")
    materials = []
    for number, text in enumerate(texts):
        file, _ = jobs.shelf.keep(job, number, io.BytesIO(text.encode()), 10_000)
        materials.append(Material("file", f"{number}.txt", file))
    return jobs.submit(job, materials)


def until(jobs: Jobs, job: Job, state: str) -> Job:
    for _ in range(200):
        found = jobs.get(job.id)
        if found is not None and found.state == state:
            return found
        time.sleep(0.05)
    raise AssertionError(f"never {state}: {jobs.get(job.id)}")


def test_what_was_read_and_what_was_not_is_counted_and_kept(place: str) -> None:
    jobs, _ = jobs_with(place, {"event": "ready"}, ARTICLE, FAULT, ARTICLE | {"kind": "known"}, {"event": "done"})
    job = jobs.wait(added(jobs, "x").id, 10)
    assert (job.state, job.new, job.known, job.statements, job.problems, job.lost) == ("done", 1, 1, 4, 1, 1)
    assert [one.kind for one in jobs.shelf.entries(job)] == ["new", "binary", "known"]
    assert jobs.history() == [job]
    assert Jobs(place, Settings.from_environment()).get(job.id) == job, "another desk finds the same"


def test_material_is_deleted_once_it_is_read_and_kept_if_not(place: str) -> None:
    jobs, _ = jobs_with(place, {"event": "done"})
    done = jobs.wait(added(jobs, "x").id, 10)
    assert jobs.shelf.material(done) == []
    broken, _ = jobs_with(place, {"event": "failed", "message": "the disk is full", "remedy": "Free some."})
    failed = broken.wait(added(broken, "x").id, 10)
    assert (failed.state, failed.fault, failed.remedy) == ("failed", "the disk is full", "Free some.")
    assert len(broken.shelf.material(failed)) == 1


def test_a_hand_that_dies_fails_its_job_and_the_next_job_gets_another(place: str) -> None:
    hands = [Scripted([ARTICLE]), Scripted([ARTICLE, {"event": "done"}])]
    given = iter(hands)
    jobs = Jobs(place, Settings.from_environment(), hands=lambda: next(given))
    first, second = added(jobs, "x"), added(jobs, "y")
    assert jobs.wait(first.id, 10).state == "failed"
    assert jobs.wait(second.id, 10).state == "done"


def test_a_running_job_and_a_waiting_one_can_be_cancelled(place: str) -> None:
    jobs, hand = jobs_with(place, ARTICLE, None)
    first, second = added(jobs, "x"), added(jobs, "y")
    until(jobs, first, "running")
    assert jobs.cancel(second.id).state == "cancelled"
    assert jobs.cancel(first.id).state == "cancelled"
    assert hand.ended.is_set()
    time.sleep(0.2)
    assert [jobs.wait(one.id, 5).state for one in (first, second)] == ["cancelled", "cancelled"]
    assert len(hand.orders) == 1
    with pytest.raises(InputError):
        jobs.cancel(first.id)


def test_a_job_that_is_not_done_can_be_run_again(place: str) -> None:
    hands = iter([Scripted([ARTICLE]), Scripted([{"event": "done"}])])
    jobs = Jobs(place, Settings.from_environment(), hands=lambda: next(hands))
    job = jobs.wait(added(jobs, "x").id, 10)
    again = jobs.wait(jobs.again(job.id).id, 10)
    assert (again.id, again.state, again.new) == (job.id, "done", 0)
    with pytest.raises(InputError):
        jobs.again(job.id)


def test_a_job_that_was_cancelled_can_be_run_again_at_once(place: str) -> None:
    hands = [Scripted([ARTICLE, None]), Scripted([ARTICLE, {"event": "done"}])]
    given = iter(hands)
    jobs = Jobs(place, Settings.from_environment(), hands=lambda: next(given))
    job = added(jobs, "x")
    until(jobs, job, "running")
    while not hands[0].orders:  # else the second run would get the first hand
        time.sleep(0.01)
    jobs.cancel(job.id)
    jobs.again(job.id)
    again = jobs.wait(job.id, 10)
    assert (again.state, again.new) == ("done", 1)


def test_a_job_of_a_desk_that_is_gone_shows_as_interrupted(place: str) -> None:
    jobs, hand = jobs_with(place, None)
    job = added(jobs, "x")
    until(jobs, job, "running")
    file = jobs.shelf.folder / job.id / "job.json"
    other = Jobs(place, Settings.from_environment())
    assert other.history()[0].state == "running"
    os.utime(file, (time.time() - SILENT - 5,) * 2)
    found = other.history()[0]
    assert (found.state, found.over) == ("interrupted", True)
    hand.end()


@pytest.mark.parametrize("wrong", ["..", "../x", "j-20260101-000000-00000000", "j-20260101-000000-0000000/", ""])
def test_no_other_words_lead_to_a_job(place: str, wrong: str) -> None:
    assert Jobs(place, Settings.from_environment()).get(wrong) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\news\\..\\a.txt", "news/a.txt"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("..", "unnamed"),
        ("folder/./a.txt", "folder/a.txt"),
        ("x" * 5000 + ".txt", "x" * 196 + ".txt"),
    ],
)
def test_names_from_outside_never_lead_anywhere(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_the_real_process_reads_tells_and_is_known_again(place: str) -> None:
    jobs = Jobs(place, Settings.from_environment())
    job = jobs.wait(added(jobs, REFUSAL, OFFER, "%PDF").id, 300)
    assert (job.state, job.new, job.positions) == ("done", 2, 2)
    with Ledger.open(place, readonly=True) as ledger:
        assert {row.position.level for row in positions(ledger)} == {"rules_out", "pledges"}
        assert [row.article.source for row in articles(ledger)] == ["0.txt", "1.txt"]
    reread = jobs.wait(jobs.submit(jobs.open_new("reread", "again", "strait", "ada")).id, 300)
    assert (reread.state, reread.expected, reread.known) == ("done", 2, 2)
    jobs.close()


def test_a_dossier_that_is_gone_and_a_process_that_is_killed(place: str) -> None:
    jobs = Jobs(place, Settings.from_environment())
    gone = jobs.open_new("add", "x", "no-such", "ada")
    assert "no dossier 'no-such'" in jobs.wait(jobs.submit(gone).id, 300).fault
    child = Child()
    child.end()
    order = Order("add", place, None, Settings())
    assert list(child.carry_out(order)) == []
