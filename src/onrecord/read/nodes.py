"""YAML files that users write, read with the line of whatever is wrong in them.

The YAML is composed to nodes and never built into objects, so nothing in it can run, and an id such as ``no`` stays
the word it is.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from onrecord.errors import InputError

_MAX_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of file is read: its name in messages, the error it raises, what it must hold, an example entry."""

    name: str
    error: type[InputError]
    needs: str
    example: str


def load(path: str | Path, kind: Kind) -> str:
    """The text of a file that a user named.

    Raises:
        InputError: (of ``kind``) missing, unreadable, too large, not UTF-8.
    """
    place = str(path)
    try:
        with Path(path).expanduser().open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise kind.error(f"there is no such {kind.name}", place=place, remedy="Check the path.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise kind.error(f"cannot be read: {reason}", place=place, remedy="Check its permissions.") from None
    if len(data) > _MAX_BYTES:
        remedy = f"Is this the {kind.name}, not an article?"
        raise kind.error(f"too large for a {kind.name}", place=place, remedy=remedy)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise kind.error("not UTF-8", place=f"{place}:{line}", remedy="Save the file as UTF-8.") from None


def compose(text: str, place: str, kind: Kind) -> Node:
    """The document's root.

    Raises:
        InputError: (of ``kind``) not YAML, or empty; ``place`` then ends with the line.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{place}:{mark.line + 1}" if mark else place
        raise kind.error(
            f"not YAML: {error.problem or error.context}", place=where, remedy="Check indents, colons and quotes."
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise kind.error(f"not YAML: {error}", place=place, remedy="Is this the right file?") from None
    if node is None:
        raise kind.error(f"the {kind.name} is empty", place=place, remedy=kind.needs)
    return Node(node, place, f"the {kind.name}", kind)


class Node:
    """A YAML node that knows where it stands, read as the type that the file needs there."""

    def __init__(self, node: yaml.Node, place: str, what: str, kind: Kind) -> None:
        self._node = node
        self._place = place
        self._what = what
        self._kind = kind

    def fail(self, message: str, remedy: str, at: yaml.Node | None = None) -> NoReturn:
        """Raises the file's error at this node's line (or at ``at``)."""
        line = (at or self._node).start_mark.line + 1
        raise self._kind.error(message, place=f"{self._place}:{line}", remedy=remedy)

    def fields(self, known: tuple[str, ...], required: tuple[str, ...]) -> dict[str, Node]:
        """The mapping's values by key."""
        if not isinstance(self._node, yaml.MappingNode):
            self.fail(f"{self._what} must have keys and values ({', '.join(known)})", self._kind.example)
        found: dict[str, Node] = {}
        for key, value in self._node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name not in known:
                self.fail(f"unknown key {name!r} in {self._what}", _did_you_mean(name, known), key)
            if name in found:
                self.fail(f"the key {name!r} is given twice in {self._what}", "Keep one of them.", key)
            found[name] = Node(value, self._place, f"`{name}`", self._kind)
        for name in required:
            if name not in found:
                self.fail(f"{self._what} has no {name}", f"Add a line `{name}: …`.")
        return found

    def entries(self, singular: str) -> list[Node]:
        """The sequence's members, each called ``singular`` in messages; an empty value is an empty sequence."""
        if isinstance(self._node, yaml.ScalarNode) and not self._node.value:
            return []
        if not isinstance(self._node, yaml.SequenceNode):
            self.fail(f"{self._what} must be a list", "Write [one, two], or one `- …` a line.")
        return [Node(member, self._place, singular, self._kind) for member in self._node.value]

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
