"""The commands and their order in ``onrecord --help``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord import __version__
from onrecord.cli.accounts import app as accounts
from onrecord.cli.actors import app as actors
from onrecord.cli.changes import changes, conflicts, corroboration
from onrecord.cli.conditions import app as conditions
from onrecord.cli.digest import digest
from onrecord.cli.export import export
from onrecord.cli.lists import articles, problems, statements
from onrecord.cli.mcp import mcp
from onrecord.cli.network import network
from onrecord.cli.positions import positions
from onrecord.cli.quotes import quotes
from onrecord.cli.read import read
from onrecord.cli.review_log import app as review
from onrecord.cli.search import search
from onrecord.cli.serve import serve
from onrecord.cli.timeline import pledges, timeline
from onrecord.cli.whatif import whatif
from onrecord.cli.who import who
from onrecord.cli.why import why

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Read the news and keep a record of who stands where, every entry backed by the words that support it."""


for command in (
    *(read, positions, why, digest, changes, conflicts, whatif, timeline, pledges, corroboration),
    *(network, search),
    *(quotes, who, statements, articles, problems, export, serve, mcp),
):
    app.command(command.__name__)(command)
app.add_typer(conditions)
app.add_typer(actors)
app.add_typer(accounts)
app.add_typer(review)
