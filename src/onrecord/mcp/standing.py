"""Tools on who stands where, and why."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from onrecord.analysis.matrix import Cell
from onrecord.errors import InputError
from onrecord.export.answers import voiced
from onrecord.export.contract import Json
from onrecord.export.rows import cell_to_json
from onrecord.export.why import why_to_json
from onrecord.ledger import PositionRow
from onrecord.mcp import arguments as ask
from onrecord.mcp.shapes import Dossiers, Listed, Position, Stance, Why
from onrecord.mcp.tools import Tools, told
from onrecord.run import reasons
from onrecord.run.desk import Snapshot
from onrecord.run.keys import position_key
from onrecord.run.names import name_of

Whose = Annotated[str, Field(max_length=200, description="A holder by id or name: why does it stand where it stands?")]
About = Annotated[str, Field(max_length=200, description="With `actor`: on this issue only.")]
Which = Annotated[str, Field(max_length=200, description="The id of a position, or its start.")]


class Standing(Tools):
    """The tools on stances."""

    @told
    def dossiers(self) -> Dossiers:
        """What is tracked: every dossier with its questions (issues). Begin here to learn the ids of issues."""
        listed = [
            {
                "id": one.id,
                "title": one.title,
                "expire": one.expire,
                "issues": [
                    {"id": i.id, "kind": i.kind, "question": i.question, "aliases": list(i.aliases)} for i in one.issues
                ],
            }
            for one in self.snapshot().dossiers
        ]
        return self.made(Dossiers, {"items": listed})

    @told
    def stances(
        self,
        *,
        actor: ask.Actors = (),
        issue: ask.Issues = (),
        dossier: ask.DossierId = None,
        level: ask.Levels = (),
        on: ask.On = None,
        min_origins: ask.Origins = 0,
        anonymous: ask.Anonymous = None,
        contested: ask.Contested = None,
        limit: ask.Limit = ask.LIMIT,
        cursor: ask.Cursor = None,
    ) -> Listed[Stance]:
        """Who stands where: one item for each holder and issue, with the level that prevails and the evidence for it.

        `agreeing` counts the independent reports (origins) behind the level; copies of one report count once.
        """
        which = self.filters(
            actors=actor,
            issues=issue,
            dossier=dossier,
            levels=level,
            on=on,
            min_origins=min_origins,
            anonymous=anonymous,
            contested=contested,
        )
        snapshot = self.snapshot()
        return self.listed(
            Listed[Stance],
            which.field(snapshot).cells,
            lambda cell: _stance(cell, snapshot),
            key=lambda cell: f"{cell.actor} {cell.issue}",
            question=("stances", which),
            limit=limit,
            cursor=cursor,
        )

    @told
    def positions(
        self,
        *,
        actor: ask.Actors = (),
        issue: ask.Issues = (),
        dossier: ask.DossierId = None,
        level: ask.Levels = (),
        since: ask.Since = None,
        until: ask.Until = None,
        min_confidence: ask.Sure = 0.0,
        text: ask.Text = "",
        limit: ask.Limit = ask.LIMIT,
        cursor: ask.Cursor = None,
    ) -> Listed[Position]:
        """Every recorded position, latest first: holder, issue, level, conditions, speaker, and the words it rests on.

        Several positions of one holder on one issue are its history and its reports; `stances` says which prevails.
        """
        which = self.filters(
            actors=actor,
            issues=issue,
            dossier=dossier,
            levels=level,
            since=since,
            until=until,
            min_confidence=min_confidence,
            text=text,
        )
        return self.listed(
            Listed[Position],
            which.rows(self.snapshot()),
            voiced,
            key=position_key,
            question=("positions", which),
            limit=limit,
            cursor=cursor,
        )

    @told
    def why(
        self,
        *,
        position: Which = "",
        actor: Whose = "",
        issue: About = "",
        limit: ask.Limit = 5,
        cursor: ask.Cursor = None,
    ) -> Listed[Why]:
        """Why a position is on record: the words in their context, the article, its origin, what decided it, what
        else reports it and what contradicts it. Give a position's id, or an actor (with an issue, or on all of them).
        """
        return self.listed(
            Listed[Why],
            self._asked(position, actor, issue),
            lambda row: why_to_json(reasons.why(self.desk, row)),
            key=position_key,
            question=("why", position, actor, issue),
            limit=limit,
            cursor=cursor,
        )

    def _asked(self, position: str, actor: str, issue: str) -> list[PositionRow]:
        if position:
            return [reasons.position_like(self.desk, position)]
        if not actor:
            raise InputError("neither a position nor an actor is named", remedy="Give `position`, or `actor`.")
        which = self.filters(actors=(actor,), issues=(issue,) if issue else ())
        return reasons.standing(which.rows(self.snapshot()))


def _stance(cell: Cell, snapshot: Snapshot) -> Json:
    row = snapshot.by_id.get(cell.decided_by) if cell.decided_by else None
    evidence = voiced(row) if row else None
    return {**cell_to_json(cell), "name": name_of(cell.actor), "evidence": evidence}
