"""Accounts of a shared desk: a name, a role, a password. Each change stands in the audit log with who made it.

An account is never deleted, because what it signed stays; it is disabled, and then lets nobody in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

from sqlalchemy import Connection, func, insert, select, update

from onrecord.errors import InputError
from onrecord.ledger.account_tables import accounts as _table
from onrecord.ledger.account_tables import keys as _keys
from onrecord.ledger.audit import Doer, moment, note
from onrecord.ledger.coding import Row
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.passwords import hashed

Role = Literal["reader", "reviewer", "admin"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
"""What an account may do, each also what those before it may: look; judge; add, edit dossiers, manage accounts."""

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,63}")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may use the desk. ``disabled`` is since when not any more, None while they may."""

    number: int
    name: str
    role: Role
    created: str
    disabled: str | None = None

    def may(self, role: Role) -> bool:
        """Whether the account may do what this role may."""
        return self.disabled is None and ROLES.index(self.role) >= ROLES.index(role)


def accounts(ledger: Ledger) -> list[Account]:
    """All accounts, by name."""
    with ledger.reading() as connection:
        return [to_account(row) for row in connection.execute(select(_table).order_by(_table.c.name)).mappings()]


def any_account(ledger: Ledger) -> bool:
    """Whether the desk is shared: there are accounts, and so it asks who comes."""
    with ledger.reading() as connection:
        return connection.execute(select(_table.c.number).limit(1)).first() is not None


def account(ledger: Ledger, name: str) -> Account:
    """The account of this name.

    Raises:
        InputError: there is none.
    """
    with ledger.reading() as connection:
        return to_account(row_of(connection, name))


def add_account(ledger: Ledger, name: str, role: Role, password: str, doer: Doer) -> Account:
    """A new account.

    Raises:
        InputError: the name is taken or none, the password too short, the role unknown.
    """
    name = name.strip().lower()
    if not _NAME.fullmatch(name):
        remedy = "Use up to 64 letters a-z, digits and . _ @ + - and begin with a letter or digit."
        raise InputError(f"{name!r} is no name for an account", remedy=remedy)
    _check_role(role)
    row = {"name": name, "role": role, "password": hashed(password, name), "created": moment()}
    with ledger.writing() as connection:
        if connection.execute(select(_table.c.number).where(_table.c.name == name)).first() is not None:
            raise InputError(f"there is an account {name!r} already", remedy="Choose another name.")
        number = connection.execute(insert(_table).returning(_table.c.number), row).scalar_one()
        note(connection, doer, "account-added", name, role)
    return Account(number, name, role, row["created"])


def set_role(ledger: Ledger, name: str, role: Role, doer: Doer) -> None:
    """Give an account another role, which counts from its next request on.

    Raises:
        InputError: no such account or role; nobody would be left to manage accounts.
    """
    _check_role(role)
    with ledger.writing() as connection:
        found = row_of(connection, name)
        connection.execute(update(_table).where(_table.c.number == found["number"]).values(role=role))
        _check_admins(connection)
        note(connection, doer, "role-set", found["name"], f"{found['role']} to {role}")


def set_disabled(ledger: Ledger, name: str, disabled: bool, doer: Doer) -> None:
    """Let an account's owner in no more, or again. Their sessions and tokens end for good.

    Raises:
        InputError: no such account; nobody would be left to manage accounts.
    """
    with ledger.writing() as connection:
        found = row_of(connection, name)
        values = {"disabled": moment() if disabled else None}
        connection.execute(update(_table).where(_table.c.number == found["number"]).values(values))
        _check_admins(connection)
        if disabled:
            _revoke_all(connection, found["number"])
        note(connection, doer, "account-disabled" if disabled else "account-enabled", found["name"])


def set_password(ledger: Ledger, name: str, password: str, doer: Doer) -> None:
    """Give an account another password; whoever is logged in with the old one is out, and its tokens end.

    Raises:
        InputError: no such account; the password is too short.
    """
    made = hashed(password, name)
    with ledger.writing() as connection:
        found = row_of(connection, name)
        connection.execute(update(_table).where(_table.c.number == found["number"]).values(password=made))
        _revoke_all(connection, found["number"])
        note(connection, doer, "password-set", found["name"])


def row_of(connection: Connection, name: str) -> Row:
    """The row of the account of this name.

    Raises:
        InputError: there is none.
    """
    row = connection.execute(select(_table).where(_table.c.name == name.strip().lower())).mappings().first()
    if row is None:
        raise InputError(f"there is no account {name!r}", remedy="See their names: onrecord accounts list")
    return row


def to_account(row: Row) -> Account:
    """The account of a row of ``accounts``."""
    return Account(row["number"], row["name"], row["role"], row["created"], row["disabled"])


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise InputError(f"{role!r} is no role", remedy=f"Give one of {', '.join(ROLES)}.")


def _check_admins(connection: Connection) -> None:
    query = select(func.count()).select_from(_table).where(_table.c.role == "admin", _table.c.disabled.is_(None))
    if connection.execute(query).scalar_one() == 0:
        raise InputError("nobody would be left to manage accounts", remedy="Make somebody else an admin first.")


def _revoke_all(connection: Connection, number: int) -> None:
    held = (_keys.c.account == number, _keys.c.revoked.is_(None))
    connection.execute(update(_keys).where(*held).values(revoked=moment()))
