"""What lets an account's owner in without the password: a browser's session, a program's token.

A key is 256 random bits, told once to whoever asked for it; the ledger keeps its hash. It ends on a day, or when it
is revoked.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import InputError
from onrecord.ledger.account_tables import accounts as _accounts
from onrecord.ledger.account_tables import keys as _table
from onrecord.ledger.accounts import Account, row_of, to_account
from onrecord.ledger.audit import LONGEST, Doer, moment, note, since
from onrecord.ledger.coding import Row
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.passwords import hashed, outdated, verified

Kind = Literal["session", "token"]
SESSION: Final = timedelta(days=7)
PREFIX: Final = "onr_"
"""How tokens begin, so that a scanner for leaked secrets can tell one."""

WINDOW: Final = timedelta(minutes=15)
PER_ACCOUNT: Final = 10
PER_ADDRESS: Final = 40
"""Wrong passwords within the window, for one account and from one address, after which no more are looked at."""


class TooManyTries(InputError):
    """Too many wrong passwords lately, for this account or from this address."""


@dataclass(frozen=True, slots=True)
class Key:
    """A session or token, without what would let anybody in."""

    number: int
    kind: Kind
    account: str
    label: str
    created: str
    expires: str
    revoked: str | None

    @property
    def live(self) -> bool:
        """Whether it still lets its holder in."""
        return self.revoked is None and self.expires > moment()


def log_in(ledger: Ledger, name: str, password: str, doer: Doer, label: str = "") -> str | None:
    """A new session's key for the right password, None for a wrong one; an unknown name takes as long as a known one.

    Raises:
        TooManyTries: there were too many wrong ones of late.
    """
    name = name.strip().lower()
    known = _guarded(ledger, name, doer)
    right = verified(known["password"] if known is not None else None, password)
    if known is None or not right or known["disabled"] is not None:
        with ledger.writing() as connection:
            note(connection, doer, "login-failed", _tried(name, known))
        return None
    with ledger.writing() as connection:
        if outdated(known["password"]):
            values = {"password": hashed(password, name)}
            connection.execute(update(_accounts).where(_accounts.c.number == known["number"]).values(values))
        note(connection, Doer(name, doer.origin), "login", name)
        return _new(connection, "session", known["number"], label, SESSION)


def _guarded(ledger: Ledger, name: str, doer: Doer) -> Row | None:
    """The account's row, if there is one, and if it may be tried at all."""
    with ledger.reading() as connection:
        known = connection.execute(select(_accounts).where(_accounts.c.name == name)).mappings().first()
        start = moment(-WINDOW)
        tries = since(connection, "login-failed", target=_tried(name, known), at=start)
        if tries >= PER_ACCOUNT or since(connection, "login-failed", origin=doer.origin, at=start) >= PER_ADDRESS:
            minutes = int(WINDOW.total_seconds() // 60)
            raise TooManyTries("too many wrong passwords", remedy=f"Wait {minutes} minutes, then try again.")
    return known


def _tried(name: str, known: Row | None) -> str:
    """What the log keeps of a name: people type passwords there, so an unknown one only as a hash."""
    return name if known is not None else f"unknown {hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}"


def add_token(ledger: Ledger, name: str, label: str, life: timedelta, doer: Doer) -> str:
    """A new token for a program, to be shown once.

    Raises:
        InputError: no such account, or it is disabled; the life is none.
    """
    if life <= timedelta():
        raise InputError("the token would have ended before it began", remedy="Give it a day at least.")
    with ledger.writing() as connection:
        found = row_of(connection, name)
        if found["disabled"] is not None:
            raise InputError(f"the account {name!r} is disabled", remedy="Enable it first.")
        made = _new(connection, "token", found["number"], label, life)
        note(connection, doer, "token-made", found["name"], label)
    return made


def holder(ledger: Ledger, key: str, kind: Kind) -> Account | None:
    """Whose key this is; None where it is nobody's, has ended or was revoked, or its account is disabled."""
    wanted = (_table.c.hash == _hash(key), _table.c.kind == kind, _table.c.revoked.is_(None))
    query = select(_accounts).join(_table, _table.c.account == _accounts.c.number)
    with ledger.reading() as connection:
        rows = connection.execute(query.where(*wanted, _table.c.expires > moment(), _accounts.c.disabled.is_(None)))
        row = rows.mappings().first()
    return to_account(row) if row is not None else None


def account_keys(ledger: Ledger, name: str | None = None, kind: Kind | None = None) -> list[Key]:
    """Sessions and tokens, latest first: those of an account, of one kind."""
    query = select(_table, _accounts.c.name).join(_accounts, _accounts.c.number == _table.c.account)
    if name is not None:
        query = query.where(_accounts.c.name == name.strip().lower())
    if kind is not None:
        query = query.where(_table.c.kind == kind)
    with ledger.reading() as connection:
        rows = connection.execute(query.order_by(_table.c.number.desc())).mappings()
        return [_key(row) for row in rows]


def revoke(ledger: Ledger, number: int, doer: Doer, *, of: str | None = None) -> None:
    """End a session or token at once; ``of`` names whose it must be.

    Raises:
        InputError: there is no such key, or it has been revoked.
    """
    with ledger.writing() as connection:
        query = select(_table, _accounts.c.name).join(_accounts, _accounts.c.number == _table.c.account)
        row = connection.execute(query.where(_table.c.number == number)).mappings().first()
        if row is None or row["revoked"] is not None or (of is not None and row["name"] != of):
            raise InputError(f"there is no key {number} to revoke", remedy="See them: onrecord accounts tokens")
        connection.execute(update(_table).where(_table.c.number == number).values(revoked=moment()))
        note(connection, doer, f"{row['kind']}-revoked", row["name"], row["label"])


def log_out(ledger: Ledger, key: str, doer: Doer) -> None:
    """End the session of this key, if there is one."""
    query = select(_table.c.number).where(_table.c.hash == _hash(key), _table.c.revoked.is_(None))
    with ledger.writing() as connection:
        number = connection.execute(query).scalar()
        if number is not None:
            connection.execute(update(_table).where(_table.c.number == number).values(revoked=moment()))
            note(connection, doer, "logout", doer.name)


def _new(connection: Connection, kind: Kind, number: int, label: str, life: timedelta) -> str:
    key = secrets.token_urlsafe(32)
    row = {
        "kind": kind,
        "account": number,
        "hash": _hash(key),
        "label": label[:LONGEST],
        "created": moment(),
        "expires": moment(life),
    }
    connection.execute(insert(_table), row)
    return key if kind == "session" else f"{PREFIX}{key}"


def _hash(key: str) -> str:
    # A key is random and long: nothing is gained by a slow hash, and every request asks for it.
    return hashlib.sha256(key.removeprefix(PREFIX).encode("utf-8", "replace")).hexdigest()


def _key(row: Row) -> Key:
    return Key(row["number"], row["kind"], row["name"], row["label"], row["created"], row["expires"], row["revoked"])
