"""Accounts of a shared desk: roles, passwords, sessions, tokens, and a log that only grows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from onrecord.errors import InputError, LedgerError
from onrecord.ledger import Ledger, account_keys, passwords
from onrecord.ledger.account_keys import TooManyTries, add_token, holder, log_in, log_out, revoke
from onrecord.ledger.account_tables import accounts as accounts_table
from onrecord.ledger.account_tables import audit as audit_table
from onrecord.ledger.account_tables import keys as keys_table
from onrecord.ledger.accounts import (
    account,
    accounts,
    add_account,
    any_account,
    set_disabled,
    set_password,
    set_role,
)
from onrecord.ledger.audit import Doer, audit, noted
from tests.databases import Place

ROOT = Doer("root", "command line")
NEAR = Doer("", "192.0.2.7")
SECRET = "a heron on the pier"


@pytest.fixture
def ledger(new_place: Place) -> Iterator[Ledger]:
    with Ledger.open(new_place("ledger.db"), create=True) as opened:
        add_account(opened, "Ada", "admin", SECRET, ROOT)
        yield opened


def session(ledger: Ledger, name: str = "ada", password: str = SECRET) -> str:
    """A session's key for the right password."""
    key = log_in(ledger, name, password, NEAR, "a browser")
    assert key is not None
    return key


def test_an_account_has_a_name_and_a_role(ledger: Ledger) -> None:
    add_account(ledger, "ben", "reader", SECRET, ROOT)
    assert [(one.name, one.role, one.disabled) for one in accounts(ledger)] == [
        ("ada", "admin", None),
        ("ben", "reader", None),
    ]
    assert account(ledger, " ADA ").may("reviewer")
    assert not account(ledger, "ben").may("reviewer")


def test_without_accounts_the_desk_is_not_shared(new_place: Place) -> None:
    with Ledger.open(new_place("other.db"), create=True) as opened:
        assert not any_account(opened)
        add_account(opened, "ben", "reader", SECRET, ROOT)
        assert any_account(opened)


