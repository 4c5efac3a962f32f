"""A dossier from YAML, with the line of whatever is wrong in it.

The YAML is composed to nodes and never built into objects, so nothing in it can run, and an id such as ``no`` stays
the word it is.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn, cast, get_args

import yaml

from onrecord.errors import DossierError
from onrecord.records import Dossier, Issue, IssueKind

_MAX_BYTES = 2_000_000
_DOSSIER_KEYS = ("id", "title", "issues")
_ISSUE_KEYS = ("id", "kind", "question", "aliases")
_EXAMPLE = 'Write for instance: {id: troops, kind: action, question: "Will it send troops?", aliases: [peacekeepers]}'


def load_dossier(path: str | Path) -> Dossier:
    """The dossier in a YAML file.

    Raises:
        DossierError: the file is missing, cannot be read, or is no dossier; ``place`` is ``file`` or ``file:line``.
    """
    place = str(path)
    try:
        with Path(path).expanduser().open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise DossierError("there is no such dossier", place=place, remedy="Check the path.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DossierError(f"cannot be read: {reason}", place=place, remedy="Check its permissions.") from None
    if len(data) > _MAX_BYTES:
        raise DossierError("too large for a dossier", place=place, remedy="Is this the dossier, not an article?")
    try:
        return parse_dossier(data.decode("utf-8-sig"), place)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DossierError("not UTF-8", place=f"{place}:{line}", remedy="Save the file as UTF-8.") from None


def parse_dossier(text: str, place: str) -> Dossier:
    """The dossier written in ``text``; ``place`` names it in errors.

    Raises:
        DossierError: not YAML, a key missing, misspelt or twice, a value of the wrong type, an id given twice.
    """
    node = _Node(_compose(text, place), place, "the dossier")
    fields = node.fields(_DOSSIER_KEYS, required=_DOSSIER_KEYS)
    issues = tuple(_issue(entry) for entry in fields["issues"].entries("issues"))
    if not issues:
        fields["issues"].fail("a dossier needs at least one issue", _EXAMPLE)
    _refuse_twins(fields["issues"].entries("issues"), issues)
    return Dossier(id=fields["id"].word(), title=fields["title"].words(), issues=issues)


def _issue(node: _Node) -> Issue:
    fields = node.fields(_ISSUE_KEYS, required=_ISSUE_KEYS[:3])
    kind = fields["kind"].words()
    if kind not in get_args(IssueKind):
        fields["kind"].fail(
            f"kind must be action or proposal, not {kind!r}",
            "action: will it do X itself? proposal: is it for X?",
        )
    aliases = tuple(alias.words() for alias in fields["aliases"].entries("aliases")) if "aliases" in fields else ()
    return Issue(fields["id"].word(), cast(IssueKind, kind), fields["question"].words(), aliases)


def _refuse_twins(nodes: list[_Node], issues: Iterable[Issue]) -> None:
    seen: set[str] = set()
    for node, issue in zip(nodes, issues, strict=True):
        if issue.id in seen:
            node.fail(f"the issue id {issue.id!r} is given twice", "Give each issue an id of its own.")
        seen.add(issue.id)


def _compose(text: str, place: str) -> yaml.Node:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{place}:{mark.line + 1}" if mark else place
        raise DossierError(
            f"not YAML: {error.problem or error.context}", place=where, remedy="Check indents, colons and quotes."
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise DossierError(f"not YAML: {error}", place=place, remedy="Is this the right file?") from None
    if node is None:
        raise DossierError("the dossier is empty", place=place, remedy="It needs id, title and issues.")
    return node


class _Node:
    """A YAML node that knows where it stands, read as the type that the dossier needs there."""

    def __init__(self, node: yaml.Node, place: str, what: str) -> None:
        self._node = node
        self._place = place
        self._what = what

    def fail(self, message: str, remedy: str, at: yaml.Node | None = None) -> NoReturn:
        line = (at or self._node).start_mark.line + 1
        raise DossierError(message, place=f"{self._place}:{line}", remedy=remedy)

    def fields(self, known: tuple[str, ...], required: tuple[str, ...]) -> dict[str, _Node]:
        """The mapping's values by key."""
        if not isinstance(self._node, yaml.MappingNode):
            self.fail(f"{self._what} must have keys and values ({', '.join(known)})", _EXAMPLE)
        found: dict[str, _Node] = {}
        for key, value in self._node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name not in known:
                self.fail(f"unknown key {name!r} in {self._what}", _did_you_mean(name, known), key)
            if name in found:
                self.fail(f"the key {name!r} is given twice in {self._what}", "Keep one of them.", key)
            found[name] = _Node(value, self._place, f"`{name}`")
        for name in required:
            if name not in found:
                self.fail(f"{self._what} has no {name}", f"Add a line `{name}: …`.")
        return found

    def entries(self, what: str) -> list[_Node]:
        """The sequence's members; an empty value is an empty sequence."""
        if isinstance(self._node, yaml.ScalarNode) and not self._node.value:
            return []
        if not isinstance(self._node, yaml.SequenceNode):
            self.fail(f"{self._what} must be a list", "Write [one, two], or one `- …` a line.")
        singular = {"issues": "an issue", "aliases": "an alias"}[what]
        return [_Node(member, self._place, singular) for member in self._node.value]

    def words(self) -> str:
        """The scalar as it is written, whatever type YAML would make of it."""
        if not isinstance(self._node, yaml.ScalarNode):
            self.fail(f"{self._what} must be plain words", "Put the words in quotes, without brackets.")
        value = " ".join(str(self._node.value).split())
        if not value:
            self.fail(f"{self._what} is empty", "Give it a value.")
        return value

    def word(self) -> str:
        """The scalar as an id: one word."""
        value = self.words()
        if " " in value:
            self.fail(f"{self._what} must be one word, not {value!r}", "Join the words with hyphens.")
        return value


def _did_you_mean(name: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    return f"Did you mean {near[0]!r}?" if near else f"The keys are {', '.join(known)}."
