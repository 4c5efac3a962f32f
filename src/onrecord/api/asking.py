"""What every route shares: the desk, the query's fields, pages, and answers that are not sent twice."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Hashable, Sequence
from typing import Annotated, Final, Generic, TypeVar

from fastapi import Depends, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from onrecord import __version__
from onrecord.api.faults import Unchanged
from onrecord.export.contract import Json
from onrecord.export.shapes.base import Day, Shape
from onrecord.records import Level
from onrecord.run.asked import Asked
from onrecord.run.desk import Desk
from onrecord.run.filters import Filters
from onrecord.run.known import resolved
from onrecord.run.paging import Page, page
from onrecord.run.signing import login_name

Item = TypeVar("Item")
Word = Annotated[str, Field(min_length=1, max_length=200)]
Words = Annotated[list[Word], Field(max_length=50)]
LONGEST_WORDS: Final = 5_000
"""Characters of what is quoted or said in full: an article's words, a condition's."""
Quote = Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS)]
Reason = Annotated[str, Field(max_length=2_000, description="Why, kept in the log.")]


class Listed(Shape, Generic[Item]):
    """A page of a list: some items, how many there are in all, and the cursor of the next page."""

    items: list[Item]
    total: int
    next: str | None = Field(description="Give it as `cursor` for the next page; null on the last one.")


class Query(BaseModel):
    """Fields of a query; one that is not listed is refused, so that a misspelt filter is not passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Turning(Query):
    """Which page of a list."""

    limit: int = Field(50, ge=1, le=500, description="How many items a page holds, at most.")
    cursor: str | None = Field(None, max_length=2000, description="`next` of the page before.")


class OfDossier(Query):
    """Which dossier."""

    dossier: Word | None = Field(None, description="Only this dossier.")


class Chosen(OfDossier):
    """Whose stances on what."""

    actor: Words = Field([], description="Only these holders, by id or name.")
    issue: Words = Field([], description="Only these issues.")


class Days(Query):
    """Which time, both days inclusive."""

    since: Day | None = Field(None, description="From this day on.")
    until: Day | None = Field(None, description="Up to and with this day.")


class Filtering(Chosen, Days):
    """Every filter on positions, named as the commands' options are."""

    level: list[Level] = Field([], max_length=8, description="Only these levels.")
    on: Day | None = Field(None, description="The record as it was known on this day.")
    region: Words = Field([], description="Only holders in one of these regions of the UN.")
    member_of: Words = Field([], description="Only members of one of these organisations.")
    min_confidence: float = Field(0.0, ge=0, le=1, description="Only as sure as this.")
    min_origins: int = Field(0, ge=0, le=10_000, description="Only stances that so many origins agree on.")
    anonymous: bool | None = Field(None, description="Only stances from unnamed sources alone (true), or others.")
    contested: bool | None = Field(None, description="Only stances on which origins disagree (true), or others.")
    text: str = Field("", max_length=200, description="In the evidence, the speaker's name or the title.")

    def filters(self, desk: Desk) -> Filters:
        """The filters, under the ledger's ids.

        Raises:
            InputError: the ledger knows no such actor, issue or dossier.
        """
        given = Filters(
            dossier=self.dossier,
            actors=tuple(self.actor),
            issues=tuple(self.issue),
            levels=tuple(self.level),
            since=self.since,
            until=self.until,
            on=self.on,
            regions=tuple(self.region),
            member_of=tuple(self.member_of),
            min_confidence=self.min_confidence,
            min_origins=self.min_origins,
            anonymous=self.anonymous,
            contested=self.contested,
            text=self.text,
        )
        return resolved(desk, given)


def desk_of(request: Request) -> Desk:
    """The desk that the app looks at."""
    desk: Desk = request.app.state.desk
    return desk


def fresh(request: Request, response: Response) -> None:
    """Tell the answer by its ETag: the ledger's version, the question and, since some answers are of today, the day.

    Raises:
        Unchanged: whoever asks names that ETag already.
    """
    if request.method != "GET":
        return
    parts = (__version__, desk_of(request).snapshot().version, dt.date.today(), request.url.path, request.url.query)
    tag = f'W/"{hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'
    response.headers["ETag"] = tag
    known = request.headers.get("if-none-match", "")
    if tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in known.split(",")}:
        raise Unchanged(tag)


def as_json(request: Request) -> None:
    """Refuse a change that is not sent as JSON: other sites can send forms unasked, JSON they cannot."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "a change is sent as application/json")


def signer(request: Request) -> str:
    """The name that signs what this request decides: the user's where the desk has accounts, else the login name."""
    user = getattr(request.state, "user", None)
    return login_name() if user is None else str(user.name)


TheDesk = Annotated[Desk, Depends(desk_of)]


def chosen(desk: Desk, asked: Chosen) -> Asked:
    """Whose stances on what, as the functions of ``run.ask`` take it.

    Raises:
        InputError: the ledger knows no such actor, issue or dossier.
    """
    which = Filters(dossier=asked.dossier, actors=tuple(asked.actor), issues=tuple(asked.issue))
    return resolved(desk, which).asked()


def listed(found: Page[Item], written: Callable[[Item], Json]) -> Json:
    """A page of a list as JSON."""
    return {"items": [written(one) for one in found.items], "total": found.total, "next": found.next}


def turned(
    items: Sequence[Item],
    written: Callable[[Item], Json],
    *,
    key: Callable[[Item], str],
    question: Hashable,
    asked: Turning,
) -> Json:
    """The page of ``items`` that is asked for, as JSON."""
    return listed(page(items, question=question, key=key, limit=asked.limit, cursor=asked.cursor), written)
