"""The reference of errors: the tree, the exit codes, and every message with its remedy, collected from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from docs.generators.markdown import code, heading, table
from docs.generators.session import ROOT

from onrecord.cli import INTERRUPTED
from onrecord.errors import PROBLEMS_EXIT, OnrecordError

SOURCE = ROOT / "src" / "onrecord"


def page() -> str:
    """Exit codes, the tree of errors, the messages."""
    tree = [
        (
            f"`{one.__name__}`",
            f"`{one.__base__.__name__}`" if one.__base__ else "",
            str(one.exit_code),
            code(one.__doc__),
        )
        for one in _tree(OnrecordError)
    ]
    return "\n".join(
        [
            heading("Errors and exit codes", INTRODUCTION),
            "## Exit codes\n",
            table(("code", "when"), _codes()),
            "## The tree of errors\n",
            TREE,
            table(("error", "is a", "exit code", "when"), tree),
            "## Messages\n",
            MESSAGES,
            table(("message", "remedy"), sorted(set(_messages()))),
        ]
    )


def _codes() -> list[tuple[str, str]]:
    return [
        ("0", "done; also when nothing was found"),
        ("1", "unexpected: a fault of onrecord itself. Please report it"),
        ("2", "wrong usage, or nothing readable was given (`InputError`, `DossierError`)"),
        ("3", "the ledger cannot be used as asked (`LedgerError` and those below it)"),
        ("4", "the installation lacks something (`SetupError`)"),
        (str(PROBLEMS_EXIT), "done, but some of the input could not be read; see `onrecord problems`"),
        (str(INTERRUPTED), "interrupted (Ctrl-C). What was finished is in the ledger; run the same command again"),
    ]


def _tree(error: type[OnrecordError]) -> Iterator[type[OnrecordError]]:
    yield error
    for below in error.__subclasses__():
        yield from _tree(below)


def _messages() -> Iterator[tuple[str, str]]:
    names = {one.__name__ for one in _tree(OnrecordError)} | {"fail"}
    for path in sorted(SOURCE.rglob("*.py")):
        module = ast.parse(path.read_text("utf-8"))
        named = _constants(module)
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and _called(node) in names and node.args:
                message = _words(node.args[0], {})
                if message:
                    yield message, _remedy(node, named)


def _constants(module: ast.Module) -> dict[str, ast.expr]:
    """What is assigned to a name anywhere in the module: remedies that several errors share."""
    found = [node for node in ast.walk(module) if isinstance(node, ast.Assign) and len(node.targets) == 1]
    return {node.targets[0].id: node.value for node in found if isinstance(node.targets[0], ast.Name)}


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _remedy(call: ast.Call, named: dict[str, ast.expr]) -> str:
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "remedy"), None)
    if given is None and _called(call) == "fail" and len(call.args) > 1:
        given = call.args[1]
    return _words(given, named) if given is not None else ""


def _words(node: ast.expr, named: dict[str, ast.expr]) -> str:
    """The words of a message; what is filled in when it is raised stands as ``…``."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part, {}) if isinstance(part, ast.Constant) else "…" for part in node.values)
    if isinstance(node, ast.Name) and node.id in named:
        return _words(named[node.id], {})
    return ""


INTRODUCTION = """\
An error is printed on standard error as `onrecord: PLACE: MESSAGE`, with a remedy on the next line. Faults in single
pages are no errors but rows: see [kinds of problems](problems.md)."""

TREE = """\
In Python all of them are in `onrecord.errors`; `except OnrecordError` catches every one. Each has `message`, `place`
and `remedy`.
"""

MESSAGES = """\
`…` stands for what is filled in. An empty remedy is one that depends on the case.
"""