@pytest.mark.parametrize(
    ("name", "role", "password", "words"),
    [
        ("ada", "reader", SECRET, "already"),
        ("two words", "reader", SECRET, "no name"),
        ("", "reader", SECRET, "no name"),
        ("ben\n", "king", SECRET, "no role"),
        ("ben", "reader", "short", "12 to"),
        ("ben", "reader", "x" * 1025, "12 to"),
        ("benedetto", "reader", "Benedetto1234", "says the account's name"),
    ],
)
def test_what_makes_no_account(ledger: Ledger, name: str, role: str, password: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        add_account(ledger, name, role, password, ROOT)  # type: ignore[arg-type]
    assert len(accounts(ledger)) == 1


def test_nothing_that_lets_anybody_in_is_stored(ledger: Ledger) -> None:
    keys = [session(ledger), add_token(ledger, "ada", "a notebook", timedelta(days=9), ROOT)]
    with ledger.reading() as connection:
        rows = [
            tuple(row)
            for table in (accounts_table, keys_table, audit_table)
            for row in connection.execute(select(table))
        ]
    for secret in (SECRET, keys[0], keys[1], keys[1].removeprefix("onr_")):
        assert secret not in repr(rows)
    assert "$argon2id$" in repr(rows)
    assert all(secret not in repr([asdict(one) for one in account_keys.account_keys(ledger)]) for secret in keys)


def test_a_password_opens_a_session_until_it_is_closed(ledger: Ledger) -> None:
    key = session(ledger)
    assert holder(ledger, key, "session") == account(ledger, "ada")
    assert holder(ledger, key, "token") is None
    assert holder(ledger, key + "x", "session") is None
    log_out(ledger, key, Doer("ada", "192.0.2.7"))
    log_out(ledger, key, Doer("ada", "192.0.2.7"))
    assert holder(ledger, key, "session") is None
    assert [one.action for one in audit(ledger)] == ["logout", "login", "account-added"]


@pytest.mark.parametrize(("name", "password"), [("ada", "a heron on the quay"), ("nobody", SECRET), ("", "")])
def test_a_wrong_password_or_name_lets_nobody_in(ledger: Ledger, name: str, password: str) -> None:
    assert log_in(ledger, name, password, NEAR) is None
    entry = audit(ledger)[0]
    assert (entry.action, entry.origin) == ("login-failed", "192.0.2.7")
    assert "nobody" not in repr(entry)  # people type passwords into the field for the name


def test_an_unknown_name_is_hashed_against_as_well(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []
    verified = passwords.verified

    def watched(stored: str | None, password: str) -> bool:
        asked.append(stored)
        return verified(stored, password)

    monkeypatch.setattr(account_keys, "verified", watched)
    log_in(ledger, "nobody", SECRET, NEAR)
    assert asked == [None]
    hasher = passwords._hasher()
    assert not hasher.check_needs_rehash(passwords._nobodys())  # the same work as for an account's own


def test_too_many_wrong_passwords_close_the_account_for_a_while(ledger: Ledger) -> None:
    for number in range(account_keys.PER_ACCOUNT):
        assert log_in(ledger, "ada", "not it at all", Doer("", f"192.0.2.{number}")) is None
    with pytest.raises(TooManyTries, match="too many"):
        log_in(ledger, "ada", SECRET, Doer("", "192.0.2.99"))
    for number in range(account_keys.PER_ACCOUNT):
        assert log_in(ledger, "nobody", "not it at all", Doer("", f"198.51.100.{number}")) is None
    with pytest.raises(TooManyTries):  # an unknown name cannot be told by its being open still
        log_in(ledger, "nobody", SECRET, NEAR)


def test_too_many_from_one_address_close_it_for_every_name(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account_keys, "PER_ADDRESS", 3)
    for number in range(3):
        log_in(ledger, f"name{number}", "not it at all", NEAR)
    with pytest.raises(TooManyTries):
        log_in(ledger, "ada", SECRET, NEAR)
    assert log_in(ledger, "ada", SECRET, Doer("", "192.0.2.8"))


def test_the_window_passes(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account_keys, "PER_ACCOUNT", 1)
    log_in(ledger, "ada", "not it at all", NEAR)
    with pytest.raises(TooManyTries):
        session(ledger)
    monkeypatch.setattr(account_keys, "WINDOW", timedelta(seconds=-1))
    assert session(ledger)


def test_a_disabled_account_is_out_at_once_and_for_good(ledger: Ledger) -> None:
    add_account(ledger, "ben", "admin", SECRET, ROOT)
    keys = (session(ledger), "session"), (add_token(ledger, "ada", "x", timedelta(days=1), ROOT), "token")
    set_disabled(ledger, "ada", True, ROOT)
    assert all(holder(ledger, key, kind) is None for key, kind in keys)  # type: ignore[arg-type]
    assert log_in(ledger, "ada", SECRET, NEAR) is None
    with pytest.raises(InputError, match="disabled"):
        add_token(ledger, "ada", "x", timedelta(days=1), ROOT)
    set_disabled(ledger, "ada", False, ROOT)
    assert all(holder(ledger, key, kind) is None for key, kind in keys)  # type: ignore[arg-type]
    assert session(ledger)


def test_another_password_ends_every_session_and_token(ledger: Ledger) -> None:
    key = session(ledger)
    set_password(ledger, "ada", "a grebe by the lock", ROOT)
    assert holder(ledger, key, "session") is None
    assert log_in(ledger, "ada", SECRET, NEAR) is None
    assert session(ledger, password="a grebe by the lock")


def test_a_role_counts_from_the_next_request_on(ledger: Ledger) -> None:
    add_account(ledger, "ben", "reader", SECRET, ROOT)
    key = session(ledger, "ben")
    set_role(ledger, "ben", "reviewer", ROOT)
    found = holder(ledger, key, "session")
    assert found is not None
    assert found.may("reviewer")


@pytest.mark.parametrize(
    "last", [lambda led: set_disabled(led, "ada", True, ROOT), lambda led: set_role(led, "ada", "reader", ROOT)]
)
def test_somebody_is_left_to_manage_accounts(ledger: Ledger, last: object) -> None:
    with pytest.raises(InputError, match="nobody would be left"):
        last(ledger)  # type: ignore[operator]
    assert account(ledger, "ada").may("admin")
    assert [one.action for one in audit(ledger)] == ["account-added"]


def test_tokens_end_and_are_revoked(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    key = add_token(ledger, "ada", "a notebook", timedelta(days=1), ROOT)
    assert key.startswith("onr_")
    assert holder(ledger, key, "token") == account(ledger, "ada")
    (kept,) = account_keys.account_keys(ledger, "ada", "token")
    assert (kept.label, kept.live) == ("a notebook", True)
    with pytest.raises(InputError, match="no key"):
        revoke(ledger, kept.number, ROOT, of="ben")
    revoke(ledger, kept.number, ROOT)
    assert holder(ledger, key, "token") is None
    with pytest.raises(InputError, match="no key"):
        revoke(ledger, kept.number, ROOT)
    short = add_token(ledger, "ada", "x", timedelta(milliseconds=1), ROOT)
    assert holder(ledger, short, "token") is None
    with pytest.raises(InputError, match="ended"):
        add_token(ledger, "ada", "x", timedelta(0), ROOT)


def test_the_log_says_who_what_when_and_from_where_and_only_grows(ledger: Ledger) -> None:
    noted(ledger, Doer("ada", "192.0.2.7"), "POST", "/review", "x" * 1000)
    entry = audit(ledger, by="ada")[0]
    assert (entry.by, entry.origin, entry.action, entry.target, len(entry.detail)) == (
        "ada",
        "192.0.2.7",
        "POST",
        "/review",
        400,
    )
    assert entry.at
    assert [one.number for one in audit(ledger, before=entry.number)] == [1]
    assert [one.number for one in audit(ledger, action="account-added", limit=5)] == [1]
    for change in (update(audit_table).values(by="nobody"), delete(audit_table)):
        with pytest.raises(LedgerError, match="only grows"), ledger.writing() as connection:
            connection.execute(change)
    assert len(audit(ledger)) == 2


def test_hostile_words_are_only_words(ledger: Ledger) -> None:
    for name in ("' OR 1=1 --", "ada\x00", "\ud800", "x" * 100_000):
        assert log_in(ledger, name, "\x00\ud800" + "y" * 100_000, NEAR, "\x00") is None
    assert holder(ledger, "\ud800\x00", "session") is None
