"""Adding articles: files, a pasted text, a link. What was given becomes a job; nothing is read within the request."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from onrecord.errors import InputError, LedgerReadOnly
from onrecord.run.hosts import Link, allowed, check_allowed, parse_link, rules_of
from onrecord.run.jobs import Job, Jobs, Material
from onrecord.run.jobs.shelf import clean_name
from onrecord.web.access import signer, user_of
from onrecord.web.pages.jobs import jobs_of
from onrecord.web.rendering import count, desk_of, page
from onrecord.web.security import form_of
from onrecord.web.twins import View, paged

router = APIRouter()

_SAID: Final = ("title", "outlet", "byline", "published")
_ROWS: Final = (".jsonl", ".ndjson", ".json")
_COLUMNS: Final = ("job", "title", "state", "made")


@dataclass(frozen=True, slots=True)
class Given:
    """What a form holds, cleaned of line ends in fields that have one line. ``allow`` is a host allowed for once."""

    dossier: str = ""
    text: str = ""
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""
    link: str = ""
    allow: str = ""
    files: tuple[UploadFile, ...] = ()

    @classmethod
    def of(cls, form: FormData) -> Given:
        """The form as it was filled in; a browser sends an empty file where none was chosen."""
        lines = {name: one_line(form, name) for name in ("dossier", "link", "allow", *_SAID)}
        files = (one for name in ("files", "folder") for one in form.getlist(name) if isinstance(one, UploadFile))
        text = form.get("text", "")
        words = text if isinstance(text, str) else ""
        return cls(text=words.strip(), files=tuple(one for one in files if one.filename or one.size), **lines)


def one_line(form: FormData, name: str) -> str:
    """A field's words on one line, without control characters; empty where it is missing or a file."""
    value = form.get(name, "")
    plain = value if isinstance(value, str) else ""
    return " ".join("".join(sign if sign >= " " and sign != "\x7f" else " " for sign in plain).split())


@paged(router, "/add")
def add(request: Request, dossier: str = "") -> View:
    """The forms for adding articles, and the latest jobs."""
    recent = jobs_of(request).history()[:5]
    return View(
        "add.html",
        _context(request, Given(dossier=dossier or _only(request)), recent),
        data=lambda: [dict(zip(_COLUMNS, _row(one), strict=True)) for one in recent],
        columns=_COLUMNS,
        rows=lambda: map(_row, recent),
    )


def _row(job: Job) -> tuple[str, ...]:
    return (job.id, job.title, job.state, job.made)


@router.post("/add")
async def added(request: Request) -> Response:
    """Make a job of what was given, and lead to it."""
    given = Given.of(await form_of(request))
    return await run_in_threadpool(_taken, request, given)


def _taken(request: Request, given: Given) -> Response:
    if desk_of(request).readonly:
        raise LedgerReadOnly("the ledger can only be read", remedy="Start the desk where the ledger can be written.")
    try:
        job = _job(request, given)
    except InputError as error:
        context = _context(request, given, jobs_of(request).history()[:5])
        ask = _may_allow(request, given)
        return page(request, "add.html", status=422, **{**context, "fault": error, "ask": ask})
    return RedirectResponse(f"/jobs/{job.id}", 303)


def _context(request: Request, given: Given, recent: list[Job]) -> dict[str, object]:
    settings = desk_of(request).settings
    return {
        "title": "Add articles",
        "given": given,
        "recent": recent,
        "dossiers": desk_of(request).snapshot().dossiers,
        "hosts": rules_of(settings),
        "limits": (settings.upload_files, settings.upload_bytes),
        "today": dt.date.today().isoformat(),
        "fault": None,
        "ask": "",
    }


def _only(request: Request) -> str:
    """The dossier to start with: the only one there is."""
    known = desk_of(request).snapshot().dossiers
    return known[0].id if len(known) == 1 else ""


def _may_allow(request: Request, given: Given) -> str:
    """The host for which the page asks whether its user allows it; on a shared desk only the settings can."""
    if not given.link or user_of(request) is not None:
        return ""
    try:
        link = parse_link(given.link)
    except InputError:
        return ""
    return "" if allowed(link, rules_of(desk_of(request).settings)) else link.authority


def _job(request: Request, given: Given) -> Job:
    """The job, on its way.

    Raises:
        InputError: nothing was given, or something that cannot be taken.
    """
    _check(request, given)
    hosts = _hosts(request, given)
    jobs = jobs_of(request)
    job = jobs.open_new("add", _titled(given), given.dossier or None, signer(request), hosts)
    try:
        materials = list(_materials(jobs, job, given))
        return jobs.submit(_expecting(job, materials), materials)
    except BaseException:
        jobs.shelf.drop(job)
        raise


def _check(request: Request, given: Given) -> None:
    settings = desk_of(request).settings
    if not (given.files or given.text or given.link):
        raise InputError("nothing was given to read", remedy="Choose files, paste a text, or give a link.")
    if given.dossier and desk_of(request).snapshot().dossier(given.dossier) is None:
        raise InputError(f"there is no dossier {given.dossier!r}", remedy="Choose one of the list.")
    if len(given.files) > settings.upload_files:
        most = f"more than {settings.upload_files:,} files at once"
        raise InputError(most, remedy="Add them in smaller parts, or read the folder with `onrecord read`.")
    if given.published:
        try:
            dt.date.fromisoformat(given.published)
        except ValueError:
            raise InputError(f"{given.published!r} is no date", remedy="Write it as 2026-01-31.") from None


def _hosts(request: Request, given: Given) -> tuple[str, ...]:
    """The hosts that are allowed for this job only.

    Raises:
        InputError: the link cannot be followed, or its host is not allowed.
    """
    if not given.link:
        return ()
    link: Link = parse_link(given.link)
    rules = rules_of(desk_of(request).settings)
    if given.allow and given.allow == _may_allow(request, given):
        return (given.allow,)
    check_allowed(link, rules)
    return ()


def _materials(jobs: Jobs, job: Job, given: Given) -> list[Material]:
    """What is to be read, its bytes on the shelf."""
    left = jobs.settings.upload_bytes
    found: list[Material] = []
    for number, file in enumerate(given.files):
        name, size = jobs.shelf.keep(job, number, file.file, left)
        left -= size
        found.append(Material("file", clean_name(file.filename or ""), name))
    said = {name: getattr(given, name) for name in _SAID}
    if given.text:
        words = io.BytesIO(given.text.encode("utf-8", "replace"))
        name, _ = jobs.shelf.keep(job, len(found), words, left)
        found.append(Material("text", "pasted text", name, **said))
    if given.link:
        found.append(Material("link", given.link, url=given.link, **({} if given.text else said)))
    return found


def _expecting(job: Job, materials: list[Material]) -> Job:
    """The job with how many articles it may hold: one a file, but for files of rows, which may hold any number."""
    rows = any(one.name.lower().removesuffix(".gz").endswith(_ROWS) for one in materials)
    return job if rows else replace(job, expected=len(materials))


def _titled(given: Given) -> str:
    parts = []
    if given.files:
        only = clean_name(given.files[0].filename or "")
        parts.append(only if len(given.files) == 1 else count(len(given.files), "file"))
    if given.text:
        parts.append(f"“{given.title[:80]}”" if given.title else "a pasted text")
    if given.link:
        parts.append(given.link[:120])
    return " and ".join(parts)
