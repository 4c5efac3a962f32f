"""The command line's reference, out of ``--help``."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from docs.generators.markdown import heading

WIDTH = 90


def page() -> str:
    """Every command with its help, in the order of ``onrecord --help``."""
    from typer.testing import CliRunner  # noqa: PLC0415 - slow to import, needed for this page only

    app: Any = import_module("onrecord.cli.app").app
    runner = CliRunner()

    def helped(*words: str) -> str:
        shown = runner.invoke(app, [*words, "--help"], prog_name="onrecord", terminal_width=WIDTH)
        lines = [line.rstrip() for line in shown.output.strip().split("\n")]
        return "\n".join(["```text", *lines, "```", ""])

    names = [command.name for command in app.registered_commands]
    parts = [heading("The command line", INTRODUCTION), helped()]
    for name in names:
        parts += [f"## onrecord {name}\n", helped(name)]
    for group in app.registered_groups:
        above = group.typer_instance.info.name
        parts += [f"## onrecord {above}\n", helped(above)]
        for command in group.typer_instance.registered_commands:
            name = command.name or command.callback.__name__
            parts += [f"### onrecord {above} {name}\n", helped(above, name)]
    return "\n".join(parts)


INTRODUCTION = """\
Data goes to standard output, words for a person to standard error. On a terminal tables are ruled and coloured; piped
they are plain columns, two or more spaces apart. `--json` works with every command. A ledger that is not named is
`onrecord.db` in the current folder, or what [`ONRECORD_LEDGER`](settings.md) says. For exit codes see
[errors and exit codes](errors-and-exit-codes.md)."""
