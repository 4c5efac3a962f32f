"""Making and changing a dossier in the page, or from its YAML file, and reading all articles again with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from onrecord.errors import DossierError, InputError
from onrecord.export.dossier_yaml import DossierWords, IssueWords, dossier_yaml, field_at, words_of
from onrecord.ledger.placed import placed
from onrecord.read import parse_dossier
from onrecord.records import Dossier
from onrecord.run.desk import Desk
from onrecord.web import links
from onrecord.web.access import signer
from onrecord.web.faults import missing
from onrecord.web.pages.add import one_line
from onrecord.web.pages.jobs import jobs_of
from onrecord.web.rendering import desk_of, page
from onrecord.web.security import form_of

router = APIRouter()

_FORM: Final = "form"
_LARGEST: Final = 1_000_000
_ID: Final = re.compile(r"\w[\w.-]{0,79}")
_TAKEN: Final = frozenset({"new"})
"""Ids that are addresses of other pages."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a dossier cannot be stored, with the field of the form that it is about, empty for none."""

    message: str
    remedy: str
    field: str = ""


@router.get("/dossiers/new")
def new(request: Request) -> Response:
    """The form for a new dossier."""
    return _page(request, DossierWords(issues=(IssueWords(),)))


@router.post("/dossiers/new")
async def made(request: Request) -> Response:
    """Store a new dossier, from the form or a YAML file."""
    return await run_in_threadpool(_stored, request, await form_of(request), None)


@router.get("/dossiers/{dossier:path}/edit")
def edit(request: Request, dossier: str) -> Response:
    """The form for a dossier that is there."""
    return _page(request, words_of(_known(request, dossier)), dossier)


@router.post("/dossiers/{dossier:path}/edit")
async def edited(request: Request, dossier: str) -> Response:
    """Store a dossier's questions in place of what they were."""
    return await run_in_threadpool(_stored, request, await form_of(request), dossier)


@router.get("/dossiers/{dossier:path}/dossier.yaml")
def download(request: Request, dossier: str) -> Response:
    """The dossier as the file that ``onrecord read --dossier`` takes."""
    text = dossier_yaml(words_of(_known(request, dossier)))
    headers = {"Content-Disposition": 'attachment; filename="dossier.yaml"'}
    return Response(text, media_type="application/yaml; charset=utf-8", headers=headers)


@router.post("/dossiers/{dossier:path}/reread")
def reread(request: Request, dossier: str) -> Response:
    """Read every article of the ledger with the dossier as it is now."""
    found = _known(request, dossier)
    jobs = jobs_of(request)
    job = jobs.open_new("reread", f"All articles with “{found.title[:80]}”", found.id, signer(request))
    return RedirectResponse(f"/jobs/{jobs.submit(job).id}", 303)


def typed(form: FormData) -> DossierWords:
    """What the form holds; issues of which nothing was typed are left out."""
    columns = [form.getlist(f"issue_{name}") for name in ("id", "kind", "question", "aliases")]
    rows = zip(*columns, strict=False)
    issues = (IssueWords(_plain(a), _plain(b), _plain(c), _several(d)) for a, b, c, d in rows)
    kept = tuple(one for one in issues if not one.blank)
    return DossierWords(one_line(form, "id"), one_line(form, "title"), one_line(form, "expire"), kept)


def slug(title: str) -> str:
    """An id for a title: its Latin letters and digits, with hyphens between; empty if it has none."""
    return "-".join(re.findall("[a-z0-9]+", title.lower()))[:40].strip("-")


def _plain(value: object) -> str:
    words = value if isinstance(value, str) else ""
    return " ".join("".join(sign if sign >= " " and sign != "\x7f" else " " for sign in words).split())


def _several(value: object) -> tuple[str, ...]:
    """Aliases, one a line."""
    words = value if isinstance(value, str) else ""
    return tuple(filter(None, map(_plain, words.splitlines())))


def _stored(request: Request, form: FormData, existing: str | None) -> Response:
    """Store what the form holds, or show the form again with what is wrong, or with one more row for an issue."""
    words = typed(form)
    words = replace(words, id=_known(request, existing).id if existing is not None else words.id or slug(words.title))
    if one_line(form, "do") == "more":
        return _page(request, replace(words, issues=(*words.issues, IssueWords())), existing)
    file = form.get("yaml")
    uploaded = isinstance(file, UploadFile) and bool(file.filename)
    try:
        if isinstance(file, UploadFile) and uploaded:
            dossier = parse_dossier(_text_of(file), "the file")
        else:
            dossier = parse_dossier(dossier_yaml(words), _FORM)
        _check_id(desk_of(request), dossier, existing)
    except DossierError as error:
        refused = _refused(error, words, uploaded=uploaded)
        return _page(request, words, existing, refused, status=422)
    with desk_of(request).writing() as ledger:
        ledger.write_dossier(dossier)
    return RedirectResponse(links.with_query(_edit(dossier.id), [("saved", "1")]), 303)


def _text_of(file: UploadFile) -> str:
    data = file.file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise DossierError("too large for a dossier", place="the file", remedy="Is this the dossier, not an article?")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DossierError("not UTF-8", place="the file", remedy="Save the file as UTF-8.") from None


def _check_id(desk: Desk, dossier: Dossier, existing: str | None) -> None:
    """Refuse an id that the desk cannot have, or that another dossier has.

    Raises:
        DossierError: with the field's line where it came from the form.
    """
    if existing is not None:
        if dossier.id != existing:
            message = f"the file is of the dossier {dossier.id!r}, not of {existing!r}"
            raise DossierError(message, place=f"{_FORM}:1", remedy="Make a new dossier of it, or change its id.")
        return
    if not _ID.fullmatch(dossier.id) or dossier.id in _TAKEN:
        remedy = "Use letters, digits, hyphens, underscores and dots."
        raise DossierError(f"{dossier.id[:80]!r} cannot be an id", place=f"{_FORM}:1", remedy=remedy)
    if desk.snapshot().dossier(dossier.id) is not None:
        remedy = "Give the new one another id, or edit the one that is there."
        raise DossierError(f"there is a dossier {dossier.id!r} already", place=f"{_FORM}:1", remedy=remedy)


def _refused(error: InputError, words: DossierWords, *, uploaded: bool) -> Refused:
    place, _, line = error.place.rpartition(":")
    if place == _FORM and line.isdecimal():
        return Refused(error.message, error.remedy, "" if uploaded else field_at(words, int(line)))
    message = f"{error.place}: {error.message}" if uploaded else error.message
    return Refused(message, error.remedy)


def _known(request: Request, dossier: str) -> Dossier:
    found = desk_of(request).snapshot().dossier(dossier)
    if found is None:
        raise missing(f"dossier {dossier[:80]!r}", "See the list of dossiers.")
    return found


def _edit(dossier: str) -> str:
    return f"{links.dossier(dossier).removesuffix('.html')}/edit"


def _page(
    request: Request,
    words: DossierWords,
    existing: str | None = None,
    refused: Refused | None = None,
    *,
    status: int = 200,
) -> Response:
    with desk_of(request).reading() as ledger:
        articles = len(placed(ledger)) if existing is not None else 0
    return page(
        request,
        "dossier_edit.html",
        status=status,
        title="Edit the dossier" if existing is not None else "New dossier",
        words=words if words.issues else replace(words, issues=(IssueWords(),)),
        existing=existing,
        refused=refused,
        action=_edit(existing) if existing is not None else "/dossiers/new",
        root=links.dossier(existing).removesuffix(".html") if existing is not None else "",
        articles=articles,
        saved=request.query_params.get("saved") == "1" and refused is None,
    )
