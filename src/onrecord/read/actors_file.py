"""A user's own actors from YAML: organisations and aliases, and persons with the office they hold.

actors:
  - id: LAKE-FORUM
    name: Lake Forum
    kind: organisation        # state, organisation, armed-group or party
    aliases: [LF, the Forum]
    speaks_for: nobody        # an id; itself where it is left out
  - id: ITA                   # an id that is known gets more names
    aliases: [the peninsula]
people:
  - name: Ada Lanz
    office: spokesperson
    of: LAKE-FORUM
    from: 2024-01             # may be left out, as may `to`
    aliases: [A. Lanz]
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from pathlib import Path
from typing import cast

from onrecord.errors import InputError
from onrecord.lexicons import table, world
from onrecord.lexicons.own import Own
from onrecord.lexicons.sectors import offices
from onrecord.lexicons.world import Form, Holder, Sort
from onrecord.read.nodes import Kind, Node, compose, load
from onrecord.records import ActorKind

_ACTOR_KEYS = ("id", "name", "kind", "aliases", "speaks_for")
_PERSON_KEYS = ("name", "office", "of", "from", "to", "aliases")
_KINDS = ("state", "organisation", "armed-group", "party")
_KIND = Kind(
    "actors file",
    InputError,
    "It needs a list `actors:` or `people:`.",
    "Write for instance: {id: LAKE-FORUM, name: Lake Forum, kind: organisation, aliases: [LF]}",
)
_SHORTEST = 2


def load_actors(path: str | Path) -> Own:
    """The actors in a YAML file.

    Raises:
        InputError: the file is missing, cannot be read, or is no actors file; ``place`` is ``file`` or ``file:line``.
    """
    return parse_actors(load(path, _KIND), str(path))


def parse_actors(text: str, place: str) -> Own:
    """The actors written in ``text``; ``place`` names it in errors.

    Raises:
        InputError: not YAML, a key missing, misspelt or twice, an unknown kind, office or id, a name too short.
    """
    node = compose(text, place, _KIND)
    fields = node.fields(("actors", "people"), required=())
    actors = fields["actors"].entries("an actor") if "actors" in fields else []
    people = fields["people"].entries("a person") if "people" in fields else []
    if not actors and not people:
        node.fail("the actors file lists nobody", _KIND.example)
    ids = _ids() | {one.fields(_ACTOR_KEYS, ("id",))["id"].word() for one in actors}
    forms = tuple(form for one in actors for form in _actor(one, ids))
    return Own(forms, tuple(_person(one, ids) for one in people))


def _ids() -> set[str]:
    return {row[0] for name in ("territories", "organisations") for row in table(name)}


def _actor(node: Node, ids: set[str]) -> list[tuple[str, Form]]:
    fields = node.fields(_ACTOR_KEYS, required=("id",))
    code = fields["id"].word()
    known = next((form for _, form in world.forms() if form.actor == code), None)
    if known is None and not {"name", "kind"} <= set(fields):
        node.fail(f"{code!r} is a new actor and needs a name and a kind", _KIND.example)
    kind = fields["kind"].words() if "kind" in fields else known.kind if known else ""
    if kind not in _KINDS:
        fields["kind"].fail(f"kind must be one of {', '.join(_KINDS)}, not {kind!r}", _KIND.example)
    sort: Sort = "name" if kind == "state" else "organisation"
    form = Form(sort, cast(ActorKind, kind), code, _voice(fields, code, ids))
    names = [fields["name"]] if "name" in fields else []
    names += fields["aliases"].entries("an alias") if "aliases" in fields else []
    if not names:
        node.fail(f"{code!r} gets no name here", "Add `name: …` or `aliases: […]`.")
    return [(_name(name), form) for name in names]


def _voice(fields: dict[str, Node], code: str, ids: set[str]) -> str | None:
    if "speaks_for" not in fields:
        return code
    voice = fields["speaks_for"].word()
    if voice != "nobody" and voice not in ids:
        fields["speaks_for"].fail(f"no actor has the id {voice!r}", "Give an id, or `nobody`.")
    return None if voice == "nobody" else voice


def _name(node: Node) -> str:
    name = node.words()
    if len(name) < _SHORTEST or not name[0].isalpha():
        node.fail(f"{name!r} is too short for a name", "Give a name of two letters or more.")
    return name


def _person(node: Node, ids: set[str]) -> Holder:
    fields = node.fields(_PERSON_KEYS, required=_PERSON_KEYS[:3])
    office, actor = fields["office"].word(), fields["of"].word()
    if actor not in ids:
        fields["of"].fail(f"no actor has the id {actor!r}", "Give the id of a state or organisation, or list it above.")
    if office not in offices():
        fields["office"].fail(f"unknown office {office!r}", "Write for instance spokesperson, foreign-minister, envoy.")
    first = _month(fields["from"], end=False) if "from" in fields else date.min
    last = _month(fields["to"], end=True) if "to" in fields else None
    if last is not None and last < first:
        fields["to"].fail("the term ends before it starts", "Swap `from` and `to`.")
    aliases = fields["aliases"].entries("an alias") if "aliases" in fields else []
    name = _name(fields["name"])
    return Holder(actor, office, name, first, last, (name, *map(_name, aliases)))


def _month(node: Node, *, end: bool) -> date:
    text = node.word()
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        node.fail(f"{text!r} is no month", "Write it as 2024-01.")
    year, month = int(text[:4]), int(text[5:])
    return date(year, month, calendar.monthrange(year, month)[1] if end else 1)
