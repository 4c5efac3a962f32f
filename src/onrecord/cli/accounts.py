"""``onrecord accounts``: who may use a shared desk, and what they did."""

from __future__ import annotations

import sys
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from onrecord.cli.options import JsonOption, LedgerOption, duration, login, opened
from onrecord.cli.output import print_json, print_table, say
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.ledger.audit import Doer

app = typer.Typer(name="accounts", no_args_is_help=True, help="Say who may use a shared desk; see what they did.")


class As(StrEnum):
    """What an account may do."""

    reader = "reader"
    reviewer = "reviewer"
    admin = "admin"


NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The account's name.")]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it.")
]


@app.command()
def add(
    name: NameArgument,
    role: Annotated[As, typer.Option("--role", help="What it may do.")] = As.reader,
    password_stdin: StdinOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Make an account, and the ledger if there is none. With the first one the desk asks everybody to log in."""
    from onrecord.ledger import Ledger  # noqa: PLC0415
    from onrecord.ledger.accounts import add_account  # noqa: PLC0415
    from onrecord.settings import Settings  # noqa: PLC0415

    with Ledger.open(ledger or Settings.from_environment().ledger, create=True) as record:
        made = add_account(record, name, role.value, _password(password_stdin), _doer())
    say(f"Account {made.name} is made: {made.role}.")


@app.command(name="list")
def list_(ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """List the accounts with their roles."""
    from dataclasses import asdict  # noqa: PLC0415

    from onrecord.export.table import Grid  # noqa: PLC0415
    from onrecord.ledger.accounts import accounts  # noqa: PLC0415

    with opened(ledger) as record:
        found = accounts(record)
    if json:
        print_json([asdict(one) for one in found])
        return
    rows = [(one.name, one.role, one.created[:10], (one.disabled or "")[:10]) for one in found]
    print_table(Grid.of(("name", "role", "since", "disabled"), rows, prose=False), "There are no accounts.")


@app.command()
def role(
    name: NameArgument, role: Annotated[As, typer.Argument(help="What it may do.")], ledger: LedgerOption = None
) -> None:
    """Give an account another role. It counts from the next request on."""
    from onrecord.ledger.accounts import set_role  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        set_role(record, name, role.value, _doer())
    say(f"Account {name}: {role.value}.")


@app.command()
def disable(name: NameArgument, ledger: LedgerOption = None) -> None:
    """Let an account's owner in no more. Their sessions and tokens end; what they signed stays."""
    _disabled(name, True, ledger)


@app.command()
def enable(name: NameArgument, ledger: LedgerOption = None) -> None:
    """Let an account's owner in again."""
    _disabled(name, False, ledger)


@app.command()
def password(name: NameArgument, password_stdin: StdinOption = False, ledger: LedgerOption = None) -> None:
    """Give an account another password. Its sessions and tokens end."""
    from onrecord.ledger.accounts import set_password  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        set_password(record, name, _password(password_stdin), _doer())
    say(f"Account {name} has another password.")


@app.command()
def token(
    name: NameArgument,
    label: Annotated[str, typer.Option("--for", metavar="WORDS", help="What it is for.")] = "",
    life: Annotated[
        int, typer.Option("--life", metavar="TIME", parser=duration, help="How long it lasts: 90d, 12w.")
    ] = cast(int, "90d"),
    ledger: LedgerOption = None,
) -> None:
    """Make a token with which a program may use the API in the account's name. It is shown this once."""
    from onrecord.ledger.account_keys import add_token  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        made = add_token(record, name, label, timedelta(days=life), _doer())
    print(made)
    say("Keep it: the ledger holds only its hash. A program sends it as `Authorization: Bearer onr_…`.")


@app.command()
def tokens(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only this account's.")] = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """List sessions and tokens with their numbers, never what lets anybody in."""
    from dataclasses import asdict  # noqa: PLC0415

    from onrecord.export.table import Grid  # noqa: PLC0415
    from onrecord.ledger.account_keys import account_keys  # noqa: PLC0415

    with opened(ledger) as record:
        found = account_keys(record, name)
    if json:
        print_json([asdict(one) for one in found])
        return
    rows = [
        (
            one.number,
            one.kind,
            one.account,
            one.label,
            one.created[:10],
            one.expires[:10],
            (one.revoked or "")[:10],
        )
        for one in found
    ]
    head = ("no", "kind", "account", "for", "since", "until", "revoked")
    print_table(Grid.of(head, rows, prose=False), "There are no sessions and no tokens.")


@app.command()
def revoke(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Its number, as `tokens` shows it.")],
    ledger: LedgerOption = None,
) -> None:
    """End a session or token at once."""
    from onrecord.ledger.account_keys import revoke as end  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        end(record, number, _doer())
    say(f"Key {number} lets nobody in any more.")


@app.command()
def audit(
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only what this account did.")] = None,
    action: Annotated[
        str | None, typer.Option("--action", metavar="WORD", help="Only this: login-failed, POST.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many entries.")] = 100,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """List who did what, when and from where, the latest first."""
    from dataclasses import asdict  # noqa: PLC0415

    from onrecord.export.table import Grid  # noqa: PLC0415
    from onrecord.ledger.audit import audit as entries  # noqa: PLC0415

    with opened(ledger) as record:
        found = entries(record, by=by, action=action, limit=limit)
    if json:
        print_json([asdict(one) for one in found])
        return
    rows = [(one.number, one.at[:19], one.by, one.origin, one.action, one.target, one.detail) for one in found]
    head = ("no", "at", "by", "from", "action", "on", "detail")
    print_table(Grid.of(head, rows, prose=False), "Nothing is in the log.")


def _disabled(name: str, disabled: bool, ledger: str | None) -> None:
    from onrecord.ledger.accounts import set_disabled  # noqa: PLC0415

    with opened(ledger, readonly=False) as record:
        set_disabled(record, name, disabled, _doer())
    say(f"Account {name} is {'disabled' if disabled else 'enabled'}.")


def _doer() -> Doer:
    from onrecord.ledger.audit import Doer  # noqa: PLC0415

    return Doer(login(), "command line")


def _password(from_stdin: bool) -> str:
    """The password, from standard input or, twice and unseen, from the terminal.

    Raises:
        InputError: the two differ, or there is no terminal to ask.
    """
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise InputError("there is no terminal to ask for the password", remedy="Give it with --password-stdin.")
    from getpass import getpass  # noqa: PLC0415

    first = getpass("Password: ")
    if getpass("Once more: ") != first:
        raise InputError("the two passwords differ", remedy="Type the same one twice.")
    return first
