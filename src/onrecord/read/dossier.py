"""A dossier from YAML, with the line of whatever is wrong in it.

The YAML is composed to nodes and never built into objects, so nothing in it can run, and an id such as ``no`` stays
the word it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast, get_args

from onrecord.errors import DossierError, InputError
from onrecord.read.duration import days
from onrecord.read.nodes import Kind, Node, compose, load
from onrecord.records import Dossier, Issue, IssueKind

_DOSSIER_KEYS = ("id", "title", "issues", "expire")
_ISSUE_KEYS = ("id", "kind", "question", "aliases")
_EXAMPLE = 'Write for instance: {id: troops, kind: action, question: "Will it send troops?", aliases: [peacekeepers]}'
_KIND = Kind("dossier", DossierError, "It needs id, title and issues.", _EXAMPLE)


def load_dossier(path: str | Path) -> Dossier:
    """The dossier in a YAML file.

    Raises:
        DossierError: the file is missing, cannot be read, or is no dossier; ``place`` is ``file`` or ``file:line``.
    """
    return parse_dossier(load(path, _KIND), str(path))


def parse_dossier(text: str, place: str) -> Dossier:
    """The dossier written in ``text``; ``place`` names it in errors.

    Raises:
        DossierError: not YAML, a key missing, misspelt or twice, a value of the wrong type, an id given twice.
    """
    node = compose(text, place, _KIND)
    fields = node.fields(_DOSSIER_KEYS, required=_DOSSIER_KEYS[:3])
    issues = tuple(_issue(entry) for entry in fields["issues"].entries("an issue"))
    if not issues:
        fields["issues"].fail("a dossier needs at least one issue", _EXAMPLE)
    _refuse_twins(fields["issues"].entries("an issue"), issues)
    expire = _days(fields["expire"]) if "expire" in fields else None
    return Dossier(id=fields["id"].word(), title=fields["title"].words(), issues=issues, expire=expire)


def _days(node: Node) -> int:
    written = node.words()
    try:
        return days(written)
    except InputError as error:
        return node.fail(error.message, error.remedy)


def _issue(node: Node) -> Issue:
    fields = node.fields(_ISSUE_KEYS, required=_ISSUE_KEYS[:3])
    kind = fields["kind"].words()
    if kind not in get_args(IssueKind):
        fields["kind"].fail(
            f"kind must be action or proposal, not {kind!r}",
            "action: will it do X itself? proposal: is it for X?",
        )
    aliases = tuple(alias.words() for alias in fields["aliases"].entries("an alias")) if "aliases" in fields else ()
    return Issue(fields["id"].word(), cast(IssueKind, kind), fields["question"].words(), aliases)


def _refuse_twins(nodes: list[Node], issues: Iterable[Issue]) -> None:
    seen: set[str] = set()
    for node, issue in zip(nodes, issues, strict=True):
        if issue.id in seen:
            node.fail(f"the issue id {issue.id!r} is given twice", "Give each issue an id of its own.")
        seen.add(issue.id)
