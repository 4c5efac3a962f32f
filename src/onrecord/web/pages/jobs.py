"""Jobs: how far each is, what became of every article, what could not be read and what to do about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from itertools import islice
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.export.contract import Json
from onrecord.problems import remedy
from onrecord.run.jobs import Entry, Job, Jobs
from onrecord.web.faults import Fault, missing
from onrecord.web.twins import View, paged

router = APIRouter()

SHOWN: Final = 500
"""Articles and problems that a page shows of each; the data beside it holds all."""
_JOB: Final = tuple(
    "id kind title dossier by made state started ended expected new known statements positions problems lost fault"
    " remedy".split()
)
_ENTRY: Final = ("kind", "article", "title", "source", "statements", "positions", "detail", "remedy")
STATES: Final = {
    "queued": "waiting",
    "running": "reading",
    "done": "done",
    "failed": "failed",
    "cancelled": "cancelled",
    "interrupted": "interrupted",
}


def jobs_of(request: Request) -> Jobs:
    """The jobs of the desk that the request is made to."""
    found: Jobs = request.app.state.jobs
    return found


@paged(router, "/jobs")
def jobs(request: Request) -> View:
    """All jobs, the latest first."""
    found = jobs_of(request).history()
    return View(
        "jobs.html",
        {"title": "Jobs", "jobs": found, "states": STATES},
        data=lambda: [_job(one) for one in found],
        columns=_JOB,
        rows=lambda: (_job(one).values() for one in found),
    )


@paged(router, "/jobs/{job_id}")
def job(request: Request, job_id: str) -> View:
    """One job; htmx asks for its state again and again while it runs."""
    found = _found(request, job_id)
    entries = list(jobs_of(request).shelf.entries(found))
    articles = [one for one in entries if not one.is_problem]
    problems = [one for one in entries if one.is_problem]
    context = {
        "title": found.title,
        "job": found,
        "state": STATES[found.state],
        # While it runs the latest are worth seeing, once it is over all of them in their order.
        "articles": articles[:SHOWN] if found.over else articles[: -SHOWN - 1 : -1],
        "more": max(0, len(articles) - SHOWN),
        "problems": list(islice(problems, SHOWN)),
        "kinds": Counter(one.kind for one in problems).most_common(),
        "remedy": remedy,
    }
    return View(
        "job.html",
        context,
        data=lambda: {**_job(found), "entries": [_entry(one) for one in entries]},
        columns=_ENTRY,
        rows=lambda: (_entry(one).values() for one in entries),
        fragment="job_part.html",
    )


@router.post("/jobs/{job_id}/cancel")
def cancel(request: Request, job_id: str) -> Response:
    """Stop a job."""
    return _back(jobs_of(request).cancel(_found(request, job_id).id))


@router.post("/jobs/{job_id}/again")
def again(request: Request, job_id: str) -> Response:
    """Run a job again that did not come to its end."""
    return _back(jobs_of(request).again(_found(request, job_id).id))


@router.post("/jobs/{job_id}/drop")
def drop(request: Request, job_id: str) -> Response:
    """Forget a job that is over, with the files that it did not read."""
    found = _found(request, job_id)
    if not found.over:
        raise Fault(409, "this job is not over", "Cancel it first.")
    jobs_of(request).drop(found)
    return RedirectResponse("/jobs", 303)


def _found(request: Request, job_id: str) -> Job:
    found = jobs_of(request).get(job_id)
    if found is None:
        raise missing(f"job {job_id[:40]!r}", "See all jobs under /jobs.")
    return found


def _back(found: Job) -> Response:
    return RedirectResponse(f"/jobs/{found.id}", 303)


def _job(one: Job) -> Json:
    values = asdict(one)
    return {name: values[name] for name in _JOB}


def _entry(one: Entry) -> Json:
    values = asdict(one) | {"remedy": remedy(one.kind) if one.is_problem else ""}
    return {name: values[name] for name in _ENTRY}
